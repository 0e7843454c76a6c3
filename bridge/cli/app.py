"""The commands and their options; each hands over to the module that does it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bridge.cli.french import FrenchCommand, FrenchGroup
from bridge.cli.ledger import ledger_app
from bridge.cli.notices import notices_app
from bridge.cli.session import ConfigOption, LogOption, SitesOption, session_of

app = typer.Typer(
    cls=FrenchGroup,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    subcommand_metavar="COMMANDE …",
    help="Réécrit les brouillons WordPress en articles français pensés pour la recherche, "
    "prouve chaque fait par sa source, et laisse la décision à une personne.",
    epilog="Codes de sortie : 0 tout va bien ; 1 quelque chose a échoué ; 2 commande ou configuration à corriger ; "
    "3 défaut du programme ; 130 interruption (143 : par SIGTERM).",
)
companion_app = typer.Typer(
    cls=FrenchGroup,
    add_completion=False,
    rich_markup_mode=None,
    subcommand_metavar="COMMANDE …",
    help="L'extension WordPress qui accompagne seo-bridge.",
)
yoast_app = typer.Typer(
    cls=FrenchGroup,
    add_completion=False,
    rich_markup_mode=None,
    subcommand_metavar="COMMANDE …",
    help="L'analyse de Yoast, qui mesure les articles comme l'éditeur de WordPress.",
)

Json = Annotated[bool, typer.Option("--json", help="Écrit le résultat en JSON.")]


@app.callback()
def before(ctx: typer.Context, config: ConfigOption = None, log: LogOption = None) -> None:
    """Options that may stand before the command, too."""
    session_of(ctx).chosen(config, log)


@app.command(cls=FrenchCommand)
def init(
    ctx: typer.Context,
    path: Annotated[
        Path | None, typer.Option("--path", metavar="FICHIER", help="Où l'écrire (sinon : ./config.yaml).")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Remplace un fichier qui existe déjà.")] = False,
) -> int:
    """Écrit une configuration commentée, à compléter."""
    from bridge.cli.setup import init_command

    return init_command(path or session_of(ctx).config_path or Path("config.yaml"), force=force)


@app.command(cls=FrenchCommand)
def check(
    ctx: typer.Context,
    site: SitesOption = None,
    verbose: Annotated[bool, typer.Option("--verbose", help="Montre chaque besoin et ce qui a été essayé.")] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Crée l'étiquette de la file là où elle manque.")] = False,
    json: Json = False,
    config: ConfigOption = None,
) -> int:
    """Essaie tout ce dont le pont a besoin, site par site, et dit quoi faire."""
    from bridge.cli.check import Wanted, check_command

    return check_command(session_of(ctx).chosen(config), site, Wanted(verbose=verbose, fix=fix, as_json=json))


@app.command(cls=FrenchCommand)
def once(
    ctx: typer.Context,
    site: SitesOption = None,
    now: Annotated[
        bool, typer.Option("--now", help="Prend aussi les brouillons qui attendent leur prochain essai.")
    ] = False,
    json: Json = False,
    config: ConfigOption = None,
    log: LogOption = None,
) -> int:
    """Relève les sites une fois et traite chaque brouillon en attente (pour cron)."""
    from bridge.cli.rounds import once_command

    return once_command(session_of(ctx).chosen(config, log), site, as_json=json, now=now)


@app.command(cls=FrenchCommand)
def run(ctx: typer.Context, site: SitesOption = None, config: ConfigOption = None, log: LogOption = None) -> int:
    """Relève chaque site selon son calendrier, jusqu'à l'arrêt (Ctrl-C ou SIGTERM)."""
    from bridge.cli.rounds import run_command

    return run_command(session_of(ctx).chosen(config, log), site)


@app.command(cls=FrenchCommand)
def worker(ctx: typer.Context, site: SitesOption = None, config: ConfigOption = None, log: LogOption = None) -> int:
    """Réécrit les brouillons que « run » a relevés, ici ou sur une autre machine, jusqu'à l'arrêt."""
    from bridge.cli.worker import worker_command

    return worker_command(session_of(ctx).chosen(config, log), site)


@app.command(cls=FrenchCommand)
def status(
    ctx: typer.Context,
    site: SitesOption = None,
    watch: Annotated[bool, typer.Option("--watch", help="Suit la file en direct (« q » pour quitter).")] = False,
    json: Json = False,
    config: ConfigOption = None,
) -> int:
    """Montre où en sont les brouillons, site par site, et les derniers traités."""
    from bridge.cli.jobs import status_command

    return status_command(session_of(ctx).chosen(config), site, watch=watch, as_json=json)


@app.command(cls=FrenchCommand)
def show(
    ctx: typer.Context,
    job: Annotated[
        str, typer.Argument(metavar="TRAVAIL", help="Le numéro que donnent « once » et « status », ou la clé entière.")
    ],
    config: ConfigOption = None,
) -> int:
    """Montre tout d'un brouillon traité : verdict, constats, champs SEO, étapes."""
    from bridge.cli.jobs import show_command

    return show_command(session_of(ctx).chosen(config), job)


