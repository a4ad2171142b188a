"""Writing the committed vocabulary from the index, and holding one against the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from netra_tools.errors import NetraError
from netra_tools.literals import vocabulary
from netra_tools.literals.store import Store
from netra_tools.literals.survey import roots_of
from netra_tools.literals.vocabulary import Vocabulary, Word, has_shrunk


class Scanned(NamedTuple):
    """A vocabulary, its files, and how it differs from the committed one."""

    before: Vocabulary | None
    now: Vocabulary
    files: Mapping[str, bytes | None]  # by path; None for one that is not to be there
    added: Sequence[Word]
    removed: Sequence[Word]


def scan(store: Store, root: str, manifest: str, tests: bool | None) -> Scanned:
    """Collect the vocabulary; whether tests are in it is what it was when `tests` is None."""
    before = vocabulary.read_scope(root, manifest)
    wanted = tests if tests is not None else before is not None and before.tests
    roots = tuple(roots_of(store.paths()))
    now = Vocabulary(vocabulary.collect(store, tests=wanted), roots, wanted)
    files = vocabulary.files_of(manifest, now)
    if before is not None and vocabulary.holds(root, files):  # as a rule: no line of it is parsed
        return Scanned(before._replace(words=now.words), now, files, (), ())
    before = vocabulary.read(root, manifest)
    words = frozenset() if before is None else before.words
    return Scanned(before, now, files, sorted(now.words - words), sorted(words - now.words))


def refuse_loss(scanned: Scanned) -> None:
    """Refuse a vocabulary that has lost what a person would not have taken away in passing.

    Raises: NetraError.
    """
    loss = "" if scanned.before is None else has_shrunk(scanned.before, scanned.now)
    if loss:
        raise NetraError(loss, "give --allow-loss when that is meant, else see the roots and 'exclude'")
