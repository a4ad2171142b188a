"""Which findings can be repaired, by what, and how sure that is: the one table of all repairs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from netra_tools.fix.accessor import use_accessor
from netra_tools.fix.by_ruff import mend_safely, name_encoding
from netra_tools.fix.canonical import use_canonical
from netra_tools.fix.comments import delete_dead_code, delete_suppressions
from netra_tools.fix.file_names import name_plainly
from netra_tools.fix.files import divide_files
from netra_tools.fix.functions import take_apart
from netra_tools.fix.imports import PREFIX, make_absolute, open_cycles, tidy
from netra_tools.fix.ledger import CHECK, ENCODING, IMPORTS, SELECTED
from netra_tools.fix.lowering.repair import lower
from netra_tools.fix.task import Mended, Task
from netra_tools.fix.twins.repair import unite
from netra_tools.model import Finding

SAFE: Final = 0  # the program does the same, and so does whatever looks at it
MECHANICAL: Final = 1  # the program does the same, and is built otherwise
ORDER: Final = (f"{PREFIX}I001",)
UNUSED: Final = (f"{PREFIX}F401", f"{PREFIX}F811")


class Repair(NamedTuple):
    """What mends the findings of some rules."""

    name: str  # as `--rule` takes it, besides the slugs of the rules
    tier: int
    rules: tuple[str, ...]  # slugs; none for all that the source speaks of and no other repair
    what: str  # what becomes of a finding
    mend: Callable[[Task], Mended]
    source: str = CHECK  # where the findings come from
    file_by_file: bool = True  # the findings of one file can be left out without those of others

    def speaks_of(self, finding: Finding) -> bool:
        """Say whether a finding of its source is one to mend."""
        return finding.slug in self.rules if self.rules else finding.slug not in ORDER


# In the order in which they are done: each is planned on the result of those before it. What sweeps behind
# others comes last, whatever its tier.
REPAIRS: Final = (
    Repair("file-name", SAFE, ("file-name",), "moved to its plain name", name_plainly),
    Repair("relative-import", SAFE, ("relative-import",), "made absolute", make_absolute),
    Repair("canonical-import", SAFE, ("canonical-import",), "imported from where it is now", use_canonical),
    Repair("environment-access", SAFE, ("environment-access",), "asked of the accessor", use_accessor),
    Repair("encoding", SAFE, (f"{PREFIX}PLW1514",), 'given encoding="utf-8"', name_encoding, ENCODING),
    Repair("ruff", SAFE, (), "mended as ruff says", mend_safely, SELECTED),
    Repair("commented-out-code", SAFE, ("commented-out-code",), "deleted", delete_dead_code),
    Repair("import-cycle", MECHANICAL, ("import-cycle",), "opened", open_cycles, file_by_file=False),
    Repair("layer-violation", MECHANICAL, ("layer-violation",), "moved down to who needs it", lower),
    Repair("duplicates", MECHANICAL, ("duplicate-type", "duplicate-function"), "united with its twin", unite),
    Repair("file-too-long", MECHANICAL, ("file-too-long",), "divided", divide_files),
    Repair("function-too-long", MECHANICAL, ("function-too-long",), "taken apart", take_apart),
    Repair("unused-import", SAFE, UNUSED, "removed", tidy, IMPORTS),
    Repair("import-order", SAFE, ORDER, "sorted", tidy, SELECTED),
    Repair("unused-suppression", SAFE, ("unused-suppression",), "deleted", delete_suppressions),
)
