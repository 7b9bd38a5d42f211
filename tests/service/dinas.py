"""A dinas at work: who enters, who looks, who decides, in one Pemda or the other."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from contracts.butir import ButirKinerja
from contracts.skp import SkpSet
from contracts.vocabulary import Kategori
from tests.service.hosted import Hosted
from tests.service.people import KASI, STAF, calendar, office

UTAMA, TAMBAHAN = UUID(int=0x7001), UUID(int=0x7002)


def skp(asn_id: UUID, *butir: UUID) -> SkpSet:
    published = tuple(
        ButirKinerja(
            butir_id=b, kategori=Kategori.TAMBAHAN if b == TAMBAHAN else Kategori.UTAMA, uraian="Menyusun laporan",
            indikator="Jumlah", target=12, satuan="berkas",
        )
        for b in butir
    )  # fmt: skip
    return SkpSet(
        skp_id=uuid4(), asn_id=asn_id, penilai_id=KASI, tahun=2026, mulai=date(2025, 1, 1), selesai=date(2026, 12, 31),
        late=False, set_at="2026-01-05T00:00:00Z", butir=published, pack="kuansing-65-2019",
    )  # fmt: skip


def entry(tanggal: str, **more: Any) -> dict[str, Any]:
    return {
        "tanggal": tanggal, "kategori": "utama", "butir_id": str(UTAMA), "uraian": "Menyusun laporan",
        "output": "1 berkas", "kuantitas": 1, "mulai": "08:00:00", "selesai": "09:00:00", "benar": True,
    } | more  # fmt: skip


class Office:
    """The dinas at work: who enters, who looks, who decides."""

    def __init__(self, service: Hosted, tenant: str) -> None:
        self.service = service
        self.tenant = tenant
        self.zone = "+07:00" if tenant == "kuansing" else "+08:00"

    async def at(self, moment: str) -> None:
        await self.service.at(moment, self.zone)

    async def enter(self, tanggal: str, who: UUID = STAF, **more: Any) -> str:
        made = await self.service.post("/activities", entry(tanggal, **more), actor=who, tenant=self.tenant)
        return str(made["activity_id"])

    async def look(self, who: UUID = KASI, **more: Any) -> list[dict[str, Any]]:
        return list(await self.service.post("/queue", actor=who, tenant=self.tenant, **more))

    async def mine(self, periode: str, who: UUID = STAF) -> dict[str, dict[str, Any]]:
        rows = await self.service.get(f"/activities?periode={periode}", actor=who, tenant=self.tenant)
        return {row["activity_id"]: row for row in rows}

    async def ask(self, method: str, path: str, body: Any = None, *, who: UUID, **more: Any) -> Any:
        return await self.service.ask(method, path, body, actor=who, tenant=self.tenant, **more)

    async def verify(self, *ids: str, who: UUID = KASI) -> Any:
        return await self.ask("POST", "/verify", {"ids": ids}, who=who)


async def open_office(service: Hosted, tenant: str) -> Office:
    found = Office(service, tenant)
    await found.at("2026-01-02T08:00")
    await service.hear(*calendar(), *office(), tenant=tenant)
    plans = [skp(STAF, UTAMA, TAMBAHAN)]
    await service.hear(*plans, tenant=tenant)
    await service.told()
    return found
