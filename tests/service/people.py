"""People and organisation as identity tells of them, for the service tests."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from contracts.identity import CalendarDaySet, PegawaiRecorded
from contracts.masa import MasaPenilai, MasaStatus, Sebagai
from contracts.vocabulary import Jenis, JenisJabatan, StatusPegawai

SINCE = date(2024, 1, 2)
# SKB 3 Menteri: holidays and cuti bersama from Monday to Saturday, March-April and December 2025, January-April 2026.
OFF = [
    *(date(2025, 3, d) for d in (28, 29, 31)), *(date(2025, 4, d) for d in (1, 2, 3, 4, 7, 18)),
    date(2025, 12, 25), date(2025, 12, 26), date(2026, 1, 1), date(2026, 1, 16), date(2026, 2, 16),
    date(2026, 2, 17), *(date(2026, 3, d) for d in (18, 19, 20, 23, 24)), date(2026, 4, 3),
]  # fmt: skip
SEKDA, KEPALA, KABID, KASI, STAF, STAF2, ADMIN, REVIEWER = (UUID(int=0x5000 + n) for n in range(8))


def calendar() -> list[CalendarDaySet]:
    return [CalendarDaySet(tanggal=day, libur=True, nama="Libur") for day in OFF]


def term(
    penilai: UUID | None, mulai: date = SINCE, selesai: date | None = None, sebagai: str = "definitif"
) -> MasaPenilai:
    return MasaPenilai(mulai=mulai, selesai=selesai, penilai_id=penilai, sebagai=Sebagai(sebagai))


def pegawai(asn_id: UUID, atasan: UUID | None, **more: Any) -> PegawaiRecorded:
    """A validated PNS of the OPD `DINKES`; say what is different."""
    fields: dict[str, Any] = {
        "asn_id": asn_id, "nip": f"198001012005011{asn_id.int % 1000:03d}",
        "nama": f"Pegawai {asn_id.int % 1000}",
        "jenis": Jenis.PNS, "status": StatusPegawai.AKTIF, "golongan": "III/c", "jabatan": "Analis",
        "jenis_jabatan": JenisJabatan.PELAKSANA, "kelas_jabatan": 7, "opd": "DINKES", "unit": "DINKES.P2P",
        "atasan_id": atasan, "tmt_jabatan": SINCE, "memimpin_unit": False, "validated": True, "peran": (),
    } | more  # fmt: skip
    if "penilai" not in more:
        fields["penilai"] = (term(atasan, sebagai="definitif" if atasan else "bupati"),)
    if "masa_status" not in more:
        fields["masa_status"] = (MasaStatus(mulai=SINCE, selesai=None, status=fields["status"]),)
    return PegawaiRecorded(**fields)


def office() -> list[PegawaiRecorded]:
    """A dinas: kepala, kabid, kasi, two staff, an admin of the PD and a pengelola kinerja; and the Sekda."""
    lead = {"memimpin_unit": True}
    jpt = {"jenis_jabatan": JenisJabatan.JPT_PRATAMA, **lead}
    return [
        pegawai(SEKDA, None, opd="SETDA", unit="SETDA", peran=("sekda",), **jpt),
        pegawai(KEPALA, SEKDA, unit="DINKES", peran=("kepala_pd",), **jpt),
        pegawai(KABID, KEPALA, jenis_jabatan=JenisJabatan.ADMINISTRATOR, **lead),
        pegawai(KASI, KABID, jenis_jabatan=JenisJabatan.PENGAWAS, **lead),
        pegawai(STAF, KASI),
        pegawai(STAF2, KASI),
        pegawai(ADMIN, KABID, jenis_jabatan=JenisJabatan.PENGAWAS, peran=("admin_pd",)),
        pegawai(REVIEWER, KABID, jenis_jabatan=JenisJabatan.PENGAWAS, peran=("pengelola_kinerja",)),
    ]  # fmt: skip
