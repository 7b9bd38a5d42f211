"""The HTTP side of exports: asked for, watched, fetched whole or in pieces."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, JSONBody
from msgspec import Struct

from chassis import csvs
from chassis.service import GivenActor, GivenWork
from chassis.workbook import XLSX
from services.reporting.commands import exports as commands
from services.reporting.commands.exports import ExportAsked, Piece
from services.reporting.store import exports

_RULES = {"refuses": "export"}
_KINDS = {"csv": csvs.MEDIA_TYPE, "xlsx": XLSX}


class ExportView(Struct, frozen=True):
    """An export: how far it is in per cent, and until when its file is kept."""

    ekspor_id: UUID
    jenis: str
    periode: str
    bentuk: str
    tujuan: str
    persen: int
    baris: int
    ukuran: int
    sha256: str
    keadaan: str
    pada: datetime
    sampai: datetime | None


@post("/exports", status_code=201, opt=_RULES)
async def request_export(work: GivenWork, actor: GivenActor, data: JSONBody[commands.RequestExport]) -> ExportAsked:
    """Have a month of the whole Pemda made into a file, for a purpose."""
    return await commands.request(work, actor, data)


@get("/exports")
async def list_exports(work: GivenWork, actor: GivenActor) -> list[ExportView]:
    """One's own exports and how far each is, the newest first."""
    return [
        ExportView(
            e.ekspor_id, e.jenis, e.periode, e.bentuk, e.tujuan, e.persen, e.baris, e.ukuran, e.sha256, e.keadaan,
            e.pada, e.sampai,
        )
        for e in await exports.mine(work, actor)
    ]  # fmt: skip


@get("/exports/{ekspor_id:uuid}/file", media_type="application/octet-stream", opt=_RULES)
async def fetch_export(
    request: Request[Any, Any, Any], work: GivenWork, actor: GivenActor, ekspor_id: FromPath[UUID]
) -> Response[bytes]:
    """The file of an own export; `Range` asks for a part of it, so that a download that broke off goes on."""
    return _answer(await commands.fetch(work, actor, ekspor_id, _range(request)))


def _range(request: Request[Any, Any, Any]) -> str:
    """What is asked for; the whole where the file is no more the one that the first part came from."""
    held = request.headers.get("if-range", "")
    ident = request.path_params["ekspor_id"]
    return "" if held and held != f'"{ident}"' else request.headers.get("range", "")[:64]


def _answer(found: Piece) -> Response[bytes]:
    export = found.export
    headers = {
        "accept-ranges": "bytes", "etag": f'"{export.ekspor_id}"', "x-sha256": export.sha256,
        "content-disposition": f'attachment; filename="{export.jenis}-{export.periode}.{export.bentuk}"',
    }  # fmt: skip
    if found.first < 0:
        return Response(b"", status_code=416, headers={"content-range": f"bytes */{export.ukuran}"})
    if not found.whole:
        headers["content-range"] = f"bytes {found.first}-{found.last}/{export.ukuran}"
    return Response(
        found.content, status_code=200 if found.whole else 206, media_type=_KINDS[export.bentuk], headers=headers
    )


ROUTES = [request_export, list_exports, fetch_export]
