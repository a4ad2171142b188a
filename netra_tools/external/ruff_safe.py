"""What ruff would mend without a doubt in the files of a folder, and what it mends there.

A configuration that the files have counts, with all that it selects, ignores and forbids to fix. Imports that
nobody uses, and their order, are left alone here: who else may need them is not for ruff to know.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from netra_tools.errors import NetraError
from netra_tools.external.launch import Surroundings, look_for
from netra_tools.external.message import Message, UnreadableError
from netra_tools.external.ruff import read_record
from netra_tools.external.ruff_fixes import (
    REPEATED,
    RULES,
    SAFE,
    UNUSED,
    Replacement,
    call_ruff,
    point,
)

ENCODING: Final = "PLW1514"
# A rule of the preview speaks only where it is named, and no other one of the preview with it.
PREVIEW: Final = ("--preview", "--config", "lint.explicit-preview-rules=true")
MENDING: Final = ("--fix-only", "--no-unsafe-fixes", "--no-cache", "--quiet")


class Remark(NamedTuple):
    """One thing that ruff says of a file, and what it would write; nothing when it knows nothing safe."""

    path: str  # relative to the folder
    message: Message
    edits: tuple[Replacement, ...]


def is_there(where: Surroundings) -> bool:
    """Say whether ruff is installed."""
    return look_for("ruff", where) is not None


def ask_selected(where: Surroundings, folder: str) -> list[Remark]:
    """Ask for what the configuration selects, and keep what can be mended safely; not what is unused.

    Raises: NetraError when ruff fails, or says what cannot be understood.
    """
    found = ask(where, folder, [])
    return [one for one in found if one.edits and one.message.rule not in (UNUSED, REPEATED, ENCODING)]


def ask_unused(where: Surroundings, folder: str) -> list[Remark]:
    """Ask for imports that are unused or repeated, whatever is selected.

    Raises: NetraError when ruff fails, or says what cannot be understood.
    """
    found = ask(where, folder, ["--select", f"{UNUSED},{REPEATED}"])
    return [one for one in found if one.edits and one.message.rule in (UNUSED, REPEATED)]


def ask_encoding(where: Surroundings, folder: str) -> list[Remark]:
    """Ask for text files that are opened without an encoding, whatever is selected.

    Raises: NetraError when ruff fails, or says what cannot be understood.
    """
    found = ask(where, folder, [*PREVIEW, "--select", ENCODING], safe=("safe", "unsafe"))
    return [one for one in found if one.message.rule == ENCODING]


def mend(where: Surroundings, folder: str, only: Sequence[str] = ()) -> None:
    """Let ruff do in a folder what is selected and safe, but for imports; `only` for some of its rules.

    What is selected stays so: a rule that looks at `noqa` takes away those of rules that are not.

    Raises: NetraError when ruff fails.
    """
    kept = f"lint.extend-unfixable={json.dumps([*RULES, ENCODING])}"
    chosen = ["--fixable", ",".join(only)] if only else []
    call_ruff(where, [*MENDING, *chosen, "--config", kept, "--", folder])


def ask(
    where: Surroundings, folder: str, options: Sequence[str], safe: Sequence[str] = ("safe",)
) -> list[Remark]:
    """Ask ruff about all files in a folder; `safe` are the remedies that count."""
    ended = call_ruff(where, [*SAFE, *options, "--", folder])
    try:
        return [read(record, os.path.realpath(folder), safe) for record in json.loads(ended.out or "[]")]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise UnreadableError("what ruff wrote", str(error).lower()) from error


def read(record: Any, folder: str, safe: Sequence[str]) -> Remark:
    """Read one record."""
    message = read_record(record)
    path = os.path.relpath(os.path.realpath(message.path), folder).replace(os.sep, "/")
    fix = record.get("fix")
    edits = fix["edits"] if fix and fix["applicability"] in safe else ()
    return Remark(path, message, tuple([replacement(edit) for edit in edits]))


def replacement(edit: Any) -> Replacement:
    """Read one edit."""
    return Replacement(point(edit["location"]), point(edit["end_location"]), edit["content"])


def missing() -> NetraError:
    """Say that ruff is needed."""
    message = "ruff is not installed, and it says what is unused, and what it can mend itself"
    return NetraError(message, "install it beside netra: pip install ruff")
