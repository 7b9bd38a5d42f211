"""What may be done to an account, its second factor, an import and the data of a year, state by state. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from contracts.refusal import Refusal, rule

NOT_ACTIVE = rule("identity.account.not_active", 403, "Akun belum aktif: data belum tervalidasi pada SIASN.")
SHARED_CLOSED = rule(
    "identity.account.shared_closed", 403, "Akun bersama ini sudah ditutup; masuklah dengan akun pribadi."
)
IS_BLOCKED = rule("identity.account.is_blocked", 403, "Akun ini dibekukan; hubungi administrator PD.")

# `year`: not yet reconciled, with open differences, all of them answered, closed (KON P50(1)).
ALLOWED: Mapping[str, Mapping[str, frozenset[str]]] = {
    "account": {
        "pending": frozenset({"activate"}),
        "active": frozenset({"activate", "sign_in", "block"}),
        "blocked": frozenset({"activate"}),
        "disabled": frozenset(),
        "shut": frozenset(),  # by the status of its holder (docs/decisions/0017), in no table
    },
    "second_factor": {
        "none": frozenset({"enrol"}),
        "enrolled": frozenset({"enrol", "confirm"}),
        "confirmed": frozenset({"recover"}),
    },
    "import": {
        "received": frozenset({"read", "discard"}),
        "reading": frozenset({"read", "discard"}),
        "refused": frozenset(),
        "prepared": frozenset({"confirm", "discard"}),
        "applying": frozenset({"apply"}),
        "confirmed": frozenset(),
        "discarded": frozenset(),
    },
    "year": {
        "new": frozenset({"reconcile"}),
        "open": frozenset({"reconcile", "resolve"}),
        "settled": frozenset({"reconcile", "close"}),
        "closed": frozenset(),
    },
}
OWN_PASSWORD = rule("identity.account.own_password", 403, "Kata kunci sendiri diganti, bukan diatur ulang.")
NO_ACCOUNT_HERE = rule(
    "identity.account.unknown_here", 404, "Akun itu tidak ditemukan, atau bukan akun PD Anda.", source="implicit"
)
NO_IMPORT = rule("identity.import.unknown", 404, "Impor tidak ditemukan.", source="implicit")
NOT_NOW = rule("identity.request.state", 409, "Masih atau sudah berstatus {state}.", source="kebijakan")
_WHY = {
    ("account", "pending"): rule("identity.account.pending", 409, "Akun ini belum aktif."),
    ("account", "blocked"): rule("identity.account.blocked", 409, "Akun ini sudah dibekukan."),
    ("account", "disabled"): rule("identity.account.disabled", 409, "Akun ini sudah ditutup."),
    ("account", "shut"): rule("identity.account.shut", 409, "Akun ini ditutup karena status pemiliknya."),
    ("second_factor", "none"): rule("identity.second_factor.none", 409, "Daftarkan kode kedua lebih dahulu."),
    ("second_factor", "confirmed"): rule(
        "identity.second_factor.confirmed", 409, "Kode kedua sudah terdaftar; mintalah administrator PD menghapusnya."
    ),
    ("import", "discarded"): rule("identity.import.discarded", 409, "Impor ini sudah dibatalkan.", source="kebijakan"),
    ("import", "confirmed"): rule("identity.import.confirmed", 409, "Impor ini sudah disahkan.", source="kebijakan"),
    ("year", "new"): rule("identity.year.new", 409, "Data tahun ini belum direkonsiliasi."),
    ("year", "open"): rule("identity.year.open", 409, "Masih ada selisih yang belum diselesaikan."),
    ("year", "settled"): rule("identity.year.settled", 409, "Tidak ada selisih yang terbuka."),
    ("year", "closed"): rule("identity.year.closed", 409, "Data tahun ini sudah ditutup."),
}
EXPIRED = rule(
    "identity.account.expired", 403,
    "Masa berlaku akun ini berakhir {until}; perpanjangan memerlukan persetujuan baru.",
)  # fmt: skip


def shut(state: str, ended: date | None = None) -> Refusal:
    """Why an account does not open after a right password; `ended`: the last day of one that had an end."""
    if state == "disabled" and ended is not None:
        return Refusal(EXPIRED, until=ended.isoformat())
    if state == "disabled":
        return Refusal(SHARED_CLOSED)
    if state == "blocked":
        return Refusal(IS_BLOCKED)
    return Refusal(NOT_ACTIVE)


def takes(aggregate: str, state: str, act: str) -> bool:
    """Whether the state takes the command."""
    return act in ALLOWED[aggregate][state]


def check(aggregate: str, state: str, act: str) -> None:
    """Refusal 409 when the state does not take the command."""
    if not takes(aggregate, state, act):
        raise Refusal(_WHY.get((aggregate, state), NOT_NOW), state=state)
