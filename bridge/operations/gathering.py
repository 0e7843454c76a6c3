"""From what happens to what one receiver is told: which of it, gathered for how long, and what was told already."""

from __future__ import annotations

from collections.abc import Mapping

from bridge.config import Config, NoticeSettings, SiteSettings
from bridge.domain.job import Job, JobState
from bridge.operations.wording import SHOWN, DraftNews, Message, News, Pile, message

#: News other than verdicts are gathered for so long, in seconds: where the network is down, all sites are at once.
_URGENT = 60.0
#: Most news in one message, and in a gathering: the rest is one line.
_MOST_NEWS = 20
_KINDS = {JobState.HELD: "held", JobState.FAILED: "failed"}
#: The list of proposals in wp-admin (``Admin_Page::SLUG`` of the plugin).
_LIST = "/wp-admin/admin.php?page=needs-seo-proposals"


def draft_news(config: Config, job: Job, *, state: JobState, reason: str) -> DraftNews:
    """The news of one draft; its link leads to where a person sees why."""
    site = config.site(job.site)
    if state is JobState.HELD and site.delivery == "companion":
        link = f"{site.url}{_LIST}&held={job.draft}"
    else:
        link = f"{site.url}/wp-admin/post.php?post={job.draft}&action=edit"
    return DraftNews(site=job.site, state=state, title=job.title, reason=reason, link=link)


def list_page(site: SiteSettings) -> str:
    """Where all of a site's proposals are; "" where the plugin isn't."""
    return f"{site.url}{_LIST}" if site.delivery == "companion" else ""


class Gathering:
    """What waits to be told to one receiver. Times are seconds of the caller's clock."""

    def __init__(self, settings: NoticeSettings, config: Config) -> None:
        self.settings = settings
        self._config = config
        self._piles: dict[tuple[str, JobState], Pile] = {}
        self._news: list[News] = []
        self._more = 0
        self.due: float | None = None

    def add(self, item: DraftNews | News, now: float) -> None:
        """Take it in, where this receiver wants to know."""
        if isinstance(item, DraftNews):
            if not self.settings.concerns(_KINDS[item.state], item.site):
                return
            pile = self._piles.setdefault((item.site, item.state), Pile(shown=[]))
            pile.number += 1
            if len(pile.shown) < SHOWN:
                pile.shown.append(item)
            self._wait(now + self.settings.seconds)
        elif self._wants(item):
            if len(self._news) < _MOST_NEWS:
                self._news.append(item)
            else:
                self._more += 1
            self._wait(now + min(_URGENT, self.settings.seconds))

    def _wants(self, news: News) -> bool:
        if news.unless in self.settings.on:
            return False
        if news.site:
            return self.settings.concerns(news.kind, news.site)
        names = self.settings.sites or tuple(site.name for site in self._config.sites)
        return news.kind in self.settings.on and any(self._config.site(one).engine == news.engine for one in names)

    def _wait(self, due: float) -> None:
        self.due = due if self.due is None else min(self.due, due)

    def take(self) -> Message | None:
        """All of it as one message, and begin anew."""
        if not self._piles and not self._news:
            self.due = None
            return None
        news = list(self._news)
        if self._more:
            rest = f"et {self._more} autres"
            news.append(News(kind="", site="", subject=rest, told="", todo="voyez « seo-bridge status »"))
        told = message(self._piles, news, self._lists())
        self._piles, self._news, self._more, self.due = {}, [], 0, None
        return told

    def _lists(self) -> Mapping[str, str]:
        return {site.name: list_page(site) for site in self._config.sites}
