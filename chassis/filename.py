"""What files of others are called: a name that is no path, and reads as it is."""

from __future__ import annotations

import re
import unicodedata

from chassis.blank import INVISIBLE
from contracts.refusal import Refusal, rule

NO_NAME = rule("file.no_name", 422, "Nama berkas kosong.", "nama", source="implicit")

LONGEST = 200  # of a name; its end says what it is
_PATH = re.compile(r"[/\\]+")
# What ends a name elsewhere, is forbidden there, or turns it around and hides in it.
_UNFIT = re.compile(rf"[\x00-\x1f\x7f-\x9f\"*:<>?|\u2028\u2029\ufff9-\ufffc{INVISIBLE}]+")


def safe_name(name: str, otherwise: str = "") -> str:
    """The last part of what a file is called, at most 200 characters of it; `otherwise` where nothing is left.

    `../../../surat.pdf` is `surat.pdf`; Refusal 422 where there is no other name either.
    """
    last = next((part for part in reversed(_PATH.split(name)) if _cleaned(part)), "")
    found = _cleaned(last)[-LONGEST:].lstrip() or otherwise
    if not found:
        raise Refusal(NO_NAME)
    return found


def _cleaned(part: str) -> str:
    """Without what is unfit, and without dots and blanks around it, which systems drop or hide."""
    plain = _UNFIT.sub(" ", unicodedata.normalize("NFC", part))
    return " ".join(plain.split()).strip(". ")
