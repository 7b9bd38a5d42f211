"""The code on a paper, by which a stranger checks it: made of what the paper is, the same wherever it is made."""

from __future__ import annotations

from hashlib import sha256

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O and U, which are misread
LENGTH = 12
_MISREAD = str.maketrans("OIL", "011", "- ")


def code_of(jenis: str, objek: str, versi: int) -> str:
    """Twelve letters (60 bits) of the kind of a paper, the id of what it says and its version.

    `objek` must be an id that nobody guesses (a UUID): the code is as hard to guess as the id, and does not tell it.
    """
    digest = sha256(f"{jenis}|{objek}|{versi}".encode()).digest()
    number = int.from_bytes(digest[:8], "big") >> 4
    return "".join(LETTERS[number >> shift & 31] for shift in range(5 * (LENGTH - 1), -1, -5))


def spoken(code: str) -> str:
    """In fours, as it is printed: ABCD-EFGH-JKMN."""
    return "-".join(code[at : at + 4] for at in range(0, LENGTH, 4))


def read(text: str) -> str | None:
    """The code that somebody typed or scanned, however it is grouped; None where it is none."""
    code = text.strip().upper().translate(_MISREAD)
    return code if len(code) == LENGTH and set(code) <= set(LETTERS) else None
