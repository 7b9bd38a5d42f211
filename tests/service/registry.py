"""Identity with a small Pemda in it, asked by those who run it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import xlsxwriter

from contracts.identity import PegawaiRecorded
from ekinerja.demo.generate import COLUMNS
from tests.service.hosted import Answer, Hosted

BOSS, HEAD, ADMIN_NIP, STAFF, RAW = (f"1980010120050110{n:02d}" for n in (1, 2, 3, 4, 5))

UNITS = (("SETDA", ""), ("DINKES", ""), ("DINKES.P2P", "DINKES"), ("BKPP", ""), ("BKPP.PA", "BKPP"))


def row(nip: str, atasan: str, **more: str) -> dict[str, str]:
    """One row of the file; the superior of HEAD is BOSS, everyone else's HEAD."""
    return {
        "NIP": nip, "NAMA": f"Pegawai {nip[-2:]}", "JENIS": "PNS", "STATUS": "aktif", "GOLONGAN": "III/c",
        "JABATAN": "Analis", "JENIS_JABATAN": "pelaksana", "KELAS_JABATAN": "7", "KODE_OPD": "DINKES",
        "KODE_UNIT": "DINKES.P2P", "NIP_ATASAN": atasan, "TMT_JABATAN": "2024-01-02", "MEMIMPIN_UNIT": "tidak",
        "SIASN_VALIDATED": "ya", "TANGGAL_LAHIR": "1980-01-01", "JENIS_KELAMIN": "L",
    } | more  # fmt: skip


def rows() -> list[dict[str, str]]:
    lead = {"MEMIMPIN_UNIT": "ya"}
    return [
        row(BOSS, "", JENIS_JABATAN="jpt_pratama", KODE_OPD="SETDA", KODE_UNIT="SETDA", **lead),
        row(HEAD, BOSS, JENIS_JABATAN="jpt_pratama", KODE_UNIT="DINKES", **lead),
        row(ADMIN_NIP, HEAD, JENIS_JABATAN="pengawas", **lead),
        row(STAFF, HEAD),
        row(RAW, HEAD, SIASN_VALIDATED="tidak"),
    ]


def workbook(
    people: list[dict[str, str]], hari_kerja: str = "5", more_units: Sequence[tuple[str, str]] | None = None
) -> bytes:
    """A file with the organisation; without `more_units` it lists every place that its people name."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        columns = [*COLUMNS, "SURAT_PENUNJUKAN"]
        _sheet(book, "PEGAWAI", columns, [[p.get(c, "") for c in columns] for p in people])
        units = [*UNITS, *(_places(people) if more_units is None else more_units)]
        lines = [[k, f"Unit {k}", i, "dinas", hari_kerja if k == "DINKES.P2P" else ""] for k, i in units]
        _sheet(book, "OPD", ["KODE", "NAMA", "INDUK", "JENIS", "HARI_KERJA"], lines)
    return out.getvalue()


def _places(people: list[dict[str, str]]) -> list[tuple[str, str]]:
    named = {p["KODE_OPD"]: "" for p in people} | {
        p["KODE_UNIT"]: p["KODE_OPD"] for p in people if p["KODE_UNIT"] != p["KODE_OPD"]
    }
    return [(kode, induk) for kode, induk in named.items() if kode not in dict(UNITS)]


def _sheet(book: Any, name: str, titles: list[str], lines: list[list[str]]) -> None:
    sheet = book.add_worksheet(name)
    for n, line in enumerate([titles, *lines]):
        for column, value in enumerate(line):
            sheet.write_string(n, column, value)


class Registry:
    """Identity, asked by those who run it."""

    def __init__(self, service: Hosted, officials: dict[str, UUID], tenant: str = "kuansing") -> None:
        self.service = service
        self.officials = officials
        self.tenant = tenant

    async def ask(self, method: str, path: str, body: Any = None, *, who: UUID | str, **more: Any) -> Answer:
        actor = self.officials[who] if isinstance(who, str) else who
        return await self.service.ask(method, path, body, actor=actor, **{"tenant": self.tenant, **more})

    async def load(self, people: list[dict[str, str]]) -> Any:
        made = await self.ask("POST", "/imports", workbook(people), who="pengelola_kepegawaian", kind="application/x")
        assert made.status == 201, made.body
        done = await self.ask("POST", f"/imports/{made.body['impor_id']}/confirm", who="administrator_bidang")
        assert done.status == 200, done.body
        return made.body

    async def id_of(self, nip: str) -> UUID:
        found = "SELECT asn_id FROM pegawai WHERE tenant = $1 AND nip = $2"
        return UUID(str((await self.service.rows(found, self.tenant, nip))[0]["asn_id"]))

    async def grant(self, nip: str, peran: str, **more: Any) -> Answer:
        grant = {"nip": nip, "peran": peran, "dasar": "SK.1/2026", **more}
        return await self.ask("POST", "/roles", {"grants": [grant]}, who="super_admin")

    async def promote(self, nip: str, peran: str) -> Answer:
        """Grant a role that needs a second person, and the confirmation of that person."""
        made = await self.grant(nip, peran, dasar="SK.800/045/2026", tanggal_dasar="2026-01-02")
        assert made.status == 200, made.body
        return await self.ask("POST", f"/proposals/{made.body['usulan'][0]}/confirm", who="administrator_bidang")

    async def appoint(self) -> UUID:
        """ADMIN_NIP administers DINKES, whose head is HEAD; gives his id."""
        assert (await self.grant(HEAD, "kepala_pd")).status == 200
        stated = {"kepala_pd_nip": HEAD, "basis": "pengawas_kepegawaian"}
        assert (await self.grant(ADMIN_NIP, "admin_pd", syarat=stated)).status == 200
        return await self.id_of(ADMIN_NIP)

    async def activate(self, *nips: str, who: UUID | None = None) -> dict[str, str]:
        """First passwords; without `who` in a Pemda that lets the super administrator activate everybody."""
        if who is not None:
            made = await self.ask("POST", "/accounts/activate", {"nips": nips}, who=who)
        else:
            with self.service.law("permissions.identity", self.tenant, activate_accounts=["super_admin"]):
                made = await self.ask("POST", "/accounts/activate", {"nips": nips}, who="super_admin")
        assert made.status == 200, made.body
        return {g["nip"]: g["sandi"] for g in made.body}

    async def login(self, nip: str, sandi: str, address: str = "", **more: str) -> Answer:
        body = {"tenant": "kuansing", "nip": nip, "sandi": sandi, **more}
        return await self.service.ask("POST", "/login", body, actor=UUID(int=0), address=address)

    async def told(self, nip: str) -> list[dict[str, Any]]:
        return [t for t in await self.service.told(PegawaiRecorded) if t["nip"] == nip]


async def open_registry(service: Hosted, tenant: str = "kuansing") -> Registry:
    """The five accounts of an empty installation, and five people."""
    await service.at("2026-01-05T08:00")
    found = await service.rows("SELECT login, account_id FROM account WHERE tenant = $1", tenant)
    made = Registry(service, {r["login"]: UUID(str(r["account_id"])) for r in found}, tenant)
    await made.load(rows())
    return made
