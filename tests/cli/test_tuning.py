"""A start sets the memory's limits where the C library has them, and runs where it has not."""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Iterator
from unittest.mock import Mock

import pytest

from bridge.cli.tuning import tune


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def _library(monkeypatch: pytest.MonkeyPatch, library: Mock) -> Mock:
    monkeypatch.setattr(ctypes, "CDLL", Mock(return_value=library))
    return library


def test_few_heaps_for_many_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MALLOC_ARENA_MAX", raising=False)
    library = _library(monkeypatch, Mock(spec=["mallopt"]))
    tune()
    library.mallopt.assert_called_once_with(-8, 2)


def test_the_administrator_s_number_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MALLOC_ARENA_MAX", "4")
    library = _library(monkeypatch, Mock(spec=["mallopt"]))
    tune()
    library.mallopt.assert_not_called()


def test_another_c_library_has_no_such_function(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MALLOC_ARENA_MAX", raising=False)
    _library(monkeypatch, Mock(spec=[]))
    tune()
    assert gc.get_threshold()[0] > 700
