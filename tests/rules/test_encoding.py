"""NET002."""

from __future__ import annotations

from netra_tools.facts.read import read_source
from netra_tools.rules.encoding import Encoding
from tests.trees import file_of, run


def test_bytes_that_are_not_the_text_they_claim() -> None:
    file = file_of("app.py", "")._replace(facts=read_source(b"A = 1\nB = '\xff'\n").facts)
    (finding,) = run(Encoding(), [file])
    assert (finding.path, finding.line, finding.subject) == ("app.py", 2, "encoding")


def test_a_declared_encoding_is_fine() -> None:
    file = file_of("app.py", "")._replace(facts=read_source(b"# coding: latin-1\nB = '\xff'\n").facts)
    assert run(Encoding(), [file]) == []
