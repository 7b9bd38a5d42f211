"""Policies of amounts as they are kept, and the one by which a month is computed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from contracts.refusal import Refusal
from services.tpp.domain import kebijakan as rules
from services.tpp.domain.kebijakan import UNKNOWN, Kebijakan
from services.tpp.naskah import kept
from services.tpp.policy import TppPolicy

_KNOWN = """
SELECT kebijakan_id, judul, nomor, tanggal, mulai, keadaan, sidik, dimuat_oleh FROM kebijakan
WHERE tenant = :tenant ORDER BY mulai DESC, dimuat_pada DESC
"""
_LOCKED = f"{_KNOWN} FOR UPDATE"
_TEXT = "SELECT naskah FROM kebijakan WHERE tenant = :tenant AND kebijakan_id = :id"
_HOLD = f"{_TEXT} FOR SHARE"
_VIEW = """
SELECT kebijakan_id, judul, nomor, tanggal, mulai, keadaan, dimuat_oleh, dimuat_pada, dikonfirmasi_oleh,
    dikonfirmasi_pada, dicabut_pada, alasan FROM kebijakan
WHERE tenant = :tenant AND (CAST(:id AS uuid) IS NULL OR kebijakan_id = :id) ORDER BY mulai DESC, dimuat_pada DESC
"""
_LOAD = """
INSERT INTO kebijakan (tenant, kebijakan_id, judul, nomor, tanggal, mulai, keadaan, naskah, sidik, dimuat_oleh,
    dimuat_pada)
VALUES (:tenant, :kebijakan_id, :judul, :nomor, :tanggal, :mulai, :keadaan, :naskah, :sidik, :dimuat_oleh, :now)
"""
_CONFIRM = """
UPDATE kebijakan SET keadaan = 'berlaku', dikonfirmasi_oleh = :oleh, dikonfirmasi_pada = :now
WHERE tenant = :tenant AND kebijakan_id = :id
"""
_WITHDRAW = """
UPDATE kebijakan SET keadaan = 'dicabut', dicabut_oleh = :oleh, dicabut_pada = :now, alasan = :alasan
WHERE tenant = :tenant AND kebijakan_id = :id
"""
_USED = """
SELECT DISTINCT s.periode FROM slip s WHERE s.tenant = :tenant AND (s.pack = :pack OR EXISTS (
    SELECT 1 FROM slip_lama l WHERE l.tenant = s.tenant AND l.slip_id = s.slip_id AND l.pack = :pack))
"""


class InForce(Struct, frozen=True):
    """By what a month is computed: `pack` is what its slips keep, `dasar` the decree as they name it."""

    pack: str
    dasar: str
    contoh: bool
    policy: TppPolicy


class PolicyLine(Struct, frozen=True):
    """A policy with who loaded and who confirmed it."""

    kebijakan_id: UUID
    judul: str
    nomor: str
    tanggal: date
    mulai: str
    keadaan: str
    dimuat_oleh: UUID
    dimuat_pada: datetime
    dikonfirmasi_oleh: UUID | None
    dikonfirmasi_pada: datetime | None
    dicabut_pada: datetime | None
    alasan: str


async def in_force(work: Work, periode: str, last: date, *, hold: bool = False) -> InForce:
    """The policy of a month: of the Pemda's own table, else of the files; Refusal 409 where there is none.

    `last`: the last day of the month. `hold`: nobody withdraws it before this transaction ends.
    """
    found = rules.in_force(await known(work), periode)
    if found is not None:
        row = await work.one(_HOLD if hold else _TEXT, {"tenant": work.tenant, "id": found.kebijakan_id})
        assert row is not None
        return InForce(str(found.kebijakan_id), found.dasar, False, kept(row.naskah).tpp)
    pack = work.packs.resolve(work.tenant, last, "tpp")
    return InForce(pack.id, pack.head.law, pack.head.example, pack.section("tpp", TppPolicy))


async def named(work: Work) -> Mapping[str, str]:
    """What slips call the policies that they were computed by, by what they keep of them."""
    files = {pack.id: pack.head.law for pack in work.packs if pack.head.kind == "tpp"}
    return files | {str(one.kebijakan_id): one.dasar for one in await known(work)}


async def known(work: Work, *, locked: bool = False) -> list[Kebijakan]:
    """Every policy of the Pemda, the latest month first; `locked`: nobody else changes one meanwhile."""
    rows = await work.all(_LOCKED if locked else _KNOWN, {"tenant": work.tenant})
    return [Kebijakan(**row._mapping) for row in rows]


async def one_of(work: Work, kebijakan_id: UUID) -> tuple[Kebijakan, list[Kebijakan]]:
    """One policy and all of them, locked; Refusal 404 where there is none."""
    found = await known(work, locked=True)
    policy = next((one for one in found if one.kebijakan_id == kebijakan_id), None)
    if policy is None:
        raise Refusal(UNKNOWN)
    return policy, found


async def lines(work: Work, kebijakan_id: UUID | None = None) -> list[PolicyLine]:
    """All policies, or the one."""
    rows = await work.all(_VIEW, {"tenant": work.tenant, "id": kebijakan_id})
    return [PolicyLine(**row._mapping) for row in rows]


async def text_of(work: Work, kebijakan_id: UUID) -> str:
    """The file of a policy; Refusal 404 where there is none."""
    row = await work.one(_TEXT, {"tenant": work.tenant, "id": kebijakan_id})
    if row is None:
        raise Refusal(UNKNOWN)
    return str(row.naskah)


async def load(work: Work, policy: Kebijakan, naskah: str) -> None:
    """Keep a policy that waits for its confirmation."""
    fields = {name: getattr(policy, name) for name in policy.__struct_fields__}
    await work.run(_LOAD, {"tenant": work.tenant, "naskah": naskah, "now": work.now, **fields})


async def make_force(work: Work, actor: Actor, kebijakan_id: UUID) -> None:
    """It holds from its month on."""
    await work.run(_CONFIRM, {"tenant": work.tenant, "id": kebijakan_id, "oleh": actor.id, "now": work.now})


async def make_withdrawn(work: Work, actor: Actor, kebijakan_id: UUID, alasan: str) -> None:
    """It holds no more."""
    key = {"tenant": work.tenant, "id": kebijakan_id}
    await work.run(_WITHDRAW, {**key, "oleh": actor.id, "now": work.now, "alasan": alasan})


async def used_in(work: Work, kebijakan_id: UUID) -> list[str]:
    """The months that have a slip, or had one, computed by it."""
    rows = await work.all(_USED, {"tenant": work.tenant, "pack": str(kebijakan_id)})
    return [row.periode for row in rows]
