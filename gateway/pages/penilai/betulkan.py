"""An entry that is short or mistaken: the penilai corrects it, says why, and approves it in one act (KUAN P17(c))."""

from __future__ import annotations

from functools import partial

from gateway.pages.chrome import glance_of
from gateway.pages.form import Form, settled
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.pegawai.data_catatan import Entry
from gateway.pages.visit import Visit
from gateway.pages.words import jam

FIELDS = {
    "uraian": "uraian", "output": "hasil", "kuantitas": "jumlah", "mulai": "mulai", "selesai": "selesai",
    "alasan": "alasan",
}  # fmt: skip


async def show(visit: Visit) -> Outcome:
    """The form with what the entry says now."""
    return await _page(visit, {}, "")


async def act(visit: Visit) -> Outcome:
    """Both versions are kept, and its owner reads the difference."""
    form, entry = Form(visit.typed), await _entry(visit)
    said = said_in(form, entry) | {"alasan": form.text("alasan", "Tulis mengapa dibetulkan.", 2000)}
    told = None if form.salah else await visit.send("activity", f"/activities/{entry.activity_id}/correct", said)
    return await settled(form, told, "/antrean/daftar?disetujui=1", FIELDS, partial(_page, visit))


def said_in(form: Form, entry: Entry) -> dict[str, object]:
    """What a form makes of an entry; its kinerja and where its evidence lies stay as they are."""
    return {
        "kategori": entry.kategori, "butir_id": entry.butir_id, "bukti": entry.bukti,
        "uraian": form.text("uraian", "Tulis satu kalimat: apa yang dikerjakan.", 2000),
        "kuantitas": form.number("jumlah", "Tulis berapa banyak."),
        "output": form.text("hasil", "Tulis hasilnya.", 500), "mulai": form.hour("mulai", "Tulis jam mulai."),
        "selesai": form.hour("selesai", "Tulis jam selesai."),
        "versi": form.number("versi", "Muat ulang halaman ini."),
    }  # fmt: skip


def values_of(entry: Entry) -> dict[str, str]:
    """The same form as the entry fills it."""
    return {
        "uraian": entry.uraian, "hasil": entry.output, "jumlah": str(entry.kuantitas), "mulai": jam(entry.mulai),
        "selesai": jam(entry.selesai), "versi": str(entry.isi_versi),
    }  # fmt: skip


async def _entry(visit: Visit) -> Entry:
    found: Entry = await visit.read("activity", f"/activities/{visit.given['id']}", Entry)
    return found


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    entry = await _entry(visit)
    data = {
        "c": entry, "s": await glance_of(visit), "salah": salah, "tolak": tolak, "tutup": "/antrean/daftar",
        "nilai": visit.typed or values_of(entry), "alamat": f"/antrean/{entry.activity_id}",
    }  # fmt: skip
    return Shown("penilai/betulkan.html", data, 422 if salah or tolak else 200)
