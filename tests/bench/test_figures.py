"""The arithmetic of ratios and targets, and what the report makes of them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from scripts.benching.cpu import split
from scripts.benching.page import page
from scripts.benching.processes import interpolated, part_of, run
from scripts.benching.report import (
    Section,
    at_least,
    at_most,
    document,
    growth,
    of_linear,
    over_ideal,
    told,
)
from scripts.benching.site import Drafts
from scripts.benching.workers import aftermath


@pytest.mark.parametrize(
    ("figure", "met", "off", "verdict"),
    [
        (at_most("a", "", 1.10, 1.10), True, 0.0, "met"),
        (at_most("a", "", 1.21, 1.10), False, 0.1, "missed by 10%"),
        (at_most("a", "", 0.55, 1.10), True, -0.5, "met"),
        (at_least("a", "", 0.9, 0.9), True, 0.0, "met"),
        (at_least("a", "", 0.45, 0.9), False, 0.5, "missed by 50%"),
        (at_most("a", "", 0, 0), True, 0.0, "met"),
        (at_most("a", "", 2, 0), False, 2.0, "missed by 200%"),
        (at_most("a", "", None, 1), False, None, "missed: not measured"),
        (told("a", "", 5), None, None, ""),
    ],
)
def test_a_target_is_met_or_missed_by_so_much(figure, met, off, verdict):
    assert figure.met is met
    assert figure.off == (None if off is None else pytest.approx(off))
    assert figure.verdict == verdict


def test_wall_time_is_compared_with_what_the_model_alone_takes():
    assert over_ideal(27.5, drafts=200, latency=2.0, at_once=16) == pytest.approx(1.1)


def test_growth_is_the_exponent():
    assert growth(200, 200, times=100) == 0
    assert growth(2, 200, times=100) == pytest.approx(1)
    assert growth(2, 20, times=100) == pytest.approx(0.5)


def test_throughput_is_compared_with_that_of_one():
    assert of_linear(3.6, 1.0, workers=4) == pytest.approx(0.9)


def test_what_the_first_drafts_cost_beyond_the_others_is_told_apart():
    # 2 s to start, 1 s each for the first two, 0.5 s each for the other six, 0.1 s to end
    delivered = [float(number) for number in range(8)]
    used = [3.0, 4.0, 4.5, 5.0, 5.5, 6.0, 6.5, 7.0]
    found = split(delivered, used, 7.1)
    assert found.warm == pytest.approx(0.5)
    assert found.cold == pytest.approx(7.1 - 8 * 0.5)


def test_cpu_time_between_two_looks_is_on_the_line_between_them():
    points = [(1.0, 10.0), (3.0, 20.0), (4.0, 21.0)]
    assert [interpolated(points, at) for at in (0.0, 1.0, 2.0, 3.5, 9.0)] == [10.0, 10.0, 15.0, 20.5, 21.0]


@pytest.mark.parametrize(
    ("command", "part"),
    [
        ("/usr/bin/node --max-old-space-size=512 worker.cjs /opt/yoast/1", "yoast"),
        ("/usr/bin/python3 -I -c import grammalecte", "grammar"),
        ("/usr/bin/git rev-parse", "other"),
    ],
)
def test_children_are_told_apart_by_their_command(command, part):
    assert part_of(command) == part


def test_a_killed_worker_leaves_nothing_lost_doubled_or_late_unseen():
    calls = {0: [1.0], 1: [2.0, 130.0], 2: [3.0, 110.0], 3: [4.0]}
    found = aftermath(Drafts(10, 13), {10: 1, 11: 2, 12: 1}, calls, killed_at=100.0)
    assert (found.lost, found.doubled, found.again, found.takeover) == (1, 1, 2, 30.0)


def test_without_a_repeated_call_there_is_no_time_of_takeover():
    assert aftermath(Drafts(1, 1), {1: 1}, {0: [1.0]}, killed_at=0.5).takeover is None


@pytest.fixture
def made_up():
    latency = Section(
        name="latency",
        title="Wall time",
        settings={"drafts": 4},
        figures=[at_most("latency.ratio", "wall <over> ideal", 1.4, 1.1, "×"), told("latency.wall", "wall", 9.0, "s")],
        notes=["4 drafts & no more"],
        profile=[{"where": "bridge/text/nlp.py parsed", "seconds": 1.5, "share": 0.5, "within": 2.0}],
    )
    broken = Section(name="workers", title="Workers", error="RuntimeError: no PostgreSQL")
    good = Section(name="startup", title="Start", figures=[at_most("startup.median", "start", 0.5, 1.0, "s")])
    return document([latency, broken, good], quick=True)


def test_the_report_as_data_keeps_its_names(made_up):
    data = json.loads(json.dumps(made_up))
    assert set(data) == {"schema", "when", "quick", "commit", "machine", "sections"}
    assert set(data["machine"]) == {"cores", "memory_gb", "processor", "python", "system"}
    assert data["machine"]["cores"] >= 1
    section = data["sections"][0]
    assert set(section) == {"name", "title", "seconds", "error", "notes", "settings", "figures", "profile"}
    assert section["figures"][0] == {
        "id": "latency.ratio", "label": "wall <over> ideal", "value": 1.4, "unit": "×",
        "target": 1.1, "sense": "most", "met": False, "off": 0.2727,
    }  # fmt: skip
    assert section["figures"][1]["met"] is None


def test_the_page_tells_every_figure_and_what_could_not_be_measured(made_up):
    told_page = page(made_up)
    assert "missed by 27%" in told_page
    assert '<td class="good">met</td>' in told_page
    assert "Not measured: RuntimeError: no PostgreSQL" in told_page
    assert "wall &lt;over&gt; ideal" in told_page
    assert "A quick run" in told_page
    assert "bridge/text/nlp.py parsed" in told_page
    assert told_page.count("<svg") == 1
    # it needs nothing beside itself
    assert 'src="' not in told_page
    assert 'href="http' not in told_page


def test_a_page_without_any_target_has_no_chart(made_up):
    made_up["sections"] = [section for section in made_up["sections"] if section["error"]]
    assert "<svg" not in page(made_up)


#: A parent whose child works, ends, and is not waited for until the parent has slept; then the parent works itself.
_FAMILY = """
import os, subprocess, sys, time
busy = "import time # grammalecte\\nwhile time.process_time() < 0.3: pass"
child = subprocess.Popen([sys.executable, "-c", busy])
os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
while time.process_time() < 0.45: pass
child.wait()
"""


def test_a_child_that_ended_is_still_charged_with_what_it_used(tmp_path: Path):
    cost = run([sys.executable, "-c", _FAMILY], env={}, folder=tmp_path)
    assert cost.code == 0, cost.errors
    assert set(cost.children) == {"grammar"}
    assert cost.children["grammar"] >= 0.25
    assert cost.own >= 0.4
    assert cost.cpu_at(cost.begun + cost.wall) == pytest.approx(cost.own)
