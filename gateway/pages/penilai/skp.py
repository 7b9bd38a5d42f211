"""SKP of subordinates that wait for the actor: agreed to, set or ratified, many at once; one in full with its notes."""

from __future__ import annotations

from gateway.pages.ask import spare, together
from gateway.pages.chrome import glance_of
from gateway.pages.form import Form, with_pasal
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.pegawai.data_skp import Comment, Plan
from gateway.pages.penilai.bawahan import PURPOSE, Planned
from gateway.pages.problem import Problem
from gateway.pages.visit import Visit

# State in which it waits → the step, what it is called, and what is said when it was taken.
STEPS = {
    "reviewed": ("agree", "Sepakati", "disepakati"), "agreed": ("set", "Tetapkan", "ditetapkan"),
    "approved": ("ratify", "Sahkan", "disahkan"),
}  # fmt: skip
DONE = {step: done for step, _, done in STEPS.values()} | {"return": "dikembalikan", "comment": "dibahas"}


class Person(Planned):
    """A subordinate with their plans."""

    nama: str
    jabatan: str


async def show(visit: Visit) -> Outcome:
    """What waits, by the step that is due, then everybody."""
    return await _page(visit, {}, "")


async def moved(visit: Visit) -> Outcome:
    """The former address of what waits for the Bupati."""
    return Go("/skp-bawahan")


async def many(visit: Visit) -> Outcome:
    """One step with those that were ticked: all of them or none."""
    step = visit.typed.get("langkah", "")
    ids = visit.many(f"id-{step}")
    if step not in DONE or not ids:
        return await _page(visit, {}, "Pilih dahulu SKP-nya.")
    told = await visit.send("skp", f"/sasaran/{step}", {"ids": ids})
    if told.ok:
        return Go(f"/skp-bawahan?{step}={len(ids)}")
    return await _page(visit, _blocking(told.problem), with_pasal(told.problem.detail, told.problem.pasal or ""))


def _blocking(problem: Problem) -> dict[str, str]:
    return {f"p-{wrong.field.rpartition('.')[2]}": wrong.detail for wrong in problem.errors}


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    glance = await glance_of(visit)
    year = glance.hari_ini.year
    waiting, before, people = await together(
        visit.read("skp", "/waiting", list[Plan], tahun=year),
        spare(visit.read("skp", "/waiting", list[Plan], tahun=year - 1)),
        spare(visit.read("skp", "/subordinates", list[Person], tahun=year)),
    )
    groups = [
        (step, name, found)
        for state, (step, name, _) in STEPS.items()
        if (found := [plan for plan in [*waiting, *(before or [])] if plan.state == state])
    ]
    data = {
        "kelompok": groups, "orang": people or [], "s": glance, "tahun": year, "salah": salah, "tolak": tolak,
        "terpilih": {value for name, value in visit.pairs if name.startswith("id-")},
        "jumlah": sum(len(found) for _, _, found in groups),
        "selesai": [(visit.query[step], done) for step, done in DONE.items() if visit.query.get(step, "").isdecimal()],
    }  # fmt: skip
    return Shown("penilai/skp-bawahan.html", data, 422 if salah or tolak else 200)


async def one(visit: Visit) -> Outcome:
    """The whole plan, with what may be done about it."""
    return await _one(visit, {}, "")


async def act(visit: Visit) -> Outcome:
    """The step that is due, a return with its reason, or a note."""
    ident, step = visit.given["id"], visit.typed.get("langkah", "")
    form = Form(visit.typed)
    command: dict[str, str] | None = None
    if step == "return":
        command = {"alasan": form.text("alasan", "Tulis apa yang masih harus dibenahi.", 2000)}
    elif step == "comment":
        command = {"catatan": form.text("catatan", "Tulis catatan Anda.", 2000)}
    elif step == "set" and visit.typed.get("pendapat_tpak", "").strip():
        command = {"pendapat_tpak": visit.typed["pendapat_tpak"].strip()[:2000]}
    if form.salah or step not in DONE:
        return await _one(visit, form.salah, "" if form.salah else "Pilih dahulu langkahnya.")
    address = f"/sasaran/{ident}/{'comments' if step == 'comment' else step}"
    told = await visit.send("skp", address, command)
    if told.ok:
        return Go(f"/skp-bawahan/{ident}?{step}=1" if step == "comment" else f"/skp-bawahan?{step}=1")
    return await _one(visit, form.salah, with_pasal(told.problem.detail, told.problem.pasal or ""))


async def _one(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    path = f"/sasaran/{visit.given['id']}"
    plan, notes, glance = await together(
        visit.read("skp", path, Plan, tujuan=PURPOSE),
        visit.read("skp", f"{path}/comments", list[Comment], tujuan=PURPOSE), glance_of(visit),
    )  # fmt: skip
    data = {
        "skp": plan, "catatan": notes, "s": glance, "langkah": STEPS.get(plan.state), "salah": salah, "tolak": tolak,
        "dibahas": visit.query.get("comment", ""),
    }  # fmt: skip
    return Shown("penilai/skp.html", data, 422 if salah or tolak else 200)
