"""Whether a word standing in French text is English that somebody forgot to translate, or French by now.

Told by how often each language uses it (``wordfreq``'s Zipf scale: the logarithm of occurrences in a milliard words),
by what French knows as its own (``simplemma``), and by the loanwords below, which the press uses without marking them.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from bridge.text.wordlists import is_known, zipf_frequency

#: How much more often English uses a word, in powers of ten, for it to be English and nothing else; or perhaps so.
SURE, LIKELY = 1.5, 0.6
#: Rarer words are names, slips and jargon: the frequencies say nothing about them.
KNOWN_IN_ENGLISH = 2.2
#: A word that French texts use this often is French enough not to be doubted on a small difference.
USUAL_IN_FRENCH = 3.0
#: The same where the difference is large.
HALF_SURE, STILL_RARE_IN_FRENCH = 1.3, 3.6
#: Longer than any word of interest.
LONGEST = 30


class English(IntEnum):
    """How English a word is."""

    NO = 0
    PERHAPS = 1
    SURELY = 2


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: English without a doubt, though short, or written like a French word or half-way borrowed.
_ENGLISH = _set(
    "of to is by we he it at my the and with from this that these those there their they them which what when where "
    "who whose whom while whilst because although though however moreover furthermore therefore meanwhile nevertheless "
    "has have had having been being was were will would should could shall may might cannot can't don't doesn't didn't "
    "isn't wasn't won't it's that's its his her our your about into onto upon within without between before after "
    "during until towards against across among amongst through throughout under over also such than then both either "
    "neither each every many much more most some any other another only even still already yet just very too quite "
    "said says according including regarding"
)
#: Written alike in French, where they are something else.
_FRENCH_TOO = _set(
    "for but on or as me do in an no so if us a i do am son sons dire pour car or more court main fond mode most "
    "may over under sang sans fin tome rang lit dot don dons don't ours mare port ports sale sales pays nu nus mental"
) - {"don't", "most", "more", "over", "under", "may"}

#: Loanwords, and words of science, that the frequencies alone would take for English.
_LOANS = _set(
    "abductions ablative accusative aces algal apnea asparagus assertive autosomal aversive axis axonal baby-boom "
    "back background backup bad-buzz benchmark benchmarks best bike biker bikers bikes birdie boosts bore-out "
    "bowls branding brief broker brokers brownies bullet bun bundle buns burn-out businesswoman buyout causative "
    "chargeable check check-up checklist cider click clonal clusters come-back comeback conductive connective "
    "cover covers cranberry cream crumble cupcake customs cut dashboard dashboards deadline deadlines device "
    "devices diminutive dip donut donuts draft drift drop duals event events exits expectant factoring fair-play "
    "feature features finisher flyer foil follow follower food footballer fork fudge ginger globe-trotter golfer "
    "gospels grip haplotype hard hat-trick heavy hedge hiatus high-tech hip-hop holster hot-dog hubs "
    "immunosuppressive indisputable indoor influencers input inputs interfacial intertidal irises jelly jumper "
    "junk keeper keynote kickoff kite knock-out knockout lager laptop lead lease lysosomal make-up mapping "
    "melting-pot mentoring microarray moratorium must must-have naming networking nightclub nightclubs off "
    "off-road oocyte oocytes open-source outdoor outing output ovate packaging paddle partner pattern patterns "
    "peanut pecans performer peroxidase perspiration pick-up pickup pilot planar play-off play-offs playback "
    "pluripotent porridge process profiling prosocial puck putt rally ranking rankings rating ratings replays "
    "reporting resorts retail revival ribosomal roadmap roaming rookie rookies roster royalties runners running "
    "rye sample samples sampling scroll scrum semblance shooting shot shots skater skaters slams soundtrack "
    "soundtracks sourcing sparring spread start start-up starting-block step steps sticker stock-car storytelling "
    "stretching superlatives suppressive surfers surfing survival sweatshirt tabloid tackle takeoff talk tattoo "
    "teasing textural tie-break timeline timelines tips topping toppings track tracks trailers trails trend "
    "trends tuning turnover updates upgrade vacuum voucher vouchers webinar website websites weekends wellness "
    "workflow workshop workshops wrap wraps yeti "
    "beer breaking button cheap cheese clean corporate deck era fail focus guest heritage hook jump network package "
    "pick pocket print quick raw software squad update voice "
)
#: English words that the press borrows now and then.
_DOUBTFUL = _set(
    "beef call desk fish fund funds games gaps high house just last level light lights line lines links makers "
    "morning night paper party people player players power private quarter ready recycling research riders safe "
    "share shops soap spare stories survey target task think time try users view welcome win winner winners world "
)
#: Set expressions that keep their English words.
_EXPRESSIONS = (
    "stand up comedy", "comedy club", "comedy clubs", "house music", "musique house",
    "all in", "all inclusive", "all over", "b to b", "b to c", "back office", "bed & breakfast", "bed and breakfast",
    "best of", "big bang", "big data", "black friday", "black music", "black out", "body and soul", "body building",
    "body positive", "bore out", "bring your own device", "burn out", "business angel", "business angels",
    "business as usual", "business model", "business plan", "business to business", "by design", "by night",
    "call center", "call centers", "call of duty", "carrot cake", "cash flow", "check in", "check up", "cheese cake",
    "class action", "class actions", "click & collect", "click and collect", "cloud computing", "come back",
    "come out", "coming out", "common law", "crash test", "crash tests", "cyber monday", "data center",
    "data centers", "day one", "deep learning", "die in", "diy", "do it yourself", "dream team", "drive in",
    "drum and bass", "escape game", "escape games", "et al", "face to face", "fact checking", "fair play",
    "fake news", "fan zone", "fast fashion", "feel good", "feel good movie", "festival off", "final four",
    "first lady", "fish & chips", "fish and chips", "fish burger", "food truck", "food trucks", "for intérieur",
    "fors intérieurs", "french touch", "from scratch", "front office", "game changer", "green deal", "green new deal",
    "hands on", "happy end", "happy few", "happy hour", "happy hours", "hard power", "has been", "hedge fund",
    "hedge funds", "high tech", "home made", "ice cream", "in absentia", "in abstracto", "in and out", "in concreto",
    "in extenso", "in extremis", "in fine", "in folio", "in house", "in medias res", "in memoriam", "in octavo",
    "in petto", "in quarto", "in silico", "in situ", "in utero", "in vitro", "in vivo", "just in time", "know how",
    "ladies and gentlemen", "last but not least", "last minute", "love story", "low cost", "low tech",
    "machine learning", "made in", "money time", "must do", "must have", "name dropping", "need to know", "new deal",
    "new school", "nice to have", "no comment", "no future", "no limit", "no man’s land", "no show", "no stress",
    "non profit", "non stop", "off piste", "off shore", "off the record", "old school", "on line", "one man show",
    "one to one", "one woman show", "open data", "open source", "open space", "opt in", "opt out", "out of the box",
    "pay per view", "peace and love", "peer to peer", "pick and choose", "pick and roll", "plug and play", "plug in",
    "plug ins", "private equity", "proof of concept", "pulled pork", "ready to wear", "rhythm and blues",
    "rhythm ’n’ blues", "road movie", "road trip", "rock and roll", "rock ’n’ roll", "save the date",
    "save the dates", "self control", "self made man", "serious game", "serious games", "sit in", "slow food",
    "soft power", "speed dating", "spin off", "spin offs", "stand by", "stand up", "start up", "state of the art",
    "step by step", "stop and go", "street art", "take away", "task force", "task forces", "the place to be",
    "think tank", "think tanks", "third party", "time out", "time to market", "to do list", "to do lists", "too much",
    "trade off", "trick or treat", "up to date", "venture capital", "voix off", "week end", "who’s who", "win win",
    "work in progress",
)  # fmt: skip


def _expression(words: str) -> str:
    return r"[\s’'‑-]+".join(re.escape(word) for word in re.split(r"[\s’']+", words) if word)


#: Expressions, longest first, for a scan of folded text.
EXPRESSIONS = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted((_expression(words) for words in _EXPRESSIONS), key=len, reverse=True))})(?!\w)",
    re.IGNORECASE,
)


@lru_cache(maxsize=4_096)
def english(word: str) -> English:
    """How English ``word`` is where it stands in French; lower case, no elision before it. NO for what is neither."""
    if word in _ENGLISH:
        return English.SURELY
    if len(word) < 3 or len(word) > LONGEST or word in _LOANS or word in _FRENCH_TOO or not word.isascii():
        return English.NO
    if word in _DOUBTFUL:
        return English.PERHAPS
    if "-" in word:
        parts = word.split("-")
        return English.PERHAPS if all(english(part) is English.SURELY for part in parts) else English.NO
    in_english, in_french = zipf_frequency(word, "en"), zipf_frequency(word, "fr")
    difference = in_english - in_french
    if in_english < KNOWN_IN_ENGLISH or difference < LIKELY or is_known(word, "fr"):
        return English.NO
    if difference >= SURE:
        return English.SURELY
    usual = USUAL_IN_FRENCH if difference < HALF_SURE else STILL_RARE_IN_FRENCH
    return English.PERHAPS if in_french < usual and in_english >= USUAL_IN_FRENCH else English.NO


@lru_cache(maxsize=4_096)
def could_be_english(word: str) -> bool:
    """Whether an English phrase may well hold the word: it is English, or a word that both languages share."""
    if english(word) is not English.NO or word in _SHORT:
        return True
    return zipf_frequency(word, "en") >= USUAL_IN_FRENCH and zipf_frequency(word, "en") > zipf_frequency(word, "fr")


#: Short words that English phrases are made of and that are French, or nothing, elsewhere.
_SHORT = _set("a i an as on or in no so if me us do am be for but not all out up")
