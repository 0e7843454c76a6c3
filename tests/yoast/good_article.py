"""An article that Yoast likes, of an invented place: what its assessments ask for, and nothing to see."""

from __future__ import annotations

from bridge.domain.article import Article, Node, NodeKind, SeoFields

_BODY = """
<p>La piscine de Valbrume rouvrira au printemps, après dix mois de travaux. En effet, la ville a choisi de garder le
bâtiment ancien. Elle remplace seulement les bassins et la toiture.</p>
<h2>Pourquoi la piscine de Valbrume a fermé</h2>
<p>Un contrôle a révélé des fuites dans le grand bassin. Ensuite, les agents ont trouvé de la rouille sous le toit.
Le maire a donc fermé le site en juin. Cependant, les clubs ont gardé leurs horaires dans la commune voisine. Ils y
nagent encore chaque mardi.</p>
<p>Les habitants ont donné leur avis pendant l’été. De plus, une réunion a rassemblé deux cents personnes. La plupart
demandaient une eau plus chaude. D’autres voulaient surtout des vestiaires propres.</p>
<h2>Ce que prévoit le chantier</h2>
<p>Trois entreprises de la région mènent le chantier. D’abord, elles vident et réparent les bassins. Puis elles posent
une toiture légère. Enfin, un filtre neuf réduira la dépense en eau. Le
<a href="https://conseil.example/piscines">conseil régional</a> paie un tiers de la somme.</p>
<figure><img src="https://site.example/bassin.jpg" alt="La piscine de Valbrume vue du ciel"></figure>
<p>La ville publie un point chaque mois sur <a href="/travaux/">sa page des travaux</a>. Ainsi, chacun peut suivre le
calendrier. Une visite ouvrira aussi les portes du site en mars. Par ailleurs, les écoles recevront un dossier.</p>
<h2>Des tarifs revus à la réouverture</h2>
<p>Le ticket pour adulte passera à quatre euros. En revanche, les enfants paieront moins. La carte de dix entrées
baisse aussi. Toutefois, le conseil doit encore voter ces prix. Le vote aura lieu en janvier.</p>
<p>Les clubs signeront un accord pour cinq ans. Grâce à cet accord, ils auront deux couloirs chaque soir. Le samedi
restera libre pour les familles. Bref, la piscine de Valbrume retrouvera son rôle au centre de la ville. Les nageurs
comptent déjà les semaines.</p>
<p>Le service des sports répond aux questions par téléphone. Il garde aussi la liste des cours. Par exemple, un groupe
pour débutants ouvrira le lundi. Les inscriptions commenceront en février. Ensuite, les places iront aux premiers
inscrits. Le club de plongée proposera également des baptêmes gratuits.</p>
<h2>Un café pour la piscine de Valbrume</h2>
<p>Un café ouvrira à côté des bassins. Son gérant vient de la ville voisine. Il servira surtout des repas simples. De
même, une terrasse donnera sur le parc. Les travaux de cette partie finiront plus tard. Mais la vue en vaudra la
peine, selon les premiers visiteurs.</p>
"""

GOOD = Article(
    title="La piscine de Valbrume rouvrira au printemps",
    body=(Node(kind=NodeKind.PARAGRAPH, html="Le texte."),),
    seo=SeoFields(
        title="Piscine de Valbrume : les travaux avant la réouverture",
        description=(
            "La piscine de Valbrume rouvrira au printemps après dix mois de travaux : bassins réparés, toiture neuve "
            "et tarifs revus pour les familles."
        ),
        keyphrase="piscine de Valbrume",
    ),
    slug="piscine-de-valbrume-travaux",
    excerpt="",
)
CONTENT = _BODY.strip()
