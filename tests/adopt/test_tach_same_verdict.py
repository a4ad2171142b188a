"""What is converted from tach forbids the same imports as tach does, on trees made at random."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from netra_tools.adopt.tach import read_tach
from netra_tools.adopt.tach_contracts import convert_tach
from netra_tools.graph.build import build_graph
from netra_tools.model import FileFacts
from tests.adopt.verdicts import findings
from tests.trees import files_of

extension = pytest.importorskip("tach.extension")
files_of({"first.py": ""})  # the reader raises the recursion limit at its first use, which hypothesis minds

MODULES = ("a", "a.x", "a.x.y", "b", "b.tests", "c", "d")
DEPENDENCIES = ("a", "a.x", "a.x.y", "a.**", "a.*", "b", "c", "<root>")
IMPORTS = st.lists(st.tuples(st.sampled_from(MODULES), st.sampled_from(MODULES)), max_size=14, unique=True)
LISTED = st.lists(st.sampled_from(DEPENDENCIES), max_size=3, unique=True)
MODULE = st.fixed_dictionaries(
    {},
    optional={
        "depends_on": LISTED,
        "cannot_depend_on": st.lists(st.sampled_from(DEPENDENCIES[:3]), max_size=2, unique=True),
        "layer": st.sampled_from(["top", "middle", "bottom"]),
        "utility": st.booleans(),
        "unchecked": st.booleans(),
    },
)
TOP = st.fixed_dictionaries(
    {
        "layers": st.sampled_from(
            ['["top", "middle", "bottom"]', '["top", {name = "middle", closed = true}, "bottom"]']
        )
    },
    optional={
        "layers_explicit_depends_on": st.booleans(),
        "root_module": st.sampled_from(['"ignore"', '"allow"']),
        "exclude": st.sampled_from(['["**/tests"]', '["b/tests"]', '["tests"]', '["a/x/"]']),
    },
)
DECLARED = st.dictionaries(st.sampled_from([*MODULES, "a.*", "<root>"]), MODULE, max_size=5)


BOTTOM = {"utility": True, "layer": "middle"}
UPPER = {"layer": "top", "cannot_depend_on": ["a.x.y"]}


@settings(max_examples=200, deadline=None)
@example(  # a utility in a lower layer is allowed before `cannot_depend_on` is asked
    [("a", "a.x.y")],
    {"layers": '["top", "middle", "bottom"]', "layers_explicit_depends_on": True},
    {"a": UPPER, "a.x.y": BOTTOM},
)
@given(IMPORTS, TOP, DECLARED)
def test_the_same_imports_are_forbidden(
    imports: list[tuple[str, str]], top: dict[str, Any], declared: dict[str, dict[str, Any]]
) -> None:
    sources = dict.fromkeys(MODULES, "")
    for importer, imported in imports:
        if importer != imported:
            sources[importer] += f"import {imported}\n"
    paths = {f"{name.replace('.', '/')}/__init__.py": source for name, source in sources.items()}
    with tempfile.TemporaryDirectory() as directory:
        root = Path(directory)
        for path, source in paths.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(source)
        (root / "tach.toml").write_text(written(top, declared))
        assert by_netra(root, files_of(paths)) == by_tach(root)


def written(top: dict[str, Any], declared: dict[str, dict[str, Any]]) -> str:
    """Write a configuration of tach."""
    lines = [
        f"{key} = {str(value).lower() if isinstance(value, bool) else value}" for key, value in top.items()
    ]
    for path, keys in sorted(declared.items()):  # "a.*" before "a.x": what is named in full comes last
        lines += ["[[modules]]", f'path = "{path}"']
        for key, value in keys.items():
            if isinstance(value, str):
                value = f'"{value}"'
            lines.append(f"{key} = {str(value).lower() if isinstance(value, bool) else value}")
    return "\n".join(lines) + "\n"


def by_tach(root: Path) -> set[tuple[str, int]]:
    """Ask tach which lines are imports that are forbidden."""
    config, _ = extension.parse_project_config(root / "tach.toml")
    found = extension.check(root, config, dependencies=True, interfaces=False)
    return {(one.pyfile_path(), one.pyline_number()) for one in found if one.is_code() and one.is_error()}


def by_netra(root: Path, files: list[FileFacts]) -> set[tuple[str, int]]:
    """Convert, and ask netra the same."""
    graph = build_graph(files)
    draft = convert_tach(read_tach(str(root), graph), graph)
    return {(finding.path, finding.line) for finding in findings(draft, graph, root)}
