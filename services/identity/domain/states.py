"""What may be done to an account, its second factor, an import and the data of a year, state by state. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from contracts.refusal import Refusal, wrong_state

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
        "confirmed": frozenset(),
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
_WHY = {
    ("account", "pending"): ("Akun ini belum aktif.", "KUAN 11(5)"),
    ("account", "blocked"): ("Akun ini sudah dibekukan.", "KUAN 1(21)"),
    ("account", "disabled"): ("Akun ini sudah ditutup.", "KUAN 20"),
    ("account", "shut"): ("Akun ini ditutup karena status pemiliknya.", "KUAN 11(5)"),
    ("second_factor", "none"): ("Daftarkan kode kedua lebih dahulu.", "KUAN 26(1)"),
    ("second_factor", "confirmed"): (
        "Kode kedua sudah terdaftar; mintalah administrator PD menghapusnya.",
        "KUAN 26(1)",
    ),
    ("import", "discarded"): ("Impor ini sudah dibatalkan.", "kebijakan"),
    ("import", "confirmed"): ("Impor ini sudah disahkan.", "kebijakan"),
    ("year", "new"): ("Data tahun ini belum direkonsiliasi.", "KON 50(1)"),
    ("year", "open"): ("Masih ada selisih yang belum diselesaikan.", "KON 50(1)"),
    ("year", "settled"): ("Tidak ada selisih yang terbuka.", "KON 50(1)"),
    ("year", "closed"): ("Data tahun ini sudah ditutup.", "KON 50(1)"),
}


def shut(state: str, ended: date | None = None) -> Refusal:
    """Why an account does not open after a right password; `ended`: the last day of one that had an end."""
    if state == "disabled" and ended is not None:
        said = f"Masa berlaku akun ini berakhir {ended.isoformat()}; perpanjangan memerlukan persetujuan baru."
        return Refusal(said, "KUAN 20", 403)
    if state == "disabled":
        return Refusal("Akun bersama ini sudah ditutup; masuklah dengan akun pribadi.", "KUAN 1(25)", 403)
    if state == "blocked":
        return Refusal("Akun ini dibekukan; hubungi administrator PD.", "KUAN 1(21)", 403)
    return Refusal("Akun belum aktif: data belum tervalidasi pada SIASN.", "KUAN 11(5)", 403)


def takes(aggregate: str, state: str, act: str) -> bool:
    """Whether the state takes the command."""
    return act in ALLOWED[aggregate][state]


def check(aggregate: str, state: str, act: str) -> None:
    """Refusal 409 when the state does not take the command."""
    if not takes(aggregate, state, act):
        raise wrong_state(*_WHY.get((aggregate, state), (f"Masih atau sudah berstatus {state}.", "kebijakan")))
