"""One's own SKP: what is planned, how far it is, whose the next step is."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import msgspec

from gateway.pages import words
from gateway.pages.ask import together, trouble_of
from gateway.pages.chrome import glance_of
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.visit import Visit

# The owner's steps by the state in which they may be taken: what the button says. Handing in is in the editor.
STEPS = {"submitted": (("withdraw", "Tarik kembali"),), "reviewed": (("agree", "Setujui isi SKP ini"),)}
NEXT = {
    "ajukan": "diajukan", "reviu": "direviu", "setujui": "disepakati", "tetapkan": "ditetapkan",
    "sahkan": "disahkan", "ukur": "diukur",
}  # fmt: skip
NEXT_YEAR_FROM = 11  # the month from which a plan of the next year is offered
STATES = {
    "draft": ("draf", "", "pena"), "submitted": ("menunggu reviu", "tunggu", "jam"),
    "reviewed": ("menunggu kesepakatan", "tunggu", "jam"), "agreed": ("menunggu penetapan", "tunggu", "jam"),
    "approved": ("menunggu pengesahan Bupati", "tunggu", "jam"), "set": ("ditetapkan, berlaku", "ok", "cek"),
    "closed": ("berakhir", "", "silang"),
}  # fmt: skip


class Target(msgspec.Struct):
    """What is to be reached."""

    kuantitas: int | None = None
    satuan: str = ""
    kualitas: int | None = None
    waktu_bulan: int | None = None
    biaya: int | None = None
    arah: str = "lebih"
    sampai: int | None = None

    @property
    def jumlah(self) -> str:
        """The quantity in words, by what of it is good; empty where the target names none."""
        return words.jumlah(self.kuantitas, self.satuan, self.arah, self.sampai)


class Butir(msgspec.Struct):
    """A kinerja with its indicator."""

    kategori: str
    uraian: str
    indikator: str
    target: Target


class Sumber(msgspec.Struct):
    """What the plan comes from."""

    jenis: str
    rujukan: str


class Isi(msgspec.Struct):
    """What is planned."""

    sumber: tuple[Sumber, ...]
    butir: tuple[Butir, ...]
    perilaku: str = ""


class Waits(msgspec.Struct):
    """A kinerja whose parent is not set."""

    uraian: str
    atasan: str


class Turn(msgspec.Struct):
    """The next step, and whose it is; nobody holds the office where `nama` is empty."""

    langkah: str
    asn_id: UUID | None
    nama: str


class Comment(msgspec.Struct):
    """A note on a plan."""

    catatan_id: UUID
    nama: str
    catatan: str
    written_at: datetime


class Plan(msgspec.Struct):
    """An SKP."""

    skp_id: UUID
    asn_id: UUID
    nama: str
    tahun: int
    mulai: date
    selesai: date
    state: str
    late: bool
    isi: Isi
    alasan: str = ""
    versi: int = 1
    sebab: str = ""
    parent_pending: tuple[Waits, ...] = ()
    berikutnya: tuple[Turn, ...] = ()

    @property
    def keadaan(self) -> tuple[str, str, str]:
        return STATES.get(self.state, (self.state, "", "info"))


async def show_all(visit: Visit) -> Outcome:
    """Those of this year, of the last and of the next; and which may be begun now."""
    glance = await glance_of(visit)
    year = glance.hari_ini.year
    following, now, before = await together(
        *(visit.read("skp", "/sasaran", list[Plan], tahun=one) for one in (year + 1, year, year - 1))
    )
    lacking = [one for one, plans in ((year, now), (year + 1, following)) if not any(_is_live(p) for p in plans)]
    data = {
        "skp": [*following, *now, *before], "s": glance, "tahun": year,
        "mulai": [one for one in lacking if one == year or glance.hari_ini.month >= NEXT_YEAR_FROM],
        "contoh": next((plan for plan in [*reversed(now), *reversed(before)] if plan.isi.butir), None),
    }  # fmt: skip
    return Shown("pegawai/skp-daftar.html", data)


def _is_live(plan: Plan) -> bool:
    return plan.state not in ("closed", "discarded")


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
