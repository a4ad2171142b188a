"""NET302: public functions that do not say what they take and give."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from netra_tools.model import Definition, FileFacts, Finding
from netra_tools.rules.functions import called_with, decorated, functions, header
from netra_tools.rules.rule import FileRule

WITHOUT_RETURN = frozenset({"__init__", "__init_subclass__"})  # they give nothing, as everyone knows


class MissingAnnotations(FileRule):
    """A public function has a parameter, or a return, without an annotation.

    Public is what has no leading underscore, in no part of its name or its module's. Left out are `self`
    and `cls`, the return of `__init__`, functions within functions, and what stands behind overloads.

    Why is this bad?
        Whoever calls it has to read it, and a type checker takes everything that comes out of it for right.

    Options:
        include_tests: report test files, too
        include_private: report functions with a leading underscore, too

    Example:
        def area(width, height: float):
            return width * height

    Use instead:
        def area(width: float, height: float) -> float:
            return width * height
    """

    code = "NET302"
    slug = "missing-annotations"
    hint = "annotate its parameters and its return"
    severity: Literal["error", "warning", "off"] = "off"
    include_tests: bool = False
    include_private: bool = False

    def check(self, file: FileFacts) -> Iterator[Finding]:
        """Report each function that lacks annotations."""
        exempt = (file.is_test and not self.include_tests) or self._is_hidden(file.module)
        if not exempt:
            yield from self._find(file)

    def _find(self, file: FileFacts) -> Iterator[Finding]:
        overloads = overloaded(file)
        for function in functions(file):
            name = function.name
            if name in overloads or "<locals>" in name or self._is_hidden(name):
                continue
            if missing := lacks(function):
                message = f"`{name}` lacks an annotation of {', '.join(missing)}"
                where = file.path, header(function), name
                yield self.finding(*where, message, value=len(missing), limit=0)

    def _is_hidden(self, name: str) -> bool:
        """Tell whether a dotted name is nobody else's business."""
        if self.include_private or not (name[:1] == "_" or "._" in name):
            return False
        return any(is_hidden(part) for part in name.split("."))


def lacks(function: Definition) -> list[str]:
    """List what has no annotation."""
    if function.returns and all(annotated for _, _, annotated in function.parameters):
        return []
    found = [f"`{name}`" for name, _, annotated in called_with(function) if not annotated]
    if not function.returns and function.name.rpartition(".")[2] not in WITHOUT_RETURN:
        found.append("its return")
    return found


def overloaded(file: FileFacts) -> set[str]:
    """Collect the functions whose overloads speak for them."""
    return {
        function.name
        for function in functions(file)
        if function.decorators and decorated(function, ("overload",))
    }


def is_hidden(part: str) -> bool:
    """Tell whether one part of a name has a leading underscore and is no `__name__` of Python's own."""
    return part[:1] == "_" and not (part[:2] == "__" and part[-2:] == "__")
