"""The same drafts through the bridge and through a plain script, with a model that gets a figure wrong now and then."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scripts.benching.copies import Copies, holds
from scripts.benching.processes import Cost, run
from scripts.benching.relay import Relay, relayed
from scripts.benching.report import Section, told
from scripts.benching.setup import Installation, ModelServer, Options, checked, folder, model_server, verdicts
from scripts.benching.site import Drafts, Site

TITLE = "Beside a plain script (one draft after the other, the post updated in place)"
MODEL = 2.0
#: One completion of so many has a wrong figure.
WRONG_EVERY = 10


@dataclass(frozen=True, kw_only=True)
class Traces:
    """What became of the posts: changed in place; a wrong figure in the post, or in a proposal that awaits a person."""

    changed: int
    wrong: int


def traces(drafts: Drafts, copies: Copies, before: Mapping[int, Any], after: Mapping[int, Any]) -> Traces:
    """``before`` and ``after``: the posts' rows by id."""
    changed = [post for post in before if any(before[post][key] != after[post][key] for key in ("title", "content"))]
    slips = {post: copies[drafts.number(post)].slip for post in before}
    wrong = [post for post, slip in slips.items() if slip and holds(after[post]["content"], slip[1])]
    return Traces(changed=len(changed), wrong=len(wrong))


def measure(site: Site, options: Options) -> Section:
    drafts = options.number(50, 11)
    latency = MODEL if not options.quick else 0.2
    copies = Copies(drafts)
    slips = sum(1 for number in range(0, drafts, WRONG_EVERY) if copies[number].slip)
    section = Section(name="plain", title=TITLE,
                      settings={"drafts": drafts, "model_seconds": latency, "wrong_completions": slips})  # fmt: skip
    for name, what in (("bridge", _bridge), ("script", _script)):
        ids = site.fill(copies)
        before = site.posts()
        with model_server(drafts, latency=latency, wrong_every=WRONG_EVERY) as model, relayed(site.url) as relay:
            cost = what(section, site, relay, model)
            calls = sum(model.calls().values())
            found = traces(ids, copies, before, site.posts())
            section.figures += [
                told(f"plain.{name}.wall", f"{_NAMES[name]}: wall time", cost.wall, "s"),
                told(f"plain.{name}.requests", f"{_NAMES[name]}: requests to WordPress", len(relay.exchanges)),
                told(f"plain.{name}.calls", f"{_NAMES[name]}: model calls", calls),
                told(f"plain.{name}.changed", f"{_NAMES[name]}: posts changed in place, asking nobody", found.changed),
                told(f"plain.{name}.wrong", f"{_NAMES[name]}: posts with a wrong figure (of {slips})", found.wrong),
            ]  # fmt: skip
    walls = {figure.id: figure.value for figure in section.figures}
    script, bridge = walls["plain.script.wall"], walls["plain.bridge.wall"]
    section.figures.insert(0, told("plain.ratio", "wall time of the script over the bridge's",
                                   script / bridge if script and bridge else None, "×"))  # fmt: skip
    return section


_NAMES = {"bridge": "the bridge", "script": "the script"}


def _bridge(section: Section, site: Site, relay: Relay, model: ModelServer) -> Cost:
    with folder() as path:
        cost = Installation(path, relay.url, site.password, model.url).once()
    found = verdicts(cost)
    section.figures += [
        told("plain.bridge.proposed", "the bridge: proposals for a person to decide on", found.get("proposed", 0)),
        told("plain.bridge.held", "the bridge: held back with the reason", found.get("held", 0)),
    ]
    return cost


def _script(_section: Section, site: Site, relay: Relay, model: ModelServer) -> Cost:
    env = {"WP_URL": relay.url, "WP_USER": "editrice", "WP_PASSWORD": site.wordpress.application_password("editrice"),
           "MODEL_URL": f"{model.url}/v1"}  # fmt: skip
    with folder() as path:
        return checked(run([sys.executable, "-m", "scripts.benching.plain"], env=env, folder=path))
