"""Proposals that wait for a second person."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from msgspec import Struct

from chassis.db import Work, json_of
from chassis.ids import new_id
from contracts.refusal import Refusal, rule
from services.identity.domain.facts import reset_recorded
from services.identity.domain.usul import RESET

NO_PROPOSAL = rule("identity.proposal.unknown", 404, "Usul tidak ditemukan.", source="implicit")

USABLE = timedelta(days=1)  # so long a confirmed reset may be done
_KEEP = """
INSERT INTO usul (tenant, usul_id, jenis, account_id, isi, alasan, state, diusulkan_oleh, diusulkan_at, version)
VALUES (:tenant, :id, :jenis, :account, CAST(:isi AS jsonb), :alasan, 'open', :actor, :now, 1)
"""
_COLUMNS = """
usul_id, jenis, account_id, isi::text AS isi, alasan, state, diusulkan_oleh, diusulkan_at, diputus_oleh, diputus_at
"""
_FIND = f"SELECT {_COLUMNS}, version FROM usul WHERE tenant = :tenant AND usul_id = :id FOR UPDATE"
_MOVE = """
UPDATE usul SET state = :state, diputus_oleh = :actor, diputus_at = :now, version = version + 1
WHERE tenant = :tenant AND usul_id = :id RETURNING version
"""
_USE = """
SELECT usul_id, jenis, account_id, diusulkan_oleh FROM usul WHERE tenant = :tenant AND account_id = :account
  AND jenis = 'reset' AND state = 'confirmed' AND diputus_at > :since AND diusulkan_oleh = :actor
ORDER BY diputus_at DESC LIMIT 1 FOR UPDATE
"""
_OPEN = f"""
SELECT {_COLUMNS} FROM usul WHERE tenant = :tenant AND state IN ('open', 'confirmed')
  AND (:everything OR account_id = :actor OR diusulkan_oleh = :actor) ORDER BY diusulkan_at DESC, usul_id LIMIT 500
"""
_WAITING = """
SELECT 1 FROM usul WHERE tenant = :tenant AND account_id = :account AND jenis = :jenis AND state = 'open'
  AND isi = CAST(:isi AS jsonb)
"""


async def is_waiting(work: Work, jenis: str, account: UUID, isi: object) -> bool:
    """Whether the same is proposed already."""
    values = {"tenant": work.tenant, "account": account, "jenis": jenis, "isi": json_of(isi)}
    return await work.one(_WAITING, values) is not None


async def keep(work: Work, jenis: str, account: UUID, by: UUID, isi: object, alasan: str) -> UUID:
    """A proposal, open; of a reset its owner is told."""
    usul = new_id()
    await work.run(
        _KEEP,
        {
            "tenant": work.tenant, "id": usul, "jenis": jenis, "account": account, "isi": json_of(isi),
            "alasan": alasan, "actor": by, "now": work.now,
        },
    )  # fmt: skip
    if jenis == RESET:
        await _tell(work, usul, account, by, "open", 1)
    return usul


class Usul(Struct, frozen=True, kw_only=True):
    """A proposal: of what kind, about which account, who made it. `isi`: what is proposed, a JSON as text."""

    usul_id: UUID
    jenis: str
    account_id: UUID
    diusulkan_oleh: UUID
    isi: str = ""
    state: str = ""


async def find(work: Work, usul: UUID) -> Usul:
    """A proposal, locked; Refusal 404 for none."""
    row = await work.one(_FIND, {"tenant": work.tenant, "id": usul})
    if row is None:
        raise Refusal(NO_PROPOSAL)
    return Usul(**{name: row._mapping[name] for name in Usul.__struct_fields__})


async def move(work: Work, one: Usul, state: str, by: UUID) -> None:
    """Its next state; of a reset its owner is told."""
    values = {"tenant": work.tenant, "id": one.usul_id, "state": state, "actor": by, "now": work.now}
    moved: Any = await work.one(_MOVE, values)
    if one.jenis == RESET:
        await _tell(work, one.usul_id, one.account_id, one.diusulkan_oleh, state, moved.version)


async def use(work: Work, account: UUID, by: UUID) -> bool:
    """Use up the confirmed reset of an account that this person proposed; False: there is none."""
    values = {"tenant": work.tenant, "account": account, "actor": by, "since": work.now - USABLE}
    row = await work.one(_USE, values)
    if row is None:
        return False
    await move(work, Usul(**row._mapping), "used", by)
    return True


async def listed(work: Work, actor: UUID, *, everything: bool) -> list[Any]:
    """The proposals that wait: all, or of somebody those made by them or about them."""
    return await work.all(_OPEN, {"tenant": work.tenant, "actor": actor, "everything": everything})


async def _tell(work: Work, usul: UUID, account: UUID, by: UUID, state: str, version: int) -> None:
    await work.record(reset_recorded(usul, account, by, state), version)
