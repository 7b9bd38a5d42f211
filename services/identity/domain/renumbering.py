"""The same person under another number: a PPPK who becomes PNS keeps the record. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from contracts.refusal import Refusal, rule
from contracts.vocabulary import Jenis
from services.identity.domain.nip import NipParts, read_nip
from services.identity.domain.row import GOLONGAN_PNS, GOLONGAN_PPPK, RefusedRow, Row

OTHER_PERSON = rule(
    "identity.nip.other_person", 422,
    "Tanggal lahir atau jenis kelamin dalam NIP baru berbeda: itu nomor orang lain.", "nip_baru", source="implicit",
)  # fmt: skip
SAME_NUMBER = rule("identity.nip.same", 422, "NIP baru sama dengan NIP lama.", "nip_baru", source="implicit")
TAKEN = rule(
    "identity.nip.taken", 409, "NIP itu sudah dipakai pegawai lain, atau pernah dipakai.", "nip_baru",
    source="implicit",
)  # fmt: skip
OTHER_GRADE = rule(
    "identity.nip.grade", 422, "Sebutkan golongan yang dikenal untuk {kind}.", "golongan", source="implicit"
)
DAY_TO_COME = rule(
    "identity.nip.day_to_come", 422, "Tanggal keputusan belum tiba.", "tanggal", source="implicit"
)  # fmt: skip


def check_number(old: str, new: str, tanggal: date, today: date) -> NipParts:
    """What the new number says of itself; it is of who was born on the same day, of the same sex."""
    parts = _at(new)
    if new == old:
        raise Refusal(SAME_NUMBER)
    before = read_nip(old)
    if (parts.lahir, parts.kelamin) != (before.lahir, before.kelamin):
        raise Refusal(OTHER_PERSON)
    if tanggal > today:
        raise Refusal(DAY_TO_COME)
    return parts


def check_grade(jenis: Jenis, golongan: str) -> None:
    """Who becomes another kind of ASN has a golongan of that kind."""
    if golongan not in (GOLONGAN_PNS if jenis is Jenis.PNS else GOLONGAN_PPPK):
        raise Refusal(OTHER_GRADE, kind=jenis.value)


def _at(new: str) -> NipParts:
    try:
        return read_nip(new)
    except Refusal as refusal:
        raise refusal.at("nip_baru") from None


def current(rows: Mapping[int, Row], former: Mapping[str, str]) -> tuple[dict[int, Row], list[RefusedRow]]:
    """The rows whose number is somebody's still; one that was replaced (`former`, by what) is refused with the new."""
    refused = [
        RefusedRow(number, "NIP", f"NIP ini sudah diganti dengan {former[row.nip]}; perbarui berkasnya.")
        for number, row in rows.items()
        if row.nip in former
    ]
    return {number: row for number, row in rows.items() if row.nip not in former}, refused
