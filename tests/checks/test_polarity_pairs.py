"""What a rewriting may do with denials, opposites and reserves, and what it may not: pairs in two languages."""

from __future__ import annotations

import pytest

from bridge.checks import additions, polarity
from bridge.domain.finding import Severity
from tests.checks.builders import BRIEF, article, source

#: (language of the source, source, faithful French)
FAITHFUL = [
    ("en", "The council did not approve the plan for a new car park on Tuesday.",
     "Mardi, le conseil n’a pas approuvé le projet de nouveau parking."),
    ("en", "The council did not approve the plan for a new car park on Tuesday.",
     "Mardi, le conseil a rejeté le projet de nouveau parking."),
    ("en", "The company failed to reach its sales target in the third quarter.",
     "L’entreprise n’a pas atteint son objectif de ventes au troisième trimestre."),
    ("en", "The company failed to reach its sales target in the third quarter.",
     "L’entreprise a manqué son objectif de ventes au troisième trimestre."),
    ("en", "The minister refused to publish the report on the bridge.",
     "Le ministre a refusé de publier le rapport sur le pont."),
    ("en", "The minister refused to publish the report on the bridge.",
     "Le ministre n’a pas voulu publier le rapport sur le pont."),
    ("en", "The swimming pool will not reopen until Monday 6 July.", "La piscine rouvrira lundi 6 juillet."),
    ("en", "The swimming pool will not reopen until Monday 6 July.",
     "La piscine restera fermée jusqu’au lundi 6 juillet."),
    ("en", "No one was injured in the fire at the bakery.", "L’incendie de la boulangerie n’a fait aucun blessé."),
    ("en", "The driver was unhurt in the crash on the ring road.",
     "Le conducteur n’a pas été blessé dans l’accident sur la rocade."),
    ("en", "The library is no longer open on Sundays.", "La bibliothèque n’ouvre plus le dimanche."),
    ("en", "The library is no longer open on Sundays.", "La bibliothèque est désormais fermée le dimanche."),
    ("en", "Not only did sales rise by 4%, but profits doubled.",
     "Les ventes ont augmenté de 4 % et les bénéfices ont doublé."),
    ("en", "No fewer than 300 runners took part in the race.", "Pas moins de 300 coureurs ont participé à la course."),
    ("en", "No fewer than 300 runners took part in the race.", "Au moins 300 coureurs ont participé à la course."),
    ("en", "The team cannot play in the stadium without a new roof.",
     "Sans nouveau toit, l’équipe ne peut pas jouer dans le stade."),
    ("en", "It is impossible to cross the river at high tide.",
     "On ne peut pas traverser la rivière à marée haute."),
    ("en", "The vaccine does not protect against the new variant, the study says.",
     "Selon l’étude, le vaccin ne protège pas contre le nouveau variant."),
    ("en", "Unemployment fell to 6.1% in May, its lowest level since 2008.",
     "Le chômage est descendu à 6,1 % en mai, son plus bas niveau depuis 2008."),
    ("en", "House prices rose by 3% last year in the north of the county.",
     "Dans le nord du comté, le prix des maisons a augmenté de 3 % l’an dernier."),
    ("en", "Wexley beat Orford 2-1 and won the cup.", "Orford s’est incliné 2-1 face à Wexley, qui remporte la coupe."),
    ("en", "The mayor may resign before the election, according to the newspaper.",
     "Selon le journal, le maire pourrait démissionner avant l’élection."),
    ("en", "The suspect allegedly stole 40 bicycles from the station.",
     "Le suspect aurait volé 40 vélos à la gare."),
    ("en", "The drug could reduce the risk of stroke, researchers believe.",
     "Les chercheurs pensent que le médicament peut réduire le risque d’AVC."),
    ("en", "Less than 5% of the fish survived the summer.", "Moins de 5 % des poissons ont survécu à l’été."),
    ("en", "Fold in the egg whites but do not stir.", "Incorporez les blancs d’œufs sans remuer."),
    ("en", "The court acquitted the former treasurer of all charges.",
     "Le tribunal a relaxé l’ancien trésorier de toutes les accusations."),
    ("en", "The museum closes at six in the evening and opens at ten in the morning.",
     "Le musée ouvre à dix heures du matin et ferme à six heures du soir."),
    ("en", "The road north of the village was flooded after the storm.",
     "Après la tempête, la route au nord du village a été inondée."),
    ("en", "The bill was rejected by 29 votes to 26.", "Le texte n’a pas été adopté : 29 voix contre, 26 pour."),
    ("fr", "Le jury n’a pas retenu le projet de halle.", "Le projet de halle n’a pas été retenu par le jury."),
    ("fr", "Le jury n’a pas retenu le projet de halle.", "Le jury a écarté le projet de halle."),
    ("fr", "Il n’a pas accepté l’offre du club de Mornelle.", "Il a refusé l’offre du club de Mornelle."),
    ("fr", "Le préfet a interdit la baignade dans le lac de Corvaux.",
     "La baignade n’est pas autorisée dans le lac de Corvaux, a décidé le préfet."),
    ("fr", "La cantine ne servira que des légumes de la région.",
     "La cantine servira seulement des légumes de la région."),
    ("fr", "La ligne n’ouvrira pas avant septembre.", "La ligne ouvrira en septembre au plus tôt."),
    ("fr", "Le maire n’est pas opposé à la fermeture de la rue.", "Le maire accepte la fermeture de la rue."),
    ("fr", "Le pont ne sera ni démoli ni élargi.", "Le pont ne sera pas démoli. Il ne sera pas élargi non plus."),
    ("fr", "Le chantier, qui n’a pas commencé, coûtera 4 millions d’euros.",
     "Le chantier coûtera 4 millions d’euros. Il n’a pas encore commencé."),
    ("fr", "Le chantier, qui n’a pas commencé, coûtera 4 millions d’euros.", "Le chantier coûtera 4 millions d’euros."),
    ("fr", "La hausse des loyers atteint 4 % à Brévault.", "À Brévault, les loyers ont augmenté de 4 %."),
    ("fr", "Les ventes ont reculé de 12 % au premier semestre.", "Au premier semestre, les ventes ont baissé de 12 %."),
    ("fr", "Le conseil a voté le budget par 19 voix contre 8.", "Le budget a été adopté : 19 élus ont voté pour."),
    ("fr", "Le suspect, présumé innocent, nie les faits.", "Présumé innocent, le suspect conteste les faits."),
    ("fr", "La tour pourrait rouvrir au printemps, selon la mairie.",
     "D’après la mairie, la tour devrait rouvrir au printemps."),
    ("fr", "Le gardien n’a jamais été aussi bon que ce soir.", "Ce soir, le gardien a été meilleur que jamais."),
    ("fr", "Faites revenir l’oignon sans le colorer.", "Faites revenir l’oignon ; il ne doit pas colorer."),
    ("fr", "Personne n’a été blessé dans l’effondrement de la grange.",
     "L’effondrement de la grange n’a pas fait de blessé."),
    ("fr", "La mairie ne compte plus vendre le terrain du stade.",
     "La mairie renonce à vendre le terrain du stade."),
    ("fr", "Plus de 300 habitants ont signé la pétition.", "La pétition a été signée par plus de 300 habitants."),
    ("fr", "Après l’orage, la route du sud a été fermée.", "La route du sud a été fermée après l’orage."),
    ("fr", "Rien n’a été décidé pour la patinoire.", "Aucune décision n’a été prise pour la patinoire."),
    ("fr", "Les femmes gagnent 11 % de moins que les hommes dans l’usine.",
     "Dans l’usine, les hommes gagnent davantage : l’écart avec les femmes est de 11 %."),
    ("fr", "L’équipe de Tarvence a perdu son dernier match à domicile.",
     "À domicile, Tarvence s’est inclinée lors de son dernier match."),
    ("en", "The study found no link between screen time and sleep in adults.",
     "L’étude n’a trouvé aucun lien entre le temps d’écran et le sommeil chez les adultes."),
    ("en", "The airline does not charge for the first bag.", "La compagnie aérienne ne facture pas le premier bagage."),
    ("en", "Residents were not told about the work, she said.",
     "Les habitants n’ont pas été prévenus des travaux, dit-elle."),
    ("en", "The lake has never been so warm in October.", "Jamais le lac n’avait été aussi chaud en octobre."),
    ("en", "The factory will hire 120 people next spring.", "L’usine embauchera 120 personnes au printemps prochain."),
    ("en", "Only members can vote at the meeting.", "Seuls les adhérents peuvent voter lors de la réunion."),
]  # fmt: skip

