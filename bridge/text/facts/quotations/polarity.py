"""What turns the sense of a sentence round: negations, and words that are each other's contrary."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bridge.text.bilingual.morphology import english_lemma, fold, french_lemma

#: Idioms with a negating word that negate nothing, or that another language says without one.
_ENGLISH_IDIOMS = re.compile(
    r"\b(?:not only|not just|not least|not to mention|no doubt|no matter|no wonder|whether or not|nothing but|"
    r"can(?:['’]t|not) (?:wait|help|be overstated|stress)|could(?:n['’]t| not) (?:have been|be|agree|ask for) "
    r"(?:\w+er|more|better)|nothing less|none other|no more than|"
    r"no (?:earlier|sooner|later|less|fewer|longer than|bigger|larger|higher|lower|better|worse)(?: than)?|"
    r"not (?:too|so) bad|if not|why not|nothing short|"
    r"(?:is|are|was|do|does|did|wo|ca|have|has)n['’]t (?:it|they|we|you|he|she)\b)",
    re.IGNORECASE,
)
_ENGLISH_STRONG = re.compile(
    r"\b(?:not|never|no|nobody|nothing|none|neither|nor|cannot|nowhere|no[ -]one|\w+n['’]t)\b", re.IGNORECASE
)
_ENGLISH_WEAK = re.compile(
    r"\b(?:without|few|little|hardly|barely|scarcely|only|until|unless|instead|rather than|too|anything but|far from|"
    r"yet|except|other than|out of|least|against|any|stop\w*|lack\w*|fail\w*|refus\w*|den(?:y|ies|ied)|avoid\w*|"
    r"prevent\w*|un\w{4,}|im(?:possible|perfect)\w*|in(?:capable|sufficient|adequate|tolerable)\w*|dis\w{4,}|"
    r"\w{3,}less|wrong|missing|absent|reject\w*|ban(?:s|ned)?|forbid\w*|ceas\w*|doubt\w*|miss(?:ed|es)?|short)\b",
    re.IGNORECASE,
)
_ENGLISH_REFUSED = re.compile(
    r"\b(?:unable|fail\w* to|refus\w* to|without|lack\w*|impossible|unlikely)\b", re.IGNORECASE
)
_FRENCH_IDIOMS = re.compile(
    r"\b(?:non seulement|n['’]importe|n['’]est-ce pas|ne serait-ce que|n['’]empêche|sans (?:aucun )?doute|"
    r"ne fait (?:aucun|pas de) doute|pas seulement|pas moins|pas uniquement|pas que|rien de moins|"
    # What is left, and no more: "il ne nous reste plus qu’à", "nous n’avions plus que".
    r"(?:n['’]|ne )[^.;:!?,]{0,40}\bplus (?:qu['’](?:à|au|une?|elle|eux|ils?)\b|"
    r"que (?:d[eu]|des|l[ae]|les|l['’]|\d+|deux|trois|quatre|cinq|quelques|[ms]on|[ms]a|[ms]es|notre|nos)(?!\w))|"
    # "Plus vite qu’aucun de nous ne l’avait cru": what follows a comparative denies nothing.
    r"(?:plus|moins|mieux|pire|meilleure?s?|autre(?:ment|s)?)\b[^.;:!?]{0,40}\bqu(?:e |['’])"
    r"(?:aucune?|personne|jamais|rien)\b(?:[^.;:!?,]{0,30}\b(?:ne\b|n['’]))?|"
    # A superlative the other way round: "I never felt as good" is "the best".
    r"(?:n['’]|ne )[^.;:!?]{0,20}\bjamais (?:[^.;:!?,]{0,25}\b)?(?:aussi|autant|pareil(?:le)?|si|tel(?:le)?))\b",
    re.IGNORECASE,
)
_FRENCH_STRONG = re.compile(
    r"(?:\b(?:ne|n['’])[^.;:!?]{0,50}?\b(?:pas|plus|jamais|rien|aucune?|personne|nulle?|guère|point|ni)\b"
    r"|\b(?:rien|personne|aucune?|jamais|nulle?)\b[^.;:!?]{0,30}?\b(?:ne\b|n['’])"
    r"|\b(?:pas|non|ni)\b|\A\W*(?:[a-zé]{4,}ment )?(?:jamais|rien|aucune?)\b)",
    re.IGNORECASE,
)
_FRENCH_WEAK = re.compile(
    r"\b(?:ne|n['’]|sans|peu|sauf|à moins|guère|à peine|faux|loin|contraire|plutôt que|au lieu|moins|jusqu\w*|"
    r"tant que|trop|manqu\w*|refus\w*|évit\w*|empêch\w*|cess\w*|arrêt\w*|interdi\w*|échou\w*|rejet\w*|"
    r"impossible\w*|incapable\w*|inutile\w*|insuffisan\w*|in\w{6,}|absen\w*|pénurie|exclu\w*|nier|dément\w*|dout\w*|"
    r"rat\w*|perd\w*|défaut)\b",
    re.IGNORECASE,
)

#: What excludes each other, a row each: English lemmas, "=", French lemmas. A row may go on on the next line.
_GROUPS = """
open reopen=ouvrir rouvrir ouvert ouverture reouverture | close shut closed=fermer ferme fermeture
rise increase grow growth raise climb=augmenter hausse croitre croissance progresser relever grimper accroitre |
    fall drop decrease decline reduce cut lower=baisser baisse diminuer reduire chuter chute reculer recul diminution
