"""The share of facts kept counts quotations. All names are made up."""

from __future__ import annotations

from bridge.checks.kept_facts import facts_kept
from tests.checks.builders import article, source

SOURCE = source("La maire de Valbrune, Solène Arvic, a parlé. « La piscine rouvrira avant l’été », a-t-elle promis.")


def test_a_lost_quotation_costs() -> None:
    kept = facts_kept(SOURCE, article("« La piscine rouvrira avant l’été », promet Solène Arvic, maire de Valbrune."))
    lost = facts_kept(SOURCE, article("Solène Arvic, maire de Valbrune, a parlé de la piscine."))
    assert lost < kept == 1.0