#: (language, source, corrupted French)
CORRUPTED = [
    ("en", "The council did not approve the plan for a new car park on Tuesday.",
     "Mardi, le conseil a approuvé le projet de nouveau parking."),
    ("en", "The company failed to reach its sales target in the third quarter.",
     "L’entreprise a atteint son objectif de ventes au troisième trimestre."),
    ("en", "The minister refused to publish the report on the bridge.",
     "Le ministre a publié le rapport sur le pont."),
    ("en", "No one was injured in the fire at the bakery.",
     "Une personne a été blessée dans l’incendie de la boulangerie."),
    ("en", "The library is no longer open on Sundays.", "La bibliothèque est ouverte le dimanche."),
    ("en", "The vaccine does not protect against the new variant, the study says.",
     "Selon l’étude, le vaccin protège contre le nouveau variant."),
    ("en", "The vaccine protects against the new variant, the study says.",
     "Selon l’étude, le vaccin ne protège pas contre le nouveau variant."),
    ("en", "The contract was signed on 12 May by both companies.",
     "Le contrat n’a pas été signé le 12 mai par les deux entreprises."),
    ("en", "House prices rose by 3% last year in the county.",
     "Le prix des maisons a baissé de 3 % l’an dernier dans le comté."),
    ("en", "Sales fell by 12% in the first half of the year.", "Les ventes ont augmenté de 12 % au premier semestre."),
    ("en", "The council approved the budget of 4 million euros.",
     "Le conseil a rejeté le budget de 4 millions d’euros."),
    ("en", "The appeal was rejected by the court in March.", "L’appel a été accepté par le tribunal en mars."),
    ("en", "A farm in the north of the county was flooded.", "Une ferme du sud du comté a été inondée."),
    ("en", "The right bank of the river will be closed to cars.",
     "La rive gauche de la rivière sera fermée aux voitures."),
    ("en", "The museum opened its doors in 1998.", "Le musée a fermé ses portes en 1998."),
    ("en", "The first train leaves the station at 5.40am.", "Le dernier train quitte la gare à 5 h 40."),
    ("en", "More than 300 residents signed the petition.", "Moins de 300 habitants ont signé la pétition."),
    ("en", "Less than 5% of the fish survived the summer.", "Plus de 5 % des poissons ont survécu à l’été."),
    ("en", "The meeting was held after the vote of the committee.", "La réunion s’est tenue avant le vote du comité."),
    ("en", "Women under 40 are most at risk from the disease.",
     "Les hommes de moins de 40 ans sont les plus exposés à la maladie."),
    ("en", "The court acquitted the former treasurer of the club.",
     "Le tribunal a condamné l’ancien trésorier du club."),
    ("en", "The factory will hire 120 people next spring.", "L’usine licenciera 120 personnes au printemps prochain."),
    ("en", "The ban does not apply to electric cars.", "L’interdiction s’applique aux voitures électriques."),
    ("en", "The road was never repaired after the storm.", "La route a été réparée après la tempête."),
    ("en", "Entry to the museum is free on Thursdays.", "L’entrée du musée est payante le jeudi."),
    ("en", "The residents oppose the closure of the school.", "Les habitants soutiennent la fermeture de l’école."),
    ("en", "Without a licence, boats can fish in the bay.",
     "Sans licence, les bateaux ne peuvent pas pêcher dans la baie."),
    ("fr", "Le jury n’a pas retenu le projet de halle.", "Le jury a retenu le projet de halle."),
    ("fr", "Le projet de halle n’a pas été retenu par le jury.", "Le projet de halle a été retenu par le jury."),
    ("fr", "Le projet de halle a été retenu par le jury.", "Le projet de halle n’a pas été retenu par le jury."),
    ("fr", "Aucun blessé n’est à déplorer dans l’accident.", "Un blessé est à déplorer dans l’accident."),
    ("fr", "La piscine ne rouvrira pas cet été.", "La piscine rouvrira cet été."),
    ("fr", "Le maire n’exclut pas un référendum sur le tramway.", "Le maire exclut un référendum sur le tramway."),
    ("fr", "Les ventes ont reculé de 12 % au premier semestre.",
     "Les ventes ont progressé de 12 % au premier semestre."),
    ("fr", "La hausse des loyers atteint 4 % à Brévault.", "La baisse des loyers atteint 4 % à Brévault."),
    ("fr", "Le conseil municipal a approuvé la vente du terrain.",
     "Le conseil municipal a rejeté la vente du terrain."),
    ("fr", "Le conseil municipal a approuvé la vente du terrain.",
     "Le conseil municipal a approuvé l’achat du terrain."),
    ("fr", "Une crue a touché le nord de la vallée de l’Aubre.", "Une crue a touché le sud de la vallée de l’Aubre."),
    ("fr", "Le centre de loisirs ouvrira le lundi matin.", "Le centre de loisirs ouvrira le lundi soir."),
    ("fr", "Le préfet a autorisé la baignade dans le lac.", "Le préfet a interdit la baignade dans le lac."),
    ("fr", "Tarvence a gagné son match à domicile contre Mornelle.",
     "Tarvence a perdu son match à domicile contre Mornelle."),
    ("fr", "L’équipe jouera à domicile samedi.", "L’équipe jouera à l’extérieur samedi."),
    ("fr", "Ajoutez le sucre avant les œufs.", "Ajoutez le sucre après les œufs."),
    ("fr", "Plus de 300 habitants ont signé la pétition.", "Moins de 300 habitants ont signé la pétition."),
    ("fr", "L’entreprise a embauché 40 salariés en mars.", "L’entreprise a licencié 40 salariés en mars."),
    ("fr", "Le prévenu a été relaxé par le tribunal de Corvaux.",
     "Le prévenu a été condamné par le tribunal de Corvaux."),
    ("fr", "Les habitants sont favorables au projet de parc.", "Les habitants sont opposés au projet de parc."),
    ("fr", "Le bassin le plus profond est réservé aux adultes.", "Le bassin le plus profond est réservé aux enfants."),
    ("fr", "Le service est gratuit pour les moins de 12 ans.", "Le service est payant pour les moins de 12 ans."),
    ("fr", "Personne ne connaît encore la date de l’ouverture.", "On connaît la date de l’ouverture."),
    ("fr", "La commune n’a plus de médecin depuis juin.", "La commune a un médecin depuis juin."),
    ("fr", "La reine de la ruche pond en été.", "La reine de la ruche ne pond pas en été."),
    ("fr", "Le moulin a été construit sur la rive droite.", "Le moulin a été démoli sur la rive droite."),
]  # fmt: skip

