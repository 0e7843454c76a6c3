"""The French words that the extractive engine treats in a special way, all in one place.

Everything is in lower case, with the typographic apostrophe written ’; compare with :func:`fold`.
"""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a white-space separated list."""
    return frozenset(text.split())


def phrases(text: str) -> tuple[str, ...]:
    """The phrases of a list separated by |, longest first so that the most specific one matches."""
    return tuple(sorted((phrase.strip() for phrase in text.split("|")), key=len, reverse=True))


def fold(text: str) -> str:
    """Lower case, with one kind of apostrophe and plain spaces, for comparison only."""
    return " ".join(text.lower().replace("'", "’").split())


#: A sentence that starts with one of these leans on the sentence before it.
CONNECTORS = phrases("""
    cependant | toutefois | néanmoins | pourtant | en outre | par ailleurs | de plus | de même | en effet
    | ainsi | donc | or | mais | et | car | ou | ni | puis | ensuite | enfin | d’ailleurs | en revanche
    | au contraire | à l’inverse | à l’opposé | de son côté | de leur côté | pour sa part | pour leur part
    | quant à | dans le même esprit | dans ce cadre | dans ce contexte | dans le même temps | en conséquence
    | par conséquent | c’est pourquoi | pour autant | autrement dit | en particulier | par exemple
    | notamment | aussi | alors | dès lors | là | ici | d’une part | d’autre part | une fois | même
    | au total | résultat | autre | autres | à cela | pour cela | ce faisant | sur ce point | à ce jour
    | les derniers | les dernières | le dernier | la dernière | le reste | le plus | la plus | les plus
    | en attendant | entre-temps | à ce titre | à ce sujet | à ses yeux | selon lui | selon elle | selon eux
    | selon elles | d’après lui | d’après elle | au final | finalement | surtout | en clair | de quoi | soit
    | reste que | reste à | seul bémol | premièrement | deuxièmement | troisièmement | oui | non | certes
    | tout cela | tout ceci | plus loin | le premier | la première | le second | la seconde | les premiers
    | les seconds | l’autre | les autres | l’un | l’une | celui-ci | celle-ci | les deux | tous deux
    | toutes deux | idem | voilà | voici | le même | la même | les mêmes | un autre | une autre | d’autres
    | à l’époque | la veille | le lendemain
""")

#: Pronouns, demonstratives and possessives: as the first word they stand for something said before.
ANAPHORA = words("""
    il elle ils elles ce c’ c’est cela ceci ça celui celle ceux celles cet cette ces celui-ci celle-ci ceux-ci celles-ci
    son sa ses leur leurs lui eux y en le-même tel telle tels telles lequel laquelle lesquels lesquelles dont où qui que
    quoi je j’ nous vous tu on notre nos votre vos mon ma mes tous toutes chacun chacune certains certaines
    l’intéressé l’intéressée dernier dernière ladite ledit
""")

#: A speaker named only by a pronoun: the quotation leans on the paragraph before it.
PRONOUN_SPEECH = phrases("""
    -t-il | -t-elle | -t-ils | -t-elles | -il | -elle | -ils | -elles | selon elle | selon lui | selon eux
""")

#: Nouns with which a demonstrative means the time of writing (« cette année »).
NOW = words("année semaine mois jour matin soir nuit week-end été hiver automne printemps saison fois rentrée édition")

#: Pronouns of the third person, and words that place a sentence by the one before it.
THIRD_PERSON = words("""
    il elle ils elles lui leur celui celle ceux celles celui-ci celle-ci ceux-ci celles-ci cela ça en y
""")
POINTERS = words("son sa ses leur leurs")
STRESSED = words("lui elle eux elles celui celle ceux celles cela")
OBJECTS = words("le la l’ les leur lui")
#: « Les onze restants »: of something counted before.
LEFT_OVER = words("restant restante restants restantes")

#: Connectors that lean on the sentence before even in the middle of their own.
INNER_CONNECTORS = tuple(
    f" {phrase}"
    for phrase in phrases("""
    cependant | toutefois | néanmoins | en outre | par ailleurs | en revanche | également | quant à lui | quant à elle
    | pour sa part | pour leur part | ajoutant | de même | eux aussi | elle aussi | lui aussi | elles aussi | eux,
    | de son côté | de leur côté | sur ce point | ainsi | donc | alors | pourtant | justement | en effet | d’ailleurs
    | puis | enfin
