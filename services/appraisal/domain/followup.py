"""Tindak lanjut: what follows from an appraisal that is final (KON P45-47; readings B15, B20, B42). Pure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Literal

from contracts.refusal import Refusal, Rule, Status, rule
from contracts.vocabulary import JenisJabatan
from kernel.kalender import ONE_DAY, months_after

# Whose time to improve it is: a JPT's or anybody else's. The two go by different pasal.
Jalur = Literal["jpt", "lainnya"]


def _rules(what: str, status: Status, text: str) -> dict[Jalur, Rule]:
    return {
        "jpt": rule(f"appraisal.followup.jpt_{what}", status, text),
        "lainnya": rule(f"appraisal.followup.{what}", status, text),
    }


NOT_NOW = _rules("not_now", 409, "Tindak lanjut berstatus {state}; langkah ini hanya dari status {wanted}.")
TOO_EARLY = _rules("too_early", 409, "Kesempatan memperbaiki kinerja berlangsung sampai {until}.")
NO_PROOF = _rules("no_proof", 422, "Sebutkan bukti.")
NOT_PPK = _rules("not_ppk", 409, "Diperlukan keputusan PPK (Bupati); dokumen PyB saja tidak cukup.")
NO_PLACEMENT = rule(
    "appraisal.followup.no_placement", 409, "Penempatan sementara hanya bagi pejabat administrasi dan fungsional."
)
NOT_PLACED = rule(
    "appraisal.followup.not_placed", 409, "Pemberhentian hanya sesudah penempatan sementara selama satu tahun."
)
PLACED_UNTIL = rule("appraisal.followup.placed_until", 409, "Penempatan sementara berlangsung sampai {until}.")
Outcome = Literal["dipindahkan", "diturunkan", "tetap", "ditempatkan_sementara", "diberhentikan_dengan_hormat"]
PLACEMENT, DISMISSAL = "ditempatkan_sementara", "diberhentikan_dengan_hormat"
NOT_A_YEAR, FORCE_MAJEURE, BY_BEHAVIOUR = "kurang_setahun", "keadaan_kahar", "target_terpenuhi"


def is_met(nilai_skp: Decimal, met: Decimal) -> bool:
    """Whether the target was reached (KON P45(1)); unrounded."""
    return nilai_skp >= met


def ground(
    jenis_jabatan: str, predikat: str, *, met: bool, whole_year: bool, kahar: bool,
    jpt: Collection[str], others: Collection[str],
) -> tuple[Jalur | None, str]:  # fmt: skip
    """Whose time to improve somebody is given, or why none: (jalur, ""), (None, why) or (None, "").

    A JPT with a predikat of `jpt`, who missed the target in one post the whole year, in normal conditions (KON
    P46(1-2)); of the others everybody with one of `others` (KON P47(1)).
    """
    if jenis_jabatan != JenisJabatan.JPT_PRATAMA.value:
        return ("lainnya" if predikat in others else None, "")
    if predikat not in jpt:
        return None, ""
    why = BY_BEHAVIOUR if met else FORCE_MAJEURE if kahar else "" if whole_year else NOT_A_YEAR
    return (None if why else "jpt", why)


def in_one_post(since: date, tahun: int) -> bool:
    """The whole year in the post held at its end (KON P46(1))."""
    return since <= date(tahun, 1, 1)


def review_on(final_on: date, months: int) -> date:
    """So many months after the result became final, at the latest on the last of its month (readings B20, B42)."""
    return months_after(final_on, months)


def check_step(state: str, wanted: str, jalur: Jalur) -> None:
    """Opened, reviewed, tested, closed: no step skipped or repeated (KON P46(3-4), P47(2-3); reading B42)."""
    if state != wanted:
        raise Refusal(NOT_NOW[jalur], state=state, wanted=wanted)


def check_time(today: date, due: date, jalur: Jalur) -> None:
    """The case waits six months (KON P46(1), P47(1))."""
    if today < due:
        raise Refusal(TOO_EARLY[jalur], until=due.isoformat())


def check_said(text: str, field: str, jalur: Jalur) -> None:
    """A finding rests on evidence (reading B42)."""
    if not text.strip():
        raise Refusal(NO_PROOF[jalur], field=field)


def after_review(improved: bool) -> tuple[str, str]:
    """State and outcome: who improved is done, who did not takes the competency test (KON P46(3), P47(2))."""
    return ("closed", "membaik") if improved else ("reviewed", "")


def after_test(jalur: Jalur, passed: bool) -> tuple[str, str]:
    """JA and JF who meet the standard are done (KON P47(3)); of all others the PPK decides (KON P46(4), P47(3))."""
    return ("closed", "memenuhi_standar") if passed and jalur == "lainnya" else ("tested", "")


def check_decree(jenis: str, nomor: str, jalur: Jalur) -> None:
    """A move or demotion needs a decree of the PPK; a paper of the PyB alone is none (reading B4)."""
    if jenis != "ppk":
        raise Refusal(NOT_PPK[jalur])
    check_said(nomor, "nomor", jalur)


def check_outcome(state: str, outcome: Outcome, jalur: Jalur, until: date | None, today: date) -> None:
    """From which state the PPK may decree what (KON P46(4), P47(3-5)).

    A temporary placement is of JA and JF alone, once; a dismissal only after its whole year.
    """
    if outcome == PLACEMENT:
        check_step(state, "tested", jalur)
        if jalur == "jpt":
            raise Refusal(NO_PLACEMENT)
    elif outcome == DISMISSAL:
        if state != "placed" or until is None:
            raise Refusal(NOT_PLACED)
        if today <= until:
            raise Refusal(PLACED_UNTIL, until=until.isoformat())
    elif state != "placed":
        check_step(state, "tested", jalur)


def placed_until(since: date, months: int) -> date:
    """The last day of a temporary placement, its first day counted: from 1 September to 31 August (KON P47(4))."""
    return months_after(since, months) - ONE_DAY
