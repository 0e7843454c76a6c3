"""The figures as one HTML page with charts, that needs nothing beside itself."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

from scripts.pages import bars, drawn, head

_COLUMNS = ("draft", "language", "words_before", "verdict", "words", "seo", "readability", "facts_kept",
            "facts_unsupported", "grammar", "tokens_in", "tokens_out", "calls", "repairs", "seconds",
            "wrong")  # fmt: skip
_TITLES = ("Brouillon", "Langue", "Mots avant", "Verdict", "Mots après", "SEO", "Lisibilité", "Faits gardés",
           "Faits sans source", "Fautes / 100 mots", "Jetons demandés", "Jetons reçus", "Appels", "Reprises",
           "Secondes", "Défauts bloquants")  # fmt: skip


def page(
    lines: Sequence[dict[str, Any]], kinds: Sequence[dict[str, Any]], cleans: Sequence[dict[str, Any]], when: str
) -> str:
    """``lines``: of the engines; ``kinds``: name, caught, made, exact; ``cleans``: name and false blockers."""
    about = f"<h1>seo-bridge : mesures</h1><p>{html.escape(when)}. Corpus : tests/corpus.</p>"
    parts = [head("seo-bridge : mesures", language="fr"), about]
    engines = list(dict.fromkeys(line["engine"] for line in lines))
    for engine in engines:
        own = [line for line in lines if line["engine"] == engine]
        parts += [f"<h2>{html.escape(engine)}</h2>", _scores(own), _table(own)]
    if kinds:
        parts += ["<h2>Erreurs injectées</h2>", _caught(kinds), _kinds_table(kinds)]
        held = [clean for clean in cleans if clean["blockers"]]
        parts.append(f"<p>Articles justes retenus à tort : {len(held)} sur {len(cleans)}.</p>")
    return "\n".join(parts)


def _bar(title: str, labels: Sequence[str], **series: Sequence[float | None]) -> str:
    chart = bars(height=320, x_label_rotation=35, title=title)
    chart.x_labels = labels
    for name, values in series.items():
        chart.add(name, list(values))
    return drawn(chart)


def _scores(lines: Sequence[dict[str, Any]]) -> str:
    return _bar(
        "Scores de Yoast",
        [line["draft"] for line in lines],
        SEO=[line["seo"] for line in lines],
        Lisibilité=[line["readability"] for line in lines],
    )


def _caught(kinds: Sequence[dict[str, Any]]) -> str:
    seen = [round(100 * kind["caught"] / kind["made"]) if kind["made"] else None for kind in kinds]
    return _bar("Erreurs vues (%)", [kind["name"] for kind in kinds], Vues=seen)


def _table(lines: Sequence[dict[str, Any]]) -> str:
    head = "".join(f"<th>{html.escape(title)}</th>" for title in _TITLES)
    rows = "".join("<tr>" + "".join(_cell(name, line[name]) for name in _COLUMNS) + "</tr>" for line in lines)
    return f'<div class="wide"><table><tr>{head}</tr>{rows}</table></div>'


def _cell(name: str, value: Any) -> str:
    if name == "verdict":
        style, word = ("good", "proposé") if value == "proposed" else ("bad", "retenu")
        return f'<td class="{style}">{word}</td>'
    if name == "facts_kept" and value is not None:
        value = f"{value:.0%}"
    if isinstance(value, tuple | list):
        value = ", ".join(dict.fromkeys(value))
    number = isinstance(value, int | float)
    return f"<td{' class=n' if number else ''}>{'' if value is None else html.escape(str(value))}</td>"


def _kinds_table(kinds: Sequence[dict[str, Any]]) -> str:
    rows = []
    for kind in kinds:
        expected = "bloquant exigé" if kind["exact"] else "bloquant ou avertissement"
        style = "good" if kind["caught"] == kind["made"] else "bad"
        rows.append(
            f"<tr><td>{html.escape(kind['name'])}</td><td>{expected}</td>"
            f'<td class="n {style}">{kind["caught"]} / {kind["made"]}</td></tr>'
        )
    return f"<table><tr><th>Erreur</th><th>Attendu</th><th>Vues</th></tr>{''.join(rows)}</table>"
