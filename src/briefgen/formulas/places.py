"""Where each value stands in an area, so that a thousand lookups in it cost one reading."""

from __future__ import annotations

from math import inf, nextafter

from briefgen.formulas.values import Value, stop_at_unknown

_STEPS = 16  # between two numbers that count as equal, as in `values.nearly_equal`


class Places:
    """The places (from 0) of equal values, by the key that they have in common."""

    def __init__(self, values: list[Value]) -> None:
        """Read the values once; raises `Halt` if one of them is unknown."""
        stop_at_unknown(values)
        self.count = len(values)
        self.by_key: dict[object, list[int]] = {}
        self.texts: list[str] = []  # in lower case
        by_key = self.by_key
        for place, value in enumerate(values):
            key: object = value
            if value.__class__ is str:
                key = value.lower()
                if key not in by_key:
                    self.texts.append(key)
            elif value.__class__ is bool:
                key = (value,)
            if key in by_key:
                by_key[key].append(place)
            else:
                by_key[key] = [place]

    def numbers(self) -> list[float]:
        """Return the numbers, each once."""
        return [key for key in self.by_key if isinstance(key, float)]

    def of(self, value: Value) -> list[int]:
        """Return the places of a value: text without regard to capitals, TRUE apart from 1."""
        return self.by_key.get(key_of(value), [])

    def has_nearly(self, wanted: float) -> bool:
        """Say whether a number differs from the wanted one only by the last bits."""
        above = below = wanted
        for _ in range(_STEPS):
            above, below = nextafter(above, inf), nextafter(below, -inf)
            if above in self.by_key or below in self.by_key:
                return True
        return False


def key_of(value: Value) -> object:
    """Return what equal values have in common."""
    if isinstance(value, str):
        return value.lower()
    return (value,) if isinstance(value, bool) else value
