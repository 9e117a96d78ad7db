BEGIN TRANSACTION;
CREATE TABLE article (
    id integer primary key autoincrement,
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
    language text not null default '',
    content_hash text not null default '',
    revisions integer not null default 1,
    has_enclosure integer not null default 0,
    has_picture integer not null default 0,
    listed integer not null default 1,
    read_at integer,
    starred_at integer,
    saved_at integer,
    muted_at integer,
    purged_at integer,
    changed_at integer,
    change text not null default '',
    change_seen integer not null default 0,
    text_sum integer not null default 0,
    copy_of integer references article (id) on delete set null,
    unique (feed_id, identity)
) strict;
INSERT INTO "article" VALUES(1,1,'guid:a','a','https://one.example/a','https://one.example/a','Read and starred','["Ann Bell"]',1793696400,NULL,1793707200,1793696400,'','Read and starred An old text.',1,0,0,1,1793707200,1793707200,NULL,NULL,NULL,NULL,'',0,581655498,NULL);
INSERT INTO "article" VALUES(2,1,'guid:b','b','https://one.example/b','https://one.example/b','Rewritten headline','["Ann Bell"]',1793700000,1793707200,1793707200,1793700000,'','Rewritten headline The text as it is now.',2,1,0,1,NULL,NULL,NULL,NULL,NULL,1793707200,'headline text',0,3635146388,NULL);
INSERT INTO "article" VALUES(3,1,'guid:c','c','https://one.example/c','https://one.example/c','Newer 日本語','["Ann Bell"]',1793703600,NULL,1793707200,1793703600,'','Newer 日本語 Short.',1,0,0,1,NULL,NULL,NULL,NULL,NULL,NULL,'',0,3561085065,NULL);
CREATE TABLE clue (
    clue integer not null,
    article_id integer not null,
    primary key (clue, article_id)
) strict, without rowid;
CREATE TABLE deed (
    id integer primary key autoincrement,
    at integer not null,
    what text not null,
    steps blob not null,
    undone integer
) strict;
INSERT INTO "deed" VALUES(1,1793707200,'followed Rewritten headline',X'789C1DCD410A84300C05D0AB94ACBBA8CEA28C579122658C4331B69A2A22A5779F7476E1E5FFA400A73BC3A0C6119644946ED0AAD32A5E445A15C867E2670AB32444C19F6DB0EF9735B63746E4B8901F41901E2C217E91770EB1E5A0D4863E13E23EE5103F28DA2E57E764B1795EFFAF5DFD01AC3228F2',NULL);
INSERT INTO "deed" VALUES(2,1793707200,'marked 1 article read',X'789CAB562ACA2F2F56B252888ED55150CA4D2CCA0673A2958A521353E2134B9474140CCD2D8DCD0DCC8D0C0C74801279A5393940DA10281E0B02B5008BBC131F',NULL);
INSERT INTO "deed" VALUES(3,1793707200,'starred 1 article',X'789CAB562ACA2F2F56B252888ED55150CA4D2CCA0673A2958A4B128B8A5253E2134B9474140CCD2D8DCD0DCC8D0C0C74807279A5393940DA10281E0B02B500DC011478',NULL);
CREATE TABLE dictionary (
    id integer primary key,
    content blob not null,
    made_of integer not null
) strict;
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
    unread integer not null default 0,
    copies integer not null default 0,
    unread_copies integer not null default 0
) strict;
INSERT INTO "feed" VALUES(1,'https://one.example/feed.xml','feed','','','',X'',X'',X'','','new',NULL,NULL,'','','',NULL,0,NULL,'{}','','','{}','[["edge -1",1,[2]],["lead bbd3c5f823aa",1,[2]]]',3,2,0,0);
CREATE TABLE folder (
    id integer primary key,
    name text not null unique
) strict;
INSERT INTO "folder" VALUES(1,'Home');
CREATE TABLE follow (
    story_id integer primary key references story (id) on delete cascade,
    at integer not null,
    query text not null default '',
    fingerprint text not null default '{}',
    asleep_since integer
) strict;
INSERT INTO "follow" VALUES(1,1793707200,'','{}',NULL);
CREATE TABLE fresh_clue (
    clue integer not null,
    article_id integer not null,
    primary key (clue, article_id)
) strict, without rowid;
INSERT INTO "fresh_clue" VALUES(-5558452798189381136,3);
INSERT INTO "fresh_clue" VALUES(-4773223693164998953,2);
INSERT INTO "fresh_clue" VALUES(-3321456757447988305,2);
INSERT INTO "fresh_clue" VALUES(660002847393007635,1);
INSERT INTO "fresh_clue" VALUES(5174781600962597299,1);
INSERT INTO "fresh_clue" VALUES(6392961850098475887,3);
CREATE TABLE fresh_text (
    article_id integer primary key references article (id) on delete cascade,
    dictionary integer not null,
    packed blob not null
) strict;
INSERT INTO "fresh_text" VALUES(1,0,X'28B52FFD2020D50000A0416E206F6C6420746578742E003C703E3C2F703E0100869B4B');
INSERT INTO "fresh_text" VALUES(2,0,X'28B52FFD209695030002881A1C7089734068809748F2BD882402C3817650A1FFDF43BD7DA9EA3F2A0984C6EF756C9B7B1F4900E0755CE4BB8F1B509D7A9281D8BD8EAAD8024B06DD7D3C51871C1A5B854D1D8B1041E7516A3DDD6DEEF58680CE18A4941655CAA24A42128FE397DEF463DE08D7D808020100B632C7');
INSERT INTO "fresh_text" VALUES(3,0,X'28B52FFD2014A1000053686F72742E003C703E53686F72742E3C2F703E');
CREATE TABLE kept_file (
    article_id integer not null references article (id) on delete cascade,
    kind text not null check (kind in ('page', 'picture')),
    url text not null,
    hash blob,
    media_type text not null default '',
    bytes integer not null default 0,
    problem text not null default '',
    primary key (article_id, kind, url)
) strict, without rowid;
CREATE TABLE lease (
    name text primary key,
    holder text not null,
    until integer not null
) strict, without rowid;
CREATE TABLE live_post (
    article_id integer not null references article (id) on delete cascade,
    post_id text not null,
    at integer not null,
    title text not null,
    html text not null,
    author text not null,
    url text not null,
    first_seen_at integer not null,
    revised_at integer,
    read_at integer,
    primary key (article_id, post_id)
) strict, without rowid;
CREATE TABLE memory (
    key text primary key,
    value text not null
) strict, without rowid;
INSERT INTO "memory" VALUES('stories.turn','1');
CREATE TABLE offline (
    article_id integer primary key references article (id) on delete cascade,
    done_at integer,
    ready_at integer,
    tries integer not null default 0,
    problem text not null default '',
    let_go_at integer
) strict;
CREATE TABLE opened (
    article_id integer primary key references article (id) on delete cascade,
    opened_at integer not null,
    next_at integer,
    checks integer not null default 0,
    title text not null default '',
    doubt text not null default '',
    told_at integer,
    etag blob not null default x'',
    modified blob not null default x'',
    body_hash blob not null default x'',
    validated_url text not null default ''
) strict;
CREATE TABLE reading_place (
    article_id integer primary key references article (id) on delete cascade,
    passage integer not null,
    character integer not null,
    words text not null
) strict;
CREATE TABLE revision (
    article_id integer not null references article (id) on delete cascade,
    number integer not null,
    seen_at integer not null,
    title text not null,
    content_hash text not null,
    dictionary integer not null,
    packed blob not null,
    primary key (article_id, number)
) strict, without rowid;
INSERT INTO "revision" VALUES(2,1,1793707200,'Headline','Headline The text as it was.',0,X'28B52FFD2090850300D2071A1C706B73005285A956B5322A237088BEB1EAF5EE5BA13B9544F51F8F0484C7EFF56CCBF64E4900E0F56CB077A71B529D7218F3E0BD9ECAD8023226DD9D9EA8430E0D576553878B4412E128B59EEE36F77A4B3C770C10428B2A655105210F155EE687DE45AEB31104010035994D');
CREATE TABLE rule (
    id integer primary key autoincrement,
    action text not null check (action in ('mute', 'keep', 'read', 'star', 'save')),
    query text not null,
    place integer not null,
    made_at integer not null,
    ends_at integer
) strict;
CREATE TABLE rule_article (
    rule_id integer not null,
    article_id integer not null references article (id) on delete cascade,
    at integer not null,
    primary key (rule_id, article_id)
) strict, without rowid;
CREATE TABLE saved_view (
    id integer primary key autoincrement,
    name text not null unique,
    query text not null,
    place integer not null
) strict;
ANALYZE "sqlite_master";
INSERT INTO "sqlite_stat1" VALUES('revision','revision','1 1 1');
INSERT INTO "sqlite_stat1" VALUES('story_article','story_article_placed','1 1');
INSERT INTO "sqlite_stat1" VALUES('story_article','story_article_of_story','1 1 1');
INSERT INTO "sqlite_stat1" VALUES('story_article','story_article','1 1 1');
INSERT INTO "sqlite_stat1" VALUES('article','article_unread_of_feed','2 2 2 2 1 1 1');
INSERT INTO "sqlite_stat1" VALUES('article','article_of_feed','3 3 3 1 1 1');
INSERT INTO "sqlite_stat1" VALUES('article','article_enclosed','1 1 1 1');
INSERT INTO "sqlite_stat1" VALUES('article','article_updated','1 1 1 1');
INSERT INTO "sqlite_stat1" VALUES('article','article_starred','1 1 1');
INSERT INTO "sqlite_stat1" VALUES('article','article_unread','2 2 2 2 1');
INSERT INTO "sqlite_stat1" VALUES('article','article_newest','3 3 3 1');
INSERT INTO "sqlite_stat1" VALUES('article','sqlite_autoindex_article_1','3 3 1');
INSERT INTO "sqlite_stat1" VALUES('fresh_clue','fresh_clue','6 1 1');
CREATE TABLE story (
    id integer primary key autoincrement,
    name text not null unique,
    merged_into integer references story (id) on delete cascade,
    title text not null default '',
    title_from integer,
    articles integer not null default 0,
    sources integer not null default 0,
    originals integer not null default 0,
    first_at integer not null,
    last_at integer not null,
    seen_at integer,
    digested integer not null default 0
) strict;
INSERT INTO "story" VALUES(1,'2',NULL,'',2,1,1,1,1793700000,1793700000,NULL,0);
CREATE TABLE story_article (
    article_id integer not null references article (id) on delete cascade,
    story_id integer not null references story (id) on delete cascade,
    how text not null check (how in ('placed', 'matched', 'asked', 'hand')),
    confidence real not null,
    why text not null,
    possibly integer,
    source text not null,
    at integer not null,
    added_at integer not null,
    echo_of integer,
    agency text not null default '',
    primary key (article_id, story_id)
) strict, without rowid;
INSERT INTO "story_article" VALUES(2,1,'placed',1.0,'it opened this story',NULL,'https://one.example/feed.xml',1793700000,1793707200,NULL,'');
CREATE TABLE story_news (
    story_id integer not null references story (id) on delete cascade,
    article_id integer not null references article (id) on delete cascade,
    at integer not null,
    what text not null,
    told_at integer,
    primary key (article_id, story_id, at)
) strict, without rowid;
CREATE TABLE story_sketch (
    arrival integer primary key autoincrement,
    article_id integer not null unique references article (id) on delete cascade,
    at integer not null,
    packed blob not null
) strict;
CREATE TABLE story_tie (
    kind text not null check (kind in ('belongs', 'never')),
    one text not null,
    other text not null,
    primary key (kind, one, other)
) strict, without rowid;
CREATE TABLE subscription (
    feed_id integer primary key references feed (id) on delete cascade,
    own_title text not null default '',
    folder_id integer references folder (id) on delete set null,
    added_at integer not null
) strict;
INSERT INTO "subscription" VALUES(1,'One',1,1793707200);
CREATE TABLE text (
    article_id integer primary key references article (id) on delete cascade,
    dictionary integer not null,
    packed blob not null
) strict;
CREATE INDEX article_newest on article (listed, copy_of, sort_at)
    where listed = 1 and copy_of is null;
