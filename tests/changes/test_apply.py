"""Applying a plan and taking it back, on trees and plans made at random and on those written out."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from netra_tools.changes.journal.apply import apply
from netra_tools.changes.journal.undo import undo
from tests.changes.faults import MANY, Dying
from tests.changes.trees import edits_on, fits, lay, only_files, plan_of, result_of, snapshot, trees


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_a_change_and_back(data: st.DataObject) -> None:
    files = data.draw(trees)
    edits = data.draw(edits_on(files))
    assume(fits(files, edits))
    with tempfile.TemporaryDirectory() as place:
        root = lay(Path(place), files)
        before = snapshot(root)
        apply(place, plan_of(*edits), disk=Dying(MANY))
        after = snapshot(root)
        assert only_files(after) == result_of(files, edits)
        done = undo(place, disk=Dying(MANY))
        assert snapshot(root) == before
        undo(place, done.name, Dying(MANY))
        assert snapshot(root) == after
        assert os.listdir(f"{place}/.netra/changes/{done.name}/stage") == []
