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
_SHARE_ON = (
    rf"(?:Partager|Share)(?: cet article| this article)? (?:sur|on|via|par|by) (?:{_SHARE}|e-?mail|courriel|"
    rf"mail)(?!\w)"
)
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
#: No part of a name: what stands behind one in a byline.
_NO_NAME = r"(?!(?:Publié|Published|Updated|Posté|Posted|Modifié|Actualisé|Mise?|Temps|Lecture|Est|Last|Reading)\b)"
_NAME = (
    rf"{_NO_NAME}[A-ZÀ-Þ][\w’'.-]*+"
    rf"(?:\s(?:de|du|des|van|von|le|la|el|bin|d['’])?\s?{_NO_NAME}[A-ZÀ-Þ][\w’'.-]*+){{1,3}}"
)
_OUTLET = rf"{_NO_NAME}[A-ZÀ-Þ][\w.]*+(?: {_NO_NAME}[A-ZÀ-Þ][\w.]*+){{0,3}}"
_AGENCY = (
    r"(?:AFP|Reuters|Shutterstock|Getty(?: Images)?|EPA|EFE|Belga|AP|ANP|ANSA|DPA|Unsplash|Pixabay|Pexels|"
    r"iStock|Alamy|"
    r"Adobe Stock|Flickr|Wikimedia(?: Commons)?|Sipa|Hans Lucas|MaxPPP|DR)"
)
_PUBLISHED = (
    r"(?:[Pp]ubliée?|[Pp]osté|[Mm]ise? à jour|[Mm]odifiée?|[Aa]ctualisée?|[Ff]irst published|[Pp]ublished|"
    r"[Ll]ast updated|[Uu]pdated|[Pp]osted)"
)
_WHEN = rf"(?:[Ll]e |[Oo]n )?(?i:(?:{_DAY},? )?{_DATE}|{_TIME},? {_DATE})"
_CLOCK = rf"(?:(?:,? (?:à|at)|,| [-–])? ?(?i:{_TIME})(?: (?:CET|CEST|GMT|UTC)\b)?)"
#: "publié le 3 mars 2024 à 10h30", and "— mis à jour le …" behind it.
_STAMPED = (
    rf"{_PUBLISHED}\s?:?\s?{_WHEN}{_CLOCK}?"
    rf"(?:\s?[,;|·•—–(-]?\s?{_PUBLISHED}\s?:?\s?{_WHEN}{_CLOCK}?\)?){{0,2}}"
)
_SIGNED = (
    rf"(?:By|Par|BY|PAR)\s(?:{_NAME}|[Ll]a [Rr]édaction|{_AGENCY})(?:(?:,| et| and| &)\s{_NAME}){{0,3}}"
    rf"(?:\s?\|\s?{_OUTLET})?\s?[,|·•—–-]?\s?"
    rf"(?:(?:\d+ min (?:read|de lecture)|Temps de lecture\s?: \d+ min)\s?[,|·•—–-]?\s?)?{_STAMPED}"
)
#: Behind debris glued to prose: a capital, another mark, or nothing more.
_THEN = r"(?=\s*(?:[|·•]\s*)?(?:[A-ZÀ-Þ0-9«“\[]|\Z))"
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
#: What a label announces: a title, or something of the site's; a clause in lower case may be anything.
_HEADLINE = (
    r"(?-i:[^\w\s]{0,2}\s?[A-ZÀ-Þ0-9«“\"]|(?:nos?|notre|tous nos|toutes nos|our) )"
    r"(?:[^\n.]|\.(?=\S)|(?-i:(?<=\b[A-Z])\.|(?<=Dr)\.)){0,200}\.?"
)
_FIND_US = r"Retrouvez (?:toutes |tous )?nos (?:infos|informations|actualités|articles) (?:sur|dans) [^.!?;]{3,60}[.!]?"
_FEE = (
    r"Abonnez-vous (?:à partir de|dès|pour) \d{1,3}(?:[.,]\d{1,2})?\s?(?:€|euros?)"
    r"(?:\s?(?:/|par)\s?(?:mois|an|semaine))?(?:[.!]|(?=\s|\Z))"
)
_SUBSCRIBE = (
    r"(?:(?:Abonnez|Inscrivez)-vous (?:gratuitement )?à (?:la|notre|nos)|(?:Sign up (?:for|to)|Subscribe to) our"
    r"(?: (?:free|daily|weekly|monthly)){0,2}) (?:newsletters?|infolettre|lettre d['’]information)"
)
_LIKED = (
    r"(?:Did you (?:enjoy|like) this (?:article|story|post) ?\?|Vous avez aimé cet article ?\?|"
    r"Cet article vous a plu ?\?)"
)
#: How an invitation ends that has no full stop of its own: before the next capital.
_GOES_ON = (
    r"(?:\s[a-zà-ÿ0-9][^\s.!?«»]*+){0,20}(?:[.!](?=\s|\Z)|\Z|(?:\s[A-ZÀ-Þ][\w-]*+){1,2}(?:[.!](?=\s|\Z)|\Z)|"
    r"(?=\s[A-ZÀ-Þ]))"
)
_GLUED_LABEL = r"(?:À lire (?:aussi|également)|Lire (?:aussi|également)|Read also|See also)"


