"""An objection to a result: its reasons, what the parties explain, what the superior decides (KON P48)."""

from __future__ import annotations

from functools import partial

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.form import Form, settled
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.penilai.penilaian import aspects_of, score_in
from gateway.pages.umum.data_keberatan import RESULTS, Objection
from gateway.pages.visit import Visit

_FIELDS = {name: name for name in ("penjelasan", "pertimbangan", "hasil")} | {"nilai_skp": "n-skp"}


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
        said = await _decision(visit, form)
    to = {"jelaskan": "explain", "putus": "decide"}.get(step, "ask")
    told = None if form.salah else await visit.send("appraisal", f"{path}/{to}", said)
    return await settled(form, told, f"/keberatan/{visit.given['id']}?ok=1", _FIELDS, partial(_page, visit))


async def _decision(visit: Visit, form: Form) -> dict[str, object]:
    """What the superior decides; of the numbers, those that they set anew (KON P48(4))."""
    result = visit.typed.get("hasil", "")
    if result not in RESULTS:
        form.wrong("hasil", "Pilih putusannya.")
    said: dict[str, object] = {
        "hasil": result, "pertimbangan": form.text("pertimbangan", "Tulis pertimbangannya.", 2000),
        "hasil_kerja": visit.typed.get("hasil_kerja", "").strip()[:2000],
    }  # fmt: skip
    found: Objection = await visit.read("appraisal", f"/objections/{visit.given['id']}", Objection)
    aspects = aspects_of(visit, found.jenis_jabatan)
    before = found.nilai(aspects)
    if result != "diubah" or all(visit.typed.get(name, was) == was for name, was in before.items()):
        return said
    scores = {name: score_in(form, name) for name in before}
    if visit.typed.get("n-skp") != before["n-skp"]:
        said["nilai_skp"] = scores["n-skp"]
    return said | {"perilaku": {a: scores[f"n-{a}"] for a in aspects}}


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    found, me, glance = await together(
        visit.read("appraisal", f"/objections/{visit.given['id']}", Objection), me_of(visit), glance_of(visit)
    )
    aspects = aspects_of(visit, found.jenis_jabatan)
    party = {found.asn_id: "pegawai", found.penilai_id: "penilai"}.get(me.account_id, "")
    data = {
        "k": found, "s": glance, "pihak": party, "salah": salah, "tolak": tolak, "ok": visit.query.get("ok", ""),
        "ditanya": party in found.diminta and party not in found.penjelasan, "putusan": RESULTS,
        "aspek": aspects, "nilai": found.nilai(aspects) | visit.typed,
    }  # fmt: skip
    return Shown("umum/keberatan.html", data, 422 if salah or tolak else 200)
