"""The keys of [tool.netra.literals]: what is indexed of string literals, and what is known of them."""

from __future__ import annotations

from typing import Final

from netra_tools.config.model import (
    DEFAULT_DEFINITION_FILES,
    DEFAULT_UNINDEXED,
    DEFAULT_VOCABULARY,
    LiteralRule,
    LiteralSettings,
    Protected,
)
from netra_tools.config.shape import Field, Shape, string, strings
from netra_tools.errors import NetraError

# A test holds them to netra_tools.literals.categories, which lies above: nothing here may import it.
CATEGORIES: Final = (
    "environment", "configuration", "paths", "database", "events", "metrics", "states", "identifiers",
    "fields", "messages", "documentation", "formats", "protocol", "data",
)  # fmt: skip
CATEGORY: Final = Shape("choice", choices=CATEGORIES)
RULE = (
    Field("category", CATEGORY, required=True, description="What the literals at this position are."),
    Field("call", string("text"), "", description="Glob of the function that is called, as it is written."),
    Field("keyword", string("text"), "", description="Glob of a keyword, of any call."),
    Field(
        "argument", Shape("integer or string"), "", description="Position from 0, or keyword; left out, any."
    ),
    Field("assigned", string("text"), "", description="Glob of the name that the literal is assigned to."),
    Field("key_of", string("text"), "", description="Glob of the mapping whose key the literal is."),
)
PROTECTED = (
    Field("value", Shape("string"), required=True, description="The literal that must not change."),
    Field("category", CATEGORY, "", description="The category that is meant; left out, any."),
    Field("owner", string("text"), required=True, description="Who is to be asked."),
    Field("reason", string("text"), required=True, description="Who or what depends on it."),
)


def make_rule(**values: str | int) -> LiteralRule:
    """Make a rule.

    Raises: NetraError when it names no position, or several at once.
    """
    named = [key for key in ("call", "keyword", "assigned", "key_of") if key in values]
    if "argument" in values and "call" not in values:
        raise NetraError("'argument' says which argument of 'call'", "add call")
    if not named:
        raise NetraError("the rule names no position", "give it call, keyword, assigned or key_of")
    if len(named) > 1 and named != ["call", "keyword"]:
        message = f"'{named[0]}' and '{named[1]}' are different positions"
        raise NetraError(message, "write a rule for each")
    if "argument" in values and "keyword" in values:
        raise NetraError("'argument' and 'keyword' say the same of a call", "keep one of the two")
    return LiteralRule(**values)  # type: ignore[arg-type] # read_table has held each against its shape


LITERALS = Field(
    "literals",
    Shape(
        "table",
        fields=(
            Field(
                "vocabulary",
                Shape("string", form="file"),
                DEFAULT_VOCABULARY,
                description="The manifest of the committed vocabulary; its words lie in a folder beside it.",
            ),
            Field(
                "definition_files",
                strings("anchored"),
                DEFAULT_DEFINITION_FILES,
                description="Globs of the files whose keys are definitions; `/` in front is the root.",
            ),
            Field(
                "exclude",
                strings("anchored"),
                DEFAULT_UNINDEXED,
                description="Globs of files that are not indexed: generated, vendored.",
            ),
            Field(
                "near_synonyms",
                Shape("list", item=strings("text", minimum=2)),
                (),
                description="Lists of words that mean the same here.",
            ),
            Field(
                "rules",
                Shape("list", item=Shape("table", fields=RULE, build=make_rule)),
                (),
                description="Positions, and the category of what stands there.",
            ),
            Field(
                "protected",
                Shape("list", item=Shape("table", fields=PROTECTED, build=Protected)),
                (),
                description="Literals that must not change.",
            ),
        ),
        build=LiteralSettings,
    ),
    {},
    description="The index of string literals.",
)
