"""Trouble that people of the PD reported: answered, then closed."""

from __future__ import annotations

from functools import partial

from gateway.pages.ask import together, trouble_of
from gateway.pages.chrome import glance_of
from gateway.pages.form import Form, settled
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.pegawai.bantuan import KINDS, Ticket
from gateway.pages.visit import Visit

STATES = {
    "open": ("menunggu jawaban", "tunggu", "jam"), "answered": ("dijawab", "ok", "cek"),
    "closed": ("ditutup", "", "silang"),
}  # fmt: skip


class Reported(Ticket):
    """With who reported it."""

    nama: str

    @property
    def keadaan(self) -> tuple[str, str, str]:
        return STATES.get(self.state, (self.state, "", "info"))


async def show(visit: Visit) -> Outcome:
    """What waits for an answer first, the oldest on top."""
    return await _page(visit, {}, "")


async def act(visit: Visit) -> Outcome:
    """Answer one, or close it."""
    ident = visit.given["id"]
    if visit.typed.get("langkah") == "tutup":
        closed = await visit.send("activity", f"/tickets/{ident}/close")
        if not closed.ok:
            raise trouble_of(closed.problem)
        return Go("/pd/tiket")
    form = Form(visit.typed)
    said = {"jawaban": form.text("jawaban", "Tulis jawabannya: apa yang sudah atau akan dilakukan.", 2000)}
    told = None if form.salah else await visit.send("activity", f"/tickets/{ident}/answer", said)
    return await settled(form, told, "/pd/tiket?dijawab=1", {"jawaban": "jawaban"}, partial(_page, visit))


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    found, glance = await together(visit.read("activity", "/tickets", list[Reported]), glance_of(visit))
    found.sort(key=lambda one: (one.state != "open", one.opened_at))
    data = {
        "tiket": found, "s": glance, "jenis": KINDS, "jawab": visit.given.get("id") or visit.query.get("jawab", ""),
        "salah": salah, "tolak": tolak, "dijawab": visit.query.get("dijawab", ""),
        "menunggu": sum(one.state == "open" for one in found),
    }  # fmt: skip
    return Shown("pd/tiket.html", data, 422 if salah or tolak else 200)
