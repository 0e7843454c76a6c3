"""What web pages leave behind in pasted text: one table of patterns, each with the reason an editor reads.

``line`` patterns must match a whole paragraph; ``span`` patterns also match within pasted plain text, and are strict
enough never to meet a sentence. Every loop is bounded or possessive, so that no input makes them slow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of debris: the code of its finding, what to call it in French, and how to recognise it."""

    code: str
    what: str
    line: re.Pattern[str] | None = None
    span: re.Pattern[str] | None = None


_SHARE = (
    r"(?:Print|Imprimer|E-?mail|Courriel|Mail|Facebook|Twitter|X|LinkedIn|Linkedin|WhatsApp|Whatsapp|Telegram|"
    r"Messenger|"
    r"Reddit|Pinterest|Bluesky|Threads|Mastodon|Instagram|Viber|Pocket|Flipboard|SMS|Copy link|Copier le lien|"
    r"Copy|Copier|"
    r"Share|Partager|Tweet|Tweeter|Envoyer|Envoyer par e-mail|Enregistrer|Save)"
)
_BETWEEN = r"[\s\u00a0|·•,/–-]*+"
_MONTH = (
    r"(?:janv(?:ier)?|févr?(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|août|aout|sept(?:embre)?|oct(?:obre)?|"
    r"nov(?:embre)?|"
    r"déc(?:embre)?|jan(?:uary)?|feb(?:ruary)?|march|mar|apr(?:il)?|may|june?|july?|aug(?:ust)?|september|october|"
    r"november|dec(?:ember)?)\.?"
)
_DATE = (
    rf"(?:\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}|(?:\d{{1,2}}|1er)\s{_MONTH}(?:\s\d{{4}})?|"
    rf"{_MONTH}\s\d{{1,2}}(?:,?\s\d{{4}})?)"
)
_TIME = r"(?:\d{1,2}\s?[h:]\s?\d{0,2}(?:\s?[ap]\.?m\.?)?)"
_DAY = (
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|"
    r"sunday|"
    r"mon|tue|wed|thu|fri|sat|sun)"
)
_STAMP = (
    r"(?:publiée?|posté|mise? à jour|modifiée?|actualisée?|published|updated|last updated|posted|"
    r"first published|créé)"
)
_DATE_WORD = (
    rf"(?:{_STAMP}|{_DATE}|{_TIME}|{_DAY}|le|on|à|at|par|et|and|cet|ce|rédaction|la|CET|CEST|GMT|UTC|"
    rf"UTC\+\d)"
)
_NAME = r"[A-ZÀ-Þ][\w’'.-]*+(?:\s(?:de|du|des|van|von|le|la|el|bin|d['’])?\s?[A-ZÀ-Þ][\w’'.-]*+){1,3}"
_AGENCY = (
    r"(?:AFP|Reuters|Shutterstock|Getty(?: Images)?|EPA|EFE|Belga|AP|ANP|ANSA|DPA|Unsplash|Pixabay|Pexels|"
    r"iStock|Alamy|"
    r"Adobe Stock|Flickr|Wikimedia(?: Commons)?|Sipa|Hans Lucas|MaxPPP|DR)"
)
_LANGUAGE = (
    r"(?:Français|French|English|Anglais|Deutsch|German|Allemand|Español|Italiano|Português|Nederlands|Polski|Română|"
    r"Čeština|Slovenčina|Български|Ελληνικά|Svenska|Suomi|Dansk|Magyar|Hrvatski)"
)
_LABEL = (
    r"(?:à lire (?:aussi|également|ailleurs|sur le même sujet)|lire (?:aussi|également)|voir aussi|"
    r"sur le même sujet|dans la même rubrique|"
    r"read also|also read|see also|related(?: articles?| stories| content)?|read more(?: with [A-Z][\w.]*+)?|"
    r"more on this story|"
    r"recommended(?: for you)?|you may also like|vous aimerez aussi|articles? (?:liés?|similaires?|"
    r"recommandés?)|nos derniers articles|most read|les plus lus)"
)


def _line(pattern: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{pattern})\s*\Z", flags)


