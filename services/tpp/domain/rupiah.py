"""Rupiah and shares: rounded once a printed line (reading C1), and as people write them."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from services.tpp.policy import Rounding

_ROUNDED = {"half_up_per_line": ROUND_HALF_UP, "down_per_line": ROUND_DOWN}


def rupiah(amount: Decimal, rounding: Rounding = "half_up_per_line") -> int:
    """Round a printed line, once (reading C1)."""
    return int(amount.quantize(Decimal(1), _ROUNDED[rounding]))


def written(amount: int) -> str:
    """`Rp1.234`; below zero `-Rp1.234`."""
    return ("-" if amount < 0 else "") + "Rp" + f"{abs(amount):,}".replace(",", ".")


def percent(share: Decimal) -> str:
    """`0.605` as `60,5%`."""
    return f"{(share * 100).normalize():f}".replace(".", ",") + "%"
