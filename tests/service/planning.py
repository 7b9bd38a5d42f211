"""A dinas in planning: who drafts, who reviews, who sets, in one Pemda or the other."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from contracts.identity import Penempatan
from contracts.vocabulary import JenisJabatan
from ekinerja.demo.content import CRITERIA
from services.skp.store import sidik_of
from tests.chassis.files import pdf
from tests.service.hosted import Answer, Hosted
from tests.service.people import KABID, KASI, KEPALA, REVIEWER, SEKDA, STAF, calendar, office, pegawai

ALL = ("renstra", "perjanjian_kinerja", "organisasi_tata_kerja", "uraian_jabatan", "skp_atasan")
REVIEW = {
    "kriteria": dict.fromkeys(CRITERIA, True),
    "pembahasan": "Dibahas bersama.",
    "peserta": "Keduanya",
    "pembahas": ["pejabat_penilai"],
}
PDF = pdf()


def butir(induk: str | None = None, **more: Any) -> dict[str, Any]:
    return {
        "kategori": "utama", "uraian": "Menyusun laporan", "indikator": "Jumlah laporan",
        "target": {"kuantitas": 120, "satuan": "laporan", "kualitas": 95, "waktu_bulan": 12},
        **({"induk_id": induk} if induk else {"sasaran_unit": "Mutu pelayanan"}),
    } | more  # fmt: skip


def extra(issuer: UUID | None, **more: Any) -> dict[str, Any]:
    """A tugas tambahan that somebody gave, or (None) the Bupati."""
    sk = {
        "nomor": "SK.7",
        "tanggal": "2026-01-05",
        **({"pemberi_id": str(issuer)} if issuer else {"pemberi_bupati": True}),
        "disepakati": True,
        "di_luar_tugas_pokok": True,
    }
    return {
        "kategori": "tambahan", "uraian": "Panitia hari jadi", "indikator": "Jumlah kegiatan",
        "target": {"kuantitas": 6, "satuan": "kegiatan"}, "sk": sk | more,
    }  # fmt: skip


class Planning:
    """The dinas in planning."""

    def __init__(self, service: Hosted, tenant: str) -> None:
        self.service = service
        self.tenant = tenant
        self.zone = "+07:00" if tenant == "kuansing" else "+08:00"
        self.bupati = uuid4()

    async def at(self, moment: str) -> None:
        await self.service.at(moment, self.zone)

    async def ask(self, method: str, path: str, body: Any = None, *, who: UUID, **more: Any) -> Answer:
        peran = ("bupati",) if who == self.bupati else ()
        return await self.service.ask(method, path, body, actor=who, tenant=self.tenant, peran=peran, **more)

    async def good(self, method: str, path: str, body: Any = None, *, who: UUID) -> Any:
        answer = await self.ask(method, path, body, who=who)
        assert answer.status < 400, (path, answer.status, answer.body)
        return answer.body

    def content(self, *items: dict[str, Any]) -> dict[str, Any]:
        kinds = (*ALL, *(("rencana_kerja_tahunan",) if self.tenant == "konsel" else ()))
        sources = [{"jenis": k, "rujukan": "2026"} for k in kinds]
        return {"sumber": sources, "butir": list(items), "perilaku": "Melayani.", "benar": True}

    async def draft(self, who: UUID, *items: dict[str, Any], tahun: int = 2026, **more: Any) -> str:
        made = await self.good("POST", "/sasaran", {"tahun": tahun, "isi": self.content(*items), **more}, who=who)
        return str(made["skp_id"])

    async def first(self, who: UUID, tahun: int = 2026) -> str:
        """The first kinerja of somebody's latest SKP."""
        mine = await self.good("GET", f"/sasaran?tahun={tahun}", who=who)
        return str(mine[-1]["isi"]["butir"][0]["butir_id"])

    async def edit(self, skp: str, isi: dict[str, Any], who: UUID) -> Answer:
        """The draft as its owner (or whoever tries) sees it now, written anew."""
        rows = await self.service.rows("SELECT content::text AS content FROM skp WHERE skp_id = $1", UUID(skp))
        body = {"isi": isi, "sidik": sidik_of(rows[0]["content"])}
        return await self.ask("PUT", f"/sasaran/{skp}", body, who=who)

    async def through(self, skp: str, who: UUID, penilai: UUID, reviewer: UUID = REVIEWER) -> Any:
        """Every step up to setting."""
        await self.good("POST", f"/sasaran/{skp}/submit", who=who)
        await self.good("POST", f"/sasaran/{skp}/review", REVIEW, who=reviewer)
        await self.good("POST", f"/sasaran/{skp}/agree", who=who)
        await self.good("POST", f"/sasaran/{skp}/agree", who=penilai)
        return await self.good("POST", f"/sasaran/{skp}/set", who=penilai)

    async def plan(self) -> dict[UUID, str]:
        """Everybody's SKP from the Sekda down to the staff, set."""
        return await self.plan_down_to(STAF)

    async def plan_down_to(self, last: UUID) -> dict[UUID, str]:
        """The same down to somebody."""
        found: dict[UUID, str] = {}
        head = [butir(jenis_indikator="tupoksi"), butir(jenis_indikator="anggaran", uraian="Menyerap anggaran")]
        for who, penilai in ((SEKDA, self.bupati), (KEPALA, SEKDA), (KABID, KEPALA), (KASI, KABID), (STAF, KASI)):
            items = head if who in (SEKDA, KEPALA) else [butir(await self.first(penilai))]
            found[who] = await self.draft(who, *items)
            reviewer = SEKDA_REVIEWER if who == SEKDA else REVIEWER
            state = await self.through(found[who], who, penilai, reviewer)
            if state["state"] == "approved":
                await self.good("POST", f"/sasaran/{found[who]}/ratify", who=self.bupati)
            if who == last:
                break
        return found

    async def measure(self, who: UUID, skp: str, masa: str, jumlah: int, bukti: str = "Laporan") -> Any:
        """One butir, measured by its owner."""
        line = {"butir_id": await self.first(who), "jumlah": jumlah, "bukti": bukti}
        body = {"realisasi": [line], "masa": masa}
        return await self.ask("POST", f"/sasaran/{skp}/measure", body, who=who)

    async def upload(self, who: UUID, content: bytes = PDF, jenis: str = "sk", **more: str) -> Answer:
        query = "&".join(f"{k}={v}" for k, v in {"jenis": jenis, "nama": "SK.pdf", **more}.items())
        return await self.ask("POST", f"/documents?{query}", content, who=who, kind="application/octet-stream")


SEKDA_REVIEWER = UUID(int=0x5100)


def post(mulai: str, unit: str = "DINKES.P2P", opd: str = "DINKES", jabatan: str = "Analis") -> Penempatan:
    return Penempatan(
        mulai=date.fromisoformat(mulai), jabatan=jabatan, jenis_jabatan=JenisJabatan.PELAKSANA, opd=opd, unit=unit
    )


async def open_planning(service: Hosted, tenant: str) -> Planning:
    people = [*office(), pegawai(SEKDA_REVIEWER, SEKDA, opd="SETDA", unit="SETDA", peran=("pengelola_kinerja",))]
    found = Planning(service, tenant)
    await found.at("2026-01-12T09:00")
    await service.hear(*calendar(), *people, tenant=tenant)
    return found
