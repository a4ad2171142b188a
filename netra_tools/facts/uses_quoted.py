"""Where strings are annotations: arguments of some functions of `typing`, and items of subscriptions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from netra_tools.facts.uses import IN_ANNOTATION

# A string without escapes, and not joined with another.
PLAIN = re.compile(rb"""(?si:[ur]?)(?P<quote>'''|\"\"\"|'|")(?P<text>(?:(?!(?P=quote))[^\\])*)(?P=quote)""")
TYPING: Final = frozenset(("typing", "typing_extensions", "t", "te"))
# Heads whose items are types wherever they stand; there is hardly another use of these names.
TYPED_HEADS: Final = frozenset(
    ("Optional", "Union", "ClassVar", "Callable", "List", "Dict", "Type", "Generic")
)
PARAMETERS: Final = ("TypeVar", "ParamSpec", "TypeVarTuple")
TYPING_FUNCTIONS: Final = frozenset(("cast", "NewType", *PARAMETERS))
# Heads of types, besides those in capitals: what asks whether a name is used reads the strings behind them.
PLAIN_HEADS: Final = frozenset(("tuple", "list", "dict", "set", "frozenset", "type", "deque", "defaultdict"))
MAKERS: Final = frozenset(("NamedTuple", "TypedDict", "ForwardRef", "TypeAliasType"))


def annotated_arguments(parts: tuple[str, ...], size: int, keywords: Sequence[str | None]) -> list[bool]:
    """Say of each argument of a call, keywords last, whether it is an annotation."""
    typed = [False] * (size + len(keywords))
    function = parts[-1] if parts and (len(parts) == 1 or parts[0] in TYPING) else ""
    if function == "cast" and size == 2:
        typed[0] = True
    elif function == "NewType" and size == 2:
        typed[1] = True
    elif function in PARAMETERS:
        typed[1:size] = [True] * (size - 1)
        typed[size:] = [name in ("bound", "default") for name in keywords]
    return typed


def is_type_head(parts: tuple[str, ...]) -> bool:
    """Say whether what stands in brackets behind a name is most likely a type, as in `Mapping[...]`."""
    head = parts[-1] if parts else ""
    return head in PLAIN_HEADS or (head[:1].isupper() and not head.isupper())


def annotated_items(parts: tuple[str, ...], size: int, flags: int) -> list[bool]:
    """Say of each item of a subscription whether it is an annotation."""
    head = parts[-1] if parts else ""
    if head == "Literal":
        return [False] * size
    is_typed = bool(flags & IN_ANNOTATION) or head in TYPED_HEADS
    if head == "Annotated":
        return [is_typed] + [False] * (size - 1)
    return [is_typed] * size
