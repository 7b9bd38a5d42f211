"""Who appraises at the end of a year where the superior is absent, as identity tells it (KON P34(2, 4-5))."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from tests.service.judging import ONE, Judging, measured, planned
from tests.service.people import KASI, SINCE, STAF, pegawai, term


@pytest.mark.parametrize(("sebagai", "status"), [("bupati", 200), ("kosong", 409)])
async def test_kon_p34_4_the_bupati_steps_in_unless_he_is_absent_too(
    kon_judging: Judging, sebagai: str, status: int
) -> None:
    bupati = uuid4()
    await kon_judging.hear(planned(ONE), measured(ONE, "100"))
    away = (term(KASI, SINCE, date(2026, 12, 30)), term(None, date(2026, 12, 31), date(2027, 1, 8), sebagai))
    await kon_judging.hear(pegawai(STAF, None, penilai=away))
    asked = "/to-make?tahun=2026"
    told = await kon_judging.ask("GET", asked, who=bupati, peran=("bupati",))
    assert [a["asn_id"] for a in told.body if a["asn_id"] == str(STAF)] == ([str(STAF)] if status == 200 else [])
    body = {
        "perilaku": dict.fromkeys(("orientasi_pelayanan", "komitmen", "inisiatif_kerja", "kerja_sama"), "95"),
        "hasil": "Laporan selesai.", "manfaat": "Layanan tepat waktu.",
    }  # fmt: skip
    found = (await kon_judging.of(STAF))["appraisal_id"]
    signed = await kon_judging.ask("POST", f"/appraisals/{found}/sign", body, who=bupati, peran=("bupati",))
    assert signed.status == status, signed.body
    assert status == 200 or "34(4-5)" in signed.body["pasal"]
