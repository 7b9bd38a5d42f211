"""From agreed to binding: the penilai sets, for a JPT Pratama the Bupati ratifies; and the end of an SKP."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from contracts.skp import SkpApproved, SkpClosed, SkpSet
from contracts.vocabulary import JenisJabatan, Kapasitas
from kernel.kalender import ONE_DAY
from kernel.penilai import kapasitas
from services.skp import store
from services.skp.commands.measure import measure_end
from services.skp.commands.step import SkpState, check_alone, check_parents_set, is_vacant, move, policy_of, published
from services.skp.domain import change, course, earlier
from services.skp.policy import SkpPolicy

_SIGNED = """
UPDATE skp SET set_sebagai = :sebagai, atas_nama = :atas_nama, pendapat_tpak = :tpak, ditetapkan_pada = :pada
WHERE tenant = :tenant AND skp_id = :id
"""


class SetSkp(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the credit-point team said of the plan of a jabatan fungsional, where it was asked (KON P13(4)).

    `ditetapkan_pada`: on which day it was set under the law before, where it begins before this one (reading B29).
    """

    pendapat_tpak: Annotated[str, Meta(max_length=2000)] = ""
    ditetapkan_pada: date | None = None


async def establish(work: Work, actor: Actor, skp_id: UUID, command: SetSkp) -> SkpState:
    """Set the SKP: from now on it binds (KUAN P5, KON P6(4), P15). A JPT Pratama's goes on to the Bupati.

    Whoever acts for the penilai signs in his own name and that of the post (section 5).
    """
    row = await store.lock_skp(work, skp_id)
    policy = policy_of(work, row)
    tiered = is_tiered(row, policy)
    course.may_set(row.atasan_id, actor.id, actor.peran, vacant=is_vacant(row))
    course.check_step(row.state, "approved" if tiered else "set", tiered=tiered)
    since = work.packs.resolve_plan(work.tenant, row.mulai).head.effective_from
    earlier.check(row.mulai, row.tahun, since, command.ditetapkan_pada)
    if policy.parent_must_be_set.value:
        await check_parents_set(work, row, store.content_of(row))
    await work.run(_SIGNED, _signed(work, row, command))
    if tiered:
        sebagai, atas_nama = _acting(row)
        event = SkpApproved(skp_id=skp_id, asn_id=row.asn_id, penilai_id=actor.id, sebagai=sebagai, atas_nama=atas_nama)
        await work.run(
            "UPDATE skp SET set_by = :actor WHERE tenant = :tenant AND skp_id = :id",
            {"tenant": work.tenant, "id": skp_id, "actor": actor.id},
        )
        return await move(work, row, "approved", event)
    return await _set(work, row, "set_by", actor.id)


async def ratify(work: Work, actor: Actor, skp_id: UUID) -> SkpState:
    """The Bupati ratifies what the penilai approved (KON P10(3)); January holds for this step too."""
    row = await store.lock_skp(work, skp_id)
    course.check_bupati(actor.peran)
    course.check_step(row.state, "set", tiered=True)
    return await _set(work, row, "ratified_by", actor.id)


def _signed(work: Work, row: Any, command: SetSkp) -> dict[str, Any]:
    sebagai, atas_nama = _acting(row)
    return {
        "tenant": work.tenant, "id": row.skp_id, "tpak": command.pendapat_tpak.strip(),
        "pada": command.ditetapkan_pada, "sebagai": sebagai, "atas_nama": atas_nama,
    }  # fmt: skip


def _acting(row: Any) -> tuple[Kapasitas, UUID | None]:
    """In what capacity today's penilai signs, and for whom; empty and None in the own post."""
    sebagai = kapasitas(row.sebagai)
    return sebagai, row.pejabat_id if sebagai else None


def is_tiered(row: Any, policy: SkpPolicy) -> bool:
    """Whether the Bupati has the last word above the penilai."""
    is_jpt = row.jenis_jabatan == JenisJabatan.JPT_PRATAMA.value
    return bool(policy.bupati_ratifies_jpt.value and is_jpt and row.atasan_id)


