"""What a model does wrong: each case with its code, and a French sentence that says what to do."""

from __future__ import annotations

from collections.abc import Mapping

from bridge.domain.finding import Finding, Severity

PLACE = "réponse du modèle"

_MESSAGES: Mapping[str, str] = {
    "model.refused": "Le modèle a refusé de réécrire ce texte. Réécrivez-le à la main, ou choisissez un autre modèle.",
    "model.filtered": "Le filtre de contenu du fournisseur du modèle a bloqué ce texte. Réécrivez-le à la main, ou "
    "choisissez un autre fournisseur.",
    "model.truncated": "La réponse du modèle a été coupée avant la fin. Augmentez « max_tokens », ou la fenêtre du "
    "modèle.",
    "model.thought_only": "Le modèle a réfléchi sans rien répondre. Augmentez « max_tokens », ou réduisez sa réflexion "
    "chez le fournisseur.",
    "model.empty": "Le modèle n’a rien répondu. Réessayez, ou choisissez un autre modèle.",
    "model.invalid_answer": "La réponse du modèle n’est pas l’article demandé (JSON illisible ou incomplet).",
    "model.wrong_language": "Le modèle n’a pas répondu en français. Choisissez un modèle qui l’écrit.",
    "model.too_few_words": "Le modèle n’a rendu qu’une petite partie du texte. Choisissez un modèle plus capable.",
    "model.context_overflow": "Le brouillon est trop long pour la fenêtre de contexte du modèle. Choisissez un modèle "
    "à plus grande fenêtre, ou partagez le brouillon.",
    "model.unusable": "Le modèle n’a rien écrit d’utilisable, même paragraphe par paragraphe. Choisissez un modèle "
    "plus capable.",
    "model.leaked": "Le modèle a recopié sa propre consigne, ou la clé du service, au lieu d’écrire l’article ; rien "
    "n’en a été gardé. Cherchez dans le brouillon ce qui le lui demandait, ou choisissez un autre modèle.",
}
#: Asked for less at a time, a model may do better.
_SMALLER_HELPS = frozenset({
    "model.truncated", "model.thought_only", "model.empty", "model.invalid_answer", "model.wrong_language",
    "model.too_few_words", "model.context_overflow",
})  # fmt: skip
#: These come with the length of the draft, the others with the model's skill.
_OF_LENGTH = frozenset({"model.truncated", "model.context_overflow"})


class Failure(Exception):
    """A call without a usable answer. ``evidence``: the model's own words, where there are any."""

    def __init__(self, code: str, evidence: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.evidence = " ".join(evidence.split())[:300]

    @property
    def smaller_helps(self) -> bool:
        """Whether the same model may manage section by section."""
        return self.code in _SMALLER_HELPS

    @property
    def of_length(self) -> bool:
        """Whether a shorter draft would have passed."""
        return self.code in _OF_LENGTH

    @property
    def ends_all(self) -> bool:
        """Whether no other wording will do: the draft is held."""
        return self.code in ("model.refused", "model.filtered", "model.leaked")

    def finding(self) -> Finding:
        """The blocker that says why there is no article."""
        return Finding(
            severity=Severity.BLOCKER, code=self.code, place=PLACE, message=_MESSAGES[self.code], evidence=self.evidence
        )
