"""The words that tell who speaks: verbs of saying, in French and English, and what goes with them."""

from __future__ import annotations

import re
from functools import cache

from bridge.text.bilingual.words import word_set

#: French verbs in -er that introduce or follow somebody's words, without their ending.
_FRENCH_STEMS = word_set(
    """
    lâch clam réclam chuchot hurl lament pronostiqu synthétis tacl résign gouaill conseill recommand remerci
    abjur accus admoneste affirm ajout alert amus analys annonc annonç appel appell argu argument articul assén
    assèn assur attest avanc avanç avou balay balai bougonn certifi clam comment complèt complét concéd concèd
    confess confi confirm considèr considér constat critiqu cri déclar déplor dénonc dénonç désol détaill
    développ dévoil dict dout emport enchaîn énonc espèr espér estim évoqu exclam excus exig explicit expliqu
    expos exprim félicit fulmin glis gliss grond hésit imagin indign indiqu inform inquiét inquièt insist
    interrog invoqu ironis jug justifi juri lanc lanç mainten martel mentionn minimis moqu murmur not nuanc
    nuanç observ oppos pens pest plaid plaisant point précis préconis proclam prôn propos protest qualifi
    questionn racont rappel rappell rapport rassur rectifi regrett relat relativis relèv relev remarqu rempil
    répèt répét répliqu résum rétorqu revendiqu révèl révél ripost salu signal signifi soulign souffl soupir
    souhait stipul suggèr suggér tempèr tempér témoign tonn tranch tweet vant
    """
)
_FRENCH_FORMS = word_set(
    """
    dit disent disait disaient dirent dite écrit écrivent écrivait écrivit promet promettent promis promettait
    prévient préviennent prévenu prévenait avertit avertissent averti soutient soutiennent soutenu soutenait
    répond répondent répondu répondait répondit croit croient cru veut veulent craint craignent craignait
    redoute redoutent reconnaît reconnait reconnaissent reconnu reconnut reconnaissait admet admettent admis
    admettait poursuit poursuivent poursuivi poursuivait renchérit renchérissent renchéri conclut concluent
    conclu concluait réjouit réjouissent réjoui réjouissait défend défendent défendu défendait reprend
    reprennent repris reprenait sourit sourient souri décrit décrivent décrivait prédit prédisent démenti dément
    démentent convient conviennent convenu souvient souviennent souvenu souvenait tient lit résout étonne
    étonnent étonné enjoint entend entendent ouvre plaint plaignent plaignait refuse refusent refusé demande
    demandent demandé demandait parle parlent parlait parlé appelle voit voient définit définissent défini
    """
)
_FRENCH_GERUNDS = (
    "disant écrivant promettant prévenant soutenant répondant reconnaissant admettant poursuivant concluant"
)
_ENDINGS = "(?:e|ent|a|ait|aient|èrent|é|ée|és|ées|era|eront)"
_BEFORE = (
    r"(?:(?:s|l|m|t)['’]|(?:se|lui|leur|nous|en|y|le|la|ne)[ \u00a0])*"
    r"(?:(?:a|ont|avait|avaient|aurait|auraient|est|était|sont)"
    r"(?:-(?:t-)?(?P<{0}aux>il|elle|ils|elles|on)\b)?[ \u00a0]"
    r"(?:(?:aussi|ainsi|également|encore|notamment|alors|déjà|lui-même|elle-même|par ailleurs|en outre|enfin|"
    r"de (?:son|leur) côté|pour sa part|quant à (?:lui|elle)|toutefois|cependant|ensuite|d['’]ailleurs)[ \u00a0])?)?"
)

_ENGLISH_VERBS = word_set(
    """
    say said says tell told tells add added adds explain explained explains state stated states claim claimed
    claims announce announced announces argue argued argues warn warned warns ask asked asks reply replied
    replies answer answered answers note noted notes observe observed observes insist insisted insists admit
    admitted admits confirm confirmed confirms conclude concluded concludes declare declared declares comment
    commented comments write wrote writes written tweet tweeted tweets post posted posts recall recalled recalls
    remember remembered suggest suggested suggests stress stressed stresses emphasise emphasised emphasize
    emphasized point pointed points describe described describes call called calls promise promised promises
    predict predicted predicts joke joked laugh laughed laughs sigh sighed sighs exclaim exclaimed exclaims
    whisper whispered shout shouted respond responded responds acknowledge acknowledged acknowledges concede
    conceded concedes deny denied denies continue continued continues think thinks thought believe believes
    believed report reported reports reveal revealed reveals remark remarked remarks complain complained
    complains urge urged urges maintain maintained maintains agree agreed agrees caution cautioned cautions quip
    quipped hail hailed hails praise praised praises condemn condemned condemns criticise criticised criticize
    criticized welcome welcomed welcomes put puts reiterate reiterated summarise summarised vow vowed vows
    pledge pledged tells
    """
)

