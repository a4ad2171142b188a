"""The keys of [tool.netra.imports]: what changes of imports must know."""

from __future__ import annotations

from netra_tools.config.model import ImportSettings
from netra_tools.config.shape import Field, Shape, strings

IMPORTS = Field(
    "imports",
    Shape(
        "table",
        fields=(
            Field(
                "side_effects",
                strings("package"),
                (),
                description="Modules that are imported for what happens then, with all below them: "
                "`netra imports optimize` neither removes nor moves their imports.",
            ),
        ),
        build=ImportSettings,
    ),
    {},
    description="What changes of imports must know.",
)
