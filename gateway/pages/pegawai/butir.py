"""One kinerja of a plan that is being written: where it comes down from, its indicator, its target and months."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of
from gateway.pages.form import Form
from gateway.pages.outcome import Go, Outcome, Shown, Trouble
from gateway.pages.pegawai.bekal import bekal_of
from gateway.pages.pegawai.data_kinerja import choices, values_of
from gateway.pages.pegawai.data_naskah import Naskah, naskah_of
from gateway.pages.pegawai.kinerja import FIELDS, read
from gateway.pages.visit import Visit


async def show(visit: Visit) -> Outcome:
    """The form, empty or with what the kinerja says."""
    plan = await naskah_of(visit)
    if not plan.terbuka:
        return Go(f"/skp/{plan.skp_id}")
    number = plan.nomor(visit.given.get("butir", ""))
    if number is None and "butir" in visit.given:
        raise Trouble(404, "Kinerja ini tidak ada lagi dalam SKP Anda.")
    return await _page(visit, plan, {} if number is None else values_of(plan.isi["butir"][number]), {}, "")


async def keep(visit: Visit) -> Outcome:
    """Write it into the draft, over what was there; or take it out."""
    plan = await naskah_of(visit)
    number, items = plan.nomor(visit.given.get("butir", "")), list(plan.isi["butir"])
    form = Form(visit.typed)
    if visit.typed.get("langkah") == "hapus" and number is not None:
        del items[number]
    else:
        said = read(visit, form, plan.mulai.month)
        if number is None:
            items.append(said)
        else:
            items[number] = said | {"butir_id": visit.given["butir"]}
    if form.salah:
        return await _page(visit, plan, visit.typed, form.salah, "")
    wish = {"isi": plan.isi | {"butir": items, "benar": False}, "sidik": visit.typed.get("sidik", "")}
    told = await visit.send("skp", f"/sasaran/{plan.skp_id}", wish, method="PUT")
    if told.ok:
        return Go(f"/skp/{plan.skp_id}/susun?simpan=1")
    rest = form.blame(told.problem, FIELDS)
    return await _page(visit, plan, visit.typed | {"_kunci": str(uuid4())}, form.salah, rest)


async def _page(visit: Visit, plan: Naskah, values: dict[str, Any], salah: dict[str, str], tolak: str) -> Shown:
    needs, glance = await together(bekal_of(visit, plan.tahun), glance_of(visit))
    ticked = visit.many("syarat") if visit.typed else values.get("syarat", [])
    data = {
        "skp": plan, "s": glance, "nilai": {"kategori": "utama"} | values, "salah": salah, "tolak": tolak,
        "butir": visit.given.get("butir", ""), "sidik": visit.typed.get("sidik") or plan.sidik,
        "kunci": values.get("_kunci", visit.key), **choices(needs, ticked),
    }  # fmt: skip
    return Shown("pegawai/butir.html", data, 422 if salah or tolak else 200)
