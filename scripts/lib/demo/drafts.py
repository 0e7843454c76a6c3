"""The drafts that the demo puts into WordPress: the project's samples, and the real ones where they lie beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = ROOT / "tests" / "samples"
SEEDS = ROOT.parent / "shared" / "seeds"


@dataclass(frozen=True)
class Sample:
    """One draft to be: who writes it, what it is called, what stands in it, and why it is in the demo."""

    author: str
    title: str
    content: str
    shows: str


def samples() -> list[Sample]:
    """The project's own."""
    listed = yaml.safe_load((SAMPLES / "samples.yaml").read_text(encoding="utf-8"))["samples"]
    return [
        Sample(
            author=sample["author"],
            title=sample["title"],
            content=(SAMPLES / sample["file"]).read_text(encoding="utf-8"),
            shows=" ".join(sample["shows"].split()),
        )
        for sample in listed
    ]


def real_drafts() -> list[Sample]:
    """Those that lie beside the project, if there are any; other people's, and not for its pictures."""
    if not SEEDS.is_dir():
        return []
    return [
        Sample(
            author="auteur2",
            title="",
            content=path.read_text(encoding="utf-8"),
            shows=f"A real draft ({path.name}).",
        )
        for path in sorted(SEEDS.glob("draft-*.txt"))
    ]
