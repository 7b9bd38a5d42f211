"""What every step of an SKP needs: its law, its next version, the checks against other people's plans."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Protocol
from uuid import UUID

import msgspec
from msgspec import Struct

from chassis.db import Work
from chassis.ids import new_id
from contracts.event import Event
from contracts.masa import Sebagai
from contracts.refusal import Refusal, rule
from services.skp import store
from services.skp.domain import content, course
from services.skp.domain.parent import ParentPending
from services.skp.domain.skp import Pegawai, Skp
from services.skp.policy import SkpPolicy

PARENT_NOT_SET = rule(
    "skp.cascade.parent_not_set", 409, "SKP atasan belum ditetapkan ({parent}); draf tetap tersimpan."
)
NO_PARENT = rule("skp.cascade.not_of_superior", 422, "Bukan kinerja atasan langsung pada tahun ini.")
ALREADY_SET = rule("skp.step.already_set", 409, "Sudah ada SKP yang ditetapkan untuk masa ini; SKP itu yang diubah.")


class SkpState(Struct, frozen=True):
    """The SKP as it stands now; `peringatan` says what the law wishes for but does not refuse.

    `karena_gangguan`: late, and excused by an outage of the last day (X8). `sidik`: of a draft, for the next edit.
    `parent_pending`: of a draft, the kinerja for whose parents it waits, before which it is not set (KON P8).
    """

    skp_id: UUID
    state: str
    late: bool = False
    karena_gangguan: bool = False
    peringatan: tuple[str, ...] = ()
    sidik: str = ""
    parent_pending: tuple[ParentPending, ...] = ()


def with_ids(isi: content.Content) -> content.Content:
    """Every butir gets a name of its own."""
    butir = tuple(b if b.butir_id else msgspec.structs.replace(b, butir_id=new_id()) for b in isi.butir)
    return msgspec.structs.replace(isi, butir=butir)


async def check_issuer(work: Work, one: Skp, sk: content.SuratKeputusan, policy: SkpPolicy, at: str) -> None:
    """The giver of a tugas tambahan leads the unit of the employee or one above it in the own PD (A33, B32).

    Who leads the whole PD is above everybody in it; nobody gives one to themselves or to somebody above them. The head
    of a PD, above whom nobody in it is, is given one by the next above in the line: Sekda, or the Bupati.
    """
    content.check_issuer_named(sk, one.asn_id, at)
    found = await store.find_person(work, sk.pemberi_id) if sk.pemberi_id else None
    kinds = policy.tugas_tambahan_issuers.value
    if one.memimpin_unit and one.unit == one.opd:
        by_bupati = sk.pemberi_bupati and one.sebagai == Sebagai.BUPATI.value
        content.check_issuer_above(by_bupati or (found is not None and await _is_led_by(work, one, found, kinds)), at)
        return
    same_pd = found is not None and found.opd == one.opd
    leads = found is not None and await _leads(work, one, found, whole=policy.tugas_tambahan_heads_of_pd.value)
    kind = found.jenis_jabatan if found is not None else ""
    content.check_issuer(same_pd, leads, kind, kinds, at)


async def _is_led_by(work: Work, one: Skp, found: Pegawai, kinds: Collection[str]) -> bool:
    """Whether somebody who may give leads above the head of a PD."""
    may = found.memimpin_unit and found.jenis_jabatan in kinds
    return bool(may and await store.is_above(work, one.asn_id, found.asn_id))


async def _leads(work: Work, one: Skp, found: Pegawai, *, whole: bool) -> bool:
    """Whether somebody leads the unit of the employee or above it; `whole`: only who leads the whole PD counts."""
    if not found.memimpin_unit or await store.is_above(work, found.asn_id, one.asn_id):
        return False
    if whole or found.unit == found.opd:
        return bool(found.unit == found.opd)
    return found.unit == one.unit or await store.is_above(work, one.asn_id, found.asn_id)


async def check_parents_set(work: Work, one: Skp, isi: content.Content) -> None:
    """Before setting, a kinerja comes down from one of the superior's that is set (KON P8)."""
    if waits := await parents_pending(work, one, isi):
        raise Refusal(PARENT_NOT_SET, parent=_named(waits[0]))


def check_parent(butir: content.Butir, of_superior: Collection[UUID], n: int) -> None:
    """A kinerja comes down from one of the direct superior's (KUAN P8(1), KON P8(1))."""
    if butir.induk_id and butir.induk_id not in of_superior:
        raise Refusal(NO_PARENT, field=f"butir[{n}].induk_id")


async def parents_pending(work: Work, one: Skp, isi: content.Content) -> tuple[ParentPending, ...]:
    """For which kinerja of the superior a plan waits, where the law has these set first (KON P8)."""
    if not policy_of(work, one).parent_must_be_set.value:
        return ()
    return store.pending_of(one, isi, await store.above_of(work, [one], one.tahun))


def _named(one: ParentPending) -> str:
    return f"{one.atasan}: {one.uraian}" if one.uraian else one.atasan or "belum ada"


async def check_alone(work: Work, one: Skp) -> None:
    """No other plan binds in the time of this one; what binds is changed, not written again (KON P15(3), P19)."""
    if not one.perubahan_dari and await store.binds_already(work, one):
        raise Refusal(ALREADY_SET)


class Begun(Protocol):
    """What begins on a day, whose law holds for it."""

    @property
    def mulai(self) -> date: ...


def policy_of(work: Work, one: Begun) -> SkpPolicy:
    """The law of a plan: the law of the day on which it begins."""
    return work.packs.resolve_plan(work.tenant, one.mulai).section("skp", SkpPolicy)


async def move(work: Work, one: Skp, state: str, event: Event) -> SkpState:
    """Take the aggregate's next version, its next state, and record the fact."""
    await store.keep_state(work, one.skp_id, state)
    await work.record(event, one.version + 1)
    return SkpState(one.skp_id, state)


async def carry_over(work: Work, one: Skp, now: SkpState) -> SkpState:
    """The steps that a change does not repeat hold from the version before (reading B31)."""
    if not one.perubahan_dari:
        return now
    state, owner, penilai = course.carried(now.state, policy_of(work, one).change_repeats.value)
    if (state, owner, penilai) == (now.state, False, False):
        return now
    await store.carry_steps(work, one.skp_id, state, owner=owner, penilai=penilai)
    return msgspec.structs.replace(now, state=state)
