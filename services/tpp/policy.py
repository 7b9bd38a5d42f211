"""The tpp sections of the packs, typed: who is eligible by the law, and how a TPP policy computes."""

from __future__ import annotations

from datetime import time
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta, Struct

from chassis.regulation import Value

WithoutTarget = Literal["whole", "none"]
# Rupiah of a month that a decree sets.
Besaran = Annotated[int, Meta(ge=0, le=10**12)]
Rounding = Literal["half_up_per_line", "down_per_line"]
# The six kinds of TPP that national rules know, in the order of SIPD's sheet.
JenisKomponen = Literal[
    "beban_kerja", "tempat_bertugas", "kondisi_kerja", "kelangkaan_profesi", "prestasi_kerja",
    "pertimbangan_objektif_lainnya",
]  # fmt: skip
Akibat = Literal["cut", "pay", "add", "hold", "none"]
Pending = Literal["hold", "previous_final"]
Nama = Annotated[str, Meta(min_length=1, max_length=200)]


class EligibilityPolicy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who may have a TPP at all (KUAN P1(28); KON P1(4), P43), and what it is cut for where the law cuts (KUAN P31).

    `cut_regulation`: which regulation sets how much. `predicate_multiplier`: whether the law itself lets the predikat
    multiply a TPP (KON P43); it says only that a report may be a basis of pay. `sptjm`: what a head of a PD states to
    answer for a payment; without it the usual words.
    """

    eligible: Value[tuple[str, ...]]
    cut_basis: Value[Literal["missing_day_with_finding"]] | None = None
    cut_regulation: Value[str] | None = None
    predicate_multiplier: Value[bool] | None = None
    sptjm: Value[tuple[Annotated[str, Meta(min_length=3, max_length=500)], ...]] | None = None


class KomponenPolicy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Amounts of one kind of TPP: of the named post, else of the unit or its PD, else of the kelas jabatan.

    `measured`: the weights of productivity and discipline apply; without them it is paid whole.
    """

    by_class: dict[str, Besaran] = {}
    by_unit: dict[str, Besaran] = {}
    by_post: dict[str, Besaran] = {}
    measured: bool = True


class KeadaanPolicy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a circumstance of a person does to a month's TPP: a sanction, LHKPN, leave, study, CPNS, a post as Plt.

    `effect`: cut takes `share` of it away, pay leaves `share` of it, add puts `share` on top, hold pays nothing before
    it has ended, none gives no TPP. `months`: how long it lasts where it is recorded without an end; None: until
    further notice.
    """

    nama: Nama
    effect: Akibat
    share: Decimal = Decimal(0)
    months: Annotated[int, Meta(ge=1, le=600)] | None = None


class PotonganPolicy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A tax or contribution: `share` of the TPP, or by golongan (I, II, III, IV, of PPPK its own); `most`: rupiah."""

    nama: Nama
    share: Decimal | None = None
    by_golongan: dict[str, Decimal] = {}
    most: Besaran | None = None


class PitaPolicy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Up to so many minutes (None: however many), what share of the part for discipline a day is cut."""

    to: Annotated[int, Meta(ge=1, le=1440)] | None = None
    cut: Decimal


class KehadiranPolicy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What attendance cuts of the part for discipline, a day: coming late and leaving early by bands of minutes.

    `masuk`, `pulang`, `pulang_jumat`: the hours of duty, local. `no_clock`: an arrival or a departure that is missing;
    `absent`: a day without either that was recorded as absent. A day without a record cuts nothing.
    """

    masuk: time
    pulang: time
    pulang_jumat: time | None = None
    bands: Annotated[tuple[PitaPolicy, ...], Meta(min_length=1, max_length=20)]
    no_clock: Decimal
    absent: Decimal


class TppPolicy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A policy of amounts: decreed basic TPP by kelas jabatan or kinds of TPP, weights, cuts.

    `without_target`: what of the part for productivity is paid for a month in which no output of the SKP is due.
    `missing_day_cut`: share of the part for discipline, a day; None: not set, and then nothing is cut by guess.
    `cut_needs_finding`: a day is cut only when its penilai found it deliberate (A13). `predicate_multiplier`: whether
    the predikat of the last year multiplies the TPP, by `predicate_shares`; what is not final yet waits or is paid by
    the year before (`predicate_pending`, B36, B45). `pay_by_status`: the share that is paid in a status.
    """

    weight_productivity: Value[Decimal]
    weight_discipline: Value[Decimal]
    exempt_statuses: Value[tuple[str, ...]]
    productivity: Value[Literal["approved_over_target"]]
    without_target: Value[WithoutTarget]
    rounding: Value[Rounding]
    cut_needs_finding: Value[bool]
    predicate_multiplier: Value[bool]
    basic_by_class: Value[dict[str, Besaran]] | None = None
    missing_day_cut: Value[Decimal] | None = None
    predicate_shares: Value[dict[str, Decimal]] | None = None
    predicate_pending: Value[Pending] | None = None
    pay_by_status: Value[dict[str, Decimal]] | None = None
    ceiling_by_class: Value[dict[str, Besaran]] | None = None
    attendance: Value[KehadiranPolicy] | None = None
    components: dict[JenisKomponen, Value[KomponenPolicy]] = {}
    circumstances: dict[str, Value[KeadaanPolicy]] = {}
    deductions: dict[str, Value[PotonganPolicy]] = {}