RULES: tuple[Rule, ...] = (
    Rule(
        "debris.share_bar",
        "une barre de partage",
        line=re.compile(
            rf"\s*(?:(?:Partage[zr]|Share)(?: (?:cet article|this article|this story|l['’]article))?(?: (?:sur|"
            rf"on|via|par))?\s*:?{_BETWEEN}"
            rf"(?:{_SHARE}{_BETWEEN}(?:(?:et|and|ou|or)\s)?)*+|(?:{_SHARE}{_BETWEEN}){{3,}}+)\Z"
        ),
        # Glued to the word before it at times ("FrançaisPrint"), hence no word boundary but a change of case.
        span=re.compile(
            rf"(?<![A-ZÀ-Þ])(?:Print|Imprimer|Share|Partager|E-?mail|Facebook|Tweet)[\s\u00a0|"
            rf"·•]+(?:{_SHARE}[\s\u00a0|·•]+){{2,}}{_SHARE}(?!\w)"
        ),
    ),
    Rule(
        "debris.read_time",
        "un temps de lecture",
        line=_line(
            r"(?:Est\.?|(?:Temps|Durée) de lecture|Lecture|Reading time|Estimated reading time|"
            r"Read time)\s*:?\s*(?:environ |about |~)?\d+\s*(?:min(?:ute)?s?|mn)\.?"
            r"|\d+\s*(?:min(?:ute)?s?|mn)\.? (?:de lecture|read|à lire)"
        ),
        span=re.compile(
            r"\bEst\.\s?\d+\s?min\b|\bTemps de lecture\s*:\s*(?:environ )?\d+\s?(?:minutes?|min|mn)\b\.?|"
            r"\bReading time\s*:\s*\d+\s?min(?:ute)?s?\b"
        ),
    ),
    Rule(
        "debris.dateline",
        "une date de publication ou de mise à jour",
        line=_line(rf"(?=.*(?:{_DATE}|{_TIME}))(?:\(?{_DATE_WORD}\s?\)?[\s,:|·•–-]*+)++"),
        span=re.compile(
            rf"\b{_DATE}\s*\((?:updated|mis à jour|modifié)\s*:?\s*(?:le )?{_DATE}\s*\)|"
            rf"\b(?:Publié|Mis à jour|Published|Updated)(?: le| on)?\s{_DATE}(?:\s(?:à|"
            rf"at)\s{_TIME})(?=\s+(?:[A-ZÀ-Þ«“]|\Z))"
        ),
    ),
    Rule(
        "debris.byline",
        "une signature",
        line=re.compile(
            rf"\s*(?:(?:By|Par|De|BY|PAR)\s{_NAME}(?:\s(?:et|and|&)\s{_NAME})?|{_NAME})\s*[|]\s*[A-ZÀ-Þ][^.!?|"
            rf"]{{1,40}}\Z|"
            rf"\s*(?:By|Par|BY|PAR)\s{_NAME}(?:(?:\s(?:et|and|&)|,)\s{_NAME})?(?:,? (?:avec|with|pour|"
            rf"for) {_AGENCY})?\s*\Z"
        ),
        span=re.compile(rf"\b(?:By|Par) {_NAME} \| [A-ZÀ-Þ][\w.]++(?: (?!Est\b)[A-ZÀ-Þ][\w.]++)?(?=\s)"),
    ),
    # Before credits: an editors' mark in brackets has the shape of one.
    Rule(
        "debris.editors_mark",
        "une mention de la rédaction d’origine",
        line=_line(
            r"[\[(](?:Edited|Edité|Édité|Relu|Traduit|Translated|Reporting|Additional reporting|Writing|Corrigé|"
            r"Article (?:édité|traduit))\b[^\])]{1,150}[\])]\.?|"
            r"(?:Edited|Édité|Translated|Traduit(?: de l['’]anglais)?|Adapté de l['’]anglais) (?:by|"
            r"par) [^.!?,;]{3,60}"
        ),
        span=re.compile(
            r"\[(?:Edited|Edité|Édité|Relu|Traduit|Translated|Reporting|Additional reporting|"
            r"Corrigé)(?: de l['’]anglais)? (?:by|par) [^\[\]]{1,150}\]"
        ),
    ),
    Rule(
        "debris.credit",
        "un crédit photo",
        line=re.compile(
            rf"\s*(?:\[[^\[\]]{{2,60}}/\s?[^\[\]]{{2,40}}\]|[\[(]?(?:©|\(c\)|Crédits?(?: photos?)?\s*:|"
            rf"Photo credit\s*:|Photo\s*:\s*©?(?=.{{0,40}}{_AGENCY})|Photo by )\s*[^.!?;]{{2,80}}[\])]?\.?|"
            rf"[\[(]?(?:[A-ZÀ-Þ][\w.’'-]*\s?){{1,4}}\s?/\s?{_AGENCY}[\])]?)\s*\Z"
        ),
        span=re.compile(r"(?<=[.!?»”\"] )\[[A-ZÀ-Þ][^\[\]/]{1,40}/\s?[A-ZÀ-Þ][^\[\]/]{1,30}\](?=\s|\Z)"),
    ),
    Rule(
        "debris.boilerplate",
        "une mention type du site d’origine",
        line=_line(
            r"Content-Type\s*:.{0,400}|[\w’' .-]{2,60} (?:is part of|fait partie du) (?:the )?Trust Project[\s>»]*|"
            r"(?:©.{0,60})?(?:Tous droits réservés|All rights reserved)\b[^!?]{0,80}|Skip to (?:main )?content|"
            r"Aller au contenu(?: principal)?|"
            r"Retour en haut(?: de page)?|Back to top|Accueil(?:\s*[>›»/]\s*[^>›»/]{1,60}){1,5}|"
            r"Home(?:\s*[>›»]\s*[^>›»]{1,60}){1,5}|"
            r"(?:Laisser|Poster|Ajouter) un commentaire|Leave a (?:comment|reply)|\d{0,4}\s?(?:commentaires|"
            r"comments)(?:\s?\(\d+\))?"
        ),
        span=re.compile(
            r"\bContent-Type:\s*(?P<type>[A-Z]\w++)(?:\s+(?P=type)\b)?(?:\s+(?:Based on|Advocates for|Provides|"
            r"Reports|A summary)\b[^.]{0,400}\.)?|"
            r"\b[A-ZÀ-Þ][\w’'-]*+ is part of the Trust Project(?:\s*>+)?"
        ),
    ),
    Rule(
        "debris.languages",
        "un sélecteur de langue",
        line=_line(
            rf"(?:Languages?|Langues?|Available in|Disponible en|Lire en|"
            rf"Read in)\s*:?\s*(?:{_LANGUAGE}{_BETWEEN})++|(?:{_LANGUAGE}{_BETWEEN}){{3,}}+",
            0,
        ),
        span=re.compile(rf"\bLanguages?\s*:\s*{_LANGUAGE}(?:[\s|,/·]*{_LANGUAGE}(?![\w]))*"),
    ),
    Rule(
        "debris.teaser",
        "un renvoi vers un autre article",
        line=_line(rf"[>»→•▶\[(-]*\s*{_LABEL}\s*(?:[:|>»–→-]+\s*[^\n]{{0,220}})?[\])]?"),
        span=re.compile(
            r"\bRead more with [A-ZÀ-Þ][\w.]*+\s.{0,700}\Z|"
            r"(?<=[.!?»”] )(?:À lire (?:aussi|également)|Lire aussi|Lire également|Read also|"
            r"See also)\s*:\s*[^.!?]{3,200}\Z",
            re.DOTALL,
        ),
    ),
    Rule(
        "debris.prompt",
        "une invitation du site d’origine (lettre d’information, cookies, abonnement)",
        line=_line(
            r"(?:Abonne[zr]-vous|Inscrive[zr]-vous|S['’](?:abonner|inscrire)|Recevez|Sign up|Subscribe|Get|Join|"
            r"Suivez-nous|Follow us)\b(?=.*\b(?:newsletters?|infolettre|lettre d['’]information|notifications?|"
            r"Google (?:News|Actualités)|"
            r"Facebook|WhatsApp|Telegram|Twitter|LinkedIn|chaîne|our (?:daily|weekly)|"
            r"nos alertes)\b)(?!.*[«“\"])[^.!?;]{5,160}[.!]?|"
            r"(?:Nous utilisons|Ce site utilise|Notre site utilise|We use|This (?:web)?site uses|"
            r"Our site uses) (?:des |les )?cookies\b.{0,300}|"
            r"(?:Tout )?(?:accepter|refuser|Accept|Reject|Decline|Gérer|Manage|Paramétrer)(?: (?:tout|all|les|"
            r"mes|my|your)){0,2}(?: (?:cookies|choix|préférences|preferences))|Tout (?:accepter|refuser)|Accept all|"
            r"(?:Cet article|La suite|This article) est réservée? (?:à nos|aux) abonnés\.?|"
            r"Déjà abonné\s?\??.{0,60}|Already a subscriber\s?\??.{0,60}"
        ),
    ),
    Rule(
        "debris.advertising",
        "une mention publicitaire",
        line=_line(
            r"[\[(-]*(?:Publicité|Advertisement|Advertising|Sponsored(?: content)?|Contenu sponsorisé|"
            r"Annonce(?: publicitaire)?|"
            r"(?:La suite|L['’]article continue|Suite de l['’]article) après (?:cette |la )?(?:publicité|"
            r"annonce)|(?:Story|Article) continues (?:below|after)(?: (?:this )?(?:the )?advertisement)?)[\])-]*\.?"
        ),
    ),
)

#: What makes a dateline of a date; a date alone may be a subhead of a chronology.
STAMPED = re.compile(_STAMP, re.IGNORECASE)

#: A label alone on its line, whose teaser stands on the lines below.
LONE_LABEL = re.compile(rf"\s*{_LABEL}\s*[:>»|→]*\s*\Z", re.IGNORECASE)
#: A label at the start of what may be a sentence.
LOOSE_LABEL = re.compile(
    r"\s*(?:à lire (?:aussi|également)|lire (?:aussi|également)|read (?:also|more)|see also|voir aussi)\b",
    re.IGNORECASE,
)
