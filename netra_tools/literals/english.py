"""Which words are English: the list that symspellpy brings, read as bytes when the first word is asked.

The list holds 82,834 words, one `word frequency` a line; reading it takes 1 ms, a look 0.1-0.5 ms, and
the package itself is never imported. pyspellchecker's list has twice the words and gave the same alarms
on three tenths of Home Assistant, but has to be unpacked first, which takes 8 ms.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from netra_tools.errors import NetraError

_PACKAGE = "symspellpy"
_LIST = "frequency_dictionary_en_82_765.txt"  # its place is documented


def is_english(word: str) -> bool:
    """Whether a word in lower case is English, in American or British spelling."""
    return f"\n{word} ".encode() in _words()


@cache
def _words() -> bytes:
    found = find_spec(_PACKAGE)
    places = [] if found is None else found.submodule_search_locations or []
    for place in places:
        try:
            return b"\n" + (Path(place) / _LIST).read_bytes().removeprefix(b"\xef\xbb\xbf").replace(
                b"\r", b""
            )
        except OSError:
            continue
    raise NetraError(f"the English words of {_PACKAGE} are missing", f"install {_PACKAGE} again")
