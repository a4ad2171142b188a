"""Whatever a file holds: nothing but references changes, there and back again is where it began."""

# ruff: noqa: E501 -- a table, as many as fit in a line

from __future__ import annotations

import configparser
import json
import tomllib
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from netra_tools.changes.documents.names import Renamed
from netra_tools.changes.documents.rewrite import rewrite_document
from netra_tools.facts.scalars_yaml import read_scalars
from tests.changes.documents.renaming import FILES, renaming

THERE = renaming({"app": "nb.app"})
BACK = renaming({"nb.app": "app"}, [f"nb/{path}" if path.startswith("app/") else path for path in FILES])
CORE = renaming({"app.core": "app.kernel"})

# What each says after the renaming of `app`, where any value may stand.
VALUES = {
    "app.models": "nb.app.models",
    "app.core.db:X.y": "nb.app.core.db:X.y",
    "app/models.py": "nb/app/models.py",
    "./app/core/": "./nb/app/core/",
    "app/**/*.py": "nb/app/**/*.py",
    "see app/foo.py, app.foo": "see nb/app/foo.py, nb.app.foo",
    "application.models": "application.models",
    "app.example.com": "app.example.com",
    "é app/foo.py ü": "é nb/app/foo.py ü",
    "app": "app",
    "x/app/foo.py": "x/app/foo.py",
    "": "",
    "#": "#",
}
KEYS = st.text("abcxyz_", min_size=1, max_size=4)
TREES = st.dictionaries(
    KEYS, st.sampled_from(sorted(VALUES)) | st.lists(st.sampled_from(sorted(VALUES)), max_size=3), max_size=5
)
PATHS = (
    "pyproject.toml", "x.toml", "setup.cfg", "x.json", ".github/workflows/x.yml", "docker-compose.yml", "Dockerfile",
    ".pre-commit-config.yaml", "Makefile", "run.sh", "CODEOWNERS", ".gitignore", "MANIFEST.in", "requirements.txt",
    "Procfile", "docs/x.md", "docs/x.rst", "x.html", "app/README.md", "app/x.toml", ".env", "netra.toml", "package.json",
)  # fmt: skip
PIECES = (
    "app", "app.models", "app/core", "app/foo.py", "./app", "/app/", "app:app", "app.core.*", "[", "]", "[[", "=", ":",
    "\n", "\r\n", "\t", "  ", "- ", '"', "'", "\\", "#", "$", "{", "}", "(", ")", "|", "&&", ";", "*", "run: ", "cd ",
    "python -m ", "uvicorn ", "pytest ", "--cov=", "-p ", "COPY ", "RUN ", "WORKDIR /srv\n", "FROM x\n", "é", "\x00",
    "```", "netra: keep", "<<EOF\n", "EOF\n", "files: ^", "\\.", "[tool.pytest.ini_options]\n", 'addopts = "', "![x](",
    "volumes:\n", "a: ", "[options]\n", "packages = ", "{homeassistant,app}/", "layers: ", "\ufeff",
)  # fmt: skip


def rewritten(path: str, data: bytes, names: Renamed) -> bytes:
    """Give a file after a renaming."""
    done = rewrite_document(path, data, names, documents=True)
    assert done is not None
    return done.after


def mapped(value: object) -> object:
    """Give what a value ought to say."""
    if isinstance(value, dict):
        return {key: mapped(item) for key, item in value.items()}
    if isinstance(value, list):
        return [mapped(item) for item in value]
    assert isinstance(value, str)
    return VALUES[value]


def quoted(value: object) -> str:
    """Write a value as TOML and JSON both have it."""
    return json.dumps(value, ensure_ascii=False)


@given(TREES)
@settings(max_examples=60, deadline=None)
def test_toml_says_what_it_said_in_new_names(tree: dict[str, object]) -> None:
    data = "\r\n".join(f"{key} = {quoted(value)}  # é" for key, value in tree.items()).encode()
    after = rewritten("x.toml", data, THERE)
    assert tomllib.loads(after.decode()) == mapped(tree)
    assert rewritten("x.toml", after, BACK) == data


@given(TREES)
@settings(max_examples=60, deadline=None)
def test_json_says_what_it_said_in_new_names(tree: dict[str, object]) -> None:
    data = json.dumps({"x": tree}, indent=2, ensure_ascii=False).encode()
    after = rewritten("data.json", data, THERE)
    assert json.loads(after) == {"x": mapped(tree)}
    assert rewritten("data.json", after, BACK) == data


STYLES: dict[str, Callable[[str], str]] = {
    "double": json.dumps,
    "single": lambda value: f"'{value}'",
    "block": lambda value: f"|-\r\n    {value}",
    "folded": lambda value: f"&a >-\n    {value}\n\n",
    "list": lambda value: f"[{json.dumps(value)}, '{value}']",
}


@given(
    st.dictionaries(
        KEYS, st.tuples(st.sampled_from(sorted(VALUES)), st.sampled_from(sorted(STYLES))), max_size=5
    )
)
@settings(max_examples=60, deadline=None)
def test_yaml_says_what_it_said_in_new_names(tree: dict[str, tuple[str, str]]) -> None:
    text = "# é\n" + "".join(f"k{key}: {STYLES[style](value)}\n" for key, (value, style) in tree.items())
    after = rewritten("data.yml", text.encode(), THERE)
    before, now = (
        [(item.keys, item.value) for item in read_scalars(data)] for data in (text, after.decode())
    )
    assert now == [(keys, VALUES.get(value, value)) for keys, value in before]
    assert rewritten("data.yml", after, BACK) == text.encode()


@given(st.dictionaries(KEYS, st.sampled_from([value for value in VALUES if value != "#"]), max_size=5))
@settings(max_examples=60, deadline=None)
def test_ini_says_what_it_said_in_new_names(tree: dict[str, str]) -> None:
    text = "[x]\n" + "".join(f"{key} =\n  {value}\n" for key, value in tree.items())
    after = rewritten("x.cfg", text.encode(), THERE)
    parser = configparser.RawConfigParser()
    parser.read_string(after.decode())
    assert {key: value.strip() for key, value in parser["x"].items()} == mapped(tree)
    assert rewritten("x.cfg", after, BACK) == text.encode()


@given(st.sampled_from(PATHS), st.lists(st.sampled_from(PIECES), max_size=25))
@settings(max_examples=400, deadline=None)
def test_nothing_is_too_odd_and_twice_is_once(path: str, pieces: list[str]) -> None:
    data = "".join(pieces).encode()
    after = rewritten(path, data, THERE)
    assert after.replace(b"nb/", b"").replace(b"nb.", b"").replace(b'"', b"") == data.replace(b'"', b"")
    assert rewritten(path, after, THERE) == after


@given(st.sampled_from(PATHS), st.binary(max_size=60))
@settings(max_examples=200, deadline=None)
def test_bytes_without_a_name_stay(path: str, data: bytes) -> None:
    assert rewritten(path, data + b" app_core \n", CORE) == data + b" app_core \n"
