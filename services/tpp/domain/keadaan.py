"""What about a person changes the pay, by its decree: recorded from a month on, ended, taken back. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from msgspec import Struct

from contracts.refusal import Refusal, rule
from kernel.kalender import first_of, months_after, periode_of

UNKNOWN = rule("tpp.circumstance.unknown", 404, "Keadaan ini tidak ditemukan.", source="implicit")
NO_PERSON = rule("tpp.circumstance.no_person", 404, "Tidak ada pegawai dengan NIP ini.", "nip", source="implicit")
OWN = rule("tpp.circumstance.own", 403, "Keadaan diri sendiri dicatat orang lain.", "nip")
NO_KIND = rule(
    "tpp.circumstance.no_kind", 422, "Kebijakan TPP {mulai} tidak mengenal {kode}; yang dikenal: {dikenal}.", "kode",
    source="implicit",
)  # fmt: skip
AHEAD = rule("tpp.circumstance.decree_ahead", 422, "Tanggal keputusan belum tiba.", "tanggal", source="implicit")
BACKWARDS = rule(
    "tpp.circumstance.backwards", 422, "Bulan terakhir mendahului bulan pertama.", "selesai", source="implicit"
)
KNOWN = rule(
    "tpp.circumstance.known", 409, "Keadaan yang sama sudah tercatat sejak {mulai} ({nomor}).", "mulai",
    source="implicit",
)  # fmt: skip
OVER = rule("tpp.circumstance.over", 409, "Keadaan ini sudah diakhiri atau dibatalkan.", source="implicit")


class Keadaan(Struct, frozen=True, kw_only=True):
    """A circumstance as it stands; months, `selesai` None: until further notice."""

    keadaan_id: UUID
    asn_id: UUID
    kode: str
    mulai: str
    selesai: str | None
    nomor: str
    dibatalkan: bool = False
    diakhiri: bool = False


def check_new(new: Keadaan, before: Sequence[Keadaan], tanggal: date, today: date) -> None:
    """Refusal where its months run backwards, its decree is ahead, or it overlaps the same one."""
    if new.selesai is not None and new.selesai < new.mulai:
        raise Refusal(BACKWARDS)
    if tanggal > today:
        raise Refusal(AHEAD)
    for one in before:
        if one.kode == new.kode and not one.dibatalkan and _overlap(one, new):
            raise Refusal(KNOWN, mulai=one.mulai, nomor=one.nomor)


def last_month(mulai: str, months: int | None) -> str | None:
    """The last of so many months, the first with them; None: until further notice."""
    return None if months is None else periode_of(months_after(first_of(mulai), months - 1))


def check_kind(kode: str, mulai: str, known: Collection[str]) -> None:
    """Refusal where the policy of the first month does not say what it does."""
    if kode not in known:
        raise Refusal(NO_KIND, kode=kode, mulai=mulai, dikenal=", ".join(sorted(known)) or "tidak ada")


def check_end(one: Keadaan, selesai: str | None) -> None:
    """Refusal where it has an end that was said, or would end before it began; None takes it back altogether."""
    if one.dibatalkan or one.diakhiri:
        raise Refusal(OVER)
    if selesai is not None and selesai < one.mulai:
        raise Refusal(BACKWARDS)


def _overlap(one: Keadaan, other: Keadaan) -> bool:
    ends = one.selesai or "9999-12", other.selesai or "9999-12"
    return one.mulai <= ends[1] and other.mulai <= ends[0]
