"""Draws docs/faults.md from the outcomes that tests/faults holds the bridge to (``python -m scripts.faults``)."""

from __future__ import annotations

from collections.abc import Mapping

from tests.faults.outcomes import MODEL, PAGE, SITE, Outcome
from tests.support.fault_proxy import Fault

_TEXT = """\
# What faults do

Drawn by `python -m scripts.faults` from `tests/faults/outcomes.py`, which `tests/faults` holds the bridge to: a proxy
stands between the bridge and a real WordPress (REST at each call of a draft's way: poll, fetch, propose, hold; XML-RPC
at a proposal), or between the bridge and a model, and does each of these once, or for as long as it is let.

“Once” says which run ends the draft where the fault strikes once at each call, “for long” what a person is told where
it stays; of the words, those that are always the same.

In every case **nothing is lost** (the draft ends with the same run or the next one after the fault, `once --now`) and
**nothing is doubled** (one proposal or one verdict; the draft's row and meta are byte for byte what they were).

| fault | site, once | site, for long: what is told | model, once | model, for long: what is told |
| --- | --- | --- | --- | --- |
{table}

* A call is tried four times. Only then is a site that can't be polled told, or a draft put off; `docs/states.md` says
  for how long. A `Retry-After` of up to a minute is waited out within the call.
* Every write of the bridge carries its job's key: one that arrives twice, or whose answer is lost, is one.
* A model's answer that had begun and did not end in time, or can't be read, was paid for: it is not asked for again in
  the same run, but by the next one.
* Processes that are killed, servers that die, a full disk: `scripts/crash` tries them all, at every boundary and at
  random; `tests/crash` is its short form.
"""


def page() -> str:
    """What docs/faults.md should hold."""
    return _TEXT.format(table="\n".join(map(_line, Fault)))


def _line(fault: Fault) -> str:
    return f"| {fault.value} | {_cells(SITE, fault)} | {_cells(MODEL, fault)} |"


def _cells(outcomes: Mapping[Fault, Outcome], fault: Fault) -> str:
    outcome = outcomes[fault]
    once = {True: "the same run", False: "the next run", None: "—"}[outcome.same_run]
    return f"{once} | {f'« {outcome.told} »' if outcome.told else 'nothing: it changes nothing'}"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
