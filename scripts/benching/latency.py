"""Wall time of a queue of drafts over what the model alone would take."""

from __future__ import annotations

from scripts.benching.copies import Copies
from scripts.benching.processes import Cost, Shares, shares
from scripts.benching.report import Figure, Section, at_most, over_ideal, told
from scripts.benching.setup import AT_ONCE, Installation, ModelServer, Options, folder, model_server, verdicts
from scripts.benching.site import Site

TITLE = f"Wall time of a queue, {AT_ONCE} drafts at once, over the ideal"
MODEL = 2.0
#: Where the machine has cores to spare a model's latency is the limit; here it is on any machine.
SLOW_MODEL = 20.0


def measure(site: Site, options: Options) -> Section:
    drafts = options.number(200, 16)
    section = Section(
        name="latency", title=TITLE, settings={"drafts": drafts, "at_once": AT_ONCE, "model_seconds": MODEL}
    )
    _round(section, site, options, drafts=drafts, latency=MODEL, prefix="latency")
    few = max(AT_ONCE, drafts // 2)
    slow = SLOW_MODEL if not options.quick else 4.0
    section.settings |= {"slow_drafts": few, "slow_model_seconds": slow}
    _round(section, site, options, drafts=few, latency=slow, prefix="latency.slow")
    return section


def _round(section: Section, site: Site, options: Options, *, drafts: int, latency: float, prefix: str) -> None:
    copies = Copies(drafts)
    with model_server(drafts, latency=latency) as model, folder() as path:
        site.fill(copies)
        bridge = Installation(path, site.url, site.password, model.url, profile=options.profile)
        cost, used = _timed(bridge, site, model)
        ratio = over_ideal(cost.wall, drafts=drafts, latency=latency, at_once=AT_ONCE)
        ideal = drafts * latency / AT_ONCE
        what = f"{drafts} drafts, model {latency:g} s"
        if prefix == "latency":
            section.figures.append(at_most("latency.ratio", f"wall over ideal ({what})", ratio, 1.10, "×"))
            section.profile = bridge.profiled() if options.profile else []
        else:
            section.figures.append(
                told(f"{prefix}.ratio", f"wall over ideal where CPU is not the limit ({what})", ratio, "×")
            )
        section.figures += [
            told(f"{prefix}.wall", f"wall time (ideal {ideal:g} s)", cost.wall, "s"),
            *_where(prefix, cost, used, drafts),
            told(f"{prefix}.model_at_once", "model calls at once, at most", model.stats()["most_at_once"]),
        ]
        section.notes.append(_explained(what, cost, used, ideal))
        section.notes.append(f"{what}: verdicts {verdicts(cost)}, model calls {sum(model.calls().values())}")


def _timed(bridge: Installation, site: Site, model: ModelServer) -> tuple[Cost, Shares]:
    parts = {"php": lambda: site.cpu("webserver"), "mariadb": lambda: site.cpu("database"), "model": model.cpu}
    with shares(parts) as used:
        cost = bridge.once()
    return cost, used


def _where(prefix: str, cost: Cost, used: Shares, drafts: int) -> list[Figure]:
    parts = {
        "bridge": ("the bridge's process", cost.own),
        "yoast": ("Yoast (Node)", cost.children.get("yoast", 0.0)),
        "grammar": ("Grammalecte", cost.children.get("grammar", 0.0)),
        "php": ("WordPress (PHP)", used.seconds["php"]),
        "mariadb": ("WordPress (MariaDB)", used.seconds["mariadb"]),
        "model": ("the model server", used.seconds["model"]),
    }
    drift = "resident memory, from the middle to the end of the queue"
    return [
        *(told(f"{prefix}.cpu.{part}", f"CPU of {name}", seconds, "s") for part, (name, seconds) in parts.items()),
        told(f"{prefix}.memory_drift", drift, _drift(cost, drafts), "KB/draft"),
    ]


def _drift(cost: Cost, drafts: int) -> float | None:
    """The change of resident memory over the second half of the run, for each of its drafts."""
    looks = [look for look in cost.looks if look.memory]
    late = [look for look in looks if look.at > cost.begun + cost.wall / 2]
    if len(late) < 4:
        return None
    # both ends as the mean of some looks: a single one swings with what a draft needs while it is worked on
    few = max(1, len(late) // 4)
    change = sum(look.memory for look in late[-few:]) / few - sum(look.memory for look in late[:few]) / few
    return change / 1024 / (drafts / 2)


def _explained(what: str, cost: Cost, used: Shares, ideal: float) -> str:
    counted = cost.cpu + sum(used.seconds.values())
    cores = (used.busy + used.idle) / cost.wall
    return (
        f"{what}: bridge, Yoast, Grammalecte, WordPress and the model server used {counted:.1f} CPU seconds in "
        f"{cost.wall:.1f} s, where {cores:.0f} cores could give {used.busy + used.idle:.1f} ({ideal * cores:.1f} "
        f"within the ideal time); the cores were busy for {used.busy / (used.busy + used.idle):.0%}, "
        f"{max(0.0, used.busy - counted):.1f} s of it with something else"
    )
