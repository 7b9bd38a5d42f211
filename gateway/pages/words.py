"""Codes as words, days and hours as people read them; what the templates say is in the templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import NamedTuple

from babel.dates import format_date as _format_date
from babel.numbers import format_decimal as _format_decimal

LOCALE = "id"
_ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}
_ID = 36
_MINUS = "\u2212"

# What a state of an entry is called, its colour and its sign.
ENTRY: Mapping[str, tuple[str, str, str]] = {
    "submitted": ("menunggu penilai", "tunggu", "jam"),
    "escalated": ("menunggu, tenggat penilai lewat", "tunggu", "jam"),
    "approved": ("disetujui penilai", "ok", "cek"),
    "auto": ("disetujui sistem · belum diverifikasi", "sistem", "jam"),
    "rejected": ("dikembalikan", "tolak", "ulang"),
    "assisted": ("perlu Anda benarkan", "biru", "orang"),
    "discarded": ("tidak dibenarkan", "", "silang"),
}
DAY: Mapping[str, tuple[str, str]] = {
    "disetujui": ("disetujui penilai", "h-ok"),
    "sistem": ("disetujui sistem, belum diverifikasi", "h-auto"),
    "menunggu": ("menunggu penilai", "h-tunggu"),
    "dikembalikan": ("ada yang dikembalikan", "h-tolak"),
    "kosong": ("belum diisi", "h-kosong"),
    "hari_ini": ("hari ini, belum diisi", "h-ini"),
    "akan": ("belum tiba", ""),
    "bebas": ("bukan hari wajib", ""),
}
# A case of time to improve: its state, and how it closed.
KASUS: Mapping[str, tuple[str, str, str]] = {
    "opened": ("kesempatan memperbaiki kinerja", "tunggu", "jam"),
    "reviewed": ("menunggu uji kompetensi", "tunggu", "pena"),
    "tested": ("menunggu keputusan PPK", "tunggu", "pena"), "placed": ("ditempatkan sementara", "biru", "jam"),
    "closed": ("selesai", "ok", "cek"),
}  # fmt: skip
HASIL = {
    "membaik": "kinerjanya membaik", "memenuhi_standar": "memenuhi standar kompetensi", "dipindahkan": "dipindahkan",
    "diturunkan": "diturunkan jabatannya", "tetap": "tetap pada jabatannya",
    "ditempatkan_sementara": "ditempatkan sementara satu tahun",
    "diberhentikan_dengan_hormat": "diberhentikan dengan hormat",
}  # fmt: skip
TANPA_KASUS = {
    "kurang_setahun": "belum setahun penuh pada jabatannya", "keadaan_kahar": "ada keadaan kahar",
    "target_terpenuhi": "targetnya terpenuhi",
}  # fmt: skip
KATEGORI = {"utama": "Utama", "tambahan": "Tambahan", "tupoksi": "Tupoksi"}
ARAH = {"lebih": "Makin banyak makin baik", "kurang": "Makin sedikit makin baik", "rentang": "Di antara dua jumlah",
    "ya": "Ya atau tidak"}  # fmt: skip
ROLES = {
    "super_admin": "super administrator", "administrator_bidang": "administrator bidang",
    "admin_pd": "administrator PD",
    "pengelola_e_kinerja": "pengelola e-kinerja", "pengelola_kepegawaian": "pengelola kepegawaian",
    "pengelola_kinerja": "pengelola kinerja", "pimpinan_unit_kerja": "pimpinan unit kerja", "kepala_pd": "kepala PD",
    "pyb": "pejabat yang berwenang", "ppk": "pejabat pembina kepegawaian", "ka_bkpp": "Kepala BKPP",
    "ka_bkpsdm": "Kepala BKPSDM", "ka_diskominfo": "Kepala Diskominfo", "sekda": "Sekretaris Daerah",
    "bupati": "Bupati", "inspektorat": "inspektorat", "konselor": "konselor", "pengelola_tpp": "pengelola TPP",
    "operator": "operator", "tim_penilai_ketua": "ketua Tim Penilai", "tim_penilai_anggota": "anggota Tim Penilai",
    "tim_penilai_sekretaris": "sekretaris Tim Penilai", "sekretariat_tim": "sekretariat Tim Penilai",
}  # fmt: skip


def _date(day: date, pattern: str) -> str:
    return str(_format_date(day, pattern, LOCALE))


def _decimal(number: int | Decimal | float) -> str:
    return str(_format_decimal(number, locale=LOCALE))


class Tenggat(NamedTuple):
    """A deadline as it is drawn: the day in words, how urgent, a ruler of working days (`x` passed, `k` now)."""

    kata: str
    gawat: bool
    ruas: tuple[str, ...]
    label: str


def state_of(state: str, cara: str | None) -> str:
    """The state as people see it: an approval by the system is another thing than one by a human."""
    return "auto" if state == "approved" and cara != "penilai" else state


def hari(day: date, today: date | None = None) -> str:
    """Senin, 30 Nov; with its year when it is not this one."""
    pattern = "EEEE, d MMM" if today is not None and day.year == today.year else "EEEE, d MMM y"
    return _date(day, pattern)


def tanggal(day: date) -> str:
    """26 November 2026."""
    return _date(day, "d MMMM y")


def pendek(day: date) -> str:
    """26 Nov."""
    return _date(day, "d MMM")


def nama_hari(day: date) -> str:
    return _date(day, "EEEE")


def bulan(periode: str) -> str:
    """November 2026, of a month as an address has it."""
    return _date(date.fromisoformat(f"{periode}-01"), "LLLL y")


def bulan_saja(day: date) -> str:
    """November, of a day."""
    return _date(day, "LLLL")


def nama_bulan(number: int) -> str:
    """Jan, of the first month of any year."""
    return _date(date(2024, number, 1), "LLL")


def jam(moment: time | datetime) -> str:
    """15.45"""
    return f"{moment:%H.%M}"


def zona(moment: datetime) -> str:
    """WIB, WITA or WIT; elsewhere the offset."""
    offset = moment.utcoffset() or timedelta()
    return _ZONES.get(int(offset.total_seconds() // 3600), f"UTC{moment:%z}")


def rupiah(amount: int) -> str:
    """Rp3.764.490"""
    return f"{_MINUS if amount < 0 else ''}Rp{_decimal(abs(amount))}"


def angka(number: int | Decimal | float) -> str:
    return _decimal(number).replace("-", _MINUS)


def jumlah(kuantitas: int | None, satuan: str, arah: str, sampai: int | None) -> str:
    """The quantity of a target in words, by what of it is good; empty where there is none."""
    if not kuantitas:
        return ""
    said = {"kurang": f"paling banyak {angka(kuantitas)}", "rentang": f"{angka(kuantitas)}–{angka(sampai or 0)}"}
    return f"{said.get(arah, angka(kuantitas))} {satuan}{' (ya/tidak)' if arah == 'ya' else ''}"


def nilai(score: str) -> str:
    """82,74: a score, which comes as a decimal text, to two places."""
    return str(_format_decimal(Decimal(score), format="#,##0.00", locale=LOCALE))


def ukuran(size: int) -> str:
    """A size of a file: 212 KB."""
    return f"{max(1, round(size / 1024))} KB" if size < 1 << 20 else f"{angka(round(size / (1 << 20), 1))} MB"


def lokal(moment: datetime, now: datetime) -> datetime:
    """A moment on the clock of the Pemda, as `now` has it."""
    return moment.astimezone(now.tzinfo or timezone.utc)


def nama_peran(kode: str) -> str:
    """A role as people know it; one that only a pack names is `ka_bkd`: Kepala BKD, or its words."""
    office = f"Kepala {kode[3:].upper()}" if kode.startswith("ka_") else kode.replace("_", " ")
    return ROLES.get(kode, office)


def dengan_peran(detail: str) -> str:
    """A refusal that lists roles by their codes, with the names that people know."""
    head, colon, codes = detail.partition("Hanya untuk: ")
    if head or not colon:
        return detail
    names = [nama_peran(code) for code in codes.rstrip(".").split(", ")]
    return f"Hanya untuk: {', '.join(names)}."


def salam(moment: datetime) -> str:
    """How one greets at this hour."""
    hours = ((11, "pagi"), (15, "siang"), (18, "sore"), (24, "malam"))
    return next(word for until, word in hours if moment.hour < until)


def inisial(nama: str) -> str:
    """The letters of a person's badge."""
    words = [word for word in nama.split() if word[:1].isalpha()]
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper() or "?"


