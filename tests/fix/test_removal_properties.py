"""Of generated programs, what is dead goes, and what is alive stays to the byte and does the same."""

from __future__ import annotations

import ast
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from netra_tools.changes.journal.undo import undo
from netra_tools.facts.read import read_source
from tests.changes.faults import MANY, Dying
from tests.fix.removals import applied, files_below, removal_of
from tests.repository import make

MODULES = ("a", "b", "c")  # each imports only those before it
LIBRARIES = ("json", "os", "re")
read_source(b"")  # it sets the recursion limit, which hypothesis wants to stay as it is during a test
COMMENTS = ("", "# About it.\n", "# About it.\n# And more.\n")
BODIES = (
    "    x = {calls}\n    return x\n",
    "    # inside\n    for one in range(2):\n        if one:\n            return {calls}\n\n    # the end\n",
    '    """Say something.\n\n    def not_me(): pass\n    """\n\n    return {calls}\n',
    "    return (\n        {calls}\n    )\n",
    "    with open(__file__):\n        return {calls}\n",
)
GAPS = ("\n\n", "\n\n\n", "\n")


class Function(NamedTuple):
    """One function of a program."""

    name: str
    module: str
    alive: bool
    comment: str
    body: str
    gap: str
    library: str

    def text(self, calls: list[str]) -> str:
        """Write it."""
        said = [f"{self.library}.__name__"] if self.library else ["'none'"]
        body = self.body.format(calls=f"({', '.join([*said, *calls])},)")
        head = f"{self.comment}def {self.name}():\n"
        return head + body


class Program(NamedTuple):
    """A package whose `__main__` calls what is alive."""

    files: dict[str, str]
    living: dict[str, list[str]]  # path -> text of each function that is alive


@st.composite
def programs(draw: st.DrawFn) -> Program:
    """Make a program. A function calls only those before it, and one that is alive only such."""
    functions: list[Function] = []
    for number in range(draw(st.integers(2, 9))):
        functions.append(
            Function(
                f"work_{number}",
                draw(st.sampled_from(MODULES)),
                draw(st.booleans()),
                draw(st.sampled_from(COMMENTS)),
                draw(st.sampled_from(BODIES)),
                draw(st.sampled_from(GAPS)),
                draw(st.sampled_from(("", *LIBRARIES))),
            )
        )
    called = {
        one.name: [
            other
            for other in draw(st.lists(st.sampled_from(functions), max_size=2, unique=True))
            if other.name < one.name and other.module <= one.module and (other.alive or not one.alive)
        ]
        for one in functions
    }
    return written(functions, called)


def written(functions: list[Function], called: dict[str, list[Function]]) -> Program:
    """Write a program."""
    texts = {one.name: one.text([f"{other.name}()" for other in called[one.name]]) for one in functions}
    files = {"app/__init__.py": "", "netra.toml": "", "app/__main__.py": main_of(functions)}
    living: dict[str, list[str]] = {}
    for module in MODULES:
        own = [one for one in functions if one.module == module]
        body = "".join(texts[one.name] + one.gap for one in own).rstrip("\n")
        files[f"app/{module}.py"] = imports_of(own, called) + body + "\n" if own else ""
    for one in functions:
        if one.alive:
            living.setdefault(f"app/{one.module}.py", []).append(texts[one.name])
    return Program(files, living)


def main_of(functions: list[Function]) -> str:
    """Write what calls all that is alive."""
    alive = [one for one in functions if one.alive]
    imports = "".join(f"from app.{one.module} import {one.name}\n" for one in alive)
    return imports + 'print("begin")\n' + "".join(f"print({one.name}())\n" for one in alive)


def imports_of(own: list[Function], called: dict[str, list[Function]]) -> str:
    """Write the imports of a module."""
    others = {other for one in own for other in called[one.name]} - set(own)
    lines = {f"import {one.library}\n" for one in own if one.library}
    lines |= {f"from app.{other.module} import {other.name}\n" for other in others}
    return "".join(sorted(lines)) + ("\n\n" if lines else "")


def output(root: Path) -> str:
    """Run a program."""
    command = [sys.executable, "-B", "-m", "app"]
    done = subprocess.run(command, cwd=root, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@settings(max_examples=10, deadline=None)
@given(programs())
def test_what_is_alive_stays(program: Program) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = make(Path(folder), program.files, old=False)
        before, said = files_below(root), output(root)
        removal = removal_of(root)
        after = applied(root, removal)
        for path, data in after.items():
            hold_as_is(before[path].decode(), data.decode(), program.living.get(path, []))
        assert program.living.keys() <= after.keys()
        assert not [one for one in after if one.endswith(".py") and one not in before]
        defined = [one for data in after.values() for one in data.decode().split("def ")[1:]]
        assert len([one for one in defined if one.startswith("work_")]) == sum(
            map(len, program.living.values())
        )
        assert output(root) == said
        assert not removal_of(root).plan.edits
        if removal.plan.edits:
            undo(str(root), disk=Dying(MANY))
            assert files_below(root) == before


def hold_as_is(before: str, after: str, living: list[str]) -> None:
    """Hold that a file parses, that all that is alive is in it as it was, and that nothing came to it."""
    ast.parse(after)
    place = 0
    for text in living:
        place = after.index(text, place)
    rest = iter(before.split("\n"))
    assert all(line in rest for line in after.split("\n"))
