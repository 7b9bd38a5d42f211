"""The distribution of units as advice, and the ranking with its profiles (KON P31(7-8), P41)."""

from __future__ import annotations

from itertools import groupby
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.reading import EVERYBODY, keep_group_readings
from services.appraisal import store
from services.appraisal.domain import distribution
from services.appraisal.domain import ranking as domain
from services.appraisal.domain.distribution import Bands, Counts
from services.appraisal.policy import AppraisalPolicy
from services.appraisal.queries.followups import ALL

MEMERINGKAT = "pemeringkatan kinerja"


class DistributionView(Struct, frozen=True):
    """The results of a unit against the bands; advice, no score is changed by it.

    `belum`: people without a signed result. `feasible`: the sets of whole persons that keep the bands; where there is
    none, `rounded` and `pool`: see the unit together with the one above. `needs_reason`: no reason is given yet, where
    the Pemda asks for one.
    """

    opd: str
    unit: str
    n: int
    belum: int
    counts: Counts
    feasible: tuple[Counts, ...]
    rounded: tuple[Counts, ...]
    keeps: bool
    pool: bool
    needs_reason: bool
    alasan: str


class PlaceView(Struct, frozen=True):
    """A place in the ranking; equals share one."""

    peringkat: int
    asn_id: UUID
    nama: str
    opd: str
    unit: str
    predikat: str
    nilai: str


class RankingView(Struct, frozen=True):
    """The ranking of a year: `state` open (as the results stand now), proposed or set. `profil`: people by predikat."""

    tahun: int
    state: str
    keputusan: str
    tempat: tuple[PlaceView, ...]
    profil: dict[str, int]


async def distributions(work: Work, actor: Actor, tahun: int) -> list[DistributionView]:
    """Of the units of one's own PD, or of all for Tim Penilai, PyB and overseers."""
    policy = work.law_of_today().section("appraisal", AppraisalPolicy)
    held, opd = await store.roles_and_opd(work, actor)
    everybody = bool(work.known_as(held | frozenset(actor.peran)) & ALL)
    found = await store.seats(work, tahun, exempt=policy.exempt_statuses.value, opd=opd, everybody=everybody)
    units = groupby(found, key=lambda seat: (seat.opd, seat.unit))
    return [_unit(opd, unit, list(of_unit), policy) for (opd, unit), of_unit in units]


def _unit(opd: str, unit: str, of_unit: list[store.Seat], policy: AppraisalPolicy) -> DistributionView:
    known = [seat.predikat for seat in of_unit if seat.predikat]
    bands = Bands(
        above_max=policy.distribution_above_max.value, middle=policy.distribution_middle.value,
        below_max=policy.distribution_below_max.value,
    )  # fmt: skip
    said = distribution.advise(distribution.count(known, policy.distribution_bands.value), bands)
    alasan = next((seat.alasan for seat in of_unit if seat.alasan), "")
    asks = policy.distribution_mode.value == "require_reason" and said.needs_reason and not alasan
    return DistributionView(
        opd, unit, said.n, len(of_unit) - len(known), said.counts, said.feasible, said.rounded, said.keeps, said.pool,
        asks, alasan,
    )  # fmt: skip


async def ranking(work: Work, actor: Actor, tahun: int) -> RankingView:
    """The ranking as it was proposed or set, or, before, as the final results stand now."""
    policy = work.law_of_today().section("appraisal", AppraisalPolicy)
    results = {one.asn_id: one for one in await store.final_results(work, tahun)}
    kept = await store.find_ranking(work, tahun)
    if kept is None:
        ranked = domain.rank(results.values(), policy.ranking_first.value)
        places = [(r.place, r.result.asn_id, r.result.predikat.value, format(r.result.nilai, "f")) for r in ranked]
    else:
        places = [(t.peringkat, t.asn_id, t.predikat, t.nilai) for t in kept.urutan]
    await keep_group_readings(work, "ranking.read", [EVERYBODY], MEMERINGKAT, tahun=tahun)
    shown = tuple(
        PlaceView(place, asn_id, one.nama, one.opd, one.unit, predikat, nilai)
        for place, asn_id, predikat, nilai in places
        if (one := results.get(asn_id))
    )
    profile = {predikat.value: count for predikat, count in domain.profile(list(results.values())).items()}
    return RankingView(tahun, kept.state if kept else "open", kept.keputusan if kept else "", shown, profile)
