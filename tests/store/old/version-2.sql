BEGIN TRANSACTION;
CREATE TABLE article (
    id integer primary key,
    feed_id integer not null references feed (id) on delete cascade,
    identity text not null,
    guid text not null default '',
    url text not null default '',
    url_key text not null default '',
    title text not null default '',
    authors text not null default '[]',
    published_at integer,
    updated_at integer,
    first_seen_at integer not null,
    sort_at integer not null,
    summary text not null default '',
    language text not null default '',
    content_hash text not null default '',
    revisions integer not null default 1,
    has_enclosure integer not null default 0,
    has_picture integer not null default 0,
    listed integer not null default 1,
    read_at integer,
    starred_at integer,
    saved_at integer,
    changed_at integer,
    change text not null default '',
    copy_of integer references article (id) on delete set null,
    unique (feed_id, identity)
) strict;
INSERT INTO "article" VALUES(1,1,'guid:a','a','https://one.example/a','https://one.example/a','Read and starred','["Ann Bell"]',1793696400,NULL,1793707200,1793696400,'An old text.','','Read and starred An old text.',1,0,0,1,1793707200,1793707200,NULL,NULL,'',NULL);
INSERT INTO "article" VALUES(2,1,'guid:b','b','https://one.example/b','https://one.example/b','Rewritten headline','["Ann Bell"]',1793700000,1793707200,1793707200,1793700000,'The text as it is now.','','Rewritten headline The text as it is now.',2,1,0,1,NULL,NULL,NULL,1793707200,'headline text',NULL);
INSERT INTO "article" VALUES(3,1,'guid:c','c','https://one.example/c','https://one.example/c','Newer 日本語','["Ann Bell"]',1793703600,NULL,1793707200,1793703600,'Short.','','Newer 日本語 Short.',1,0,0,1,NULL,NULL,NULL,NULL,'',NULL);
CREATE TABLE article_body (
    article_id integer primary key references article (id) on delete cascade,
    html text not null default '',
    enclosures text not null default '[]',
    dateline text not null default '',
    credit text not null default ''
) strict;
INSERT INTO "article_body" VALUES(1,'<p>An old text.</p>','[]','','');
INSERT INTO "article_body" VALUES(2,'<p>The text as it is now.</p>','[{"url": "https://one.example/talk.mp3", "media_type": "audio/mpeg", "size": 123, "title": ""}]','','');
INSERT INTO "article_body" VALUES(3,'<p>Short.</p>','[]','','');
CREATE TABLE clue (
    clue integer not null,
    article_id integer not null,
    primary key (clue, article_id)
) strict, without rowid;
INSERT INTO "clue" VALUES(-5558452798189381136,3);
INSERT INTO "clue" VALUES(-4773223693164998953,2);
INSERT INTO "clue" VALUES(660002847393007635,1);
INSERT INTO "clue" VALUES(5174781600962597299,1);
INSERT INTO "clue" VALUES(6392961850098475887,3);
CREATE TABLE feed (
    id integer primary key,
    url text not null unique,
    kind text not null check (kind in ('feed', 'file', 'folder')),
    title text not null default '',
    site_url text not null default '',
    language text not null default '',
    etag blob not null default x'',
    modified blob not null default x'',
    body_hash blob not null default x'',
    validated_url text not null default '',
    status text not null default 'new',
    checked_at integer,
    next_check_at integer,
    why text not null default '',
    error text not null default '',
    hint text not null default '',
    failing_since integer,
    failures integer not null default 0,
    http_status integer,
    pace text not null default '{}',
    moving_to text not null default '',
    moved_from text not null default '',
    settings text not null default '{}',
    habits text not null default '',
    total integer not null default 0,
    unread integer not null default 0
) strict;
INSERT INTO "feed" VALUES(1,'https://one.example/feed.xml','feed','','','',X'',X'',X'','','new',NULL,NULL,'','','',NULL,0,NULL,'{}','','','{}','[["lead bbd3c5f823aa",1,[2]]]',3,2);
CREATE TABLE folder (
    id integer primary key,
    name text not null unique
) strict;
INSERT INTO "folder" VALUES(1,'Home');
CREATE TABLE lease (
    name text primary key,
    holder text not null,
    until integer not null
) strict, without rowid;
CREATE TABLE memory (
    key text primary key,
    value text not null
) strict, without rowid;
CREATE TABLE revision (
    article_id integer not null references article (id) on delete cascade,
    number integer not null,
    seen_at integer not null,
    title text not null,
    html text not null,
    content_hash text not null,
    primary key (article_id, number)
) strict, without rowid;
INSERT INTO "revision" VALUES(2,1,1793707200,'Headline','<p>The text as it was.</p>','Headline The text as it was.');
ANALYZE "sqlite_master";
INSERT INTO "sqlite_stat1" VALUES('undo_article','undo_article','2 1 1');
INSERT INTO "sqlite_stat1" VALUES('article','article_url','3 3 1');
INSERT INTO "sqlite_stat1" VALUES('article','article_unread_of_feed','2 2 1 1');
INSERT INTO "sqlite_stat1" VALUES('article','article_of_feed','3 3 1 1');
INSERT INTO "sqlite_stat1" VALUES('article','article_starred','1 1 1');
INSERT INTO "sqlite_stat1" VALUES('article','article_unread','2 1 1');
INSERT INTO "sqlite_stat1" VALUES('article','article_newest','3 1 1');
INSERT INTO "sqlite_stat1" VALUES('article','sqlite_autoindex_article_1','3 3 1');
INSERT INTO "sqlite_stat1" VALUES('revision','revision','1 1 1');
CREATE TABLE subscription (
    feed_id integer primary key references feed (id) on delete cascade,
    own_title text not null default '',
    folder_id integer references folder (id) on delete set null,
    added_at integer not null
) strict;
INSERT INTO "subscription" VALUES(1,'One',1,1793707200);
CREATE TABLE undo (
    id integer primary key,
    at integer not null,
    what text not null,
    subscription text not null default ''
) strict;
INSERT INTO "undo" VALUES(1,1793707200,'marked 1 article read','');
INSERT INTO "undo" VALUES(2,1793707200,'starred 1 article','');
CREATE TABLE undo_article (
    undo_id integer not null references undo (id) on delete cascade,
    article_id integer not null,
    read_at integer,
    starred_at integer,
    primary key (undo_id, article_id)
) strict, without rowid;
INSERT INTO "undo_article" VALUES(1,1,NULL,NULL);
INSERT INTO "undo_article" VALUES(2,1,1793707200,NULL);
CREATE INDEX article_newest on article (sort_at, id) where listed = 1 and copy_of is null;
CREATE INDEX article_unread on article (sort_at, id)
    where listed = 1 and copy_of is null and read_at is null;
