"""How central a sentence is: LexRank (Erkan and Radev 2004) over lemmas weighted by tf-idf."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from bridge.engines.extractive.parsing import Sentence
from bridge.engines.extractive.sections import cosine

#: Sentences ranked at most: their comparison is quadratic, and 400 of them are a long article already.
MOST_SENTENCES = 400
#: Below this cosine two sentences are not linked, and what share of the rank everyone gets (both as in the paper).
LEAST_COSINE, DAMPING = 0.1, 0.15
ROUNDS = 30


def centrality(sentences: Sequence[Sentence]) -> dict[int, float]:
    """``order`` of a sentence → its rank, 1.0 being the mean; only the first MOST_SENTENCES are ranked."""
    ranked = sentences[:MOST_SENTENCES]
    if not ranked:
        return {}
    links = _links(_vectors(ranked))
    ranks = [1.0] * len(ranked)
    for _ in range(ROUNDS):
        ranks = [DAMPING + (1 - DAMPING) * sum(weight * ranks[j] for j, weight in row) for row in links]
    return {sentence.order: rank for sentence, rank in zip(ranked, ranks, strict=True)}


def _vectors(sentences: Sequence[Sentence]) -> list[dict[str, float]]:
    bags = [Counter(sentence.lemmas) for sentence in sentences]
    documents = Counter(lemma for bag in bags for lemma in bag)
    rarity = {lemma: math.log((1 + len(bags)) / count) for lemma, count in documents.items()}
    return [{lemma: count * rarity[lemma] for lemma, count in bag.items()} for bag in bags]


def _links(vectors: Sequence[dict[str, float]]) -> list[list[tuple[int, float]]]:
    """For each sentence, who gives it rank and what share of theirs."""
    size = len(vectors)
    alike = [[0.0] * size for _ in range(size)]
    for i in range(size):
        for j in range(i):
            value = cosine(vectors[i], vectors[j])
            if value >= LEAST_COSINE:
                alike[i][j] = alike[j][i] = value
    totals = [sum(row) or 1.0 for row in alike]
    return [[(j, alike[j][i] / totals[j]) for j in range(size) if alike[j][i]] for i in range(size)]
