"""Writing one's own SKP: what it rests on, its kinerja, and that it is complete."""

from __future__ import annotations

from gateway.pages.ask import together, trouble_of
from gateway.pages.chrome import glance_of
from gateway.pages.form import with_pasal
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.pegawai.bekal import SOURCES, bekal_of
from gateway.pages.pegawai.data_naskah import Made, Naskah, naskah_of, where
from gateway.pages.problem import Problem
from gateway.pages.visit import Visit


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
    return await _refused(visit, plan, told.problem, kept.as_(Made).sidik)


async def _refused(visit: Visit, plan: Naskah, problem: Problem, sidik: str) -> Shown:
    """All that the plan lacks, each with the way to where it is mended."""
    told = [(one.field, with_pasal(one.detail, one.pasal)) for one in problem.errors]
    whole = with_pasal(problem.detail, problem.pasal or "")
    if not told and problem.status == 422 and problem.field:
        told = [(problem.field, whole)]
    said = [(where(plan, field), detail) for field, detail in told]
    rest = "" if said else whole
    return await _page(visit, plan, said, rest, sidik, visit.key_after(problem.status))


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
