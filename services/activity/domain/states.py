"""What may be done to a month, a missed day, a pembinaan, an outage, a file, a ticket and a draft. Pure.

Entries have a table of their own, in `entry`.
"""

from __future__ import annotations

from collections.abc import Mapping

from contracts.refusal import wrong_state

# `month` is a person's: closed for all, or opened again for him (reading A24). `draft`: whether the version is the
# one that was seen.
ALLOWED: Mapping[str, Mapping[str, frozenset[str]]] = {
    "month": {
        "open": frozenset({"enter", "change"}),
        "closed": frozenset({"open"}),
        "reopened": frozenset({"enter", "change"}),
    },
    "missed_day": {"missed": frozenset({"judge"}), "judged": frozenset(), "filled": frozenset()},
    "pembinaan": {
        "opened": frozenset({"hold"}),
        "lapsed": frozenset(),
        "held": frozenset({"answer", "close"}),
        "answered": frozenset({"close"}),
        "closed": frozenset(),
    },
    "outage": {"recorded": frozenset({"confirm"}), "confirmed": frozenset()},
    "import": {"prepared": frozenset({"begin"}), "running": frozenset({"proceed"}), "done": frozenset()},
    "ticket": {
        "open": frozenset({"answer", "close"}),
        "answered": frozenset({"answer", "close"}),
        "closed": frozenset(),
    },
    "draft": {"seen": frozenset({"edit", "submit", "discard"}), "changed": frozenset({"discard"})},
}
_WHY = {
    ("month", "closed"): ("Bulan ini sudah ditutup; mintalah administrator PD membukanya.", "A24"),
    ("month", "open"): ("Bulan ini belum ditutup.", "A24"),
    ("month", "reopened"): ("Bulan ini sedang dibuka.", "A24"),
    ("missed_day", "judged"): ("Hari kosong ini sudah diputus.", "31(1)"),
    ("missed_day", "filled"): ("Hari ini sudah diisi, atau bukan hari wajib mengisi.", "31(1)"),
    ("pembinaan", "opened"): ("Pembinaan ini belum dilaksanakan.", "31(1)"),
    ("pembinaan", "lapsed"): ("Hari ini sudah diisi; pembinaan atasnya gugur.", "31(1)"),
    ("pembinaan", "held"): ("Pembinaan ini sudah dilaksanakan.", "31(1)"),
    ("pembinaan", "answered"): ("Pembinaan ini sudah dilaksanakan dan ditanggapi.", "31(1)"),
    ("pembinaan", "closed"): ("Pembinaan ini sudah selesai.", "31(1)"),
    ("outage", "confirmed"): ("Gangguan ini sudah dikonfirmasi.", "implicit"),
    ("ticket", "closed"): ("Laporan gangguan ini sudah ditutup.", "16 d"),
    ("draft", "changed"): ("Draf ini sudah diubah di tempat lain; muat ulang lebih dahulu.", "implicit"),
}


def takes(aggregate: str, state: str, act: str) -> bool:
    """Whether the state takes the command."""
    return act in ALLOWED[aggregate][state]


def check(aggregate: str, state: str, act: str) -> None:
    """Refusal 409 when the state does not take the command."""
    if not takes(aggregate, state, act):
        raise wrong_state(*_WHY.get((aggregate, state), ("Tidak dalam keadaan untuk langkah itu.", "implicit")))
