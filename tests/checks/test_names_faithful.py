"""Faithful renderings, French and English to French: the names check holds none of them."""

from __future__ import annotations

import pytest

from bridge.checks import names
from bridge.domain.finding import Severity
from tests.checks.builders import BRIEF, article, seo, source

# Language of the source, source, article: persons and places are invented.
PAIRS = [
    ("fr", "Alice Martin, maire de Lormes, a critiqué Paul Durand, président du club.",
     "Paul Durand, président du club, a été critiqué par la maire de Lormes, Alice Martin."),
    ("fr", "Alice Martin, maire de Lormes, a inauguré la piscine. « Nous sommes fiers », dit-elle.",
     "La piscine est ouverte. Mme Martin, qui est maire de Lormes, l’a inaugurée. Martin se dit fière."),
    ("fr", "Le club de Valbrune a battu Lormes 3-1 samedi. Karim Benhaddou a marqué deux buts.",
     "Samedi, Valbrune s’est imposé face à Lormes. Karim Benhaddou a signé un doublé. Les Valbrunois jubilent."),
    ("fr", "L’Agence régionale de santé (ARS) a fermé la cantine de Saint-Arnec.",
     "La cantine de Saint-Arnec a été fermée par l’ARS. L’Agence régionale de santé invoque l’hygiène."),
    ("fr", "L’ONU et l’OTAN se sont réunies à Londres. Les États-Unis étaient absents.",
     "Les Nations unies et l’Alliance atlantique se sont retrouvées à Londres, sans les Américains."),
    ("fr", "Le ministère de l’Agriculture a publié un rapport sur la région Bretagne.",
     "Un rapport du Ministère de l’Agriculture porte sur la Région Bretagne. Les Bretons attendent la suite."),
    ("fr", "La société Orvalis, dirigée par Hélène Kerbrat, lance le moteur X-210 à Nantes.",
     "À Nantes, Orvalis lance un moteur : le X-210. Sa directrice, Hélène Kerbrat, s’en félicite."),
    ("fr", "Le roi Louis XIV a fait bâtir ce pont en pierre à Trémazan.",
     "Ce pont de Trémazan date de Louis XIV. Quel patrimoine !"),
    ("fr", "Les élèves du lycée Jean-Macaire ont planté des chênes avec l’association Arbres et Vie.",
     "Planter des chênes : les élèves du lycée Jean-Macaire l’ont fait. Arbres et Vie les accompagnait."),
    ("fr", "Le Tour de France passera par Kermadec le 14 juillet, a dit Yves Le Goarnic.",
     "Kermadec verra passer le Tour de France, assure Yves Le Goarnic. Le Goarnic s’en réjouit."),
    ("fr", "Le chef Antoine Le Roux cuisine le homard à la bretonne. Recette pour quatre personnes.",
     "Antoine Le Roux propose sa recette de homard. Préparation facile ! Faites chauffer le beurre. Servez."),
    ("fr", "Le docteur Inès Karoui soigne le cœur à distance au CHU de Vaudreval.",
     "Télésurveillance : le Dr Inès Karoui suit ses patients depuis le CHU de Vaudreval. Rappelons l’enjeu."),
    ("fr", "Jean-Pierre d’Arvieux a dirigé l’Opéra de Lormes. D’Arvieux est mort lundi.",
     "L’ancien directeur de l’Opéra de Lormes, Jean-Pierre d’Arvieux, est décédé. D’Arvieux laisse un vide."),
    ("fr", "L’Haÿ-sur-Sauvette accueille une foire. L’Oréane, fleuve local, déborde.",
     "Une foire se tient à L’Haÿ-sur-Sauvette. L’Oréane est en crue."),
    ("fr", "EDF et la SNCF ont signé avec la mairie. L'iPhone de l'élu a sonné.",
     "La mairie a signé avec EDF et la SNCF. Un iPhone a sonné : celui de l’élu."),
    ("fr", "Etienne Vasseur habite à Evrolles, près de l’Ecole normale.",
     "Étienne Vasseur vit à Évrolles, non loin de l’École normale."),
    ("fr", "LE CONSEIL MUNICIPAL DE VALBRUNE VOTE. Le budget est adopté.",
     "Le conseil municipal de Valbrune a voté : adoption du budget."),
    ("fr", "Le Parisien Marc Delorge a gagné le marathon de Lormes. Il court depuis Paris.",
     "Marc Delorge remporte le marathon de Lormes. Venu de Paris, ce Parisien court depuis toujours."),
    ("fr", "Les Dubreuil tiennent la boulangerie. Luc Dubreuil pétrit, Anne Dubreuil vend.",
     "Luc et Anne Dubreuil tiennent la boulangerie : l’un pétrit, l’autre vend."),
    ("fr", "La Fondation du patrimoine aide le moulin de Kerivoal. Soizic Morvan le dirige.",
     "Le moulin de Kerivoal reçoit l’aide de la Fondation du Patrimoine. Sa directrice : Soizic Morvan."),
    ("fr", "À Lyon, Sofia Abrantes a fondé une start-up d’intelligence artificielle (IA).",
     "L’IA inspire Sofia Abrantes. À Lyon, cette Lyonnaise d’adoption a créé sa start-up."),
    ("fr", "Le préfet Olivier Tesnière a signé l’arrêté. M. Tesnière reviendra jeudi.",
     "Un arrêté a été signé par le préfet, Olivier Tesnière. Jeudi, le préfet Tesnière reviendra."),
    ("fr", "Le film Les Nuits de Lormes sort mercredi. La réalisatrice Ada Wirth l’a tourné en Écosse.",
     "« Les Nuits de Lormes » : tel est le film qu’Ada Wirth, réalisatrice, a tourné chez les Écossais."),
    ("fr", "Le groupe M. J. Tavel a ouvert à l’est de Bréval. L’usine emploie 40 personnes.",
     "À l’Est de Bréval, l’usine du groupe M. J. Tavel compte 40 salariés."),
    ("fr", "La Commission européenne a condamné Apple. Bruxelles réclame une amende.",
     "Apple est condamné par la Commission européenne. L’Union européenne, à Bruxelles, réclame une amende."),
    ("en", "Mayor Alice Martin of Kellam Bay criticised the Kellam Bay Harbour Trust on Monday.",
     "Lundi, Alice Martin, maire de Kellam Bay, a critiqué la fiducie du port de Kellam Bay."),
    ("en", "The European Commission, the United Nations and NATO met in Brussels and London.",
     "La Commission européenne, l’ONU et l’OTAN se sont réunies à Bruxelles et à Londres."),
    ("en", "Professor Ian O'Brien of the University of Tremorran said seagrass grows in Scotland.",
     "Selon Ian O’Brien, professeur à l’Université de Tremorran, l’herbier pousse en Écosse, chez les Écossais."),
    ("en", "The Treasury and the Home Office in the United Kingdom refused. Britain will wait.",
     "Au Royaume-Uni, le Trésor et le ministère de l’Intérieur ont refusé. Les Britanniques attendront."),
    ("en", "The Ministry of Fisheries praised Brown's team. The Browns live near the River Thames.",
     "Le ministère de la Pêche salue l’équipe de Brown. Les Brown vivent près de la Tamise."),
    ("en", "Tidemill Bridge will close in March, said the Orwick County Council.",
     "Le pont de Tidemill fermera en mars, selon le conseil du comté d’Orwick. Tidemill Bridge est vieux."),
    ("en", "Smith won the World Cup with Wales. She trains in Cardiff with the Welsh Rugby Union.",
     "Championne de la Coupe du monde avec le pays de Galles, Smith s’entraîne à Cardiff avec les Gallois."),
    ("en", "The AI model GPT-4 runs on an Airbus A380, the CEO of Nordvik said in Beijing.",
     "Le modèle d’IA GPT-4 tourne dans un Airbus A380, dit le PDG de Nordvik, à Pékin."),
    ("en", "The Supreme Court in Washington and the White House disagree over the Federal Reserve.",
     "À Washington, la Cour suprême et la Maison-Blanche s’opposent au sujet de la Réserve fédérale."),
    ("en", "After World War II, Christmas in Vienna was quiet. German soldiers had left Austria.",
     "Après la Seconde Guerre mondiale, Noël fut calme à Vienne. Les Allemands avaient quitté l’Autriche."),
    ("en", "Saint Aldwyn Hospital joined the National Health Service (NHS) trial led by Dr Mei Tanaka.",
     "L’hôpital Saint Aldwyn participe à l’essai du NHS, conduit par le Dr Mei Tanaka."),
    ("en", "The Black Sea grain deal, backed by Turkey and Ukraine, ended in Odessa.",
     "L’accord sur les céréales de la mer Noire, soutenu par la Turquie et l’Ukraine, a pris fin à Odessa."),
    ("en", "Francois Perdreau of Quebec opened a bakery in Montreal. The Montreal shop sells croissants.",
     "François Perdreau, du Québec, a ouvert une boulangerie à Montréal. Ce Québécois vend des croissants."),
    ("en", "The World Bank and the IMF lent money to Sri Lanka and the Ivory Coast.",
     "La Banque mondiale et le FMI ont prêté à la Côte d’Ivoire et au Sri Lanka."),
    ("en", "Chef Rosa Lindqvist bakes Swedish buns. Preheat the oven. Serve with Devon cream.",
     "Rosa Lindqvist, cheffe, prépare des brioches suédoises. Préchauffez le four. Servez avec la crème du Devon."),
    ("en", "The Labour Party and the Conservatives voted in the House of Commons.",
     "À la Chambre des communes, le Parti travailliste et les conservateurs ont voté. Les Travaillistes ont gagné."),
    ("en", "Northgate United beat Easterby Rovers 2-0. Coach Dele Okafor praised goalkeeper Tom Reyes.",
     "Northgate United a battu Easterby Rovers 2-0. L’entraîneur Dele Okafor a loué son gardien, Tom Reyes."),
    ("en", "The Orwick Wildlife Trust, a charity, counts otters. Its director, Jo Haldane, is pleased.",
     "Orwick Wildlife Trust compte les loutres. La directrice de l’association, Jo Haldane, se réjouit."),
    ("en", "The US security agency told Nordvik to share data under the Cloud Act.",
     "Aux États-Unis, l’agence de sécurité a demandé à Nordvik de partager des données, selon le Cloud Act."),
    ("en", "A strike hit the Port of Halden. The Halden Dockers' Union wants better pay.",
     "Une grève touche le port de Halden. Le Syndicat des dockers de Halden veut de meilleurs salaires."),
    ("en", "Queen Ermengarde II founded the abbey. The Abbey of Saint Morwen is in Cornwall.",
     "La reine Ermengarde II a fondé l’abbaye. L’Abbaye de Saint Morwen se trouve en Cornouailles."),
    ("en", "VAT and GDP rose. The ECB in Frankfurt kept its rate, economist Ute Brandl said.",
     "La TVA et le PIB ont augmenté. À Francfort, la BCE a maintenu son taux, selon l’économiste Ute Brandl."),
    ("en", "The Environment Agency tested the water at Polmear beach in Cornwall.",
     "L’Agence de l’environnement a analysé l’eau de la plage de Polmear, en Cornouailles."),
    ("en", "Secondary school pupils in Harrowby met astronaut Lena Voss of the European Space Agency.",
     "Des élèves de Harrowby ont rencontré l’astronaute Lena Voss, de l’Agence spatiale européenne (ESA)."),
    ("en", "Kestrel Energy sold its Dunmore plant to the Swiss group Altberg in June.",
     "En juin, Kestrel Energy a vendu l’usine de Dunmore au groupe suisse Altberg. Un tournant."),
]  # fmt: skip