CREATE INDEX article_starred on article (sort_at, id)
    where starred_at is not null and copy_of is null;
CREATE INDEX article_copy on article (copy_of, feed_id, listed, read_at) where copy_of is not null;
CREATE INDEX article_of_feed on article (feed_id, sort_at, id) where listed = 1;
CREATE INDEX article_unread_of_feed on article (feed_id, sort_at, id)
    where listed = 1 and read_at is null;
CREATE INDEX article_url on article (feed_id, url_key) where url_key <> '';
CREATE INDEX feed_due on feed (next_check_at);
CREATE TRIGGER article_arrives after insert on article begin
    update feed set total = total + new.listed,
                    unread = unread + (new.listed and new.read_at is null)
    where id = new.feed_id;
end;
CREATE TRIGGER article_leaves after delete on article begin
    update feed set total = total - old.listed,
                    unread = unread - (old.listed and old.read_at is null)
    where id = old.feed_id;
end;
CREATE TRIGGER article_head_leaves before delete on article
when exists (select 1 from article where copy_of = old.id)
begin
    update article
    set copy_of = nullif((select id from article where copy_of = old.id
                          order by listed desc, id limit 1), id)
    where copy_of = old.id;
end;
CREATE TRIGGER article_turns after update of read_at, listed on article
when (old.listed and old.read_at is null) <> (new.listed and new.read_at is null)
    or old.listed <> new.listed
begin
    update feed
    set total = total + new.listed - old.listed,
        unread = unread + (new.listed and new.read_at is null)
                        - (old.listed and old.read_at is null)
    where id = new.feed_id;
end;
COMMIT;
pragma application_id = 1684827749;
pragma user_version = 2;
