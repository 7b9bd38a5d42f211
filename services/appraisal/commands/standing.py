"""Why a unit lies outside the bands, and the ranking: proposed by the Tim Penilai, set by the PyB (KON P31(8), P41)."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.ids import new_id
from contracts.refusal import Refusal, rule
from contracts.vocabulary import Alasan, Kode, Tahun
from services.appraisal import store
from services.appraisal.domain import peringkat as domain
from services.appraisal.domain import ranking
from services.appraisal.policy import AppraisalPolicy

NOT_YOUR_UNIT = rule("appraisal.distribution.not_your_unit", 403, "Unit ini bukan bagian dari PD Anda.")


class ExplainDistribution(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why the results of a unit lie outside the bands."""

    tahun: Tahun
    unit: Kode
    alasan: Alasan


class RankingOf(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The year that is ranked."""

    tahun: Tahun


class SetRanking(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The year, and the number of the PyB's decision."""

    tahun: Tahun
    keputusan: Annotated[str, Meta(pattern=r"\S", max_length=200)]


class RankingState(Struct, frozen=True):
    """The ranking as it stands, and how many people are in it."""

    peringkat_id: UUID
    tahun: int
    state: str
    pegawai: int


async def explain(work: Work, actor: Actor, command: ExplainDistribution) -> None:
    """The head of the PD says why; Tim Penilai and PyB read it with the figures (reading B3)."""
    _, opd = await store.roles_and_opd(work, actor)
    if opd is None or not await store.has_unit(work, opd, command.unit):
        raise Refusal(NOT_YOUR_UNIT)
    await store.keep_reason(work, command.tahun, command.unit, command.alasan, actor.id)
    await work.audit("distribution.explained", command.unit, {"tahun": command.tahun})


async def propose(work: Work, actor: Actor, command: RankingOf) -> RankingState:
    """The Tim Penilai compares the final results of the agency (KON P41(2, 3, 5))."""
    policy = work.law_of_today().section("appraisal", AppraisalPolicy)
    ranked = ranking.rank(await store.final_results(work, command.tahun), policy.ranking_first.value)
    kept = False
    while not kept:  # of two who propose first at once the second proposes anew
        before = await store.find_ranking(work, command.tahun, lock=True)
        made = domain.propose(before, new_id(), command.tahun, ranked, actor.id, work.now)
        kept = await store.keep_ranking(work, made)
    await work.audit("ranking.proposed", str(made.peringkat_id), {"tahun": made.tahun, "pegawai": len(made.urutan)})
    return _state(made)


async def settle(work: Work, actor: Actor, command: SetRanking) -> RankingState:
    """The PyB sets the ranking as it was proposed (KON P41(1))."""
    before = await store.find_ranking(work, command.tahun, lock=True)
    after, event = domain.settle(before, actor.id, work.now, command.keputusan)
    await store.keep_ranking(work, after)
    await work.record(event, 1)
    await work.audit("ranking.set", str(after.peringkat_id), {"tahun": after.tahun})
    return _state(after)


def _state(one: domain.Peringkat) -> RankingState:
    return RankingState(one.peringkat_id, one.tahun, one.state, len(one.urutan))
