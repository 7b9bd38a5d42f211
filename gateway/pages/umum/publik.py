"""Pages for everybody, without a session: the outage ledger, the status, accessibility, what we keep about you."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any

import msgspec

from gateway.pages.ask import together
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.visit import Visit

MOST_KEPT = 500
SECONDS = 20.0  # what one read is shown to everybody for
SERVICES = {
    "identity": "Masuk dan akun", "activity": "Catatan harian dan antrean", "skp": "SKP", "appraisal": "Penilaian",
    "tpp": "TPP", "reporting": "Rekap dan dasbor",
}  # fmt: skip
DOWN = SERVICES | {"gateway": "Semua halaman", "semua": "Semua"}
_kept: dict[tuple[str, str], tuple[float, Any]] = {}


class Outage(msgspec.Struct):
    """An outage that moved deadlines."""

    mulai: datetime
    selesai: datetime
    layanan: tuple[str, ...]
    sebab: str

    @property
    def menit(self) -> int:
        return max(1, round((self.selesai - self.mulai).total_seconds() / 60))

    @property
    def nama(self) -> list[str]:
        return [DOWN.get(one, one) for one in self.layanan]


async def ledger(visit: Visit) -> Outcome:
    """The outages of one Pemda, by its host name or `pemda` in the query; of the first one without."""
    pemda = visit.regencies.get(visit.query.get("pemda", "")) or next(iter(visit.regencies.values()))
    found = fresh("gangguan", pemda.tenant)
    if found is None:
        found = await visit.read("activity", "/ledger", list[Outage], tenant=pemda.tenant)
        keep("gangguan", pemda.tenant, found)
    return Shown("publik/gangguan.html", {"gangguan": found, "ini": pemda, "semua": list(visit.regencies.values())})


async def status(visit: Visit) -> Outcome:
    """Which services answer now."""
    found = fresh("status", "")
    if found is None:
        found = await together(*(visit.health(name) for name in SERVICES))
        keep("status", "", found)
    return Shown("publik/status.html", {"layanan": list(zip(SERVICES.values(), found, strict=True))})


async def offline(visit: Visit) -> Outcome:
    """The form and the list of what waits in this phone; the script fills both from what the phone keeps."""
    return Shown("publik/luring.html")


async def accessibility(visit: Visit) -> Outcome:
    """The accessibility statement."""
    return Shown("publik/aksesibilitas.html")


async def privacy(visit: Visit) -> Outcome:
    """What is kept about a person, for how long, and who reads it."""
    return Shown("publik/privasi.html")


def fresh(kind: str, of: str) -> Any:
    """What was read within the last seconds; None."""
    at, found = _kept.get((kind, of), (0.0, None))
    return found if time.monotonic() - at < SECONDS else None


def keep(kind: str, of: str, found: Any) -> None:
    """One entry a kind and Pemda (or month of it): it does not grow."""
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    _kept[kind, of] = (time.monotonic(), found)
