"""A policy of amounts by period: loaded with its decree, confirmed by another person, in force from its month on.

Figures by hand: class 7 by the decree Rp4.000.000, 70/30, 9 of 10 outputs: 4,000,000 x 0.7 x 0.9 = 2,520,000;
x 0.3 = 1,200,000; together 3,720,000. By the example: 2,117,321 + 1,568,386 = 3,685,707.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import msgspec
import pytest

from chassis.settings import REPOSITORY
from contracts.tpp import TppSlipIssued
from contracts.vocabulary import Jenis
from tests.service.hosted import Answer, Hosted
from tests.service.people import KASI, STAF, pegawai
from tests.service.test_tpp_again import PENGELOLA, measured

SUPER, EKINERJA, BOTH = UUID(int=0x5400), UUID(int=0x5401), UUID(int=0x5402)
EXAMPLE, DECREED = 3_685_707, 3_720_000
FILE = """
[pack]
tenants = ["kuansing"]
kind = "tpp"
law = "Keputusan Bupati tentang Besaran TPP"
effective_from = 2025-12-01

[tpp]
basic_by_class = { value = { 7 = 4000000 }, pasal = "Diktum KESATU" }
without_target = { value = "whole", pasal = "Diktum KEDUA" }
weight_productivity = { value = "0.7", pasal = "Diktum KETIGA" }
weight_discipline = { value = "0.3", pasal = "Diktum KETIGA" }
productivity = { value = "approved_over_target", pasal = "Diktum KETIGA" }
cut_needs_finding = { value = true, pasal = "KUAN 31" }
exempt_statuses = { value = ["cltn"], pasal = "Diktum KEEMPAT" }
predicate_multiplier = { value = false, pasal = "Diktum KELIMA" }
rounding = { value = "half_up_per_line", pasal = "Diktum KEENAM" }
"""
DECREE = {"nomor": "4 Tahun 2025", "tanggal": "2025-11-20", "nama": "tpp-2025.toml"}
NAMED = "Keputusan Bupati tentang Besaran TPP, Nomor 4 Tahun 2025, 2025-11-20"


@pytest.fixture
async def tpp(tpp_process: Hosted) -> AsyncIterator[Hosted]:
    """One PNS with nine of ten outputs; who loads, who confirms, who may do both, and who runs the TPP."""
    await tpp_process.clear()
    await tpp_process.at("2026-01-20T09:00")
    roles = {
        SUPER: ("super_admin",), EKINERJA: ("pengelola_e_kinerja",), PENGELOLA: ("pengelola_tpp",),
        BOTH: ("super_admin", "pengelola_e_kinerja"),
    }  # fmt: skip
    await tpp_process.hear(
        pegawai(STAF, KASI), *(pegawai(who, KASI, jenis=Jenis.PPPK, peran=peran) for who, peran in roles.items())
    )
    await tpp_process.hear(measured(STAF, 9))
    yield tpp_process


async def load(tpp: Hosted, text: str = FILE, who: UUID = SUPER, **decree: str) -> Answer:
    asked = urlencode(DECREE | decree)
    return await tpp.ask("POST", f"/policies?{asked}", text.encode(), actor=who, kind="application/toml")


async def loaded(tpp: Hosted, text: str = FILE, who: UUID = SUPER, **decree: str) -> str:
    answer = await load(tpp, text, who, **decree)
    assert answer.status == 201, answer.body
    return str(answer.body["kebijakan_id"])


async def confirm(tpp: Hosted, ident: str, who: UUID = EKINERJA) -> Answer:
    return await tpp.ask("POST", f"/policies/{ident}/confirm", {}, actor=who)


async def withdraw(tpp: Hosted, ident: str, who: UUID = SUPER) -> Answer:
    return await tpp.ask("POST", f"/policies/{ident}/withdraw", {"alasan": "Salah ketik di kelas 7"}, actor=who)


async def run(tpp: Hosted, periode: str = "2025-12") -> Any:
    return await tpp.post("/runs", {"periode": periode}, actor=PENGELOLA)


async def slip(tpp: Hosted, periode: str = "2025-12") -> Any:
    return await tpp.get(f"/slips/mine?periode={periode}", actor=STAF)


async def states(tpp: Hosted) -> list[tuple[str, str]]:
    return [(one["mulai"], one["keadaan"]) for one in await tpp.get("/policies", actor=SUPER)]


async def test_section_5_tpp_a_policy_is_in_force_once_another_person_has_confirmed_it(tpp: Hosted) -> None:
    ident = await loaded(tpp)
    await run(tpp)
    first = await slip(tpp)
    assert (first["total"], first["contoh"]) == (EXAMPLE, True), "what waits for its confirmation pays nothing"
    assert first["dasar"].startswith("CONTOH")
    assert (await confirm(tpp, ident)).status == 200
    state = await tpp.get("/runs?periode=2025-12", actor=PENGELOLA)
    assert state["contoh"] and state["berubah"] == 5, "everybody's slip is issued anew by the decree"
    await tpp.told()
    await run(tpp)
    second = await slip(tpp)
    assert (second["total"], second["versi"], second["contoh"], second["dasar"]) == (DECREED, 2, False, NAMED)
    assert [line["jumlah"] for line in second["lines"]] == [2_520_000, 1_200_000]
    assert "Diktum KESATU" in second["lines"][0]["pasal"]
    told = [t for t in await tpp.told(TppSlipIssued) if t["asn_id"] == str(STAF)]
    assert [(t["dasar"], t["contoh"], t["pack"]) for t in told] == [(NAMED, False, ident)]
    assert (await tpp.get(f"/slips/{second['slip_id']}/pdf", actor=STAF)).startswith(b"%PDF")
    state = await tpp.get("/runs?periode=2025-12", actor=PENGELOLA)
    assert (state["berubah"], state["dasar"], state["contoh"]) == (0, NAMED, False)


async def test_section_5_tpp_nobody_confirms_what_he_loaded_himself(tpp: Hosted) -> None:
    ident = await loaded(tpp, who=BOTH)
    answer = await confirm(tpp, ident, BOTH)
    assert answer.problem() == (403, "", "kebijakan") and "orang lain" in answer.body["detail"]
    assert await states(tpp) == [("2025-12", "dimuat")]
    assert (await confirm(tpp, ident)).status == 200
    assert (await confirm(tpp, ident)).problem()[0] == 409, "confirmed once"


async def test_c2_a_month_is_computed_by_the_policy_that_began_last(tpp: Hosted) -> None:
    """December by the first, January by the second: 5,000,000 x 0.7 x 0.9 + 5,000,000 x 0.3 = 4,650,000."""
    later = FILE.replace("2025-12-01", "2026-01-01").replace("4000000", "5000000")
    for text in (FILE, later):
        assert (await confirm(tpp, await loaded(tpp, text))).status == 200
    january = msgspec.structs.replace(measured(STAF, 9), month_id=f"{STAF}:2026-01", periode="2026-01")
    november = msgspec.structs.replace(measured(STAF, 9), month_id=f"{STAF}:2025-11", periode="2025-11")
    await tpp.hear(january, november)
    totals = {}
    for periode in ("2025-11", "2025-12", "2026-01"):
        await run(tpp, periode)
        totals[periode] = (await slip(tpp, periode))["total"]
    assert totals == {"2025-11": EXAMPLE, "2025-12": DECREED, "2026-01": 4_650_000}


async def test_a_policy_is_withdrawn_before_use_and_never_after(tpp: Hosted) -> None:
    ident = await loaded(tpp)
    assert (await load(tpp)).problem()[0] == 409, "the same file twice"
    assert (await withdraw(tpp, ident)).status == 200
    assert (await confirm(tpp, ident)).problem()[0] == 409
    again = await loaded(tpp)
    assert (await confirm(tpp, again)).status == 200
    await run(tpp)
    answer = await withdraw(tpp, again)
    assert answer.problem() == (409, "", "kebijakan") and "2025-12" in answer.body["detail"]
    assert (await slip(tpp))["total"] == DECREED
    assert sorted(await states(tpp)) == [("2025-12", "berlaku"), ("2025-12", "dicabut")]


async def test_two_policies_never_hold_from_the_same_month(tpp: Hosted) -> None:
    one, other = await loaded(tpp), await loaded(tpp, FILE.replace("4000000", "4100000"))
    answers = await asyncio.gather(confirm(tpp, one), confirm(tpp, other, BOTH))
    assert sorted(answer.status for answer in answers) == [200, 409]
    refused = next(answer for answer in answers if answer.status == 409)
    assert refused.problem()[1] == "mulai" and "2025-12" in refused.body["detail"]


@pytest.mark.parametrize(
    ("before", "after", "key", "expected"),
    [
        ("7 = 4000000", '7 = "4 juta"', "tpp.basic_by_class.value", "bilangan bulat"),
        ("7 = 4000000", "7 = -1", "tpp.basic_by_class.value", "paling sedikit 0"),
        ("7 = 4000000", "99 = 4000000", "tpp.basic_by_class.value", "kelas jabatan 1 sampai 17"),
        ('"0.3"', '"0.4"', "tpp.weight_discipline.value", "tepat 1"),
        ('"0.7"', '"NaN"', "tpp.weight_productivity.value", "dari 0 sampai 1"),
        ('pasal = "Diktum KESATU"', 'pasal = " "', "tpp.basic_by_class.pasal", "pasal"),
        (', pasal = "Diktum KESATU"', "", "tpp.basic_by_class.pasal", "belum diisi"),
        ("\n[tpp]\n", '\n[tpp]\nbonus = { value = 1, pasal = "x" }\n', "tpp.bonus", "tidak dikenal"),
        ("2025-12-01", "2025-12-02", "pack.effective_from", "hari pertama"),
        ("2025-12-01", '"besok"', "pack.effective_from", "tanggal"),
        ('kind = "tpp"', 'kind = "kinerja"', "pack.kind", "pilihan"),
        ("[tpp]", "[tpp", "baris 8", "TOML"),
        ("\n[tpp]\n", "\n[tpp]\nx = " + "[" * 3000 + "\n", "berkas", "TOML"),
    ],
)  # fmt: skip
async def test_a_malformed_policy_is_refused_by_file_key_and_expectation(
    tpp: Hosted, before: str, after: str, key: str, expected: str
) -> None:
    answer = await load(tpp, FILE.replace(before, after))
    assert answer.problem()[:2] == (422, "berkas"), answer.body
    detail = answer.body["detail"]
    assert detail.startswith("tpp-2025.toml: ") and key in detail and expected in detail, detail
    assert await states(tpp) == []


async def test_what_is_no_policy_of_this_pemda_is_refused(tpp: Hosted) -> None:
    other = await load(tpp, FILE.replace('["kuansing"]', '["konsel"]'))
    assert other.problem()[:2] == (422, "berkas") and "kuansing" in other.body["detail"]
    ahead = await load(tpp, tanggal="2026-01-21")
    assert ahead.problem()[:2] == (422, "tanggal")
    large = await load(tpp, FILE + "#" * (256 << 10))
    assert large.problem()[:2] == (422, "berkas") and "256 KB" in large.body["detail"]
    binary = await tpp.ask("POST", f"/policies?{urlencode(DECREE)}", b"\xff\xfe\x00", actor=SUPER, kind="text/plain")
    assert binary.problem()[:2] == (422, "berkas") and "UTF-8" in binary.body["detail"]


async def test_kuan_p31_2_a_decree_does_not_take_the_finding_before_a_cut_away(tpp: Hosted) -> None:
    text = FILE.replace("cut_needs_finding = { value = true", "cut_needs_finding = { value = false")
    answer = await load(tpp, text)
    assert answer.problem() == (422, "berkas", "31(1-3)"), answer.body


async def test_the_shipped_example_loads_in_its_form_but_binds_nobody(tpp: Hosted) -> None:
    """The file of the example is the form of a decree; as an example it is not loaded."""
    text = (REPOSITORY / "regulations" / "tpp-contoh.toml").read_text(encoding="utf-8")
    refused = await load(tpp, text)
    assert refused.problem()[:2] == (422, "berkas") and "pack.example" in refused.body["detail"]
    ident = await loaded(tpp, text.replace("example = true", "example = false"))
    view = await tpp.get(f"/policies/{ident}", actor=EKINERJA)
    row = next(one for one in view["isi"] if one["kunci"] == "tpp.basic_by_class")
    assert "7: 3.920.964" in row["isi"] and "Lubuklinggau" in row["pasal"]
    assert (await tpp.ask("GET", f"/policies/{UUID(int=1)}", actor=EKINERJA)).status == 404


async def test_another_pemda_neither_sees_nor_uses_it(tpp: Hosted) -> None:
    ident = await loaded(tpp)
    there = UUID(int=0x5410)
    await tpp.hear(pegawai(there, KASI, peran=("pengelola_e_kinerja",)), tenant="konsel")
    assert await tpp.get("/policies", actor=there, tenant="konsel") == []
    answer = await tpp.ask("POST", f"/policies/{ident}/confirm", {}, actor=there, tenant="konsel")
    assert answer.status == 404
