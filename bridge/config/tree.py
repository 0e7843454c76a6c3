"""The YAML file as plain data, with the line of every key and value, and without any of YAML's surprises.

Duplicate keys, self-references and merge keys are problems here: a file that says a thing twice says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

Steps = tuple[str | int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One thing wrong with the file: the line (from 1; 0 for the file as a whole), the place, a French sentence."""

    line: int
    place: str
    message: str


@dataclass(kw_only=True, slots=True)
class Spot:
    """A value and the line of its key (of itself, in a list). ``value`` is a dict, a tuple of spots, or a scalar.

    ``shared``: it stands under ``defaults``, wherever it is used.
    """

    value: Any
    line: int
    shared: bool = False

    def plain(self) -> Any:
        """The value without lines."""
        if isinstance(self.value, dict):
            return {key: spot.plain() for key, spot in self.value.items()}
        if isinstance(self.value, tuple):
            return tuple(spot.plain() for spot in self.value)
        return self.value

    def child(self, step: str | int) -> Spot | None:
        """What is under a key or an index; None where there is nothing."""
        if isinstance(self.value, dict):
            found: Spot | None = self.value.get(step)
            return found
        if isinstance(self.value, tuple) and isinstance(step, int) and step < len(self.value):
            return self.value[step]  # type: ignore[no-any-return]
        return None


def place_of(path: Steps) -> str:
    """Where it is, for a person: ``sites › n° 2 › brief``."""
    return " › ".join(f"n° {step + 1}" if isinstance(step, int) else step for step in path)


def read(text: str) -> tuple[Spot, list[Problem]]:
    """The file's tree and what is wrong with its form. A file that is no YAML gives an empty tree and one problem."""
    empty = Spot(value={}, line=0)
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        return empty, [_syntax_problem(error)]
    except yaml.YAMLError:
        return empty, [Problem(line=0, place="", message="ce n'est pas un fichier de texte YAML lisible")]
    if node is None:
        return empty, [Problem(line=0, place="", message="le fichier est vide")]
    reader = _Reader()
    return reader.spot(node, (), line=node.start_mark.line + 1), reader.problems


def _syntax_problem(error: yaml.MarkedYAMLError) -> Problem:
    """In our words: the parser's own quote the file, where a secret may stand."""
    mark = error.problem_mark or error.context_mark
    problem = error.problem or ""
    if "\\t" in problem:
        message = "une tabulation sert de retrait ; mettez des espaces"
    elif "alias" in problem or "anchor" in problem:
        message = "« * » ou « & » au début d'une valeur ; mettez la valeur entre guillemets"
    elif "mapping values" in problem:
        message = (
            "un « : » de trop, ou un retrait qui ne va pas ; mettez entre guillemets une valeur qui contient « : »"
        )
    elif "cannot start any token" in problem:
        message = "une valeur commence par un caractère réservé ; mettez-la entre guillemets"
    else:
        message = (
            "la syntaxe YAML s'arrête ici ; vérifiez le retrait, les guillemets et les crochets jusqu'à cette ligne"
        )
    return Problem(line=mark.line + 1 if mark else 0, place="", message=message)


class _Reader:
    """Turns nodes into spots, noting problems on the way."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._scalars = yaml.constructor.SafeConstructor()
        self._above: list[Node] = []

    def spot(self, node: Node, path: Steps, *, line: int) -> Spot:
        if any(node is other for other in self._above):
            self._note(line, path, "cette valeur se contient elle-même (alias YAML)")
            return Spot(value=None, line=line)
        self._above.append(node)
        try:
            if isinstance(node, MappingNode):
                return self._mapping(node, path, line)
            if isinstance(node, SequenceNode):
                items = (
                    self.spot(item, (*path, index), line=item.start_mark.line + 1)
                    for index, item in enumerate(node.value)
                )
                return Spot(value=tuple(items), line=line)
            return Spot(value=self._scalar(node, path, line), line=line)
        finally:
            self._above.pop()

    def _mapping(self, node: MappingNode, path: Steps, line: int) -> Spot:
        found: dict[str, Spot] = {}
        for key, key_line, value in self._pairs(node, path):
            if key in found:
                self._note(key_line, path, f"la clé « {key} » est déjà donnée à la ligne {found[key].line}")
                continue
            found[key] = self.spot(value, (*path, key), line=key_line)
        return Spot(value=found, line=line)

    def _pairs(self, node: MappingNode, path: Steps) -> Iterator[tuple[str, int, Node]]:
        for key, value in node.value:
            line = key.start_mark.line + 1
            if isinstance(key, ScalarNode):
                yield key.value, line, value
            else:
                self._note(
                    line, path, "une clé est un simple mot ; mettez entre guillemets ce qui contient « { » ou « [ »"
                )

    def _scalar(self, node: Node, path: Steps, line: int) -> Any:
        try:
            return self._scalars.construct_object(node)
        except (yaml.YAMLError, ValueError):
            self._note(line, path, "cette valeur ne se lit pas ; mettez-la entre guillemets")
            return None

    def _note(self, line: int, path: Steps, message: str) -> None:
        self.problems.append(Problem(line=line, place=place_of(path), message=message))
