"""A dinas at the end of a year: what appraisal heard of its SKPs, and who appraises whom."""

from __future__ import annotations

from datetime import date, datetime, timezone
from typing import Any
from uuid import UUID

from contracts.butir import ButirKinerja
from contracts.skp import RealisasiConfirmed, RealisasiMeasured, SkpClosed, SkpSet
from contracts.vocabulary import Kategori
from tests.service.hosted import Answer, Hosted
from tests.service.people import KABID, KASI, STAF, office, pegawai

KASI2 = UUID(int=0x5200)
ONE, TWO = UUID(int=0x7001), UUID(int=0x7002)
JANUARY, APRIL_30, MAY, END = date(2026, 1, 1), date(2026, 4, 30), date(2026, 5, 1), date(2026, 12, 31)
FOUR = ("orientasi_pelayanan", "komitmen", "inisiatif_kerja", "kerja_sama")
FIVE = (*FOUR, "kepemimpinan")


def planned(skp: UUID, mulai: date = JANUARY, penilai: UUID = KASI, asn: UUID = STAF) -> SkpSet:
    butir = ButirKinerja(
        butir_id=UUID(int=skp.int + 0x100), kategori=Kategori.UTAMA, uraian=f"Laporan {skp.int % 16}",
        indikator="Jumlah laporan", target=120, satuan="laporan",
    )  # fmt: skip
    return SkpSet(
        skp_id=skp, asn_id=asn, penilai_id=penilai, tahun=2026, mulai=mulai, selesai=END, late=False,
        set_at=datetime(2026, 1, 12, 1, tzinfo=timezone.utc), butir=(butir,), pack="konsel-67-2024",
    )  # fmt: skip


def ended(skp: UUID, selesai: date = APRIL_30, sebab: str = "mutasi", penilai: UUID = KASI) -> SkpClosed:
    return SkpClosed(
        skp_id=skp, asn_id=STAF, selesai=selesai, sebab=sebab, tahun=2026, mulai=JANUARY, penilai_id=penilai
    )


def measured(
    skp: UUID, capaian: str, mulai: date = JANUARY, selesai: date = END, asn: UUID = STAF, **more: Any
) -> RealisasiMeasured:
    fields: dict[str, Any] = {"masa": "2026", "measured_on": date(2026, 12, 20)} | more
    return RealisasiMeasured(
        skp_id=skp, asn_id=asn, tahun=2026, realisasi={}, capaian=capaian, mulai=mulai, selesai=selesai, **fields
    )


def closed(skp: UUID, capaian: str = "80") -> RealisasiConfirmed:
    return RealisasiConfirmed(skp_id=skp, asn_id=STAF, mulai=JANUARY, selesai=APRIL_30, capaian=capaian, oleh=KASI)


class Judging:
    """The dinas whose year ended."""

    def __init__(self, service: Hosted, tenant: str) -> None:
        self.service = service
        self.tenant = tenant
        self.zone = "+07:00" if tenant == "kuansing" else "+08:00"

    async def at(self, moment: str) -> None:
        await self.service.at(moment, self.zone)

    async def hear(self, *events: Any) -> Any:
        return await self.service.hear(*events, tenant=self.tenant)

    async def ask(self, method: str, path: str, body: Any = None, *, who: UUID, **more: Any) -> Answer:
        return await self.service.ask(method, path, body, actor=who, tenant=self.tenant, **more)

    async def good(self, method: str, path: str, body: Any = None, *, who: UUID) -> Any:
        answer = await self.ask(method, path, body, who=who)
        assert answer.status < 400, (path, answer.status, answer.body)
        return answer.body

    async def of(self, who: UUID) -> Any:
        """Somebody's own appraisal of 2026."""
        return (await self.good("GET", "/appraisals?tahun=2026", who=who))[0]

    async def sign(self, asn: UUID, penilai: UUID, perilaku: str = "95", five: bool = False, **more: Any) -> Answer:
        scores = dict.fromkeys(FIVE if five else FOUR, perilaku) if self.tenant == "konsel" else {}
        body = {"perilaku": scores, "hasil": "Laporan selesai.", "manfaat": "Layanan tepat waktu."} | more
        found = (await self.of(asn))["appraisal_id"]
        return await self.ask("POST", f"/appraisals/{found}/sign", body, who=penilai)

    async def finalize(self, asn: UUID, received: str = "2027-02-02T09:00", after: str = "2027-02-17T00:01") -> None:
        """Received on a day, and nobody objected within fourteen (KON P48(1))."""
        await self.at(received)
        found = (await self.of(asn))["appraisal_id"]
        await self.good("POST", f"/appraisals/{found}/receive", who=asn)
        await self.at(after)


async def open_judging(service: Hosted, tenant: str) -> Judging:
    judging = Judging(service, tenant)
    await judging.at("2026-12-31T09:00")
    moved = pegawai(STAF, KASI2, tmt_jabatan=MAY, unit="DINKES.YANKES")
    people = [p for p in office() if p.asn_id != STAF]
    await judging.hear(*people, pegawai(KASI2, KABID, unit="DINKES.YANKES"), moved)
    return judging
