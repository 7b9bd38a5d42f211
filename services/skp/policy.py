"""The skp section of a regulation pack, typed."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from chassis.regulation import Packs, Value

Trait = Literal["disepakati", "surat_keputusan", "di_luar_tugas_pokok", "sesuai_kapasitas", "terkait_output"]
# `sign`: the owner's agreement. Only setting makes an SKP bind, so every change repeats that.
Repeated = Literal["review", "agree", "sign", "set"]
Periods = Literal["bulanan", "triwulanan", "semesteran", "tahunan"]


class Copies(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When copies must be with the penilai; None: never.

    `awal_tahun`: by the end of the n-th working day of the year, and handed over from `dibuka` (MM-DD) of the year
    before. `pindah`: so many working days after the effective date of a move, 0: on that day.
    """

    awal_tahun: int | None = None
    pindah: int | None = None
    dibuka: str = "12-01"


class FairClock(Struct, frozen=True, kw_only=True):
    """What an outage does to a deadline (X8): so many minutes of a day, between which hours; whether the law's move.

    Of the section activity, whose ledger it is: one value for both services.
    """

    outage_minutes: Value[int]
    outage_hours: Value[tuple[str, str]]
    extend_statutory: Value[bool]


class SkpPolicy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What KUAN P5-9 and KON P6-15, P20 ask of a plan and its measurement; a value nobody reads is refused.

    `segment_target`: what an SKP that ended within its year is measured against: the part that was due, or all of it.
    `tugas_tambahan_heads_of_pd`: only who leads the whole PD gives a tugas tambahan, or also who leads a unit of it.
    `change_proposers`: who opens a change of a set SKP; `change_in_year_only`: only while its year runs.
    `change_repeats`: which steps the next version of a set SKP takes; the others hold from before (reading B31).
    """

    sources: Value[tuple[str, ...]]
    iki_criteria: Value[tuple[str, ...]]
    target_aspects: Value[tuple[str, ...]]
    exempt_statuses: Value[tuple[str, ...]]
    required_sources: Value[dict[str, tuple[str, ...]]]
    unit_head_sources: Value[tuple[str, ...]]
    unit_head_indicators: Value[tuple[str, ...]]
    tugas_tambahan_mandatory: Value[tuple[Trait, ...]]
    tugas_tambahan_issuers: Value[tuple[str, ...]]
    tugas_tambahan_heads_of_pd: Value[bool]
    parent_must_be_set: Value[bool]
    bupati_ratifies_jpt: Value[bool]
    change_causes: Value[tuple[str, ...]]
    change_repeats: Value[tuple[Repeated, ...]]
    change_proposers: Value[tuple[Literal["pegawai", "penilai", "pengelola_kinerja"], ...]]
    change_in_year_only: Value[bool]
    move_window_days: Value[int]
    update_days: Value[int]
    set_deadline: Value[str]
    capaian_max: Value[int]
    copies: Value[Copies]
    initial_input: Value[dict[str, date]]
    measure_periods: Value[Periods]
    segment_target: Value[Literal["bagian", "utuh"]]

    def __post_init__(self) -> None:
        if "set" not in self.change_repeats.value:
            raise ValueError("change_repeats: every change is set anew")


def require(packs: Packs) -> None:
    """Read what skp needs of every pack, so that a malformed one stops the start."""
    packs.require("skp", SkpPolicy)
    packs.require("activity", FairClock)
