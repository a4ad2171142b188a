"""What rules about literals see of small repositories: a vocabulary from one state, an index of the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from netra_tools.config.load import load_config
from netra_tools.literals.committed import Committed
from netra_tools.literals.noted import look
from netra_tools.literals.scan import scan
from netra_tools.literals.view import View
from netra_tools.literals.vocabulary import content_of, write
from netra_tools.model import Finding
from netra_tools.rules.registry import rule_specs
from netra_tools.rules.rule import LiteralRule, numbered
from tests.literals.indexes import indexed
from tests.repository import make

Files = Mapping[str, str | bytes]


def commit(root: Path, files: Files) -> None:
    """Write files, and the vocabulary that they have."""
    make(root, {"keep.py": "", **files}, git=False)
    config = load_config(str(root), None, rule_specs, ())
    with indexed(root) as store:
        scanned = scan(store, str(root), config.literals.vocabulary, None)
        write(str(root), scanned.files)


@contextmanager
def viewed(root: Path, files: Files) -> Iterator[View]:
    """Write files, and give what rules see then."""
    make(root, {"keep.py": "", **files}, git=False)
    config = load_config(str(root), None, rule_specs, ())
    with indexed(root) as store:
        committed = Committed(config.literals.vocabulary, lambda path: content_of(str(root), path))
        yield View(store, config, committed, look(store, committed))


def findings(rule: LiteralRule, root: Path, files: Files) -> list[Finding]:
    """Run a rule on files."""
    with viewed(root, files) as view:
        return numbered(rule.check(view))


def told(rule: LiteralRule, root: Path, files: Files) -> list[str]:
    """Run a rule on files, and write each finding as "path:line message"."""
    return [f"{item.path}:{item.line} {item.message}" for item in findings(rule, root, files)]
