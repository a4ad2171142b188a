"""Small repositories, divided."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from textwrap import dedent
from types import ModuleType

from netra_tools.changes.tree import Tree
from netra_tools.config.model import Config
from netra_tools.fix.split import Refusal, Request, plan_split
from netra_tools.plan import Plan
from tests.changes.planning import after, write

PATH = "pkg/mod.py"
LINE = "    #\n"  # code that takes room


def function(name: str, body: str = "pass", lines: int = 10) -> str:
    """Write a function of some lines."""
    return f"def {name}():\n" + LINE * (lines - 2) + f"    {body}\n"


def laid(root: Path, files: Mapping[str, str]) -> Tree:
    """Write a package with a module."""
    return write(root, {"pkg/__init__.py": "", **{path: dedent(text) for path, text in files.items()}})


def divided(tree: Tree, limit: int, path: str = PATH, config: Config | None = None) -> Plan | Refusal:
    """Divide a module."""
    return plan_split(config or Config(root=tree.root), tree, Request(path, limit))


def split(root: Path, files: Mapping[str, str], limit: int, path: str = PATH) -> dict[str, str]:
    """Give all files once a module is divided; a refusal is a failure."""
    tree = laid(root, files)
    plan = divided(tree, limit, path)
    assert isinstance(plan, Plan), plan
    return after(tree, plan)


def reason(root: Path, files: Mapping[str, str], limit: int, path: str = PATH) -> str:
    """Say why a module is not divided."""
    found = divided(laid(root, files), limit, path)
    assert isinstance(found, Refusal), found
    return found.reason


class Sources(MetaPathFinder, Loader):
    """Finds modules in a dictionary of files."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self.files = files

    def path_of(self, name: str) -> str:
        """Give the file of a module, or ""."""
        start = name.replace(".", "/")
        return next((path for path in (f"{start}/__init__.py", f"{start}.py") if path in self.files), "")

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Find a module."""
        found = self.path_of(fullname)
        return ModuleSpec(fullname, self, is_package="__init__" in found) if found else None

    def exec_module(self, module: ModuleType) -> None:
        """Run a module."""
        path = self.path_of(module.__name__)
        exec(compile(self.files[path], path, "exec"), module.__dict__)


@contextmanager
def importable(files: Mapping[str, str]) -> Iterator[ModuleType]:
    """Let files be imported, and give the module that is divided."""
    finder, known = Sources(files), set(sys.modules)
    sys.meta_path.insert(0, finder)
    try:
        yield importlib.import_module("pkg.mod")
    finally:
        sys.meta_path.remove(finder)
        for name in set(sys.modules) - known:
            if finder.path_of(name):
                del sys.modules[name]
