"""Globs match whole components, and what matches a directory matches all below it."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from netra_tools.project.globs import compile_globs

CASES = [
    # (pattern, what it matches, what it does not)
    ("build", ["build", "build/a.py", "x/build/y/a.py"], ["prompt_builder.py", "build.py", "rebuild/a.py"]),
    ("build/", ["build/a.py", "x/build/a.py"], ["build", "x/build"]),
    ("*.py", ["a.py", "x/a.py", ".py", "x.py/a.txt"], ["a.pyi", "a.py.txt"]),
    ("test_*", ["test_a.py", "x/test_/b.py"], ["a_test_b.py", "testing/a.py"]),
    ("test_*.py", ["test_.py", "x/test_a.py", "test_a\nb.py"], ["test_a.pyi", "test_a/b.py", "atest_a.py"]),
    ("?.py", ["a.py", "x/a.py", "\n.py"], ["ab.py", ".py"]),
    ("src/app", ["src/app", "src/app/a.py"], ["x/src/app/a.py", "src/apps/a.py", "src/x/app/a.py"]),
    ("/setup.py", ["setup.py"], ["docs/setup.py"]),
    ("src/*.py", ["src/a.py"], ["src/x/a.py", "a.py", "src/a.pyi"]),
    ("docs/**", ["docs/a.py", "docs/x/a.py"], ["docs", "x/docs/a.py", "docs.py"]),
    ("**/docs/**", ["docs/a.py", "x/docs/a.py"], ["docs", "x/docs", "xdocs/a.py"]),
    ("**/docs", ["docs", "x/docs", "x/docs/a.py"], ["xdocs"]),
    ("a/**/b", ["a/b", "a/x/b", "a/x/y/b/c.py"], ["a/xb", "ab", "x/a/b"]),
    ("**/api/v[0-9]", ["api/v1/a.py", "x/api/v2"], ["api/v10/a.py", "xapi/v1"]),
    ("a/*/b", ["a/x/b/c.py"], ["a/b", "a/x/y/b"]),
    ("**", ["a.py", "x/a.py"], []),
    ("**/*", ["a.py", "x/a.py"], []),
    ("v[!0-9].py", ["va.py"], ["v1.py", "v.py"]),
    ("v[^0-9].py", ["va.py"], ["v1.py"]),
    ("[]a].py", ["].py", "a.py"], ["b.py"]),
    ("[!]a].py", ["b.py"], ["].py", "a.py"]),
    ("[a-].py", ["a.py", "-.py"], ["b.py"]),
    ("[z-a].py", [], ["a.py", "z.py", "-.py"]),
    ("[!z-a].py", ["b.py"], ["ab.py"]),
    ("[.py", ["[.py"], ["a.py"]),
    ("a+b(c).py", ["a+b(c).py"], ["aab(c).py"]),
    ("x/[!a]", ["x/b", "x/b/c"], ["x/a", "x/ab"]),
    ("\udcff*.py", ["\udcffa.py"], ["a.py"]),
]


@pytest.mark.parametrize(("pattern", "matched", "others"), CASES, ids=[repr(case[0]) for case in CASES])
def test_a_pattern_matches_components(pattern: str, matched: list[str], others: list[str]) -> None:
    """A pattern matches what its table says, and nothing near it."""
    matches = compile_globs([pattern])
    assert [path for path in [*matched, *others] if matches(path)] == matched


def test_one_matcher_holds_all_patterns() -> None:
    """Patterns of every kind work side by side; no pattern matches nothing."""
    patterns = ["build", "*.txt", "tmp_*", "a?b", "src/x", "lib/*.py", "out/"]
    matches = compile_globs(patterns)
    paths = ["build/a", "a.txt", "tmp_1/x", "acb", "src/x/y", "lib/a.py", "out/a"]
    assert all(matches(path) for path in paths)
    assert not any(matches(path) for path in ["builder", "a.tx", "tmp", "ab", "src/y", "lib/x/a.py", "out"])
    assert not any(compile_globs([])(path) for path in paths)


def test_a_directory_can_be_asked_about() -> None:
    """A directory matches when all below it does."""
    excluded = compile_globs(["build/", "docs/**", "*.egg-info", "x/y"])
    names = ["build", "a/build", "docs", "docs/a", "b.egg-info", "x/y", "x/y/z"]
    assert all(excluded.directory(name) for name in names)
    assert not any(excluded.directory(name) for name in [".", "", "builder", "a/docs", "x"])


NAMES = st.text("ab.", min_size=1, max_size=3).filter(lambda name: name not in (".", ".."))
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)
PARTS = st.one_of(
    st.just("**"), st.text("ab.*?", min_size=1, max_size=3).filter(lambda part: "**" not in part)
)
PATTERNS = st.builds(
    lambda start, parts, end: start + "/".join(parts) + end,
    st.sampled_from(["", "", "/"]),
    st.lists(PARTS, min_size=1, max_size=4),
    st.sampled_from(["", "", "/"]),
)


@given(st.lists(PATTERNS, max_size=3), PATHS)
def test_patterns_mean_what_they_mean_to_git(patterns: list[str], path: str) -> None:
    """Without negation and escapes, a pattern matches as in a .gitignore.

    `a/**/` is left to git: it means the directories below `a`, and pathspec takes the files in `a` too.
    """
    assume(not any(pattern.endswith("**/") for pattern in patterns))
    assert compile_globs(patterns)(path) == GitIgnoreSpec.from_lines(patterns).match_file(path)


@given(st.text("a-z[]!^*?/\\&~|#", max_size=8), st.text("a-z[]!^/\\&~|#", max_size=6))
def test_no_pattern_is_an_error(pattern: str, path: str) -> None:
    """Whatever a pattern holds, it compiles, and says the same twice."""
    matches = compile_globs([pattern])
    assert matches(path) == matches(path)
