"""From agreed to binding: the penilai sets, for a JPT Pratama the Bupati ratifies; and the end of an SKP."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from contracts.skp import SkpApproved
from contracts.vocabulary import JenisJabatan
from kernel.kalender import ONE_DAY
from kernel.penilai import kapasitas
from services.skp import store
from services.skp.commands.measure import measure_end
from services.skp.commands.step import SkpState, check_alone, check_parents_set, move, policy_of
from services.skp.domain import change, course, earlier, facts
from services.skp.domain.skp import Signed, Skp
from services.skp.policy import SkpPolicy


class SetSkp(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the credit-point team said of the plan of a jabatan fungsional, where it was asked (KON P13(4)).

    `ditetapkan_pada`: on which day it was set under the law before, where it begins before this one (reading B29).
    """

    pendapat_tpak: Annotated[str, Meta(max_length=2000)] = ""
    ditetapkan_pada: date | None = None


async def establish(work: Work, actor: Actor, skp_id: UUID, command: SetSkp) -> SkpState:
    """Set the SKP: from now on it binds (KUAN P5, KON P6(4), P15). A JPT Pratama's goes on to the Bupati.

    Who acts for the penilai signs in their own name and in the name of the post (section 5).
    """
    one = await store.lock_skp(work, skp_id)
    policy = policy_of(work, one)
    tiered = is_tiered(one, policy)
    course.may_set(one.atasan_id, actor.id, actor.peran, vacant=one.is_vacant)
    course.check_step(one.state, "approved" if tiered else "set", tiered=tiered)
    since = work.packs.resolve_plan(work.tenant, one.mulai).head.effective_from
    earlier.check(one.mulai, one.tahun, since, command.ditetapkan_pada)
    if policy.parent_must_be_set.value:
        await check_parents_set(work, one, one.isi)
    sebagai = kapasitas(one.sebagai)
    signed = Signed(sebagai, one.pejabat_id if sebagai else None, command.ditetapkan_pada)
    await store.keep_signed(work, skp_id, actor.id, signed, command.pendapat_tpak.strip())
    if tiered:
        event = SkpApproved(
            skp_id=skp_id, asn_id=one.asn_id, penilai_id=actor.id, sebagai=sebagai, atas_nama=signed.atas_nama
        )
        return await move(work, one, "approved", event)
    return await _set(work, one, signed)


async def ratify(work: Work, actor: Actor, skp_id: UUID) -> SkpState:
    """The Bupati ratifies what the penilai approved (KON P10(3)); January holds for this step too."""
    one = await store.lock_skp(work, skp_id)
    course.check_bupati(actor.peran)
    course.check_step(one.state, "set", tiered=True)
    return await _set(work, one, await store.signed_as(work, skp_id), ratified_by=actor.id)


def is_tiered(one: Skp, policy: SkpPolicy) -> bool:
    """Whether the Bupati has the last word above the penilai."""
    is_jpt = one.jenis_jabatan == JenisJabatan.JPT_PRATAMA.value
    return bool(policy.bupati_ratifies_jpt.value and is_jpt and one.atasan_id)


async def _set(work: Work, one: Skp, signed: Signed, ratified_by: UUID | None = None) -> SkpState:
    """It binds, as the penilai signed it; `ratified_by`: the Bupati, where that office has the last word."""
    pack = work.packs.resolve_plan(work.tenant, one.mulai)
    policy = pack.section("skp", SkpPolicy)
    today = work.today
    course.check_year(today, one.tahun)
    if one.perubahan_dari:
        change.check_running_year(one.tahun, today, only=policy.change_in_year_only.value)
    await check_alone(work, one)
    mulai = course.binds_from(one.mulai, one.selesai, today) if one.perubahan_dari else one.mulai
    before = signed.ditetapkan_pada
    due = await _last_day(work, one, policy, earlier=before is not None)
    late = due is not None and (before or today) > due
    excused = late and not before and due is not None and await store.was_down(work, due, "skp")
    await store.keep_set(work, one, mulai, due, late=late, excused=excused, ratified_by=ratified_by)
    if one.perubahan_dari:
        ends = Ends(mulai - ONE_DAY, "versi_baru", one.atasan_id, one.sebagai, one.opd)
        await close(work, await store.lock_skp(work, one.perubahan_dari), ends)
    how = facts.Binding(
        mulai=mulai, selesai=one.selesai, penilai_id=one.atasan_id, set_at=work.now, late=late,
        karena_gangguan=excused, pack=pack.id,
    )  # fmt: skip
    event = facts.is_set(one, how, signed, one.isi.butir)
    return msgspec.structs.replace(await move(work, one, "set", event), late=late, karena_gangguan=excused)


async def _last_day(work: Work, one: Skp, policy: SkpPolicy, *, earlier: bool) -> date | None:
    """Until when it is set in time; None for a change, which has no deadline. `earlier`: under the law before."""
    if one.perubahan_dari:
        return None
    due = course.due_on(one.tahun, one.mulai, policy.set_deadline.value, policy.move_window_days.value)
    return due if earlier else await store.last_day(work, due, policy.set_deadline, "skp", one.hari_kerja)


class Ends(Struct, frozen=True):
    """How an SKP ends: on which day, why, and who was pejabat penilai then, as what, in which PD."""

    selesai: date
    sebab: str
    penilai_id: UUID | None
    sebagai: str
    opd: str


async def close(work: Work, one: Skp, ends: Ends) -> None:
    """End an SKP; one that was never set just ends, one that is or was set ends on a day for everyone."""
    if one.set_at is None:
        return await store.keep_never_set(work, one.skp_id, ends.sebab)
    last = max(ends.selesai, one.mulai)
    await store.keep_end(
        work, one.skp_id, last, ends.sebab, penilai=ends.penilai_id, sebagai=ends.sebagai, opd=ends.opd
    )
    await move(work, one, "closed", facts.closed(one, last, ends.sebab, ends.penilai_id))
    await measure_end(work, one.skp_id)
