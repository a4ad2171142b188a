"""The words of a value, whatever joins them, and the two forms in which values are compared.

redisUrl, REDIS_URL, redis-urls   words (redis, url)   normal "redis url"   bag "redis url"
url_redis                         words (url, redis)   normal "url redis"   bag "redis url"
agent:{}:{}, agent:{name}:{id}    words (agent, {}, {})
"""

from __future__ import annotations

import re
from typing import Final

HOLE: Final = "{}"  # what stands in a template for a part that is not known

_WORD = re.compile(
    r"\$?\{[^{}]*\}"  # a hole
    r"|[vV]\d+(?![a-zA-Z])"  # a version is one word: v3
    r"|[A-Z]{2,}s(?![a-z])"  # IDs
    r"|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+"
)
_FOREIGN = re.compile(r"\$?\{[^{}]*\}|[^\W\d_]+|\d+")  # camel case is told apart in ASCII alone
_SHAPES = (
    ("lower", re.compile(r"[a-z0-9]+")),
    ("UPPER", re.compile(r"[A-Z0-9]+")),
    ("snake", re.compile(r"_*[a-z0-9]+(?:_+[a-z0-9]+)*_*")),
    ("UPPER_SNAKE", re.compile(r"_*[A-Z0-9]+(?:_+[A-Z0-9]+)*_*")),
    ("kebab", re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")),
    ("camel", re.compile(r"[a-z]+[0-9]*(?:[A-Z][a-z0-9]*)+")),
    ("Pascal", re.compile(r"(?:[A-Z][a-z0-9]*)+")),
)
_IRREGULAR = {
    "aliases": "alias", "biases": "bias", "buses": "bus", "caches": "cache", "canvases": "canvas",
    "children": "child", "criteria": "criterion", "gases": "gas", "ids": "id", "indices": "index",
    "ips": "ip", "lenses": "lens", "matrices": "matrix", "people": "person", "statuses": "status",
    "vertices": "vertex", "viruses": "virus",
}  # fmt: skip
_NO_PLURAL = frozenset((
    "across", "alias", "always", "atlas", "bias", "canvas", "does", "gas", "has", "https", "jenkins",
    "kubernetes", "lens", "news", "pandas", "perhaps", "postgres", "series", "species", "towards", "whereas",
))  # fmt: skip
_SINGULAR_ENDS = ("ss", "us", "is", "ous")


def split_words(value: str) -> tuple[str, ...]:
    """Split a value into its words in lower case; a hole of a template is one word, `{}`."""
    found = (_WORD if value.isascii() else _FOREIGN).findall(value)
    return tuple([HOLE if word[-1] == "}" else word.lower() for word in found])


def singular(word: str) -> str:
    """Return the singular of an English plural; any other word is returned as it is."""
    if word[-1:] != "s" or word in _NO_PLURAL:
        return _IRREGULAR.get(word, word)
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or word.endswith(_SINGULAR_ENDS):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes")) else word[:-1]


def normal_form(value: str) -> str:
    """Return the singular words in their order: values of one normal form differ in style alone."""
    return " ".join(map(singular, split_words(value)))


def bag_form(value: str) -> str:
    """Return the singular words sorted: values of one bag hold the same words."""
    return " ".join(sorted(map(singular, split_words(value))))


def convention(value: str) -> str:
    """Return in which of the `CONVENTIONS` a value is written."""
    for name, shape in _SHAPES:
        if shape.fullmatch(value):
            return name
    if "/" in value or "\\" in value:
        return "path"
    return "dotted" if re.fullmatch(r"\w+(?:\.\w+)+", value) else "mixed"