def _line(pattern: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{pattern})\s*\Z", flags)


RULES: tuple[Rule, ...] = (
    Rule(
        "debris.share_bar",
        "une barre de partage",
        # Glued to the word before it at times ("FrançaisPrint"), hence no word boundary but a change of case.
        span=re.compile(
            rf"(?<![A-ZÀ-Þ])(?:Print|Imprimer|Share|Partager|E-?mail|Facebook|Tweet)[\s\u00a0|"
            rf"·•]+(?:{_SHARE}[\s\u00a0|·•]+){{2,}}{_SHARE}(?!\w)|"
            rf"(?<![\w,;:’'-])(?:{_SHARE_ON}{_BETWEEN}){{2,}}(?:{_SHARE}(?!\w){_BETWEEN}){{0,6}}{_THEN}|"
            rf"(?<=[.!?»”] ){_SHARE_ON}(?:{_BETWEEN}{_SHARE}(?!\w)){{0,6}}{_THEN}"
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
        line=_line(
            rf"(?=.*(?:{_DATE}|{_TIME}))(?:\(?{_DATE_WORD}\s?\)?[\s,:|·•—–-]*+)++|"
            rf"{_PUBLISHED} par (?-i:{_NAME}),? {_WHEN}{_CLOCK}?"
        ),
        span=re.compile(
            rf"\b{_DATE}\s*\((?:updated|mis à jour|modifié)\s*:?\s*(?:le )?{_DATE}\s*\)|"
            rf"\b(?=[A-Z]){_PUBLISHED}\s?:?\s?{_WHEN}{_CLOCK}(?:\s?[,;|·•—–(-]?\s?{_STAMPED}\)?)?{_THEN}"
        ),
    ),
    Rule(
        "debris.byline",
        "une signature",
        line=re.compile(
            rf"\s*(?:By|Par|De|BY|PAR)\s{_NAME}(?:\s(?:et|and|&)\s{_NAME})?\s*[|]\s*{_NO_NAME}[A-ZÀ-Þ][^.!?|"
            rf"]{{1,40}}\Z|\s*{_SIGNED}\s*\Z|"
            rf"\s*(?:By|Par|BY|PAR)\s{_NAME}(?:(?:\s(?:et|and|&)|,)\s{_NAME})?(?:,? (?:avec|with|pour|"
            rf"for) {_AGENCY})?\s*\Z|"
            r"\s*(?:By|Par|BY|PAR) (?:la rédaction|notre (?:rédaction|correspondante?|envoyée? spéciale?)|"
            r"(?:our )?(?:staff(?: reporters?)?|newsroom|(?:own )?correspondents?))"
            r"(?: (?:de|du|à|in|of) [^.!?,;]{2,40})?\s*\Z"
        ),
        span=re.compile(
            rf"\b{_SIGNED}{_THEN}|"
            rf"\b(?:By|Par) {_NAME} \| {_NO_NAME}[A-ZÀ-Þ][\w.]++(?: {_NO_NAME}[A-ZÀ-Þ][\w.]++)?(?=\s)"
        ),
    ),
    # Before credits: an editors' mark in brackets has the shape of one.
    Rule(
        "debris.editors_mark",
        "une mention de la rédaction d’origine",
        line=_line(
            r"[\[(](?:Edited|Edité|Édité|Relu|Traduit|Translated|Reporting|Additional reporting|Writing|Corrigé|"
            r"Article (?:édité|traduit))\b[^\])]{1,150}[\])]\.?|"
            r"(?:Edited|Édité|Translated(?: from \w+)?|(?:Traduit|Adapté) (?:de l['’]|du )\w+) (?:by|"
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
            rf"\s*(?:\[[^\[\]]{{2,60}}/\s?[^\[\]]{{2,40}}\]|(?!.*(?:droits réservés|rights reserved))"
            rf"[\[(]?(?:©|\(c\)|Crédits? photos?\s*:|"
            rf"Crédits?\s*:(?=\s*(?:©\s*)?[A-ZÀ-Þ][^\d]*\Z)|"
            rf"Photo credit\s*:|Photo\s*:\s*©?(?=.{{0,40}}{_AGENCY}|"
            rf"[^/]{{0,70}}/\s?{_AGENCY}\s*\Z)|Photo by )\s*[^.!?;]{{2,80}}[\])]?\.?|"
            rf"[\[(]?(?:[A-ZÀ-Þ][\w.’'-]*\s?){{1,4}}\s?/\s?{_AGENCY}[\])]?)\s*\Z"
        ),
        span=re.compile(
            r"(?<=[.!?»”\"] )\[[A-ZÀ-Þ][^\[\]/]{1,40}/\s?[A-ZÀ-Þ][^\[\]/]{1,30}\](?=\s|\Z)|"
            rf"\b(?:Crédits?(?: photos?)?|Photos?(?: credit)?)\s*:\s*(?:©\s*)?"
            rf"(?:{_NAME}\s?/\s?)?{_AGENCY}(?!\w){_THEN}|"
            rf"(?<=[.!?»”\"] )©\s?(?:{_NAME}\s?/\s?)?{_AGENCY}(?!\w){_THEN}"
        ),
    ),
    Rule(
        "debris.boilerplate",
        "une mention type du site d’origine",
        line=_line(
            r"Content-Type\s*:.{0,400}|[\w’' .-]{2,60} (?:is part of|fait partie du) (?:the )?Trust Project[\s>»]*|"
            r"©.{0,60}(?:Tous droits réservés|All rights reserved)\b[^!?]{0,80}|"
            r"(?:Tous droits réservés|All rights reserved)[\s.,–-]*(?:(?:©|\d{4}|(?-i:[A-ZÀ-Þ])[\w’'.-]*)\s?){0,6}|"
            r"Skip to (?:main )?content|"
            r"Aller au contenu(?: principal)?|"
            r"Retour en haut(?: de page)?|Back to top|Accueil(?:\s*[>›»/]\s*[^>›»/]{1,60}){1,5}|"
            r"Home(?:\s*[>›»]\s*[^>›»]{1,60}){1,5}|"
            r"(?:Laisser|Poster|Ajouter) un commentaire|Leave a (?:comment|reply)|\d{0,4}\s?(?:commentaires|"
            r"comments)(?:\s?\(\d+\))?"
        ),
        span=re.compile(
            r"\bContent-Type:\s*(?P<type>[A-Z]\w++)(?:\s+(?P=type)\b)?(?:\s+(?:Based on|Advocates for|Provides|"
            r"Reports|A summary)\b[^.]{0,400}\.)?|"
            r"(?<![\w’'-])[A-ZÀ-Þ][\w’'-]*+ is part of the Trust Project(?:\s*>+)?"
        ),
    ),
    Rule(
        "debris.languages",
        "un sélecteur de langue",
        line=_line(
            rf"(?:Languages?|Langues?|Available in|Disponible en|Lire en|"
            rf"Read in)\s*:?\s*(?:{_LANGUAGE}{_BETWEEN})++|(?:{_LANGUAGE}[\s\u00a0|·•/–-]*+){{3,}}+",
            0,
        ),
        span=re.compile(rf"\bLanguages?\s*:\s*{_LANGUAGE}(?:[\s|,/·]*{_LANGUAGE}(?![\w]))*{_THEN}"),
    ),
    Rule(
        "debris.teaser",
        "un renvoi vers un autre article",
        line=_line(rf"[>»→•▶\[(-]*\s*{_LABEL}\s*(?:[:|>»–→-]+\s*(?:{_HEADLINE})?)?[\])]?"),
        span=re.compile(
            r"\bRead more with [A-ZÀ-Þ][\w.]*+\s.{0,700}\Z|"
            rf"(?<=[.!?»”] ){_GLUED_LABEL}\s*:\s*[^.!?]{{3,200}}\Z|"
            # Its headline ends at a question mark, or where a capitalised article opens the next sentence.
            rf"(?<=[.!?»”] ){_GLUED_LABEL}\s*:\s*[A-ZÀ-Þ«](?:[^.!?:]{{10,160}}?[a-zà-ÿ]{{3}}"
            rf"(?<!\bdans)(?<!\bpour)(?<!\bavec)(?<!\bsans)(?<!\bsous)(?<!\bchez)(?<!\bvers)(?<!\bentre)(?<!\bselon)"
            rf"(?<!\bles)(?<!\bdes)(?<!\baux)(?<!\bsur)(?<!\bpar)(?<!\bque)(?<!\bqui)"
            rf"(?=\s(?:L[’']|(?:Le|La|Les|Un|Une|Des|Il|Elle|Ils|Elles|On|Ce|Cette|Ces|The)\s)[a-zà-ÿ])|"
            rf"[^.!?:]{{10,160}}\?(?=\s[A-ZÀ-Þ]))",
            re.DOTALL,
        ),
    ),
    Rule(
        "debris.prompt",
        "une invitation du site d’origine (lettre d’information, cookies, abonnement)",
        line=_line(
            r"(?:Newsletter|Infolettre)\s*:\s*(?:recevez|inscrivez-vous|abonnez-vous|get|"
            r"sign up)\b[^.!?;]{3,160}[.!]?|"
            rf"{_FIND_US}(?:\s{_FEE})?|{_FEE}|"
            r"(?:Nous utilisons|Ce site utilise|Notre site utilise|We use|This (?:web)?site uses|"
            r"Our site uses) (?:des |les )?cookies\b(?! (?:aux?|à la|with|made)\b).{0,300}|"
            r"(?:Tout )?(?:accepter|refuser|Accept|Reject|Decline|Gérer|Manage|Paramétrer)(?: (?:tout|all|les|"
            r"mes|my|your)){0,2}(?: (?:cookies|choix|préférences|preferences))|Tout (?:accepter|refuser)|Accept all|"
            r"(?:Cet article|La suite|This article) est réservée? (?:à nos|aux) abonnés\.?|"
            r"Déjà abonné\s?\??.{0,60}|Already a subscriber\s?\??.{0,60}"
        ),
        span=re.compile(
            rf"(?<=[.!?»”] )(?:(?:Newsletter|Infolettre)\s*:\s*(?:recevez|inscrivez-vous|abonnez-vous)\b{_GOES_ON}|"
            rf"(?:{_LIKED}\s)?(?:{_SUBSCRIBE}\b{_GOES_ON})|{_LIKED}(?=\s[A-ZÀ-Þ]|\Z))|"
            rf"(?<=[.!?»”] ){_FIND_US}\s{_FEE}|(?<=[.!?»”] ){_FEE}"
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
        span=re.compile(rf"(?<=[.!?»”] )La suite après (?:cette |la )publicité{_THEN}"),
    ),
)

#: For what `debris_bars` and `debris_prompts` tell from its items and sentences.
_BY_CODE = {rule.code: rule for rule in RULES}
SHARE_BAR, PROMPT, BOILERPLATE = (_BY_CODE[f"debris.{code}"] for code in ("share_bar", "prompt", "boilerplate"))
#: Certain at the top of a page alone.
BREADCRUMB = Rule("debris.boilerplate", "un fil d’Ariane")

#: What makes a dateline of a date: the stamp.
STAMPED = re.compile(_STAMP, re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2}\b")
CLOCK = re.compile(rf"(?<![\w/.-]){_TIME}", re.IGNORECASE)
#: Numbers that say when a page was published, how long its reading takes or since when it is protected.
PAGE_NUMBERS = re.compile(
    rf"{_DATE}|(?<![\w/.-]){_TIME}|\d+\s?(?:min(?:ute)?s?|mn|commentaires?|comments?)\b|"
    rf"(?:©|\(c\)|réservés|reserved)[\s.,–-]*\d{{4}}"
    r"(?:\s?[-–]\s?\d{4})?",
    re.IGNORECASE,
)
#: Marks that no article has, in text that stays all the same.
MARKS = re.compile(
    rf"Crédits? photos?\s*:|Photo credit\s*:|\b{_GLUED_LABEL}\s*:|\bVoir aussi\s*:|(?:{_SHARE_ON})|"
    rf"\b(?=[A-Z]){_PUBLISHED}\s?:?\s?{_WHEN}{_CLOCK}|\bAbonnez-vous\b|\b(?:Newsletter|Infolettre)\s*:|"
    r"\bTous droits réservés\b|\bAll rights reserved\b|\bTemps de lecture\s*:\s*\d"
)

#: A label alone on its line, whose teaser stands on the lines below.
LONE_LABEL = re.compile(rf"\s*{_LABEL}\s*[:>»|→]*\s*\Z", re.IGNORECASE)
#: A label at the start of what may be a sentence.
LOOSE_LABEL = re.compile(
    r"\s*(?:à lire (?:aussi|également)|lire (?:aussi|également)|read (?:also|more)|see also|voir aussi)\b",
    re.IGNORECASE,
)
