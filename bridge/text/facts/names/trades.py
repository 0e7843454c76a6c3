"""Functions, trades and kin that a person has one of, in French and English."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

#: Functions, trades and kin that a person has one of: a line is one, in French and behind the bar in English; a word
#: may be in two.
_TABLE = """
maire mairesse édile | mayor mayoress
adjoint adjointe | deputy assistant
président présidente | president chair chairman chairwoman chairperson leader speaker head
directeur directrice dirigeant dirigeante patron patronne chef cheffe | director head boss manager chief principal
procureur procureure | prosecutor attorney
juge magistrat magistrate président présidente | judge justice magistrate
avocat avocate défenseur défenseure conseil | lawyer solicitor barrister attorney counsel advocate
préfet préfète | prefect
ministre | minister secretary
député députée parlementaire élu élue | mp deputy lawmaker representative congressman congresswoman
sénateur sénatrice parlementaire élu élue | senator lawmaker
ambassadeur ambassadrice | ambassador envoy
trésorier trésorière | treasurer
porte-parole parole | spokesman spokeswoman spokesperson
entraîneur entraîneuse coach manager sélectionneur technicien | coach manager trainer boss
capitaine | captain skipper
gardien gardienne portier | goalkeeper keeper guard
attaquant attaquante buteur buteuse avant-centre | striker forward attacker winger scorer
ailier ailière | winger wing
pilier talonneur centre demi arrière | prop hooker centre center fullback
arbitre | referee umpire
médecin docteur docteure praticien praticienne | doctor physician gp medic
chirurgien chirurgienne | surgeon
infirmier infirmière | nurse
professeur professeure enseignant enseignante universitaire maître maîtresse | professor teacher lecturer academic
instituteur institutrice enseignant enseignante maître maîtresse professeur professeure | teacher schoolteacher
étudiant étudiante doctorant doctorante | student graduate
guide accompagnateur | guide
ingénieur ingénieure | engineer engineering
architecte | architect
historien historienne | historian
économiste | economist
biologiste écologue chercheur chercheuse | biologist ecologist scientist researcher
chimiste chercheur chercheuse | chemist scientist researcher
physicien physicienne chercheur chercheuse | physicist scientist researcher
géologue chercheur chercheuse | geologist scientist researcher
écrivain écrivaine romancier romancière auteur autrice | writer novelist author
poète poétesse auteur autrice | poet
acteur actrice comédien comédienne | actor actress
réalisateur réalisatrice cinéaste | director filmmaker
peintre artiste | painter artist
sculpteur sculptrice artiste | sculptor artist
musicien musicienne | musician
chanteur chanteuse | singer vocalist
pianiste musicien musicienne | pianist
violoniste musicien musicienne | violinist
violoncelliste musicien musicienne | cellist
luthier luthière artisan artisane | luthier
journaliste reporter présentateur présentatrice | journalist reporter presenter broadcaster correspondent
photographe | photographer
agriculteur agricultrice paysan paysanne exploitant exploitante | farmer
éleveur éleveuse agriculteur agricultrice | breeder farmer
boulanger boulangère | baker
cuisinier cuisinière chef cheffe | cook chef
pêcheur pêcheuse | fisherman fisher angler
policier policière enquêteur enquêtrice agent inspecteur inspectrice | police officer detective policeman inspector
gendarme | gendarme officer
pompier pompière sapeur-pompier | firefighter fireman fire
pilote | pilot driver
évêque prélat | bishop
archevêque prélat | archbishop
curé prêtre | priest vicar
roi souverain monarque | king
reine souveraine monarque | queen
frère | brother
sœur | sister
père parent | father dad
mère parent maman | mother mum mom
fils enfant | son
fille enfant | daughter
mari époux conjoint | husband
épouse femme conjointe | wife
veuve | widow
veuf | widower
voisin voisine | neighbour neighbor
"""
#: Of these, which say the same as many others, none is another function by itself.
BROAD = frozenset({
    "auteur", "autrice", "élu", "élue", "parlementaire", "artiste", "chercheur", "chercheuse", "magistrat",
    "magistrate", "chef", "cheffe", "patron", "patronne", "dirigeant", "dirigeante", "enfant", "parent", "agent",
    "femme",
    "technicien", "maître", "maîtresse", "conseil", "centre", "parole", "demi", "universitaire", "coach", "manager",
    "musicien",
    "musicienne", "artisan", "artisane", "praticien", "praticienne", "officer", "enseignant", "enseignante",
})  # fmt: skip


@cache
def trades() -> Mapping[str, frozenset[int]]:
    """Each function, in either language → the lines of the table that it stands in."""
    table: defaultdict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(_TABLE.strip().splitlines()):
        for word in line.replace("|", " ").split():
            table[word] |= {number}
            table[f"{word}s"] |= {number}
    return {word: frozenset(lines) for word, lines in table.items()}


@cache
def french_trades() -> Mapping[str, frozenset[int]]:
    """Those of one person in French, broad ones left out."""
    lines = enumerate(line.partition("|")[0].split() for line in _TABLE.strip().splitlines())
    table: defaultdict[str, set[int]] = defaultdict(set)
    for number, words in lines:
        for word in words:
            table[word] |= {number}
    return {word: frozenset(found) for word, found in table.items() if word not in BROAD}


def same_trade(one: str, other: str) -> bool:
    """Whether two words, in small letters with their accents, may name one function: "coach", "entraîneur"."""
    return bool(trades().get(one, frozenset()) & trades().get(other, frozenset()))
