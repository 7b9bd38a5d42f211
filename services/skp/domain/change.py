"""When a set SKP may be changed, and by what (KON P19, KUAN P1(8), P23(2)). Pure."""

from __future__ import annotations

import calendar
from collections.abc import Collection, Sequence
from datetime import date, timedelta

from contracts.refusal import forbidden, lacking, wrong_state

PREVENTING = frozenset({"pengembangan_kompetensi", "mewakili_instansi"})


def check_proposer(owner: object, actor: object, is_penilai: bool, reviews_in_pd: bool, may: Collection[str]) -> None:
    """Who changes it: penilai and/or pengelola kinerja, never the ASN himself (KON P19(1)); or he too (KUAN P23(2))."""
    is_one = {
        "pegawai": owner == actor,
        "penilai": owner != actor and is_penilai,
        "pengelola_kinerja": owner != actor and reviews_in_pd,
    }
    if not any(is_one[one] for one in may):
        said = {"pegawai": "pemiliknya", "penilai": "pejabat penilai", "pengelola_kinerja": "pengelola kinerja"}
        raise forbidden(f"SKP diubah oleh {' atau '.join(said[one] for one in may)}.", "KUAN 23(2), KON 19(1)")


def check_running_year(tahun: int, today: date, *, only: bool) -> None:
    """Only in the running year, where the law says so (KON P19(1)); KUAN P23(2) knows no such limit."""
    if only and today.year != tahun:
        raise wrong_state("SKP hanya diubah dalam tahun berjalan.", "KON 19(1)")


def check_cause(
    sebab: str, causes: Collection[str], spell: tuple[date, date] | None, penugasan: str, persetujuan: str
) -> None:
    """One of the six causes (KON P19(2)), the last with the Bupati's approval (KON P19(3)).

    A law without a list takes any that is named.
    """
    if not sebab.strip() or (causes and sebab not in causes):
        raise lacking(f"Sebab perubahan: {', '.join(causes) or 'sebutkan'}.", "KON 19(2), KUAN 23(2)", "sebab")
    if sebab in {"sakit_cuti", "penugasan"} and (spell is None or not is_longer_than_a_month(*spell)):
        raise lacking("Lebih dari satu bulan tanpa putus.", "KON 19(2)d-e", "selesai")
    if sebab == "penugasan" and penugasan not in PREVENTING:
        raise lacking(f"Penugasan: {', '.join(sorted(PREVENTING))}.", "KON 19(2)e", "penugasan")
    if sebab == "lainnya_persetujuan_bupati" and not persetujuan.strip():
        raise lacking("Sebutkan nomor persetujuan Bupati.", "KON 19(3)", "persetujuan")


def is_longer_than_a_month(mulai: date, selesai: date) -> bool:
    """Ending later than the day before the same date of the next month, its last day where there is none (B35)."""
    year, month = mulai.year + mulai.month // 12, mulai.month % 12 + 1
    same = date(year, month, min(mulai.day, calendar.monthrange(year, month)[1]))
    return selesai > same - timedelta(days=1)


def check_documents(found: Sequence[object], wanted: int) -> None:
    """At least one document, SK or letter, each known (KUAN P1(8), P23(2))."""
    if not wanted or len(found) < wanted:
        raise lacking(
            "Lampirkan paling sedikit satu dokumen (SK atau surat) yang sudah diunggah.", "KUAN 1(8), 23(2)", "dokumen"
        )


def check_addendum_open(agreed: bool, refused: bool = False) -> None:
    """An addendum is agreed to or refused once (reading B11)."""
    if agreed:
        raise wrong_state("Adendum ini sudah disepakati.", "KUAN 9(2), KON 9(2)")
    if refused:
        raise wrong_state("Adendum ini sudah ditolak; ajukan yang baru.", "KUAN 9(2)a, KON 9(2)a")


def check_addendum_in_time(selesai: date, today: date) -> None:
    """A task is added to an SKP while that runs: afterwards nothing of it can be done in its time (reading B11)."""
    if today > selesai:
        raise wrong_state(
            f"SKP ini berakhir pada {selesai.isoformat()}; tugas tambahan masuk SKP berikutnya.", "KUAN 9(1), KON 9(1)"
        )


def joins_on(mulai: date, selesai: date, today: date) -> date:
    """From when an addendum counts: from today, within the time of the SKP."""
    return min(max(today, mulai), selesai)


STEPS = ("diminta", "diverifikasi", "diklarifikasi", "disinkronkan", "divalidasi")


def check_resync(state: str) -> None:
    """Sinkronisasi is taken again after it was taken, and before the data is validated (KUAN P1(13))."""
    if state != "disinkronkan":
        raise wrong_state(f"Pemutakhiran berstatus {state}; sinkronisasi belum atau tidak lagi diulang.", "KUAN 1(13)")


def check_seen(steps: int, seen: int) -> None:
    """Nobody counts anew over a count that he has not seen."""
    if seen != steps:
        raise wrong_state(f"Sudah {steps} langkah; muat ulang lebih dahulu.", "implicit")


def check_next_step(state: str, wanted: str, pesan: str, selisih: int) -> None:
    """Four steps in their order, each with its output (KUAN P1(11-14))."""
    if STEPS.index(wanted) != STEPS.index(state) + 1:
        raise wrong_state(f"Pemutakhiran berstatus {state}; langkah {wanted} belum waktunya.", "KUAN 1(10-14)")
    if wanted == "diklarifikasi" and not pesan.strip():
        raise lacking("Penjelasan kepada pegawai wajib ditulis.", "KUAN 1(12)", "pesan")
    if wanted == "divalidasi" and selisih:
        raise wrong_state("Masih ada selisih dengan SIASN yang terbuka.", "KUAN 1(14)")


def check_reconciled(tahun: int, terbuka: int) -> None:
    """No data is ratified over a difference that the reconciliation with SIASN found (KUAN P1(13-14), KON P50(1))."""
    if terbuka:
        said = f"Rekonsiliasi dengan SIASN tahun {tahun} masih menyisakan {terbuka} selisih pegawai ini yang terbuka."
        raise wrong_state(said, "KUAN 1(14)")
