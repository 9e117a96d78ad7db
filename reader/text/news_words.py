"""Words that tell little in the news, and those that stand for one another, in its main languages.

All are stems as `terms` makes them; what these tables lack counts as any other word does.
"""

from __future__ import annotations

_SMALL = """
a an the of to in on at by for mr mrs ms dr with and or as is was are were be been being has have
had having do
does did its it this that these those which who whom whose what when where why how from into than
then so also their his her our your my he she they we i you him them us me but if while after before
during since until over under between about more most less some any all both each other another such
only just even still already again now there here up down out off through against because would
could should can may might will shall must said says say saying told tell tells according report
reported reporting add added asked called another one very much many own same too well around near
went go goes going come came get got
along amid among including however yet upon per via it's that's
der die das den dem des ein eine einer eines einem einen und oder aber ist war sind waren wird wurde
wurden werden worden hat haben hatte hatten sein seine seiner seinem seinen ihr ihre ihrer ihrem
ihren er sie es wir ich man sich im am zu zum zur mit von vom auf für aus bei beim nach vor über
unter um an als wie wenn dass daß da so auch noch nur schon sehr mehr bis durch gegen während seit
wegen angaben nach laut sagte sagt sagten erklärte teilte mitteilte hieß zufolge soll sollen sollte
wollen will wollte kann können konnte muss müssen diese dieser dieses diesem diesen jene was wer wo
dort hier dann dabei damit dazu zudem zunächst weiter weiterhin etwa rund lassen lässt ließ gab
geben gibt
le la les l un une des du de d au aux en et ou à a ont est sont était étaient été être avoir avait
avaient ce cet cette ces c qui que qu dont où il elle ils elles on nous vous je se s sa son ses leur
leurs par pour sur sous dans avec sans plus moins très mais si ne n y selon dit déclaré indiqué
affirmé précisé ainsi aussi encore déjà va vont fait partir après avant depuis entre vers chez
lors tout tous toute
toutes même comme j m t jusqu lorsqu
el los las lo una unos unas del al y o u e que quien cual cuyo es son era eran fue fueron ser ha han
había haber estar está están se su sus le les por para con sin sobre entre desde hasta según dijo
afirmó informó señaló añadió más menos muy pero si como cuando donde ya también este esta estos
estas ese esa no lo hay tras ante
il gli i uno dello della dei degli delle nel nella nei sul sulla dal dalla che chi cui è sono era
erano stato stata stati ha hanno aveva si suo sua suoi loro per con su tra fra secondo detto più
meno molto ma se come quando dove anche questo questa
het een en of van voor op bij naar uit te dat die dit is zijn was waren wordt werd heeft hebben
had zich aan om over door volgens zei ook nog maar als wel
o os as um uma do da dos das no na nos nas ao pelo pela que e é são foi foram ser tem havia com sem
mais menos mas se como quando onde disse segundo também
и в во на с со к ко по за из от до о об у при для не что как это он она они мы я его ее её их был
была были было есть а но или же бы чтобы который которая которые сказал сообщил по-прежнему также
och att det som en ett den på av för är var med till har inte om han hon de sig från
"""

_ALIKE = """
dead die died dies dying death deaths kill killed kills killing fatal fatally perish perished
injure injured injuring injury injuries hurt wound wounded wounds
arrest arrested arrests detain detained
begin began begun start started starts
end ended finish finished
show showed shown shows
people person persons residents resident inhabitants villagers
child children kid kids
fire blaze fires
policeman policemen police officers
home homes house houses
use used using
leave left leaving
want wants wanted seek seeks sought demand demands demanding
buy buys buying bought purchase
crack cracks
find found finds finding discover discovered discovers
hit hits strike struck
close closed closes shut
fall fell fallen falls
rise rose risen rises
pay pays paid
hold holds held
make makes made
kilometre kilometer kilometres km
percent percentage per-cent
tot tote toten toter getötet starben gestorben starb leben
verletzt verletzte verletzten verletzter
jahr jahre jahren
mort morts morte mourir tué tués tuée décédé décès
blessé blessés blessée
muerto muertos muerta murió murieron fallecido fallecidos
herido heridos
"""

_NEGATIONS = """
not no none nobody nothing never without neither nor cannot can't don't doesn't didn't won't isn't
aren't wasn't weren't hasn't haven't nicht kein keine keiner keinen keinem niemand nichts nie ohne
weder pas jamais aucun aucune personne rien sans ninguno ninguna nadie nada nunca sin non nessuno
niet geen niets нет никто никогда без inte ingen inga
"""

_DAYS = """
monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow morning
afternoon evening night midnight noon week month year early late
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag heute gestern morgen abend
nacht woche monat montagmorgen mittwochabend
lundi mardi mercredi jeudi vendredi samedi dimanche hier demain soir matin nuit
lunes martes miércoles jueves viernes sábado domingo hoy ayer mañana tarde noche
"""
_GERMAN = """
der die das den dem des und ist nicht ein eine einer im von mit auf für sich wurde werden hat
nach bei am zum zur aus sind als er es sie wird haben
"""

SMALL = frozenset(_SMALL.split())
NEGATIONS = frozenset(_NEGATIONS.split())
ALIKE: dict[str, str] = {
    word: line.split()[0] for line in _ALIKE.strip().splitlines() for word in line.split()
}
"""A word to the one that stands for its group."""

DAYS = frozenset(_DAYS.split())
"""Words for when, which every report words by its own day; months are in `date_words`."""

GERMAN = frozenset(_GERMAN.split())
"""Small words by whose share a text is German, where every noun has a capital."""
