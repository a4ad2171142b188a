"""Modules that stay under an old name for a while: they give what the new one gives, and warn."""

from __future__ import annotations

SHIM = '''\
"""Deprecated: this module is `{new}` now."""

from typing import Any
from warnings import warn

import {new} as _moved
from {new} import *  # noqa: F403  # netra: ignore[star-import] all that was here

warn("{old} is {new} now", DeprecationWarning, stacklevel=2)


def __getattr__(name: str) -> Any:
    return getattr(_moved, name)
'''


PROGRAM = '''\
"""Deprecated: this program is `{new}` now."""

from runpy import run_module

run_module("{new}", run_name=__name__, alter_sys=True)
'''


def shim(old: str, new: str) -> bytes:
    """Write a module that stands for another."""
    text = PROGRAM if old.endswith(".__main__") else SHIM
    return text.format(old=old, new=new).encode()
