"""The private byte format of ast-serialize 0.13, version 5: every number we know about it is here.

A tree is `int n`, then n statements. A node is its tag, its parts in a fixed order, usually a location,
and END. Parts are nodes, tagged values (INT, STR, ...) or counted lists. `canary` in native.py decodes
one known source and refuses the format when anything differs.
"""

from __future__ import annotations

from typing import Final

FORMAT_VERSION: Final = 5

FALSE: Final = 0
TRUE: Final = 1
NONE: Final = 2
INT: Final = 3
TEXT_VALUE: Final = 4
FLOAT_VALUE: Final = 6
LIST: Final = 20
INT_LIST: Final = 21
STR_DICT: Final = 30
LOCATION: Final = 152
END: Final = 255

DECORATOR: Final = 53
CLASS_DEF: Final = 60

UNBOUND_TYPE: Final = 104
UNPACK_TYPE: Final = 105
TUPLE_TYPE: Final = 112
TYPED_DICT_TYPE: Final = 113
UNION_TYPE: Final = 115
LIST_TYPE: Final = 118
ELLIPSIS_TYPE: Final = 119
RAW_TYPE: Final = 120
CALL_TYPE: Final = 121

EXPR_STMT: Final = 160
CALL: Final = 161
NAME: Final = 162
STR: Final = 163
IMPORT: Final = 164
MEMBER: Final = 165
OP: Final = 166
INT_EXPR: Final = 167
IF: Final = 168
ASSIGN: Final = 169
TUPLE: Final = 170
BLOCK: Final = 171
INDEX: Final = 172
LIST_EXPR: Final = 173
SET_EXPR: Final = 174
RETURN: Final = 175
WHILE: Final = 176
COMPARE: Final = 177
BOOL_OP: Final = 178
FUNCTION: Final = 179
PASS: Final = 180
FLOAT: Final = 181
UNARY: Final = 182
DICT: Final = 183
COMPLEX: Final = 184
SLICE: Final = 185
NO_VALUE: Final = 186
RAISE: Final = 187
BREAK: Final = 188
CONTINUE: Final = 189
GENERATOR: Final = 190
YIELD: Final = 191
YIELD_FROM: Final = 192
LIST_COMP: Final = 193
SET_COMP: Final = 194
DICT_COMP: Final = 195
IMPORT_FROM: Final = 196
ASSERT: Final = 197
FOR: Final = 198
WITH: Final = 199
AUG_ASSIGN: Final = 200
TRY: Final = 201
ELLIPSIS: Final = 202
CONDITIONAL: Final = 203
DELETE: Final = 204
FSTRING: Final = 205
INTERPOLATION: Final = 206
LAMBDA: Final = 207
WALRUS: Final = 208
STAR: Final = 209
BYTES_EXPR: Final = 210
GLOBAL: Final = 211
NONLOCAL: Final = 212
AWAIT: Final = 213
BIG_INT: Final = 214
IMPORT_STAR: Final = 215
MATCH: Final = 216
AS_PATTERN: Final = 217
OR_PATTERN: Final = 218
VALUE_PATTERN: Final = 219
SINGLETON_PATTERN: Final = 220
SEQUENCE_PATTERN: Final = 221
STARRED_PATTERN: Final = 222
MAPPING_PATTERN: Final = 223
CLASS_PATTERN: Final = 224
TYPE_ALIAS: Final = 225
TSTRING: Final = 229

MODULO: Final = (5 + 10) << 1  # the byte of operator 5, `%`
OPERATOR_MAX: Final = 127  # a byte of an operator is smaller than any tag of an expression
STAR_STAR: Final = 4  # kind of a `**` argument or parameter

COMPARISONS: Final = ("==", "!=", "<", "<=", ">", ">=", "is", "is not", "in", "not in")
