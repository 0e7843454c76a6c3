"""CPU seconds for a draft: the bridge's own, and with Yoast's analysis beside it."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.benching.copies import Copies
from scripts.benching.processes import Cost
from scripts.benching.relay import Exchange, relayed
from scripts.benching.report import Section, at_most, told
from scripts.benching.setup import Installation, Options, folder, model_server, verdicts
from scripts.benching.site import Site

TITLE = "CPU for each draft"
WORKERS = 4
#: Of the drafts, how many are to load what is loaded once, and to fill caches: the others are the warm ones.
_COLD = 0.25


@dataclass(frozen=True, kw_only=True)
class Split:
    """``warm`` CPU seconds for each draft after the first ones, ``cold`` those the first ones took beyond that."""

    warm: float
    cold: float


def split(delivered: list[float], used: list[float], total: float) -> Split:
    """From when each draft was delivered, and the CPU seconds used by then, in the same order."""
    first = max(1, round(len(delivered) * _COLD))
    warm = (used[-1] - used[first - 1]) / (len(used) - first)
    return Split(warm=warm, cold=total - warm * len(used))


def measure(site: Site, options: Options) -> Section:
    drafts = options.number(100, 12)
    section = Section(name="cpu", title=TITLE, settings={"drafts": drafts, "workers": WORKERS})
    _without_yoast(section, site, options, drafts)
    _with_yoast(section, site, drafts)
    return section


def _without_yoast(section: Section, site: Site, options: Options, drafts: int) -> None:
    cost, found = _run(section, site, drafts, yoast=False, profile=options.profile)
    section.figures += [
        at_most("cpu.own", "the bridge's process, for each draft when warm, without Yoast", found.warm, 0.15, "s"),
        told("cpu.cold", "what starting and the first drafts cost beyond that, once", found.cold, "s"),
        told("cpu.own_with_start", "both, shared among these drafts", cost.own / drafts, "s"),
        told("cpu.grammar", "Grammalecte's process beside it, for each draft", _child(cost, "grammar") / drafts, "s"),
    ]


def _with_yoast(section: Section, site: Site, drafts: int) -> None:
    cost, found = _run(section, site, drafts, yoast=True, profile=False)
    yoast, grammar = _child(cost, "yoast"), _child(cost, "grammar")
    own = found.warm * drafts
    section.figures += [
        at_most("cpu.with_yoast", "bridge (warm) and Yoast together, over Yoast's own",
                (own + yoast) / yoast if yoast else None, 1.3, "×"),
        told("cpu.with_all", "the same with start, first drafts and Grammalecte",
             cost.cpu / yoast if yoast else None, "×"),
        told("cpu.yoast", "Yoast's own (Node), for each draft", yoast / drafts, "s"),
        told("cpu.own_beside_yoast", "the bridge's process beside it, for each draft when warm", found.warm, "s"),
    ]  # fmt: skip
    section.notes.append(
        f"with Yoast: bridge {cost.own:.1f} s, Yoast {yoast:.1f} s, Grammalecte {grammar:.1f} s for {drafts} drafts"
    )


def _child(cost: Cost, part: str) -> float:
    return cost.children.get(part, 0.0)


def _run(section: Section, site: Site, drafts: int, *, yoast: bool, profile: bool) -> tuple[Cost, Split]:
    site.fill(Copies(drafts))
    with model_server(drafts, latency=0.0) as model, relayed(site.url) as relay, folder() as path:
        bridge = Installation(
            path, relay.url, site.password, model.url, workers=WORKERS, yoast=yoast, profile=profile
        )  # fmt: skip
        cost = bridge.once()
        if profile:
            section.profile = bridge.profiled()
        moments = sorted(each.ended for each in relay.exchanges if _delivers(each))
    section.notes.append(f"{'with' if yoast else 'without'} Yoast: verdicts {verdicts(cost)}, {cost.wall:.1f} s")
    return cost, split(moments, [cost.cpu_at(moment) for moment in moments], cost.own)


def _delivers(exchange: Exchange) -> bool:
    return exchange.method == "POST" and exchange.path.split("?")[0].endswith(("/proposals", "/held"))