CREATE INDEX article_unread on article (listed, copy_of, read_at, sort_at)
    where listed = 1 and copy_of is null and read_at is null;
CREATE INDEX article_starred on article (copy_of, sort_at)
    where starred_at is not null and copy_of is null;
CREATE INDEX article_saved on article (copy_of, sort_at)
    where saved_at is not null and copy_of is null;
CREATE INDEX article_updated on article (listed, copy_of, sort_at)
    where listed = 1 and copy_of is null and changed_at is not null;
CREATE INDEX article_enclosed on article (listed, copy_of, sort_at)
    where listed = 1 and copy_of is null and has_enclosure = 1;
CREATE INDEX article_copy on article (copy_of, feed_id, listed, read_at) where copy_of is not null;
CREATE INDEX article_of_feed on article (feed_id, listed, sort_at, id, copy_of) where listed = 1;
CREATE INDEX article_unread_of_feed on article (feed_id, listed, read_at, sort_at, id, copy_of)
    where listed = 1 and read_at is null;
CREATE INDEX article_muted on article (sort_at) where muted_at is not null;
CREATE INDEX rule_of_article on rule_article (article_id);
CREATE INDEX feed_due on feed (next_check_at);
CREATE TRIGGER article_arrives after insert on article begin
    update feed set total = total + new.listed,
        unread = unread + (new.listed and new.read_at is null),
        copies = copies + (new.listed and new.copy_of is not null),
        unread_copies = unread_copies
            + (new.listed and new.copy_of is not null and new.read_at is null)
    where id = new.feed_id;
