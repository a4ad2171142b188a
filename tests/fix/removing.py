"""Files out of which marked things are taken, for tests of removal."""

from __future__ import annotations

from netra_tools.fix.removal.file_cut import cut_file
from netra_tools.fix.removal.items import EXPORT, Item


def item_at(source: str, number: int, mark: str) -> Item:
    """Make the item that a mark like `# -variable A.x` on a line speaks of; `-export x` stands anywhere."""
    kind, _, name = mark.partition(" ")
    around, _, last = name.rpartition(".")
    module, _, member = "", "", ""
    if kind == "import" and ":" in name:
        module, _, rest = name.partition(":")
        member, _, local = rest.partition("=")
        around, last = "", local or member or module.partition(".")[0]
    end = number
    if kind == "unreachable":
        around, last = "", name
        end = number + int(name) - 1
    return Item(f"{number}:{mark}", kind, last, around, 0 if kind == EXPORT else number, end, module, member)


def cut_marked(marked: str) -> tuple[str, dict[str, str]]:
    """Take out what the marks `#- kind name` say; give what is left, and what had to stay with the reason."""
    lines, items = [], []
    for number, line in enumerate(marked.split("\n"), 1):
        plain, *marks = line.split("  #- ")
        lines.append(plain)
        items += [item_at(marked, number, mark.strip()) for mark in marks]
    cutting = cut_file("\n".join(lines).encode(), items)
    kept = {key.partition(":")[2]: reason for key, reason in cutting.kept.items()}
    return cutting.content.decode(), kept
