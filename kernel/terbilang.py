"""Whole numbers in Indonesian words, as payment papers repeat a sum. Pure."""

from __future__ import annotations

_UNITS = (
    "", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas",
)  # fmt: skip
_GREAT = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (1000, "ribu"))
MOST = 10**15 - 1


def terbilang(n: int) -> str:
    """`3496800` as "tiga juta empat ratus sembilan puluh enam ribu delapan ratus"; up to 999 triliun either way."""
    if abs(n) > MOST:
        raise ValueError(f"{n} has more digits than a payment has")
    if n < 0:
        return f"minus {terbilang(-n)}"
    return _said(n) or "nol"


def _said(n: int) -> str:
    for size, name in _GREAT:
        if n >= size:
            return _joined("se" + name if (n // size, name) == (1, "ribu") else f"{_said(n // size)} {name}", n % size)
    if n >= 200:
        return _joined(f"{_UNITS[n // 100]} ratus", n % 100)
    if n >= 100:
        return _joined("seratus", n % 100)
    if n >= 20:
        return _joined(f"{_UNITS[n // 10]} puluh", n % 10)
    return _UNITS[n] if n < 12 else f"{_UNITS[n - 10]} belas"


def _joined(head: str, rest: int) -> str:
    return f"{head} {_said(rest)}" if rest else head
