"""What a rule is: a class whose annotated attributes are its options and whose docstring is its manual.

A `FileRule` sees one file at a time and runs as soon as the file is read; its findings are kept by
content. A `GraphRule` sees all modules and their imports. A `ShapeRule` takes shapes from each file and
sees those that are alike, wherever they stand. A `LiteralRule` sees the index of string literals. A
`KnowledgeRule` sees what `SPEC` holds. None of them reads the disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple, dataclass_transform

from netra_tools.facts.languages import PYTHON
from netra_tools.graph.model import ImportGraph, Span
from netra_tools.model import FileFacts, Finding, Note

if TYPE_CHECKING:
    from netra_tools.config.model import LegacySettings
    from netra_tools.knowledge.view import View as KnowledgeView
    from netra_tools.literals.view import View
    from netra_tools.reach.model import Outside, Source

WHOLE_FILE: Span = (0, 0, 0, 0)


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Options:
    """Values by name, as of a frozen dataclass with defaults for all.

    Fifty dataclasses would cost a run without news a third of its time: each compiles its methods anew.
    """

    def __init__(self, **values: Any) -> None:
        unknown = values.keys() - options_of(type(self)).keys()
        if unknown:
            raise TypeError(f"{type(self).__name__} has no option '{min(unknown)}'")
        vars(self).update(values)  # the defaults are those of the class
        self.__post_init__()

    def __post_init__(self) -> None:
        """Hold the values against one another, where a rule needs it; a ValueError says what is wrong."""

    def __repr__(self) -> str:
        given = ", ".join(f"{name}={value!r}" for name, value in vars(self).items())
        return f"{type(self).__name__}({given})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash(type(self))  # the values may be tables

    def _values(self) -> list[object]:
        """Give the values of all options."""
        return [getattr(self, name) for name in options_of(type(self))]

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"the options of {type(self).__name__} cannot change")


def options_of(kind: type) -> dict[str, str]:
    """List the options of a rule with their types as written, those of its bases first."""
    found: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        for name, text in vars(base).get("__annotations__", {}).items():
            if not str(text).startswith("ClassVar"):
                found[name] = str(text)
    return found


class Rule(Options):
    """What every rule has. `severity` is "error", "warning" or "off" and can be configured."""

    code: ClassVar[str]
    slug: ClassVar[str]
    hint: ClassVar[str]
    whole_project: ClassVar[bool] = False  # it has one set of options, and an override can only turn it off
    severity: Literal["error", "warning", "off"] = "error"

    def finding(  # netra: ignore[too-many-parameters] the parts of a finding, the last three by name
        self,
        path: str,
        span: Span,
        subject: str,
        message: str,
        *,
        value: int | None = None,
        limit: int | None = None,
        notes: tuple[Note, ...] = (),
    ) -> Finding:
        """Make a finding of this rule; `span` is (line, column, end line, end column)."""
        where = (path, *span, subject, message)
        return Finding(self.code, self.slug, self.severity, *where, value, limit, notes)


class FileRule(Rule):
    """A rule that needs one file's facts only, of a file in one of its `languages`."""

    languages: ClassVar[tuple[str, ...]] = (PYTHON,)

    def check(self, file: FileFacts) -> Iterator[Finding]:
        """Yield what is wrong with `file`, in the order of its lines."""
        raise NotImplementedError(self.slug)

    @property
    def wants_source(self) -> bool:
        """Say whether `check_source` is to be asked, too: the text of every file must be at hand for that."""
        return False

    def check_source(self, file: FileFacts, source: str) -> Iterator[Finding]:
        """Yield what is wrong with the text of `file`."""
        yield from ()


class GraphRule(Rule):
    """A rule that needs the whole project's modules and imports.

    One without `uses_imports` looks only at what files are called and where they lie, and is not run again
    while no file comes, goes or gets another name.
    """

    uses_imports: ClassVar[bool] = True

    whole_project = True

    def check(self, graph: ImportGraph) -> Iterator[Finding]:
        """Yield what is wrong with the imports, ordered by path and line."""
        raise NotImplementedError(self.slug)


class Shape(NamedTuple):
    """What may stand a second time elsewhere: shapes of one rule with the same key are alike."""

    key: int  # the same in every process, 63 bits; it differs from those of other rules
    keyword: str  # "def", "async def", "class": what its name stands behind
    name: str  # qualified, as in `Definition`
    line: int
    column: int
    size: int
    traits: tuple[str, ...] = ()  # what the rule will ask about shapes that are alike


class Copy(NamedTuple):
    """A shape in its place."""

    path: str
    module: str
    shape: Shape


class ShapeRule(Rule):
    """A rule about what stands more than once in the project.

    Shapes are taken as soon as a file is read and kept by content; nothing else of the file is looked at.
    """

    whole_project = True

    def shapes(self, file: FileFacts) -> list[Shape]:
        """List what of `file` may stand a second time, in the order of its lines."""
        raise NotImplementedError(self.slug)

    def check(self, groups: Sequence[Sequence[Copy]]) -> Iterator[Finding]:
        """Yield what is wrong with shapes that are alike; each group has two or more, by path and line."""
        raise NotImplementedError(self.slug)


class LiteralRule(Rule):
    """A rule about the string literals of the project.

    It runs where a vocabulary is committed, a literal is protected, the rule is configured, or the command
    line asks for it: only then there is an index.
    """

    whole_project = True

    def check(self, view: View) -> Iterator[Finding]:
        """Yield what is wrong with the literals, each value once."""
        raise NotImplementedError(self.slug)


class KnowledgeRule(Rule):
    """A rule about the files of knowledge, and what they speak of."""

    whole_project = True

    def check(self, view: KnowledgeView) -> Iterator[Finding]:
        """Yield what is wrong with the files of knowledge."""
        raise NotImplementedError(self.slug)


class Project(NamedTuple):
    """What reachability works on: the Python files, what others say, and what is configured."""

    sources: Sequence[Source]
    outside: Outside
    settings: LegacySettings


class ReachRule(Rule):
    """A rule about what is used in the whole project, by whom, and what is not."""

    whole_project = True

    def check(self, project: Project) -> Iterator[Finding]:
        """Yield what is wrong, ordered by path and line."""
        raise NotImplementedError(self.slug)


def numbered(findings: Iterable[Finding]) -> list[Finding]:
    """Tell findings apart that share rule, path and subject: the second is "subject#2".

    Whoever runs rules does this; a rule need not.
    """
    told = []
    seen: dict[tuple[str, str, str], int] = {}
    for finding in findings:
        key = finding.slug, finding.path, finding.subject
        count = seen[key] = seen.get(key, 0) + 1
        told.append(finding if count == 1 else finding._replace(subject=f"{finding.subject}#{count}"))
    return told
