"""What may be done to a month, a missed day, a pembinaan, an outage, a file, a ticket and a draft. Pure.

Entries have a table of their own, in `entry`.
"""

from __future__ import annotations

from collections.abc import Mapping

from contracts.refusal import Refusal, rule

# `month` is a person's: closed for all, or opened again for them (reading A24). `draft`: whether the version is the
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
NOT_NOW = rule("activity.request.state", 409, "Tidak dalam keadaan untuk langkah itu.", source="implicit")
_WHY = {
    ("month", "closed"): rule(
        "activity.month.closed", 409, "Bulan ini sudah ditutup; mintalah administrator PD membukanya."
    ),
    ("month", "open"): rule("activity.month.open", 409, "Bulan ini belum ditutup."),
    ("month", "reopened"): rule("activity.month.reopened", 409, "Bulan ini sedang dibuka."),
    ("missed_day", "judged"): rule("activity.missed_day.judged", 409, "Hari kosong ini sudah diputus."),
    ("missed_day", "filled"): rule(
        "activity.missed_day.filled", 409, "Hari ini sudah diisi, atau bukan hari wajib mengisi."
    ),
    ("pembinaan", "opened"): rule("activity.pembinaan.opened", 409, "Pembinaan ini belum dilaksanakan."),
    ("pembinaan", "lapsed"): rule("activity.pembinaan.lapsed", 409, "Hari ini sudah diisi; pembinaan atasnya gugur."),
    ("pembinaan", "held"): rule("activity.pembinaan.held", 409, "Pembinaan ini sudah dilaksanakan."),
    ("pembinaan", "answered"): rule(
        "activity.pembinaan.answered", 409, "Pembinaan ini sudah dilaksanakan dan ditanggapi."
    ),
    ("pembinaan", "closed"): rule("activity.pembinaan.closed", 409, "Pembinaan ini sudah selesai."),
    ("outage", "confirmed"): rule(
        "activity.outage.confirmed", 409, "Gangguan ini sudah dikonfirmasi.", source="implicit"
    ),
    ("ticket", "closed"): rule("activity.ticket.closed", 409, "Laporan gangguan ini sudah ditutup."),
    ("draft", "changed"): rule(
        "activity.draft.changed",
        409,
        "Draf ini sudah diubah di tempat lain; muat ulang lebih dahulu.",
        source="implicit",
    ),
}


def takes(aggregate: str, state: str, act: str) -> bool:
    """Whether the state takes the command."""
    return act in ALLOWED[aggregate][state]


def check(aggregate: str, state: str, act: str) -> None:
    """Refusal 409 when the state does not take the command."""
    if not takes(aggregate, state, act):
        raise Refusal(_WHY.get((aggregate, state), NOT_NOW))
