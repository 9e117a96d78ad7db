"""Words that say something about the page and not about the news: what a comparison looks past.

Counters, ages ("5 minutes ago"), fingerprints of a request, and the labels of advertising, related
links and sharing, in the languages we know. What these rules do not know is learned: see `habits`.
"""

from __future__ import annotations

import re

from reader.text.norm import plainly_set

SHORT_WORDS = 12
"""A passage of so many words may be a label or a counter; sentences of the news are longer."""
_SHORT = 100

_AMOUNT = r"(?:\d{1,9}|an?|one|two|three|four|five|six|seven|eight|nine|ten|a few)"
_AGE = re.compile(
    rf"\b{_AMOUNT}\s{{0,3}}+(?:s(?:ec(?:ond)?s?)?|m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?|d(?:ays?)?|weeks?"
    r"|months?|years?)\s+ago\b"
    r"|\bvor\s+(?:\d{1,9}|einer?|einem|wenigen)\s+(?:Sekunden?|Minuten?|Stunden?|Tag(?:en)?|Wochen?)\b"
    r"|\bil y a\s+(?:\d{1,9}|une?)\s+(?:secondes?|minutes?|heures?|jours?|semaines?)\b"
    r"|\bhace\s+(?:\d{1,9}|una?)\s+(?:segundos?|minutos?|horas?|días?|semanas?)\b"
    r"|\b(?:\d{1,9}|un[ao']?)\s{0,3}+(?:secondi|minut[oi]|or[ae]|giorn[oi])\s+fa\b"
    r"|\b\d{1,9}\s+(?:минут\w*|час\w*|дн\w*)\s+назад\b"
    r"|\d{1,9}\s{0,3}+(?:秒|分钟?|時間|小时|日|天)前|\bjust now\b",
    re.IGNORECASE,
)
_COUNTED = (
    r"views?|reads?|readers?|comments?|likes?|shares?|retweets?|reposts?|replies|reactions?"
    r"|responses?|claps?|upvotes?|followers|visits?|hits|downloads|plays|min(?:ute)?s? read"
    r"|kommentare?|aufrufe|leser|commentaires?|vues|partages|comentarios?|vistas|visualizzazioni"
    r"|commenti|reacties|просмотр\w*|комментари\w*|いいね|件|回|次阅读|阅读|评论"
)
_NUMBER = r"\d[\d.,\u202f\u00a0 ]*\s?[km]?"
_COUNTER = re.compile(
    rf"{_NUMBER}(?:times\s+)?(?:{_COUNTED})(?!\w)"
    rf"|\b(?:{_COUNTED}|points|viewed|read|shared)\s*[:=(]\s*{_NUMBER}"
    rf"|\b(?:viewed|read|shared|seen)\s+{_NUMBER}\s*times\b"
    rf"|{_NUMBER}\s*(?:people|users|visitors|guests|readers)\s+(?:are|have)\s+(?:now\s+|currently\s+)?"
    r"(?:reading|viewing|watching|online|here|read|viewed|liked|shared)\b",
    re.IGNORECASE,
)
_ID = re.compile(
    r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"
    r"|\b(?=[a-f]{0,64}\d)(?=\d{0,64}[a-f])[0-9a-f]{8,64}\b"
    r"|\b(?=[A-Za-z_]{0,128}\d)(?=\d{0,128}[A-Za-z])[A-Za-z0-9_]{20,128}\b|\b\d{10,}\b",
    re.IGNORECASE,
)
_MOMENT = re.compile(
    r"^(?:(?:last\s+)?(?:updated?|modified|published|posted|edited|checked|retrieved|generated)"
    r"|stand|aktualisiert|zuletzt|veröffentlicht|mis à jour|publié|actualizado|publicado"
    r"|aggiornato|pubblicato|обновлено|更新|公開|发布)\b\W*(?P<rest>.*)$",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\d+|\b(?:jan|feb|mär|mar|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)\w*"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:am|pm|at|on|uhr|à|um|de|st|nd|rd|th"
    r"|today|yesterday|utc|gmt|[a-z]{2,4}t)\b|[^\w]|年|月|日|時|时|分",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:related|trending|popular|recommended|sponsored|promoted|newsletter|partner|offer|tags?"
    r"|topics?|source|photo|share|support|donate|more|ad|anzeige|werbung|publicité|publicidad"
    r"|deal of the day|mehr|レコメンド|関連記事|相关阅读|相关新闻|推荐阅读|広告|广告)"
    r"(?:\s+[#№]?[\w']+){0,3}\s*(?:[:：|>»]|$)"
    r"|(?:advertisement|advertorial|most (?:read|popular|viewed|shared)|you (?:may|might)"
    r" (?:also )?like|read (?:more|also|next)\b|also read\b|see also\b|more from\b|more stories\b"
    r"|up next\b|editors?'? picks?|top stories|sign up (?:for|to)\b|subscribe (?:to|now)\b"
    r"|follow us\b|share (?:this|on)\b|join our\b|download (?:the|our) app|click here\b"
    r"|continue reading\b|the post .{1,200} appeared first\b|sponsored (?:by|content)\b"
    r"|filed under\b|don't miss\b|subscribe today|become a (?:member|subscriber|patron)\b"
    r"|support (?:independent|quality|our) journalism|page (?:generated|rendered|loaded)\b"
    r"|(?:generated|cached|rendered) (?:in|at|on|by)\b"
    r"|all rights reserved|©|copyright\b|lesen sie auch|mehr zum thema|à lire aussi|lire aussi"
    r"|te puede interesar|lea también|leggi anche|читайте также|lees ook)",
    re.IGNORECASE,
)


def masked(text: str) -> str:
    """A passage with what moves by itself made equal: ages, fingerprints, and, if short, counts."""
    text = _ID.sub("#", _AGE.sub("#", plainly_set(text)))
    if not is_short(text):
        return text
    text = _COUNTER.sub("#", text)
    said = _MOMENT.match(text)
    if said and not _WHEN.sub("", said["rest"]).strip(" #"):
        return text[: said.start("rest")].casefold()
    return "#" if _is_moment(text) else text


def is_short(text: str) -> bool:
    """Whether a passage may be a label or a counter."""
    return len(text) <= _SHORT and text.count(" ") < SHORT_WORDS


def is_label(text: str) -> bool:
    """Whether a passage only leads elsewhere: advertising, related links, sharing, newsletters."""
    return bool(len(text) <= 2 * _SHORT and _LABELLED.match(plainly_set(text)))


def skeleton(text: str) -> str:
    """A passage with all its numbers made equal."""
    return re.sub(r"\d+(?:[.,]\d+)*", "0", masked(text)).casefold()


def _is_moment(text: str) -> bool:
    """Whether a passage is a date or a time and nothing else: a number alone is none."""
    return any(each in text for each in ":/-") and bool(
        re.search(r"\d", text) and not _WHEN.sub("", text).strip()
    )