end;
CREATE TRIGGER article_leaves after delete on article begin
    update feed set total = total - old.listed,
        unread = unread - (old.listed and old.read_at is null),
        copies = copies - (old.listed and old.copy_of is not null),
        unread_copies = unread_copies
            - (old.listed and old.copy_of is not null and old.read_at is null)
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
CREATE TRIGGER article_turns after update of read_at, listed, copy_of on article
when old.listed <> new.listed or (old.read_at is null) <> (new.read_at is null)
    or (old.copy_of is null) <> (new.copy_of is null)
begin
    update feed
    set total = total + new.listed - old.listed,
        unread = unread + (new.listed and new.read_at is null)
                        - (old.listed and old.read_at is null),
        copies = copies + (new.listed and new.copy_of is not null)
                        - (old.listed and old.copy_of is not null),
        unread_copies = unread_copies
            + (new.listed and new.copy_of is not null and new.read_at is null)
            - (old.listed and old.copy_of is not null and old.read_at is null)
    where id = new.feed_id;
end;
CREATE INDEX opened_due on opened (next_at) where next_at is not null;
CREATE INDEX story_article_of_story on story_article (story_id, at);
CREATE INDEX story_article_possibly on story_article (possibly) where possibly is not null;
CREATE UNIQUE INDEX story_article_placed on story_article (article_id)
    where how in ('placed', 'hand');
CREATE INDEX story_alias on story (merged_into) where merged_into is not null;
CREATE INDEX story_lively on story (last_at) where articles > 1 and merged_into is null;
CREATE INDEX story_news_untold on story_news (at) where told_at is null;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('article',3);
INSERT INTO "sqlite_sequence" VALUES('story',1);
INSERT INTO "sqlite_sequence" VALUES('deed',3);
COMMIT;
CREATE VIRTUAL TABLE search using fts5 (
    words, content='', columnsize=0, detail=none, tokenize='ascii'
);
pragma application_id = 1684827749;
pragma user_version = 8;
