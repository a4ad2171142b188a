"""What a string looks like: the weakest hint, asked only where the position leaves something open."""

from __future__ import annotations

import re
from typing import Final

from netra_tools.literals.standard import (
    CONDITIONS,
    DEPLOYMENTS,
    HEADERS,
    MEASURES,
    MEASURING,
    STANDARD,
)

EMPTY: Final = 0
WORD: Final = 1  # lower case letters and digits
NAME: Final = 2  # snake_case, kebab-case, camelCase
UPPER: Final = 3  # UPPER_CASE
TITLE: Final = 4  # one capitalised word, CamelCase
DOTTED: Final = 5  # a.b.c
OPTION: Final = 6  # --option, -o
NUMBER: Final = 7  # digits, dates, hexadecimal, versions, addresses
SEPARATOR: Final = 8  # no letter and no digit, or escapes alone
PLACEHOLDER: Final = 9  # a template without words
TIME_PATTERN: Final = 10
REGEX: Final = 11
URL: Final = 12
ROUTE: Final = 13  # begins with a slash
FILE: Final = 14  # ends in the suffix of a file
MIME: Final = 15
VOCABULARY: Final = 16  # HTTP methods, headers, encodings, units, data types
SQL: Final = 17
SENTENCE: Final = 18
PHRASE: Final = 19  # two or three words without an end
ICON: Final = 20
LATEX: Final = 21
CODE: Final = 22  # several lines, or brackets and operators
OTHER_LOOK: Final = 23
FRAGMENT: Final = 24  # part of a name: begins or ends with a joint, or holds a placeholder
LONG_NUMBER: Final = 25  # digests, tokens
CONDITION: Final = 26  # a word that tells a condition wherever it is met
DEPLOYMENT: Final = 27  # a word for a deployment environment
PARTS: Final = 28  # parts between slashes
QUANTITY: Final = 29  # a name that tells what is measured
HEADER: Final = 30  # the name of an HTTP header
LAST_LOOK: Final = HEADER

NAMES: Final = frozenset(
    (WORD, NAME, UPPER, TITLE, DOTTED, OPTION, ICON, FRAGMENT, CONDITION, DEPLOYMENT, QUANTITY)
)

