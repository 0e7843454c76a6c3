"""Quotations of an English source in a French article: what renders them passes, what does not is held."""

from __future__ import annotations

import pytest

from bridge.checks import quotations
from tests.checks.builders import BRIEF, article, severities, source

# ruff: noqa: E501
FAITHFUL = [
    ("We will not close the swimming pool before the summer.", "Nous ne fermerons pas la piscine avant l’été."),
    ("The water stays clear all year.", "L’eau reste claire toute l’année."),
    (
        "We have invested 15 million since 2019, and it shows.",
        "Nous avons investi 15 millions depuis 2019, et cela se voit.",
    ),
    (
        "Some of our youngest pupils leave home at half past seven for a school they can see from their bedroom window.",
        "Certains de nos plus jeunes élèves partent de chez eux à sept heures et demie pour une école qu’ils voient de la fenêtre de leur chambre.",
    ),
    (
        "We have moved registration back by ten minutes, but we cannot move the river.",
        "Nous avons reculé l’appel de dix minutes, mais nous ne pouvons pas déplacer la rivière.",
    ),
    (
        "I am proud of what this team achieved tonight. We never stopped believing.",
        "Je suis fier de ce que cette équipe a accompli ce soir. Nous n’avons jamais cessé d’y croire.",
    ),
    ("We conceded two silly goals and paid for it.", "Nous avons encaissé deux buts bêtes et nous l’avons payé."),
    (
        "This is the first time that such a signal has been seen in a living cell.",
        "C’est la première fois qu’un tel signal est observé dans une cellule vivante.",
    ),
    (
        "It does not prove that the drug works, but it is a reason to keep looking.",
        "Cela ne prouve pas que le médicament fonctionne, mais c’est une raison de continuer à chercher.",
    ),
    (
        "Our profits rose because customers came back, not because we raised prices.",
        "Nos bénéfices ont augmenté parce que les clients sont revenus, et non parce que nous avons relevé nos prix.",
    ),
    (
        "Never wash mushrooms under the tap: a damp cloth is enough.",
        "Ne lavez jamais les champignons sous le robinet : un linge humide suffit.",
    ),
    ("You need patience, good butter and a hot oven.", "Il faut de la patience, du bon beurre et un four chaud."),
    ("The council did not listen to the residents.", "La municipalité n’a pas écouté les habitants."),
    (
        "There is no money left in the budget for another study.",
        "Il ne reste plus d’argent au budget pour une nouvelle étude.",
    ),
    (
        "We could not have been happier with the turnout.",
        "La participation nous a comblés, nous n’aurions pas pu être plus heureux.",
    ),
    (
        "Nobody told us that the road would be shut for six months.",
        "Personne ne nous avait dit que la route serait coupée pendant six mois.",
    ),
    ("It is a disgrace.", "C’est une honte."),
    (
        "Artificial intelligence will change how hospitals work, but it won't replace doctors.",
        "L’intelligence artificielle changera le fonctionnement des hôpitaux, mais elle ne remplacera pas les médecins.",
    ),
    ("The bridge is safe, and it has always been safe.", "Le pont est sûr, et il l’a toujours été."),
    (
        "If the rain holds off, we will start the harvest on Monday.",
        "S’il ne pleut pas, nous commencerons la récolte lundi.",
    ),
    (
        "Every tonne of carbon that the meadow stores is a tonne that stays out of the air.",
        "Chaque tonne de carbone que stocke l’herbier est une tonne qui ne part pas dans l’air.",
    ),
    (
        "We are losing about a hectare of seagrass each winter.",
        "Nous perdons environ un hectare d’herbiers chaque hiver.",
    ),
    ("The decision was taken without consulting the staff.", "La décision a été prise sans consulter le personnel."),
    ("I would rather wait a year than do it badly.", "Je préfère attendre un an plutôt que de mal faire."),
    (
        "Small firms are unable to borrow at these rates.",
        "Les petites entreprises ne peuvent pas emprunter à de tels taux.",
    ),
    ("This law will protect children online.", "Cette loi protégera les enfants en ligne."),
    ("She was the best rider I have ever coached.", "C’était la meilleure cavalière que j’aie jamais entraînée."),
    ("They played better than us, no doubt about it.", "Ils ont mieux joué que nous, cela ne fait aucun doute."),
    ("The museum will stay open during the works.", "Le musée restera ouvert pendant les travaux."),
    (
        "We expect the new line to carry 40,000 passengers a day by 2030.",
        "Nous prévoyons que la nouvelle ligne transportera 40 000 voyageurs par jour d’ici à 2030.",
    ),
    (
        "Housing is the number one worry for young families here.",
        "Le logement est la première préoccupation des jeunes familles ici.",
    ),
    ("The talks were frank and useful.", "Les discussions ont été franches et utiles."),
    ("Digital sovereignty is about having a choice.", "La souveraineté numérique, c’est avoir le choix."),
    (
        "The union will strike if nothing changes by Friday.",
        "Le syndicat se mettra en grève si rien ne change d’ici à vendredi.",
    ),
    ("We must act now, before it is too late.", "Nous devons agir maintenant, avant qu’il ne soit trop tard."),
    ("Anyone can learn to bake bread.", "N’importe qui peut apprendre à faire du pain."),
    ("It took us three years to win their trust.", "Il nous a fallu trois ans pour gagner leur confiance."),
    ("The factory can only survive with public support.", "L’usine ne peut survivre qu’avec un soutien public."),
    (
        "There is nothing more important than the safety of our passengers.",
        "Rien n’est plus important que la sécurité de nos passagers.",
    ),
    ("London remains our main market.", "Londres reste notre principal marché."),
]


