"""Plans the removal of what is dead: what goes, what goes with it, and what has nothing to do afterwards."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, NamedTuple

from netra_tools.changes.tree import Tree
from netra_tools.fix.removal.records import LATER, Gone, Removal, Selection, Stay
from netra_tools.fix.removal.round import Made, Remains, Round, remains_of
from netra_tools.fix.removal.selecting import Chosen, Named, select
from netra_tools.fix.removal.survey import Filter, Found, Survey, label_of
from netra_tools.plan import ANYTHING, Author, Edit, Plan, join_edits

NAME: Final = "legacy remove"
ROUNDS: Final = 12  # what goes can leave more without a use; it ends long before


class Wish(NamedTuple):
    """What is to be removed from what."""

    tree: Tree
    survey: Survey
    filter: Filter
    selection: Selection


def plan_removal(wish: Wish) -> Removal:
    """Plan everything.

    Raises: NetraError for a selection that means nothing clear.
    """
    removing = Removing(wish)
    for _ in range(ROUNDS):
        if not removing.advance():
            break
    return removing.conclude()


class Removing:
    """One round after the other, each on what those before it leave."""

    def __init__(self, wish: Wish) -> None:
        self.wish = wish
        self.tree = wish.tree
        self.survey = wish.survey
        self.edits: tuple[Edit, ...] = ()
        self.gone: list[Gone] = []
        self.stay: tuple[Stay, ...] = ()
        self.unknown: tuple[str, ...] = ()
        self.known: frozenset[str] | None = None  # names of what was dead at first

    def advance(self) -> bool:
        """Go one round; say whether anything went."""
        first = self.known is None
        made = self.begin() if first else self.follow(self.known or frozenset())
        if made.edits:
            self.gone += made.gone if first else [one._replace(group=LATER) for one in made.gone]
            self.edits = join_edits(self.edits, made.edits)
            self.tree, self.survey = self.tree.after(made.edits), self.survey.after(made.edits)
        return bool(made.edits)

    def begin(self) -> Made:
        """Go the first round."""
        found = self.survey.find(self.wish.filter)
        Named(found).refuse_unknown(self.wish.selection.without)
        chosen = select(found, self.wish.selection)
        self.known, self.unknown = found.labels, chosen.unknown
        made = Round(self.tree, found, chosen, Remains()).go()
        self.stay = made.stay
        return made

    def follow(self, known: Collection[str]) -> Made:
        """Go another round: what was not dead before has nothing to do any more."""
        found = self.survey.find(self.wish.filter._replace(only_tests=False))
        chosen = choose_later(found, self.wish.selection, known)
        remains = remains_of(self.tree, found, self.edits)
        if not (chosen.seeds or chosen.others or remains.emptied or remains.leftovers):
            return Made((), (), ())
        return Round(self.tree, found, chosen, remains).go()

    def conclude(self) -> Removal:
        """Give it all."""
        title = "what nothing needs goes" if self.edits else "nothing to remove"
        plan = Plan("; ".join([title, *self.unknown]), self.author(), self.edits, keeps=ANYTHING)
        stay = {(one.path, one.line, one.kind, one.name): one for one in self.stay}
        return Removal(plan, tuple(self.gone), tuple(sorted(stay.values())))

    def author(self) -> Author:
        """Write the selection as a command line does."""
        selection = self.wish.selection
        named = [word for name in selection.names for word in ("--symbol", name)]
        grouped = [word for name in selection.groups for word in ("--group", name)]
        return Author(NAME, (*named, *grouped, *selection.paths))


def choose_later(found: Found, selection: Selection, known: Collection[str]) -> Chosen:
    """Choose what has nothing to do any more, and was not dead before."""
    chosen = select(found, selection._replace(paths=(), names=(), groups=()))
    seeds = frozenset([one for one, dead in found.symbols.items() if label_of(dead) not in known])
    others = tuple([one for one in chosen.others if label_of(one) not in known])
    return chosen._replace(seeds=seeds, others=others)
