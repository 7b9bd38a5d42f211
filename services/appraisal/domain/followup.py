"""Tindak lanjut: what follows from an appraisal that is final (KON P45-47; readings B15, B20, B42). Pure."""

from __future__ import annotations

import calendar
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Literal

from contracts.refusal import lacking, wrong_state
from contracts.vocabulary import JenisJabatan

JPT, OTHERS = "KON 46(1)", "KON 47(1)"
Outcome = Literal["dipindahkan", "diturunkan", "tetap"]
NOT_A_YEAR, FORCE_MAJEURE, BY_BEHAVIOUR = "kurang_setahun", "keadaan_kahar", "target_terpenuhi"


def is_met(nilai_skp: Decimal, met: Decimal) -> bool:
    """Whether the target was reached (KON P45(1)); unrounded."""
    return nilai_skp >= met


def ground(
    jenis_jabatan: str, predikat: str, *, met: bool, whole_year: bool, kahar: bool,
    jpt: Collection[str], others: Collection[str],
) -> tuple[str, str]:  # fmt: skip
    """The pasal by which somebody is given time to improve, or why not: (pasal, ""), ("", why) or ("", "").

    A JPT with a predikat of `jpt`, who missed the target in one post the whole year, in normal conditions (KON
    P46(1-2)); of the others whoever has one of `others` (KON P47(1)).
    """
    if jenis_jabatan != JenisJabatan.JPT_PRATAMA.value:
        return (OTHERS if predikat in others else "", "")
    if predikat not in jpt:
        return "", ""
    why = BY_BEHAVIOUR if met else FORCE_MAJEURE if kahar else "" if whole_year else NOT_A_YEAR
    return ("" if why else JPT, why)


def in_one_post(since: date, tahun: int) -> bool:
    """The whole year in the post held at its end (KON P46(1))."""
    return since <= date(tahun, 1, 1)


def review_on(final_on: date, months: int) -> date:
    """So many months after the result became final, at the latest on the last of its month (readings B20, B42)."""
    year, month = final_on.year + (final_on.month - 1 + months) // 12, (final_on.month - 1 + months) % 12 + 1
    return date(year, month, min(final_on.day, calendar.monthrange(year, month)[1]))


def check_step(state: str, wanted: str, dasar: str) -> None:
    """Opened, reviewed, tested, closed: no step skipped or repeated (KON P46(3-4), P47(2-3); reading B42)."""
    if state != wanted:
        raise wrong_state(f"Tindak lanjut berstatus {state}; langkah ini hanya dari status {wanted}.", _steps(dasar))


def _steps(dasar: str) -> str:
    return "KON 46(3-4)" if dasar == JPT else "KON 47(2-3)"


def check_time(today: date, due: date, dasar: str) -> None:
    """Six months are his (KON P46(1), P47(1))."""
    if today < due:
        raise wrong_state(f"Kesempatan memperbaiki kinerja berlangsung sampai {due.isoformat()}.", dasar)


def check_said(text: str, field: str, dasar: str) -> None:
    """A finding rests on evidence (reading B42)."""
    if not text.strip():
        raise lacking("Sebutkan bukti.", dasar, field)


def after_review(improved: bool) -> tuple[str, str]:
    """State and outcome: who improved is done, who did not takes the competency test (KON P46(3), P47(2))."""
    return ("closed", "membaik") if improved else ("reviewed", "")


def after_test(dasar: str, passed: bool) -> tuple[str, str]:
    """JA and JF who meet the standard are done (KON P47(3)); of all others the PPK decides (KON P46(4), P47(3))."""
    return ("closed", "memenuhi_standar") if passed and dasar == OTHERS else ("tested", "")


def check_decree(jenis: str, nomor: str, dasar: str) -> None:
    """A move or demotion needs a decree of the PPK; a paper of the PyB alone is none (reading B4)."""
    if jenis != "ppk":
        raise wrong_state("Diperlukan keputusan PPK (Bupati); dokumen PyB saja tidak cukup.", _steps(dasar))
    check_said(nomor, "nomor", dasar)