async def _set(work: Work, row: Any, column: str, who: UUID) -> SkpState:
    """It binds; `column` says in which capacity `who` had the last word."""
    pack = work.packs.resolve_plan(work.tenant, row.mulai)
    policy = pack.section("skp", SkpPolicy)
    today = work.today
    course.check_year(today, row.tahun)
    if row.perubahan_dari:
        change.check_running_year(row.tahun, today, only=policy.change_in_year_only.value)
    await check_alone(work, row)
    mulai = course.binds_from(row.mulai, row.selesai, today) if row.perubahan_dari else row.mulai
    signed = await _signed_as(work, row.skp_id)
    due = await _last_day(work, row, policy, earlier=signed["ditetapkan_pada"] is not None)
    late = due is not None and (signed["ditetapkan_pada"] or today) > due
    excused = late and not signed["ditetapkan_pada"] and due is not None and await store.was_down(work, due, "skp")
    await work.run(
        f"UPDATE skp SET {column} = :actor, set_at = :now, late = :late, mulai = :mulai, due_on = :due,"
        " karena_gangguan = :excused WHERE tenant = :tenant AND skp_id = :id",
        {
            "tenant": work.tenant, "id": row.skp_id, "actor": who, "now": work.now, "late": late, "mulai": mulai,
            "due": due, "excused": excused,
        },
    )  # fmt: skip
    if row.perubahan_dari:
        ends = Ends(mulai - ONE_DAY, "versi_baru", row.atasan_id, row.sebagai, row.opd)
        await close(work, await store.lock_skp(work, row.perubahan_dari), ends)
    event = SkpSet(
        skp_id=row.skp_id,
        asn_id=row.asn_id,
        penilai_id=row.atasan_id,
        tahun=row.tahun,
        mulai=mulai,
        selesai=row.selesai,
        late=late,
        set_at=work.now,
        butir=tuple(published(b) for b in store.content_of(row).butir if b.butir_id),
        pack=pack.id,
        karena_gangguan=excused,
        **signed,
    )
    return msgspec.structs.replace(await move(work, row, "set", event), late=late, karena_gangguan=excused)


async def _signed_as(work: Work, skp_id: UUID) -> dict[str, Any]:
    """As what the penilai signed, for whom, and on which day of a law before, as it was kept when he did."""
    row: Any = await work.one(
        "SELECT set_sebagai AS sebagai, atas_nama, ditetapkan_pada FROM skp WHERE tenant = :tenant AND skp_id = :id",
        {"tenant": work.tenant, "id": skp_id},
    )
    return dict(row._mapping)


async def _last_day(work: Work, row: Any, policy: SkpPolicy, *, earlier: bool) -> date | None:
    """Until when it is set in time; None for a change, which has no deadline. `earlier`: under the law before."""
    if row.perubahan_dari:
        return None
    due = course.due_on(row.tahun, row.mulai, policy.set_deadline.value, policy.move_window_days.value)
    return due if earlier else await store.last_day(work, due, policy.set_deadline, "skp", row.hari_kerja)


class Ends(Struct, frozen=True):
    """How an SKP ends: on which day, why, and who was pejabat penilai then, as what, in which PD."""

    selesai: date
    sebab: str
    penilai_id: UUID | None
    sebagai: str
    opd: str


_CLOSE = """
UPDATE skp SET selesai = :last, closed_sebab = :sebab, closed_penilai_id = :penilai, closed_sebagai = :sebagai,
    closed_opd = :opd, confirmed_by = NULL, confirmed_at = NULL WHERE tenant = :tenant AND skp_id = :id
"""


async def close(work: Work, row: Any, ends: Ends) -> None:
    """End an SKP; one that was never set just ends, one that is or was set ends on a day for everyone."""
    if row.set_at is None:
        await work.run(
            "UPDATE skp SET state = 'closed', sebab = :sebab WHERE tenant = :tenant AND skp_id = :id",
            {"tenant": work.tenant, "id": row.skp_id, "sebab": ends.sebab},
        )
        return
    last = max(ends.selesai, row.mulai)
    values = {"penilai": ends.penilai_id, "sebagai": ends.sebagai, "opd": ends.opd, "sebab": ends.sebab}
    await work.run(_CLOSE, values | {"tenant": work.tenant, "id": row.skp_id, "last": last})
    event = SkpClosed(
        skp_id=row.skp_id,
        asn_id=row.asn_id,
        selesai=last,
        sebab=ends.sebab,
        tahun=row.tahun,
        mulai=row.mulai,
        penilai_id=ends.penilai_id,
    )
    await move(work, row, "closed", event)
    await measure_end(work, row.skp_id)
