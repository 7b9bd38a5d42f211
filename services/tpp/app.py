"""tpp on one screen."""

from __future__ import annotations

from typing import Any

from chassis.reaction import Reaction
from chassis.service import Service
from chassis.service import create as create_service
from contracts.activity import DayFilled, DayMissed, MissedDayJudged, MonthMeasured
from contracts.appraisal import AppraisalFinalized
from contracts.identity import PegawaiRecorded
from services.tpp import api
from services.tpp.basis import require
from services.tpp.retold import NOT_RETOLD, RETELLS
from services.tpp.store import inputs, people

SERVICE = Service(
    name="tpp",
    title="e-Kinerja: tambahan penghasilan pegawai",
    routes=api.ROUTES,
    # what a slip is computed from is kept; no slip moves before somebody runs the month
    reactions=(
        Reaction(PegawaiRecorded, many=people.know),
        Reaction(MonthMeasured, many=inputs.keep_months),
        Reaction(DayMissed, many=inputs.keep_findings),
        Reaction(DayFilled, many=inputs.keep_findings),
        Reaction(MissedDayJudged, many=inputs.keep_findings),
        Reaction(AppraisalFinalized, many=inputs.keep_results),
    ),
    roles=people.roles,
    retells=RETELLS,
    not_retold=NOT_RETOLD,
    policies=require,
)


def create() -> Any:
    return create_service(SERVICE)
