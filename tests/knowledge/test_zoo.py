"""Every file of the zoo has the causes it has, and is mended as it must be, or not at all."""

from __future__ import annotations

import html
import re

import pytest
from lxml import etree

from netra_tools.knowledge.encoding import Source, decode
from netra_tools.knowledge.look import look
from netra_tools.knowledge.repair import repair
from tests.knowledge.zoo_files import FOLDER, LEFT, MENDED, Animal, animals

ALL = [pytest.param(one, id=one.name) for one in animals()]
TO_MEND = [pytest.param(one, id=one.name) for one in animals() if one.fate == MENDED]
SEVEN = {
    *("bare-ampersand", "stray-less-than", "less-than-in-attribute", "unterminated-reference"),
    *("quoted-tag", "attribute-syntax", "after-root"),
}
REFUSED = {"conflict-marker", "truncated", "document-type", "too-deep", "encoding"}
MOVED = {"attribute-syntax", "after-root", "late-declaration"}
ESCAPED = [
    pytest.param(one, id=one.name) for one in animals() if one.fate == MENDED and MOVED.isdisjoint(one.causes)
]
REFUSED_ONES = [pytest.param(one, id=one.name) for one in animals() if not REFUSED.isdisjoint(one.causes)]


def text_of(data: bytes) -> str:
    source = decode(data)
    assert isinstance(source, Source)
    return source.text


def test_the_zoo_is_whole() -> None:
    found = animals()
    assert len(found) >= 60
    assert {one.name for one in found} == {path.stem for path in FOLDER.glob("*.xml")}
    assert {cause for one in found if one.fate == MENDED for cause in one.causes} >= SEVEN
    repairable = [one for one in found if one.causes and set(one.causes) <= SEVEN]
    assert len([one for one in repairable if one.fate == MENDED]) >= 44


@pytest.mark.parametrize("animal", ALL)
def test_the_cause_is_told(animal: Animal) -> None:
    problems = look("SPEC/zoo.xml", animal.data).problems
    assert tuple(problem.kind for problem in problems) == animal.causes
    lines = animal.data.count(b"\n") + animal.data.count(b"\r") + 1
    assert all(0 < problem.line <= lines and problem.message for problem in problems)


@pytest.mark.parametrize("animal", ALL)
def test_what_can_be_mended_is_and_nothing_else(animal: Animal) -> None:
    done = repair(animal.data)
    if animal.fate == MENDED:
        assert done.data == animal.mended
        assert len(done.mended) == len(animal.causes)
        assert look("SPEC/zoo.xml", animal.mended).problems == ()
    else:
        assert done.data is None
        assert bool(done.left) == (animal.fate == LEFT)


@pytest.mark.parametrize("animal", TO_MEND)
def test_mending_twice_is_mending_once(animal: Animal) -> None:
    done = repair(animal.mended)
    assert (done.data, done.left) == (None, ())


@pytest.mark.parametrize("animal", ESCAPED)
def test_what_is_mended_reads_as_it_was_written(animal: Animal) -> None:
    """The judge is not ours: with all references resolved, the old text and the new one are the same."""
    old, new = text_of(animal.data), text_of(animal.mended)
    assert plain(old) == plain(new)


def plain(text: str) -> str:
    """Resolve XML's references only, until none is left."""
    return re.sub(r"&(amp|lt|gt|quot|apos|#38);", lambda found: html.unescape(found[0]), text)


@pytest.mark.parametrize("animal", REFUSED_ONES)
def test_what_is_refused_is_told_alone(animal: Animal) -> None:
    assert len(animal.causes) == 1


@pytest.mark.parametrize("animal", TO_MEND)
def test_a_parser_takes_what_was_mended(animal: Animal) -> None:
    with pytest.raises(etree.XMLSyntaxError):
        etree.fromstring(animal.data)
    etree.fromstring(animal.mended)
