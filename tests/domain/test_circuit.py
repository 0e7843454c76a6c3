"""A circuit's life, as tables: what opens it, what probes it, what closes it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bridge.domain.circuit import FIRST_WAIT, LONGEST_ASKED, LONGEST_WAIT, LOST_PROBE, MOST_FAILURES, Circuit

NOW = datetime(2026, 3, 2, 9, 0)
OPEN = Circuit(failures=3, until=NOW + FIRST_WAIT, reason="muet")


def after(script: str) -> tuple[Circuit, datetime]:
    """f: a failure; a: an answer; w: the wait passes; p: a probe begins; x: it comes back without having asked."""
    circuit, now = Circuit(), NOW
    for step in script:
        match step:
            case "f":
                circuit = circuit.failed("muet", now)
            case "a":
                circuit = circuit.answered()
            case "w":
                now += circuit.wait(now)
            case "p":
                assert circuit.admits(now)
                circuit = circuit.begun(now)
            case "x":
                circuit = circuit.abandoned()
    return circuit, now


@pytest.mark.parametrize(
    ("script", "is_open", "admits"),
    [
        ("", False, True),
        ("ff", False, True),
        ("ffaff", False, True),
        ("fff", True, False),
        ("fffw", True, True),
        ("fffwp", True, False),
        ("fffwpa", False, True),
        ("fffwpaff", False, True),
        ("fffwpf", True, False),
        ("fffwpfw", True, True),
        ("fffwpx", True, True),
        ("fffa", False, True),
        ("p", False, True),
        ("ppp", False, True),
    ],
)
def test_what_opens_and_closes_it(script: str, is_open: bool, admits: bool) -> None:
    circuit, now = after(script)
    assert (circuit.open, circuit.admits(now)) == (is_open, admits)


def test_the_wait_grows_with_each_probe_and_begins_anew_after_an_answer() -> None:
    minutes = []
    for probes in range(7):
        circuit, now = after("fff" + "wpf" * probes)
        minutes.append(circuit.wait(now) / timedelta(minutes=1))
    assert minutes == [1, 2, 4, 8, 15, 15, 15]
    assert timedelta(minutes=15) == LONGEST_WAIT
    circuit, now = after("fff" + "wpf" * 5 + "wpa" + "fff")
    assert circuit.wait(now) == FIRST_WAIT


def test_calls_that_were_under_way_prolong_nothing() -> None:
    circuit, now = after("fff")
    for _ in range(10):
        circuit = circuit.failed("muet", now)
    assert circuit.wait(now) == FIRST_WAIT


@pytest.mark.parametrize(("asked", "wait"), [(5, FIRST_WAIT), (600, timedelta(minutes=10)), (10**12, LONGEST_ASKED)])
def test_a_pause_that_is_asked_for_opens_at_once(asked: float, wait: timedelta) -> None:
    circuit = Circuit().failed("trop", NOW, retry_after=asked)
    assert (circuit.open, circuit.wait(NOW)) == (True, wait)
    assert OPEN.failed("trop", NOW, retry_after=asked).wait(NOW) == max(wait, FIRST_WAIT)


def test_one_probe_at_a_time_unless_it_is_lost() -> None:
    probing = OPEN.begun(NOW + FIRST_WAIT)
    assert not probing.admits(NOW + FIRST_WAIT + LOST_PROBE - timedelta(seconds=1))
    assert probing.admits(NOW + FIRST_WAIT + LOST_PROBE)


def test_the_reason_is_the_last_one() -> None:
    circuit = Circuit()
    for number in range(MOST_FAILURES):
        circuit = circuit.failed(f"panne {number}", NOW)
    assert circuit.reason == "panne 2"
    assert circuit.answered().reason == ""
