"""A release of data from the request to its end, with the figures of the two laws (KUAN P26(2); readings A23, B22)."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator
from datetime import date, datetime, timezone
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest

from contracts.activity import ActivityApproved, ActivityEdited, ActivityRejected, ActivitySubmitted
from contracts.reporting import PelepasanRecorded
from contracts.vocabulary import Kategori
from tests.service.hosted import Answer, Hosted
from tests.service.people import KASI, KEPALA, STAF, STAF2, office, pegawai

PENGELOLA, KA, KEPALA_B, ORANG_B, INSPEKTUR = (UUID(int=0x5300 + n) for n in range(5))
KA_ROLE = {"kuansing": "ka_bkpp", "konsel": "ka_bkpsdm"}
BADAN = {"kuansing": "BKPP", "konsel": "BKPSDM"}
WISH = {
    "pihak": "BPKP", "tujuan": "Audit kinerja 2026", "dasar": "S-112/PW04/2026", "data": ["catatan"],
    "dari": "2026-01-05", "sampai": "2026-02-28", "opd": ["DINKES", "DISDIK"], "berlaku_sampai": "2026-02-27",
}  # fmt: skip


def entry(n: int, who: UUID, day: int, month: int = 1) -> ActivitySubmitted:
    at = datetime(2026, month, day, 8, tzinfo=timezone.utc)
    return ActivitySubmitted(
        activity_id=UUID(int=0x9000 + n), asn_id=who, tanggal=date(2026, month, day), kategori=Kategori.UTAMA,
        butir_id=UUID(int=1), kuantitas=2, late=False, due_on=None, submitted_at=at,
    )  # fmt: skip


def approved(n: int, who: UUID, day: int, cara: Any = "penilai") -> ActivityApproved:
    return ActivityApproved(
        activity_id=UUID(int=0x9000 + n), asn_id=who, tanggal=date(2026, 1, day), butir_id=UUID(int=1), kuantitas=3,
        cara=cara, verified=cara == "penilai", penilai_id=KASI, effective_at=datetime(2026, 1, 20, tzinfo=timezone.utc),
    )  # fmt: skip


async def begin(service: Hosted, tenant: str) -> None:
    await service.clear()
    await service.at("2026-02-02T09:00")
    badan = BADAN[tenant]
    consent = () if tenant == "kuansing" else ("pengelola_kinerja",)
    await service.hear(
        *office(),
        pegawai(PENGELOLA, None, opd=badan, unit=badan, peran=("pengelola_e_kinerja", *consent)),
        pegawai(KA, None, opd=badan, unit=badan, peran=(KA_ROLE[tenant],)),
        pegawai(KEPALA_B, None, opd="DISDIK", unit="DISDIK", peran=("kepala_pd",)),
        pegawai(ORANG_B, KEPALA_B, opd="DISDIK", unit="DISDIK"),
        pegawai(INSPEKTUR, None, opd="INSPEKTORAT", unit="INSPEKTORAT", peran=("inspektorat",)),
        tenant=tenant,
    )
    await service.hear(
        entry(1, STAF, 5), entry(2, STAF, 6), entry(3, STAF2, 7), entry(4, ORANG_B, 8), entry(5, STAF, 2),
        entry(6, STAF, 1, 2), approved(1, STAF, 5), approved(2, STAF, 6, "auto"),
        ActivityRejected(
            activity_id=UUID(int=0x9003), asn_id=STAF2, tanggal=date(2026, 1, 7), penilai_id=KASI, alasan="Tidak cocok."
        ),
        tenant=tenant,
    )  # fmt: skip


@pytest.fixture
async def reporting(reporting_process: Hosted) -> AsyncIterator[Hosted]:
    await begin(reporting_process, "kuansing")
    yield reporting_process


async def asked(reporting: Hosted, path: str, body: Any, who: UUID, tenant: str = "kuansing") -> Answer:
    return await reporting.ask("POST", path, body, actor=who, tenant=tenant)


async def request(reporting: Hosted, tenant: str = "kuansing", **change: Any) -> str:
    told = await asked(reporting, "/releases", WISH | change, PENGELOLA, tenant)
    assert told.status == 201, told.body
    return str(told.body["pelepasan_id"])


async def take(reporting: Hosted, ident: str, opd: str, tenant: str = "kuansing", bulan: str = "2026-01") -> Answer:
    path = f"/releases/{ident}/rows.csv?jenis=catatan&opd={opd}&bulan={bulan}"
    return await reporting.ask("GET", path, actor=PENGELOLA, tenant=tenant)


def lines(answer: Answer) -> list[list[str]]:
    assert answer.status == 200, answer.body
    return list(csv.reader(io.StringIO(answer.body.decode("utf-8-sig")), delimiter=";"))[1:]


YES = {"sikap": "setuju"}


async def test_kuan_p26_2_one_consent_one_coordination_and_one_for_each_pd(reporting: Hosted) -> None:
    """Scope A + B: while the word of B's head is missing, the rows of A go and those of B do not."""
    ident = await request(reporting)
    assert (await take(reporting, ident, "DINKES")).problem() == (409, "", "26(2)")
    said = await asked(reporting, f"/releases/{ident}/coordinate", YES, KA)
    assert (said.body["keadaan"], said.body["opd_terbuka"]) == ("menunggu", [])
    await asked(reporting, f"/releases/{ident}/coordinate", YES | {"opd": "DINKES"}, KEPALA)
    assert (await take(reporting, ident, "DINKES")).body["rule"] == "reporting.release.no_consent"
    said = await asked(reporting, f"/releases/{ident}/consent", YES, PENGELOLA)
    assert (said.body["keadaan"], said.body["opd_terbuka"]) == ("terbuka", ["DINKES"])
    rows = lines(await take(reporting, ident, "DINKES"))
    assert [row[1:] for row in rows] == [
        ["2026-01-05", "utama", "3", "approved"], ["2026-01-06", "utama", "3", "auto"],
        ["2026-01-07", "utama", "2", "rejected"],
    ], "from the fifth on, as asked for; not the second, and not February"  # fmt: skip
    refused = await take(reporting, ident, "DISDIK")
    assert refused.problem() == (409, "opd", "26(2)") and "DISDIK" in refused.body["detail"]
    said = await asked(reporting, f"/releases/{ident}/coordinate", YES | {"opd": "DISDIK"}, KEPALA_B)
    assert said.body["opd_terbuka"] == ["DINKES", "DISDIK"]
    assert len(lines(await take(reporting, ident, "DISDIK"))) == 1
    told = [(t["keadaan"], t["opd_terbuka"]) for t in await reporting.told(PelepasanRecorded)]
    assert told == [
        ("menunggu", []), ("menunggu", []), ("menunggu", []), ("terbuka", ["DINKES"]), ("terbuka", ["DINKES", "DISDIK"]),
    ]  # fmt: skip


