"""The keys of [tool.netra.literals]: what a repository says of its own string literals."""

from __future__ import annotations

from netra_tools.config.model import LiteralRule, Literals
from netra_tools.config.shape import Field, Shape, string
from netra_tools.errors import NetraError

CATEGORIES = (
    "environment", "configuration", "paths", "database", "events", "metrics", "states", "identifiers",
    "fields", "messages", "documentation", "formats", "protocol", "data",
)  # fmt: skip


def make_rule(category: str = "", argument: int | None = None, **names: str) -> LiteralRule:
    """Make one rule.

    Raises: NetraError when it looks at nothing, or at several things.
    """
    call, keyword = names.get("call"), names.get("keyword")
    looked_at = [name for name in (call or keyword, names.get("assigned"), names.get("key_of")) if name]
    if len(looked_at) != 1:
        message = "a rule looks at one of 'call', 'keyword', 'assigned' and 'key_of'"
        raise NetraError(message, "'keyword' may narrow a 'call'; write one rule for each of the others")
    if argument is not None and (keyword or not call):
        raise NetraError("'argument' narrows a 'call'", "leave it out, or name the call and no keyword")
    return LiteralRule(category, argument=-1 if argument is None else argument, **names)


RULE = (
    Field(
        "category",
        Shape("choice", choices=CATEGORIES),
        required=True,
        description="What the literals are that stand there.",
    ),
    Field("call", string("text"), "", description="A called function; `*` stands for any text."),
    Field("argument", Shape("integer"), description="Which argument of the call, from 0; left out, all."),
    Field("keyword", string("text"), "", description="A keyword of the call, or of any call."),
    Field("assigned", string("text"), "", description="A name that literals are assigned to."),
    Field("key_of", string("text"), "", description="A dictionary that literals are keys of."),
)
LITERALS = Field(
    "literals",
    Shape(
        "table",
        fields=(
            Field(
                "rules",
                Shape("list", item=Shape("table", fields=RULE, build=make_rule)),
                (),
                description="What string literals of your own functions and names are.",
            ),
        ),
        build=Literals,
    ),
    {},
    description="How string literals are told apart.",
)
