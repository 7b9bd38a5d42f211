"""skp on one screen."""

from __future__ import annotations

from typing import Any

from chassis.documents import Documents
from chassis.reaction import Reaction
from chassis.service import Runtime, Service
from chassis.service import create as create_service
from contracts.activity import OutageConfirmed
from contracts.identity import CalendarDaySet, PegawaiRecorded, SelisihRecorded
from services.skp import api, outages, reactions, store
from services.skp.commands import copies, update
from services.skp.policy import require
from services.skp.retold import NOT_RETOLD, RETELLS


async def start(runtime: Runtime) -> None:
    runtime.app.state.documents = Documents.of(runtime.settings)


SERVICE = Service(
    name="skp",
    title="e-Kinerja: sasaran kinerja pegawai",
    routes=api.ROUTES,
    reactions=(
        Reaction(PegawaiRecorded, many=reactions.know_pegawai),
        Reaction(CalendarDaySet, many=reactions.know_calendar),
        Reaction(SelisihRecorded, many=reactions.know_differences),
        Reaction(OutageConfirmed, many=outages.know_outages),
    ),
    deadlines={update.OVERDUE: update.overdue, copies.OPENS: copies.open_year, copies.DUE: copies.overdue},
    retells=RETELLS,
    not_retold=NOT_RETOLD,
    start=start,
    roles=store.roles,
    policies=require,
)


def create() -> Any:
    return create_service(SERVICE)
