"""The HTTP side of releases of data (KUAN P26(2))."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from chassis import csvs
from chassis.parameters import Month, Year
from chassis.service import GivenActor, GivenWork
from contracts.reporting import DataLepas
from services.reporting.commands import releases as commands
from services.reporting.commands.releases import ReleaseState
from services.reporting.queries import releases
from services.reporting.queries.releases import ReleaseView

Opd = Annotated[str, QueryParameter(min_length=1, max_length=64)]
Jenis = FromQuery[DataLepas]
_RULES = {"refuses": "release"}


@post("/releases", status_code=201, opt=_RULES)
async def request_release(work: GivenWork, actor: GivenActor, data: JSONBody[commands.RequestRelease]) -> ReleaseState:
    """Ask for data on behalf of an outside party, as pengelola e-kinerja."""
    return await commands.request(work, actor, data)


@get("/releases", opt=_RULES)
async def list_releases(work: GivenWork, actor: GivenActor, tahun: Year) -> list[ReleaseView]:
    """The releases asked for in a year with what was taken: the log of use by outside parties."""
    return await releases.of_year(work, actor, tahun)


@get("/releases/{pelepasan_id:uuid}", opt=_RULES)
async def show_release(work: GivenWork, actor: GivenActor, pelepasan_id: FromPath[UUID]) -> ReleaseView:
    """One release."""
    return await releases.one(work, actor, pelepasan_id)


@post("/releases/{pelepasan_id:uuid}/consent", status_code=200, opt=_RULES)
async def consent_release(
    work: GivenWork, actor: GivenActor, pelepasan_id: FromPath[UUID], data: JSONBody[commands.ConsentRelease]
) -> ReleaseState:
    """Consent, or do not, as the pengelola whom the law of the Pemda names."""
    return await commands.consent(work, actor, pelepasan_id, data)


@post("/releases/{pelepasan_id:uuid}/coordinate", status_code=200, opt=_RULES)
async def coordinate_release(
    work: GivenWork, actor: GivenActor, pelepasan_id: FromPath[UUID], data: JSONBody[commands.CoordinateRelease]
) -> ReleaseState:
    """Say that it was coordinated, or object, as the head of BKPP or BKPSDM or of a PD in scope."""
    return await commands.coordinate(work, actor, pelepasan_id, data)


@post("/releases/{pelepasan_id:uuid}/revoke", status_code=200, opt=_RULES)
async def revoke_release(
    work: GivenWork, actor: GivenActor, pelepasan_id: FromPath[UUID], data: JSONBody[commands.RevokeRelease]
) -> ReleaseState:
    """Take the own consent or coordination back, for good; from now on nothing more is taken."""
    return await commands.revoke(work, actor, pelepasan_id, data)


@get("/releases/{pelepasan_id:uuid}/rows.csv", media_type=csvs.MEDIA_TYPE, opt=_RULES)
async def take_release(
    work: GivenWork, actor: GivenActor, pelepasan_id: FromPath[UUID], jenis: Jenis, opd: Opd, bulan: Month
) -> Response[bytes]:
    """The rows of one PD and month for the outside party, while the release is open for it; each taking is kept."""
    content, ke = await commands.take(work, actor, pelepasan_id, jenis, opd, bulan)
    name = f"pelepasan-{jenis}-{opd}-{bulan}-{ke}.csv".replace("/", "-")
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=csvs.MEDIA_TYPE, headers=headers)


ROUTES = [
    request_release, list_releases, show_release, consent_release, coordinate_release, revoke_release, take_release,
]  # fmt: skip
