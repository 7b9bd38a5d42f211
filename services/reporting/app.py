"""reporting on one screen."""

from __future__ import annotations

from typing import Any

from chassis.reaction import Reaction
from chassis.service import Service
from chassis.service import create as create_service
from contracts.activity import (
    ActivityApproved,
    ActivityEdited,
    ActivityRejected,
    ActivityReopened,
    ActivitySubmitted,
    MonthMeasured,
)
from contracts.appraisal import AppraisalFinalized
from contracts.identity import OpdRecorded, PegawaiRecorded
from contracts.skp import SkpClosed, SkpSet
from contracts.tpp import TppDaftarFinalized, TppSlipIssued
from services.reporting import api, kertas, reactions
from services.reporting.basis import require
from services.reporting.commands import exports, releases
from services.reporting.retold import NOT_RETOLD, RETELLS
from services.reporting.store import people

SERVICE = Service(
    name="reporting",
    title="e-Kinerja: pelaporan",
    routes=api.ROUTES,
    roles=people.roles,
    deadlines={releases.ENDS: releases.end, exports.MAKES: exports.make, exports.GOES: exports.go},
    policies=require,
    retells=RETELLS,
    not_retold=NOT_RETOLD,
    reactions=(
        Reaction(OpdRecorded, many=reactions.know_opd),
        Reaction(PegawaiRecorded, many=people.know),
        Reaction(ActivitySubmitted, many=reactions.count_submitted),
        Reaction(ActivityApproved, many=reactions.count_approved),
        Reaction(ActivityRejected, many=reactions.count_rejected),
        Reaction(ActivityEdited, many=reactions.count_edited),
        Reaction(ActivityReopened, many=reactions.count_reopened),
        Reaction(MonthMeasured, many=reactions.count_month),
        Reaction(AppraisalFinalized, many=reactions.keep_result),
        Reaction(TppSlipIssued, many=kertas.keep_slip),
        Reaction(TppDaftarFinalized, many=kertas.keep_list),
        Reaction(SkpSet, many=kertas.keep_plan),
        Reaction(SkpClosed, many=kertas.replace_plan),
    ),
)


def create() -> Any:
    return create_service(SERVICE)
