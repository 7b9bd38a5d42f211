"""How a policy of amounts comes into force: loaded with its decree, confirmed by another person, withdrawn before use.

A policy holds from a month on, until one that begins later takes its place (reading C2).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Literal
from uuid import UUID

from msgspec import Struct

from contracts.refusal import Refusal, rule

Keadaan = Literal["dimuat", "berlaku", "dicabut"]

UNKNOWN = rule("tpp.policy.unknown", 404, "Kebijakan TPP tidak ditemukan.", source="implicit")
MALFORMED = rule("tpp.policy.malformed", 422, "{berkas}: {kunci}: {harapan}.", "berkas", source="implicit")
TOO_LONG = rule("tpp.policy.too_long", 422, "{berkas} lebih besar dari {batas} KB.", "berkas", source="implicit")
OTHER_PEMDA = rule(
    "tpp.policy.other_pemda", 422, "{berkas}: pack.tenants: kebijakan ini bukan untuk Pemda {tenant}.", "berkas",
    source="implicit",
)  # fmt: skip
AHEAD = rule("tpp.policy.decree_ahead", 422, "Tanggal penetapan belum tiba.", "tanggal", source="implicit")
NEEDS_FINDING = rule(
    "tpp.policy.needs_finding", 422,
    "{berkas}: tpp.cut_needs_finding: diharapkan true, karena potongan didahului temuan kesengajaan.", "berkas",
    source="value",
)  # fmt: skip
NO_PREDICATE = rule(
    "tpp.policy.no_predicate", 422,
    "{berkas}: tpp.predicate_multiplier: diharapkan false, karena peraturan Pemda ini tidak mengenal predikat.",
    "berkas",
)  # fmt: skip
KNOWN = rule("tpp.policy.known", 409, "Berkas yang sama sudah dimuat dan belum dicabut.", "berkas", source="implicit")
SAME_PERSON = rule("tpp.policy.same_person", 403, "Kebijakan dikonfirmasi orang lain dari yang memuatnya.")
NOT_WAITING = rule("tpp.policy.not_waiting", 409, "Kebijakan ini tidak menunggu konfirmasi.", source="implicit")
MONTH_TAKEN = rule(
    "tpp.policy.month_taken", 409,
    "Sejak {mulai} sudah berlaku kebijakan lain ({nomor}); cabut dulu yang itu, atau muat yang mulai bulan lain.",
    "mulai", source="implicit",
)  # fmt: skip
WITHDRAWN = rule("tpp.policy.withdrawn", 409, "Kebijakan ini sudah dicabut.", source="implicit")
USED = rule(
    "tpp.policy.used", 409,
    "TPP {periode} sudah dihitung dengan kebijakan ini; gantikan dengan kebijakan baru, jangan dicabut.",
)  # fmt: skip


class Kebijakan(Struct, frozen=True, kw_only=True):
    """A policy as it stands. `mulai`: its first month."""

    kebijakan_id: UUID
    judul: str
    nomor: str
    tanggal: date
    mulai: str
    keadaan: Keadaan
    sidik: str
    dimuat_oleh: UUID

    @property
    def dasar(self) -> str:
        """The decree as a slip names it."""
        return f"{self.judul}, Nomor {self.nomor}, {self.tanggal.isoformat()}"


def check_load(known: Sequence[Kebijakan], sidik: str, tanggal: date, today: date) -> None:
    """Refusal where the same file waits or holds already, or the decree would be of a day to come."""
    if tanggal > today:
        raise Refusal(AHEAD)
    if any(one.sidik == sidik and one.keadaan != "dicabut" for one in known):
        raise Refusal(KNOWN)


def confirm(policy: Kebijakan, known: Sequence[Kebijakan], actor: UUID) -> None:
    """Refusal where this person may not bring it into force, or not now."""
    if policy.keadaan != "dimuat":
        raise Refusal(NOT_WAITING)
    if policy.dimuat_oleh == actor:
        raise Refusal(SAME_PERSON)
    for other in known:
        if other.keadaan == "berlaku" and other.mulai == policy.mulai:
            raise Refusal(MONTH_TAKEN, mulai=other.mulai, nomor=other.nomor)


def withdraw(policy: Kebijakan, used: Collection[str]) -> None:
    """Refusal once a month was computed by it: `used` are those months."""
    if policy.keadaan == "dicabut":
        raise Refusal(WITHDRAWN)
    if used:
        raise Refusal(USED, periode=min(used))


def in_force(known: Sequence[Kebijakan], periode: str) -> Kebijakan | None:
    """The confirmed policy that began last, in the month or before it."""
    held = [one for one in known if one.keadaan == "berlaku" and one.mulai <= periode]
    return max(held, key=lambda one: one.mulai, default=None)
