"""What pages put after an article, or in its midst to lead to others, in words."""

from __future__ import annotations

import re

from reader.extract.wording import phrases

ENDINGS = phrases(
    """
    read next | up next | next article | next story | related | related topics | related
    articles | related stories | related content | related coverage | related news | related
    links | related internet links | related reading | more on this story | more on this topic |
    more on this | more stories | more news | more top stories | more to explore | further
    reading | most read | most viewed | most popular | most recent | most shared | popular
    stories | popular now | trending | trending now | trending stories | trending topics | top
    stories | top story | latest news | latest stories | latest | elsewhere | elsewhere on the
    bbc | recommended | recommended for you | recommended stories | recommended reading |
    suggested topics | you may also like | you might also like | you might be interested in |
    don't miss | what to read next | editor's picks | editors' picks | from our partners | from
    the web | around the web | more from this section | more from the web | paid partner content
    | sponsored links | sponsored stories | explore more | explore more on these topics |
    explore our coverage | explore topics | topics | tags | keywords | filed under | about the
    author | about the authors | about the writer | our standards | reuse this content | site
    index | site information navigation | comments | weiterlesen | mehr zum thema | lire aussi |
    à lire aussi | sur le même sujet | más sobre este tema | te puede interesar | leggi anche |
    lees ook | читайте также | по теме
    """
)
"""Lines after which nothing of the article follows, as long as no more than an appendix does."""

ENDING = re.compile(
    r"our standards:.*|[a-z]{2,4}(?:/[a-z]{2,4})+(?: ?\([a-z, ]+\))?|more from \W*[\w' ]{2,30}"
    r"|read more (?:about|from|on|stories)\b.{0,60}"
    r"|suggested topics:.*|related topics:?.*|explore more on these topics.*|(?:view|read"
    r"|show) (?:all )?\d+ comments?"
    r"|(?:©|\(c\)|copyright\b).{0,160}|all rights reserved.{0,80}|tags?:.{0,200}|topics?:.{0,200}"
    r"|a version of this article (?:appears|appeared) in print.*|filed under:?.{0,100}"
    r"|thomson reuters trust principles.*|this article was (?:originally )?published (?:by|on"
    r"|in)\b.{0,80}|this (?:entry|post) was (?:posted|published|filed|tagged|written)\b.{0,200}"
    r"|(?:dieser|der) (?:eintrag|beitrag|artikel) wurde\b.{0,150}veröffentlicht\b.{0,100}"
    r"|(?:veröffentlicht|abgelegt|gepostet) (?:in|am|von|unter)\b.{0,100}"
    r"|(?:posted|published) (?:in|by|on|under)\b.{0,100}|publiée? (?:le|dans|par)\b.{0,100}"
    r"|publicad[oa] (?:en|el|por|em)\b.{0,100}|(?:stichworte|schlagw[oö]rter?|mots[- ]clés"
    r"|etiquetas|categor(?:y|ies)|kategorien?|catégories?|categorías?|tagi):.{0,200}"
    r"|suggested citation\b.{0,300}",
    re.IGNORECASE,
)

LAST = re.compile(
    r"[\W_]*(?:about the (?:author|writer)|our standards|reuse this|site i|tags?\b|topics?\b"
    r"|keywords|filed under|comments?|\d+ comments|copyright|©|\(c\)|all rights"
    r"|über d(?:en autor|ie autorin)|zum autor|kommentare|schlagw|à propos de l|mots[- ]clés"
    r"|commentaires|sobre [eo]l? autor|comentarios|comentários|etiquetas|tagi|komentarze"
    r"|o autorze)",
    re.IGNORECASE,
)
"""How the endings begin below which only other things follow, however long they are."""

POINTER = re.compile(
    r"[\W_]*(?:read (?:also|more|next|this|our|the full)|also read|see (?:also|more)|related"
    r"|more (?:on|from|about|stories)|watch|listen|photos?|pictures|gallery|explainer|don['’]t miss"
    r"|you (?:may|might) also like|must read|recommended|also on|on [\w.]{2,40}\.(?:com|org|net)"
    r"|mehr (?:zum thema|dazu|lesen)|lesen sie (?:auch|mehr|hier)|auch interessant|siehe auch"
    r"|lesetipp|das könnte (?:dich|sie)|passend dazu|weiterlesen|lire aussi|à lire|voir aussi"
    r"|lea también|leer (?:más|también)|(?:te|le) puede interesar|vea también"
    r"|más información|ver también"
    r"|leia (?:também|mais)|veja (?:também|mais)|saiba mais|leggi (?:anche|di più)|guarda anche"
    r"|lees (?:ook|meer)|zobacz (?:też|także|również)|czytaj (?:też|także|również|więcej)"
    r"|читайте (?:также|по теме)|смотрите также|läs (?:också|mer)|les også|læs også)\b"
    r"(?:[^.:]{0,40}[:>»|–—-]|[\W_]*$)",
    re.IGNORECASE,
)
"""How a line begins that leads to another article; only a line with a link is one."""
