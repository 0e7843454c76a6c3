"""Whether a word is one of the French or English language, and no name: what a capital at a sentence's start hides."""

from __future__ import annotations

from functools import lru_cache

from bridge.text.wordlists import is_known, lemma_of, zipf_frequency

_PREFIXES = (
    "cyber", "télé", "éco", "anti", "auto", "bio", "hydro", "micro", "macro", "méga", "multi", "inter", "intra", "pré",
    "post", "ultra", "hyper", "super", "sur", "sous", "re", "ré", "dé", "dés", "co", "non", "mono", "bi", "tri", "poly",
    "néo", "agro", "agri", "photo", "géo", "thermo", "électro", "socio", "psycho", "neuro", "cardio", "vidéo", "audio",
    "archi", "extra", "semi", "mi", "mal", "in", "im", "ir", "il", "pluri", "nano", "radio", "aéro", "covoit",
)  # fmt: skip
#: Words that the dictionary lacks, or has as names.
_FRENCH = frozenset({
    "contrairement", "notamment", "quid", "via", "covoiturage", "télétravail", "internet", "wifi", "web", "blog",
    "podcast", "start-up", "startup", "smartphone", "streaming", "marketing", "covid", "brexit", "bienvenue",
    "rendez", "ci", "là", "celui", "celle", "ceux", "celles", "quelqu", "quelque", "quelques", "jusqu", "lorsqu",
    "puisqu", "quoiqu", "parce", "aujourd", "hui", "oui", "non", "bref", "certes", "hélas", "voici", "voilà", "outre",
    "hormis", "malgré", "concernant", "suite", "côté", "gare", "stop", "attention", "merci", "bravo", "bonjour",
    "bonsoir", "adieu", "salut", "ok", "top", "zoom", "focus", "budget", "club", "week", "end", "match", "score",
    "football", "foot", "rugby", "tennis", "basket", "handball", "volley", "judo", "karaté", "hockey", "golf", "ski",
    "surf", "yoga", "cyclisme", "athlétisme", "natation", "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre", "lundi", "mardi", "mercredi", "jeudi",
    "vendredi", "samedi", "dimanche", "premier", "première", "second", "seconde", "deuxième", "troisième",
    "quatrième", "cinquième", "dernier", "dernière", "un", "une", "deux", "trois", "quatre", "cinq", "six", "sept",
    "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize", "vingt", "trente", "quarante",
    "cinquante", "soixante", "cent", "mille", "monsieur", "madame", "mademoiselle", "messieurs", "mesdames", "maître",
    "docteur", "professeur", "professeure", "monseigneur", "frère", "sœur", "père", "mère", "autrice", "auteure",
    "cheffe", "maires", "mairesse", "sapeuse", "pompière", "entraîneuse", "écoresponsable", "écoquartier",
    "numérique", "n", "qu", "l", "d", "j", "s", "c", "m", "t", "y", "a", "à", "ô", "où", "dès", "très", "plus",
    "moins", "tout", "toute", "tous", "toutes", "ne", "pas", "ni", "le", "la", "les", "du", "des", "de", "au", "aux",
    "ce", "cet", "cette", "ces", "son", "sa", "ses", "leur", "leurs", "mon", "ma", "mes", "notre", "nos", "votre",
    "vos", "ton", "ta", "tes", "on", "il", "elle", "ils", "elles", "nous", "vous", "je", "tu", "en", "dans", "pour",
    "par", "avec", "sans", "sur", "sous", "selon", "depuis", "après", "avant", "pendant", "lors", "lorsque", "quand",
    "si", "mais", "et", "ou", "or", "donc", "car", "que", "qui", "quoi", "dont", "quel", "quelle", "quels", "quelles",
    "comment", "pourquoi", "combien", "cela", "ceci", "ça", "chez", "vers", "temps", "peu", "toujours", "jamais",
    "déjà", "trop", "pays", "beaucoup", "cas", "mieux", "plusieurs", "tant", "assez", "ailleurs", "souvent", "près",
    "loin", "dessus", "dessous", "corps", "plutôt", "choix", "vite", "parfois", "longtemps", "voix", "avis", "ouais",
    "pourtant", "gars", "propos", "partout", "plupart", "succès", "travers", "accès", "taux", "bras", "quant", "paix",
    "tôt", "tard", "dehors", "dedans", "dos", "poids", "soi", "delà", "gaz", "processus", "voire", "foi", "davantage",
    "néanmoins", "univers", "héros", "nez", "repas", "décès", "printemps", "auparavant", "auquel", "quasi", "précis",
    "tas", "progrès", "tournoi", "abus", "paradis", "repos", "virus", "refus", "pis", "stress", "gris", "jus",
    "autrefois", "guère", "hop", "best", "live", "game", "bonus", "flux", "aussitôt", "auxquels", "auxquelles",
    "ours", "duquel", "desquels", "desquelles", "excès", "époux", "sexy", "rap", "colis", "puits", "quiconque",
    "play", "priori", "campus", "séquence", "maths", "cash", "consensus", "index", "hard", "soft", "cool", "rer",
    "noix", "maïs", "volontiers", "creux", "parti", "tri", "gouvernance", "appli", "bus", "autobus", "funérailles",
    "débris", "chœur", "cœurs", "manœuvre", "vœux", "œuvre", "œuvres", "œuf", "œufs", "sœurs", "bœuf", "nœud",
    "matelas", "savon", "ténèbres", "jadis", "smartphones", "désormais", "tantôt", "sitôt", "bientôt", "aussi",
    "ensuite", "puis", "enfin", "alors", "encore", "hier", "demain", "debout", "désaccord", "envers", "parmi",
    "moyennant", "durant", "chacun", "chacune", "aucun", "aucune", "nul", "nulle", "autrui", "certains", "certaines",
    "maints", "fois", "mois", "bois", "cours", "concours", "secours", "recours", "parcours", "discours", "fonds",
    "procès", "congrès", "tapis", "permis", "compromis", "remous", "dépens", "frais", "alentours", "environs",
    "ciseaux", "jeux", "vœu", "lieux", "yeux", "cieux", "eaux", "travaux", "journaux", "tribunaux", "velours",
    "puisque", "quoique", "tandis", "surtout", "jusque", "entre", "afin", "sauf", "excepté", "plein", "pleine",
    "autant", "autre", "autres", "même", "mêmes", "tel", "telle", "tels", "telles", "chaque", "maint",
})  # fmt: skip
#: The dictionary has these in small letters too, yet a capital makes them names.
_NAMES = frozenset({
    "paris", "martin", "olivier", "vincent", "bernard", "laurent", "robert", "simon", "david", "bertrand", "fournier",
    "mercier", "chevalier", "lambert", "thomas", "michel", "philippe", "nicolas", "charles", "louis", "henri",
    "jacques", "jean", "marie", "anne", "paul", "lucas", "emma", "jules", "léon", "max",
})  # fmt: skip
#: First names that are words too: before a surname they are names.
GIVEN = frozenset({
    "claire", "rose", "pierre", "marguerite", "aurore", "violette", "prudence", "constance", "olive", "victoire",
    "france", "martin", "félix", "clément", "juste", "aimé", "désiré", "marin", "ange", "fleur", "iris", "jasmine",
    "capucine", "prune", "reine", "sylvestre", "honoré", "modeste", "placide", "grâce", "espérance", "céleste",
    "blanche", "léger", "lys", "cerise", "églantine", "victor", "colombe", "angélique", "pascal", "noël", "pascale",
    "dominique", "colette", "luce", "perle", "ambre", "océane", "lilas", "marine", "solange", "olivier", "vincent",
    "denis", "basile", "gilles", "barbe", "avril", "august", "june", "may", "mark", "grace", "hope", "faith", "will",
    "bill", "rob", "frank", "dawn", "joy", "ivy", "ruby", "jack", "nick", "pat", "art", "robin", "drew", "chase",
    "hunter", "carol",
})  # fmt: skip
_ENDINGS = ("ment", "ement", "amment", "emment")
#: Longer words are no words.
_LONGEST = 40