#: What stands before a speaker without any verb.
ACCORDING = {
    "fr": re.compile(
        r"(?<![\w-])(?:selon|d['’]après|aux yeux d[eu]s?|de l['’]avis d[eu]s?|dixit|de l['’]aveu d[eu]s?"
        r"|dans les (?:mots|termes) d[eu]s?|(?:la|les) phrases? d[eu]s?|signée?)(?![\w-])",
        re.IGNORECASE,
    ),
    "en": re.compile(r"\b(?:according to|in the words of|as per|in the view of)\b", re.IGNORECASE),
}
#: "Pour la directrice, « … »": only at the beginning of a sentence, or right behind the quotation.
FOR = {"fr": re.compile(r"\W*(?:pour|chez|côté)(?![\w-])", re.IGNORECASE), "en": re.compile(r"\W*for\b", re.IGNORECASE)}


@cache
def saying(language: str) -> re.Pattern[str]:
    """A verb of saying with its auxiliary; groups ``aux`` and ``pronoun``: the pronoun that an inversion names."""
    if language == "en":
        forms = "|".join(sorted(_ENGLISH_VERBS, key=len, reverse=True))
        gerunds = "saying|adding|telling|explaining|claiming|arguing|warning|noting|insisting|writing|stating"
        return re.compile(rf"(?<![\w'’-])(?:(?P<gerund>{gerunds})|{forms})(?![\w'’-])", re.IGNORECASE)
    stems = "|".join(sorted(_FRENCH_STEMS, key=len, reverse=True))
    forms = "|".join(sorted(_FRENCH_FORMS, key=len, reverse=True))
    gerunds = "|".join(_FRENCH_GERUNDS.split())
    makes = r"(?:fai(?:t|sait)|font|met(?:tent)?)[ \u00a0](?:valoir|savoir|remarquer|observer|état|en garde)"
    said = r"(?:(?:fait|mis)[ \u00a0](?:valoir|savoir|remarquer|observer|en garde))"
    return re.compile(
        rf"(?<![\w'’-])(?:(?:en[ \u00a0])?(?P<gerund>(?:{stems})ant|{gerunds})"
        rf"|{_BEFORE.format('')}(?:(?:{stems}){_ENDINGS}|{forms}|{makes}|{said}))"
        r"(?:-(?:t-)?(?P<pronoun>il|elle|ils|elles|on|je))?(?![\w'’-])",
        re.IGNORECASE,
    )


#: French verbs whose object follows them as a subject would: "Claire, la maire, a défendu la réforme".
TRANSITIVE = re.compile(
    r"(?:défend|dénon|salu|critiqu|refus|demand|appel|accus|décri|évoqu|qualifi|vant|moqu|justifi|expos|présent|exig|"
    r"annon|propos|révèl|révél|dévoil|rappor|prôn|préconis|revendiqu|invoqu|développ|confirm|questionn|interrog|oppos)",
    re.IGNORECASE,
)


#: Behind a quotation and its comma, any verb with its subject says who speaks: "a-t-il lâché", "philosophe le maire".
ANY_INCISE = re.compile(
    r"(?:s['’]|se |lui |leur |en |y |l['’])?(?:"
    r"(?:a|ont|avait|avaient|est|était|aurait)-(?:t-)?(?P<aux>il|elle|ils|elles)\b[^,.;:]{0,40}"
    r"|[a-zà-ÿ]{3,}(?:-t)?-(?P<pronoun>il|elle|ils|elles)\b"
    r"|(?!(?:comme|contre|entre|outre|notre|votre|leur|une|elle|que|puisque|lorsque|autre|même|dans|avant|devant|cet|cette|"
    r"pendant|durant|concernant|suivant|tout|mais|depuis|sans|sur|sous|avec|pour|selon|chez|donc|soit|dont|ainsi|et)\b)"
    r"(?:(?:a|ont|avait|est|était)[ \u00a0])?[a-zà-ÿ]+(?:e|ent|it|ut|ait|é|i|u|is|ée?s?)[ \u00a0]"
    r"(?=(?:l[ea]s?|une?|son|sa|ce|cet|cette|M\.|Mme|Me|Dr)[ \u00a0]|l['’]|[A-ZÀ-Ý]))"
)
