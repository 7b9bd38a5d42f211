"""What people do with a policy of amounts: load its file, confirm it, withdraw it before use."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.ids import new_id
from contracts.refusal import Refusal
from services.tpp.domain import kebijakan as rules
from services.tpp.domain.kebijakan import NEEDS_FINDING, NO_PREDICATE, OTHER_PEMDA, Kebijakan
from services.tpp.naskah import Naskah, Terbaca, read
from services.tpp.policy import EligibilityPolicy
from services.tpp.store import policies


class WithdrawPolicy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Withdraw a policy by which no month was computed."""

    alasan: Annotated[str, Meta(pattern=r"\S", max_length=1000, description="why it is withdrawn")]


class PolicyState(Struct, frozen=True):
    """How far a policy is: dimuat, berlaku, dicabut. `mulai`: its first month."""

    kebijakan_id: UUID
    mulai: str
    keadaan: str


async def load(work: Work, actor: Actor, file: Terbaca, nomor: str, tanggal: date) -> PolicyState:
    """Keep a policy with the number and the date of its decree; nothing is computed by it before it is confirmed."""
    naskah = read(file.berkas, file.naskah)
    _check_law(work, file.berkas, naskah)
    sidik = hashlib.sha256(file.naskah.encode()).hexdigest()
    rules.check_load(await policies.known(work, locked=True), sidik, tanggal, work.today)
    policy = Kebijakan(
        kebijakan_id=new_id(), judul=naskah.pack.law, nomor=nomor, tanggal=tanggal, mulai=naskah.mulai,
        keadaan="dimuat", sidik=sidik, dimuat_oleh=actor.id,
    )  # fmt: skip
    await policies.load(work, policy, file.naskah)
    detail = {"nomor": nomor, "mulai": policy.mulai, "sidik": sidik}
    await work.audit("tpp.policy_loaded", str(policy.kebijakan_id), detail)
    return PolicyState(policy.kebijakan_id, policy.mulai, policy.keadaan)


async def confirm(work: Work, actor: Actor, kebijakan_id: UUID) -> PolicyState:
    """It is in force from its month on: as another person than who loaded it (section 5)."""
    policy, known = await policies.one_of(work, kebijakan_id)
    rules.confirm(policy, known, actor.id)
    await policies.make_force(work, actor, kebijakan_id)
    await work.audit("tpp.policy_confirmed", str(kebijakan_id), {"nomor": policy.nomor, "mulai": policy.mulai})
    return PolicyState(kebijakan_id, policy.mulai, "berlaku")


async def withdraw(work: Work, actor: Actor, kebijakan_id: UUID, command: WithdrawPolicy) -> PolicyState:
    """It is as if it had not been loaded; Refusal once a month was computed by it."""
    policy, _ = await policies.one_of(work, kebijakan_id)
    rules.withdraw(policy, await policies.used_in(work, kebijakan_id))
    await policies.make_withdrawn(work, actor, kebijakan_id, command.alasan)
    await work.audit("tpp.policy_withdrawn", str(kebijakan_id), {"nomor": policy.nomor, "alasan": command.alasan})
    return PolicyState(kebijakan_id, policy.mulai, "dicabut")


def _check_law(work: Work, berkas: str, naskah: Naskah) -> None:
    """A decree of amounts does not take away what the law of the Pemda asks before a cut (KUAN P31(1-2))."""
    if work.tenant not in naskah.pack.tenants:
        raise Refusal(OTHER_PEMDA, berkas=berkas, tenant=work.tenant)
    law = work.packs.resolve(work.tenant, naskah.pack.effective_from)
    of_law = law.section("tpp", EligibilityPolicy)
    if naskah.tpp.predicate_multiplier.value and of_law.predicate_multiplier is None:
        raise Refusal(NO_PREDICATE, berkas=berkas)
    basis = of_law.cut_basis
    if basis and not naskah.tpp.cut_needs_finding.value:
        raise Refusal(NEEDS_FINDING, basis.pasal, berkas=berkas)
