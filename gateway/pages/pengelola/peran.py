"""Roles against a decree: who holds them, grants and revocations, and the proposals that wait for a second person."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import msgspec

from gateway.pages.ask import spare, together, trouble_of
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.form import Form
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.visit import Visit
from gateway.pages.words import ROLES

# What the condition of a role may ask for: its name in the command, and what it is called here.
SYARAT = {
    "kepala_pd_nip": "NIP kepala PD yang menunjuk (administrator PD)",
    "basis": "Basis: pengawas_kepegawaian atau cakap_komputer (administrator PD)",
    "sertifikat": "Nomor sertifikat (konselor)", "kompetensi": "Kompetensi (Tim Penilai)",
}  # fmt: skip
CONFIRMERS = frozenset({"administrator_bidang", "super_admin"})
_FIELDS = {
    "nip": "nip", "peran": "peran", "dasar": "dasar", "mulai": "mulai", "tanggal_dasar": "tanggal_dasar",
    "untuk_opd": "nip", "syarat": "peran",
}  # fmt: skip


class Holder(msgspec.Struct):
    """Who holds a role within its dates."""

    account_id: UUID
    nip: str | None
    nama: str | None
    opd: str
    peran: str
    dasar: str
    mulai: date
    selesai: date | None


class Proposal(msgspec.Struct):
    """What waits for a second person."""

    usul_id: UUID
    jenis: str
    account_id: UUID
    keadaan: str
    diusulkan_oleh: UUID
    diusulkan_at: datetime
    alasan: str
    peran: str | None
    dasar: str | None
    tanggal_dasar: date | None


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


async def proposals(visit: Visit) -> Outcome:
    """What waits for a second person: one's own, and those that one may confirm."""
    found, me, glance = await together(
        visit.read("identity", "/proposals", list[Proposal]), me_of(visit),
        glance_of(visit),
    )  # fmt: skip
    data = {"usul": found, "saya": me, "s": glance, "kedua": bool(CONFIRMERS & set(me.peran))}
    return Shown("pengelola/usul.html", data)


async def decide(visit: Visit) -> Outcome:
    """Confirm one of another's, or throw one away."""
    step = "discard" if visit.typed.get("langkah") == "buang" else "confirm"
    told = await visit.send("identity", f"/proposals/{visit.given['id']}/{step}")
    if not told.ok:
        raise trouble_of(told.problem)
    return Go("/usul")
