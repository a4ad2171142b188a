"""Decorators to which it is the same what a function calls: they wrap it, keep it or mark it, and no more."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Final

from netra_tools.facts.flow_names import Function, binds, called_name

IMPORTS: Final = (ast.Import, ast.ImportFrom)
ACCESSORS: Final = ("setter", "getter", "deleter")
BUILT_IN: Final = "builtins"
# What was read of each: none looks at the code, the local names or the callers of what it decorates.
QUIET: Final = frozenset(
    (
        "builtins.property", "abc.abstractmethod", "contextlib.asynccontextmanager",
        "contextlib.contextmanager", "functools.cache", "functools.cached_property", "functools.lru_cache",
        "functools.singledispatch", "functools.wraps", "typing.final", "typing.no_type_check",
        "typing.override", "typing_extensions.final", "typing_extensions.override",
        "click.argument", "click.command", "click.group", "click.option", "click.pass_context",
        "django.utils.functional.cached_property", "homeassistant.core.callback", "pytest.fixture",
        "pytest.mark.filterwarnings", "pytest.mark.parametrize", "pytest.mark.skipif", "pytest.mark.slow",
    )
)  # fmt: skip


class Decorators:
    """Tells what the decorators of one file are."""

    def __init__(self, tree: ast.Module) -> None:
        nodes = list(ast.walk(tree))
        self.imported = imported_names(nodes)
        self.bound = {name for node in nodes if not isinstance(node, IMPORTS) for name in binds(node)}

    def mattering(self, node: Function) -> str:
        """Name the first decorator of a function that may mind what it calls; "" for none."""
        written = (called_name(one.func if isinstance(one, ast.Call) else one) for one in node.decorator_list)
        return next((one or "it" for one in written if not self.is_quiet(one, node.name)), "")

    def is_quiet(self, written: str, function: str) -> bool:
        """Say whether a decorator is one of those that are known."""
        first, dot, rest = written.partition(".")
        if first == function and rest in ACCESSORS:
            return True  # of a property that has this name
        if first in self.bound:
            return False
        return f"{self.imported.get(first, f'{BUILT_IN}.{first}')}{dot}{rest}" in QUIET


def imported_names(nodes: list[ast.AST]) -> Mapping[str, str]:
    """Give the whole names of what is imported; "" for what comes from several places, or by dots."""
    found: dict[str, str] = {}
    for node in nodes:
        for alias in node.names if isinstance(node, IMPORTS) else ():
            local = alias.asname or alias.name.partition(".")[0]
            whole = alias.name if alias.asname else local
            if isinstance(node, ast.ImportFrom):
                local = alias.asname or alias.name
                whole = "" if node.level else f"{node.module}.{alias.name}"
            found[local] = whole if found.get(local, whole) == whole else ""
    return found
