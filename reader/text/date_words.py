"""Words dates are made of: months in the languages of feeds, zones, halves of the day."""

from __future__ import annotations

import unicodedata

_LANGUAGES = """
January February March April May June July August September October November December
Januar Februar März April Mai Juni Juli August September Oktober November Dezember
Jänner Feber Maerz April Mai Juni Juli August September Oktober November Dezember
janvier février mars avril mai juin juillet août septembre octobre novembre décembre
janv févr mars avr mai juin juil août sept oct nov déc
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
ene febr mzo abr may jun jul ago setiembre oct nov dic
janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
januari februari maart april mei juni juli augustus september oktober november december
jan febr mrt apr mei jun jul aug sept okt nov dec
januari februari mars april maj juni juli augusti september oktober november december
januar februar marts april maj juni juli august september oktober november december
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь
січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień
ledna února března dubna května června července srpna září října listopadu prosince
ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie
ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
január február március április május június július augusztus szeptember október november december
tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta \
syyskuuta lokakuuta marraskuuta joulukuuta
Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου \
Σεπτεμβρίου Οκτωβρίου Νοεμβρίου Δεκεμβρίου
Ιαν Φεβ Μαρ Απρ Μαϊ Ιουν Ιουλ Αυγ Σεπ Οκτ Νοε Δεκ
يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
gener febrer març abril maig juny juliol agost setembre octubre novembre desembre
januari februari maret april mei juni juli agustus september oktober november desember
"""


def _months() -> dict[str, int]:
    """Every name, and its first three and four letters where its language leaves no doubt.

    Of two languages that mean different months, the first in the table has it.
    """
    names: dict[str, int] = {}
    sure: dict[str, int] = {}
    for line in _LANGUAGES.strip().splitlines():
        short: dict[str, set[int]] = {}
        for number, name in enumerate(line.split(), start=1):
            folded = unicodedata.normalize("NFKC", name).casefold()
            names.setdefault(folded, number)
            for length in (3, 4):
                short.setdefault(folded[:length], set()).add(number)
        for word, months in short.items():
            if len(months) == 1:
                sure.setdefault(word, months.pop())
    return {**sure, **names}


MONTHS: dict[str, int] = _months()
"""Casefolded names of months, whole and shortened, to 1 to 12."""

MORNING = frozenset(["上午", "午前", "오전"])
AFTERNOON = frozenset(["下午", "午後", "오후"])

_ZONES = """
0 gmt utc ut z wet uct
60 cet mez met bst west wat
120 cest mesz mest eet sast cat
180 eest msk eat trt
240 msd gst samt
300 pkt uzt yekt
330 ist
345 npt
420 ict wib novt
480 sgt hkt awst pht myt
540 jst kst
570 acst
600 aest
630 acdt
660 aedt
720 nzst
780 nzdt
-120 fnt
-150 ndt
-180 art brt adt clst uyt
-210 nst
-240 edt ast clt bot
-300 est cdt pet cot
-360 cst mdt
-420 mst pdt
-480 pst akdt
-540 akst
-600 hst
"""

ZONES: dict[str, int] = {
    name: int(minutes)
    for minutes, *names in (line.split() for line in _ZONES.strip().splitlines())
    for name in names
}
"""Casefolded zone names to minutes east of UTC; of several meanings, that of most feeds."""
