"""The gate "no new finding of `netra check` at error level"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from netra_tools.changes.gates.bound import Module, absolute
from netra_tools.changes.gates.knots import Knots
from netra_tools.changes.gates.renames import is_within
from netra_tools.changes.gates.site import Site
from netra_tools.check.check import State, compare
from netra_tools.check.examine import examine
from netra_tools.check.remember import remember
from netra_tools.check.run import graph_of
from netra_tools.model import Finding, Note
from netra_tools.plan import CODE, VALUES

RELATIVE = re.compile(r"(?<![\w.)])(\.+)(\w[\w.]*)?")


def find_findings(site: Site) -> Iterator[Note]:
    """Yield the errors that a check would find after the plan and does not find now."""
    before, after = site.runs.pair
    old, new = State(before, examine(before, None)), State(after, examine(after, None))
    remember(before)
    expected = Expected(site)
    result, _ = compare(old, new, site.runs.difference, None, expected.called)
    knots = Knots(graph_of(before).graph, site.renames)
    left = {note.path for note in site.plan.failed}  # nobody applies the rest without saying so
    for found in result.findings:
        known = found.path in left or expected.has_moved(found) or knots.hold(found)
        if found.severity == "error" and not known:
            yield Note(found.path, found.line, f"{found.code} {found.slug}: {found.message}")


class Expected:
    """Writes findings as they will be, in the names of afterwards."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.changed = {edit.path for edit in site.plan.edits if edit.before and edit.after}
        self.created = {edit.path for edit in site.plan.edits if edit.created}
        self.found: dict[tuple[str, str], int] = {}  # rule, subject -> number, in the files that change

    def called(self, found: Finding) -> Finding:
        """Give a finding as it will be; where imports alone change, a line more makes no new finding."""
        if found.path in self.changed:
            key = (found.slug, found.subject)
            self.found[key] = max(self.found.get(key, 0), found.value or 0)
        lenient = self.site.plan.keeps == CODE or self.site.may_grow
        value = None if lenient else found.value
        return found._replace(subject=self.subject(found), value=value)

    def has_moved(self, found: Finding) -> bool:
        """Say whether code took a finding along into a new file, out of one that the plan changes."""
        known = self.found.get((found.slug, found.subject))
        return found.path in self.created and known is not None and known >= (found.value or 0)

    def subject(self, found: Finding) -> str:
        """Give what a finding is about; a relative name stays one where names change, and means the same."""
        renames = self.site.renames
        text = renames.text_of(found.subject)
        if self.site.plan.keeps == VALUES:
            for old, new in self.site.plan.renamed:
                text = text.replace(old, new)
        if "." not in text:
            return text
        before = self.site.module_before(found.path)
        if not renames.pairs:
            return spelled_out(text, before)
        after = self.site.module_after(renames.path_of(found.path))

        def rename(match: re.Match[str]) -> str:
            full = renames.of(absolute(before, len(match[1]), match[2] or ""))
            return relative(after, full, match[1]) or match[0]

        return RELATIVE.sub(rename, text)


def spelled_out(text: str, module: Module) -> str:
    """Write a relative name in full: what is found at `.b` is found at `a.b` when that is written there."""
    match = RELATIVE.fullmatch(text)
    return absolute(module, len(match[1]), match[2] or "") if match else text


def relative(module: Module, full: str, dots: str) -> str:
    """Spell a name from a module: with as many dots as before, or else as few as lead there; "" for none."""
    for level in (len(dots), *range(1, module.name.count(".") + 2)):
        package = absolute(module, level, "")
        if is_within(full, package):
            rest = full[len(package) + 1 :]
            return f"{'.' * level}{rest}"
    return ""
