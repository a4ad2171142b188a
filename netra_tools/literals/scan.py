"""Writing the committed vocabulary from the index, and holding one against the other."""

from __future__ import annotations

from typing import NamedTuple

from netra_tools.errors import NetraError
from netra_tools.literals import vocabulary
from netra_tools.literals.store import Store
from netra_tools.literals.survey import roots_of
from netra_tools.literals.vocabulary import Vocabulary, Word, has_shrunk


class Scanned(NamedTuple):
    """A vocabulary and how it differs from the committed one."""

    before: Vocabulary | None
    now: Vocabulary

    @property
    def added(self) -> list[Word]:
        """List the words that are new."""
        return sorted(self.now.words - (self.before.words if self.before else frozenset()))

    @property
    def removed(self) -> list[Word]:
        """List the words that are no more."""
        return sorted((self.before.words if self.before else frozenset()) - self.now.words)


def scan(store: Store, root: str, manifest: str, tests: bool | None) -> Scanned:
    """Collect the vocabulary; whether tests are in it is what it was when `tests` is None."""
    before = vocabulary.read(root, manifest)
    wanted = tests if tests is not None else before is not None and before.tests
    roots = tuple(roots_of(store.files()))
    return Scanned(before, Vocabulary(vocabulary.collect(store, tests=wanted), roots, wanted))


def refuse_loss(scanned: Scanned) -> None:
    """Refuse a vocabulary that has lost what a person would not have taken away in passing.

    Raises: NetraError.
    """
    loss = "" if scanned.before is None else has_shrunk(scanned.before, scanned.now)
    if loss:
        raise NetraError(loss, "give --allow-loss when that is meant, else see the roots and 'exclude'")