#: (language, source, French that is surer)
SURER = [
    ("en", "The mayor may sell the town hall next year.", "Le maire vendra l’hôtel de ville l’an prochain."),
    ("en", "The suspect allegedly stole 40 bicycles from the station.", "Le suspect a volé 40 vélos à la gare."),
    ("en", "The new drug might reduce the risk of stroke.", "Le nouveau médicament réduit le danger d’AVC."),
    ("fr", "La tour pourrait rouvrir au printemps.", "La tour rouvrira au printemps."),
    ("fr", "L’auteur présumé de l’incendie a été arrêté lundi.", "L’auteur de l’incendie a été arrêté lundi."),
    ("fr", "Selon le maire, la digue est solide.", "La digue est solide."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "origin", "written"), FAITHFUL)
def test_a_faithful_sentence_turns_nothing_round(language: str, origin: str, written: str) -> None:
    found = polarity.check(source(origin, title="", language=language), BRIEF, article(written))

    assert [item for item in found if item.severity is Severity.BLOCKER] == []


@pytest.mark.parametrize(("language", "origin", "written"), CORRUPTED)
def test_a_sentence_turned_round_is_told(language: str, origin: str, written: str) -> None:
    found = polarity.check(source(origin, title="", language=language), BRIEF, article(written))

    assert {item.code for item in found} <= {"polarity.negation", "polarity.opposite"}
    assert found


@pytest.mark.parametrize(("language", "origin", "written"), SURER)
def test_a_lost_reserve_is_a_warning(language: str, origin: str, written: str) -> None:
    found = polarity.check(source(origin, title="", language=language), BRIEF, article(written))

    assert [(item.code, item.severity) for item in found] == [("polarity.certainty", Severity.WARNING)]


def test_few_faithful_sentences_are_doubted() -> None:
    """Warnings are for the person who decides: one in twenty faithful sentences at most may cost that look."""
    doubted = [
        written
        for language, origin, written in FAITHFUL
        for check in (polarity.check, additions.check)
        if check(source(origin, title="", language=language), BRIEF, article(written))
    ]

    assert len(doubted) <= len(FAITHFUL) / 20, doubted


def test_most_sentences_turned_round_hold_the_draft() -> None:
    held = [
        written
        for language, origin, written in CORRUPTED
        if any(
            item.severity is Severity.BLOCKER
            for item in polarity.check(source(origin, title="", language=language), BRIEF, article(written))
        )
    ]

    assert len(held) >= 0.9 * len(CORRUPTED), [pair[2] for pair in CORRUPTED if pair[2] not in held]
