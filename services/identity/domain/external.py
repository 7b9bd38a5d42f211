"""Accounts of nobody of the staffing data: outside experts, support staff, outside systems. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from contracts.refusal import Refusal, Rule, rule


class Approval(Struct, frozen=True):
    """A letter that lets somebody from outside in: its number, whose it is, and its date."""

    nomor: str
    oleh: str
    tanggal: date | None


# Accounts of no person of the staffing data: what has to be approved first.
EXTERNAL: Mapping[str, Rule] = {
    jenis: rule(f"identity.external.{jenis}", 422, said, "persetujuan")
    for jenis, said in {
        "external_expert": "Tenaga ahli memerlukan nomor surat persetujuan Bupati.",
        "external_support": "Tenaga pendukung memerlukan nomor surat persetujuan Bupati.",
        "integrasi": "Integrasi memerlukan nomor persetujuan Pengelola E-Kinerja.",
    }.items()
}
_END = {
    jenis: rule(
        f"identity.external.{jenis}_end",
        422,
        "Akun pihak luar memerlukan tanggal berakhir yang belum lewat.",
        "selesai",
    )
    for jenis in EXTERNAL
}


OTHER_APPROVER = rule(
    "identity.external.approver", 422, "Persetujuan ini diberikan oleh: {approver}.", "disetujui_oleh", source="value"
)
NO_APPROVAL_DAY = rule(
    "identity.external.approval_day", 422, "Sebutkan tanggal surat persetujuan, yang sudah tiba.", "tanggal_persetujuan"
)


def check_external(jenis: str, approval: Approval, approver: str, pasal: str, selesai: date | None, on: date) -> None:
    """Outside experts and support staff act only after the Bupati's approval, until a date (KUAN P20).

    An outside system does so only with the consent of the Pengelola E-Kinerja (KUAN P26(2), reading A23). `approver`:
    whose approval it is by which pasal.
    """
    if not approval.nomor.strip():
        raise Refusal(EXTERNAL[jenis])
    if approval.oleh != approver:
        raise Refusal(OTHER_APPROVER, pasal, approver=approver)
    if approval.tanggal is None or approval.tanggal > on:
        raise Refusal(NO_APPROVAL_DAY)
    if selesai is None or selesai < on:
        raise Refusal(_END[jenis])
