"""What pages for everybody name and keep: the services, and what was read within the last seconds."""

from __future__ import annotations

import time
from typing import Any

MOST_KEPT = 500
SECONDS = 20.0  # what one read is shown to everybody for
SERVICES = {
    "identity": "Masuk dan akun", "activity": "Catatan harian dan antrean", "skp": "SKP", "appraisal": "Penilaian",
    "tpp": "TPP", "reporting": "Rekap dan dasbor",
}  # fmt: skip
_kept: dict[tuple[str, str], tuple[float, Any]] = {}


def fresh(kind: str, of: str) -> Any:
    """What was read within the last seconds; None."""
    at, found = _kept.get((kind, of), (0.0, None))
    return found if time.monotonic() - at < SECONDS else None


def keep(kind: str, of: str, found: Any) -> None:
    """One entry a kind and Pemda (or month of it): it does not grow."""
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    _kept[kind, of] = (time.monotonic(), found)
