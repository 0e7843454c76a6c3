"""What models say of themselves and of their task: the patterns that ``leftovers`` looks for."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of leftover: its code, what to tell the editor, and how it looks."""

    code: str
    message: str
    pattern: re.Pattern[str]


def pattern(*alternatives: str) -> re.Pattern[str]:
    """One pattern of several, case ignored, ``^`` and ``$`` at every line."""
    return re.compile("|".join(alternatives), re.IGNORECASE | re.MULTILINE)


#: How a model agrees before it answers, and what it says it answers with.
_POLITE = (
    r"(?:(?:bien s[ûu]r|certainement|d['’]accord|parfait|absolument|tr[èe]s bien|avec plaisir|ok|okay)"
    r"[ \u00a0\u202f]?[!,.:]\s*)"
)
_MADE = r"(?:r[ée][ée]crit|optimis|traduit|demand|complet|final|en français|reformul|rédig|généré|corrig|révis|en html)"
_PIECE = (
    r"(?:l['’]|votre |un |une |le |la |les |ma |notre |mon )?(?:nouvel(?:le)? |première )?"
    rf"(?:(?:article|texte|version|r[ée]daction|proposition|traduction)(?: (?:seo )?{_MADE}|[ \u00a0\u202f]*(?::|$))|"
    r"r[ée][ée]criture\b|version de (?:l['’]article|ce texte))[^.\n]{0,20}"
)
_TASK = r"(?:consignes?|mots?-cl[ée]s?|seo|intertitres|balises|méta description|contraintes)"

