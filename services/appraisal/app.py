"""appraisal on one screen."""

from __future__ import annotations

from typing import Any

from chassis.reaction import Reaction
from chassis.service import Service
from chassis.service import create as create_service
from contracts.activity import MonthMeasured
from contracts.identity import CalendarDaySet, PegawaiRecorded
from contracts.skp import RealisasiConfirmed, RealisasiMeasured, SkpClosed, SkpSet
from services.appraisal import api, reactions, store
from services.appraisal.commands import followup, lapse, monitoring, objection, surveying
from services.appraisal.policy import AppraisalPolicy
from services.appraisal.retold import NOT_RETOLD, RETELLS

SERVICE = Service(
    name="appraisal",
    title="e-Kinerja: penilaian kinerja",
    routes=api.ROUTES,
    reactions=(
        Reaction(PegawaiRecorded, many=reactions.know_pegawai),
        Reaction(CalendarDaySet, many=reactions.know_calendar),
        Reaction(SkpSet, one=reactions.open_appraisal),
        Reaction(SkpClosed, one=reactions.end_segment),
        Reaction(RealisasiMeasured, one=reactions.take_measurement),
        Reaction(RealisasiConfirmed, one=reactions.close_segment),
        Reaction(MonthMeasured, many=reactions.know_month),
    ),
    deadlines={**lapse.FIRES, **surveying.FIRES, **monitoring.FIRES, **objection.FIRES, **followup.FIRES},
    sealing=True,
    retells=RETELLS,
    not_retold=NOT_RETOLD,
    roles=store.roles,
    policies=lambda packs: packs.require("appraisal", AppraisalPolicy),
)


def create() -> Any:
    return create_service(SERVICE)
