"""Take a change back: a change in the other direction, journaled as any other; it can be taken back, too."""

from __future__ import annotations

from netra_tools.changes.journal.apply import Applied, Wish, enact
from netra_tools.changes.journal.disk import Disk
from netra_tools.changes.journal.lock import locked
from netra_tools.changes.journal.places import inverse
from netra_tools.changes.journal.record import DONE, Journal, journals, modes_of, prepare
from netra_tools.changes.journal.recover import finish_pending
from netra_tools.changes.journal.refusal import RefusedError
from netra_tools.errors import NetraError, near_miss
from netra_tools.plan import Author, Plan, place_of


def undo(root: str, name: str | None = None, disk: Disk | None = None) -> Applied:
    """Give every file of a change its bytes, mode and place from before; the last change if none is named.

    Raises: RefusedError with the files that have moved on since: then nothing is written.
    """
    disk = disk or Disk()
    with locked(prepare(root), "changes undo"):
        found = finish_pending(root, disk)
        journal = last(root) if name is None else find(root, name)
        try:
            done = enact(root, plan_undo(journal), Wish(undoes=journal.name, kept=kept(journal)), disk)
        except RefusedError as error:
            if not error.found:
                raise
            reason = f"{journal.name} is not undone: files have moved on since"
            hint = f"put them back first (netra changes show {journal.name} --diff)"
            raise RefusedError(reason, error.found, hint) from error
        return done._replace(said=(*found, *done.said))


def plan_undo(journal: Journal) -> Plan:
    """Plan the way back.

    Raises: NetraError when the change does not stand.
    """
    state = journal.state()
    if state != DONE:
        hint = "undo the undo of it to have it again" if state == "undone" else ""
        raise NetraError(f"the change {journal.name} is {state}, there is nothing to undo", hint)
    plan = journal.plan()
    edits = tuple(sorted(inverse(plan.edits), key=place_of))
    title = plan.title.removeprefix("undo: ") if plan.title.startswith("undo: ") else f"undo: {plan.title}"
    return Plan(title, Author("changes undo", (journal.name,)), edits)


def kept(journal: Journal) -> dict[str, int]:
    """Give the directories that were there before a change; those that still are keep the modes of today."""
    before = dict(journal.record().directories)
    return before | modes_of(journal.root, set(before))


def last(root: str) -> Journal:
    """Give the last change that stands and is not itself an undo.

    Raises: NetraError when there is none.
    """
    for journal in reversed(journals(root)):
        if journal.state() == DONE and not journal.record().undoes:
            return journal
    raise NetraError("there is no change to undo", "netra changes list")


def find(root: str, name: str) -> Journal:
    """Give the change of that name, of which the start is enough.

    Raises: NetraError.
    """
    known = [journal.name for journal in journals(root) if journal.state()]
    meant = [one for one in known if name and one.startswith(name)]
    if len(meant) > 1:
        raise NetraError(f"'{name}' may be any of {', '.join(meant)}")
    if not meant:
        raise NetraError(f"there is no change '{name}'", near_miss(name, known) or "none is kept here")
    return Journal(root, meant[0])
