"""A change that was stopped in the middle is finished or undone before anything else is done with the tree.

Where there is none, all that costs is to ask for one name in each directory upwards.
"""

from __future__ import annotations

import os
import sys

PENDING = (
    ".netra/changes/pending"  # as in netra_tools.changes.journal.record, which is not imported for nothing
)


def settle_around() -> None:
    """Settle what is under way in the repository around the directory, for answers that look for no root."""
    place = found_above()
    if place is not None:
        from netra_tools.project.root import find_root

        if find_root(os.getcwd()) == place:
            settle(place)


def found_above() -> str | None:
    """Give the nearest directory upwards in which a change is under way."""
    try:
        place = os.getcwd()
    except FileNotFoundError:
        return None
    while True:
        if is_pending(place):
            return place
        parent = os.path.dirname(place)
        if parent == place:
            return None
        place = parent


def is_pending(root: str) -> bool:
    """Say whether a change is under way."""
    try:
        os.lstat(f"{root}/{PENDING}")
    except OSError:
        return False
    return True


def settle(root: str) -> None:
    """Finish or undo a change that was stopped, and say so.

    Raises: NetraError when that takes a decision.
    """
    if is_pending(root):
        from netra_tools.changes.journal.recover import recover

        notify(recover(root, asked=False))


def notify(lines: tuple[str, ...]) -> None:
    """Say something beside the answer."""
    from netra_tools.report.escape import printable

    for line in lines:
        print(f"netra: {printable(line)}", file=sys.stderr)
