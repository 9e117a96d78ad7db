"""What stands around the article on news pages, in words: the one table of them.

A line is compared whole, in small letters and without the signs at its ends, unless said otherwise.
Nothing here matches a sentence of an article: lists hold labels, patterns hold whole lines.
"""

from __future__ import annotations

import re


def phrases(text: str) -> frozenset[str]:
    """A table of phrases parted by bars."""
    return frozenset(" ".join(each.split()) for each in text.split("|"))


def words(text: str) -> frozenset[str]:
    """A table of words parted by white space."""
    return frozenset(text.split())


LABELS = phrases(
    """
    advertisement | advertising | advert | summary | companies | key points | key takeaways | at
    a glance | in brief | in short | ad | ad feedback | video ad feedback | article continues
    after advertisement | article continues below | continue reading the main story | skip
    advertisement | skip to content | skip to main content | scroll to continue | sponsored |
    sponsored content | paid content | promoted | promoted stories | supported by | outbrain |
    taboola | anzeige | werbung | publicité | publicidad | pubblicità | реклама | exclusive |
    breaking | breaking news | just in | developing | live | live updates | watch live |
    analysis | opinion | explainer | premium | subscriber only | share | share article | share
    this | share this article | share this story | share full article | share save | share on
    facebook | share on twitter | share on x | share via email | save | saved | save article |
    save for later | bookmark | gift this article | gift article | give this article | print |
    print this article | email | e-mail | email this article | copy link | link | link copied |
    link copied! | copied | tweet | facebook | twitter | x | threads | whatsapp | telegram |
    linkedin | reddit | messenger | bluesky | flipboard | pinterest | facebook tweet email link
    | facebook tweet email link threads | facebook tweet email link threads link copied | teilen
    | merken | drucken | partager | compartir | condividi | поделиться | follow | follow us |
    following | see all topics | comment | comments | add a comment | leave a comment | view
    comments | join the conversation | menu | search | home | close | play | pause | mute |
    unmute | listen | listen to this article | listen to article | listen now | now playing |
    video | watch | watch now | watch video | image | images | photo | photos | gallery | view
    gallery | view all | show more | see more | show less | read more | read full story | learn
    more | more | expand | loading | loading... | sign up | sign in | log in | login | register
    | subscribe | subscribe now | newsletter | newsletters | donate | support us | purchase
    licensing rights | purchase licensing rights, opens new tab | opens new tab | order reprints
    | reprints | drucken | artikel drucken | versenden | weitersagen | vergrößern | imprimer |
    envoyer | agrandir | imprimir | enviar | compartilhar | stampa | drukuj | udostępnij | jaa |
    del | dela | tulosta | image source | image caption | media caption | file photo
    """
)
"""Lines that are a control, a label or an advertisement's, wherever they stand."""

CONTROL = re.compile(
    r"advertisement\b.{0,40}|list (?:of \d+ items|\d+ of \d+)|end of list|(?:\d+|an?|one|two"
    r"|three|four|five)[ -]?min(?:ute)?s?\.? (?:read|listen|watch|video)"
    r"|(?:reading|listening|read|listen) time:? .{0,20}|(?:listen|watch|play)[ :(]+\d.{0,20}"
    r"|listen to this (?:article|story).{0,40}|(?:estimated )?reading time.{0,20}|lesezeit.{0,20}"
    r"|temps de lecture.{0,20}|tiempo de lectura.{0,20}"
    r"|[\d.,]+[km]?\+?(?: (?:comments?|shares?|likes?|views?|reactions?|kommentare|commentaires))?"
    r"|(?:video|now playing|watch|see also|related|read more|read also|also read|read|listen|more"
    r"|gallery"
    r"|in pictures|lire aussi|à lire aussi|lesen sie auch|leer también|leggi anche"
    r"|читайте также)\s*[:|►▶→].{1,160}"
    r"|(?:\d{1,2}:)?\d{1,2}:\d\d(?: ?[/-] ?(?:\d{1,2}:)?\d{1,2}:\d\d)?|source:? getty images"
    r"|(?:item |image |photo |picture |slide |bild |foto )?\d+ (?:of|/|von|de|di|sur) \d+"
    r"|slide \d+.{0,20}|(?:facebook|twitter|tweet|email|share|link"
    r"|threads|whatsapp"
    r"|save|print|x|comments?|copy link|link copied!?|follow|bluesky|reddit|linkedin|telegram)"
    r"(?:[ |,·/]+(?:facebook|twitter|tweet|email|share|link|threads|whatsapp|save|print|x"
    r"|comments?|copy|copied!?"
    r"|follow|bluesky|reddit|linkedin|telegram|messenger|pinterest))+"
    r"|(?:updated|published|posted)(?: on| at)?:?|show (?:caption|more|all)|hide caption"
    r"|toggle caption"
    r"|enlarge this image|reuters/?|reporting from [\w', ]{2,60}"
    r"|this article is more than .{2,20} old"
    r"|add (?:as )?(?:a )?preferred (?:source )?(?:on )?google.{0,30}"
    r"|add .{2,30} as (?:a )?(?:preferred source).{0,30}"
    r"|what we(?:'|’)re covering( here)?|(?:opens|open) in (?:a )?new (?:tab|window)"
    r"|[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,20}){1,3}|@\w{2,30}"
    r"|(?:https?://)?(?:www\.)?(?:twitter|x|facebook|instagram)\.com/[\w.]{1,60}",
    re.IGNORECASE,
)
"""Whole lines that are controls, counters and pointers to other things."""

