"""Numbers, dates, names and quotations made wrong: what a weak model or a careless hand does.

Nothing here knows how the checks work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from scripts.evaluation.kinds import kind
from scripts.evaluation.texts import elements, matches, replaced, sites, swapped

_S = "[ \u00a0\u202f]"
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
           "décembre")  # fmt: skip
_MONTH = "|".join(_MONTHS)
_NUMBER = re.compile(r"(?<![\w,.\-’'])\d{2,}(?![\w,.\-])")
_LETTERS = "A-ZÀÂÇÉÈÊËÎÏÔÙÛÜ"
_PERSON = re.compile(rf"(?<=[a-zé,»:;] )[{_LETTERS}][a-zà-ÿ]+ (?:(?:de|du|van|von) )?[{_LETTERS}][a-zà-ÿ]+(?![\w-])")
_QUOTATION = re.compile(rf"«{_S}*([^»<]{{25,}}?){_S}*»")

# ── numbers ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@kind("chiffre changé", exact=True)
def _digit(html: str) -> Iterator[str]:
    for match in matches(html, _NUMBER):
        digit = str((int(match[0][-1]) + 3) % 10)
        yield replaced(html, match, match[0][:-1] + digit)


@kind("chiffres inversés", exact=True)
def _transposed(html: str) -> Iterator[str]:
    for match in matches(html, _NUMBER):
        if match[0][0] != match[0][1]:
            yield replaced(html, match, match[0][1] + match[0][0] + match[0][2:])


@kind("zéro ajouté", exact=True)
def _magnitude(html: str) -> Iterator[str]:
    for match in matches(html, re.compile(rf"(?<![\w,.])\d{{1,3}}(?={_S}(?:%|euros|millions|km|hectares|tonnes|ans))")):
        yield replaced(html, match, match[0] + "0")


@kind("décimale changée", exact=True)
def _decimal(html: str) -> Iterator[str]:
    for match in matches(html, re.compile(r"(?<![\w.])(\d+),(\d+)(?!\d)")):
        yield replaced(html, match, f"{match[1]},{match[2][:-1]}{(int(match[2][-1]) + 1) % 10}")


@kind("nombre en lettres changé", exact=True)
def _spelled(html: str) -> Iterator[str]:
    other = {"trois": "quatre", "quatre": "cinq", "cinq": "six", "six": "huit", "sept": "neuf", "huit": "six",
             "douze": "treize", "quinze": "seize", "vingt": "trente", "trente": "quarante"}  # fmt: skip
    for match in matches(html, re.compile(rf"(?<![-‑])\b({'|'.join(other)})\b(?= [a-zé]{{4,}})")):
        yield replaced(html, match, other[match[1]])


@kind("unité changée", exact=True)
def _unit(html: str) -> Iterator[str]:
    other = {"millions": "milliards", "milliards": "millions", "euros": "dollars", "€": "$", "kilomètres": "mètres",
             "km": "m", "hectares": "kilomètres carrés", "tonnes": "kilos", "mois": "ans", "minutes": "heures",
             "jours": "semaines", "semaines": "mois", "degrés": "mètres", "litres": "hectolitres", "grammes": "kilos",
             "mètres": "kilomètres"}  # fmt: skip
    for match in matches(html, re.compile(rf"(?<=\d)({_S})({'|'.join(other)})(?!\w)")):
        yield replaced(html, match, match[1] + other[match[2]])


@kind("pour cent devenu points", exact=True)
def _points(html: str) -> Iterator[str]:
    for match in matches(html, re.compile(rf"(?<=\d){_S}%")):
        yield replaced(html, match, " points")


@kind("nombres échangés", exact=True)
def _numbers_swapped(html: str) -> Iterator[str]:
    counted = re.compile(rf"(?<![\w,.\-’'])(\d{{1,4}})(?={_S}[a-zéè]{{4,}})")
    for site in sites(html):
        found = list(counted.finditer(html, site.start, site.end)) if site.within in ("p", "li") else []
        for first, second in combinations(found, 2):
            if first[1] != second[1] and second.start() - first.end() < 150:
                yield swapped(html, first, second)


@kind("plus de devenu moins de", exact=True)
def _bound(html: str) -> Iterator[str]:
    for match in matches(html, re.compile(r"\b([Pp]lus|[Mm]oins) (?=de \d|d’un)")):
        yield replaced(html, match, {"plus": "moins ", "Plus": "Moins ", "moins": "plus ", "Moins": "Plus "}[match[1]])


@kind("hausse devenue baisse", exact=True)
def _direction(html: str) -> Iterator[str]:
    other = {"hausse": "baisse", "baisse": "hausse", "augmenté": "baissé", "progressé": "reculé",
             "reculé": "progressé",
             "augmente": "diminue", "diminué": "augmenté", "baissé": "augmenté", "recul": "progrès",
             "recule": "progresse", "progresse": "recule",
             "augmentation": "diminution", "diminution": "augmentation"}  # fmt: skip
    for match in matches(html, re.compile(rf"\b({'|'.join(other)})\b")):
        yield replaced(html, match, other[match[1]])


# ── dates ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@kind("jour de la semaine changé", exact=True)
def _weekday(html: str) -> Iterator[str]:
    for match in matches(html, re.compile(rf"\b({'|'.join(_DAYS)})\b(?!s)")):
        yield replaced(html, match, _DAYS[(_DAYS.index(match[1]) + 2) % 7])


@kind("quantième changé", exact=True)
def _day(html: str) -> Iterator[str]:
    for match in matches(html, re.compile(rf"\b(\d{{1,2}})(?={_S}(?:{_MONTH})\b)")):
        yield replaced(html, match, str(int(match[1]) % 27 + 2))


@kind("mois changé", exact=True)
def _month(html: str) -> Iterator[str]:
    for match in matches(html, re.compile(rf"(?<=\d)({_S})({_MONTH})\b")):
        yield replaced(html, match, match[1] + _MONTHS[(_MONTHS.index(match[2]) + 3) % 12])


@kind("année changée", exact=True)
def _year(html: str) -> Iterator[str]:
    for match in matches(html, re.compile(r"(?<![\d,.])(?:1[5-9]|20)\d\d(?![\d,.%]|[ \u00a0](?:euros|mètres))")):
        yield replaced(html, match, str(int(match[0]) - 1))


@kind("heure changée", exact=True)
def _time(html: str) -> Iterator[str]:
    for match in matches(html, re.compile(rf"\b(\d{{1,2}})(?={_S}?(?:h|heures)\b)")):
        yield replaced(html, match, str((int(match[1]) + 2) % 24))


# ── names ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _names(html: str) -> list[re.Match[str]]:
    return matches(html, _PERSON)


def _people(html: str) -> list[str]:
    """The full names of people, without those of bodies, times and titles that are written alike."""
    other = {"Le", "La", "Les", "Premier", "Première", "Seconde", "Deuxième", "Dernier", "Dernière", "Haute", "Haut",
             "Grande", "Grand", "Nouvelle", "États", "Cour", "Conseil", "Ferry", "Forum", "Saint", "Sainte", "Union",
             "Tribunal", "Société", "Club"}  # fmt: skip
    return sorted({match[0] for match in _names(html) if not other & {*match[0].split()}})


@kind("nom mal orthographié", exact=True)
def _misspelled(html: str) -> Iterator[str]:
    for match in _names(html):
        first, _, last = match[0].rpartition(" ")
        middle = len(last) // 2
        letter = "o" if last[middle] != "o" else "a"
        yield replaced(html, match, f"{first} {last[:middle]}{letter}{last[middle + 1 :]}")
        if len(last) > 4:
            yield replaced(html, match, f"{first} {last[:2]}{last[3]}{last[2]}{last[4:]}")


@kind("nom remplacé", exact=True)
def _replaced_name(html: str) -> Iterator[str]:
    for match in _names(html):
        yield replaced(html, match, "Bertrand Quillivic")


@kind("prénom changé", exact=True)
def _first_name(html: str) -> Iterator[str]:
    for match in _names(html):
        yield replaced(html, match, "Ghislain " + match[0].partition(" ")[2])


@kind("noms échangés partout", exact=True)
def _names_swapped(html: str) -> Iterator[str]:
    found = _people(html)
    for first, second in combinations(found, 2):
        if {*first.split()} & {*second.split()}:
            continue
        yield html.replace(first, "\0").replace(second, first).replace("\0", second)


@kind("prénoms et noms mêlés", exact=True)
def _names_mixed(html: str) -> Iterator[str]:
    found = _people(html)
    for first, second in combinations(found, 2):
        given, family = first.partition(" ")[0], second.partition(" ")[2]
        if given in second or family in first:
            continue
        yield html.replace(first, f"{given} {family}", 1)


@kind("lieu remplacé", exact=True)
def _place(html: str) -> Iterator[str]:
    place = re.compile(rf"(?<=\b[àÀ] )[{_LETTERS}][a-zà-ÿ]+(?:-[A-Za-zà-ÿ]+)*(?![\w-])")
    for match in matches(html, place):
        yield replaced(html, match, "Montluçon" if match[0] != "Montluçon" else "Nevers")


@kind("sigle changé", exact=True)
def _acronym(html: str) -> Iterator[str]:
    for match in matches(html, re.compile(r"(?<![\w-])[A-Z]{3,6}(?![\w-])")):
        yield replaced(html, match, match[0][:-1] + ("K" if match[0][-1] != "K" else "V"))


# ── quotations ──────────────────────────────────────────────────────────────────────────────────────────────────────


@kind("citation modifiée", exact=True)
def _quotation_altered(html: str) -> Iterator[str]:
    for match in matches(html, _QUOTATION, within=("p", "li", "blockquote")):
        words = match[1].split()
        long = max(range(len(words)), key=lambda index: len(words[index]))
        if len(words[long]) > 5:
            words[long] = "catastrophe"
            yield replaced(html, match, f"«\u00a0{' '.join(words)}\u00a0»")


@kind("citation niée", exact=True)
def _quotation_negated(html: str) -> Iterator[str]:
    verb = re.compile(rf"(«{_S}*[^»<]*?\b)(est|sont|avons|va|ont|sera|était)\b([^»<]*»)")
    for match in matches(html, verb):
        if not re.search(r"\b(?:n’|ne|pas|jamais|rien)\b", match[0]):
            ne = "n’" if match[2][0] in "aeé" else "ne "
            yield replaced(html, match, f"{match[1]}{ne}{match[2]} pas{match[3]}")


@kind("citation allongée", exact=True)
def _quotation_extended(html: str) -> Iterator[str]:
    for match in matches(html, _QUOTATION):
        said = match[1].rstrip(" .!?\u00a0")
        yield replaced(html, match, f"«\u00a0{said}, et nous démissionnerons avant la fin du mois s’il le faut\u00a0»")


@kind("citation inventée", exact=True)
def _quotation_invented(html: str) -> Iterator[str]:
    for match in elements(html, "p")[1:4]:
        said = "«\u00a0Personne ne nous avait prévenus du danger, et c’est une honte\u00a0», a déclaré un responsable."
        yield replaced(html, match, match[0].replace("</p>", f" {said}</p>"))


@kind("citation faite sienne")
def _quotation_unmarked(html: str) -> Iterator[str]:
    """Without its marks and without who says it: the article's own words, it seems."""
    for match in matches(html, re.compile(rf"«{_S}*([^»<]{{40,}}?)[.!?…]?{_S}*»,[^.<«»]*\."), within=("p",)):
        yield replaced(html, match, f"{match[1][0].upper()}{match[1][1:]}.")


