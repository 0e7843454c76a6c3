"""Whose function, and of what: "maire de Lormes" beside a name that the source calls mayor of another town."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from bridge.text.bilingual.words import is_small
from bridge.text.facts.names.entities import Mention, Sentence, read
from bridge.text.facts.names.forms import groups
from bridge.text.facts.names.roles import Keys, beside_words, told
from bridge.text.facts.names.swaps import Roles
from bridge.text.facts.names.words import NameWord
from bridge.text.sentences import split_sentences

_OF = frozenset(["de", "du", "des", "d"])
_ARTICLES = frozenset(["la", "le", "l", "les"])
#: Functions, trades and kin that a person has one of: a line is one, in French and behind the bar in English; a word
#: may be in two.
_GROUPS = """
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
_BROAD = frozenset({
    "auteur", "autrice", "élu", "élue", "parlementaire", "artiste", "chercheur", "chercheuse", "magistrat",
    "magistrate", "chef", "cheffe", "patron", "patronne", "dirigeant", "dirigeante", "enfant", "parent", "agent",
    "femme",
    "technicien", "maître", "maîtresse", "conseil", "centre", "parole", "demi", "universitaire", "coach", "manager",
    "musicien",
    "musicienne", "artisan", "artisane", "praticien", "praticienne", "officer", "enseignant", "enseignante",
})  # fmt: skip
#: What an owner may be called whatever its name: of these, nothing follows.
_WIDE = frozenset({
    "ville", "commune", "cité", "village", "bourg", "pays", "région", "département", "club", "équipe", "groupe",
    "société", "entreprise", "association", "structure", "établissement", "institution", "parti", "organisation",
    "compagnie", "formation", "institut", "maison", "firme", "exploitation", "lieu", "site", "île", "collectivité",
    "assemblée", "conseil", "collectif", "organisme", "service", "services", "centre", "projet", "programme",
    "famille", "victime", "même", "autre", "premier", "première",
})  # fmt: skip


@cache
def _groups() -> Mapping[str, frozenset[int]]:
    """Each function, in either language → the lines of the table that it stands in."""
    table: defaultdict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(_GROUPS.strip().splitlines()):
        for word in line.replace("|", " ").split():
            table[word] |= {number}
            table[f"{word}s"] |= {number}
    return {word: frozenset(lines) for word, lines in table.items()}


@dataclass(frozen=True, kw_only=True, slots=True)
class Changed:
    """``function`` beside ``name`` is not what the source's ``sentence`` tells; ``sure``: of another name."""

    name: str
    function: str
    within: str
    sentence: str
    sure: bool


def changed(text: str, source: Roles) -> Iterator[Changed]:
    """The functions of a French text that the source gives otherwise; at most one a sentence."""
    for sentence in read(split_sentences(text), source.table):
        found = next((one for mention in sentence.mentions[:12] for one in _of(sentence, mention, source)), None)
        if found:
            yield found


def _of(sentence: Sentence, mention: Mention, source: Roles) -> Iterator[Changed]:
    if len(mention.entity.split()) < 2:
        return
    places = source.places.get(mention.entity, ())
    around = _around(mention.entity, source)
    for word, owners in _functions(beside_words(sentence, mention)):
        function = told(word.text, "fr")
        if not function or not places:
            continue
        if function.isdisjoint(around):
            own = None if word.text in _BROAD or word.text.endswith("s") else word.text
            at = _of_another_kind(own, mention.entity, source) if own else None
            if at is not None:
                yield _changed(sentence, mention, word.text, source.sentences[at], sure=False)
            continue
        at = next((at for at in places if function & _pool(source, at)), None)
        if at is None or not owners or owners[0].text in _WIDE:
            continue
        if any(not told(owner.text, "fr") or told(owner.text, "fr") & around for owner in owners):
            continue
        named = owners[0].capital and any(owners[0].plain in entity.split() for entity in source.tight)
        if not (named or _known(owners[0].text, source)) or _named_otherwise(owners[0], at, source):
            continue
        phrase = f"{word.text} … {' '.join(owner.text for owner in owners)}"
        yield _changed(sentence, mention, phrase, source.sentences[at], sure=named)


def _changed(sentence: Sentence, mention: Mention, function: str, theirs: Sentence, *, sure: bool) -> Changed:
    words = sentence.words[mention.start : mention.end]
    name = "".join((word.gap if at else "") + word.text for at, word in enumerate(words))
    return Changed(name=name, function=function, within=sentence.text, sentence=theirs.text, sure=sure)


def _of_another_kind(function: str, entity: str, source: Roles) -> int | None:
    """The sentence of the source that tells another function beside the name, where none near it tells this one."""
    mine = _groups().get(function, frozenset())
    first = None
    for at in source.places.get(entity, ()):
        for near in (at - 1, at, at + 1):
            if not 0 <= near < len(source.sentences):
                continue
            for word in source.sentences[near].words:
                if mine & _groups().get(word.text.casefold(), frozenset()):
                    return None
        sentence = source.sentences[at]
        beside = (word for item in sentence.mentions if item.entity == entity for word in beside_words(sentence, item))
        if first is None and any(word.text.casefold() in _groups() for word in beside):
            first = at
    return first


def _known(owner: str, source: Roles) -> bool:
    """Whether the source has the word elsewhere: what is said of another is more than a free rendering."""
    keys = told(owner, "fr")
    return any(keys & _pool(source, at) for at in range(len(source.sentences)))


def _named_otherwise(owner: NameWord, at: int, source: Roles) -> bool:
    """ "ambassadeur de Chine", "Chinese ambassador"."""
    plains = {word.plain for word in source.sentences[at].words}
    return any(set(form) <= plains for form in groups().get((owner.plain,), ()))


def _functions(beside: Sequence[NameWord]) -> Iterator[tuple[NameWord, tuple[NameWord, ...]]]:
    """Each function beside a name, with the words that say of what."""
    ordered = sorted(beside, key=lambda word: word.start)
    for at, word in enumerate(ordered):
        if word.text not in _groups():
            continue
        owners: list[NameWord] = []
        rest = ordered[at + 1 :]
        if rest and rest[0].plain in _OF:
            for owner in rest[1:]:
                if owner.plain in _ARTICLES or (not owners and owner.plain in _OF):
                    continue
                if is_small(owner.plain, "fr") or ("," in owner.gap):
                    break
                owners.append(owner)
        yield word, tuple(owners[:4])


@lru_cache(maxsize=8_192)
def _keys(sentence: str, words: tuple[NameWord, ...], language: str | None) -> frozenset[str]:
    del sentence
    return frozenset(key for word in words for key in told(word.text, language))


def _pool(source: Roles, at: int) -> frozenset[str]:
    return _keys(source.sentences[at].text, source.sentences[at].words, source.language)


def _around(entity: str, source: Roles) -> Keys:
    """All that is said in the sentences that mention a name, and in those before and behind."""
    near = {at + step for at in source.places.get(entity, ()) for step in (-1, 0, 1)}
    return frozenset(key for at in near if 0 <= at < len(source.sentences) for key in _pool(source, at))
