"""One's own SKP: what is planned, how far it is, whose the next step is."""

from __future__ import annotations

from gateway.pages.ask import together, trouble_of
from gateway.pages.chrome import glance_of
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.pegawai.data_skp import Comment, Plan
from gateway.pages.visit import Visit

# The owner's steps by the state in which they may be taken: what the button says. Handing in is in the editor.
STEPS = {"submitted": (("withdraw", "Tarik kembali"),), "reviewed": (("agree", "Setujui isi SKP ini"),)}
NEXT = {
    "ajukan": "diajukan", "reviu": "direviu", "setujui": "disepakati", "tetapkan": "ditetapkan",
    "sahkan": "disahkan", "ukur": "diukur",
}  # fmt: skip


async def show(visit: Visit) -> Outcome:
    """One, with the steps that its owner may take, and what was said of it."""
    path = f"/sasaran/{visit.given['id']}"
    plan, notes, glance = await together(
        visit.read("skp", path, Plan), visit.read("skp", f"{path}/comments", list[Comment]), glance_of(visit)
    )
    data = {
        "skp": plan, "s": glance, "langkah": STEPS.get(plan.state, ()), "catatan": notes,
        "menunggu": _waits(plan),
        "ajukan": visit.query.get("ajukan", ""),
    }  # fmt: skip
    return Shown("pegawai/skp.html", data)


def _waits(plan: Plan) -> dict[str, list[str]]:
    """What others have to do with it, and who may; nobody where the office is vacant."""
    found: dict[str, list[str]] = {}
    for turn in plan.berikutnya:
        if turn.asn_id != plan.asn_id:
            found.setdefault(NEXT.get(turn.langkah, turn.langkah), []).extend([turn.nama] if turn.nama else [])
    return found


async def step(visit: Visit) -> Outcome:
    """Take one of them."""
    plan: Plan = await visit.read("skp", f"/sasaran/{visit.given['id']}", Plan)
    wanted = visit.typed.get("langkah", "")
    if wanted in {name for name, _ in STEPS.get(plan.state, ())}:
        told = await visit.send("skp", f"/sasaran/{plan.skp_id}/{wanted}")
        if not told.ok:
            raise trouble_of(told.problem)
    return Go(f"/skp/{plan.skp_id}")