_PLAIN = re.compile(
    r"(?P<word>[a-z][a-z0-9]*)|(?P<upper>[A-Z][A-Z0-9_]+)|(?P<title>[A-Z][A-Za-z0-9]*)"
    r"|(?P<number>[-+]?[\d][\d.,:/ eE+TZ-]*|0[xXbo][0-9a-fA-F_]+|v?\d+(?:\.\d+)+\w*)"
    r"|(?P<option>--?[a-z][\w-]*)|(?P<icon>(?:mdi|hass|phu):[\w-]+)"
    r"|(?P<name>[$@]?[A-Za-z_][\w$]*(?:-\w+)*)|(?P<dotted>[A-Za-z_]\w*(?:\.\w+)+(?::\w+)?)"
    r"|(?P<separator>[\W_]*)"
    r"|(?P<placeholder>(?:[\W_]*(?:%(?:\(\w+\))?[-#0 +]*[\d.*]*[sdrfgeixXo]|\{[^{} ]*\}))+[\W_]*)",
    re.ASCII,
)
_LOOKS = {
    "word": WORD, "upper": UPPER, "title": TITLE, "number": NUMBER, "option": OPTION, "icon": ICON,
    "name": NAME, "dotted": DOTTED, "separator": SEPARATOR, "placeholder": PLACEHOLDER,
}  # fmt: skip
_SUFFIXES = (
    "py|pyi|json|jsonl|ya?ml|toml|cfg|ini|conf|txt|md|rst|html?|css|js|jsx|tsx?|xml|csv|tsv|xlsx?|parquet|png|jpe?g|gif|svg|ico|pdf|"
    "zip|gz|tar|bz2|xz|log|sql|db|sqlite3?|sh|exe|dll|so|dylib|whl|pem|key|crt|lock|mo|po|pot|ipynb|wav|mp[34]|pkl|npy|h5|env|jinja2?|"
    "pid|sock|c|h|cpp|f90|tex|bak|tmp|ods|dta|sas7bdat|feather|orc|proto|avro|geojson|shp|woff2?|ttf|map|lark|g4"
)
_FILE = re.compile(
    rf"[^\s<>|\"]*\.(?:{_SUFFIXES})|\*+[./][^\s]*|~/\S*|\.{{1,2}}/\S*|\.[a-z]+rc|\.\w+/", re.ASCII
)
_URL = re.compile(
    r"(?:[a-z][a-z0-9+.-]*|\{\})://\S*|mailto:\S+|www\.\S+|(?:localhost|[\w-]+\.(?:com|org|net|io))(?:[:/]\S*)?"
)
_ROUTE = re.compile(r"/[\w{<:^.%~-][^\s]*|\^\S*/\S*\$?")
_PARTS = re.compile(r"[\w{}<>%.-]+(?:/[\w{}<>:%.*-]+){1,}/?|\w[\w-]*/")
_MIME = re.compile(r"(?:application|text|image|audio|video|multipart|font|message|model)/[\w.+*-]+(?:;.*)?")
_HEADER = re.compile(r"[A-Z][A-Za-z0-9]*(?:-[A-Z][A-Za-z0-9]*)+|ETag|HTTP_[A-Z_]+")
_REGEX = re.compile(
    r"\\[dwsSDWbB.()\[\]]|\(\?[:P=!<imsx]|\[\^?[^\]\s]*-[^\]\s]*\][+*?{]?|\.[*+]\??(?:\)|$|\\)|^\^.+\$$"
)
_TIME = re.compile(
    r"[\W_TZ]*(?:%[-#]?[aAbBcdDfFHIjmMnpSTuUVwWxXyYzZ][\W_TZ]*)+|(?:(?:d+|D+|M+|y+|Y+|H+|h+|m+|s+)[\W_]*){3,}"
)
_SQL = re.compile(
    r"\s*(?:SELECT|INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|CREATE\s+|DROP\s+|ALTER\s+|PRAGMA\b|TRUNCATE\s|"
    r"WITH\s+\w+\s+AS|FROM\s+\S+|WHERE\s|ORDER BY\b|GROUP BY\b|LEFT JOIN|INNER JOIN|VALUES\s*\(|VARCHAR|"
    r"BEGIN;|SHOW\s|DESCRIBE\s|MERGE INTO|REPLACE INTO|COMMENT ON|GRANT\s|LOCK TABLE|"
    r"ON CONFLICT|RETURNING\s|SAVEPOINT\s|EXPLAIN\s)"
)
_SQL_PART = re.compile(
    r"\b(?:WHERE|IS (?:NOT )?NULL|ADD CONSTRAINT|DROP COLUMN|PRIMARY KEY|FOREIGN KEY|REFERENCES|COLLATE)\b|"
    r"\b(?:CAST|FILTER|COALESCE|COUNT|EXTRACT)\s*\("
)
_LATEX = re.compile(
    r"\\\\?(?:frac|left|right|text|math\w*|begin|end|operatorname|hat|sqrt|int|sum|partial|cdot|[a-z]{2,})\b|\^\{|_\{"
)
_SENTENCE = re.compile(
    r"[A-Za-z'`\"{}%(<]\S*(?:\s+\S+){3,}|\S.*[a-z}\w)'\"][.!?:]\s*|.*[a-z]\s+[a-z]+\s.*", re.DOTALL
)
_PHRASE = re.compile(r"[\w'({%]\S*(?:\s+\S+)+\s*")
_PLACE = re.compile(r"[\w]*=?(?:%(?:\(\w+\))?[-#0 +]*[\d.*]*[sdrfgeixXo]|\{[^{} ]*\})")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_WORDS = re.compile(r"\w+", re.ASCII)
_EXCLAMATION = re.compile(r"[^\W\d_].*[.!?]", re.DOTALL)
_JOINT = re.compile(r"[<>=|\[\]\n]|: ")
_CODE = re.compile(r"[-\w .]*[(\[<{*=+].*|.*[;}>]")
_FRAGMENT = re.compile(
    r"[\w.:@$-]*\{[^{} ]*\}[\w.:@{}$-]*|[\w.:{}-]*%(?:\(\w+\))?[sd][\w.:%{}-]*"
    r"|[_.:@#$-]+\w[\w.:-]*|\w[\w.:@-]*[._:@#=-]+|[\w-]+(?::[\w-]+)+"
)
_TOKEN = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.]+|"
    r"[0-9a-fA-F]{8,}|[0-9a-fA-F]{2}(?::[0-9a-fA-F*]{2}){2,}|[0-9a-fA-F]{8}-[0-9a-fA-F-]+|[A-Za-z0-9+/]{40,}=*"
)
_DTYPE = re.compile(r"(?:u?int|float|complex)(?:8|16|32|64|128)", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2,3}[-_](?:[A-Z]{2}|[A-Z][a-z]{3})(?:\.[\w-]+)?")


def _frame(value: str) -> bool:
    """Say whether a template holds hardly a word besides its places."""
    if "{" not in value and "%" not in value:
        return False
    rest, places = _PLACE.subn(" ", value)
    return places > 0 and len(_LETTERS.findall(rest)) <= max(1, places if _JOINT.search(rest) else 0)


def _text(value: str) -> bool:
    return _SENTENCE.fullmatch(value) is not None and ("\n" in value or _LATEX.search(value) is None)


