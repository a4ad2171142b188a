"""What was taken apart does the same: random functions are run before and after."""

from __future__ import annotations

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from netra_tools.facts.read import read_source
from netra_tools.fix.extract import extract
from netra_tools.fix.extract_records import Limits
from tests.fix.programs import output, programs

read_source(b"")  # the reader raises the recursion limit at its first use, which hypothesis minds


def is_program(source: str) -> bool:
    """Say whether Python takes it."""
    try:
        compile(source, "<program>", "exec", dont_inherit=True)
    except SyntaxError:
        return False
    return True


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(programs(), st.integers(3, 8))
def test_same_output(source: str, limit: int) -> None:
    """The same lines are printed, the same is given and raised."""
    assume(is_program(source))
    found = extract(source.encode(), Limits(body=limit))
    assert output(found.after.decode()) == output(source)