async def opened(reporting: Hosted, tenant: str = "kuansing") -> str:
    ident = await request(reporting, tenant)
    for path, body, who in (
        ("consent", YES, PENGELOLA), ("coordinate", YES, KA), ("coordinate", YES | {"opd": "DINKES"}, KEPALA),
        ("coordinate", YES | {"opd": "DISDIK"}, KEPALA_B),
    ):  # fmt: skip
        assert (await asked(reporting, f"/releases/{ident}/{path}", body, who, tenant)).status == 200
    return ident


@pytest.mark.parametrize(
    ("who", "sebagai", "opd", "left"),
    [
        (PENGELOLA, "pengelola", "", []),
        (KA, "kepala_badan", "", []),
        (KEPALA_B, "kepala_pd", "DISDIK", ["DINKES"]),
    ],
)
async def test_kuan_p26_2_who_said_yes_takes_it_back_and_the_next_taking_is_refused(
    reporting: Hosted, who: UUID, sebagai: str, opd: str, left: list[str]
) -> None:
    ident = await opened(reporting)
    body = {"sebagai": sebagai, "opd": opd, "alasan": "Disalahgunakan."}
    said = await asked(reporting, f"/releases/{ident}/revoke", body, who)
    assert said.body["opd_terbuka"] == left
    for pd in ("DINKES", "DISDIK"):
        assert (await take(reporting, ident, pd)).status == (200 if pd in left else 409)
    assert (await asked(reporting, f"/releases/{ident}/revoke", body, who)).status == 409


async def test_kuan_p26_2_it_ends_at_the_end_of_its_last_day_and_tells_so(reporting: Hosted) -> None:
    ident = await opened(reporting)
    await reporting.told()
    await reporting.at("2026-02-27T23:59")
    assert (await take(reporting, ident, "DINKES")).status == 200
    await reporting.at("2026-02-28T00:00")
    assert (await take(reporting, ident, "DINKES")).problem() == (409, "", "26(2)")
    (told,) = await reporting.told(PelepasanRecorded)
    assert (told["keadaan"], told["opd_terbuka"]) == ("berakhir", [])