@app.command(cls=FrenchCommand)
def retry(
    ctx: typer.Context,
    job: Annotated[str, typer.Argument(metavar="TRAVAIL", help="Le numéro d'un travail terminé, ou sa clé.")],
    config: ConfigOption = None,
) -> int:
    """Demande un nouvel essai pour un brouillon retenu ou en échec."""
    from bridge.cli.jobs import retry_command

    return retry_command(session_of(ctx).chosen(config), job)


@app.command(cls=FrenchCommand)
def learn(ctx: typer.Context, site: SitesOption = None, config: ConfigOption = None) -> int:
    """Relit ce que la rédaction a corrigé, et propose ses termes au glossaire de WordPress."""
    from bridge.cli.learn import learn_command

    return learn_command(session_of(ctx).chosen(config), site)


@app.command(cls=FrenchCommand)
def rewrite(
    ctx: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="FICHIER", help="Le texte à réécrire, ou « - » pour l'entrée standard.")
    ],
    html: Annotated[bool, typer.Option("--html", help="N'écrit que l'article, en blocs WordPress.")] = False,
    json: Json = False,
    engine: Annotated[
        str | None,
        typer.Option(
            "--engine",
            metavar="MOTEUR",
            help="Un moteur de la configuration ; sans elle : extractive, ou openai "
            "(OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_MODEL).",
        ),
    ] = None,
    min_words: Annotated[
        int | None, typer.Option("--min-words", metavar="N", help="Longueur minimale, en mots (sinon : 700).")
    ] = None,
    keyphrase: Annotated[str | None, typer.Option("--keyphrase", metavar="MOTS", help="Requête cible à viser.")] = None,
    title: Annotated[
        str, typer.Option("--title", metavar="TITRE", show_default=False, help="Titre du brouillon.")
    ] = "",
    config: ConfigOption = None,
) -> int:
    """Réécrit un fichier, sans WordPress et sans rien enregistrer."""
    from bridge.cli.rewrite import Form, Wanted, rewrite_command

    wanted = Wanted(file=file, title=title, engine=engine, min_words=min_words, keyphrase=keyphrase)
    return rewrite_command(session_of(ctx).chosen(config), wanted, Form.of(html=html, json=json))


@app.command(cls=FrenchCommand)
def verify(
    ctx: typer.Context,
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="Le texte de départ : HTML, blocs ou texte.")],
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="L'article qui en est tiré : HTML, blocs ou texte.")
    ],
    min_words: Annotated[
        int | None, typer.Option("--min-words", metavar="N", help="Longueur minimale, en mots (sinon : aucune).")
    ] = None,
    keyphrase: Annotated[
        str | None, typer.Option("--keyphrase", metavar="MOTS", help="Requête cible de l'article.")
    ] = None,
    json: Json = False,
) -> int:
    """Vérifie un article, traduit ou réécrit par qui que ce soit, au regard de sa source."""
    from bridge.cli.verify import verify_command

    return verify_command(session_of(ctx), source, article, min_words=min_words, keyphrase=keyphrase, json=json)


@companion_app.command("zip", cls=FrenchCommand)
def companion_zip(
    output: Annotated[
        Path,
        typer.Option("--output", metavar="FICHIER", show_default=False, help="Où l'écrire (sinon : ./seo-bridge.zip)."),
    ] = Path("seo-bridge.zip"),
) -> int:
    """Écrit l'extension en une archive à installer dans WordPress."""
    from bridge.cli.setup import companion_command

    return companion_command(output)


@companion_app.callback()
def _companion() -> None:
    """Keep ``zip`` a command of its own, though it is the only one."""


app.add_typer(companion_app, name="companion")


@yoast_app.command("install", cls=FrenchCommand)
def yoast_install() -> int:
    """Installe l'analyse de Yoast (par npm, aux versions vérifiées que fixe le pont)."""
    from bridge.cli.setup import yoast_command

    return yoast_command()


@yoast_app.callback()
def _yoast() -> None:
    """Keep ``install`` a command of its own, though it is the only one."""


app.add_typer(yoast_app, name="yoast")


app.add_typer(ledger_app, name="ledger")


app.add_typer(notices_app, name="notices")


@app.command(cls=FrenchCommand)
def version() -> int:
    """Donne la version."""
    from bridge import __version__
    from bridge.cli.terminal import output, say

    say(output(), f"seo-bridge {__version__}")
    return 0