PROMOTION = re.compile(
    r"(?:while you['’]re here|sign up (?:for|to|here|now|today|and)|subscribe (?:to|now|today"
    r"|here|for|and)"
    r"|get (?:the latest|the best|our|all the|unlimited|breaking|exclusive)"
    r"|download (?:the|our)|join our|follow (?:us|our|the|ap|bbc|cnn|al jazeera|[\w ]{2,30} on)\b"
    r"|support (?:our|us|independent|quality)|click here|tap here|stay (?:up to date|on top"
    r"|connected)"
    r"|become an? (?:member|subscriber|supporter)|already a (?:member|subscriber)"
    r"|enter your e-?mail"
    r"|by (?:signing up|entering your|subscribing|submitting)|add articles? to your|we use cookies"
    r"|(?:please )?(?:turn on|enable) (?:javascript|cookies)|(?:our|the) (?:free )?newsletter"
    r"|read (?:more of )?our|listen to (?:this|our)|watch our|like us|you have \d+ free)\b.*",
    re.IGNORECASE | re.DOTALL,
)
"""How a line begins that asks something of the reader, if it has a word of `ASKED_FOR` too."""

APPEAL = re.compile(
    r"(?:thank you for (?:reading|subscri|your)|for more (?:news|stories|on this|latest"
    r"|information)"
    r"|to (?:get|receive|read|sign up|subscribe|contact)|you can (?:also )?(?:follow|sign up"
    r"|subscribe|read"
    r"|find|watch|listen|get)|have (?:an? |you )?|do you have|are you|watch|read|listen"
    r"|this newsletter|want|e-?mail|follow|reach|write to|contact|tweet"
    r"|for tips|got a tip|support|help us|please|like this|enjoyed|did you (?:like|enjoy)"
    r"|find (?:us|more|the latest)|keep up|let us know|contact us|send (?:us|your)|if you"
    r"|get in touch"
    r"|the (?:ap|associated press)\b.{0,60}(?:receives|is (?:solely )?responsible)|(?:ap"
    r"|associated press)['’]s?\b.{0,80}receives)\b.*",
    re.IGNORECASE | re.DOTALL,
)
"""The same, said so that it might be a sentence of the article: at the very end only."""

PLEA = re.compile(
    r"\b(?:sign(?:ing)? up|subscrib\w+|register)\b.{0,100}\b(?:newsletters?|inbox|e-?mails?|alerts"
    r"|channel|updates|magazine|today|here|now)\b"
    r"|\b(?:newsletters?|e-?mail)\b.{0,100}\b(?:sign up|subscribe|inbox)\b|\bclick here\b.{0,60}$"
    r"|\bnewsletter\b.{0,100}\b(?:abonnier\w+|anmelden|bestellen|registrieren)\b"
    r"|\b(?:abonnieren|melden) sie\b.{0,100}\bnewsletter\b|\babonnez-vous\b.{0,100}"
    r"|\b(?:suscríb\w+|inscríb\w+|inscreva-se|iscriviti)\b.{0,100}\b(?:newsletter|boletín|canal)\b",
    re.IGNORECASE | re.DOTALL,
)
"""What a line of a few sentences says that asks the reader to sign up, wherever it says so."""

SAID = re.compile(r"[“”\"]|\b(?:said|says|told|asked|urged|added|wrote)\b", re.IGNORECASE)
"""What an article says somebody asked for is the article's."""

ASKED_FOR = re.compile(
    r"newsletter|inbox|e-?mail|subscri|\bapp\b|podcast|whatsapp|telegram|facebook|instagram"
    r"|twitter|tiktok|youtube|bluesky"
    r"|\bon x\b|channel|notification|alerts?\b|account|cookies|javascript|saved list|membership"
    r"|donat|free trial"
    r"|hub\.|\bhere\b|coverage (?:of|at|on|here)|latest (?:news|headlines|updates|stories)"
    r"|\bat https?://|www\.|@\w|follow us|contact us",
    re.IGNORECASE,
)

