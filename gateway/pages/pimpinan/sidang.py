"""Sessions of the Tim Penilai: called, opened with who came, considerations, minutes, proposed (KON P35, P37)."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

import msgspec

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.form import Form, settled, year_of
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.pimpinan.peringkat import Ranking
from gateway.pages.visit import Visit

STATES = {
    "convened": ("dipanggil", "tunggu", "kalender"), "opened": ("berlangsung", "biru", "orang"),
    "recorded": ("berita acara dicatat", "biru", "buku"), "proposed": ("diusulkan kepada PyB", "ok", "cek"),
}  # fmt: skip
# The subjects of KON P35(2), short.
MATTERS = {
    "a": "Sekretaris Daerah: pengangkatan, pemberhentian",
    "b": "Jabatan struktural: pengangkatan, pemindahan, pemberhentian",
    "c": "Kepala UPTD, kepala sekolah, puskesmas, SKB, korwil", "d": "Kenaikan pangkat karena prestasi luar biasa",
    "e": "Perpanjangan batas usia pensiun", "f": "Jabatan fungsional: pengangkatan, pemberhentian",
    "g": "Kebijakan lain atas permintaan pejabat yang berwenang",
}  # fmt: skip
_FIELDS = {n: n for n in ("tanggal", "pukul", "tempat", "agenda", "hadir", "perkara", "asn_id", "nomor_permintaan",
    "berbenturan", "berita_acara", "tindak_lanjut")} | {"isi": "pertimbangan", "tahun": "asn_id"}  # fmt: skip


class Member(msgspec.Struct):
    """A member who is invited."""

    asn_id: UUID
    nama: str
    peran: str
    hadir: bool


class Consideration(msgspec.Struct):
    """A consideration about a person."""

    perkara: str
    nama: str
    tahun: int
    isi: str
    nomor_permintaan: str
    kasus_id: UUID | None
    tanpa: tuple[str, ...]


class Session(msgspec.Struct):
    """A session as it stands."""

    sidang_id: UUID
    tanggal: date
    pukul: str
    tempat: str
    agenda: str
    state: str
    berita_acara: str
    undangan: tuple[Member, ...]
    putusan: tuple[Consideration, ...]


async def show(visit: Visit) -> Outcome:
    """Of the running year, or the one asked for."""
    return await _page(visit, {}, "")


async def act(visit: Visit) -> Outcome:
    """One step of a session."""
    form, typed = Form(visit.typed), visit.typed
    step, ident = typed.get("langkah", ""), typed.get("id", "")
    path, said = _said(form, visit, step, f"/sessions/{ident}")
    told = None if form.salah else await visit.send("appraisal", path, said)
    year = year_of(typed.get("tahun", ""), 0)
    to = f"/sidang?ok=1&tahun={year}" if year else "/sidang?ok=1"
    return await settled(form, told, to, _FIELDS, partial(_page, visit))


def _said(form: Form, visit: Visit, step: str, session: str) -> tuple[str, dict[str, Any] | None]:
    typed = visit.typed
    if step == "panggil":
        return "/sessions", {
            "tanggal": form.day("tanggal", "Pilih tanggalnya."), "pukul": form.text("pukul", "Tulis jamnya.", 5),
            "tempat": form.text("tempat", "Tulis tempatnya.", 200),
            "agenda": form.text("agenda", "Tulis agendanya.", 2000),
        }  # fmt: skip
    if step == "buka":
        return f"{session}/open", {"hadir": visit.many("hadir")[:50]}
    if step == "timbang":
        about, _, year = typed.get("asn_id", "").partition(":")
        if not about:
            form.wrong("asn_id", "Pilih pegawainya.")
        return f"{session}/considerations", {
            "perkara": form.text("perkara", "Pilih perkaranya.", 1), "asn_id": about, "tahun": year_of(year, 0),
            "isi": form.text("pertimbangan", "Tulis pertimbangannya.", 2000),
            "nomor_permintaan": typed.get("nomor_permintaan", "").strip()[:200],
            "tindak_lanjut": typed.get("tindak_lanjut") == "ya", "berbenturan": visit.many("berbenturan")[:50],
        }  # fmt: skip
    if step == "catat":
        return f"{session}/minutes", {"berita_acara": form.text("berita_acara", "Tulis berita acaranya.", 10_000)}
    return f"{session}/propose", None


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    me, glance = await together(me_of(visit), glance_of(visit))
    year = year_of(visit.typed.get("tahun") or visit.query.get("tahun", ""), glance.hari_ini.year)
    found: list[Session] = await visit.read("appraisal", "/sessions", list[Session], tahun=year)
    records = "tim_penilai_sekretaris" in me.peran
    people: list[Any] = []
    if records and any(one.state == "opened" for one in found):
        ranked: Ranking = await visit.read("appraisal", "/ranking", Ranking, tahun=glance.hari_ini.year - 1)
        people = sorted(ranked.tempat, key=lambda one: one.nama)
    data = {
        "sidang": found, "s": glance, "tahun": year, "salah": salah, "tolak": tolak, "ok": visit.query.get("ok", ""),
        "memanggil": "sekretariat_tim" in me.peran, "memimpin": "tim_penilai_ketua" in me.peran, "mencatat": records,
        "orang": people, "hasil": glance.hari_ini.year - 1, "perkara": MATTERS, "keadaan": STATES,
        "ini": visit.typed.get("id", ""), "hadir": visit.many("hadir"), "benturan": visit.many("berbenturan"),
    }  # fmt: skip
    return Shown("pimpinan/sidang.html", data, 422 if salah or tolak else 200)
