"""When a set SKP may be changed, and by what (KON P19, KUAN P1(8), P23(2)). Pure."""

from __future__ import annotations

import calendar
from collections.abc import Collection, Sized
from datetime import date, timedelta

from contracts.refusal import Refusal, rule

NOT_PROPOSER = rule("skp.change.not_proposer", 403, "SKP diubah oleh {who}.")
OTHER_YEAR = rule("skp.change.other_year", 409, "SKP hanya diubah dalam tahun berjalan.")
NO_CAUSE = rule("skp.change.cause", 422, "Sebab perubahan: {causes}.", "sebab")
TOO_SHORT = rule("skp.change.too_short", 422, "Lebih dari satu bulan tanpa putus.", "selesai")
NO_ASSIGNMENT = rule("skp.change.assignment", 422, "Penugasan: {kinds}.", "penugasan")
NO_APPROVAL = rule("skp.change.approval", 422, "Sebutkan nomor persetujuan Bupati.", "persetujuan")
NO_PAPER = rule(
    "skp.change.no_document",
    422,
    "Lampirkan paling sedikit satu dokumen (SK atau surat) yang sudah diunggah.",
    "dokumen",
)
AGREED = rule("skp.addendum.agreed", 409, "Adendum ini sudah disepakati.")
REFUSED = rule("skp.addendum.refused", 409, "Adendum ini sudah ditolak; ajukan yang baru.")
ENDS_BEFORE = rule(
    "skp.addendum.ends_before", 409, "SKP ini berakhir pada {ends}; tugas tambahan masuk SKP berikutnya."
)
NO_RESYNC = rule(
    "skp.update.no_resync", 409, "Pemutakhiran berstatus {state}; sinkronisasi belum atau tidak lagi diulang."
)
STEPS_TAKEN = rule("skp.update.changed", 409, "Sudah {steps} langkah; muat ulang lebih dahulu.", source="implicit")
NOT_THE_STEP = rule("skp.update.not_the_step", 409, "Pemutakhiran berstatus {state}; langkah {step} belum waktunya.")
NO_EXPLANATION = rule("skp.update.no_explanation", 422, "Penjelasan kepada pegawai wajib ditulis.", "pesan")
DIFFERS = rule("skp.update.differs", 409, "Masih ada selisih dengan SIASN yang terbuka.")
NOT_RECONCILED = rule(
    "skp.update.not_reconciled",
    409,
    "Rekonsiliasi dengan SIASN tahun {year} masih menyisakan {open} selisih pegawai ini yang terbuka.",
)

PREVENTS_NOTHING = rule(
    "skp.change.prevents_nothing", 422,
    "Nyatakan bahwa penugasan itu menghalangi tugas dan fungsi; yang tidak menghalangi tidak mengubah SKP.",
    "menghalangi",
)  # fmt: skip
NO_ASSIGNER = rule(
    "skp.change.assigner", 422, "Penugasan diberikan oleh pimpinan unit kerja pegawai, atau yang di atasnya.",
    "pemberi_tugas",
)  # fmt: skip
OTHER_APPROVER = rule("skp.change.approver", 422, "Persetujuan ini hanya dari Bupati.", "persetujuan_oleh")
NO_APPROVAL_DAY = rule(
    "skp.change.approval_day", 422, "Sebutkan tanggal persetujuan Bupati, yang sudah tiba.", "persetujuan_tanggal"
)
ASSIGNMENT, BY_BUPATI = "penugasan", "lainnya_persetujuan_bupati"
PREVENTING = frozenset({"pengembangan_kompetensi", "mewakili_instansi"})


def check_proposer(owner: object, actor: object, is_penilai: bool, reviews_in_pd: bool, may: Collection[str]) -> None:
    """Who changes it: penilai and/or pengelola kinerja, never the ASN (KON P19(1)); or the ASN too (KUAN P23(2))."""
    is_one = {
        "pegawai": owner == actor,
        "penilai": owner != actor and is_penilai,
        "pengelola_kinerja": owner != actor and reviews_in_pd,
    }
    if not any(is_one[one] for one in may):
        said = {"pegawai": "pemiliknya", "penilai": "pejabat penilai", "pengelola_kinerja": "pengelola kinerja"}
        raise Refusal(NOT_PROPOSER, who=" atau ".join(said[one] for one in may))