PICTURE_CREDIT = re.compile(
    r"(?:image source|image caption|media caption|image credit|photo credit|photo caption"
    r"|file photo|photograph|"
    r"picture credit|picture|(?:titel|beitrags|symbol|archiv|kopf)?(?:foto|bild)(?:er)?|abbildung"
    r"|crédits? photos?|crédit|fotografía|photo|image|photo by|photograph by|foto di|zdjęcie|фото"
    r"|credit)s?\s*[,:]\s*.{1,300}"
    r"|(?:getty images|afp via getty images|reuters|afp|epa|epa-efe|pa media|pa|ap|alamy"
    r"|shutterstock|anadolu|bbc|istock|nurphoto"
    r"|supplied|handout|european photopress agency|tass|xinhua|imago|dpa|picture alliance"
    r"|bloomberg|nasa|ap photo)"
    r"(?:\s*[/|]\s*.{2,60})?"
    r"|.{0,300}©\s?[^.!?]{2,60}|.{0,300}\((?:symbol|archiv|datei)(?:bild|foto)\)\.?"
    r"|.{0,500}[^\W\d_]credits?:\s?[^.!?]{2,80}"
    r"|.{0,500}[ .\])](?:credit|photograph|photo|photo by|image|picture|foto|pictured by)\s?(?::"
    r"|\.\.\.|…)\s?[^.!?]{2,80}"
    r"|.{0,500}\((?:(?:ap photo|file photo|photo|photograph|picture|image|credit|courtesy|handout"
    r"|getty|afp via getty|(?:ap|afp|reuters|epa|pa|cnn)/)[ /:.]?[^()]{0,80}"
    r"|[^()]{2,60}/(?:ap|afp|reuters|epa|pa|getty images|getty|the associated press"
    r"|the canadian press|pool|bloomberg|cnn)[^()]{0,40})\)\.?"
    r"|.{0,500}\[(?:file:?|photo:?|screengrab|courtesy|handout|[^\[\]]{2,60}/(?:al jazeera"
    r"|reuters|ap|ap photo|afp|epa|getty images|anadolu))[^\[\]]{0,80}\]"
    r"|.{0,500}\breuters/[\w' .-]{3,40}(?:/file photo)?"
    r"(?:,? (?:purchase )?licensing rights.{0,30})?"
    r"|[\w .'’-]{2,60}/(?:getty images|ap|afp|reuters|epa|the guardian|bbc|cnn|shutterstock|alamy"
    r"|anadolu|bloomberg|pa|afp via getty images|the new york times)(?:/.{2,40})?",
    re.IGNORECASE,
)
"""Whole lines that say whose picture it is, alone or after the caption."""

CREDIT_LABEL = re.compile(
    r"(?:image|photo|photograph|picture|credit|foto|bild|crédit photo|fotografía)s?\s*:",
    re.IGNORECASE,
)

CREDIT_FIRST = re.compile(
    r"(?:getty images|afp via getty images|pa media|anadolu via getty images|reuters|afp|epa"
    r"|alamy|shutterstock|bbc)\s+(?=[A-Z\"“'‘])",
    re.IGNORECASE,
)
"""An agency's name before a caption, on one line."""

ROLE = re.compile(
    r"\b(?:correspondents?|editors?|reporters?|writers?|journalists?|columnists?|analysts?"
    r"|producers?|contributors?|staff|"
    r"newsroom|bureau|chief|desk|presenter|commentator|critic|fellow|professor|bbc news|bbc sport"
    r"|bbc verify|associated press|"
    r"redakteur(?:in)?|korrespondent(?:in)?|correspondant(?:e)?|journaliste|redactor(?:a)?"
    r"|корреспондент)\b",
    re.IGNORECASE,
)

OUTLETS = phrases(
    """
    agencies | news agencies | wires | wire services | staff | staff and agencies | ap |
    associated press | the associated press | afp | agence france-presse | reuters | thomson
    reuters | bbc | bbc news | bbc sport | bbc verify | cnn | cnn business | cnn politics | cnn
    international | al jazeera | aljazeera | deutsche welle | dw | the guardian | guardian | the
    new york times | new york times | nyt | the washington post | washington post | bloomberg |
    bloomberg news | npr | abc news | cbs news | nbc news | msnbc | fox news | sky news | itv
    news | usa today | the times | the telegraph | the independent | financial times | ft | the
    economist | politico | axios | euronews | france 24 | rfi | le monde | dpa | pa | pa media |
    pa news agency | press association | upi | xinhua | tass | kyodo | kyodo news | yonhap |
    ansa | efe | europa press | ria novosti | interfax | anadolu | anadolu agency | the canadian
    press | canadian press | aap | cbc | cbc news | cp | ntb | tt | apa | ats | belga | anp |
    pti | ani | ians | рія новини | риа новости | тасс | интерфакс | business wire | globe
    newswire | globenewswire | pr newswire | prnewswire | gray news | the conversation | nikkei
    | jiji | jiji press | mti | ctk | pap | lusa | unian | ukrinform | wam | spa | irna | mena |
    bernama | antara
    """
)
"""Names of agencies and outlets that stand where names of people do."""

KICKERS = re.compile(
    r"(?:exclusive|breaking|live|analysis|opinion|explainer|watch|video|updated?|just in"
    r"|developing|interview|review|"
    r"profile|obituary|feature|long read|the long read|fact check|factbox|timeline|in pictures"
    r"|q&a|editorial|comment|letters?)",
    re.IGNORECASE,
)
