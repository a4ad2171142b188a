"""The table of calls: what a string given to a function or class is. The first rule that fits decides."""

from __future__ import annotations

from typing import Final

from netra_tools.literals.code_calls import CODE_CALLS
from netra_tools.literals.library_calls import LIBRARY_CALLS

CALL_RULES: Final = (*CODE_CALLS, *LIBRARY_CALLS)
