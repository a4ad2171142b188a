"""The zoo: XML as it is found, each file with its causes and with what becomes of it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "zoo"
MENDED, LEFT, FINE = "yes", "no", "fine"


class Animal(NamedTuple):
    """One file: what is wrong with it in its order, and whether it is mended, left or fine."""

    name: str
    causes: tuple[str, ...]
    fate: str

    @property
    def data(self) -> bytes:
        return (FOLDER / f"{self.name}.xml").read_bytes()

    @property
    def mended(self) -> bytes:
        return (FOLDER / "mended" / f"{self.name}.xml").read_bytes()


def animals() -> list[Animal]:
    lines = (FOLDER / "causes.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [Animal(name, tuple(causes.split()), fate) for name, causes, fate in rows]