def quiet(language: str, told: str, written: str) -> list[str]:
    made = article(written, title=written.split(".")[0], seo=seo(title="", description=written[:150], keyphrase=""),
                   excerpt="")  # fmt: skip
    found = names.check(source(told, title="", language=language), BRIEF, made)
    return [f"{finding.code}: {finding.evidence}" for finding in found if finding.severity is Severity.BLOCKER]


@pytest.mark.parametrize(("language", "told", "written"), PAIRS)
def test_a_faithful_rendering_is_not_held(language: str, told: str, written: str) -> None:
    assert quiet(language, told, written) == []


@pytest.mark.parametrize(("language", "told", "written"), PAIRS)
def test_a_text_bears_out_its_own_names(language: str, told: str, written: str) -> None:
    assert quiet("fr", written, written) == []


@pytest.mark.parametrize("title", ["Dr", "Dre", "Pre", "Me", "la docteure"])
def test_a_womans_title_before_her_name_is_no_name(title: str) -> None:
    said = source("Dr Helma Strandvik, a sleep researcher at Valbrune hospital, disagreed.", language="en")
    made = article(f"Chercheuse à l’hôpital de Valbrune, {title} Helma Strandvik n’est pas d’accord.")
    assert not [item for item in names.check(said, BRIEF, made) if item.severity is Severity.BLOCKER]
