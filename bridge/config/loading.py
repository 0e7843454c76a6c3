"""From a file to a Config, or to one ConfigError that tells everything that is wrong with it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import ValidationError

from bridge.config.files import why
from bridge.config.models import BUILT_IN_ENGINE, Config, SiteSettings
from bridge.config.nearest import nearest
from bridge.config.problems import problems_of
from bridge.config.tree import Problem, Spot, place_of, read
from bridge.errors import ConfigError

PATH_VARIABLE = "SEO_BRIDGE_CONFIG"
_NOT_SHARED = frozenset({"name", "url"})


def candidates() -> tuple[Path, ...]:
    """Where a configuration is looked for when none is named, in this order."""
    return (
        Path("config.yaml"),
        Path("~/.config/seo-bridge/config.yaml").expanduser(),
        Path("/etc/seo-bridge/config.yaml"),
    )


def find(given: Path | None = None) -> Path:
    """The file to load: the one given, the one ``SEO_BRIDGE_CONFIG`` names, or the first usual place that has one.

    ConfigError where there is none.
    """
    if given is not None:
        return given
    if named := os.environ.get(PATH_VARIABLE):
        return Path(named).expanduser()
    for path in candidates():
        if path.is_file():
            return path
    raise ConfigError(
        "Aucun fichier de configuration",
        where=", ".join(str(path) for path in candidates()),
        todo="créez-en un avec « seo-bridge init », ou indiquez le vôtre avec --config",
    )


def load(path: Path | str) -> Config:
    """The settings of a file. ConfigError with every problem, each with its line, where it can't be used."""
    path = Path(path)
    tree, problems = read(_text(path))
    if not problems or isinstance(tree.value, dict):
        config, more = _validate(tree, path.absolute().parent, complete=not problems)
        problems += more
        if config is not None and not problems:
            return config
    raise _error(path, problems)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(
            "Le fichier de configuration n'existe pas",
            where=str(path),
            todo="vérifiez le chemin, ou créez le fichier avec « seo-bridge init »",
        ) from None
    except UnicodeDecodeError:
        raise ConfigError(
            "Le fichier de configuration n'est pas du texte UTF-8",
            where=str(path),
            todo="enregistrez-le de nouveau, en UTF-8",
        ) from None
    except OSError as error:
        raise ConfigError(
            f"Le fichier de configuration ne peut pas être lu : {why(error)}",
            where=str(path),
            todo="vérifiez que c'est un fichier, et les droits de l'utilisateur qui lance la commande",
        ) from None


def _validate(tree: Spot, base: Path, *, complete: bool) -> tuple[Config | None, list[Problem]]:
    """Everything the models and the relations between settings say; nothing where the form itself is broken."""
    if not isinstance(tree.value, dict):
        return None, [
            Problem(line=tree.line, place="", message="attendu : des lignes « clé: valeur » (ledger, engines, sites…)")
        ]
    if not complete and not tree.value:
        return None, []
    problems = list(_share_defaults(tree))
    problems += _relations(tree)
    try:
        return Config.model_validate({"ledger": {}, **tree.plain()}, context={"base": base}), problems
    except ValidationError as error:
        return None, problems + problems_of(error, tree)


def _share_defaults(tree: Spot) -> Iterator[Problem]:
    """Put each default into the sites that don't say otherwise (a setting is taken whole), and drop empty sections."""
    sections: dict[str, Spot] = tree.value
    for key in [key for key, spot in sections.items() if spot.value is None]:
        if key in Config.model_fields or key == "defaults":
            del sections[key]  # "sites:" with every line under it commented out
    defaults = sections.pop("defaults", None)
    if defaults is None:
        return
    if not isinstance(defaults.value, dict):
        yield Problem(line=defaults.line, place="defaults", message="attendu : des lignes « clé: valeur »")
        return
    allowed = set(SiteSettings.model_fields) - _NOT_SHARED
    for key, spot in defaults.value.items():
        if key not in allowed:
            yield Problem(line=spot.line, place="defaults", message=_not_a_default(key, allowed))
        spot.shared = True
    shared = {key: spot for key, spot in defaults.value.items() if key in allowed}
    for site in _sites(tree):
        site.value = {**shared, **site.value}


