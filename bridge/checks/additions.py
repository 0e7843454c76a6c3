"""Every sentence of the article renders something of its source; filler and inventions are told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice

from bridge.checks.places import MANY, blocker, brief_text, source_text, warning
from bridge.domain.article import Article
from bridge.domain.finding import Finding
from bridge.domain.source import Brief, Source
from bridge.text import places
from bridge.text.bilingual.alignment import align, cover
from bridge.text.bilingual.morphology import fold, french_lemma
from bridge.text.bilingual.opposites import opposites
from bridge.text.bilingual.pairing import Pairing, Sentence, pair
from bridge.text.bilingual.units import Unit, units
from bridge.text.sentences import split_sentences

#: A sentence with less of its content in the source stems from nowhere. In reviewed articles one sentence in fifty is
#: below, mostly one of transition; of an article about something else, four in five are.
EXPLAINED = 0.3
#: Shorter sentences, or such of common words, are too easily paraphrased.
WEIGHT = 2.6
#: One that tells of an outcome may be shorter.
OUTCOME_WEIGHT = 1.2
#: A sentence with more of its content in the source is the source's, whatever word it chose for what happened.
CLEAR = 0.8
#: A sentence with less of it may be made of words from all over the source.
NEARLY = 0.62
#: A sentence with less of its content in the source's sentences that stand where it stands is a stray one, where it has
#: less than half in any one sentence, and not most of it in several.
STRAY = 0.25
STRAY_WEIGHT = 1.8
SCATTERED = 0.7
_ANCHORED = 0.5
#: A pair of sentences with a lower score has little but words in common.
_RESEMBLES = 0.4
#: So many, and such a share of the article, are an article about something else.
INVENTED = 6
INVENTED_SHARE = 0.4
#: Two sentences that have so much of each other say the same.
REPEATED = 0.8
#: So many figures and names of a sentence, and so much of all that it has, make clear where it stems from.
ANCHORS = 2
ANCHORED_SHARE = 0.6
_FIGURE = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d+)*")
_LONGEST = 2_000
#: How far, in sentences, anchors are looked for, and how much of the source may lie between two.
_FAR = 4
_GAP = 7
#: A sentence of the source with less of it in the article may be rendered in other words.
_RENDERED = 0.45
#: Words of filler that leave a sentence its content if there is so much of it.
_CONTENT = 0.6

#: What happened, was decided or was found, in words that may stand for each other: none of a line without one of that
#: line in the source. Those after the bar vouch for the others, and are too common to be told themselves.
_OUTCOMES = (
    "rejeter rejet refuser refus annuler annulation abandonner supprimer échouer échec débouter|écarter retirer",
    "approuver valider adopter accepter unanimité autoriser|voter vote favorable accord accorder",
    "interdire interdiction bannir suspendre|fermer",
    "démissionner démission|quitter départ",
    "condamner condamnation prison|peine coupable jugement",
    "acquitter acquittement relaxer relaxe innocenter",
    "interpeller interpellation inculper|arrêter arrestation police",
    "mourir mort décéder décès tuer périr|victime noyer funérailles",
    "blesser blessure blessé indemne|victime soigner brûlure",
    "licencier licenciement|emploi poste",
    "vendre racheter acheter acquérir rachat vente",
    "limoger expulser évincer|exclure",
    "évacuer évacuation|secourir hôpital",
    "incendie feu brûler flamme",
    "exploser explosion effondrer effondrement|chute perdre",
    "avouer aveu|reconnaître admettre",
    "nier démentir contester|débat reconnaître",
    "protester manifestation protestation|manifester",
    "doubler double tripler triple|deux trois fois",
    "guérir guérison rétablir",
    "scandale polémique tollé controverse",
    "plainte recours|saisir",
    "enquête enquêter perquisition",
    "inédit historique record|premier jamais",
)
_FILLER = re.compile(
    r"\b(?:"
    r"il (?:est|convient|importe|faut)(?: à| bon| essentiel| important| intéressant| crucial| utile| primordial)?"
    r"(?: de| à)? (?:noter|souligner|rappeler|savoir|mentionner|préciser|comprendre) qu[e'’]|"
    r"(?:notons|soulignons|rappelons) qu[e'’]|"
    r"force est de constater|il va sans dire|vous l['’]aurez compris|comme nous l['’]avons vu|dans cet article|"
    r"dans (?:un monde (?:en|où|de plus en plus)|le monde d['’]aujourd)|à l['’](?:ère d[ue]|heure où)|de nos jours|"
    r"n['’]hésitez pas à|restez (?:à l['’]écoute|connecté)|pour en savoir plus|cliquez|ne manquez pas|"
    r"découvrez (?:tout|dans cet|sans)|plongez (?:dans|au)|nous allons (?:voir|explorer|découvrir)|"
    r"joue(?:nt)? un rôle (?:clé|crucial|essentiel|majeur|primordial|fondamental)|marque un tournant|"
    r"un véritable (?:atout|tournant|enjeu|défi)|véritable bouffée|sans aucun doute|il ne fait aucun doute|"
    r"au cœur des (?:préoccupations|débats|enjeux)|(?:seul )?l['’]avenir (?:nous )?(?:le )?dira|une chose est sûre|"
    r"reste à voir|témoigne(?:nt)? de l['’]importance|qui ne manquera pas de)",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"\A(?:en (?:conclusion|résumé|somme|définitive|bref)|pour conclure|en fin de compte|au final|pour résumer)\b",
    re.IGNORECASE,
)


def check(source: Source, brief: Brief, article: Article) -> tuple[Finding, ...]:
    """Warnings ``content.added``, ``content.padding``, ``content.repeated``; blocker ``content.invented`` where much is
    added."""
    if source.language not in {None, "fr", "en"} or not source_text(source).strip():
        return ()
    pairing = pair(source, article)
    known = _known(source_text(source), brief_text(brief), pairing.language or "fr")
    judged = [
        (number, sentence)
        for number, sentence in enumerate(pairing.article)
        if not sentence.heading and not sentence.text.endswith("?")
    ]
    added = [item for item in judged if _is_added(*item, pairing, known)]
    return (
        *_invented([item for item in added if _is_foreign(item[0], pairing)], len(judged)),
        *islice((_added(item[1], pairing, item[0]) for item in added), MANY),
        *islice(_padding(judged, source, pairing), MANY),
        *islice(_repeated(pairing), MANY),
    )


@lru_cache(maxsize=4)
def _known(source: str, brief: str, language: str) -> frozenset[str]:
    """The keys of all that the source and the brief say."""
    texts = [(text, language) for text in split_sentences(source[:200_000])]
    texts += [(text, "fr") for text in split_sentences(brief[:20_000])]
    return frozenset(key for text, tongue in texts for unit in units(text, tongue) for key in unit.keys)


def _is_added(number: int, sentence: Sentence, pairing: Pairing, known: frozenset[str]) -> bool:
    found = units(sentence.text, "fr")
    worth = sum(unit.weight for unit in found)
    share = pairing.alignment.article_cover[number]
    if worth < OUTCOME_WEIGHT or sum(not unit.plain.isdigit() for unit in found) < 3:
        return False
    if (share < EXPLAINED and worth >= WEIGHT) or (worth >= STRAY_WEIGHT and _is_stray(number, found, pairing)):
        return not (_is_anchored(number, sentence, pairing) or _is_paraphrase(number, found, pairing, known))
    # Something happened of which the source has no word, in a sentence that is not quite the source's.
    nearby = _nearby(number, pairing) if share < NEARLY else known
    news = share < CLEAR and any(_is_news(unit, known) or _is_news(unit, nearby) for unit in found)
    news = news or (share < NEARLY and "«" not in sentence.text and _is_of_another(number, found, pairing))
    return news and not _is_anchored(number, sentence, pairing)


def _is_foreign(number: int, pairing: Pairing) -> bool:
    """Whether next to nothing of a sentence is in the source; a stray one is only a doubt, and no ground to hold."""
    return pairing.alignment.article_cover[number] < EXPLAINED


def _is_stray(number: int, found: tuple[Unit, ...], pairing: Pairing) -> bool:
    """Whether a sentence resembles none of the source's much, and least those that its neighbours render: its words
    come from all over."""
    links = pairing.alignment.by_article[number]
    if pairing.alignment.article_cover[number] >= SCATTERED or (links and links[0].of_article >= _ANCHORED):
        return False
    theirs = [units(item.text, pairing.language) for item in pairing.source]
    region = _region(number, pairing)
    return bool(region) and all(cover(found, theirs[place : place + 2]) < STRAY for place in region)


def _region(number: int, pairing: Pairing) -> frozenset[int]:
    """The source's sentences about those that the article's neighbouring sentences render."""
    anchors = (_anchor(number, step, pairing)[1] for step in (-1, 1))
    near = (place for anchor in anchors if anchor is not None for place in range(anchor - 2, anchor + 3))
    return frozenset(place for place in near if 0 <= place < len(pairing.source))


def _nearby(number: int, pairing: Pairing) -> frozenset[str]:
    """The keys of the source's sentences that resemble one of the article's, and of their neighbours; where none does
    clearly, of those that its neighbours render."""
    links = pairing.alignment.by_article[number]
    clear = [link.source for link in links if link.score >= _RESEMBLES]
    places = {
        place for source in clear for place in range(max(0, source - 1), min(len(pairing.source), source + 2))
    } or _region(number, pairing)
    return frozenset(
        key for place in places for unit in units(pairing.source[place].text, pairing.language) for key in unit.keys
    )


def _is_news(unit: Unit, known: frozenset[str]) -> bool:
    """Whether a word tells of an outcome that the source has no word for."""
    lemma = french_lemma(unit.text)
    if unit.keys & known or opposites().get(lemma, frozenset()) & known:
        # The contrary of what the source says is no addition.
        return False
    return any(lemma in words and not (words | vouching) & known for words, vouching in _outcomes())


@cache
def _outcomes() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """The lemmas of every line of ``_OUTCOMES``, and those that vouch for them."""
    rows = (line.partition("|") for line in _OUTCOMES)
    return tuple(
        (frozenset(map(french_lemma, words.split())), frozenset(map(french_lemma, vouching.split())))
        for words, _, vouching in rows
    )


def _is_of_another(number: int, found: tuple[Unit, ...], pairing: Pairing) -> bool:
    """Whether a sentence that resembles none of the source's tells of an outcome that the source has of other things
    alone: "la demande a été rejetée", where a payment was."""
    if any(link.score >= EXPLAINED for link in pairing.alignment.by_article[number]):
        return False
    theirs = [frozenset(_keys_of(item, pairing.language)) for item in pairing.source]
    for unit in found:
        groups = [words | vouching for words, vouching in _outcomes() if french_lemma(unit.text) in words]
        rest = frozenset(key for other in found if other is not unit for key in other.keys)
        told = [keys for keys in theirs for words in groups if (unit.keys | words) & keys]
        if groups and not any(keys & (rest - words) for keys in told for words in groups):
            return True
    return False


def _keys_of(sentence: Sentence, language: str | None) -> Iterator[str]:
    return (key for unit in units(sentence.text, language) for key in unit.keys)


def _is_anchored(number: int, sentence: Sentence, pairing: Pairing) -> bool:
    """Whether the figures and names of a sentence stand together in the source: it renders that passage, however
    freely, and other checks see to them."""
    ours = _specifics(sentence.text, "fr")
    if len(ours) < ANCHORS:
        return False
    near = [link.source for link in pairing.alignment.by_article[number]]
    return any(len(ours & _around(pairing, place)) >= max(ANCHORS, ANCHORED_SHARE * len(ours)) for place in near)


def _around(pairing: Pairing, place: int) -> frozenset[str]:
    """The figures and names of a sentence of the source and of those beside it."""
    some = pairing.source[max(0, place - 1) : place + 2]
    return frozenset(item for sentence in some for item in _specifics(sentence.text, pairing.language or "fr"))


@lru_cache(maxsize=1_024)
def _specifics(text: str, language: str) -> frozenset[str]:
    """The figures of a sentence, as their digits, and its names."""
    figures = (re.sub(r"\D", "", match.group()) for match in _FIGURE.finditer(text[:_LONGEST]))
    names = (unit.plain for unit in units(text, language) if unit.name and not unit.plain[0].isdigit())
    return frozenset((*figures, *names))


def _is_paraphrase(number: int, found: tuple[Unit, ...], pairing: Pairing, known: frozenset[str]) -> bool:
    """A sentence between two that render the source in order, where the source says something that the article
    doesn't otherwise: the same in other words, unless it brings names, figures or outcomes of its own."""
    if any((unit.name and not unit.keys & known) or _is_news(unit, known) for unit in found):
        return False
    (first, before), (last, after) = _anchor(number, -1, pairing), _anchor(number, 1, pairing)
    if before is None or after is None or not before < after <= before + _GAP:
        return False
    missing = [place for place in range(before + 1, after) if pairing.alignment.source_cover[place] < _RENDERED]
    return len(missing) >= last - first - 1 and _resembles(
        found, [unit for place in missing for unit in units(pairing.source[place].text, pairing.language)]
    )


