"""Monitoring of running SKPs and bimbingan (KON P18, P21, P22, P24(1))."""

from __future__ import annotations

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath, JSONBody

from chassis.parameters import Year
from chassis.service import GivenActor, GivenWork
from services.appraisal import queries
from services.appraisal.commands import guidance, monitoring
from services.appraisal.commands.monitoring import MonitoringState


@post("/monitoring", status_code=201, opt={"refuses": "monitoring"})
async def record_monitoring(
    work: GivenWork, actor: GivenActor, data: JSONBody[monitoring.RecordMonitoring]
) -> MonitoringState:
    """Record that the progress of somebody was looked at, as penilai or helping (KON P18(1, 5))."""
    return await monitoring.record(work, actor, data)


@post("/monitoring/{pemantauan_id:uuid}/handle", status_code=200, opt={"refuses": "monitoring"})
async def handle_deviation(
    work: GivenWork, actor: GivenActor, pemantauan_id: FromPath[UUID], data: JSONBody[monitoring.HandleDeviation]
) -> MonitoringState:
    """Say the cause of a deviation, what is done, and until when it is made good (KON P18(4))."""
    return await monitoring.handle(work, actor, pemantauan_id, data)


@post("/monitoring/{pemantauan_id:uuid}/assign", status_code=200, opt={"refuses": "monitoring result"})
async def assign_guidance(
    work: GivenWork, actor: GivenActor, pemantauan_id: FromPath[UUID], data: JSONBody[monitoring.AssignGuidance]
) -> MonitoringState:
    """Have another party give bimbingan, on a letter of assignment (KON P22(1))."""
    return await monitoring.assign(work, actor, pemantauan_id, data)


@get("/monitoring")
async def list_monitoring(work: GivenWork, actor: GivenActor, tahun: Year) -> list[queries.MonitoringView]:
    """Monitorings of a year, and the semesters that passed without one."""
    return await queries.monitorings(work, actor, tahun)


@post("/guidance", status_code=201, opt={"refuses": "guidance monitoring"})
async def record_guidance(
    work: GivenWork, actor: GivenActor, data: JSONBody[guidance.RecordGuidance]
) -> guidance.GuidanceRecords:
    """Record a session of bimbingan, of one person or a group (KON P22)."""
    return await guidance.record(work, actor, data)


@post("/guidance/{bimbingan_id:uuid}/report", status_code=204, opt={"refuses": "guidance monitoring result"})
async def report_guidance(
    work: GivenWork, actor: GivenActor, bimbingan_id: FromPath[UUID], data: JSONBody[guidance.ReportGuidance]
) -> None:
    """Report the result of a bimbingan to one's superior, as the penilai (KON P24(1))."""
    await guidance.report(work, actor, bimbingan_id, data)


@get("/guidance")
async def list_guidance(work: GivenWork, actor: GivenActor, tahun: Year) -> list[queries.GuidanceView]:
    """Bimbingan of a year: one's own, of one's people, those one gave, those that were reported to one."""
    return await queries.guidances(work, actor, tahun)


ROUTES = [
    record_monitoring, handle_deviation, assign_guidance, list_monitoring, record_guidance, report_guidance,
    list_guidance,
]  # fmt: skip
