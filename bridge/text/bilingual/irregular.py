"""Forms that the lemmatizer does not lead to their verb or noun; all of them folded."""

from __future__ import annotations


def _forms(text: str) -> dict[str, str]:
    """ "aller: va vont" → {"va": "aller", "vont": "aller"}."""
    pairs = (line.split(":") for line in text.split("\n") if ":" in line)
    return {form: lemma.strip() for lemma, forms in pairs for form in forms.split()}


FRENCH_FORMS = _forms("""
etre: suis es est sommes etes sont etait etaient fut furent sera seront serait seraient soit soient ete etant fussent
avoir: ai as a avons avez ont avait avaient eut eurent aura auront aurait auraient ait aient eu eue eus eues ayant
aller: va vont vais allait allaient ira iront irait iraient aille allant alle allee
faire: fait faite faits faites font fera feront ferait feraient faisait faisaient fit firent fasse faisant
pouvoir: peut peuvent pu pourra pourront pourrait pourraient pouvait pouvaient put purent puisse puissent
devoir: doit doivent du due devra devront devrait devraient devait devaient doive
vouloir: veut veulent voulu voulue voudra voudront voudrait voudraient voulait voulaient veuille
savoir: sait savent su sue saura sauront saurait savait savaient sache
voir: voit voient vu vue vus vues verra verront verrait voyait voyaient vit virent
mettre: met mettent mis mise mises mettra mettait mit mirent
prendre: prend prennent pris prise prises prendra prenait prit prirent
venir: vient viennent venu venue venus venues viendra venait vint vinrent
tenir: tient tiennent tenu tenue tenus tenues tiendra tenait tint tinrent
retenir: retenu retenue retenus retenues retient retiennent
obtenir: obtenu obtenue obtenus obtenues obtient obtiennent
maintenir: maintenu maintenue maintenus maintenues maintient maintiennent
soutenir: soutenu soutenue soutenus soutenues soutient soutiennent soutien
contenir: contenu contenue contient contiennent
detenir: detenu detenue detenus detenues detient
devenir: devenu devenue devenus devenues devient deviennent deviendra
revenir: revenu reviendra revient reviennent
prevenir: prevenu prevenue previent previennent
intervenir: intervenu intervenue intervient interviennent
parvenir: parvenu parvenue parvient
convenir: convenu convenue convient
elire: elu elue elus elues elit elisent
cuire: cuit cuite cuits cuites cuisent cuisait cuisaient
lire: lu lue lus lues lit lisent
recevoir: recu recue recus recues recoit recoivent
prevoir: prevu prevue prevus prevues prevoit prevoient
percevoir: percu percue percoit
concevoir: concu concue concus concues concoit
decevoir: decu decue
apercevoir: apercu
perdre: perdu perdue perdus perdues perd perdent
vendre: vendu vendue vendus vendues vend vendent vente
rendre: rendu rendue rendus rendues rend rendent
attendre: attendu attendue attendus attendues attend attendent
entendre: entendu entendue entendus entendues entend entendent
defendre: defendu defendue defend defendent
etendre: etendu etendue etend
suspendre: suspendu suspendue suspendus suspendues
descendre: descendu descendue descendus descend
repondre: repondu repond repondent
repandre: repandu repandue
repartir: repartie reparti
battre: battu battue battus battues bat battent
combattre: combattu combattue
contester: conteste contestent
abattre: abattu abattue abattus abattues
dire: dit dite dits dites disent dira disait
interdire: interdit interdite interdits interdites interdisent
predire: predit predite
ecrire: ecrit ecrite ecrits ecrites ecrivent
inscrire: inscrit inscrite inscrits inscrites inscrivent
decrire: decrit decrite decrivent
prescrire: prescrit prescrite
produire: produit produite produites produisent
reduire: reduit reduite reduits reduites reduisent
construire: construit construite construits construites construisent
detruire: detruit detruite detruits detruites detruisent
conduire: conduit conduite conduits conduites conduisent
traduire: traduit traduite traduits traduites
introduire: introduit introduite introduits
instruire: instruit instruite
suivre: suivi suivie suivis suivies suit suivent
poursuivre: poursuivi poursuivie poursuivis poursuivies poursuit poursuivent
vivre: vecu vecue vivent vivait
survivre: survecu survivent
naitre: ne nee nes nees naissent
mourir: mort morte morts mortes meurt meurent mourut
connaitre: connu connue connus connues connait connaissent
reconnaitre: reconnu reconnue reconnus reconnues reconnait reconnaissent
paraitre: paru parue parus parues parait paraissent
disparaitre: disparu disparue disparus disparues disparait disparaissent
apparaitre: apparu apparue apparait apparaissent
ouvrir: ouvert ouverte ouverts ouvertes ouvre ouvrent ouvrira
offrir: offert offerte offerts offertes offre offrent
souffrir: souffert souffre souffrent
couvrir: couvert couverte couverts couvertes couvre couvrent
decouvrir: decouvert decouverte decouverts decouvertes decouvre
permettre: permis permise permet permettent
promettre: promis promise promet promettent
transmettre: transmis transmise transmet
remettre: remis remise remises remet remettent
admettre: admis admise admises admet
soumettre: soumis soumise soumet soumettent
commettre: commis commise commet
apprendre: appris apprise apprend apprennent
comprendre: compris comprise comprend comprennent
entreprendre: entrepris
reprendre: repris reprise reprises reprend reprennent
surprendre: surpris surprise
craindre: craint craignent craignait crainte
atteindre: atteint atteinte atteints atteintes atteignent atteignait
eteindre: eteint eteinte eteints eteintes
peindre: peint peinte peints
rejoindre: rejoint rejointe rejoignent
contraindre: contraint contrainte contraints
plaindre: plaint plainte
croire: croit croient cru
boire: boit boivent bu
courir: couru court courent
parcourir: parcouru parcourue
accueillir: accueilli accueillie accueillis accueille accueillent
servir: servi servie servis servies sert servent
sortir: sorti sortie sortis sorties sort sortent
partir: parti partie partis parties part partent
falloir: faut fallu faudra faudrait fallait
valoir: vaut valent valu vaudra
inclure: inclus incluse inclut incluent
conclure: conclu conclue conclut concluent
exclure: exclu exclue exclus exclut
resoudre: resolu resolue resolus
moins: moins
plus: plus
six: six
dix: dix
fils: fils
annees: annee
annee: annee
mois: mois
pays: pays
corps: corps
temps: temps
prix: prix
voix: voix
choix: choix
bras: bras
""")

ENGLISH_FORMS = _forms("""
win: won wins winning
leave: left leaves leaving
find: found
fall: fell fallen
see: saw seen
feel: felt
say: said says saying
lead: led
lose: lost
meet: met
hold: held
build: built
buy: bought
bite: bitten
bring: brought
think: thought
teach: taught
catch: caught
seek: sought
sell: sold
tell: told
grind: ground
lie: lay lain
rise: rose risen
strike: struck
spend: spent
stand: stood
begin: began begun
shut: shut
speak: spoke spoken
drive: drove driven
write: wrote written
break: broke broken
choose: chose chosen
steal: stole stolen
wear: wore worn
draw: drew drawn
grow: grew grown
know: knew known
throw: threw thrown
fly: flew flown
wound: wounded
hurt: hurt
data: data
media: media
news: news
police: police
species: species
series: series
building: building buildings
meeting: meeting meetings
opening: opening openings
hearing: hearing hearings
funding: funding
housing: housing
training: training
warning: warning warnings
parking: parking
painting: painting paintings
evening: evening evenings
morning: morning mornings
""")
