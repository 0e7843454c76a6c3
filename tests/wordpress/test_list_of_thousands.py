"""The list with five thousand proposals: how many queries a page takes, and how long beside the posts list."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.support.wordpress import ROOT, WordPress

pytestmark = pytest.mark.wordpress

MANY = 5000
PROPOSALS = "admin.php?page=needs-seo-proposals"
POSTS = "edit.php"
_METER = """<?php add_action('shutdown', function () {
    if (is_admin() && !wp_doing_ajax()) { printf('<!-- meter %d %.4F -->', get_num_queries(), timer_float()); }
});"""


@pytest.fixture(scope="module")
def crowded(wordpress: WordPress) -> Iterator[WordPress]:
    """A site whose pages say at their end how many queries and seconds they took."""
    meter = Path(wordpress.facts["paths"]["wordpress"]) / "wp-content" / "mu-plugins" / "meter.php"
    meter.write_text(_METER, encoding="utf-8")
    seed = (ROOT / "tests" / "support" / "thousands.php").read_text(encoding="utf-8")
    assert int(wordpress.php(seed, str(MANY))) >= MANY
    yield wordpress
    meter.unlink()


def _signed_in(site: WordPress, login: str) -> requests.Session:
    session = requests.Session()
    session.cookies.set("wordpress_test_cookie", "WP%20Cookie%20check")
    form = {"log": login, "pwd": site.password(login), "wp-submit": "1", "testcookie": "1"}
    session.post(f"{site.url}/wp-login.php", data=form, timeout=60)
    return session


@pytest.fixture(scope="module")
def editor(crowded: WordPress) -> requests.Session:
    session = _signed_in(crowded, "editrice")
    _load(crowded, session, PROPOSALS)  # somebody's first visit: WordPress notes things that it finds there ever after
    return session


def _load(site: WordPress, session: requests.Session, address: str) -> tuple[str, int, float]:
    answer = session.get(f"{site.url}/wp-admin/{address}", timeout=120)
    assert answer.status_code == 200
    told = re.search(r"<!-- meter (\d+) ([\d.]+) -->", answer.text)
    assert told, answer.text[-2000:]
    return answer.text, int(told[1]), float(told[2])


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "&view=pending",
        "&view=held",
        "&orderby=seo&order=asc",
        "&orderby=findings&order=desc&paged=100",
        "&orderby=author&order=asc",
        "&s=Brouillon+12&score=good&age=month",
        "&paged=250",
    ],
)
def test_a_page_of_the_list_takes_fewer_than_forty_queries(
    crowded: WordPress, editor: requests.Session, asked: str
) -> None:
    page, queries, seconds = _load(crowded, editor, PROPOSALS + asked)
    assert page.count('class="row-title"') > 0
    assert queries < 40
    print(f"{asked or 'all':45} {queries} queries, {seconds:.3f} s")


def test_an_authors_own_of_them_take_no_more(crowded: WordPress) -> None:
    page, queries, seconds = _load(crowded, _signed_in(crowded, "auteur1"), PROPOSALS)
    assert page.count('class="row-title"') == 20
    assert queries < 40
    print(f"{'an author':45} {queries} queries, {seconds:.3f} s")


def test_the_list_beside_the_posts_list(crowded: WordPress, editor: requests.Session) -> None:
    """Prints the figures; a clock on a busy machine proves nothing."""
    took: dict[str, list[float]] = {PROPOSALS: [], POSTS: []}
    queries: dict[str, int] = {}
    for _ in range(7):
        for address, times in took.items():
            _, queries[address], seconds = _load(crowded, editor, address)
            times.append(seconds)
    mine, theirs = (statistics.median(took[address]) for address in (PROPOSALS, POSTS))
    print(f"\n{MANY} drafts, 20 rows a page, medians of 7: proposals {mine:.3f} s ({queries[PROPOSALS]} queries),")
    print(f"posts {theirs:.3f} s ({queries[POSTS]} queries); {mine / theirs:.2f} times as long")
    assert queries[PROPOSALS] < 40
