"""The ranking of a year as it was proposed by the Tim Penilai and set by the PyB (KON P41(1, 5); reading B4). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from contracts.appraisal import PeringkatSet
from contracts.refusal import Refusal, rule
from services.appraisal.domain.ranking import Ranked

NO_RESULTS = rule("appraisal.ranking.no_results", 409, "Belum ada hasil final tahun {year}.")
NOT_PROPOSED = rule("appraisal.ranking.not_proposed", 409, "Peringkat belum diusulkan oleh Tim Penilai Kinerja.")
ALREADY_SET = rule("appraisal.ranking.already_set", 409, "Peringkat tahun ini sudah ditetapkan.")


class Tempat(Struct, frozen=True):
    """A place in the ranking; `nilai` as decimal text, unrounded."""

    peringkat: int
    asn_id: UUID
    predikat: str
    nilai: str


class Peringkat(Struct, frozen=True, kw_only=True):
    """The ranking of a year. `keputusan`: of the PyB, with its number."""

    peringkat_id: UUID
    tahun: int
    urutan: tuple[Tempat, ...]
    proposed_by: UUID
    proposed_at: datetime
    state: Literal["proposed", "set"] = "proposed"
    set_by: UUID | None = None
    set_at: datetime | None = None
    keputusan: str = ""
    version: int = 1


def propose(
    before: Peringkat | None, peringkat_id: UUID, tahun: int, ranked: Sequence[Ranked], actor: UUID, at: datetime
) -> Peringkat:
    """By the Tim Penilai, from the results that are final; again until it is set."""
    if before is not None and before.state == "set":
        raise Refusal(ALREADY_SET)
    if not ranked:
        raise Refusal(NO_RESULTS, year=tahun)
    places = tuple(
        Tempat(one.place, one.result.asn_id, one.result.predikat.value, format(one.result.nilai, "f")) for one in ranked
    )
    made = Peringkat(peringkat_id=peringkat_id, tahun=tahun, urutan=places, proposed_by=actor, proposed_at=at)
    return replace(made, peringkat_id=before.peringkat_id, version=before.version + 1) if before else made


def settle(before: Peringkat | None, actor: UUID, at: datetime, keputusan: str) -> tuple[Peringkat, PeringkatSet]:
    """By the PyB, once, as it was proposed."""
    if before is None:
        raise Refusal(NOT_PROPOSED)
    if before.state == "set":
        raise Refusal(ALREADY_SET)
    after = replace(before, state="set", set_by=actor, set_at=at, keputusan=keputusan, version=before.version + 1)
    event = PeringkatSet(
        peringkat_id=before.peringkat_id,
        tahun=before.tahun,
        pegawai=len(before.urutan),
        keputusan=keputusan,
        oleh=actor,
    )
    return after, event
