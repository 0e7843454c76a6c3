"""Links, content, language and form made wrong: what a weak model, a careless hand or an attacker does.

Nothing here knows how the checks work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

from scripts.evaluation.kinds import kind
from scripts.evaluation.texts import elements, matches, replaced, swapped

# ── links and media ─────────────────────────────────────────────────────────────────────────────────────────────────


@kind("lien ajouté", exact=True)
def _link_added(html: str) -> Iterator[str]:
    for match in matches(html, re.compile(r"(?<= )[a-zé]{7,}(?= )"))[:40:10]:
        yield replaced(html, match, f'<a href="https://promo-voyages.example/offre">{match[0]}</a>')


@kind("adresse de lien changée", exact=True)
def _link_changed(html: str) -> Iterator[str]:
    for match in re.finditer(r'(?<=<a href=")(https?://)([^"/]+)([^"]*)', html):
        yield replaced(html, match, f"{match[1]}{match[2].replace('.', '-infos.', 1)}{match[3]}")
        yield replaced(html, match, f"{match[0]}?ref=partenaire")


@kind("liens échangés", exact=True)
def _links_swapped(html: str) -> Iterator[str]:
    found = list(re.finditer(r'(?<=<a href=")[^"]+', html))
    for first, second in combinations(found, 2):
        if first[0] != second[0]:
            yield swapped(html, first, second)


@kind("adresse nue ajoutée", exact=True)
def _address_added(html: str) -> Iterator[str]:
    for match in elements(html, "p")[1:3]:
        yield replaced(
            html, match, match[0].replace("</p>", " Plus d’informations sur www.bons-plans-regionaux.example.</p>")
        )


@kind("lien perdu")
def _link_lost(html: str) -> Iterator[str]:
    for match in re.finditer(r"<a href=[^>]+>(.*?)</a>", html):
        yield replaced(html, match, match[1])


@kind("image perdue")
def _image_lost(html: str) -> Iterator[str]:
    for match in elements(html, "figure"):
        yield replaced(html, match, "")


@kind("image remplacée")
def _image_changed(html: str) -> Iterator[str]:
    for match in re.finditer(r'(?<=<img src=")[^"]+', html):
        yield replaced(html, match, "https://images.example/autre-photo.jpg")


@kind("code actif ajouté")
def _script(html: str) -> Iterator[str]:
    for match in elements(html, "p")[2:3]:
        yield replaced(html, match, match[0] + "<script src='https://pub.example/a.js'></script>")
        yield replaced(html, match, match[0].replace("<p>", '<p onmouseover="voir()">'))


# ── content ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@kind("section perdue")
def _section_lost(html: str) -> Iterator[str]:
    cuts = [match.start() for match in re.finditer("<h2", html)] + [len(html)]
    for start, end in pairwise(cuts):
        section = html[start:end]
        if len(re.sub(r"<[^>]+>", "", section).split()) > 60:
            kept = "".join(re.findall(r"<figure.*?</figure>|<table.*?</table>", section, re.DOTALL))
            yield html[:start] + kept + html[end:]


@kind("paragraphe perdu")
def _paragraph_lost(html: str) -> Iterator[str]:
    for match in elements(html, "p")[1:]:
        if len(re.sub(r"<[^>]+>", "", match[0]).split()) > 45:
            yield replaced(html, match, "")


@kind("paragraphe répété")
def _repeated(html: str) -> Iterator[str]:
    for match in elements(html, "p")[1:6:2]:
        if len(match[0]) > 150:
            yield html + "\n" + match[0]


@kind("fin coupée")
def _cut_end(html: str) -> Iterator[str]:
    last = elements(html, "p")[-1]
    text = last[0].rstrip()
    if len(text) > 120:
        at = text.rfind(" ", 0, len(text) * 2 // 3)
        while at > 0 and text[:at].rstrip()[-1] in ".!?»…":
            # a whole sentence less leaves nothing cut
            at = text.rfind(" ", 0, at)
        cut = re.sub(r"<[^>]*\Z", "", text[:at])
        open_tags = "".join(
            f"</{name}>" for name in ("a", "strong", "em") if cut.count(f"<{name}") > cut.count(f"</{name}")
        )
        yield html[: last.start()] + cut + open_tags + "</p>"


@kind("négation perdue")
def _negation_lost(html: str) -> Iterator[str]:
    negated = re.compile(r"\b(ne |n’|N’|Ne )((?:[a-zé]+’)?[a-zéèêà]+) (?:pas|plus|jamais)(?: non plus)?\b(?! qu[e’])")
    for match in matches(html, negated):
        # what "pas de" and "pas encore" leave behind is no French
        rest = re.sub(r"\A encore\b", " déjà", html[match.end() :])
        rest = re.sub(
            r"\A((?: [a-zé]+)?) (de |d’)(?=(?!accord|front\b|même|nouveau|côté|suite)[a-zéè]{3,}(?<!er)\b)",
            r"\1 beaucoup \2",
            rest,
        )
        start = html[: match.start()]
        elided = re.search(r"\b(C|c|J|j|Qu|qu)e \Z", start)
        if elided and match[2][0] in "aeéèêiouh":
            start = f"{start[: elided.start()]}{elided[1]}’"
        yield start + (match[2].capitalize() if match[1][0] == "N" else match[2]) + rest


@kind("négation ajoutée")
def _negation_added(html: str) -> Iterator[str]:
    before = r"(?<=[a-zé»\d] )(?<!\b[sml]e )(?<!\b[yl]a )(?<!\ben )(?<!\bles )(?<!\by )(?<!leur )(?<!lui )"
    pronoun = r"(?:(?:se|s’y|s’en|y|en|lui|leur|l’|les|la|le) )?"
    adverb = r"(?P<adverb> (?:toutefois|cependant|donc|ainsi|désormais|alors|ensuite|enfin|aussi|également|notamment))"
    verb = rf"{before}{pronoun}(a|ont|est|sont|sera|seront|va|doit|peut)(?:{adverb}(?= [a-zé])|(?= [a-zé]{{4,}}))"
    for match in matches(html, re.compile(rf"{verb}(?! (?:pas|plus|jamais|rien|aucun))"))[:24:4]:
        yield replaced(html, match, f"{'n’' if match[0][0] in 'aeoy' else 'ne '}{match[0]} pas")


@kind("sens inversé")
def _antonym(html: str) -> Iterator[str]:
    other = {"accepté": "refusé", "approuvé": "rejeté", "adopté": "rejeté", "ouvre": "ferme", "ouvert": "fermé",
             "gagné": "perdu", "victoire": "défaite", "autorisé": "interdit", "favorables": "opposés",
             "remporté": "perdu", "gratuit": "payant", "nord": "sud", "est ouvert": "est fermé", "avant": "après",
             "premier": "dernier", "première": "dernière", "matin": "soir", "obligatoire": "facultatif"}  # fmt: skip
    # "avant de partir" and "avant que" have no opposite of the same form
    for match in matches(html, re.compile(rf"(?<=[ ’])({'|'.join(other)})(?= [a-zé])(?! (?:de |d’|qu))")):
        yield replaced(html, match, other[match[1]])


@kind("affirmation inventée")
def _claim(html: str) -> Iterator[str]:
    claims = (
        "La demande a finalement été rejetée par le tribunal administratif.",
        "Plusieurs habitants ont porté plainte après ces révélations.",
        "Cette décision a provoqué une vive polémique sur les réseaux sociaux.",
    )
    for match, claim in zip(elements(html, "p")[1:], claims, strict=False):
        yield replaced(html, match, match[0].replace("</p>", f" {claim}</p>"))


@kind("remplissage")
def _padding(html: str) -> Iterator[str]:
    phrases = (
        "Il est important de noter que ce sujet suscite un intérêt croissant auprès du grand public.",
        "Dans un monde en constante évolution, il est essentiel de rester informé.",
        "N’hésitez pas à partager cet article avec vos proches\u00a0!",
    )
    for match, phrase in zip(elements(html, "p")[2:], phrases, strict=False):
        yield replaced(html, match, match[0].replace("</p>", f" {phrase}</p>"))


# ── language and form ───────────────────────────────────────────────────────────────────────────────────────────────


@kind("phrase anglaise")
def _english_sentence(html: str) -> Iterator[str]:
    for match in elements(html, "p")[1:3]:
        yield replaced(html, match, match[0].replace("</p>", " The committee will meet again later this year.</p>"))


@kind("mot anglais")
def _english_word(html: str) -> Iterator[str]:
    words = ("sovereignty", "spokesperson", "however", "although", "withdrawal", "neighbourhood")
    found = matches(html, re.compile(r"(?<= )[a-zéè]{6,}(?= [a-zé])"))
    for match, word in zip(found[5::25], words, strict=False):
        yield replaced(html, match, word)


@kind("lettre étrangère")
def _foreign_letter(html: str) -> Iterator[str]:
    for match, letter in zip(matches(html, re.compile(r"(?<=[a-z])[aeo](?=[a-z]{2})"))[::60], "аеоαο", strict=False):
        yield replaced(html, match, letter)
    for match in matches(html, re.compile(r"(?<= )[a-zé]{6,}(?=[ ,.])"))[:60:30]:
        yield replaced(html, match, "项目")


@kind("mot du modèle")
def _model_talk(html: str) -> Iterator[str]:
    yield "<p>Voici l’article réécrit et optimisé pour le référencement\u00a0:</p>\n" + html
    yield html + "\n<p>J’espère que cet article répond à vos attentes. N’hésitez pas à me demander des ajustements.</p>"
    yield html + "\n<p>Note\u00a0: cet article compte environ 750 mots et respecte les consignes.</p>"


@kind("Markdown laissé")
def _markdown(html: str) -> Iterator[str]:
    for match in matches(html, re.compile(r"(?<= )[a-zé]{6,} [a-zé]{2,}(?= )"))[:40:20]:
        yield replaced(html, match, f"**{match[0]}**")
    for match in elements(html, "h2")[1:2]:
        yield replaced(html, match, "<p>## " + re.sub(r"<[^>]+>", "", match[0]).strip() + "</p>\n")


@kind("niveau d’intertitre faux")
def _level(html: str) -> Iterator[str]:
    for match in elements(html, "h2")[1:3]:
        yield replaced(html, match, match[0].replace("h2", "h4"))
        yield replaced(html, match, match[0].replace("h2", "h1"))


@kind("paragraphe en intertitre")
def _paragraph_as_heading(html: str) -> Iterator[str]:
    for match in elements(html, "p")[2:4]:
        if len(match[0]) > 200:
            yield replaced(html, match, match[0].replace("<p>", "<h2>").replace("</p>", "</h2>"))


@kind("intertitre répété")
def _heading_repeated(html: str) -> Iterator[str]:
    found = elements(html, "h2")
    if len(found) > 2:
        yield replaced(html, found[2], found[0][0])


@kind("renvoi laissé")
def _placeholder(html: str) -> Iterator[str]:
    for match in elements(html, "p")[1:2]:
        for left in ("[[K1]]", "[Insérer une citation]", "[[C2]]", "{keyphrase}"):
            yield replaced(html, match, match[0].replace("</p>", f" {left}</p>"))


@kind("boucle du modèle")
def _loop(html: str) -> Iterator[str]:
    last = elements(html, "p")[-1]
    looped = " Cela montre l’importance du projet." * 6
    yield replaced(html, last, last[0].replace("</p>", looped + "</p>"))
