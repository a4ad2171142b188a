"""Both readers give the same facts of the same source."""

from __future__ import annotations

import sysconfig
from pathlib import Path

import pytest

from benchmarks.oracle_facts import differences, read_source, verdict
from netra_tools.facts import read, stdlib

CASES = sorted((Path(__file__).parent / "cases").glob("*.py.txt"))
STDLIB = Path(sysconfig.get_path("stdlib"))
SAMPLE = sorted([*STDLIB.glob("*.py"), *STDLIB.glob("asyncio/*.py"), *STDLIB.glob("email/*.py")])[::2][:120]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name.partition(".")[0])
def test_readers_agree_on_a_case(path: Path) -> None:
    assert list(verdict(read_source(path))) == [("compared", "")]


def test_readers_agree_on_the_standard_library() -> None:
    found = [(path.name, *entry) for path in SAMPLE for entry in verdict(read_source(path))]
    assert [entry for entry in found if entry[1] not in ("compared", "left to the fallback")] == []
    assert sum(entry[1] == "compared" for entry in found) > 50


@pytest.mark.parametrize(
    ("source", "field"),
    [
        (b"import b", "imports"),
        (b"def g(): pass", "definitions"),
        (b"x = 'b'", "literals"),
        (b"import os; os.environ['b']", "accesses"),
        (b"try: x\nexcept b: pass", "handlers"),
        (b"def test(): b()", "bare_tests"),
        (b"y = 1", "names"),
        (b"__all__ = ['b']", "exports"),
    ],
)
def test_the_oracle_sees_a_difference(source: bytes, field: str) -> None:
    changed = source.replace(b"b", b"c").replace(b"g()", b"h()").replace(b"y", b"z")
    assert field in dict(differences(stdlib.scan(source), stdlib.scan(changed)))


@pytest.mark.parametrize("syntax", ["", "type X = int\n", "x = = 1\n"], ids=["plain", "new syntax", "broken"])
@pytest.mark.parametrize(
    "condition", ["sys.platform == 'win32'", "sys.version_info < (3,)", "not TYPE_CHECKING"]
)
def test_nothing_behind_an_assert_is_lost(condition: str, syntax: str) -> None:
    source = f"import sys\nassert {condition}\nimport a\n{syntax}import b\n"
    imports = read.read_source(source.encode()).facts.imports
    assert [record.module for record in imports] == ["sys", "a", "b"]
