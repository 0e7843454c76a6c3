"""``scripts/eval``: see there."""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bridge.bootstrap import reviewer
from bridge.domain.review import Review
from bridge.review import Reviewer
from scripts.evaluation import benchmark, engines, recorded
from scripts.evaluation.corruptions import KINDS
from scripts.evaluation.judging import blocked, of_reference
from scripts.evaluation.page import page
from tests.support.corpus import CorpusDraft, drafts

OUTPUT = Path(".local/eval")
_console = Console(width=150)


def main(arguments: Sequence[str]) -> int:
    wanted = _parser().parse_args(arguments)
    chosen = [draft for draft in drafts() if not wanted.only or draft.id in wanted.only.split(",")]
    with ExitStack() as stack:
        review = reviewer(stack)
        if wanted.what == "speed":
            return _speed(chosen, review)
        lines = list(_engines(chosen, review, wanted)) if wanted.what in ("all", "engines") else []
        # the checks alone: Yoast and the grammar measure style, and would take most of the time
        checks = Reviewer(analyser=None, grammar=None)
        kinds, cleans = _corruptions(chosen, checks, wanted) if wanted.what in ("all", "corruptions") else ([], [])
    _write([line.data() for line in lines], kinds, cleans)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="scripts/eval")
    parser.add_argument("what", nargs="?", choices=("all", "engines", "corruptions", "speed"), default="all")
    parser.add_argument("--only", default="", help="drafts, by id, with commas between")
    parser.add_argument("--kinds", default="", help="kinds of corruption, with commas between")
    parser.add_argument("--most", type=int, default=benchmark.MOST_A_KIND, help="wrong articles of a kind and draft")
    parser.add_argument("--model", nargs=2, metavar=("URL", "MODEL"), help="a model, and a plain prompt beside it")
    parser.add_argument("--min-words", type=int, default=700)
    parser.add_argument("--context", type=int, default=8192, help="the model's context window, in tokens")
    parser.add_argument("--no-plain", action="store_true", help="without the plain prompt")
    return parser


def _engines(chosen: Sequence[CorpusDraft], review: Review, wanted: argparse.Namespace) -> Iterable[engines.Line]:
    from bridge.engines.extractive import ExtractiveEngine
    from bridge.engines.openai_compatible import OpenAICompatible

    if wanted.model:
        url, model = wanted.model
        with closing(
            OpenAICompatible(base_url=url, model=model, timeout=1800, context_window=wanted.context)
        ) as engine:
            yield from _told(engines.by_engine(model, engine, chosen, review, min_words=wanted.min_words))
        if not wanted.no_plain:
            yield from _told(engines.by_plain_prompt(url, model, chosen, review))
        return
    yield from _told(engines.by_reference(chosen, review))
    yield from _told(engines.by_engine("extractive", ExtractiveEngine(), chosen, review, min_words=wanted.min_words))
    yield from _told(recorded.lines(chosen, review))


def _told(lines: Iterable[engines.Line]) -> Iterable[engines.Line]:
    """Each line as it comes: a model takes its time."""
    for line in lines:
        kept = "" if line.facts_kept is None else f"{line.facts_kept:.0%}"
        _console.print(
            f"{line.engine[:26]:26} {line.draft:30} {line.verdict:9} {line.words or '':>5} mots  "
            f"SEO {line.seo or '':>3} lis. {line.readability or '':>3}  gardés {kept:>4}  "
            f"sans source {line.facts_unsupported}  fautes {line.grammar}  "
            f"jetons {line.tokens_in}+{line.tokens_out}  {line.calls} appels  {line.seconds} s  "
            f"{' '.join(dict.fromkeys(line.wrong))}",
            soft_wrap=True,
            highlight=False,
        )
        yield line