""")
)

#: The first and second person, out of a quotation: the sentence talks to its reader or of its writer.
FIRST_PERSON = words("je j’ nous vous tu moi mon ma mes notre nos votre vos")

#: A statement that holds one of these denies, excepts, sets a condition or opposes; nobody may take a part of it for
#: the whole, nor put a name before it that it may not be about.
DENIALS = phrases("""
    ne | n’ | non | pas | jamais | aucun | aucune | nul | nulle | ni | rien | personne | guère | sans | sauf | hors
    | hormis | excepté | exceptée | exceptés | exceptées | exception | exclusion | excluant | à part | si | s’il | s’ils
    | sinon | à moins | en cas | condition | réserve | tant que | contre | contrairement | malgré | opposé | opposée
    | à l’inverse | au contraire | plutôt que | au lieu | refus | refuse | refusent | dément | démentent | faute
    | épargne | épargnent | seul | seule | seuls | seules | seulement | uniquement | que si
""")

#: What makes a stretch of a sentence one that may not be taken out of it.
GUARDS = DENIALS + phrases("""
    selon | d’après | après lui | aux yeux | pour | parmi | dont | soit | chez | moins | plus | peut-être | prétendument
    | probablement | vraisemblablement | théoriquement | présumé | présumée | présumés | présumées | supposé | supposée
    | soupçonné | soupçonnée | accusé | accusée | homonyme | faux | fausse | ex | ancien | ancienne | futur | future
    | candidat | candidate | suspendu | suspendue | environ | près | presque | quasi | à peine | jusqu’ | jusque | entre
    | deux | trois | quatre | cinq | six | sept | huit | neuf | dix | onze | douze | quinze | vingt | trente
    | quarante | cinquante | soixante | cent | cents | mille | millier | milliers | million | millions | moitié | tiers
    | quart | plupart | majorité | premier | première | dernier | dernière | mais | ou | tandis | alors
""")

MONTHS = words("janvier février mars avril mai juin juillet août septembre octobre novembre décembre")

#: Prepositions that open a complement which a noun phrase may take.
COMPLEMENT = words("de d’ du des à au aux en sur pour contre entre")
OF = words("de d’ du des")

#: What a contraction or a demonstrative becomes when the phrase stands alone.
ARTICLES = {
    "le": "le", "la": "la", "l’": "l’", "les": "les", "un": "un", "une": "une", "des": "des",
    "du": "le", "au": "le", "aux": "les", "ce": "le", "cette": "la", "ces": "les", "cet": "l’",
}  # fmt: skip
DEMONSTRATIVES = words("ce cet cette ces")
INDEFINITE = words("un une des")

#: Nouns that say too little to head a subheading or a keyphrase: measures, times, vague things, parts of a whole.
EMPTY_HEADS = words("""
    an année mois semaine jour journée heure minute fois moment temps époque date lundi mardi mercredi jeudi vendredi
    samedi dimanche janvier février mars avril mai juin juillet août septembre octobre novembre décembre matin soir
    matinée soirée midi nuit veille lendemain fin début milieu suite cours cas effet point chose manière façon
    lieu type sorte genre titre part partie moitié tiers quart plupart majorité minorité ensemble reste nombre série
    dizaine douzaine quinzaine vingtaine trentaine quarantaine cinquantaine soixantaine centaine millier million
    milliard pourcentage pourcent taux exemple raison avis cause mesure sens égard sujet propos cadre contexte esprit
    côté face ligne place base train tête tour bout niveau manque présence absence occasion issue terme égal
    mètre kilomètre centimètre gramme kilo kilogramme litre tonne hectare euro dollar degré pour-cent unité
    monsieur madame mme m. dr tout rien quelqu’un personne autre plus aide force somme quantité hausse baisse vue
    écart source passage moyenne possibilité fait façon
    prochain dernier grand bon
    décision mesure situation délibération question démarche résultat donnée objectif condition équipe besoin
    ville commune pays site équipement profil eau nord sud est ouest
    merci édition texte article page photo image vidéo tableau
    mise prise remise reprise entrée sortie arrivée départ augmentation diminution
""")

#: Of those, the ones that are full once they have a complement (« la mise en place du tramway »).
NEED_COMPLEMENT = words("""
    mise prise remise reprise entrée sortie arrivée départ hausse baisse absence présence manque taux nombre
    mesure situation question démarche résultat donnée objectif condition équipe besoin
    augmentation diminution début fin source cause possibilité cadre
""")

#: Months and days: a noun phrase that contains one is a date, not a subject.
CALENDAR = words("""
    lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre
    octobre novembre décembre
""")

#: Verbs of saying: their subject is a speaker, and a speaker is no subject for a section.
SPEECH = words("""
    déclarer dire expliquer affirmer assurer indiquer préciser estimer observer rappeler résumer prévenir répéter
    dénoncer souligner ajouter confier noter juger regretter répondre annoncer confirmer insister raconter reconnaître
    craindre redouter considérer féliciter