def said(original: str) -> object:
    return source(f"“{original}” the spokesperson of the region said.", "“Ask me tomorrow,” she added.", language="en")


@pytest.mark.parametrize(("original", "french"), FAITHFUL)
def test_a_faithful_rendering(original: str, french: str) -> None:
    made = article(f"« {french} », a déclaré la porte-parole de la région.")
    found = quotations.check(said(original), BRIEF, made)  # type: ignore[arg-type]
    assert not [item for item in found if item.severity == "blocker"]


@pytest.mark.parametrize(
    ("original", "french"),
    [
        ("We will not close the swimming pool before the summer.", "Nous fermerons la piscine avant l’été."),
        ("We will not close the swimming pool before the summer.", "Nous ne fermerons pas la piscine après l’été."),
        ("The water stays clear all year.", "L’eau ne reste pas claire toute l’année."),
        ("The water stays clear all year.", "L’eau reste trouble toute l’année."),
        (
            "We have invested 15 million since 2019, and it shows.",
            "Nous avons investi 25 millions depuis 2019, et cela se voit.",
        ),
        ("The bridge is safe, and it has always been safe.", "Le pont est dangereux, et il l’a toujours été."),
        ("The museum will stay open during the works.", "Le musée restera fermé pendant les travaux."),
        ("The union will strike if nothing changes by Friday.", "Le syndicat se mettra en grève d’ici à vendredi."),
        (
            "The talks were frank and useful.",
            "Les discussions ont été franches et utiles, et le gouvernement nous soutiendra jusqu’au bout.",
        ),
        ("It took us three years to win their trust.", "Il nous a fallu trois ans pour perdre leur confiance."),
        (
            "Nobody told us that the road would be shut for six months.",
            "On nous avait dit que la route serait coupée pendant six mois.",
        ),
        ("This law will protect children online.", "Cette loi menacera les enfants en ligne."),
        ("This law will protect children online.", "Cette loi ne protégera pas les enfants en ligne."),
        ("She was the best rider I have ever coached.", "C’était la pire cavalière que j’aie jamais entraînée."),
        (
            "It does not prove that the drug works, but it is a reason to keep looking.",
            "Cela prouve que le médicament fonctionne, et c’est une raison de continuer à chercher.",
        ),
        (
            "There is no money left in the budget for another study.",
            "Il reste de l’argent au budget pour une nouvelle étude.",
        ),
        (
            "I am proud of what this team achieved tonight. We never stopped believing.",
            "Je suis fier de ce que cette équipe a accompli ce soir. Nous avons cessé d’y croire.",
        ),
        ("The council did not listen to the residents.", "La municipalité a écouté les habitants."),
        ("I would rather wait a year than do it badly.", "Je préfère attendre un mois plutôt que de mal faire."),
        (
            "Small firms are unable to borrow at these rates.",
            "Les petites entreprises peuvent emprunter à de tels taux.",
        ),
        (
            "We expect the new line to carry 40,000 passengers a day by 2030.",
            "Nous prévoyons que la nouvelle ligne transportera 60 000 voyageurs par jour d’ici à 2030.",
        ),
        (
            "We are losing about a hectare of seagrass each winter.",
            "Nous gagnons environ un hectare d’herbiers chaque hiver.",
        ),
        ("Anyone can learn to bake bread.", "Personne ne peut apprendre à faire du pain."),
        ("The decision was taken without consulting the staff.", "La décision a été prise en consultant le personnel."),
        ("There are fewer trains than last year.", "Il y a plus de trains que l’an dernier."),
        (
            "Never wash mushrooms under the tap: a damp cloth is enough.",
            "Lavez les champignons sous le robinet : un linge humide suffit.",
        ),
        (
            "Artificial intelligence will change how hospitals work, but it won't replace doctors.",
            "L’intelligence artificielle changera le fonctionnement des hôpitaux, et elle remplacera les médecins.",
        ),
        (
            "This is the first time that such a signal has been seen in a living cell.",
            "C’est la dernière fois qu’un tel signal est observé dans une cellule vivante.",
        ),
    ],
)
def test_an_altered_rendering(original: str, french: str) -> None:
    found = quotations.check(said(original), BRIEF, article(f"« {french} », a-t-elle dit."))  # type: ignore[arg-type]
    assert ("quotations.altered", "blocker") in severities(found)


