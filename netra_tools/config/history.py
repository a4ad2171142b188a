"""The keys of [tool.netra.history]: where the numbers of each commit are kept, and what counts as change."""

from __future__ import annotations

from netra_tools.config.model import DEFAULT_BOTS, DEFAULT_HISTORY, DEFAULT_WINDOW, HistorySettings
from netra_tools.config.shape import Field, Shape, string, strings

HISTORY = Field(
    "history",
    Shape(
        "table",
        fields=(
            Field(
                "file",
                string("file"),
                DEFAULT_HISTORY,
                description="The snapshots of `netra status`, one line for each commit; commit it or not.",
            ),
            Field(
                "window_days",
                Shape("integer", minimum=1),
                DEFAULT_WINDOW,
                description="Hot spots and owners count the changes of this many days up to the last commit.",
            ),
            Field(
                "bots",
                strings("text"),
                DEFAULT_BOTS,
                description="Authors whose name or address contains one of these count for neither.",
            ),
        ),
        build=HistorySettings,
    ),
    {},
    description="What `netra status` remembers of each commit, and how it reads the history of git.",
)
