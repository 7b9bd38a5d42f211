"""The number that names an ASN: NIP of a PNS, NI PPPK of a PPPK. Pure."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from msgspec import Struct

from contracts.refusal import Refusal, rule
from contracts.vocabulary import Jenis

NOT_18 = rule("identity.nip.not_18", 422, "NIP harus 18 angka.", "nip", source="implicit")
NO_BIRTHDAY = rule(
    "identity.nip.no_birthday", 422, "Tanggal lahir dalam NIP tidak ada di kalender.", "nip", source="implicit"
)
NO_MONTH = rule(
    "identity.nip.no_month", 422,
    "Angka ke-13 dan 14 NIP bukan bulan (PNS) dan bukan 21-29 (PPPK).",
    "nip", source="implicit",
)  # fmt: skip

_NIP = re.compile(r"(\d{4})(\d{2})(\d{2})(\d{4})(\d{2})([12])(\d{3})", re.ASCII)


class NipParts(Struct, frozen=True):
    """What the 18 digits of a NIP or NI PPPK say of themselves."""

    lahir: date
    mulai: str
    jenis: Jenis
    kelamin: Literal["L", "P"]


def read_nip(nip: str) -> NipParts:
    """Birth date, start, kind of ASN and sex; Refusal says which part is wrong.

    PNS: YYYYMMDD, year and month (01-12) of TMT CPNS, sex, serial. PPPK: digits 13-14 are 21-29 instead of a month.
    """
    found = _NIP.fullmatch(nip)
    if not found:
        raise Refusal(NOT_18)
    year, month, day, start, thirteen, sex, _ = found.groups()
    try:
        lahir = date(int(year), int(month), int(day))
    except ValueError:
        raise Refusal(NO_BIRTHDAY) from None
    if 1 <= int(thirteen) <= 12:
        jenis = Jenis.PNS
    elif 21 <= int(thirteen) <= 29:
        jenis = Jenis.PPPK
    else:
        raise Refusal(NO_MONTH)
    return NipParts(lahir, f"{start}-{thirteen}", jenis, "L" if sex == "1" else "P")
