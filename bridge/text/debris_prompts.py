"""What a site says to its readers below or within an article: subscribe, follow us, log in, did you like this.

A line is such an invitation only where every sentence of it is, and one of them speaks of the site's own ("our
newsletter", "nos alertes", "this article"): "subscribe to the town's newsletter" may be an article's news.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bridge.text.debris_bars import bar_code

#: No invitation is longer, in characters.
_LONGEST = 320
_LETTERS = (
    r"(?:newsletters?|infolettres?|lettres? d['’]informations?|mailing list|alertes?(?: (?:info|e-?mail))?|alerts?|"
    r"notifications?|inbox)"
)
_NETWORK = r"(?:WhatsApp|Telegram|YouTube|Facebook|Instagram|TikTok|X|Twitter|LinkedIn|Bluesky|Discord|Messenger)"
_CHANNELS = (
    rf"(?:(?:chaîne|compte|page|groupe) {_NETWORK}|{_NETWORK} (?:channel|account|page|group)|podcasts?|applis?|"
    r"applications?(?: mobile)?|(?:mobile )?apps?|flux RSS)"
)
_OUR = r"(?:notre|nos|votre boîte|our|your inbox)"
_ACCOUNT = r"(?-i:[A-Z])[\w+]*+(?: ?\([A-Z]\w{0,20}+\))?"
#: An order to subscribe, and what it is about.
_ORDER = (
    r"(?:Abonne[zr]-vous|Inscrive[zr]-vous|S['’](?:abonner|inscrire)|Recevez|Rejoigne[zr]|Suive[zr]|Téléchargez|"
    r"Activez|"
    r"Retrouve[zr]|Sign up|Subscribe|Register|Get|Join|Download|Follow|Receive|Don['’]t miss|Ne manquez)"
)
_TAIL = r"(?: [^\s.!?;:«»“”\"]+){0,16}"
#: Behind a newsletter that is nobody's in particular.
_BARE_TAIL = (
    r"(?:(?: (?:gratuite?|quotidienne|hebdomadaire|du (?:jour|soir|matin|week-end)|now|today|here|ici|maintenant|"
    r"gratuitement|for free))*(?: (?:pour|afin de|to|and|et) (?:ne|recevoir|rester|tout|never|get|stay|receive|be)"
    rf"\b{_TAIL})?)"
)
_CALLS = (
    rf"{_ORDER}(?: \S+){{0,6}} {_OUR}(?: \S+){{0,3}} {_LETTERS}\b{_TAIL}",
    rf"{_ORDER}(?: \S+){{0,2}} {_OUR} {_CHANNELS}{_BARE_TAIL}",
    r"Ne manquez (?:rien|aucune) de (?:notre|nos) actualités?(?: ?: (?:abonnez|inscrivez)-vous)?",
    rf"{_ORDER}(?: (?:gratuitement|now|today|free|vite))? (?:à|to|for|up for|the|a|la|une)(?: (?:la|une|the|a|free|"
    rf"daily|"
    rf"weekly)){{0,3}} (?:newsletters?|infolettre|lettre d['’]information){_BARE_TAIL}",
    r"(?:Follow|Join|Find|Like|Suive[zr]|Rejoigne[zr]|Retrouve[zr]|Rejoindre|Aimez)[ -](?:us|nous)"
    r"(?: aussi| également| too| now)? (?:on|sur|via) "
    r"(?:(?:our )?social media|les réseaux(?: sociaux)?|nos réseaux(?: sociaux)?|"
    rf"{_ACCOUNT}(?:(?:, | et | and | & | ou | or ){_ACCOUNT}){{0,5}})",
    r"(?:Pour|To) (?:lire la suite|continuer (?:à|la) lire|continue reading|read (?:the (?:rest|full (?:article|"
    r"story))|on|more))"
    r"(?: de cet article| of this article)?, (?:abonnez-vous|connectez-vous|inscrivez-vous|subscribe|log in|"
    r"sign in|register)"
    rf"{_TAIL}",
    r"(?:Log|Sign) in (?:or (?:register|subscribe|sign up) )?to (?:comment|continue|read|leave a comment|"
    r"save)\b[^.!?]{0,60}",
    r"Connectez-vous (?:ou inscrivez-vous )?pour (?:commenter|lire la suite|poursuivre|continuer|"
    r"réagir)\b[^.!?]{0,60}",
    r"(?:Subscribe|Register|Sign up|Join|Abonnez-vous|Inscrivez-vous|Je m['’]abonne|S['’]abonner) ?"
    r"(?:now|today|maintenant|ici|here|gratuitement|for free|dès maintenant)?",
    r"(?:Subscribe|Abonnez-vous) (?:to (?:read|continue|unlock|support us)|pour lire|pour continuer|"
    r"pour nous soutenir)\b"
    rf"{_TAIL}",
    r"(?:Support (?:our journalism|our work|independent journalism|us)|Soutenez(?:-nous| notre (?:journal|rédaction|"
    r"travail)| une presse \w+))(?: (?:from|à partir de|dès|with|avec|en|by|faisant|making|becoming)\b[^.!?]{0,80})?",
    r"Il vous reste \d{1,3}[.,]?\d* ?% de (?:cet article|ce contenu) à (?:lire|découvrir)",
    r"(?:The rest of this|La suite de cet) (?:article|story) (?:is|est) (?:for|réservée? aux|"
    r"available to)\b[^.!?]{0,60}",
    r"(?:Click|Tap) here to (?:read|subscribe|sign up|continue|join|get)\b[^.!?]{0,80}",
    r"Cliquez ici pour (?:lire la suite|vous (?:abonner|inscrire)|recevoir notre|nous (?:suivre|"
    r"contacter))\b[^.!?]{0,80}",
    r"(?:Be|Soyez) (?:the first to|le premier à|la première personne à) (?:comment(?:er)?|réagir)"
    r"(?: (?:(?:on|à) )?(?:this|cet|l['’]) ?(?:article|story|post))?",
    r"(?:Report|Spotted|Signaler|Signalez) (?:an?|une|la) (?:error|typo|mistake|erreur|faute|coquille)"
    r"(?: (?:in|dans|on|sur) (?:this|cet|l['’]|the) ?(?:article|story|page))?",
    r"(?:Listen to|Écoute[zr]|Hear) (?:this|cet|l['’]) ?(?:article|story)(?: \(\d+ ?min\w*\))?",
    r"(?:This|Cet) article (?:is|est) (?:for subscribers only|réservée? (?:à nos|aux) abonnés)",
    r"(?:Have your say|Let us know|Tell us what you think|Donnez(?:-nous)? votre avis|"
    r"Dites-nous ce que vous en pensez)"
    r"(?: (?:in the comments?(?: section)?(?: below)?|below|en commentaires?|dans les commentaires|ci-dessous))?",
    r"Like and share(?: this (?:article|post|story))?|(?:Partagez|Share)(?:-le| it| this (?:article|story|post)|"
    r"[ -]cet article) "
    r"(?:avec|with|on|sur|auprès de) (?:vos|your|les|social) ?(?:amis|friends|proches|réseaux|media|"
    r"family)?(?: sociaux)?",
)
#: Questions that lead to an invitation; alone they are one only where they name the article.
_LEADS = (
    r"(?:Did you|Do you) (?:enjoy|like|find) (?:reading )?(?:this|our) (?:article|story|post|recipe|"
    r"piece)(?: useful| helpful)?\?",
    r"(?:Enjoyed|Liked|Enjoying|Loved|Like|Enjoy) (?:reading )?(?:this|our) (?:article|story|post|recipe|piece)\?",
    r"(?:Vous avez|Avez-vous|Vous) (?:aimé|apprécié|aimez|trouvé)(?: (?:cet article|cette recette|ce contenu|"
    r"cette page))"
    r"(?: utile)? ?\?",
    r"(?:Cet article|Cette recette|Ce contenu) vous (?:a|ont)(?:-t-(?:il|elle))? (?:plu|intéressée?|été utile|"
    r"aidée?) ?\?",
    r"(?:Was this (?:article|page|content) (?:helpful|useful|interesting)|Cet article est-il utile) ?\?",
)
_WEAK_LEADS = (
    r"(?:Want|Would you like) (?:more|to (?:read|know|get|receive)) [^.!?]{3,60}\?|Like what you(?:['’]re|"
    r" are)? read(?:ing)?\?|"
    r"(?:Envie d['’]|Vous voulez |Vous souhaitez |Pour )(?:en savoir plus|aller plus loin|nous soutenir|réagir|"
    r"ne rien manquer|suivre l['’]actualité) ?\?|Already a (?:subscriber|member)\?|Déjà abonnée? ?\?|"
    r"Not a subscriber(?: yet)?\?|Pas encore abonnée? ?\?|(?:Thank you|Thanks|Merci)(?: for reading|"
    r" de votre lecture| "
    r"d['’]avoir lu cet article)?[.!]|(?:It['’]s|C['’]est) (?:free|gratuit)[.!]?"
)
_WEAK = re.compile(rf"(?:{_WEAK_LEADS})\s*", re.IGNORECASE)
_SENTENCE = re.compile(
    rf"(?:(?:{'|'.join(_LEADS)})|(?:{'|'.join(_CALLS)})\s*(?:[.!…]+|[:→>»]+|\Z|(?=[|·•–—])))\s*(?:[|·•–—]\s*)?",
    re.IGNORECASE,
)
_RUN = re.compile(r"\s*[|·•]\s*")


@lru_cache(maxsize=512)
def is_prompt(text: str) -> bool:
    """Whether ``text`` is nothing but a site's invitations to its readers."""
    text = " ".join(text.split())
    if not 0 < len(text) <= _LONGEST or any(mark in text for mark in '«“"'):
        return False
    return all(_is_call(part) for part in _RUN.split(text) if part)


def _is_call(part: str) -> bool:
    if bar_code(part):
        return True
    at, sure = 0, False
    while at < len(part):
        call = _SENTENCE.match(part, at)
        weak = None if call else _WEAK.match(part, at)
        match = call or weak
        if match is None or match.end() == at:
            return False
        sure = sure or call is not None
        at = match.end()
    return sure


_MAYBE = re.compile(
    r"\s*(?:Abonne[zr]-vous|Inscrive[zr]-vous|Sign up|Subscribe|Suivez-nous|Follow us|Recevez|Join)\b"
    r"(?=.*\b(?:newsletters?|infolettre|lettre d['’]information|notifications?|Facebook|WhatsApp|Telegram|Twitter|"
    r"LinkedIn|"
    r"chaîne|our|nos|notre)\b)(?!.*[«“\"])[^.!?;]{5,160}[.!]?\s*\Z",
    re.IGNORECASE,
)


def may_be_prompt(text: str) -> bool:
    """Whether ``text`` is one order to subscribe or follow, which may be an article's own all the same."""
    return len(text) <= _LONGEST and _MAYBE.match(text) is not None
