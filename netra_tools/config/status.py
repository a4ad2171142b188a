"""The keys of [tool.netra.status]: where a status is written, and what it reads besides the code."""

from __future__ import annotations

from typing import Any

from netra_tools.config.model import DEFAULT_COVERAGE, DEFAULT_RESULTS, DEFAULT_STATUS, StatusSettings
from netra_tools.config.shape import Field, Shape, string, strings

FOLDERS = "of the root and of each service"


def build(**values: Any) -> StatusSettings:
    """Make the settings; what stands for what keeps its order."""
    paths = tuple(dict(values.pop("paths", {})).items())
    return StatusSettings(paths=paths, **values)


STATUS = Field(
    "status",
    Shape(
        "table",
        fields=(
            Field(
                "output", string("file"), DEFAULT_STATUS, description="The file that `netra status` writes."
            ),
            Field(
                "coverage",
                strings("glob"),
                DEFAULT_COVERAGE,
                description=f"Globs, {FOLDERS}, of coverage: Cobertura's XML, JSON of coverage.py.",
            ),
            Field(
                "results",
                strings("glob"),
                DEFAULT_RESULTS,
                description=f"Globs, {FOLDERS}, of reports of tests in JUnit's form.",
            ),
            Field(
                "paths",
                Shape("map", item=string("text")),
                {},
                description='What paths in reports begin with, and what that is here: `/app/src = "src"`.',
            ),
            Field(
                "levels",
                Shape("map", item=strings("glob")),
                {},
                description="Globs of the tests of each level: unit, integration, e2e, production, others.",
            ),
        ),
        build=build,
    ),
    {},
    description="Where a status is written, and what it reads besides the code.",
)
