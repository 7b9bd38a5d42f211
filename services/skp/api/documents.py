"""Documents: uploaded, read, and the pemutakhiran that rests on them."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from chassis import photo
from chassis.office import KINDS
from chassis.openapi import FORM
from chassis.parameters import Year
from chassis.service import GivenActor, GivenFile, GivenWork
from chassis.upload import FileReading, always
from services.skp.commands import copies, document, update
from services.skp.queries import copies as owed
from services.skp.queries import updates
from services.skp.store import Signer

Kind = Annotated[str, QueryParameter(max_length=20)]
Name = Annotated[str, QueryParameter(min_length=1, max_length=200)]


_EXAMINED = FileReading(document.check_uploader, always(photo.document))


@post(
    "/documents",
    opt={
        "group": "penginputan",
        "upload": (*KINDS, FORM),
        "file": _EXAMINED,
        "refuses": "document evidence file person",
    },
    status_code=201,
)
async def upload_document(
    request: Request[Any, Any, Any], file: GivenFile, work: GivenWork, actor: GivenActor, jenis: Kind, nama: Name,
    ditandatangani_oleh: FromQuery[UUID | None] = None, ditandatangani_bupati: FromQuery[bool] = False,
) -> document.Dokumen:  # fmt: skip
    """Upload a document of one's own: PDF, PNG, JPEG, DOCX or XLSX, whole and harmless, at most 10 MB.

    The body is the file itself, or a form (multipart/form-data) with one file.
    """
    signed = Signer(ditandatangani_oleh, ditandatangani_bupati)
    return await document.upload(work, actor, request.app.state.documents, jenis, nama, signed, file)


@get("/documents/{dokumen_id:uuid}", opt={"group": "pemanfaatan", "refuses": "document"})
async def fetch_document(
    request: Request[Any, Any, Any], work: GivenWork, actor: GivenActor, dokumen_id: FromPath[UUID]
) -> Response[bytes]:
    """A document, for its owner and their penilai."""
    kind, content = await document.fetch(work, actor, request.app.state.documents, dokumen_id)
    return Response(content, media_type=kind, headers={"content-disposition": "attachment"})


@post("/updates", status_code=201, opt={"group": "pemutakhiran", "refuses": "change person"})
async def request_update(
    work: GivenWork, actor: GivenActor, data: JSONBody[update.RequestUpdate]
) -> update.UpdateState:
    """Ask that one's data be brought up to date, with the document (KUAN P23(2))."""
    return await update.request(work, actor, data)


@post("/updates/{pemutakhiran_id:uuid}/steps", status_code=200, opt={"group": "pemutakhiran", "refuses": "update"})
async def take_update_step(
    work: GivenWork, actor: GivenActor, pemutakhiran_id: FromPath[UUID], data: JSONBody[update.TakeStep]
) -> update.UpdateState:
    """The next of the four steps (KUAN P1(10-14))."""
    return await update.take_step(work, actor, pemutakhiran_id, data)


@post("/updates/{pemutakhiran_id:uuid}/resync", status_code=200, opt={"group": "pemutakhiran", "refuses": "update"})
async def resync_update(
    work: GivenWork, actor: GivenActor, pemutakhiran_id: FromPath[UUID], data: JSONBody[update.Resync]
) -> update.UpdateState:
    """Sinkronisasi again, after its differences were worked on."""
    return await update.resync(work, actor, pemutakhiran_id, data)


@get("/updates", opt={"group": "pemutakhiran", "refuses": "person"})
async def list_updates(work: GivenWork, actor: GivenActor) -> list[updates.UpdateView]:
    """One's own requests with what was explained, and those that wait for oneself (KUAN P23(2))."""
    return await updates.listed(work, actor)


@get("/copies", opt={"group": "penginputan", "refuses": "person"})
async def list_copies(work: GivenWork, actor: GivenActor, tahun: Year) -> list[owed.CopiesView]:
    """The copies due in a year: one's own, those for oneself as penilai, for helpers those of the PD (KUAN P23(3))."""
    return await owed.listed(work, actor, tahun)


@post("/copies/{salinan_id:uuid}/deliver", status_code=200, opt={"group": "penginputan", "refuses": "copy"})
async def deliver_copies(
    work: GivenWork, actor: GivenActor, salinan_id: FromPath[UUID], data: JSONBody[copies.Deliver]
) -> copies.Delivered:
    """Hand over copies of one's documents to the penilai (KUAN P23(3))."""
    return await copies.deliver(work, actor, salinan_id, data)


ROUTES = [
    upload_document, fetch_document, request_update, take_update_step, resync_update, list_updates, list_copies,
    deliver_copies,
]  # fmt: skip