""")

#: Adjectives that judge or only point; a subheading is the publication's own voice, and must stand alone.
WEAK_ADJECTIVES = words("""
    tel telle tels telles même mêmes autre autres prochain prochaine prochains prochaines dernier dernière derniers
    dernières précédent précédente ancien ancienne propre propres certain certaine certains certaines divers diverses
    différent différente différents différentes seul seule seuls seules tout toute tous toutes cher chère chers chères
    actuel actuelle actuels actuelles néfaste néfastes scandaleux scandaleuse inadmissible premier première premiers
    premières second seconde deuxième troisième plein pleine bon bonne bons bonnes mauvais mauvaise
    supplémentaire supplémentaires concerné concernée concernés concernées
    pareil pareille pareils pareilles suivant suivante suivants suivantes futur
""")

#: Words a shortened sentence may not end with.
BAD_ENDINGS = words("""
    le la les l’ un une des du de d’ à au aux en sur pour contre entre par dans avec sans sous vers chez et ou ni mais
    donc or car que qu’ qui dont où si ne n’ se s’ plus très moins aussi plusieurs quelques deux trois son sa ses leur
    leurs ce cet cette ces tout tous toute toutes même dont non ainsi notamment comme quant afin lors selon est sont a
    ont été être avoir d’ici ici l’an soit afin th av no art env
""")

#: Titles that WordPress or a hurried hand leaves in place of one.
PLACEHOLDER_TITLES = words("""
    brouillon draft untitled test titre title article sans-titre auto-draft nouveau new post essai todo xxx
    brouillon-auto (sans-titre) (no-title) no-title lorem nouvel-article new-post nouveau-document document1
""")

#: English or French words by which an instruction to a machine starts (« Make this article… », « Rédige un… »).
IMPERATIVES = words("""
    make write rewrite create generate translate optimize optimise please let rédige rédigez réécris réécrivez écris
    écrivez traduis traduisez optimise optimisez génère générez crée créez
""")

#: Pairs of conjunctions: the second half needs the first.
CORRELATIVES = phrases("""
    non seulement | soit | d’une part | d’un côté | à peine | d’autant | autant | tellement | si bien que | tantôt
    | ni | aussi bien | de même que | au point | tel | telle | tels | telles | plutôt que | ne ... que
""")

#: Who says it: what may hold for both halves of a sentence, wherever it stands.
ATTRIBUTIONS = phrases("""
    selon | d’après | aux yeux de | aux dires de | à en croire | de l’avis | à l’en croire | de source | pour lui
    | pour elle | pour eux | dit-il | dit-elle | dit-on | disent-ils | semble-t-il | paraît-il
""")

#: On what condition, or against what: likewise.
CONDITIONS = phrases("""
    si | s’il | s’ils | à condition | à moins | pourvu | sauf | hormis | excepté | à l’exception | bien que | quoique
    | alors que | tandis que | parce que | puisque | en cas | faute de | sans quoi | sinon | quand | lorsque
    | avant que | après que | jusqu’à ce que | tant que | afin que | pour que | de sorte que | si bien
""")

#: Verbs besides those of SPEECH whose object is somebody's belief or wish.
BELIEF = words("""
    penser croire espérer craindre redouter vouloir souhaiter prétendre supposer imaginer promettre demander exiger
    prévoir soupçonner accuser proposer recommander conseiller interdire ordonner décider juger trouver soutenir
    laisser sembler paraître envisager réclamer plaider révéler montrer démontrer suggérer conclure écrire rapporter
""")

#: Articles that tell a noun apart; « aucun », « chaque », « plusieurs » do not.
SURE_ARTICLES = words("le la l’ les un une des ce cet cette ces du au")

#: What a noun phrase is made of besides nouns, adjectives and articles.
WITHIN_NOUNS = words("de d’ d' du des à au aux")

RELATIVES = words("qui que qu’ qu' dont où lequel laquelle lesquels lesquelles auquel duquel")

SUBJECT_PRONOUNS = words("il elle ils elles on cela ça ce c’ c' celui-ci celle-ci ceux-ci celles-ci")
CLITICS = words("se s’ s' y en lui leur le la les l’ l' ne n’ n' me nous te")
SINGULARS = words("le la l’ l' un une ce cet cette son sa leur il elle on cela ça c’ c' celui-ci celle-ci")
PLURALS = words("les des ces ses leurs ils elles ceux-ci celles-ci")
#: Subjects whose denial or choice the other half may hang on.
VAGUE_ARTICLES = words("aucun aucune nul nulle chaque tout toute tous toutes certains certaines plusieurs quel quelle")
OPENING_CONNECTORS = words("mais or puis enfin cependant toutefois pourtant")
SUBORDINATORS = words(
    "si s’ comme quand lorsque lorsqu’ puisque bien quoique parce que qu’ après avant pour selon d’après"
)
