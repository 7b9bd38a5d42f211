"""The numbers of the policy of a month, beside what the law of the Pemda says of TPP."""

from __future__ import annotations

from datetime import date

from chassis.db import Work
from services.tpp.domain.masukan import Keadaan, Komponen, Potongan, Rates
from services.tpp.policy import EligibilityPolicy, JenisKomponen, TppPolicy
from services.tpp.store.policies import InForce

NAMES: dict[JenisKomponen, str] = {
    "beban_kerja": "TPP beban kerja", "tempat_bertugas": "TPP tempat bertugas", "kondisi_kerja": "TPP kondisi kerja",
    "kelangkaan_profesi": "TPP kelangkaan profesi", "prestasi_kerja": "TPP prestasi kerja",
    "pertimbangan_objektif_lainnya": "TPP pertimbangan objektif lainnya",
}  # fmt: skip


def rates_of(work: Work, by: InForce, periode: str, last: date) -> Rates:
    """The rates of a month whose last day is `last` (reading C2); Refusal 409 where no law is in force."""
    policy = by.policy
    law = work.packs.resolve(work.tenant, last)
    of_law = law.section("tpp", EligibilityPolicy)
    eligible, basis, regulation = of_law.eligible, of_law.cut_basis, of_law.cut_regulation
    cut, basic, ceiling, status = (
        policy.missing_day_cut, policy.basic_by_class, policy.ceiling_by_class, policy.pay_by_status,
    )  # fmt: skip
    shares, pending, attendance = policy.predicate_shares, policy.predicate_pending, policy.attendance
    return Rates(
        basic=basic.value if basic else {},
        basic_pasal=basic.pasal if basic else "",
        productivity=policy.weight_productivity.value,
        productivity_pasal=policy.weight_productivity.pasal,
        discipline=policy.weight_discipline.value,
        discipline_pasal=policy.weight_discipline.pasal,
        exempt=policy.exempt_statuses.value,
        eligible=eligible.value,
        eligible_pasal=f"{law.head.short} {eligible.pasal}",
        cut=cut.value if cut else None,
        cut_pasal=cut.pasal if cut else "",
        finding_pasal=f"{law.head.short} {basis.pasal}" if basis else "",
        cut_regulation=regulation.value if regulation else "",
        needs_finding=policy.cut_needs_finding.value,
        rounding=policy.rounding.value,
        without_target=policy.without_target.value,
        without_target_pasal=policy.without_target.pasal,
        periode=periode,
        ceiling=ceiling.value if ceiling else {},
        ceiling_pasal=ceiling.pasal if ceiling else "",
        by_status=status.value if status else {},
        by_status_pasal=status.pasal if status else "",
        predicate=shares.value if shares and policy.predicate_multiplier.value else None,
        predicate_pasal=policy.predicate_multiplier.pasal,
        predicate_pending=pending.value if pending else "hold",
        attendance=attendance.value if attendance else None,
        attendance_pasal=attendance.pasal if attendance else "",
        komponen=_kinds(policy),
        keadaan={kode: Keadaan(pasal=v.pasal, aturan=v.value) for kode, v in policy.circumstances.items()},
        potongan=tuple(Potongan(pasal=v.pasal, kode=k, aturan=v.value) for k, v in policy.deductions.items()),
    )


def _kinds(policy: TppPolicy) -> tuple[Komponen, ...]:
    """The kinds of TPP in the order of the national sheet."""
    return tuple(
        Komponen(pasal=value.pasal, kode=kode, nama=nama, besaran=value.value)
        for kode, nama in NAMES.items()
        if (value := policy.components.get(kode)) is not None
    )
