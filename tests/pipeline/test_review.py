"""How many articles are looked at together."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from bridge.domain.article import Article
from bridge.review import Reviewer
from tests.checks.builders import BRIEF, PLAIN, article, p, source

AT_ONCE = 2


class Crowded:
    """An analyser that sees how many use it at once: each stays until one more comes, or none does."""

    def __init__(self) -> None:
        self._now = self.most = 0
        self._lock = threading.Lock()
        self._crowd = threading.Event()

    def analyse(self, article: Article, content: str) -> None:
        with self._lock:
            self._now += 1
            self.most = max(self.most, self._now)
            if self._now > AT_ONCE:
                self._crowd.set()
        self._crowd.wait(0.05)
        with self._lock:
            self._now -= 1


def test_no_more_articles_are_looked_at_together_than_keep_the_machine_busy_and_all_are_looked_at() -> None:
    analyser = Crowded()
    review = Reviewer(analyser=analyser, grammar=None, at_once=AT_ONCE)
    review.load()
    site = review.for_site("https://gazette.example")
    with ThreadPoolExecutor(max_workers=6) as threads:
        # reviews of two sites share the machine
        found = [
            threads.submit(one, source(PLAIN), BRIEF, article(p(PLAIN)), f"<p>{PLAIN}</p>")
            for one in (review, site) * 3
        ]
        assert all(each.result().scores.seo is None for each in found)
    assert 1 <= analyser.most <= AT_ONCE
