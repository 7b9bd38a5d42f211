"""Accounts of nobody of the staffing data: outside experts, support staff, outside systems. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from contracts.refusal import Refusal, Rule, rule

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


def check_external(jenis: str, persetujuan: str, selesai: date | None, on: date) -> None:
    """Outside experts and support staff act only after the Bupati's approval, until a date (KUAN P20).

    An outside system does so only with the consent of the Pengelola E-Kinerja (KUAN P26(2), reading A23).
    """
    if not persetujuan.strip():
        raise Refusal(EXTERNAL[jenis])
    if selesai is None or selesai < on:
        raise Refusal(_END[jenis])