def _corruptions(
    chosen: Sequence[CorpusDraft], review: Review, wanted: argparse.Namespace
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    pairs = [
        benchmark.Pair(draft.id, draft.reference.html, of_reference(draft, review))
        for draft in chosen
        if draft.reference
    ]
    kinds = [KINDS[name] for name in wanted.kinds.split(",")] if wanted.kinds else list(KINDS.values())
    cleans, cases = benchmark.run(pairs, kinds, wanted.most)
    for clean in cleans:
        for finding in blocked(clean.findings):
            told = f"{finding.code} {finding.place} {finding.message} | {finding.evidence}"
            _console.print(f"À TORT {clean.pair}: {told}", soft_wrap=True, highlight=False, markup=False)
    counted = []
    for kind in kinds:
        own = [case for case in cases if case.kind is kind]
        missed = [f"{case.pair}#{case.number}" for case in own if not case.caught]
        counted.append({"name": kind.name, "exact": kind.exact, "made": len(own), "caught": len(own) - len(missed),
                        "missed": missed})  # fmt: skip
    _print_kinds(counted)
    held = sum(bool(blocked(clean.findings)) for clean in cleans)
    _console.print(f"Articles justes retenus à tort : {held} sur {len(cleans)}")
    return counted, [
        {"name": clean.pair, "blockers": [item.code for item in blocked(clean.findings)]} for clean in cleans
    ]


def _print_kinds(counted: Sequence[dict[str, Any]]) -> None:
    table = Table("Erreur", "Attendu", "Vues", "Manquées")
    for kind in counted:
        if kind["made"]:
            expected = "bloquant" if kind["exact"] else "averti"
            table.add_row(kind["name"], expected, f"{kind['caught']}/{kind['made']}", " ".join(kind["missed"][:6]))
    _console.print(table)
    for name, chosen in (("toutes", counted), ("classes exactes", [kind for kind in counted if kind["exact"]])):
        made, caught = sum(kind["made"] for kind in chosen), sum(kind["caught"] for kind in chosen)
        if made:
            _console.print(f"Vues, {name} : {caught} sur {made}, soit {caught / made:.1%}")


def _speed(chosen: Sequence[CorpusDraft], review: Review) -> int:
    """All checks with Yoast, beside Yoast alone, on the reference nearest to 900 words; medians of nine runs."""
    from bridge.yoast import Yoast

    draft = min((draft for draft in chosen if draft.reference), key=lambda draft: abs(draft.words - 900))
    verify = of_reference(draft, review)
    assert draft.reference
    from scripts.evaluation.judging import reviewed

    manuscript, _ = reviewed(draft, draft.reference.html, draft.reference, review)
    with Yoast() as yoast:
        from bridge.text.render import render

        content = render(manuscript.article, draft.read(), "classic")
        yoast.analyse(manuscript.article, content)
        alone = [_timed(lambda: yoast.analyse(manuscript.article, content)) for _ in range(9)]
    source = draft.read()
    from bridge.domain.source import Brief

    brief = Brief(min_words=0)
    verify(draft.reference.html)
    whole = [_timed(lambda: review(source, brief, manuscript.article, content)) for _ in range(9)]
    ratio = statistics.median(whole) / statistics.median(alone)
    _console.print(
        f"{draft.id}, {draft.words} mots : Yoast seul {statistics.median(alone):.3f} s, "
        f"tout {statistics.median(whole):.3f} s, rapport {ratio:.2f}"
    )
    return 0


def _timed(call: Any) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def _write(lines: list[dict[str, Any]], kinds: list[dict[str, Any]], cleans: list[dict[str, Any]]) -> None:
    OUTPUT.mkdir(parents=True, exist_ok=True)
    when = f"Mesuré le {datetime.now(UTC):%d/%m/%Y à %H:%M} UTC"
    data = {"when": when, "engines": lines, "corruptions": kinds, "clean": cleans}
    (OUTPUT / "eval.json").write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (OUTPUT / "index.html").write_text(page(lines, kinds, cleans, when), encoding="utf-8")
    _console.print(f"Page : {OUTPUT / 'index.html'}   Chiffres : {OUTPUT / 'eval.json'}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
