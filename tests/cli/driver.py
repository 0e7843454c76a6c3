"""Runs the command line as a person would, on a fake bridge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bridge.cli import main
from bridge.cli.session import Session
from bridge.config import Config
from bridge.doctor import Group
from tests.cli.fake_bridge import FakeBridge


class Command:
    """Runs the command line with a fake bridge, which it keeps."""

    def __init__(self) -> None:
        self.bridge: FakeBridge | None = None
        self.previews: list[dict[str, Any]] = []
        self.preview_is: Any = None
        self.groups: Sequence[Group] = ()
        self.examined: tuple[tuple[str, ...], bool] | None = None

    def __call__(self, *arguments: str, **bridge: Any) -> int:
        def build(config: Config) -> Any:
            self.bridge = FakeBridge(config, **bridge)
            return self.bridge

        def preview(config: Config | None, **wanted: Any) -> Any:
            self.previews.append({"config": config, **wanted})
            if isinstance(self.preview_is, Exception):
                raise self.preview_is
            return self.preview_is

        def examine(config: Config, names: Sequence[str], *, fix: bool) -> Iterator[Group]:
            self.examined = (tuple(names), fix)
            return iter([group for group in self.groups if group.kind != "site" or group.name in names])

        return main(list(arguments), session=Session(build=build, examine=examine, preview=preview))
