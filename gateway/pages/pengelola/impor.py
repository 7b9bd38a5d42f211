"""Imports of staffing data: handed in, read, previewed; the other person confirms."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from gateway.pages.ask import together, trouble_of
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.visit import Visit

MOST_ROWS = 200
STATES = {
    "received": ("diterima", "tunggu", "jam"), "reading": ("sedang dibaca", "tunggu", "jam"),
    "prepared": ("menunggu konfirmasi orang kedua", "tunggu", "orang"),
    "applying": ("sedang diterapkan", "biru", "jam"), "confirmed": ("diterapkan", "ok", "cek"),
    "discarded": ("dibuang", "", "silang"), "refused": ("ditolak, unggah lagi", "tolak", "tanda"),
}  # fmt: skip


class Line(msgspec.Struct):
    """An import in the list."""

    impor_id: UUID
    state: str
    prepared_at: datetime
    prepared_by: UUID
    nama: str | None
    rows_total: int
    added: int
    changed: int
    removed: int
    refused: int

    @property
    def keadaan(self) -> tuple[str, str, str]:
        return STATES.get(self.state, (self.state, "", "info"))


class Refused(msgspec.Struct):
    """A row that is not taken."""

    baris: int
    kolom: str
    alasan: str


class Change(msgspec.Struct):
    """A cell that would change."""

    kolom: str
    dari: str
    menjadi: str


class Difference(msgspec.Struct):
    """A person who would be added or changed, or whom the file does not hold."""

    nip: str
    jenis: str
    baris: int
    perubahan: tuple[Change, ...] = ()


class Preview(msgspec.Struct):
    """What it would do."""

    added: int
    changed: int
    unchanged: int
    removed: int
    opd: int
    refused: tuple[Refused, ...]
    differences: tuple[Difference, ...]
    peringatan: tuple[Refused, ...] = ()
    sebagian: bool = False


class Progress(msgspec.Struct):
    """How far it is."""

    impor_id: UUID
    state: str
    rows_read: int
    rows_total: int
    rows_applied: int
    alasan: str
    preview: Preview | None

    @property
    def keadaan(self) -> tuple[str, str, str]:
        return STATES.get(self.state, (self.state, "", "info"))


async def show(visit: Visit) -> Outcome:
    """The last ones, and the form for the next."""
    return await _list(visit, "")


async def hand_in(visit: Visit) -> Outcome:
    """A file: its rows are judged behind the scenes, nothing is written yet."""
    file = visit.file("berkas")
    if file is None or not file.content:
        return await _list(visit, "Pilih dahulu berkas XLSX-nya.")
    partial = "true" if visit.typed.get("sebagian") else ""
    told = await visit.send_file("identity", "/imports", file, antre="true", sebagian=partial)
    if told.ok:
        return Go(f"/impor/{told.as_(Progress).impor_id}")
    return await _list(visit, told.problem.detail)


async def _list(visit: Visit, tolak: str) -> Shown:
    found, me, glance = await together(
        visit.read("identity", "/imports", list[Line]), me_of(visit),
        glance_of(visit),
    )  # fmt: skip
    data = {"impor": found, "s": glance, "menyerahkan": "pengelola_kepegawaian" in me.peran, "tolak": tolak}
    return Shown("pengelola/impor.html", data, 422 if tolak else 200)


async def one(visit: Visit) -> Outcome:
    """Progress while it is read or applied; else what it would do, row by row."""
    found, lines, me = await together(
        visit.read("identity", f"/imports/{visit.given['id']}", Progress),
        visit.read("identity", "/imports", list[Line]), me_of(visit),
    )  # fmt: skip
    line = next((one for one in lines if one.impor_id == found.impor_id), None)
    own = line is not None and line.prepared_by == me.account_id
    data = {
        "i": found, "oleh": line.nama if line else None, "milik": own, "p": found.preview, "banyak": MOST_ROWS,
        "menerapkan": "administrator_bidang" in me.peran and not own,
    }  # fmt: skip
    return Shown("pengelola/impor-satu.html", data)


async def act(visit: Visit) -> Outcome:
    """Apply it, as another person than who prepared it; or throw it away."""
    ident = visit.given["id"]
    if visit.typed.get("langkah") == "buang":
        told = await visit.send("identity", f"/imports/{ident}/discard")
    else:
        told = await visit.send("identity", f"/imports/{ident}/confirm", antre="true")
    if not told.ok:
        raise trouble_of(told.problem)
    return Go(f"/impor/{ident}")
