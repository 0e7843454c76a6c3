"""What became of an approved proposal, and what it says of the words a newsroom wants."""

from __future__ import annotations

from dataclasses import dataclass

from bridge.domain.draft import ProposalState


@dataclass(frozen=True, kw_only=True, slots=True)
class Aftermath:
    """A proposal some time later.

    ``approved``: the content as it was approved, "" where it was not. ``now``: the content as it stands, "" where the
    bridge may not read it. ``published``: whether everybody may: people have done with it.
    """

    state: ProposalState
    approved: str = ""
    now: str = ""
    published: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class GlossaryOffer:
    """A term that people replaced by another, how often. Nothing uses it before a person has accepted it."""

    term: str
    rendering: str
    seen: int
