"""The keys of any JSON and TOML are those that the standard library sees; damage never goes unnoticed."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from netra_tools.facts.keys import read_keys
from netra_tools.facts.keys_found import below

WORD = st.text(max_size=6) | st.sampled_from(['a"b', "a.b", "{", "}:", "//", "#", "=", "'''", "\\", "é", ""])
PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORD
DOCUMENT = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORD, inner, max_size=4), max_leaves=12
)
TABLE = st.dictionaries(WORD, DOCUMENT, max_size=5)
SPACES = st.sampled_from(["", " ", "\n", "\t "])


def paths(value: Any, owner: str = "") -> set[tuple[str, str]]:
    """List the keys of plain values with the paths that they have."""
    found: set[tuple[str, str]] = set()
    if isinstance(value, dict):
        for key, inner in value.items():
            found |= {(owner, key)} | paths(inner, below(owner, key))
    elif isinstance(value, list):
        for inner in value:
            found |= paths(inner, owner)
    return found


def encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def read(data: bytes, dialect: str) -> set[tuple[str, str]]:
    """Read the paths of a text that must be right, and see that each key stands where it is said to be."""
    reading = read_keys(data, dialect)
    assert reading.facts.problems == ()
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    for literal in reading.literals:
        assert literal.line == literal.end_line
        word = lines[literal.line - 1][literal.column : literal.end_column].decode()
        said = json.loads(word) if dialect == "json" else next(iter(tomllib.loads(f"{word} = 1")))
        assert said == literal.value
    return {(literal.owner, literal.value) for literal in reading.literals}


@given(DOCUMENT, SPACES, SPACES, st.booleans(), st.sampled_from([None, 0, 2]))
@settings(max_examples=120, deadline=None)
def test_json(document: Any, before: str, behind: str, ascii_only: bool, indent: int | None) -> None:
    separators = (f"{before},{behind}", f"{before}:{behind}")
    data = encoded(json.dumps(document, ensure_ascii=ascii_only, indent=indent, separators=separators))
    assert read(data, "json") == paths(json.loads(data))


@given(TABLE, st.data())
@settings(max_examples=120, deadline=None)
def test_json_with_damage(document: dict[str, Any], data: st.DataObject) -> None:
    """What the standard library refuses is told, but for comments and commas; the keys are among the old."""
    text = damaged(encoded(json.dumps(document, ensure_ascii=False)).decode(), data)
    reading = read_keys(encoded(text), "json")
    try:
        expected = paths(json.loads(encoded(text).decode("utf-8-sig").replace("\r", "\n")))
    except json.JSONDecodeError:
        assert reading.facts.problems or re.search(r"//|/\*|,\s*[}\]]", text)
    else:
        assert {(literal.owner, literal.value) for literal in reading.literals} == expected
        assert reading.facts.problems == ()


def damaged(text: str, data: st.DataObject) -> str:
    """Put a mark that means something in the place of a part of a text."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(start + 3, len(text))))
    return (
        text[:start]
        + data.draw(st.sampled_from(["", '"', "{", "}", ",", ":", "\\", "[", "\n", "="]))
        + text[end:]
    )


@st.composite
def toml_texts(draw: st.DrawFn) -> str:
    """Write a document in one of the many ways that there are; some of them repeat a key, and are none."""
    lines = []
    for _ in range(draw(st.integers(0, 6))):
        kind = draw(st.sampled_from(["pair", "pair", "pair", "[]", "[[]]", "# a = 1", ""]))
        key = ".".join(draw(st.lists(toml_keys(), min_size=1, max_size=3)))
        if kind == "pair":
            lines.append(f"{draw(SPACES).strip(chr(10))}{key} = {draw(TOML_VALUES)} # = 1")
        else:
            lines.append(kind.replace("]", f" {key} ]", 1) if "[" in kind else kind)
    return draw(st.sampled_from(["\n", "\r\n"])).join(lines)


@st.composite
def toml_keys(draw: st.DrawFn) -> str:
    word = draw(st.sampled_from(["a", "b", "a-b", "1", "é", "a.b", "", "=", "]", "#", 'x"y', "x'y"]))
    quotes = draw(st.sampled_from(["bare", "'", '"']))
    if quotes == "bare" and re.fullmatch(r"[A-Za-z0-9_-]+", word):
        return word
    if quotes == "'" and "'" not in word:
        return f"'{word}'"
    return json.dumps(word, ensure_ascii=draw(st.booleans()))


def inline(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pairs = st.tuples(toml_keys(), values).map(" = ".join)
    tables = st.lists(pairs, max_size=3).map(lambda found: "{" + ", ".join(found) + "}")
    return tables | st.lists(values, max_size=3).map(lambda found: "[ # ]\n" + ",\n".join(found) + " ]")


SCALARS = ["1", "-1.5e3", "true", "inf", "0xff", "1979-05-27 07:32:00", "1979-05-27T07:32:00Z", "07:32:00"]
STRINGS = ['"a = 1"', r'"\" = {"', "'\\'", '"""\nb = "1"\n"""', '"""a"""""', "'''\n[x]\n'''", "''''''", '""']
TOML_VALUES = st.recursive(st.sampled_from([*SCALARS, *STRINGS]), inline, max_leaves=6)


@given(toml_texts())
@settings(max_examples=300, deadline=None)
def test_toml(text: str) -> None:
    try:
        expected = paths(tomllib.loads(text))
    except tomllib.TOMLDecodeError:
        [problem] = read_keys(text.encode(), "toml").facts.problems
        assert problem.kind == "syntax"
    else:
        assert read(text.encode(), "toml") == expected


@given(TABLE, st.booleans(), st.sampled_from([None, True, False]))
@settings(max_examples=100, deadline=None)
def test_yaml(document: dict[str, Any], unicode: bool, flow: bool | None) -> None:
    """PyYAML reads back what it wrote; the keys of both are the same."""
    plain = json.loads(encoded(json.dumps(document)))
    text = yaml.safe_dump(plain, allow_unicode=unicode, default_flow_style=flow, width=10_000)
    reading = read_keys(text.encode("utf-8", "surrogatepass"), "yaml")
    found = {(literal.owner, literal.value) for literal in reading.literals if literal.owner != "${}"}
    assert not reading.facts.problems
    assert found == paths(yaml.safe_load(text))


@given(st.binary(max_size=60) | st.text("a:{}[]\"'=#.,-$\\\n &*!?<|1", max_size=60).map(str.encode))
@settings(max_examples=300, deadline=None)
def test_any_bytes_can_be_read(data: bytes) -> None:
    for dialect in ("env", "json", "toml", "yaml", "compose"):
        for literal in read_keys(data, dialect).literals:
            assert (literal.line, literal.column) <= (literal.end_line, literal.end_column)