def _anchor(number: int, step: int, pairing: Pairing) -> tuple[int, int | None]:
    """The next sentence of the article in a direction that renders one of the source clearly, and which; the ends of
    the one render those of the other."""
    for place in range(number + step, number + _FAR * step, step):
        if not 0 <= place < len(pairing.article):
            return place, -1 if step < 0 else len(pairing.source)
        links = pairing.alignment.by_article[place]
        if links and links[0].score >= 0.45:
            return place, links[0].source
    return number, None


def _resembles(found: tuple[Unit, ...], others: list[Unit]) -> bool:
    """Whether the two are about as long: a paraphrase of three words is three words or so."""
    ours, theirs = sum(unit.weight for unit in found), sum(unit.weight for unit in others)
    return ours <= 2.5 * theirs


def _added(sentence: Sentence, pairing: Pairing, number: int) -> Finding:
    message = "Cette phrase n’a pas d’équivalent dans la source : vérifiez-la, ou retirez-la."
    links = pairing.alignment.by_article[number]
    beside = f" | source : {pairing.source[links[0].source].text}" if links else ""
    return warning("content.added", sentence.place, message, sentence.text[:180] + beside)


def _invented(added: list[tuple[int, Sentence]], judged: int) -> Iterator[Finding]:
    if len(added) >= INVENTED and len(added) > INVENTED_SHARE * judged:
        message = (
            f"{len(added)} phrases sur {judged} n’ont pas d’équivalent dans la source : l’article ne la rend pas, "
            "ou invente. Reprenez ce que dit la source."
        )
        yield blocker("content.invented", places.WHOLE, message, " […] ".join(item.text for _, item in added[:3]))