@kind("citations échangées", exact=True)
def _quotations_swapped(html: str) -> Iterator[str]:
    found = matches(html, _QUOTATION)
    for first, second in combinations(found, 2):
        if abs(len(first[1]) - len(second[1])) < 200 and _speaker(html, first) != _speaker(html, second):
            yield swapped(html, first, second, 1)


def _speaker(html: str, quotation: re.Match[str]) -> str:
    """The name nearest behind or before a quotation in its paragraph, "" where there is none.

    Two quotations that stand by no name are as often one person's: exchanged, they would be no error of this kind.
    """
    around = re.sub(r"<[^>]+>", " ", html[quotation.end() : quotation.end() + 120].partition("</p>")[0])
    before = html[max(0, quotation.start() - 120) : quotation.start()].rpartition("<p>")[2]
    name = re.search(rf"[{_LETTERS}][a-zà-ÿ]+ [{_LETTERS}][a-zà-ÿ]+", around) or re.search(
        rf"[{_LETTERS}][a-zà-ÿ]+ [{_LETTERS}][a-zà-ÿ]+", before
    )
    return name[0] if name else ""


@kind("citation mal attribuée", exact=True)
def _misattributed(html: str) -> Iterator[str]:
    found = sorted({match[0] for match in _names(html)})
    said = re.compile(
        rf"»,? ?(?:a |ont )?(?:déclar|expliqu|affirm|dit|résum|assur|ajout|soulign|rappel|estim|indiqu|précis|confi|"
        rf"racont|prévien|conclu|not|insist|regrett|admet|reconna)[a-zéè]*,? "
        rf"(?P<name>[{_LETTERS}][a-zà-ÿ]+ [{_LETTERS}][a-zà-ÿ]+)"
    )
    for match in matches(html, said):
        for other in found:
            if other != match["name"] and not {*other.split()} & {*match["name"].split()}:
                yield html[: match.start("name")] + other + html[match.end("name") :]
                break
