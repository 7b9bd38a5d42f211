"""tpp on one screen."""

from __future__ import annotations

from typing import Any

from chassis.reaction import Reaction
from chassis.service import Service
from chassis.service import create as create_service
from contracts.activity import DayFilled, DayMissed, MissedDayJudged, MonthMeasured
from contracts.appraisal import AppraisalFinalized
from contracts.identity import PegawaiRecorded
from services.tpp import api, reactions, store
from services.tpp.basis import require
from services.tpp.retold import NOT_RETOLD, RETELLS

SERVICE = Service(
    name="tpp",
    title="e-Kinerja: tambahan penghasilan pegawai",
    routes=api.ROUTES,
    reactions=(
        Reaction(PegawaiRecorded, many=reactions.know_pegawai),
        Reaction(MonthMeasured, many=reactions.know_month),
        Reaction(DayMissed, many=reactions.forget_finding),
        Reaction(DayFilled, many=reactions.forget_finding),
        Reaction(MissedDayJudged, many=reactions.know_finding),
        Reaction(AppraisalFinalized, many=reactions.know_appraisal),
    ),
    roles=store.roles,
    retells=RETELLS,
    not_retold=NOT_RETOLD,
    policies=require,
)


def create() -> Any:
    return create_service(SERVICE)