def _not_a_default(key: str, allowed: set[str]) -> str:
    if key in _NOT_SHARED:
        return f"« {key} » est propre à chaque site ; mettez-le sous « sites »"
    return f"clé inconnue : « {key} »{nearest(key, allowed)}"


def _relations(tree: Spot) -> Iterator[Problem]:
    """What one setting demands of another: unique names, engines that exist."""
    yield from _dispatch(tree)
    engines = tree.child("engines")
    known = {BUILT_IN_ENGINE, *(engines.value if engines and isinstance(engines.value, dict) else ())}
    lines: dict[str, int] = {}
    for index, site in enumerate(_sites(tree)):
        place = place_of(("sites", index))
        if (engine := site.child("engine")) and isinstance(engine.value, str) and engine.value not in known:
            message = f"le moteur « {engine.value} » n'est pas sous « engines »{nearest(engine.value, known)}"
            owner = "defaults" if engine.shared else place
            yield Problem(line=engine.line, place=f"{owner} › engine", message=message)
        if (name := site.child("name")) and isinstance(name.value, str):
            if name.value in lines:
                message = f"le nom « {name.value} » est déjà celui du site de la ligne {lines[name.value]}"
                yield Problem(line=name.line, place=f"{place} › name", message=message)
            lines.setdefault(name.value, name.line)
    yield from _notices(tree, lines)


def _notices(tree: Spot, known: Mapping[str, int]) -> Iterator[Problem]:
    """Notices of sites that exist."""
    notices = tree.child("notices")
    for index, notice in enumerate(notices.value if notices and isinstance(notices.value, tuple) else ()):
        sites = notice.child("sites")
        for site in sites.value if sites and isinstance(sites.value, tuple) else ():
            if isinstance(site.value, str) and site.value not in known:
                message = f"le site « {site.value} » n'est pas sous « sites »{nearest(site.value, known)}"
                yield Problem(line=site.line, place=f"{place_of(('notices', index))} › sites", message=message)


def _dispatch(tree: Spot) -> Iterator[Problem]:
    """Several machines share a database on a server, and no file."""
    dispatch, ledger = tree.child("dispatch"), tree.child("ledger")
    url = ledger.child("url") if ledger else None
    shared = url is not None and isinstance(url.value, str) and url.value.startswith("postgresql")
    if dispatch is not None and dispatch.value == "procrastinate" and not shared:
        message = (
            "« procrastinate » répartit le travail entre plusieurs machines, et demande un registre PostgreSQL : "
            "« ledger: {url: postgresql://utilisateur@serveur/base} »"
        )
        yield Problem(line=dispatch.line, place="dispatch", message=message)


def _sites(tree: Spot) -> list[Spot]:
    sites = tree.child("sites")
    if sites is None or not isinstance(sites.value, tuple):
        return []
    return [site for site in sites.value if isinstance(site.value, dict)]


def _error(path: Path, problems: list[Problem]) -> ConfigError:
    # A default that is wrong is found again in each site: it is told once, at its line.
    unique = {(problem.line, problem.message): problem for problem in reversed(problems)}
    lines = [_line(path, problem) for problem in sorted(unique.values(), key=lambda problem: problem.line)]
    count = "une erreur" if len(lines) == 1 else f"{len(lines)} erreurs"
    return ConfigError(
        "\n".join([f"La configuration contient {count} :", *lines]),
        where=str(path),
        todo="corrigez le fichier, puis vérifiez avec « seo-bridge check »",
    )


def _line(path: Path, problem: Problem) -> str:
    line = f"ligne {problem.line}" if problem.line else "fichier"
    place = f"{problem.place} : " if problem.place else ""
    return f"  {path.name}, {line} : {place}{problem.message}"
