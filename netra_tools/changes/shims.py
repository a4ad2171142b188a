"""Modules that stay under an old name for a while: they give what the new one gives, and warn."""

from __future__ import annotations

SHIM = '''\
"""Deprecated: this module is `{new}` now."""

from typing import Any
from warnings import warn

import {new} as _moved
from {new} import *  # noqa: F403

warn("{old} is {new} now", DeprecationWarning, stacklevel=2)


def __getattr__(name: str) -> Any:
    return getattr(_moved, name)
'''


def shim(old: str, new: str) -> bytes:
    """Write a module that stands for another."""
    return SHIM.format(old=old, new=new).encode()
