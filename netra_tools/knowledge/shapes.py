"""The RELAX NG schemas of the known kinds, and what of a file does not fit the one of its kind."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from lxml import etree

RNG = "{http://relaxng.org/ns/structure/1.0}"
DOCUMENTATION = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"
PARTS = "parts"


def misfits(root: etree._Element, kind: str) -> Iterator[tuple[int, str]]:
    """Give each element that is not as its kind asks: its number in the order of the file, and what is asked.

    Names count without their namespaces.
    """
    schemas = schemas_of(kind)
    plain = without_namespaces(root)
    for number, element in enumerate(plain.iter()):
        found = schemas.get(str(element.tag))
        if found is not None and not found[0].validate(etree.ElementTree(element)):
            yield number, found[1]


@cache
def schemas_of(kind: str) -> dict[str, tuple[etree.RelaxNG, str]]:
    """Load the schema of a kind: for each element that it speaks of what holds for it, and that in words."""
    grammar = load(kind)
    grammar.extend(list(load(PARTS)))
    found = {}
    for define in grammar.findall(f"{RNG}define"):
        documentation = define.find(DOCUMENTATION)
        if documentation is not None:
            name = define.get("name", "")
            found[name] = (etree.RelaxNG(started(grammar, name)), documentation.text or "")
    return found


def load(name: str) -> etree._Element:
    """Read a schema that the package brings."""
    data = files("netra_tools.knowledge").joinpath(f"schemas/{name}.rng").read_bytes()
    return etree.fromstring(data, etree.XMLParser(remove_comments=True, resolve_entities=False))


def started(grammar: etree._Element, name: str) -> etree._Element:
    """Give a grammar that begins with one of its definitions."""
    copied = etree.fromstring(etree.tostring(grammar))
    start = etree.SubElement(copied, f"{RNG}start")
    etree.SubElement(start, f"{RNG}ref", name=name)
    return copied


def without_namespaces(root: etree._Element) -> etree._Element:
    """Copy elements, attributes and text, with names as they are in no namespace."""
    top = etree.Element(etree.QName(root).localname)
    waiting = [(root, top)]
    while waiting:
        old, new = waiting.pop()
        new.text = old.text
        for name, value in old.attrib.items():
            new.set(etree.QName(name).localname, value)
        for child in old:
            if isinstance(child.tag, str):
                waiting.append((child, etree.SubElement(new, etree.QName(child).localname)))
    return top