def _padding(judged: list[tuple[int, Sentence]], source: Source, pairing: Pairing) -> Iterator[Finding]:
    said = fold_text(source_text(source)[:200_000])
    for number, sentence in judged:
        match = _FILLER.search(sentence.text)
        closing = _CLOSING.match(sentence.text) and pairing.alignment.article_cover[number] < _CONTENT
        words = match.group() if match else sentence.text
        if (match or closing) and fold_text(words) not in said:
            message = "Cette tournure meuble sans informer : retirez-la, ou dites ce que dit la source."
            yield warning("content.padding", sentence.place, message, sentence.text)


def fold_text(text: str) -> str:
    """``text`` in small letters without accents, apostrophes alike."""
    return " ".join(fold(word) for word in text.replace("’", "'").split())


def _repeated(pairing: Pairing) -> Iterator[Finding]:
    """The same said again in other words; what opens the article may come again in full below."""
    sentences = [item for item in pairing.article if not item.heading and item.node > 1]
    texts = [item.text for item in sentences]
    for number, links in enumerate(align(texts, texts, "fr").by_article):
        for link in links:
            one, other = sentences[number], sentences[link.source]
            if link.source < number and _says_the_same(one.text, other.text):
                message = f"Cette phrase redit « {other.place} » en d’autres mots : dites-le une seule fois."
                yield warning("content.repeated", one.place, message, f"{one.text[:140]} | {other.text[:140]}")
                break


def _says_the_same(one: str, other: str) -> bool:
    ours, theirs = units(one, "fr"), units(other, "fr")
    if one == other or min(sum(unit.weight for unit in ours), sum(unit.weight for unit in theirs)) < 1.3 * WEIGHT:
        return False
    return cover(ours, (theirs,)) >= REPEATED and cover(theirs, (ours,)) >= REPEATED
