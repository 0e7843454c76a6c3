"""One number for another, where two short sentences that render each other have one number each.

"Attendez trente minutes avant de couper" for "il faut patienter vingt minutes avant de couper": too few words for how
well a number fits its place to tell, but there is no other place, either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from bridge.text.bilingual.alignment import Alignment
from bridge.text.facts.numbers.slots import Atom, Line, exchangeable, renders

#: What the two sentences must have in common, each being the other's best.
_ALIKE = 0.4


def replaced(
    ours: Sequence[Line],
    theirs: Sequence[Line],
    alignment: Alignment,
    own: Callable[[Atom], Sequence[Atom]],
    is_lost: Callable[[Atom, Line], bool],
) -> Iterator[tuple[Atom, Atom]]:
    """Numbers of the article, each with the one of the source in whose place it stands.

    Only measures ("minutes", "kilos") of one kind. The source's number is gone (``is_lost``), and what the source has
    the article's number for (``own``) is told elsewhere with it: it has not been drawn together from there.
    """
    for index, one in enumerate(ours):
        links = alignment.by_article[index]
        if len(one.atoms) != 1 or not one.atoms[0].measure or not links or links[0].score < _ALIKE:
            continue
        told, source = one.atoms[0], links[0].source
        back = alignment.by_source[source]
        if not back or back[0].article != index or len(theirs[source].atoms) != 1:
            continue
        said = theirs[source].atoms[0]
        if said.measure != told.measure or not exchangeable(told, said) or renders(told, said):
            continue
        places = own(told)
        if places and is_lost(said, one) and all(_is_told(place, told, ours, alignment) for place in places):
            yield told, said


def _is_told(said: Atom, but: Atom, ours: Sequence[Line], alignment: Alignment) -> bool:
    """Whether another sentence, which renders that of a number of the source, has that number."""
    return any(
        atom is not but and renders(atom, said)
        for link in alignment.by_source[said.line]
        if link.article != but.line
        for atom in ours[link.article].atoms
    )
