"""``learn``: what people changed in approved articles, offered to them as a glossary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bridge.cli.session import Session, chosen_sites
from bridge.cli.terminal import clean, messages, output, plural, say
from bridge.errors import BridgeError

if TYPE_CHECKING:
    from bridge.domain.lesson import GlossaryOffer


def learn_command(session: Session, names: Sequence[str] | None) -> int:
    """0 where every site answered, 1 where one did not."""
    _, config = session.load()
    wrong = 0
    with session.build(config) as bridge:
        for site in chosen_sites(config, names):
            try:
                lesson = bridge.learn(site)
            except BridgeError as error:
                wrong += 1
                say(messages(), f"{site} : {clean(str(error))}")
                continue
            read = plural(lesson.looked_at, "proposition relue", "propositions relues")
            say(output(), f"{site} : {read}, {plural(len(lesson.offers), 'terme')} à proposer au glossaire.")
            _show(lesson.offers)
    return 1 if wrong else 0


def _show(offers: Sequence[GlossaryOffer]) -> None:
    for offer in offers:
        said = f"« {clean(offer.term)} » → « {clean(offer.rendering)} » ({plural(offer.seen, 'fois', 'fois')})"
        say(output(), said, indent=2)
    if offers:
        say(output(), "À accepter ou à écarter dans WordPress, Propositions SEO > Glossaire.", indent=2)
