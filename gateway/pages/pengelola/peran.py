"""Roles against a decree: who holds them, grants and revocations."""

from __future__ import annotations

from gateway.pages.ask import spare, together
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.form import Form
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.pengelola.data_peran import SYARAT, Holder, Proposal
from gateway.pages.visit import Visit
from gateway.pages.words import ROLES

_FIELDS = {
    "nip": "nip", "peran": "peran", "dasar": "dasar", "mulai": "mulai", "tanggal_dasar": "tanggal_dasar",
    "untuk_opd": "nip", "syarat": "peran",
}  # fmt: skip


async def show(visit: Visit) -> Outcome:
    """Holders of all roles or of one."""
    return await _page(visit, {}, "")


async def act(visit: Visit) -> Outcome:
    """Grant one, or end one."""
    form = Form(visit.typed)
    nip = form.text("nip", "Tulis NIP-nya.", 64).replace(" ", "")
    peran = form.text("peran", "Pilih perannya.", 64)
    dasar = form.text("dasar", "Tulis nomor keputusan yang menjadi dasarnya.", 200)
    ending = visit.typed.get("langkah") == "akhiri"
    said: dict[str, object] = {"nip": nip, "peran": peran, "dasar": dasar}
    if not ending:
        said["syarat"] = {name: value for name in SYARAT if (value := visit.typed.get(name, "").strip()[:200])}
        said |= {name: form.day(name, "") for name in ("mulai", "tanggal_dasar") if visit.typed.get(name, "").strip()}
    if form.salah:
        return await _page(visit, form.salah, "")
    if ending:
        told = await visit.send("identity", "/roles/revoke", said | {"untuk_opd": visit.typed.get("untuk_opd", "")})
    else:
        told = await visit.send("identity", "/roles", {"grants": [said]})
    if told.ok:
        waits = not ending and bool(told.as_(dict[str, object]).get("usulan"))
        return Go(f"/peran?selesai={'akhiri' if ending else 'usul' if waits else 'beri'}")
    rest = form.blame(told.problem, _FIELDS)
    return await _page(visit, form.salah, rest)


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    wanted = visit.query.get("peran", "")
    found, proposals, me, glance = await together(
        visit.read("identity", "/roles", list[Holder], peran=wanted),
        spare(visit.read("identity", "/proposals", list[Proposal])),
        me_of(visit), glance_of(visit),
    )  # fmt: skip
    data = {
        "pemegang": found, "usul": _open(proposals or []), "saya": me, "s": glance, "saring": wanted, "peran": ROLES,
        "memberi": "super_admin" in me.peran, "syarat": SYARAT, "salah": salah, "tolak": tolak,
        "akhiri": visit.query.get("akhiri", ""), "selesai": visit.query.get("selesai", ""),
    }  # fmt: skip
    return Shown("pengelola/peran.html", data, 422 if salah or tolak else 200)


def _open(found: list[Proposal]) -> list[Proposal]:
    return [one for one in found if one.keadaan == "open"]
