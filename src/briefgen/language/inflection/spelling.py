"""One spelling for looking words up: one apostrophe, plain spaces; and the way back."""

from __future__ import annotations

_APOSTROPHES = ("'", "\u02bc", "`", "\u2018")
_NBSP = "\u00a0"


def plain(text: str) -> str:
    """Return the text with the apostrophe \u2019 and single plain spaces, as lemmas are written here."""
    for sign in _APOSTROPHES:
        if sign in text:
            text = text.replace(sign, "\u2019")
    return " ".join(text.split())


def restored(form: str, text: str) -> str:
    """Return a form with the apostrophe and the kind of spaces that its nominative had."""
    for sign in _APOSTROPHES:
        if sign in text and "\u2019" not in text:
            form = form.replace("\u2019", sign)
    return form.replace(" ", _NBSP) if _NBSP in text and " " not in text else form
