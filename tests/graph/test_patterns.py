"""Patterns over dotted names."""

from __future__ import annotations

import pytest

from netra_tools.graph.patterns import covers, expand, matches

MATCHES = [
    ("app.core", "app.core", True),
    ("app.core", "app.core.deep", False),
    ("app.*", "app.core", True),
    ("app.*", "app.core.deep", False),
    ("app.*", "app", False),
    ("app.**", "app.core.deep", True),
    ("app.**", "app", False),
    ("*.core", "app.core", True),
    ("**.core", "app.deep.core", True),
    ("**.core", "core", False),
    ("app.test_*", "app.test_core", True),
    ("app.*", "appendix.core", False),
    ("app.c+", "app.cc", False),
]


@pytest.mark.parametrize(("pattern", "module", "expected"), MATCHES)
def test_matches(pattern: str, module: str, expected: bool) -> None:
    assert matches(pattern, module) is expected


COVERS = [
    (("app.core",), "app.core.deep", "app.core"),
    (("app.core",), "app.core2", ""),
    (("**.settings",), "app.settings.base", "**.settings"),
    (("x", "app"), "app.y", "app"),
    (("*",), "", ""),
    ((), "app", ""),
]


@pytest.mark.parametrize(("patterns", "module", "expected"), COVERS)
def test_covers(patterns: tuple[str, ...], module: str, expected: str) -> None:
    assert covers(patterns, module) == expected


def test_expand_sorts() -> None:
    assert expand("app.*", {"app.b", "app.a", "app", "app.a.c"}) == ["app.a", "app.b"]
