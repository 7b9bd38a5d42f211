"""Roles: granted by the super administrator against a decree, never to oneself."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from contracts.refusal import unknown
from services.identity import domain, store
from services.identity.policy import IdentityPolicy


class Grant(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One role for one person; `dasar` is the number of the decree."""

    nip: Annotated[str, Meta(max_length=64)]
    peran: Annotated[str, Meta(max_length=64)]
    dasar: Annotated[str, Meta(min_length=3, max_length=200)]


class GrantRoles(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Several grants at once, all or none (KUAN P1(21))."""

    grants: Annotated[tuple[Grant, ...], Meta(min_length=1, max_length=1000)]


class Granted(Struct, frozen=True):
    """How many roles were given that were not held before."""

    granted: int


_GRANT = """
INSERT INTO peran (tenant, account_id, peran, dasar, granted_by, granted_at)
VALUES (:tenant, :account, :peran, :dasar, :actor, :now) ON CONFLICT DO NOTHING RETURNING account_id
"""


async def grant(work: Work, actor: Actor, command: GrantRoles) -> Granted:
    """Grant and tell the other services who holds what now."""
    domain.check_role(await store.roles_of(work, actor.id), "super_admin", pasal="1(21)")
    policy = work.packs.resolve(work.tenant, work.now.date()).section("identity", IdentityPolicy)
    rows = await work.all(
        "SELECT asn_id, nip FROM pegawai WHERE tenant = :tenant AND nip = ANY(:nips) ORDER BY asn_id FOR UPDATE",
        {"tenant": work.tenant, "nips": list({g.nip for g in command.grants})},
    )
    ids: dict[str, UUID] = {row.nip: row.asn_id for row in rows}
    touched: set[UUID] = set()
    granted = 0
    for wanted in command.grants:
        if wanted.nip not in ids:
            raise unknown("Pegawai yang diberi peran tidak ditemukan.")
        account = ids[wanted.nip]
        domain.check_grant(actor.id, account, wanted.peran, policy.roles.value)
        values = {"tenant": work.tenant, "account": account, "peran": wanted.peran, "dasar": wanted.dasar}
        if await work.one(_GRANT, {**values, "actor": actor.id, "now": work.now}):
            touched.add(account)
            granted += 1
            await work.audit("role.granted", str(account), {"peran": wanted.peran, "dasar": wanted.dasar})
    await work.run(
        "UPDATE pegawai SET version = version + 1 WHERE tenant = :tenant AND asn_id = ANY(:ids)",
        {"tenant": work.tenant, "ids": list(touched)},
    )
    await store.tell(work, sorted(touched))
    return Granted(granted)