TALK = Rule(
    "leftovers.assistant_talk",
    "Le modèle parle ici de lui-même ou de sa tâche : retirez ces mots.",
    pattern(
        # who it is
        r"\ben tant qu(?:e (?:mod[èe]le|assistant|r[ée]dacteur (?:seo|web)|chatbot)|['’](?:ia\b|intelligence "
        r"artificielle|assistant|expert (?:en )?seo))[^.\n]{0,40}",
        r"\bas an? (?:ai\b|artificial intelligence|(?:large )?language model|seo expert)[^.\n]{0,40}",
        r"\bje suis (?:un|une) (?:ia\b|intelligence artificielle|mod[èe]le de langage|assistant virtuel)[^.\n]{0,40}",
        r"\b(?:knowledge cutoff|ma dernière mise à jour|mes données d['’]entraînement)\b",
        # what it hands over
        rf"^{_POLITE}?(?:voici|voil[àa]|ci-dessous) (?:donc |ci-dessous |maintenant )?(?:{_PIECE})[^.\n]{{0,40}}",
        rf"^{_POLITE}(?:voici|ci-dessous|je vais (?:réécrire|rédiger|traduire|reformuler))[^.\n]{{0,60}}",
        r"^(?:sure|certainly|of course|okay|absolutely)\s?[!,.:]?\s*here(?:['’]s| is| are)[^.\n]{0,60}",
        r"^here(?:['’]s| is| are) (?:the|your|a|my|an) [^.\n]{0,60}",
        r"\b(?:j['’]ai|nous avons) (?:réécrit|reformulé|traduit|optimisé|rédigé) (?:l['’]article|le texte|votre|"
        r"cet article|"
        r"ce texte)[^.\n]{0,40}",
        rf"\b(?:j['’]ai|nous avons) (?:respecté|conservé|intégré|veillé|ajouté|utilisé|"
        rf"inclus)[^.\n]{{0,30}}{_TASK}\b[^.\n]{{0,40}}",
        # what it hopes and offers
        r"\bj['’]espère (?:que (?:cet article|ce texte|cette (?:version|réécriture|traduction)|(?:cela|ceci) "
        r"(?:vous|répond))|"
        r"avoir (?:répondu|pu vous))[^.\n]{0,60}",
        r"\bn['’]hésitez pas à (?:me |m['’]|revenir vers moi)[^.\n]{0,40}",
        r"\bsi vous (?:souhaitez|voulez|désirez) (?:que je|d['’]autres modifications|une autre version)[^.\n]{0,60}",
        r"\b(?:dites|faites|indiquez)-(?:le-)?moi (?:si|savoir)[^.\n]{0,40}",
        r"\b(?:i hope this (?:helps|article)|let me know if|feel free to ask)\b[^.\n]{0,40}",
        # what it refuses
        r"\bje (?:ne peux pas|suis incapable de)(?: vous)? (?:fournir|rédiger|réécrire|traduire|générer|aider "
        r"à)[^.\n]{0,40}",
        r"\bje suis désolée?,? (?:mais )?je ne (?:peux|suis)[^.\n]{0,40}",
        r"\bi(?:['’]m sorry,? but i)? (?:cannot|can['’]t|am unable to) (?:provide|assist|help|rewrite|"
        r"fulfil)[^.\n]{0,40}",
        # labels of the parts it was asked for
        r"^(?:titre seo|titre h[1-6]|titre de l['’]article|m[ée]ta[- ]?description|m[ée]ta[- ]?titre|seo title|title|"
        r"meta description|requ[êe]te cible|mots?-cl[ée]s?(?: principa(?:l|ux)| secondaires?| cibles?)?|focus "
        r"keyphrase|"
        r"keyphrase|keywords?|slug|excerpt|balise title|chap[ôo]|section \d{1,2}|paragraphe \d{1,2}|h[1-6]|r[ée]ponse|"
        r"article (?:r[ée]écrit|optimisé|final|seo)|version (?:finale|réécrite|optimisée)|fin de l['’]article|system|"
        r"assistant|user|human)[ \u00a0\u202f]?:",
        r"^(?:fin de l['’]article|fin du texte|end of article)\s?\.?$",
        # remarks on its own text
        rf"^(?:note|remarque|nb|n\.b\.|avertissement|nota)[ \u00a0\u202f]?:[^\n]{{0,80}}\b(?:cet? (?:article|"
        rf"texte)|l['’]article|"
        rf"traduction|rédaction|réécriture|modèle|{_TASK})\b[^.\n]{{0,40}}",
        r"\b(?:cet? (?:article|texte)|l['’]article) (?:a été|est) (?:rédigé|réécrit|écrit|généré|traduit|reformulé)"
        r"[^.\n]{0,30}\b(?:consignes?|instructions?|prompt|ia|intelligence artificielle|modèle de langage)\b"
        r"[^.\n]{0,40}",
        r"\((?:environ |~ ?|approximativement |total ?: ?)?\d[\d \u00a0\u202f]{1,6}\s?mots\)",
        r"\bnombre de mots[ \u00a0\u202f]?:[ \u00a0\u202f]?\d",
        r"\b(?:article|texte|contenu|version|paragraphe) (?:optimisée?|rédigée?|réécrite?|générée?|conçue?) "
        r"(?:pour (?:le |les )?(?:seo\b|référencement|moteurs)|par (?:une |l['’])?(?:ia\b|intelligence|"
        r"chatgpt))[^.\n]{0,40}",
        r"\b(?:le|ce|du|notre|votre|au) mot-clé (?:principal|cible|secondaire)\b[^.\n]{0,40}",
        r"\b(?:la|cette|votre) requ[êe]te cible\b[^.\n]{0,40}",
        r"\b(?:le |du |ce )?(?:texte|document|brouillon|article) (?:source|fourni|ci-dessus)\b[^.\n]{0,40}",
        r"\b(?:la|ma|cette) source (?:fournie|ne (?:précise|mentionne|dit|donne|contient) pas)\b[^.\n]{0,40}",
        r"\b(?:vos consignes|les consignes (?:données|fournies|ci-dessus|de rédaction))\b[^.\n]{0,40}",
        r"\ble (?:texte|brouillon|document) ne (?:précise|mentionne|dit|donne) pas\b[^.\n]{0,40}",
    ),
)
#: An answer to whoever asked.
GREETING = Rule(
    "leftovers.assistant_talk",
    "Le modèle répond ici à sa consigne : retirez ces mots.",
    pattern(
        r"\A(?:bien s[ûu]r|certainement|absolument|avec plaisir|tr[èe]s bien|d['’]accord|sure|certainly|of "
        r"course|absolutely)"
        r"[ \u00a0\u202f]?[!.:](?=\s|$)"
    ),
)
