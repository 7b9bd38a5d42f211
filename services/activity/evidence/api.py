"""The evidence of an entry: photographs and PDF (KUAN P18(a), P25(2))."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Response, delete, get, post
from litestar.params import FromPath, FromQuery, QueryParameter

from chassis import photo
from chassis.filename import LONGEST, safe_name
from chassis.openapi import FORM
from chassis.reading import MayPurpose
from chassis.service import GivenActor, GivenFile, GivenWork
from chassis.upload import FileReading, always
from services.activity.evidence import commands, queries
from services.activity.queries import single
from services.activity.store.reading import MEMUTUS

Id = FromPath[UUID]
MayName = Annotated[str | None, QueryParameter(min_length=1, max_length=LONGEST)]
_ENDING = {"image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf"}
# A browser that opens it after all may run nothing of it.
_SAFE = {"x-content-type-options": "nosniff", "content-security-policy": "default-src 'none'; sandbox"}


_EXAMINED = FileReading(commands.check_place, always(photo.evidence))


@post(
    "/activities/{activity_id:uuid}/evidence",
    opt={
        "group": "penginputan",
        "upload": (*_ENDING, FORM),
        "file": _EXAMINED,
        "refuses": "clock entry evidence file help month not_now person",
    },
    status_code=201,
)
async def attach_evidence(
    request: Request[Any, Any, Any], file: GivenFile, work: GivenWork, actor: GivenActor, activity_id: Id,
    nama: MayName = None,
    menggantikan: FromQuery[UUID | None] = None,
) -> commands.Attached:  # fmt: skip
    """Attach a photograph (JPEG, PNG) or PDF to one's pending entry, in the place of another one if so named.

    The body is the file itself, or a form (multipart/form-data) with one file. What it is is told by its bytes; what it
    is called by `nama`, else by the form.
    """
    nama = nama or safe_name(file.name, "bukti")
    documents = request.app.state.documents
    return await commands.attach(work, actor, documents, activity_id, nama, file, menggantikan)


@get("/activities/{activity_id:uuid}/evidence", opt={"group": "penginputan", "refuses": "entry person reading"})
async def list_evidence(
    work: GivenWork, actor: GivenActor, activity_id: Id, tujuan: MayPurpose = None
) -> list[queries.LampiranView]:
    """The evidence of an entry; no look of the penilai, who opens it before (KUAN P23(7))."""
    row = await single.read(work, actor, activity_id, tujuan)
    return (await queries.files_of(work, [row.activity_id]))[row.activity_id]


@get(
    "/activities/{activity_id:uuid}/evidence/{lampiran_id:uuid}",
    opt={"group": "pemanfaatan", "refuses": "entry evidence person reading"},
)
async def fetch_evidence(
    request: Request[Any, Any, Any], work: GivenWork, actor: GivenActor, activity_id: Id, lampiran_id: Id,
    tujuan: MayPurpose = None,
) -> Response[bytes]:  # fmt: skip
    """The bytes of one file, as a download; no look of the penilai, who opens the entry before (KUAN P23(7))."""
    row = await single.read(work, actor, activity_id, tujuan)
    documents = request.app.state.documents
    file, content = await queries.content_of(work, actor, documents, row, lampiran_id, tujuan or MEMUTUS)
    name = f"bukti-{file.sha256[:8]}.{_ENDING[file.tipe]}"
    headers = {"content-disposition": f'attachment; filename="{name}"', **_SAFE}
    return Response(content, media_type=file.tipe, headers=headers)


@delete(
    "/activities/{activity_id:uuid}/evidence/{lampiran_id:uuid}",
    status_code=204,
    opt={"group": "pemutakhiran", "refuses": "clock entry evidence help month not_now person"},
)
async def remove_evidence(work: GivenWork, actor: GivenActor, activity_id: Id, lampiran_id: Id) -> None:
    """Take a file off one's pending entry."""
    await commands.remove(work, actor, activity_id, lampiran_id)


ROUTES = [attach_evidence, list_evidence, fetch_evidence, remove_evidence]