good great excellent=bon bonne excellent bien | bad poor terrible awful=mauvais mauvaise mal terrible affreux
best better=meilleur mieux | worst worse=pire pis
easy simple=facile simple aise | hard difficult complex=difficile dur complexe complique
win=gagner remporter victoire | lose=perdre defaite
first=premier | last=dernier
before=avant | after=apres
start begin launch=commencer debuter demarrer lancer | end finish stop=finir terminer achever cesser arreter
safe secure=sur securise securite | dangerous unsafe=dangereux danger
always=toujours | never=jamais
strong=fort solide | weak=faible fragile
rich=riche | poor=pauvre
happy glad pleased delighted proud=heureux content ravi fier satisfait |
    sad unhappy disappointed ashamed angry=triste decu malheureux honteux colere furieux mecontent
young=jeune | old=vieux age
big large huge=grand gros enorme immense | small little tiny=petit minuscule
cheap=bon_marche abordable | expensive=cher couteux onereux
true=vrai | false untrue=faux
accept=accepter | refuse reject=refuser rejeter
support=soutenir appuyer | oppose fight=opposer combattre
buy=acheter | sell=vendre
early=tot precoce | late=tard tardif
hot warm=chaud | cold=froid
clean=propre | dirty=sale
clear=clair limpide | murky cloudy=trouble
success succeed=succes reussir reussite | failure fail=echec echouer
hope=esperer espoir | fear=craindre crainte redouter
love=aimer adorer | hate=detester hair
protect=proteger | threaten=menacer
gain profit=gain benefice | loss=perte
possible=possible | impossible=impossible
create=creer | destroy=detruire
hire=embaucher recruter | fire=licencier
high=haut | low=bas
long=long | short=court bref
fast quick=rapide vite | slow=lent lentement
near close=proche pres | far=loin
full=plein | empty=vide
agree=accord | disagree=desaccord
improve=ameliorer | worsen deteriorate=aggraver empirer degrader
optimistic confident=optimiste confiant | pessimistic worried=pessimiste inquiet
better=mieux | worse=pire
public=public | private=prive
right=raison droit | wrong=tort
allow let permit=permettre autoriser | forbid ban prohibit=interdire
remember=souvenir rappeler | forget=oublier
north=nord | south=sud
east=est | west=ouest
useful=utile | useless=inutile
guilty=coupable | innocent=innocent
major=majeur | minor=mineur
year=an annee | month=mois | week=semaine hebdomadaire | day=jour journee | hour=heure | minute=minute |
    second=seconde | century=siecle | decade=decennie
metre meter=metre | kilometre kilometer km=kilometre km | mile=mile mille | hectare=hectare | acre=acre |
    foot=pied | inch=pouce
litre liter=litre | gram gramme=gramme | kilo kilogram=kilo kilogramme | tonne ton=tonne
red=rouge | blue=bleu | green=vert | yellow=jaune | black=noir | white=blanc | brown=brun marron | pink=rose |
    grey gray=gris
mother=mere | father=pere | brother=frere | sister=soeur | son=fils | daughter=fille | husband=mari |
    wife=femme epouse | uncle=oncle | aunt=tante
euro=euro | dollar=dollar | franc=franc | yen=yen
spring=printemps | summer=estival | autumn=automne | winter=hiver
morning=matin matinee | afternoon=apres-midi | evening night=soir soiree nuit nocturne
minister=ministre | mayor=maire | president=president presidente | director=directeur directrice
million=million | billion=milliard | thousand=millier mille
with=avec | without=sans
"""


@dataclass(frozen=True, slots=True)
class Sense:
    """One of several senses that exclude each other, in two languages."""

    english: frozenset[str]
    french: frozenset[str]


def _groups() -> tuple[tuple[Sense, ...], ...]:
    joined = re.sub(r"(\||\\)\n\s*", lambda match: "| " if match[1] == "|" else " ", _GROUPS.strip())
    return tuple(tuple(map(_sense, row.split("|"))) for row in joined.splitlines())


def _sense(text: str) -> Sense:
    english, _, french = text.partition("=")
    return Sense(english=frozenset(english.split()), french=frozenset(french.split()))


GROUPS = _groups()


def strong(text: str, language: str) -> int:
    """How many plain negations a clause has."""
    if language == "en":
        return len(_ENGLISH_STRONG.findall(_ENGLISH_IDIOMS.sub(" ", text)))
    return len(_FRENCH_STRONG.findall(_FRENCH_IDIOMS.sub(" ", text)))


def first(text: str) -> int | None:
    """Where the first plain negation of an English clause stands; None without one."""
    match = _ENGLISH_STRONG.search(_ENGLISH_IDIOMS.sub(lambda idiom: " " * len(idiom.group()), text))
    return match.start() if match else None


def refused(text: str) -> bool:
    """Whether an English clause says by a word that something is not so: "unable", "failed to", "without"."""
    return bool(_ENGLISH_REFUSED.search(text))


def hinted(text: str, language: str) -> bool:
    """Whether a clause has words that another language may say by a negation ("unable", "sans", "only")."""
    if language == "en":
        return bool(_ENGLISH_WEAK.search(text) or _ENGLISH_IDIOMS.search(text))
    return bool(_FRENCH_WEAK.search(text) or _FRENCH_IDIOMS.search(text))


@lru_cache(maxsize=2_048)
def senses(word: str, language: str) -> frozenset[tuple[int, int]]:
    """The senses of a word, as (number of the group, number within it)."""
    forms = {english_lemma(word) if language == "en" else french_lemma(word), fold(word)}
    return frozenset(
        (number, index)
        for number, group in enumerate(GROUPS)
        for index, sense in enumerate(group)
        if forms & (sense.english if language == "en" else sense.french)
    )