SOURCE = source(
    "“The museum will stay open during the works,” the director said. “We never stopped believing in this place.”",
    "The city will pay for the roof, and the region has promised to buy two new lifts, she explained.",
    "A film about the site, The Long Road to the Sea, is shown every evening.",
    title="Valbrune museum",
    language="en",
)


@pytest.mark.parametrize(
    "text",
    [
        "« C’est une très belle victoire pour les contribuables », a dit la directrice.",
        "« Le budget de la culture a été voté à l’unanimité », a dit la directrice.",
        "« Les touristes reviendront en masse dès le printemps prochain », a-t-elle ajouté.",
        "« La ville paiera le toit », a dit la directrice.",
        "« La région a promis d’acheter deux ascenseurs neufs », a dit la directrice.",
    ],
)
def test_a_quotation_of_nobody(text: str) -> None:
    kept = "« Le musée restera ouvert pendant les travaux », dit-elle."
    for made in (article(text), article(kept, text)):
        assert ("quotations.invented", "blocker") in severities(quotations.check(SOURCE, BRIEF, made))


@pytest.mark.parametrize(
    "text",
    [
        "Le film « La longue route vers la mer » est projeté chaque soir.",
        "« Le musée restera ouvert », dit la directrice, « pendant les travaux ».",
        "« Nous n’avons jamais cessé de croire en ce lieu. »",
        "Le musée « restera ouvert ».",
        "« Le musée restera ouvert pendant les travaux. Nous n’avons jamais cessé de croire en ce lieu. »",
    ],
)
def test_titles_parts_and_joined_quotations(text: str) -> None:
    found = quotations.check(SOURCE, BRIEF, article(text))
    assert not [item for item in found if item.severity == "blocker"]


def test_words_of_two_persons_in_one_quotation() -> None:
    two = source(
        "“The talks were frank and useful,” the minister said.",
        "“Our union will strike on Monday morning,” the driver said.",
        language="en",
    )
    text = (
        "« Les discussions ont été franches et utiles, et notre syndicat fera grève lundi matin », a dit le ministre."
    )
    assert ("quotations.altered", "blocker") in severities(quotations.check(two, BRIEF, article(text)))


def test_a_word_that_nothing_explains_is_told() -> None:
    original = source("“We have repaired the roof, the windows and the doors of the school,” she said.", language="en")
    text = "« Nous avons réparé le toit, les fromages et les portes de l’école », a-t-elle dit."
    found = quotations.check(original, BRIEF, article(text))
    assert {item.severity for item in found if "fromages" in item.evidence} & {"blocker", "warning"}
