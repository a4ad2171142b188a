"""The keys of [tool.netra.external]: other tools whose findings join ours."""

from __future__ import annotations

from netra_tools.config.model import External
from netra_tools.config.shape import Field, Shape, string, strings
from netra_tools.errors import NetraError

TOOLS = ("mypy", "ruff")
TOOL = (
    Field("run", Shape("boolean"), False, description="Run it beside netra's own reading."),
    Field("report", string("root"), "", description="Read this report instead: SARIF, or the tool's JSON."),
    Field("paths", strings("root"), (), description="What to run it on; left out, all."),
)


def make_external(run: bool = False, report: str = "", paths: tuple[str, ...] = ()) -> External:
    """Make what is asked of one tool.

    Raises: NetraError when it is asked for nothing, or for two things.
    """
    if run and report:
        raise NetraError("'run' and 'report' are two ways to the same findings", "keep one of the two")
    if not run and not report:
        raise NetraError("the tool is neither run nor read", 'give it run = true, or report = "FILE"')
    return External(run, report, paths)


EXTERNAL = Field(
    "external",
    Shape(
        "table",
        fields=tuple([Field(name, Shape("table", fields=TOOL, build=make_external)) for name in TOOLS]),
    ),
    {},
    description="Other tools whose findings join the report, by name.",
)
