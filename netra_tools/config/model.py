"""What a configuration says, once it has been read and found right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

DEFAULT_TESTS = ("tests/**", "**/tests/**", "**/test_*.py", "**/*_test.py", "**/conftest.py")
DEFAULT_MAX_FILE_BYTES = 4_000_000


class Service(NamedTuple):
    """A declared root with a package of its own; `package` is "" when the tree says it."""

    name: str
    root: str  # relative to the repository, with `/`
    package: str = ""


class Override(NamedTuple):
    """Other options for the files that `paths` match. Later overrides win over earlier ones."""

    paths: tuple[str, ...]
    rules: Mapping[str, Mapping[str, object]] = {}  # slug -> options
    ignore: tuple[str, ...] = ()  # slugs, sorted: codes and prefixes are spelt out


class Config(NamedTuple):
    """Everything a run depends on besides the files and the command line."""

    root: str  # absolute directory of the repository
    source: str = ""  # the file it was read from, relative to `root`; "" for the defaults
    roots: tuple[str, ...] = ()  # source roots; () lets the tree say it
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    tests: tuple[str, ...] = DEFAULT_TESTS
    services: tuple[Service, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rules: Mapping[str, Mapping[str, object]] = {}  # slug -> options that were set
    overrides: tuple[Override, ...] = ()
    max_file_bytes: int = DEFAULT_MAX_FILE_BYTES
    script_roots: tuple[str, ...] = ()  # directories whose TypeScript and JavaScript is read
    fingerprint: str = ""  # of all that feeds rules and discovery: neither `root` nor `source`

    def __hash__(self) -> int:
        """Hash by the fingerprint, since the tables within are dictionaries."""
        return hash(self.fingerprint)


class RuleSpec(NamedTuple):
    """What a configuration needs to know of a rule: its names and the dataclass of its options."""

    slug: str
    code: str
    options: type
    whole_project: bool = False  # it looks at no single file: an override can only turn it off
