"""What a configuration file says arrives; which file it is, is never a guess."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from netra_tools.config.load import load_config
from netra_tools.config.model import DEFAULT_TESTS, Config, Override, Service
from netra_tools.errors import ConfigError, NetraError
from tests.config.rules import Layers, specs

FULL = """
roots = ["src/", "./lib"]
include = ["src/**"]
exclude = ["**/generated", "*_pb2.py", "build/"]
tests = ["checks/**"]
select = ["NET2", "layer-violation"]
ignore = ["NET202"]
max_file_bytes = 1000

[{prefix}services.worker]
root = "services/worker/"
[{prefix}services.api]
root = "services/api"
package = "company.api"

[{prefix}rules.file-too-long]
max_lines = 300
severity = "warning"
[{prefix}rules.confined-import.homes]
click = ["app.cli"]
[[{prefix}rules.layer-violation.contracts]]
name = "app"
layers = ["app.ui", "app.core"]

[[{prefix}overrides]]
paths = ["tests/**"]
ignore = ["NET2", "layer-violation"]
[{prefix}overrides.rules.function-too-long]
count = "code"
"""
SAID = Config(
    root="",
    roots=("src", "lib"),
    include=("src/**",),
    exclude=("**/generated", "*_pb2.py", "build/"),
    tests=("checks/**",),
    services=(Service("api", "services/api", "company.api"), Service("worker", "services/worker")),
    select=("NET2", "layer-violation"),
    ignore=("NET202",),
    rules={
        "confined-import": {"homes": {"click": ("app.cli",)}},
        "file-too-long": {"max_lines": 300, "severity": "warning"},
        "layer-violation": {"contracts": (Layers(name="app", layers=("app.ui", "app.core")),)},
    },
    overrides=(
        Override(
            ("tests/**",),
            {"function-too-long": {"count": "code"}},
            ("file-too-long", "function-too-long", "layer-violation"),
        ),
    ),
    max_file_bytes=1000,
)


def write(root: Path, **files: str) -> None:
    """Write `pyproject` and `netra`, each a TOML file."""
    for name, text in files.items():
        (root / f"{name}.toml").write_text(text, encoding="utf-8")


def load(root: Path, path: str | None = None) -> Config:
    return load_config(str(root), path, specs)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("pyproject", "[tool.netra]" + FULL.format(prefix="tool.netra."), id="pyproject.toml"),
        pytest.param("netra", FULL.format(prefix=""), id="netra.toml"),
        pytest.param(
            "netra", "\ufeff" + FULL.format(prefix="").replace("\n", "\r\n"), id="as Windows saves it"
        ),
    ],
)
def test_every_key_arrives(tmp_path: Path, name: str, text: str) -> None:
    write(tmp_path, **{name: text})
    config = load(tmp_path)
    assert config == SAID._replace(root=str(tmp_path), source=f"{name}.toml", fingerprint=config.fingerprint)


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({}, id="no file"),
        pytest.param({"pyproject": "[project]\nname = 'x'\n"}, id="no word of netra"),
        pytest.param({"pyproject": "[project]\nname = 'netra-tools'\n"}, id="no table"),
        pytest.param({"pyproject": "this is [not TOML"}, id="not TOML, not ours"),
    ],
)
def test_without_a_table_the_defaults_apply(tmp_path: Path, files: dict[str, str]) -> None:
    write(tmp_path, **files)
    config = load(tmp_path)
    assert config == Config(str(tmp_path), tests=DEFAULT_TESTS, fingerprint=config.fingerprint)
    assert len(config.fingerprint) == 32


@pytest.mark.parametrize("name", ["pyproject", "netra"])
def test_an_empty_table_is_a_source(tmp_path: Path, name: str) -> None:
    write(tmp_path, **{name: "[tool.netra]\n" if name == "pyproject" else ""})
    assert load(tmp_path).source == f"{name}.toml"


def test_two_configurations_are_one_too_many(tmp_path: Path) -> None:
    write(tmp_path, pyproject="[tool.netra]\n", netra="")
    with pytest.raises(ConfigError) as caught:
        load(tmp_path)
    assert caught.value.problems == (
        (
            "netra is configured twice, in pyproject.toml ([tool.netra]) and in netra.toml",
            "keep one of the two",
        ),
    )


def test_a_named_file_speaks_alone(tmp_path: Path) -> None:
    (tmp_path / "ci").mkdir()
    write(tmp_path, pyproject="[tool.netra]\nroots = ['a']", netra="roots = ['b']")
    write(tmp_path / "ci", strict="roots = ['c']", pyproject="[tool.netra]\nroots = ['d']")
    found = {name: load(tmp_path, str(tmp_path / name)) for name in ("ci/strict.toml", "ci/pyproject.toml")}
    assert {name: config.roots for name, config in found.items()} == {
        "ci/strict.toml": ("c",),
        "ci/pyproject.toml": ("d",),
    }
    assert all(config.source == name for name, config in found.items())
    assert load(tmp_path / "ci", str(tmp_path / "netra.toml")).source == "netra.toml"


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        pytest.param(
            "pyproject.toml", "[project]", "pyproject.toml has no table [tool.netra]", id="no table"
        ),
        pytest.param("odd.toml", "[tool.other]", "odd.toml has no table [tool.netra]", id="not ours"),
        pytest.param("missing.toml", None, "there is no configuration file '{path}'", id="missing"),
        pytest.param(
            ".", None, "the configuration file '{path}' cannot be read: is a directory", id="directory"
        ),
    ],
)
def test_a_named_file_must_have_something_to_say(
    tmp_path: Path, name: str, text: str | None, message: str
) -> None:
    path = tmp_path / name
    if text is not None:
        path.write_text(text)
    with pytest.raises(NetraError) as caught:
        load(tmp_path, str(path))
    assert caught.value.message == message.format(path=path)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(
            b"a = 1\nroots = [", "netra.toml is not TOML: invalid value (at end of document)", id="open"
        ),
        pytest.param(
            b"a = 1\nb\n",
            "netra.toml is not TOML: expected '=' after a key in a key/value pair (at line 2, column 2)",
            id="line",
        ),
        pytest.param(b"a = 1\n# \xff\n", "netra.toml is not UTF-8 (at line 2)", id="bytes"),
        pytest.param(
            b"a = " + b"9" * 5000,
            "netra.toml is not TOML that can be read: it is too deep, or has too long a number",
            id="digits",
        ),
        pytest.param(
            b"a = " + b"[" * 5000,
            "netra.toml is not TOML that can be read: it is too deep, or has too long a number",
            id="depth",
        ),
        pytest.param(b"[tool.netra]", "netra.toml has a table [tool]", id="a header too many"),
    ],
)
def test_a_broken_file_says_where(tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "netra.toml").write_bytes(data)
    with pytest.raises(ConfigError) as caught:
        load(tmp_path)
    assert [problem for problem, _ in caught.value.problems] == [message]


def test_the_fingerprint_is_of_what_is_said(tmp_path: Path) -> None:
    texts = [
        "roots = ['a', 'b']\nignore = ['NET2']\n[rules]\nfile-too-long.max_lines = 3\nquiet-one.name = 'x'",
        "ignore = ['NET2']\nroots = ['a/', './b']\n[rules]\nquiet-one.name = 'x'\nfile-too-long.max_lines=3",
        "roots = ['b', 'a']\nignore = ['NET2']\n[rules]\nfile-too-long.max_lines = 3\nquiet-one.name = 'x'",
        "roots = ['a', 'b']\nignore = ['NET2']\n[rules]\nfile-too-long.max_lines = 4\nquiet-one.name = 'x'",
        "roots = ['a', 'b']\nignore = ['NET1']\n[rules]\nfile-too-long.max_lines = 3\nquiet-one.name = 'x'",
        "",
    ]
    prints = []
    for number, text in enumerate(texts):
        root = tmp_path / str(number)
        root.mkdir()
        write(root, netra=text)
        prints.append(load(root).fingerprint)
    assert prints[0] == prints[1]
    assert len(set(prints)) == len(prints) - 1
    assert load(tmp_path).fingerprint == prints[-1]


def test_a_run_without_configuration_imports_next_to_nothing(tmp_path: Path) -> None:
    """The unchanged check passes here, and answers in milliseconds."""
    code = (
        "import sys; from netra_tools.config.load import load_config\n"
        "from netra_tools.rules.registry import rule_specs\n"
        "load_config(sys.argv[1], None, rule_specs)\n"
        "print(sorted({'tomllib', 'dataclasses', 'pathlib', 'netra_tools.rules.rule'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
