"""Past days from one's own workbook: the form to start from, the upload, and the files of before."""

from __future__ import annotations

from uuid import UUID

import msgspec

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of
from gateway.pages.form import with_pasal
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.pegawai.data_impor import Progress
from gateway.pages.visit import Visit


class _Made(msgspec.Struct):
    impor_id: UUID


async def show(visit: Visit) -> Outcome:
    """The form to start from, the upload, and the files of before."""
    return await _list(visit, "")


async def hand_in(visit: Visit) -> Outcome:
    """The file is read; nothing is entered yet."""
    file = visit.file("berkas")
    if file is None or not file.content:
        return await _list(visit, "Pilih dahulu berkasnya.")
    to = "/imports/assisted" if visit.typed.get("bagi") == "pd" else "/imports"
    told = await visit.send_file("activity", to, file)
    if told.ok:
        return Go(f"/aktivitas/impor/{told.as_(_Made).impor_id}")
    return await _list(visit, with_pasal(told.problem.detail, told.problem.pasal or ""))


async def _list(visit: Visit, tolak: str) -> Shown:
    found, glance = await together(visit.read("activity", "/imports", list[Progress]), glance_of(visit))
    return Shown("pegawai/impor.html", {"impor": found, "s": glance, "tolak": tolak}, 422 if tolak else 200)
