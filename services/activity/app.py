"""activity on one screen."""

from __future__ import annotations

from typing import Any

from chassis.documents import Documents
from chassis.reaction import Reaction
from chassis.service import Runtime, Service
from chassis.service import create as create_service
from contracts.appraisal import (
    KeberatanOverdue,
    PemantauanMissed,
    PenempatanSementaraEnded,
    SidangConvened,
    UndanganSurveiSent,
)
from contracts.identity import CalendarDaySet, PegawaiRecorded, ResetAkunRecorded
from contracts.skp import SkpAmended, SkpClosed, SkpSet
from services.activity import api, lapse, reactions, store
from services.activity.entry.entries import Entries
from services.activity.imports import commands as importing
from services.activity.months import close
from services.activity.months.store import FOLLOW
from services.activity.owner import tell_asked, tell_convened, tell_overdue, tell_owner, tell_placed, tell_unmonitored
from services.activity.policy import ActivityPolicy
from services.activity.retold import NOT_RETOLD, RETELLS


async def start(runtime: Runtime) -> None:
    runtime.app.state.entries = Entries(runtime.database)
    runtime.app.state.documents = Documents.of(runtime.settings)


SERVICE = Service(
    name="activity",
    title="e-Kinerja: aktivitas harian",
    routes=api.ROUTES,
    hot=api.HOT,
    reactions=(
        Reaction(PegawaiRecorded, many=reactions.know_pegawai),
        Reaction(CalendarDaySet, many=reactions.know_calendar),
        Reaction(ResetAkunRecorded, many=tell_owner),
        Reaction(UndanganSurveiSent, many=tell_asked),
        Reaction(SidangConvened, many=tell_convened),
        Reaction(PemantauanMissed, many=tell_unmonitored),
        Reaction(KeberatanOverdue, many=tell_overdue),
        Reaction(PenempatanSementaraEnded, many=tell_placed),
        Reaction(SkpSet, many=reactions.know_butir),
        Reaction(SkpClosed, many=reactions.end_butir),
        Reaction(SkpAmended, many=reactions.add_butir),
    ),
    deadlines={
        **lapse.DEADLINES,
        store.CLOSE: close.month_close,
        "month_reclose": close.month_reclose,
        store.SETTLE: close.month_settle,
        FOLLOW: close.month_follow,
        importing.CONTINUE: importing.proceed,
    },
    retells=RETELLS,
    not_retold=NOT_RETOLD,
    roles=store.roles,
    policies=lambda packs: packs.require("activity", ActivityPolicy),
    start=start,
)


def create() -> Any:
    return create_service(SERVICE)
