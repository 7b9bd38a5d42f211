"""A session of the Tim Penilai from its call to its proposal, and who sees what of it (KON P35, P37)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from contracts.appraisal import PertimbanganProposed, SidangConvened
from tests.service.judging import ONE, TWO, Judging, measured, planned
from tests.service.people import KASI, STAF, STAF2, calendar, pegawai

CHAIR, SECRETARY, M1, M2, M3, OFFICE, PYB = (UUID(int=0x5500 + n) for n in range(7))
SEATS = {
    CHAIR: "tim_penilai_ketua", SECRETARY: "tim_penilai_sekretaris", M1: "tim_penilai_anggota",
    M2: "tim_penilai_anggota", M3: "tim_penilai_anggota", OFFICE: "sekretariat_tim", PYB: "pyb",
}  # fmt: skip
CALL = {"tanggal": "2027-03-08", "pukul": "09:00", "tempat": "BKPSDM", "agenda": "Pengangkatan jabatan"}
SAID = {"perkara": "b", "asn_id": STAF2, "tahun": 2026, "isi": "Layak dipertimbangkan."}


@pytest.fixture
async def kon(kon_judging: Judging) -> Judging:
    """STAF2 is final with a result of 2026, STAF is not; M3 is the superior of nobody, KASI of both."""
    seats = [pegawai(who, None, opd="BKPSDM", unit="BKPSDM", peran=(role,)) for who, role in SEATS.items()]
    await kon_judging.hear(
        *calendar(), *seats, pegawai(STAF, KASI), planned(ONE, asn=STAF2), measured(ONE, "100", asn=STAF2),
        planned(TWO, asn=STAF),
    )  # fmt: skip
    await kon_judging.at("2027-01-20T09:00")
    assert (await kon_judging.sign(STAF2, KASI)).status == 200
    await kon_judging.finalize(STAF2, "2027-01-25T09:00", "2027-02-09T00:01")
    await kon_judging.at("2027-03-08T08:00")
    return kon_judging


async def called(kon: Judging, **more: Any) -> str:
    return str((await kon.good("POST", "/sessions", CALL | more, who=OFFICE))["sidang_id"])


async def seen(kon: Judging, who: UUID) -> list[Any]:
    return list(await kon.good("GET", "/sessions?tahun=2027", who=who))


async def test_kon_p37_called_opened_considered_recorded_and_proposed(kon: Judging) -> None:
    path = f"/sessions/{await called(kon)}"
    (told,) = await kon.service.told(SidangConvened)
    assert sorted(told["undangan"]) == sorted(str(who) for who in (CHAIR, SECRETARY, M1, M2, M3))
    for who in (SECRETARY, M1, OFFICE):
        assert (await kon.ask("POST", f"{path}/open", {"hadir": [CHAIR]}, who=who)).status == 403
    short = await kon.ask("POST", f"{path}/open", {"hadir": [CHAIR, SECRETARY, M1]}, who=CHAIR)
    assert short.problem() == (409, "hadir", "37(2)")
    early = await kon.ask("POST", f"{path}/considerations", SAID, who=SECRETARY)
    assert early.problem() == (409, "", "35(2), 37")
    await kon.good("POST", f"{path}/open", {"hadir": [CHAIR, SECRETARY, M1, M2]}, who=CHAIR)
    assert (await kon.ask("POST", f"{path}/considerations", SAID, who=CHAIR)).status == 403
    assert (await kon.good("POST", f"{path}/considerations", SAID, who=SECRETARY))["pertimbangan"] == 1
    await kon.good("POST", f"{path}/minutes", {"berita_acara": "Sidang sah."}, who=SECRETARY)
    assert await seen(kon, PYB) == [], "not proposed yet"
    assert [one["state"] for one in await seen(kon, M3)] == ["recorded"]
    assert (await kon.ask("POST", f"{path}/propose", who=SECRETARY)).status == 403
    await kon.good("POST", f"{path}/propose", who=CHAIR)
    (told,) = await kon.service.told(PertimbanganProposed)
    assert (told["hadir"], told["pertimbangan"]) == (4, 1) and "Layak" not in str(told)
    (one,) = await seen(kon, PYB)
    assert [(p["asn_id"], p["perkara"], p["tanpa"]) for p in one["putusan"]] == [(str(STAF2), "b", [])]
    assert [m["hadir"] for m in one["undangan"]] == [True, True, True, True, False]
    assert (await kon.ask("GET", "/sessions?tahun=2027", who=STAF2)).status == 403
    mine = await kon.good("GET", "/own-data?tahun=2027", who=STAF2)
    assert [row["isi"] for row in mine["bagian"]["pertimbangan"]] == ["Layak dipertimbangkan."]
    assert (await kon.ask("POST", f"{path}/propose", who=CHAIR)).status == 409


@pytest.mark.parametrize(("more", "problem"), [
    ({"asn_id": STAF}, (422, "tahun", "35(2)")), ({"tahun": 2025}, (422, "tahun", "35(2)")),
    ({"asn_id": UUID(int=0x59)}, (422, "tahun", "35(2)")),
    ({"perkara": "g"}, (422, "nomor_permintaan", "35(2)g")), ({"tindak_lanjut": True}, (422, "tindak_lanjut", "kebijakan")),
    ({"berbenturan": [M1]}, (409, "berbenturan", "kebijakan")), ({"berbenturan": [M3]}, (422, "berbenturan", "kebijakan")),
])  # fmt: skip
async def test_kon_p35_what_a_consideration_lacks_is_named(
    kon: Judging, more: dict[str, Any], problem: tuple[int, str, str]
) -> None:
    path = f"/sessions/{await called(kon)}"
    await kon.good("POST", f"{path}/open", {"hadir": [CHAIR, SECRETARY, M1, M2]}, who=CHAIR)
    assert (await kon.ask("POST", f"{path}/considerations", SAID | more, who=SECRETARY)).problem() == problem
    assert (await kon.ask("POST", f"{path}/considerations", SAID | {"perkara": "h"}, who=SECRETARY)).status in (
        400,
        422,
    )


async def test_kon_p37_the_superior_who_sits_in_the_team_does_not_decide(kon: Judging) -> None:
    await kon.hear(pegawai(STAF2, M1))
    path = f"/sessions/{await called(kon)}"
    await kon.good("POST", f"{path}/open", {"hadir": [CHAIR, SECRETARY, M1, M2]}, who=CHAIR)
    refused = await kon.ask("POST", f"{path}/considerations", SAID, who=SECRETARY)
    assert refused.problem() == (409, "berbenturan", "kebijakan")
    wide = f"/sessions/{await called(kon, pukul='13.00')}"
    await kon.good("POST", f"{wide}/open", {"hadir": [CHAIR, SECRETARY, M1, M2, M3]}, who=CHAIR)
    await kon.good("POST", f"{wide}/considerations", SAID, who=SECRETARY)
    assert [p["tanpa"] for s in await seen(kon, CHAIR) for p in s["putusan"]] == [[f"Pegawai {M1.int % 1000}"]]


async def test_kon_p37_a_past_day_and_a_team_that_is_not_whole(kon: Judging) -> None:
    past = await kon.ask("POST", "/sessions", CALL | {"tanggal": "2027-03-07"}, who=OFFICE)
    assert past.problem() == (422, "tanggal", "37(1)")
    for who in (M2, M3):
        await kon.hear(pegawai(who, None, opd="BKPSDM", unit="BKPSDM"))
    assert (await kon.ask("POST", "/sessions", CALL, who=OFFICE)).problem() == (409, "", "36(2), 37(2)")
    unknown = f"/sessions/{UUID(int=1)}/propose"
    assert (await kon.ask("POST", unknown, who=CHAIR)).status == 404