def daftar(days: Sequence[date]) -> str:
    """12, 18 dan 20 November: some days of one month."""
    said = [str(day.day) for day in days]
    first = ", ".join(said[:-1])
    return f"{first} dan {said[-1]}" if first else "".join(said)


def resi(trace: str) -> str:
    """The receipt number of a trace: its first twelve digits in fours."""
    return "-".join(trace[n : n + 4] for n in (0, 4, 8)) if len(trace) >= 12 else trace


def pokok(ident: str) -> str:
    """The first group of an id, which is enough to tell lines apart."""
    return ident.partition("-")[0] if len(ident) == _ID else ident[:40]


def tenggat(due: date | None, days: Iterable[date], today: date, length: int | None) -> Tenggat | None:
    """A last day, by the working days to come (today among them, if it is one); None where there is no clock."""
    if due is None:
        return None
    left = sum(today < day <= due for day in days)
    if due < today:
        kata = f"lewat {hari(due, today)}"
    elif due == today:
        kata = "jatuh tempo hari ini"
    else:
        kata = f"{hari(due, today)} — {left} hari kerja lagi"
    if not length:
        return Tenggat(kata, due <= today, (), "")
    done = min(max(length - left, 0), length)
    ruas = tuple("x" if n < done - 1 else "k" if n == done - 1 else "" for n in range(length))
    return Tenggat(kata, due <= today, ruas, f"Hari kerja ke-{done} dari {length}")


def hari_teks(text: str, today: date) -> str:
    """A day as a form carries it, in words; as it is when it is none."""
    try:
        return hari(date.fromisoformat(text), today)
    except ValueError:
        return text


def persen(part: int, of: int) -> str:
    """83,4 %; a dash of nothing."""
    return f"{_decimal(round(Decimal(100 * part) / of, 1))} %" if of else "–"


def lama_jam(hours: str) -> str:
    """2,5 hari; less than two days in hours."""
    number = Decimal(hours)
    return f"{_decimal(round(number / 24, 1))} hari" if number >= 48 else f"{_decimal(number)} jam"
