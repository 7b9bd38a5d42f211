"""Measuring one's own SKP: what came of each kinerja in a masa, with its evidence."""

from __future__ import annotations

from functools import partial
from typing import Any

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of
from gateway.pages.form import Form, settled
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.pegawai.bekal import MOST_MONEY
from gateway.pages.pegawai.data_ukur import Masa, Plan
from gateway.pages.visit import Visit


async def show(visit: Visit) -> Outcome:
    """The masa in their order, and the form of the one that was chosen or is due."""
    return await _page(visit, {}, "")


async def measure(visit: Visit) -> Outcome:
    """What came of it in one masa; measured again, the later one holds."""
    form, masa = Form(visit.typed), visit.typed.get("masa", "")
    plan: Plan = await visit.read("skp", f"/sasaran/{visit.given['id']}", Plan)
    given: list[dict[str, Any]] = []
    for butir in plan.isi.butir:
        amount = form.amount(f"j-{butir.butir_id}", MOST_MONEY, 0)
        if amount is not None:
            proof = visit.typed.get(f"b-{butir.butir_id}", "").strip()[:500]
            given.append({"butir_id": butir.butir_id, "jumlah": amount, "bukti": proof})
    if not given and not form.salah:
        form.wrong(f"j-{plan.isi.butir[0].butir_id}", "Isi hasil dari paling sedikit satu kinerja.")
    path = f"/sasaran/{plan.skp_id}/measure"
    told = None if form.salah else await visit.send("skp", path, {"masa": masa, "realisasi": given})
    fields = {"realisasi": f"j-{plan.isi.butir[0].butir_id}"} if plan.isi.butir else {}
    return await settled(form, told, f"/skp/{plan.skp_id}/ukur?masa={masa}&ok=1", fields, partial(_page, visit))


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    path = f"/sasaran/{visit.given['id']}"
    plan, every, glance = await together(
        visit.read("skp", path, Plan), visit.read("skp", f"{path}/measurements", list[Masa]), glance_of(visit)
    )
    asked = visit.typed.get("masa") or visit.query.get("masa", "")
    chosen = next((one for one in every if one.masa == asked and one.terbuka), None) or _due(every)
    data = {
        "skp": plan, "masa": every, "ini": chosen, "s": glance, "salah": salah, "tolak": tolak,
        "nilai": visit.typed or _values(chosen), "ok": visit.query.get("ok", ""),
    }  # fmt: skip
    return Shown("pegawai/ukur.html", data, 422 if salah or tolak else 200)


def _due(every: list[Masa]) -> Masa | None:
    """The first that is over and not measured, else the one that runs, else the last that was measured."""
    by = {state: [one for one in every if one.keadaan == state] for state in ("terlewat", "berjalan", "diukur")}
    return next(iter([*by["terlewat"], *by["berjalan"], *reversed(by["diukur"])]), None)


def _values(masa: Masa | None) -> dict[str, str]:
    done = masa.realisasi if masa else ()
    return {f"j-{one.butir_id}": str(one.jumlah) for one in done} | {f"b-{one.butir_id}": one.bukti for one in done}
