"""The plan that writes the index of everything, and what of it is out of date."""

from __future__ import annotations

import stat
from difflib import SequenceMatcher
from typing import Final

from netra_tools.changes.indexing import code, knowledge
from netra_tools.changes.indexing.entry import Entry, render
from netra_tools.changes.indexing.places import Places
from netra_tools.changes.tree import Tree
from netra_tools.check.ruleset import describe
from netra_tools.config.model import INDEX_SECTIONS, Config
from netra_tools.errors import NetraError
from netra_tools.knowledge.blocks import replace
from netra_tools.model import Note
from netra_tools.plan import Author, Edit, Plan, State
from netra_tools.rules.registry import select_rules

SECTIONS: Final = {
    "specifications": ("Specifications", knowledge.specifications),
    "learnings": ("Learnings", knowledge.learnings),
    "services": ("Services", code.services),
    "entry-points": ("Entry points", code.started),
    "scripts": ("Scripts", code.scripts),
}
RULES: Final = "rules"
EXPLAIN: Final = "`netra explain CODE` prints the manual of a rule.\n"
HEAD: Final = """# Master index

What lies where. What stands between marks is written by `netra spec index --apply`, all else by hand.
"""
SILENT: Final = "says nothing of what it is for"


def plan_index(config: Config, tree: Tree) -> Plan:
    """Plan to write the index anew.

    Raises: NetraError when its marks do not go together, or it is no file.
    """
    path = config.master_index.file
    refuse_elsewhere(path)
    before = tree.state(path)
    if before is not None and not stat.S_ISREG(before.mode):
        raise NetraError(f"{path} is no file", "name another with [tool.netra.master_index] file")
    places = Places(config, tree)
    entries = {name: SECTIONS[name][1](places) for name in config.master_index.sections if name in SECTIONS}
    blocks = {name: block(name, config, entries, places) for name in config.master_index.sections}
    old = HEAD.encode() if before is None else before.content
    content = replace(path, old, blocks, INDEX_SECTIONS)
    after = State(content) if before is None else before._replace(content=content)
    edits = () if before == after else (Edit(path, path, before, after),)
    title = f"write {path}" if edits else f"{path} is up to date"
    return Plan(title, Author("spec index", ()), edits, tuple(silent(entries)))


def refuse_elsewhere(path: str) -> None:
    """Raise NetraError for what is not a Markdown file of the repository: its links would lead nowhere."""
    if path.startswith("/"):
        raise NetraError(f"{path} is outside of the repository", "the index lies beside what it leads to")
    if not path.endswith((".md", ".markdown")):
        raise NetraError(f"the index is Markdown, and {path} is not", "give it a name that ends in .md")


def block(name: str, config: Config, entries: dict[str, list[Entry]], places: Places) -> str:
    """Write one section."""
    home = config.master_index.file.rpartition("/")[0]
    if name == RULES:
        return render("Rules", rules(config, places), home).replace("\n\n", f"\n\n{EXPLAIN}\n", 1)
    heading = "Packages" if name == "services" and not config.services else SECTIONS[name][0]
    return render(heading, entries[name], home)


def rules(config: Config, places: Places) -> list[Entry]:
    """List the rules that run here; one that is a part of the repository leads to its file."""
    found = []
    for kind in select_rules(config):
        info, held = describe(kind()), places.modules.get(kind.__module__)
        name = f"{info.code} {info.slug}"
        found.append(Entry(name, (held.path,) if held else (), info.summary.removesuffix(".")))
    return sorted(found)


def silent(entries: dict[str, list[Entry]]) -> list[Note]:
    """Note what says nothing of its purpose: the index can only name it."""
    return [
        Note(entry.paths[0], 0, SILENT)
        for found in entries.values()
        for entry in found
        if not entry.purpose and len(entry.paths) == 1
    ]


def changed_lines(plan: Plan) -> list[str]:
    """Give the lines that differ from what the index should say: `-` what it says, `+` what it should."""
    found: list[str] = []
    for edit in plan.edits:
        old = lines_of(edit.before)
        new = lines_of(edit.after)
        for tag, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if tag != "equal":
                found += [f"- {line.rstrip()}" for line in old[first:last] if line.strip()]
                found += [f"+ {line.rstrip()}" for line in new[start:end] if line.strip()]
    return found


def lines_of(state: State | None) -> list[str]:
    """Give the lines of a file, with their ends: these may be all that differs."""
    return [] if state is None else state.content.decode("utf-8", "surrogateescape").splitlines(keepends=True)
