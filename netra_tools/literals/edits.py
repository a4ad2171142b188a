"""How far two words are apart in letters, and in which letters.

A bit-parallel distance in plain Python, since a question compares some hundred short words: that takes
1-2 ms, where importing a compiled library for it takes 15-19 ms and 4 MB more memory.
"""

from __future__ import annotations

from string import ascii_lowercase, digits


def distance(left: str, right: str, most: int = 1_000) -> int:
    """Count the letters to add, drop, replace or swap with their neighbour that part two words.

    Once it is known that they are more than `most`, any such number is given.

    Source: H. Hyyrö, A bit-vector algorithm for computing Levenshtein and Damerau edit distances, 2003
    """
    if not left or left == right:
        return len(right) if not left else 0
    places: dict[str, int] = {}
    for at, letter in enumerate(left):
        places[letter] = places.get(letter, 0) | 1 << at
    full, last = (1 << len(left)) - 1, 1 << len(left) - 1
    up, down, diagonal, before, count = full, 0, 0, 0, len(left)
    least = count - len(right)  # of what it can still become: it falls by one a letter at best
    for letter in right:
        here = places.get(letter, 0)
        swapped = ((full & ~diagonal & here) << 1) & before
        diagonal = (((here & up) + up) ^ up | here | down | swapped) & full
        more, fewer = down | full & ~(diagonal | up), diagonal & up
        step = (more & last > 0) - (fewer & last > 0)
        count, least = count + step, least + step + 1
        if least > most:
            return least
        more, fewer = (more << 1 | 1) & full, fewer << 1 & full
        up, down = fewer | full & ~(diagonal | more), more & diagonal
        before = here
    return count


def describe(wrong: str, meant: str) -> str:
    """Say in words which letters part two words."""
    start, end = _common(wrong, meant)
    left, right = wrong[start : len(wrong) - end], meant[start : len(meant) - end]
    if not left:
        return f"{_letters(right)} missing: {right}"
    if not right:
        around = wrong[:start][-1:] + wrong[len(wrong) - end :][:1]
        doubled = len(left) == 1 and left in around
        return f"one letter doubled: {left}" if doubled else f"{_letters(left)} too many: {left}"
    if len(left) == len(right) == 1:
        return f"one letter replaced: {left} -> {right}"
    if len(left) == 2 and left == right[::-1]:
        return f"two letters swapped: {left} -> {right}"
    return f"{_letters('x' * distance(left, right))} differ: {wrong} -> {meant}"


def one_edit(word: str) -> set[str]:
    """Return everything that is one edit from a word of letters a-z, its own, and digits beside digits."""
    letters = {*ascii_lowercase, *word} if word.isalpha() else {*ascii_lowercase, *digits, *word}
    near: set[str] = set()
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        near.update([head + letter + tail for letter in letters])
        if tail:
            near.add(head + tail[1:])
            near.update([head + letter + tail[1:] for letter in letters])
            near.add(head + tail[1:2] + tail[0] + tail[2:])
    return near - {word}


def _common(left: str, right: str) -> tuple[int, int]:
    shorter = min(len(left), len(right))
    start = 0
    while start < shorter and left[start] == right[start]:
        start += 1
    end = 0
    while end < shorter - start and left[-1 - end] == right[-1 - end]:
        end += 1
    return start, end


def _letters(text: str) -> str:
    names = {1: "one letter", 2: "two letters", 3: "three letters"}
    return names.get(len(text), f"{len(text)} letters")