def check_running_year(tahun: int, today: date, *, only: bool) -> None:
    """Only in the running year, where the law says so (KON P19(1)); KUAN P23(2) knows no such limit."""
    if only and today.year != tahun:
        raise Refusal(OTHER_YEAR)


def check_cause(
    sebab: str, causes: Collection[str], spell: tuple[date, date] | None, penugasan: str, persetujuan: str
) -> None:
    """One of the six causes (KON P19(2)), the last with the Bupati's approval (KON P19(3)).

    A law without a list takes any that is named.
    """
    if not sebab.strip() or (causes and sebab not in causes):
        raise Refusal(NO_CAUSE, causes=", ".join(causes) or "sebutkan")
    if sebab in {"sakit_cuti", "penugasan"} and (spell is None or not is_longer_than_a_month(*spell)):
        raise Refusal(TOO_SHORT)
    if sebab == "penugasan" and penugasan not in PREVENTING:
        raise Refusal(NO_ASSIGNMENT, kinds=", ".join(sorted(PREVENTING)))
    if sebab == "lainnya_persetujuan_bupati" and not persetujuan.strip():
        raise Refusal(NO_APPROVAL)


def check_assignment(sebab: str, causes: Collection[str], *, prevents: bool) -> None:
    """An assignment changes an SKP only where it keeps from the tugas dan fungsi (KON P19(2)e)."""
    if causes and sebab == ASSIGNMENT and not prevents:
        raise Refusal(PREVENTS_NOTHING)


def check_approval(sebab: str, causes: Collection[str], oleh: str, tanggal: date | None, today: date) -> None:
    """Another cause has the approval of the Bupati, and nobody else's, of a day that has come (KON P19(3))."""
    if not causes or sebab != BY_BUPATI:
        return
    if oleh != "bupati":
        raise Refusal(OTHER_APPROVER)
    if tanggal is None or tanggal > today:
        raise Refusal(NO_APPROVAL_DAY)


def is_longer_than_a_month(mulai: date, selesai: date) -> bool:
    """Ending later than the day before the same date of the next month, its last day where there is none (B35)."""
    year, month = mulai.year + mulai.month // 12, mulai.month % 12 + 1
    same = date(year, month, min(mulai.day, calendar.monthrange(year, month)[1]))
    return selesai > same - timedelta(days=1)


def check_documents(found: Sized, wanted: int) -> None:
    """At least one document, SK or letter, each known (KUAN P1(8), P23(2))."""
    if not wanted or len(found) < wanted:
        raise Refusal(NO_PAPER)


def check_addendum_open(agreed: bool, refused: bool = False) -> None:
    """An addendum is agreed to or refused once (reading B11)."""
    if agreed:
        raise Refusal(AGREED)
    if refused:
        raise Refusal(REFUSED)


def check_addendum_in_time(selesai: date, today: date) -> None:
    """A task is added to an SKP while that runs: afterwards nothing of it can be done in its time (reading B11)."""
    if today > selesai:
        raise Refusal(ENDS_BEFORE, ends=selesai.isoformat())


def joins_on(mulai: date, selesai: date, today: date) -> date:
    """From when an addendum counts: from today, within the time of the SKP."""
    return min(max(today, mulai), selesai)


STEPS = ("diminta", "diverifikasi", "diklarifikasi", "disinkronkan", "divalidasi")


def check_resync(state: str) -> None:
    """Sinkronisasi is taken again after it was taken, and before the data is validated (KUAN P1(13))."""
    if state != "disinkronkan":
        raise Refusal(NO_RESYNC, state=state)


def check_seen(steps: int, seen: int) -> None:
    """Nobody counts anew over a count that they have not seen."""
    if seen != steps:
        raise Refusal(STEPS_TAKEN, steps=steps)


def check_next_step(state: str, wanted: str, pesan: str, selisih: int) -> None:
    """Four steps in their order, each with its output (KUAN P1(11-14))."""
    if STEPS.index(wanted) != STEPS.index(state) + 1:
        raise Refusal(NOT_THE_STEP, state=state, step=wanted)
    if wanted == "diklarifikasi" and not pesan.strip():
        raise Refusal(NO_EXPLANATION)
    if wanted == "divalidasi" and selisih:
        raise Refusal(DIFFERS)


def check_reconciled(tahun: int, terbuka: int) -> None:
    """No data is ratified over a difference that the reconciliation with SIASN found (KUAN P1(13-14), KON P50(1))."""
    if terbuka:
        raise Refusal(NOT_RECONCILED, year=tahun, open=terbuka)
