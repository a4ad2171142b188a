"""Which kind of knowledge a file holds: by what it is called and where it lies, else by its root element."""

from __future__ import annotations

from typing import Final

SPECIFICATION: Final = "specification"
LEARNINGS: Final = "learnings"
LEARNINGS_INDEX: Final = "learnings_index"
DUPLICATES: Final = "acceptable_duplicates"
EXEMPTIONS: Final = "exemptions"
LITERALS_INDEX: Final = "string_literals_index"
IMPORT_MANAGEMENT: Final = "import_management"
CONVENTIONS: Final = "conventions"
MASTER_INDEX: Final = "master_index"  # no XML: Markdown that leads to all else
LOOSE: Final = ""  # none of the known kinds: it has no schema
KINDS: Final = (
    *(SPECIFICATION, LEARNINGS, LEARNINGS_INDEX, DUPLICATES),
    *(EXEMPTIONS, LITERALS_INDEX, IMPORT_MANAGEMENT, CONVENTIONS),
)
BY_ROOT: Final = {"spec": SPECIFICATION, "learning": LEARNINGS, **{kind: kind for kind in KINDS}}
TITLES: Final = {
    SPECIFICATION: "specification",
    LEARNINGS: "learnings",
    LEARNINGS_INDEX: "index of learnings",
    DUPLICATES: "acceptable duplicates",
    EXEMPTIONS: "exemptions",
    LITERALS_INDEX: "description of the index of string literals",
    IMPORT_MANAGEMENT: "import management",
    CONVENTIONS: "conventions",
}


def kind_of(path: str, root: str) -> str:
    """Name the kind of a file; LOOSE for one of which nothing is asked but to be XML."""
    folder, _, name = path.rpartition("/")
    stem = plain(name.removesuffix(".xml"))
    if f"/{folder}/".endswith("/learnings/") and stem == "index":
        return LEARNINGS_INDEX
    if stem in KINDS:
        return stem
    if stem.startswith(IMPORT_MANAGEMENT):
        return IMPORT_MANAGEMENT
    by_root = BY_ROOT.get(plain(root), LOOSE)
    is_learnt = by_root == SPECIFICATION and "/learnings/" in f"/{folder}/"
    return LEARNINGS if is_learnt else by_root


def plain(name: str) -> str:
    """Write a name as all are compared: small letters, and underscores between words."""
    return name.lower().replace("-", "_")
