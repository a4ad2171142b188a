"""The keys of [tool.netra.master_index]: the file that leads to all else, and what it lists."""

from __future__ import annotations

from netra_tools.config.model import DEFAULT_INDEX, INDEX_SECTIONS, IndexSettings
from netra_tools.config.shape import Field, Shape, string

MASTER_INDEX = Field(
    "master_index",
    Shape(
        "table",
        fields=(
            Field(
                "file",
                string("file"),
                DEFAULT_INDEX,
                description="The Markdown file that `netra spec index` writes; its links are checked.",
            ),
            Field(
                "sections",
                Shape("list", item=Shape("choice", choices=INDEX_SECTIONS)),
                INDEX_SECTIONS,
                description="What it lists.",
            ),
        ),
        build=IndexSettings,
    ),
    {},
    description="The index of everything: where specifications, services, scripts and the rest lie.",
)
