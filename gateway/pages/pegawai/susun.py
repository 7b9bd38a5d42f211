"""Writing one's own SKP: begun empty or from last year's, what it rests on, its kinerja, and that it is complete."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import msgspec

from gateway.pages.ask import together, trouble_of
from gateway.pages.chrome import glance_of
from gateway.pages.form import with_pasal
from gateway.pages.outcome import Go, Outcome, Shown, Trouble
from gateway.pages.pegawai.bekal import SOURCES, Naskah, bekal_of, naskah_of
from gateway.pages.problem import Problem
from gateway.pages.visit import Visit

_AT = re.compile(r"(?:isi\.)?(butir|sumber)\[(\d+)\](?:\.(.+))?")
_ANEW = frozenset({"butir_id", "induk_id"})  # what a plan of another year does not take over


class _Made(msgspec.Struct):
    skp_id: UUID
    sidik: str = ""


async def begin(visit: Visit) -> Outcome:
    """An empty draft of a year, or one that says what another plan of one's own says."""
    tahun, former = visit.typed.get("tahun", ""), visit.typed.get("dari", "")
    isi: dict[str, Any] = {"sumber": [], "butir": []}
    if former:
        found: Naskah = await visit.read("skp", f"/sasaran/{former}", Naskah)
        isi = found.isi | {"benar": False, "butir": [_anew(one) for one in found.isi["butir"]]}
    if not (tahun.isascii() and tahun.isdigit() and len(tahun) == 4):
        raise Trouble(422, "Pilih tahun SKP-nya.")
    told = await visit.send("skp", "/sasaran", {"tahun": int(tahun), "isi": isi})
    if not told.ok:
        raise trouble_of(told.problem)
    return Go(f"/skp/{told.as_(_Made).skp_id}/susun")


def _anew(butir: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in butir.items() if name not in _ANEW}


async def show(visit: Visit) -> Outcome:
    """The plan as it stands; who may no longer write it sees it as it is."""
    plan = await naskah_of(visit)
    return await _page(visit, plan, [], "") if plan.terbuka else Go(f"/skp/{plan.skp_id}")


async def act(visit: Visit) -> Outcome:
    """Keep what it rests on; hand it in; or throw the draft away."""
    plan, step = await naskah_of(visit), visit.typed.get("langkah", "")
    path = f"/sasaran/{plan.skp_id}"
    if step == "buang":
        told = await visit.send("skp", f"{path}/discard")
        if not told.ok:
            raise trouble_of(told.problem)
        return Go("/skp")
    said = [{"jenis": kind, "rujukan": text[:2000]} for kind in SOURCES if (text := visit.typed.get(kind, "").strip())]
    more = {"sumber": said, "perilaku": visit.typed.get("perilaku", "").strip()[:4000], "benar": step == "ajukan"}
    wish = {"isi": plan.isi | more, "sidik": visit.typed.get("sidik", "")}
    kept = await visit.send("skp", path, wish, method="PUT", key=f"{visit.key}-simpan")
    if not kept.ok:
        return await _refused(visit, plan, kept.problem, visit.typed.get("sidik", ""))
    if step != "ajukan":
        return Go(f"/skp/{plan.skp_id}/susun?simpan=1")
    told = await visit.send("skp", f"{path}/submit", key=f"{visit.key}-ajukan")
    if told.ok:
        return Go(f"/skp/{plan.skp_id}?ajukan=1")
    return await _refused(visit, plan, told.problem, kept.as_(_Made).sidik)


async def _refused(visit: Visit, plan: Naskah, problem: Problem, sidik: str) -> Shown:
    """All that the plan lacks, each with the way to where it is mended."""
    told = [(one.field, with_pasal(one.detail, one.pasal)) for one in problem.errors]
    whole = with_pasal(problem.detail, problem.pasal or "")
    if not told and problem.status == 422 and problem.field:
        told = [(problem.field, whole)]
    said = [(where(plan, field), detail) for field, detail in told]
    rest = "" if said else whole
    return await _page(visit, plan, said, rest, sidik, visit.key_after(problem.status))


def where(plan: Naskah, field: str) -> str:
    """The address at which a member of a plan is written."""
    found = _AT.fullmatch(field)
    if found is None:
        return {"sumber": "#dasar", "butir": f"/skp/{plan.skp_id}/butir"}.get(field.rpartition(".")[2], "#isi")
    number = int(found[2])
    if found[1] == "sumber" or number >= len(plan.isi["butir"]):
        return "#dasar"
    return f"/skp/{plan.skp_id}/butir/{plan.isi['butir'][number].get('butir_id')}"


async def _page(
    visit: Visit, plan: Naskah, lacks: list[tuple[str, str]], tolak: str, sidik: str = "", key: str = ""
) -> Shown:
    needs, glance = await together(bekal_of(visit, plan.tahun), glance_of(visit))
    rests = {one["jenis"]: one["rujukan"] for one in plan.isi["sumber"]} | {"perilaku": plan.isi.get("perilaku", "")}
    named = {str(one.butir_id): one for one in needs.induk}
    data = {
        "skp": plan, "bekal": needs, "s": glance, "kurang": lacks, "tolak": tolak, "nama_sumber": SOURCES,
        "nilai": visit.typed or rests, "sidik": sidik or visit.typed.get("sidik") or plan.sidik, "induk": named,
        "simpan": visit.query.get("simpan", ""), "kunci": key or visit.key,
    }  # fmt: skip
    return Shown("pegawai/susun.html", data, 422 if lacks or tolak else 200)
