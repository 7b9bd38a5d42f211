"""Past days from one's own workbook: uploaded, previewed line by line, sent with one declaration of truth."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of
from gateway.pages.form import with_pasal
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.visit import Visit

STATES = {
    "prepared": ("belum dikirim", "tunggu", "jam"), "running": ("sedang dikirim", "biru", "jam"),
    "done": ("terkirim", "ok", "cek"),
}  # fmt: skip


class Progress(msgspec.Struct):
    """How far a file is."""

    impor_id: UUID
    bagi: str
    state: str
    accepted: int
    written: int
    refused: int
    duplicate: int
    prepared_at: datetime

    @property
    def lencana(self) -> tuple[str, str, str]:
        return STATES.get(self.state, (self.state, "", "info"))


class Refused(msgspec.Struct):
    """A line that is not taken."""

    baris: int
    kolom: str
    alasan: str
    pasal: str
    ganda: bool = False


class Whole(msgspec.Struct):
    """A file with the lines that were not taken."""

    progress: Progress
    refusals: list[Refused]


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


async def one(visit: Visit) -> Outcome:
    """What it would enter, and what it would not, each line with its reason."""
    return await _one(visit, "")


async def confirm(visit: Visit) -> Outcome:
    """The button is the declaration of truth for all of it."""
    said: dict[str, Any] = {"benar": True, "alasan": visit.typed.get("alasan", "").strip()[:1000]}
    told = await visit.send("activity", f"/imports/{visit.given['id']}/confirm", said)
    if told.ok:
        return Go(f"/aktivitas/impor/{visit.given['id']}")
    return await _one(visit, with_pasal(told.problem.detail, told.problem.pasal or ""))


async def _list(visit: Visit, tolak: str) -> Shown:
    found, glance = await together(visit.read("activity", "/imports", list[Progress]), glance_of(visit))
    return Shown("pegawai/impor.html", {"impor": found, "s": glance, "tolak": tolak}, 422 if tolak else 200)


async def _one(visit: Visit, tolak: str) -> Shown:
    found: Whole = await visit.read("activity", f"/imports/{visit.given['id']}", Whole)
    return Shown("pegawai/impor-satu.html", {"i": found.progress, "ditolak": found.refusals, "tolak": tolak})
