"""Letters of another script, look-alikes, invisible characters."""

from __future__ import annotations

import pytest

from bridge.checks import scripts
from tests.checks.builders import BRIEF, PLAIN, article, h, p, seo, severities, source, ul

SOURCE = source(PLAIN)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Le port de Valbrune 港 change.", "scripts.foreign"),
        ("Le port de Valbrune，lui, change.", "scripts.full_width"),
        ("Le порт de Valbrune change.", "scripts.foreign"),
        ("Le λιμάνι de Valbrune change.", "scripts.foreign"),
        ("Le ميناء de Valbrune change.", "scripts.foreign"),
        ("Le 항구 de Valbrune change.", "scripts.foreign"),
        ("Le みなと de Valbrune change.", "scripts.foreign"),
        ("Le pоrt de Valbrune change.", "scripts.look_alike"),
        ("Le port de Vаlbrune change.", "scripts.look_alike"),
        ("Le port de Valbrυne change.", "scripts.look_alike"),
        ("Le ｐｏｒｔ de Valbrune change.", "scripts.full_width"),
        ("Le port compte １２ quais.", "scripts.full_width"),
        ("Le 𝗽𝗼𝗿𝘁 de Valbrune change.", "scripts.full_width"),
        ("Le po\u200brt de Valbrune change.", "scripts.invisible"),
        ("Le port\u2060 de Valbrune change.", "scripts.invisible"),
        ("Le \u202eport de Valbrune change.", "scripts.invisible"),
        ("Le port de Valbrune\ufeff change.", "scripts.invisible"),
        ("Le caf\ufffd de Valbrune change.", "scripts.broken"),
    ],
)
def test_letters_that_french_does_not_have(text, code):
    for made in (
        article(text),
        article(PLAIN, title=text),
        article(PLAIN, h(text)),
        article(PLAIN, ul("Un", text)),
        article(PLAIN, seo=seo(description=text)),
    ):
        assert severities(scripts.check(SOURCE, BRIEF, made)) == {(code, "blocker")}
    assert scripts.check(source(text), BRIEF, article(text)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "L’œuvre, le cœur, Æthelstan, Škoda, Łódź, Đà Nẵng, Øresund, Ștefan, Nguyễn et İzmir.",
        "À 12 µm, 5 Ω, l’angle π et l’α-synucléine : 3 × 4 ≤ 12, 10⁻³, CO₂, H₂O, 5 °C, 20 %, 3 ½.",
        "Prix : 12 € ou 15 $ ou 10 £ — n° 5, § 3, ™, ©, ®, 1ᵉʳ, 2ᵉ, « oui » “non” ‘si’ … – —",
        "Une fête 🎉 pour 👨‍👩‍👧 familles ❤️ → voir ✓ • ★",
        "De l’espace fine\u202f: ici, et là\u00a0; puis\u2009là.",
    ],
)
def test_what_french_prints_is_let_be(text):
    assert scripts.check(SOURCE, BRIEF, article(p(text), title=text)) == ()