@lru_cache(maxsize=8_192)
def french(word: str) -> bool:
    """Whether ``word``, in any case, is ordinary French."""
    small = word.casefold().replace("’", "'")
    if len(small) > _LONGEST or small in _NAMES:
        return False
    return small in _FRENCH or _known(small, "fr") or _derived(small)


@lru_cache(maxsize=8_192)
def english(word: str) -> bool:
    """Whether ``word``, in any case, is ordinary English: the dictionary also lists first names, in capitals."""
    small = word.casefold()
    return len(small) <= _LONGEST and small not in _NAMES and _known(small, "en")


def _known(small: str, language: str) -> bool:
    """In the dictionary, as a word whose lemma is no name ("thomas" has the lemma "Thomas")."""
    if not is_known(small, language):
        return False
    return lemma_of(small, language)[:1].islower() and zipf_frequency(small, language) > 0


def _derived(small: str) -> bool:
    """An adverb in -ment, or a prefix before a word."""
    if small.endswith(_ENDINGS) and len(small) > 7 and zipf_frequency(small, "fr") > 1:
        return True
    return any(
        small.startswith(prefix) and len(small) - len(prefix) >= 4 and _known(small[len(prefix) :], "fr")
        for prefix in _PREFIXES
    )


def usual(word: str) -> float:
    """How usual ``word`` is in French with these very accents, in zipf (0 unknown, 3 once a million words)."""
    return float(zipf_frequency(word[:_LONGEST].casefold(), "fr"))
