"""Whether an abbreviation comes from words."""

from __future__ import annotations

import re


def derivable(name: str, words_before: str) -> bool:
    """Say whether each letter begins one of the last words before it, or stands in the word of the letter before it."""
    words = [word.casefold() for word in re.findall(r"[^\W\d_]+", words_before)[-4 * len(name) - 4 :]]
    reached = {(-1, 0)}
    for letter in re.findall(r"[^\W\d_]", name.casefold()):
        following = {
            (number, 1)
            for number, word in enumerate(words)
            if word[0] == letter
            for last, _ in reached
            if number > last
        }
        for number, end in reached:
            inner = words[number].find(letter, end) if number >= 0 else -1
            if inner >= 0:
                following.add((number, inner + 1))
        if not following:
            return False
        reached = following
    return True
