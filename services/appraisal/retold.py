"""Results that stand and the cases that follow from them, retold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.engine import Row

from chassis.db import Work
from chassis.retelling import Retelling, State, pages
from contracts.appraisal import (
    AppraisalDelivered,
    AppraisalFinalized,
    AppraisalLapsed,
    AppraisalOpened,
    AppraisalReceived,
    AppraisalReturned,
    AppraisalSigned,
    IdeDecided,
    IdeRecommended,
    KeberatanDecided,
    KeberatanFiled,
    KeberatanOverdue,
    LaporanPenilaianForwarded,
    LaporanPenilaianSubmitted,
    PemantauanMissed,
    PenempatanSementaraEnded,
    PeringkatSet,
    PertimbanganProposed,
    SidangConvened,
    TindakLanjutMoved,
    TindakLanjutOpened,
    UndanganSurveiSent,
)
from contracts.event import Event
from services.appraisal import store
from services.appraisal.domain import kasus
from services.appraisal.domain.appraisal import finalized


async def _results(work: Work, rows: Sequence[Row[Any]]) -> list[State]:
    return [(finalized(one, known), one.version) for one, known in await store.results(work, store.ids_of(rows))]


async def _cases(work: Work, rows: Sequence[Row[Any]]) -> list[State]:
    """That it was opened and, where it went on, how it stands."""
    states: list[State] = []
    for one in await store.cases(work, store.ids_of(rows)):
        states.append((kasus.opened(one), one.version))
        if moved := kasus.moved(one):
            states.append((moved, one.version))
    return states


RETELLS = {
    "results": Retelling((AppraisalFinalized,), pages(store.FINAL_PAGE, _results)),
    "cases": Retelling((TindakLanjutOpened, TindakLanjutMoved), pages(store.CASES_PAGE, _cases)),
}
NOT_RETOLD: dict[type[Event], str] = {
    AppraisalOpened: "that there is a year to be judged is known from SkpSet",
    AppraisalSigned: "may still be objected to: what stands is in AppraisalFinalized",
    **dict.fromkeys(
        (AppraisalDelivered, AppraisalReceived, AppraisalReturned, AppraisalLapsed, KeberatanFiled, KeberatanDecided),
        "a step on the way: what stands is in AppraisalFinalized",
    ),
    **dict.fromkeys(
        (LaporanPenilaianSubmitted, LaporanPenilaianForwarded, PeringkatSet),
        "made of results, which AppraisalFinalized tells; the report and the ranking are read here",
    ),
    IdeRecommended: "whether an idea was set is in AppraisalFinalized",
    IdeDecided: "whether an idea was set is in AppraisalFinalized",
    KeberatanOverdue: "a message of its day; whether it is decided is in AppraisalFinalized",
    PenempatanSementaraEnded: "a message of its day; how the case stands is in TindakLanjutMoved",
    PemantauanMissed: "a message of its day; what was missed is read here",
    SidangConvened: "a message of its day; sessions are read here",
    PertimbanganProposed: "made of considerations, which are read here alone",
    UndanganSurveiSent: "a message of its day; what still waits is read here",
}
