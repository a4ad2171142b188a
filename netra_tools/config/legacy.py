"""The keys of [tool.netra.legacy]: what is in use though no Python file of the repository names it."""

from __future__ import annotations

from netra_tools.config.model import AllowedLegacy, BaseHooks, LegacySettings, LoadedFiles
from netra_tools.config.shape import Field, Shape, string, strings

ALLOWED = (
    Field("symbol", string("text"), required=True, description="Glob of the dotted name: `app.views.*`."),
    Field("reason", string("text"), required=True, description="Why it stays."),
)
BASE = (
    Field(
        "base", string("text"), required=True, description="The last parts of the dotted name of the base."
    ),
    Field(
        "names",
        strings("text"),
        (),
        description="Globs of the methods that it calls; other methods are judged.",
    ),
)
FILES = (
    Field("path", string("glob"), required=True, description="Glob of the files."),
    Field("names", strings("text"), (), description="Globs of the names that are asked for in them."),
    Field("reason", string("text"), "", description="Who loads them."),
)
LEGACY = Field(
    "legacy",
    Shape(
        "table",
        fields=(
            Field(
                "published",
                Shape("choice", choices=("auto", "yes", "no")),
                "auto",
                description="Whether others may import the public names; auto: where it can be installed.",
            ),
            Field(
                "roots", strings("text"), (), description="Globs of dotted names that are used from outside."
            ),
            Field(
                "decorators", strings("text"), (), description="Decorators that register what they decorate."
            ),
            Field(
                "transparent_decorators", strings("text"), (), description="Decorators that register nothing."
            ),
            Field(
                "bases",
                Shape("list", item=Shape("table", fields=BASE, build=BaseHooks)),
                (),
                description="Base classes of other packages, and what they call in their subclasses.",
            ),
            Field(
                "files",
                Shape("list", item=Shape("table", fields=FILES, build=LoadedFiles)),
                (),
                description="Files that are run or loaded by name.",
            ),
            Field(
                "allowed",
                Shape("list", item=Shape("table", fields=ALLOWED, build=AllowedLegacy)),
                (),
                description="What stays though nothing uses it, each with its reason.",
            ),
        ),
        build=LegacySettings,
    ),
    {},
    description="What is used by what no Python file here says, and what stays without being used.",
)
