"""The entries of a PD, as a file."""

from __future__ import annotations

from litestar import Response, get

from chassis.parameters import Month
from chassis.reading import Purpose
from chassis.service import GivenActor, GivenWork
from chassis.workbook import XLSX, download
from services.activity.queries import export


@get("/export", media_type=XLSX, opt={"group": "pemanfaatan", "refuses": "person"})
async def export_activities(work: GivenWork, actor: GivenActor, periode: Month, tujuan: Purpose) -> Response[bytes]:
    """The entries of one's PD in a month as a workbook, with post, tupoksi and SK (KUAN P21(2)); and why."""
    return await download("aktivitas", export.TITLES, await export.activities(work, actor, periode, tujuan))


ROUTES = [export_activities]