_UNSPACED = (
    (_URL.fullmatch, URL), (_TIME.fullmatch, TIME_PATTERN), (_REGEX.search, REGEX), (_LATEX.search, LATEX),
    (_TOKEN.fullmatch, LONG_NUMBER), (_FILE.fullmatch, FILE), (_ROUTE.fullmatch, ROUTE),
    (_PARTS.fullmatch, PARTS),
    (_FRAGMENT.fullmatch, FRAGMENT), (_EXCLAMATION.fullmatch, SENTENCE), (_CODE.fullmatch, CODE),
)  # fmt: skip
_SPACED = (
    (_TIME.fullmatch, TIME_PATTERN), (_frame, PLACEHOLDER), (_SQL_PART.search, SQL), (_text, SENTENCE),
    (_REGEX.search, REGEX), (_LATEX.search, LATEX), (_PHRASE.fullmatch, PHRASE),
)  # fmt: skip
_REMEMBERED = 200_000
_seen: dict[str, int] = {}


def look_of(value: str) -> int:
    """Tell what a string looks like; the answer is remembered."""
    look = _seen.get(value)
    if look is None:
        if len(_seen) > _REMEMBERED:
            _seen.clear()
        look = _seen[value] = _word_look(value) or _look(value)
    return look


def forget_looks() -> None:
    """Forget what was seen."""
    _seen.clear()


def _word_look(value: str) -> int:
    """Tell whether a string is a word of everyday or of a standard; EMPTY when it is none."""
    if value in STANDARD:
        return HEADER if value in HEADERS else VOCABULARY
    lower = value.lower()
    if lower in CONDITIONS:
        return CONDITION
    return DEPLOYMENT if lower in DEPLOYMENTS else EMPTY


def _look(value: str) -> int:
    if len(value) > 400:
        return _long_look(value)
    if value.isascii() and value.isidentifier():  # six in ten; no pattern is as fast
        return _name_look(value) if "_" in value and not value.isupper() else _bare_look(value)
    return SENTENCE if _is_prose(value) else _pattern_look(value)


def _pattern_look(value: str) -> int:
    plain = _PLAIN.fullmatch(value)
    if plain is None:
        return _composed_look(value)
    group = plain.lastgroup or ""
    if group == "name":
        return _name_look(value)
    if group == "dotted":
        return FILE if _FILE.fullmatch(value) else URL if _URL.fullmatch(value) else DOTTED
    return _plain_look(value, _LOOKS[group])


def _long_look(value: str) -> int:
    if _SQL.match(value):
        return SQL
    return SENTENCE if value[0].isalpha() else CODE


def _is_prose(value: str) -> bool:
    """Say whether words follow one another: what most long strings are, told without a pattern."""
    words = value.split(" ", 6)
    return (
        len(words) > 4 and words[0].isalpha() and not words[0].isupper() and sum(map(str.isalpha, words)) > 3
    )


def _bare_look(value: str) -> int:
    if len(value) > 7 and "_" not in value and _TOKEN.fullmatch(value):
        return LONG_NUMBER
    if value[-1].isdigit() and _DTYPE.fullmatch(value):
        return VOCABULARY
    if value.islower():
        return WORD
    if value.isupper() and len(value) > 1:
        return UPPER
    return TITLE if value[0].isupper() else NAME


def _plain_look(value: str, look: int) -> int:
    if not value:
        return EMPTY
    if look in (SEPARATOR, PLACEHOLDER):
        if not value.isascii() and any(map(str.isalpha, _WORDS.sub("", value))):
            return PHRASE  # another script
        return _frame_look(value) if look == PLACEHOLDER or "{}" in value else look
    return LONG_NUMBER if len(value) > 7 and _TOKEN.fullmatch(value) else look


def _frame_look(value: str) -> int:
    if _TIME.fullmatch(value):
        return TIME_PATTERN
    if "/" in value and " " not in value and "<" not in value:
        return ROUTE if value[0] == "/" else PARTS
    return PLACEHOLDER


def _name_look(value: str) -> int:
    if "-" in value:
        return _kebab_look(value)
    first, _, rest = value.partition("_")
    if rest and (first in MEASURING or value.rpartition("_")[2] in MEASURES):
        return QUANTITY
    if value[-1] == "_" and value[:2] != "__":
        return FRAGMENT if value.strip("_") else SEPARATOR
    return VOCABULARY if len(value) == 5 and _LANGUAGE.fullmatch(value) else NAME


def _kebab_look(value: str) -> int:
    if _HEADER.fullmatch(value):
        return HEADER
    return VOCABULARY if len(value) < 14 and _LANGUAGE.fullmatch(value) else NAME


def _composed_look(value: str) -> int:
    if _SQL.match(value):
        return SQL
    spaced = " " in value or "\n" in value
    if not spaced and _MIME.fullmatch(value):
        return MIME
    for fits, look in _SPACED if spaced else _UNSPACED:
        if fits(value):
            return look
    return CODE if spaced else OTHER_LOOK
