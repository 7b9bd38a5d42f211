"""An objection to a result: its reasons, what the parties explain, what the superior decides (KON P48)."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from uuid import UUID

import msgspec

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.form import Form, settled
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.visit import Visit

RESULTS = {"dikuatkan": "Hasil dikuatkan", "diubah": "Hasil diubah"}
_FIELDS = {"penjelasan": "penjelasan", "pertimbangan": "pertimbangan", "hasil": "hasil"}


class Objection(msgspec.Struct):
    """An objection as its parties and the superior see it."""

    keberatan_id: UUID
    asn_id: UUID
    penilai_id: UUID
    alasan: str
    bukti: tuple[str, ...]
    filed_at: datetime
    state: str
    diminta: dict[str, datetime]
    penjelasan: dict[str, str]
    answer_until: date | None
    decide_by: date
    hasil: str
    pertimbangan: str


async def show(visit: Visit) -> Outcome:
    """For both parties and for who decides."""
    return await _page(visit, {}, "")


async def act(visit: Visit) -> Outcome:
    """Explain, ask both to explain, or decide."""
    form, step, path = Form(visit.typed), visit.typed.get("langkah", ""), f"/objections/{visit.given['id']}"
    said: dict[str, object] = {}
    if step == "jelaskan":
        said = {"penjelasan": form.text("penjelasan", "Tulis penjelasan Anda.", 2000)}
    elif step == "putus":
        result = visit.typed.get("hasil", "")
        if result not in RESULTS:
            form.wrong("hasil", "Pilih putusannya.")
        said = {
            "hasil": result, "pertimbangan": form.text("pertimbangan", "Tulis pertimbangannya.", 2000),
            "hasil_kerja": visit.typed.get("hasil_kerja", "").strip()[:2000],
        }  # fmt: skip
    to = {"jelaskan": "explain", "putus": "decide"}.get(step, "ask")
    told = None if form.salah else await visit.send("appraisal", f"{path}/{to}", said)
    return await settled(form, told, f"/keberatan/{visit.given['id']}?ok=1", _FIELDS, partial(_page, visit))


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    found, me, glance = await together(
        visit.read("appraisal", f"/objections/{visit.given['id']}", Objection), me_of(visit), glance_of(visit)
    )
    party = {found.asn_id: "pegawai", found.penilai_id: "penilai"}.get(me.account_id, "")
    data = {
        "k": found, "s": glance, "pihak": party, "salah": salah, "tolak": tolak, "ok": visit.query.get("ok", ""),
        "ditanya": party in found.diminta and party not in found.penjelasan, "putusan": RESULTS,
    }  # fmt: skip
    return Shown("umum/keberatan.html", data, 422 if salah or tolak else 200)
