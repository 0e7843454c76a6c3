"""Which places lie in which: a whole may be named for its part, and a capital for its country.

One line is a whole; behind ":" its capital, then other parts. Forms in any language stand for each other as in
``forms``. Compiled for this project from common knowledge.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from bridge.text.facts.names.forms import Form, form, groups

_WITHIN = """
Royaume-Uni: Londres|Angleterre|Écosse|Pays de Galles|Irlande du Nord|Édimbourg|Cornouailles|Hébrides|Orcades
Royaume-Uni: Londres|îles Anglo-Normandes|Jersey|Guernesey|île de Man|île de Wight|Midlands|Douvres|Cantorbéry|Tamise
Angleterre: Londres|Cornouailles|Midlands|Home Counties|île de Wight|Douvres|Cantorbéry|Tamise|Manche
Écosse: Édimbourg|Hébrides|Orcades|îles Shetland|Loch Ness
États-Unis: Washington|New York|Californie|Floride|Géorgie|Louisiane|Virginie|Pennsylvanie|Caroline du Nord|Texas
États-Unis: Washington|Caroline du Sud|Dakota du Nord|Dakota du Sud|Nouveau-Mexique|Hawaï|Silicon Valley|Philadelphie
États-Unis: Washington|La Nouvelle-Orléans|Nouvelle-Angleterre|Virginie-Occidentale|Rocheuses|Appalaches|Mississippi
Amérique du Nord: États-Unis|Canada|Mexique
Canada: Ottawa|Québec|Montréal|Terre-Neuve|Nouvelle-Écosse|Nouveau-Brunswick|Colombie-Britannique
Québec: Québec|Montréal|Trois-Rivières
Allemagne: Berlin|Bavière|Saxe|Basse-Saxe|Rhénanie|Bade-Wurtemberg|Hesse|Thuringe|Brandebourg|Sarre|Munich|Francfort
Allemagne: Berlin|Nuremberg|Hambourg|Hanovre|Brême|Dresde|Leipzig|Mayence|Aix-la-Chapelle|Cologne|Heidelberg|Coblence
Bavière: Munich|Nuremberg|Ratisbonne|Augsbourg|Wurtzbourg
Autriche: Vienne|Salzbourg|Tyrol|Carinthie|Styrie
Suisse: Berne|Genève|Bâle|Zurich|Lucerne|Saint-Gall|Soleure|Fribourg|lac Léman|Cervin
Italie: Rome|Venise|Florence|Naples|Turin|Milan|Gênes|Padoue|Sienne|Vérone|Mantoue|Bologne|Pise|Livourne|Toscane
Italie: Rome|Lombardie|Piémont|Vénétie|Ligurie|Ombrie|Latium|Calabre|Pouilles|Sicile|Sardaigne|Vésuve|Etna|Pompéi
Espagne: Madrid|Séville|Grenade|Cordoue|Barcelone|Saragosse|Saint-Sébastien|Valence|Tolède|Cadix|Majorque|Catalogne
Espagne: Madrid|Andalousie|Castille|Aragon|Navarre|Asturies|Estrémadure|Baléares|îles Canaries|Galice
Espagne: Madrid|Saint-Jacques-de-Compostelle|Pays basque
Catalogne: Barcelone
Portugal: Lisbonne|Porto|Açores|Madère|Algarve|Douro|Tage
Belgique: Bruxelles|Anvers|Gand|Bruges|Louvain|Liège|Namur|Malines|Courtrai|Ostende|Ypres|Flandre|Wallonie
Pays-Bas: La Haye|Amsterdam|Rotterdam|Frise|Zélande
Danemark: Copenhague|Jutland|Groenland|îles Féroé
Suède: Stockholm|Göteborg|Malmö|Scanie|Laponie
Norvège: Oslo|Bergen
Finlande: Helsinki|Laponie
Islande: Reykjavik
Irlande: Dublin|Cork|Galway
Pologne: Varsovie|Cracovie|Gdansk|Wroclaw|Silésie|Poméranie
Tchéquie: Prague|Moravie|Bohême
Hongrie: Budapest
Roumanie: Bucarest|Transylvanie|Valachie
Bulgarie: Sofia
Grèce: Athènes|Crète|Rhodes|Corfou|Cyclades|Péloponnèse|Thrace
Croatie: Zagreb
Serbie: Belgrade
Ukraine: Kiev|Kharkiv|Odessa|Marioupol|Crimée|Donbass|Tchernobyl|Dniepr
Russie: Moscou|Saint-Pétersbourg|Volgograd|Arkhangelsk|Kazan|Sibérie|Tchétchénie|Oural|Kremlin
Turquie: Ankara|Istanbul|Smyrne|Anatolie|Bosphore
Égypte: Le Caire|Alexandrie|Louxor|Assouan
Algérie: Alger
Tunisie: Tunis|Carthage
Maroc: Rabat|Tanger|Marrakech|Fès|Casablanca
Libye: Tripoli
Afrique du Sud: Pretoria|Le Cap|Johannesbourg
Éthiopie: Addis-Abeba
Kenya: Nairobi
Nigeria: Abuja|Lagos
Sénégal: Dakar
Israël: Jérusalem|Nazareth|Galilée|Tel-Aviv
Syrie: Damas|Alep
Liban: Beyrouth
Irak: Bagdad|Mossoul|Bassora|Mésopotamie
Iran: Téhéran|Ispahan
Arabie saoudite: Riyad|Djeddah|La Mecque|Médine
Émirats arabes unis: Abou Dhabi|Dubaï
Afghanistan: Kaboul
Inde: New Delhi|Bombay|Calcutta|Madras|Pondichéry|Cachemire|Gange
Népal: Katmandou|Everest
Chine: Pékin|Canton|Nankin|Shanghai|Hong Kong|Tibet|Mandchourie
Japon: Tokyo|Kyoto|Osaka|Hiroshima
Corée du Sud: Séoul
Vietnam: Hanoï|Hô Chi Minh-Ville
Australie: Canberra|Sydney|Melbourne|Tasmanie|Queensland|Nouvelle-Galles du Sud
Mexique: Mexico|Monterrey|Guadalajara
Brésil: Brasilia|São Paulo|Rio de Janeiro|Amazonie
Argentine: Buenos Aires|Patagonie
Chili: Santiago
Cuba: La Havane
France: Paris|Dunkerque|Calais|Strasbourg|Lourdes|Reims|Lyon|Marseille|Nice|Toulouse|Bordeaux|Lille|Bretagne
France: Paris|Normandie|Bourgogne|Picardie|Gascogne|Savoie|Dauphiné|Occitanie|Aquitaine|Nouvelle-Aquitaine|Provence
France: Paris|Côte d’Azur|Île-de-France|Corse|Vosges|Nouvelle-Calédonie|Polynésie|Guyane|Alsace|Lorraine|Nantes
Union européenne: Bruxelles|Commission européenne|Parlement européen|Conseil européen|Banque centrale européenne
Scandinavie: Suède|Norvège|Danemark
"""


@cache
def _table() -> tuple[Mapping[Form, frozenset[Form]], Mapping[Form, frozenset[Form]]]:
    """Each form → the forms of all its parts; each form → those of the wholes whose capital it is."""
    parts: dict[Form, set[Form]] = {}
    capital_of: dict[Form, set[Form]] = {}
    for line in _WITHIN.strip().splitlines():
        whole, _, held = line.partition(": ")
        wholes = _alike(whole)
        for number, part in enumerate(held.split("|")):
            for one in wholes:
                parts.setdefault(one, set()).update(_alike(part))
            if number == 0:
                for one in _alike(part):
                    capital_of.setdefault(one, set()).update(wholes)
    return (
        MappingProxyType({one: frozenset(found) for one, found in parts.items()}),
        MappingProxyType({one: frozenset(found) for one, found in capital_of.items()}),
    )


def _alike(text: str) -> frozenset[Form]:
    own = form(text)
    return groups().get(own, frozenset()) | {own}


def relatives(one: Form) -> frozenset[Form]:
    """The forms that a source may have where an article says ``one``: parts of it, or the country it is capital of."""
    parts, capital_of = _table()
    return parts.get(one, frozenset()) | capital_of.get(one, frozenset())
