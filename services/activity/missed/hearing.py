"""How somebody is heard before the finding on a missed day, and what may come of it (KUAN P31(1), A13). Pure."""

from __future__ import annotations

from datetime import date

from contracts.refusal import Refusal, rule

HEARD_ON = rule(
    "activity.missed_day.heard_on", 422, "Pegawai didengar sejak hari kosong itu sampai hari ini.", "didengar_pada"
)
TRAVEL_OR_DELIBERATE = rule(
    "activity.missed_day.travel", 422, "Hari dengan dinas luar tidak dapat dinyatakan disengaja.", "sengaja"
)
NO_ORDER = rule("activity.missed_day.no_order", 422, "Sebutkan surat tugas dinas luarnya.", "surat_tugas")


def check(tanggal: date, didengar_pada: date, today: date) -> None:
    """Nobody is heard about a day before it, nor later than the finding."""
    if not tanggal <= didengar_pada <= today:
        raise Refusal(HEARD_ON)


def check_travel(dinas_luar: bool, sengaja: bool, surat_tugas: str) -> None:
    """Official travel rests on an order, and excuses the day."""
    if dinas_luar and sengaja:
        raise Refusal(TRAVEL_OR_DELIBERATE)
    if dinas_luar and not surat_tugas.strip():
        raise Refusal(NO_ORDER)


def outcome(sengaja: bool, dinas_luar: bool) -> str:
    """What was found, in words."""
    return "dinas luar" if dinas_luar else "disengaja" if sengaja else "tidak disengaja"
