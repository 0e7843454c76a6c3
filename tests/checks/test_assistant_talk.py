"""What a model says of its task, and the notation it was given, never reach the article."""

from __future__ import annotations

import pytest

from bridge.checks import leftovers
from bridge.domain.finding import blockers
from tests.checks.builders import BRIEF, PLAIN, article, codes, h, p, seo, source, ul

SOURCE = source(PLAIN)


@pytest.mark.parametrize(
    "text",
    [
        "Bien sûr ! Voici l’article réécrit.",
        "Voici la version optimisée pour le SEO :",
        "Voici une réécriture de l’article en français.",
        "Ci-dessous l’article complet.",
        "D’accord, voici ce que je propose.",
        "En tant qu’expert SEO, je recommande ce titre.",
        "Je suis une intelligence artificielle et n’ai pas d’avis.",
        "Here is your article in French.",
        "J’espère que cet article vous plaira.",
        "N’hésitez pas à me demander des modifications.",
        "Si vous souhaitez que je modifie le ton, dites-le.",
        "Dites-moi si le ton vous convient.",
        "Je suis désolé, mais je ne peux pas traduire ce texte.",
        "J’ai réécrit l’article en respectant le ton demandé.",
        "J’ai respecté les consignes et la longueur.",
        "Mots-clés : port, Valbrune, quais",
        "Mot-clé principal : port de Valbrune",
        "H2 : les quais du port",
        "Assistant : le port change",
        "Note : cet article a été rédigé à partir d’une dépêche.",
        "Remarque : les mots-clés sont en gras.",
        "Le port change (environ 700 mots).",
        "Nombre de mots : 712",
        "Article optimisé pour le référencement naturel.",
        "Le mot-clé principal apparaît trois fois.",
        "La requête cible est présente dans le titre.",
        "Le texte source ne dit rien de plus.",
        "La source ne précise pas le coût des quais.",
        "Fin de l’article.",
        "[Suite de l’article]",
        "[K1]",
        "Le port [[K12]] change.",
        "[C3]",
        "L1 = le port",
        "Le port change [insérer une date ici].",
        "[Votre nom]",
        "Contenu à venir",
    ],
)
def test_talk_holds(text):
    for made in (article(PLAIN, text), article(PLAIN, h(text), PLAIN), article(PLAIN, ul("Le quai", text)),
                 article(PLAIN, seo=seo(description=text))):  # fmt: skip
        assert blockers(leftovers.check(SOURCE, BRIEF, made))
    assert blockers(leftovers.check(source(text), BRIEF, article(PLAIN, text))) == ()


def test_a_greeting_alone_or_before_everything():
    assert codes(leftovers.check(SOURCE, BRIEF, article("Bien sûr ! Le port change.", PLAIN)))
    assert codes(leftovers.check(SOURCE, BRIEF, article(PLAIN, "Certainement !")))


@pytest.mark.parametrize(
    "text",
    [
        "Bien sûr ! On y va tous les ans, et la saison est belle.",
        "« J’espère que cela va durer », dit la directrice, « et je ne peux pas vous aider à rêver ».",
        "« J’ai traduit le texte de Shakespeare en trois ans », raconte l’auteur.",
        "Voici les horaires : de 8 heures à 18 heures.",
        "Voici un texte de loi qui fera date.",
        "Voici la version des faits que donne la mairie.",
        "Source : Insee, 2024.",
        "Note : 4 sur 5.",
        "Remarque : le parking reste gratuit le matin.",
        "Conclusion : il faut attendre le vote du conseil.",
        "Le texte de loi ne précise pas tout ; selon les consignes de sécurité, l’accès est interdit.",
        "Le concours de nouvelles (10 000 signes) est ouvert ; n’hésitez pas à vous inscrire.",
        "L’assistant parlementaire a répondu. Question : et les quais ? Réponse de la mairie, lundi.",
        "La ligne L1 : douze arrêts. Les bus K2 et K3 passent toutes les dix minutes.",
        "Titre de séjour, titre de transport et titre professionnel : ce qui change.",
    ],
)
def test_what_people_write_is_let_be(text):
    assert leftovers.check(SOURCE, BRIEF, article(p(PLAIN), p(text))) == ()