async def test_nobody_speaks_for_another(reporting: Hosted) -> None:
    ident = await request(reporting)
    for path, body, who in (
        ("coordinate", YES | {"opd": "DISDIK"}, KEPALA), ("coordinate", YES, KEPALA),
        ("revoke", {"sebagai": "pengelola", "alasan": "x"}, KA), ("revoke", {"sebagai": "kepala_badan", "alasan": "x"}, KEPALA),
    ):  # fmt: skip
        assert (await asked(reporting, f"/releases/{ident}/{path}", body, who)).status == 403
    assert (await asked(reporting, f"/releases/{ident}/coordinate", YES | {"opd": "SETDA"}, KEPALA)).status == 403
    seen = await reporting.ask("GET", "/releases?tahun=2026", actor=KEPALA)
    assert [one["pelepasan_id"] for one in seen.body] == [ident]
    other = await request(reporting, opd=["DISDIK"])
    assert [one["pelepasan_id"] for one in (await reporting.get("/releases?tahun=2026", actor=KEPALA))] == [ident]
    assert (await reporting.ask("GET", f"/releases/{other}", actor=KEPALA)).status == 404
    assert len(await reporting.get("/releases?tahun=2026", actor=INSPEKTUR)) == 2


async def test_reading_b22_in_konsel_the_pengelola_kinerja_of_bkpsdm_consents(reporting_process: Hosted) -> None:
    service = reporting_process
    await begin(service, "konsel")
    reviewer = UUID(int=0x5310)
    await service.hear(pegawai(reviewer, KASI, peran=("pengelola_kinerja",)), tenant="konsel")
    ident = await request(service, "konsel")
    refused = await asked(service, f"/releases/{ident}/consent", YES, reviewer, "konsel")
    assert refused.problem() == (403, "", "kebijakan"), "one of another PD does not"
    assert (await asked(service, f"/releases/{ident}/consent", YES, PENGELOLA, "konsel")).status == 200
    ident = await opened(service, "konsel")
    assert len(lines(await take(service, ident, "DINKES", "konsel"))) == 3


async def test_every_row_that_goes_is_written_down_and_its_person_finds_it(reporting: Hosted) -> None:
    ident = await opened(reporting)
    answer = await take(reporting, ident, "DINKES")
    (row,) = await reporting.rows("SELECT baris, orang, sha256 FROM pengambilan")
    assert (row["baris"], row["orang"], row["sha256"]) == (3, 2, sha256(answer.body).hexdigest())
    each = await reporting.rows("SELECT asn_id, baris FROM pengambilan_orang ORDER BY asn_id")
    assert [(r["asn_id"], r["baris"]) for r in each] == [(STAF, 2), (STAF2, 1)]
    mine = await reporting.get("/own-data?tahun=2026", actor=STAF)
    assert [(one["pihak"], one["baris"]) for one in mine["bagian"]["dilepas"]] == [("BPKP", 2)]
    trail = await reporting.get("/audit/own", actor=STAF2)
    (line,) = [one for one in trail["baris"] if one["tindakan"] == "release.taken"]
    assert line["rincian"]["tujuan"] == "BPKP: Audit kinerja 2026"
    (seen,) = await reporting.get("/releases?tahun=2026", actor=INSPEKTUR)
    assert [(t["opd"], t["baris"]) for t in seen["diambil"]] == [("DINKES", 3)]
    async with reporting.administrator() as connection:
        for statement in ("UPDATE pengambilan SET baris = 0", "DELETE FROM pengambilan_orang"):
            granted = await connection.fetchval(
                "SELECT has_table_privilege('reporting_app', $1, $2)", statement.split()[2 if "FROM" in statement else 1],
                statement.split()[0],
            )  # fmt: skip
            assert granted is False


async def test_an_entry_that_is_sent_again_waits_again(reporting: Hosted) -> None:
    await reporting.hear(
        ActivityEdited(
            activity_id=UUID(int=0x9003), asn_id=STAF2, tanggal=date(2026, 1, 7), kategori=Kategori.TAMBAHAN,
            butir_id=UUID(int=1), kuantitas=9, isi_versi=2, dari="rejected", due_on=None,
        )
    )  # fmt: skip
    ident = await opened(reporting)
    assert lines(await take(reporting, ident, "DINKES"))[-1][1:] == ["2026-01-07", "tambahan", "9", "submitted"]
