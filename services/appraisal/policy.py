"""The appraisal section of a regulation pack, typed."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from chassis.regulation import Value
from contracts.appraisal import PredikatBkn

RATINGS = ("di_atas", "sesuai", "di_bawah")


class Band(Struct, frozen=True, forbid_unknown_fields=True):
    """One predikat: from this nilai upwards (inclusive); `idea`: only with a new idea (KON P31(5), reading B1)."""

    predikat: str
    lowest: Decimal
    idea: bool = False


class AppraisalPolicy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """KON P16, P26, P31, P32, P45-48; KUAN P4 knows five dimensions and no number.

    `dimensions`: what an appraisal that is whole says something of.
    `segment_basis`: by what the SKPs of a year are weighed. `segment_confirm_days`: how long, after it was measured, a
    segment waits to be closed by its own penilai. `target_met`: from which nilai SKP the target is. `improvement_jpt`,
    `improvement_others`: with which predikat a JPT, or anybody else, is given `improvement_months` to improve;
    `placement_months`: how long a temporary placement lasts at most.
    `peer_input`: whether the Pemda asks peers and subordinates about behaviour; where it does the other weights hold,
    also for whom nobody could be asked (B6). `behaviour_standard`: by kind of jabatan and aspect, the level that the
    jabatan asks for. `quadrants`: rating of hasil kerja, then of perilaku, to the predikat for BKN (PermenPANRB
    6/2022); beside the nilai, never made of it. `deliver_days`, `return_days`, `objection_days`: calendar days after
    the signature, the receipt, the receipt; `substitute_days`: working days in which the superior sets the paper;
    `answer_days`: how long both are waited for in an objection; `decide_days`: what the system expects of its decision.
    `distribution_*`: shares of a unit, which predikat is in which band, whether a reason is asked for outside them.
    `weight_penilai`, `weight_peers`: of the marks of the penilai and of the survey. `survey_opens`: month and day of
    its first day, `survey_days`: how many days later its last one is, `survey_reminders`: after how many days people
    are reminded; `survey_asked`: how many of each group are drawn; `survey_split`: whether all answers count alike or
    each group half (B6); `survey_min_shown`, `survey_min_used`: from how many answers a mean is shown, and used.
    `priority_lists`: which predikat, two years in a row, leads to which list.
    `monitoring_per_semester`: how often at least the penilai looks at the progress of each; 0: the law is silent.
    `ranking_first`: by which the ranking compares first. `exempt_statuses`: who is no part of a unit's population.
    """

    scoring: Value[str]
    dimensions: Value[tuple[str, ...]]
    weight_skp: Value[Decimal]
    weight_perilaku: Value[Decimal]
    aspects: Value[tuple[str, ...]]
    leadership_aspect: Value[str]
    leadership_for: Value[tuple[str, ...]]
    predicates: Value[tuple[Band, ...]]
    opens_on: Value[str]
    sign_until: Value[str]
    objection_days: Value[int]
    segment_basis: Value[Literal["hari", "bulan", "none"]]
    segment_confirm_days: Value[int]
    target_met: Value[Decimal]
    improvement_jpt: Value[tuple[str, ...]]
    improvement_others: Value[tuple[str, ...]]
    improvement_months: Value[int]
    placement_months: Value[int]
    peer_input: Value[bool]
    weight_skp_with_peers: Value[Decimal]
    weight_perilaku_with_peers: Value[Decimal]
    weight_penilai: Value[Decimal]
    weight_peers: Value[Decimal]
    survey_opens: Value[str]
    survey_days: Value[int]
    survey_reminders: Value[tuple[int, ...]]
    survey_asked: Value[dict[Literal["rekan", "bawahan"], int]]
    survey_split: Value[Literal["bersama", "per_kelompok"]]
    survey_min_shown: Value[int]
    survey_min_used: Value[int]
    behaviour_standard: Value[dict[str, dict[str, int]]]
    quadrants: Value[dict[str, dict[str, PredikatBkn]]]
    deliver_days: Value[int]
    return_days: Value[int]
    substitute_days: Value[int]
    answer_days: Value[int]
    decide_days: Value[int]
    report_by: Value[str]
    distribution_above_max: Value[Decimal]
    distribution_middle: Value[tuple[Decimal, Decimal]]
    distribution_below_max: Value[Decimal]
    distribution_bands: Value[dict[str, Literal["di_atas", "sesuai", "di_bawah"]]]
    distribution_mode: Value[Literal["warn", "require_reason"]]
    ranking_first: Value[Literal["predikat", "nilai"]]
    monitoring_per_semester: Value[int]
    priority_lists: Value[dict[Literal["talent_pool", "kompetensi"], str]]
    exempt_statuses: Value[tuple[str, ...]]

    def __post_init__(self) -> None:
        """ValueError where one of the nine cells is missing."""
        cells = self.quadrants.value
        if any(len(cells.get(rating, {})) != len(RATINGS) for rating in RATINGS):
            raise ValueError("quadrants: expected a predikat for each of the nine cells")
