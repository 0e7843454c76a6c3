"""« Keyphrase : intertitre »: the focus keyphrase in 30 to 75% of the subheadings, where the section is about it."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from bridge.engines.extractive import lexicon, parsing, shorten, summary, topic
from bridge.engines.extractive.keyphrase import Keyphrase
from bridge.engines.extractive.sections import Section, Sentences

#: What share of the subheadings must carry the keyphrase (Yoast's « subheading keyphrase »: 30 to 75%), and what
#: share may be made to: more of them reads like a refrain.
LEAST_SHARE, MOST_SHARE = 0.3, 0.6
#: Yoast counts subheadings of these levels.
COUNTED_LEVELS = (2, 3)
#: A longer keyphrase, or a longer subheading of the source, has no room before the other.
LONGEST_KEYPHRASE, LONGEST_OWN_WORDS, LONGEST_LABEL = 50, 6, 90


def essential(keyphrase: Keyphrase | None, source: str) -> str:
    """The title of the key points, behind the keyphrase where ``source`` (title and text) has it as it is."""
    if keyphrase is None or not _labels(keyphrase, source):
        return summary.TITLE
    return f"{keyphrase.capitalised()} : {summary.TITLE[0].lower()}{summary.TITLE[1:]}"


def label(
    sections: Sequence[Section],
    parsed: Sentences,
    keyphrase: Keyphrase | None,
    source: str,
    *,
    theme: bool,
    written: int,
    words: int,
) -> tuple[Section, ...]:
    """The sections (the lead first), as many subheadings labelled as Yoast asks for.

    ``theme``: whether the title has the keyphrase, so that every section is about it; ``written``: how often the text
    has it, key points and their title included; ``words``: of all of it.
    New subheadings go first, then short ones of the source.
    """
    if keyphrase is None or not _labels(keyphrase, source):
        return tuple(sections)
    titles = [_text(section) for section in sections[1:] if section.level in COUNTED_LEVELS]
    count = len(titles) + 1  # with the key points'
    have = 1 + sum(keyphrase.heads(title) for title in titles)
    missing = keyphrase.fewest(words) - written - sum(keyphrase.count(title) for title in titles)
    wanted = max(math.ceil(LEAST_SHARE * count) - have, min(missing, math.floor(MOST_SHARE * count) - have))
    named = list(sections)
    for index in _best(named, parsed, keyphrase, theme=theme)[: max(0, wanted)]:
        named[index] = replace(named[index], text=_labelled(keyphrase, _text(named[index])))
    return tuple(named)


def _labels(keyphrase: Keyphrase, source: str) -> bool:
    """Whether it may stand before a subheading at all: short, no sentence, and the source's own words."""
    text = keyphrase.text
    return len(text) <= LONGEST_KEYPHRASE and not re.search(r"[:;?!.«»]", text) and keyphrase.exactly_within(source)


def _text(section: Section) -> str:
    return section.text or (section.heading.text if section.heading else "")


def _best(sections: Sequence[Section], parsed: Sentences, keyphrase: Keyphrase, *, theme: bool) -> list[int]:
    """The sections that may be labelled, best first: new, the most about the keyphrase, not beside another."""
    scores: dict[int, float] = {}
    for index, section in enumerate(sections):
        if index and section.level in COUNTED_LEVELS and _may_label(section, keyphrase):
            about = _about(section, parsed, keyphrase) or (0.1 if theme else 0.0)
            if about:
                scores[index] = _worth(section) + math.log2(1 + about)
    chosen: list[int] = []
    while scores:
        index = max(scores, key=lambda at: (scores[at] - sum(abs(at - other) == 1 for other in chosen), -at))
        chosen.append(index)
        del scores[index]
    return chosen


def _worth(section: Section) -> float:
    """A new subheading may change, one of the source had better not; a named institution is no side of the subject."""
    named = re.search(r"[^\W\d_a-zà-öø-ÿ]", _text(section)[1:]) is not None
    return 2.0 if section.new and not named else 0.0


def _may_label(section: Section, keyphrase: Keyphrase) -> bool:
    """Whether « Keyphrase : intertitre » is no repetition, and says nothing that the subheading does not."""
    text = _text(section)
    folded = lexicon.fold(text)
    if not text or ":" in text or keyphrase.heads(text) or re.search(r"[«»“”\".!]", text) or topic.denies(text):
        return False
    if section.new and re.match(r"(?:une?|des|d’) ", folded):
        return False  # « Plateau du Causselard : une appellation » would say what it is
    if any(re.search(rf"(?<!\w){re.escape(part)}", folded) for part in keyphrase.parts):
        return False
    if not section.new and len(text.split()) > LONGEST_OWN_WORDS:
        return False
    return len(_labelled(keyphrase, text)) <= LONGEST_LABEL


def _about(section: Section, parsed: Sentences, keyphrase: Keyphrase) -> float:
    """How many words of the keyphrase the section has; all of them at once count thrice."""
    sentences = [sentence for index in section.indexes for sentence in parsed.get(index, ())]
    words = sum(sentence.lemmas.count(part) for sentence in sentences for part in keyphrase.parts)
    words += sum(part in lexicon.fold(sentence.text) for sentence in sentences for part in keyphrase.parts)
    text = lexicon.fold(" ".join(sentence.text for sentence in sentences))
    whole = 3.0 if all(part in text for part in keyphrase.parts) else 0.0
    return words / 2 + whole + 2 * sum(keyphrase.count(sentence.text) for sentence in sentences)


def _labelled(keyphrase: Keyphrase, text: str) -> str:
    return f"{keyphrase.capitalised()} : {shorten.lower_start(parsing.parse_one(text), text)}"
