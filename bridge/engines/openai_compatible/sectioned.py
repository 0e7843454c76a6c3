"""The strategy for small models: a plan, then a call a section in plain text, then the fields.

A section that comes out unusable is asked for once more, paragraph by paragraph and in other words. What even so is
none stays as the source has it, where the source is French, and is missing where it is not; both are findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bridge.domain.article import Article, Node, NodeKind
from bridge.domain.finding import Finding, Severity
from bridge.domain.source import Brief, Source
from bridge.engines import notation
from bridge.engines.answer import PLAN_SCHEMA, PlanAnswer
from bridge.engines.notation import Reading
from bridge.engines.openai_compatible import fields, figures, judging, plan, prompts
from bridge.engines.openai_compatible.failures import Failure
from bridge.engines.openai_compatible.mending import mended
from bridge.engines.openai_compatible.plan import Section, Unit
from bridge.engines.openai_compatible.talk import Talk, tokens
from bridge.text import inline, typography
from bridge.text.outline import node_text
from bridge.text.words import count_words

#: So many words of a paragraph show a planner what it is about.
_GIST = 18
_KEYPHRASE_WORDS = range(1, 6)
#: After so many sections in a row of which nothing could be used, a model is not asked for more.
_HOPELESS = 2
#: For a foreign source, and for a French one.
_TASKS = ("translate_task.md", "rewrite_task.md")
#: What a small model repeats of its question: labels go, and a line that repeats what is no part of the passage.
_ECHO = re.compile(
    r"(?im)^[ \t*_]*(?:"
    r"(?:titre(?: de (?:l[’']article|la source))?|expression (?:clé|à employer)[^:\n]{0,60})[ \u00a0]?:[^\n]*$|"
    r"(?:passage|source|traduction(?: française)?|le (?:même paragraphe[^:\n]{0,20}|passage réécrit))[ \u00a0]?:"
    r"[ \t*_]*|"
    r"</?source>[ \t]*$)"
)
#: What it says of its answer at the end.
_AFTERWORD = re.compile(
    r"^(?:ce passage|ce texte|le texte|cette traduction)\b(?=[^\n]*(?:français|citation|chiffres))[^\n]{0,80}?"
    r"\b(?:traduit|réécrit|traduction)[^\n]*\s*\Z",
    re.IGNORECASE | re.MULTILINE,
)
_FENCE = re.compile(r"\A```[a-z]*\s*\n(.*?)(?:\n```)?\s*\Z", re.DOTALL)
_PREAMBLE = re.compile(
    r"\A(?:\*\*)?(?:voici|bien s[ûu]r|d[’']accord|certainement|traduction|réécriture|réponse|texte réécrit|"
    r"here is|here['’]s|sure)\b[^\n]{0,120}:(?:\*\*)?\s*\n+",
    re.IGNORECASE,
)
_HEADING = re.compile(r"(?m)^[ \t]*#{1,6}[ \t].*$")
_KEPT = re.compile(r"\[\[\s?K\s?\d{1,4}\s?\]\]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """A section as it came out. ``verbatim``: units kept as the source has them; ``missing``: those nobody wrote."""

    nodes: tuple[Node, ...]
    verbatim: tuple[Unit, ...] = ()
    missing: tuple[Unit, ...] = ()

    @property
    def text(self) -> str:
        """Its plain text."""
        return "\n".join(filter(None, map(node_text, self.nodes)))


def write(talk: Talk, source: Source, brief: Brief) -> tuple[Article, tuple[Finding, ...]]:
    """The article and what is to be said of its sections, or the Failure that says why there is none."""
    reading = notation.reading(source)
    units = plan.units_of(source, reading)
    sections, keyphrase = planned(talk, source, brief, units)
    written = _sections(talk, source, replace(brief, keyphrase=keyphrase or None), reading, sections)
    article = fields.finish(talk, source, brief, [part.nodes for part in written if part.nodes], keyphrase)
    return mended(article, source, reading.references), tuple(findings_of(written))


def planned(talk: Talk, source: Source, brief: Brief, units: Sequence[Unit]) -> tuple[tuple[Section, ...], str]:
    """The sections, by the model where its plan is one; and the keyphrase, "" where neither brief nor model has one."""
    listed = "\n".join(f"{number}. {_gist(unit)}" for number, unit in enumerate(units, start=1))
    task = prompts.fill("plan_task.md", title=notation.defused(source.title), paragraphs=listed)
    question = prompts.messages(prompts.text("plan.md"), task)
    try:
        answer = talk.ask_for(
            PlanAnswer, "plan", question, schema=PLAN_SCHEMA, expected=60 + 4 * len(units), bounded=True
        )
    except Failure as failure:
        if failure.ends_all:
            raise
        return plan.by_code(source, units), brief.keyphrase or ""
    by_model = plan.from_model(answer.sections, units)
    return by_model or plan.by_code(source, units), brief.keyphrase or _keyphrase(answer.focus_keyphrase, source)


def _gist(unit: Unit) -> str:
    words = unit.text.split()
    return " ".join(words[:_GIST]) + (" …" if len(words) > _GIST else "")


def _keyphrase(text: str, source: Source) -> str:
    phrase = typography.french(inline.fold(text).strip(" .,:;!?«»\"'"))
    usable = count_words(phrase) in _KEYPHRASE_WORDS and len(phrase) <= 60
    foreign = judging.strange(phrase, source.text) or judging.left_over(phrase, source.text, language=source.language)
    return phrase if usable and not foreign else ""


def _sections(talk: Talk, source: Source, brief: Brief, reading: Reading, sections: Sequence[Section]) -> list[Written]:
    written: list[Written] = []
    lost = 0
    for number, section in enumerate(sections, start=1):
        part = write_section(talk, source, brief, reading, section, purpose=f"section {number}")
        written.append(part)
        lost = lost + 1 if len(part.verbatim) + len(part.missing) == len(section) else 0
        if lost >= _HOPELESS:
            raise Failure("model.unusable")
    kept = sum(plan.words_of(part.verbatim) for part in written)
    # the source is never passed off as an article
    if not any(part.nodes for part in written) or 2 * kept > sum(map(plan.words_of, sections)):
        raise Failure("model.unusable")
    return written


def write_section(
    talk: Talk, source: Source, brief: Brief, reading: Reading, section: Section, *, purpose: str
) -> Written:
    """One section: in one piece; else paragraph by paragraph, in other words; else as it stands, or missing."""
    said = _attempt(talk, source, brief, reading, section, name=purpose, prompt=_TASKS[source.language == "fr"])
    if said is not None:
        return Written(nodes=said)
    nodes: list[Node] = []
    verbatim, missing = [], []
    for unit in section:
        said = _attempt(talk, source, brief, reading, (unit,), name=f"{purpose}, again", prompt="paragraph_task.md")
        if said is not None:
            nodes += said
        elif source.language == "fr":
            verbatim.append(unit)
            nodes += _with_origins(notation.to_nodes(unit.text, reading.references), (unit,))
        else:
            missing.append(unit)
    return Written(nodes=tuple(nodes), verbatim=tuple(verbatim), missing=tuple(missing))


def _attempt(
    talk: Talk, source: Source, brief: Brief, reading: Reading, section: Section, *, name: str, prompt: str
) -> tuple[Node, ...] | None:
    """The nodes of one answer, None where it can't be used."""
    text = plan.text_of(section)
    task = prompts.fill(
        prompt,
        brief=prompts.wishes(brief),
        keyphrase=brief.keyphrase or "",
        source=text,
    )
    question = prompts.messages(prompts.text("section.md"), task)
    try:
        said = talk.ask(name, question, expected=tokens(text) * 5 // 4, bounded=True)
    except Failure as failure:
        if failure.ends_all or failure.code == "model.context_overflow":
            raise
        return None
    written = figures.in_french(cleaned(said), text, language=source.language)
    nodes = _with_origins(notation.to_nodes(written, reading.references), section)
    return nodes if usable(nodes, source, section) else None


def usable(nodes: Sequence[Node], source: Source, section: Section) -> bool:
    """Whether what came out may stand for the section."""
    original = "\n".join(unit.text for unit in section)
    text = "\n".join(filter(None, map(node_text, nodes)))
    return judging.fault(text, original, language=source.language) is None


def cleaned(text: str, *, headings: bool = False) -> str:
    """An answer in plain text without a fence, a first line that announces it, kept blocks, and ``headings``."""
    fenced = _FENCE.match(text.strip())
    text = fenced[1] if fenced else text
    text = _AFTERWORD.sub("", _ECHO.sub("", _PREAMBLE.sub("", text.strip())))
    return _KEPT.sub("", text if headings else _HEADING.sub("", text)).strip()


def _with_origins(nodes: Iterable[Node], section: Section) -> tuple[Node, ...]:
    return tuple(replace(node, origins=plan.blocks_of(section)) for node in nodes if node.kind is not NodeKind.KEPT)


def findings_of(written: Sequence[Written]) -> list[Finding]:
    """What is to be said of the sections: what stands verbatim, and what is missing."""
    found = []
    for number, part in enumerate(written, start=1):
        if part.verbatim:
            message = (
                "Le modèle n’a rien donné d’utilisable pour ces paragraphes, qui reprennent le brouillon mot pour mot. "
                "Réécrivez-les à la main."
            )
            found.append(_finding(Severity.WARNING, "content.section_verbatim", number, message, part.verbatim))
        if part.missing:
            message = (
                "Le modèle n’a rien donné d’utilisable pour ces paragraphes du brouillon : ils manquent. Relancez la "
                "réécriture, ou choisissez un modèle plus capable."
            )
            found.append(_finding(Severity.BLOCKER, "content.section_missing", number, message, part.missing))
    return found


def _finding(severity: Severity, code: str, number: int, message: str, units: Sequence[Unit]) -> Finding:
    evidence = " ".join(plan.text_of(tuple(units)).split())[:300]
    return Finding(severity=severity, code=code, place=f"section {number}", message=message, evidence=evidence)
