"""An objection, by the text of KON P48 (readings B7, B18, B37): in time, both heard, decided once, final."""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from contracts.appraisal import SegmenSkp
from contracts.vocabulary import Predikat
from services.appraisal.domain import bundle, keberatan, signing
from services.appraisal.domain.appraisal import Dinilai, Judged, Scores
from services.appraisal.domain.keberatan import Keberatan
from tests.law.test_paper import KABID, KASI, ONE, POLICY, STAF, at, on, refused

D = Decimal
FOUR = ("orientasi_pelayanan", "komitmen", "inisiatif_kerja", "kerja_sama")
WHO = Dinilai(
    asn_id=STAF, atasan_id=KASI, kosong=False, jenis_jabatan="pelaksana", tmt_jabatan=date(2024, 1, 2), penempatan=(),
    opd="DINKES", hari_kerja=5,
)  # fmt: skip


def filed() -> Keberatan:
    return keberatan.file(
        at("received"), on("2026-02-10"), "Capaian salah hitung.", ("Nota 3",), POLICY, UUID(int=7), "ab" * 32
    )[0]


def asked() -> Keberatan:
    """Both were asked on 12 February, so that both are waited for until the 19th."""
    return keberatan.ask(filed(), keberatan.PIHAK, on("2026-02-12", KABID), POLICY)


@pytest.mark.parametrize(("day", "may"), [("2026-02-03", True), ("2026-02-17", True), ("2026-02-18", False)])
@pytest.mark.parametrize("state", ["received", "returned"])
def test_kon_p48_1_within_fourteen_days_of_the_receipt_signed_or_not(state: str, day: str, may: bool) -> None:
    def file() -> None:
        keberatan.check_filing(at(state), STAF, date.fromisoformat(day), known=False)

    if may:
        return file()
    assert refused(file) == (409, "48(1)")


def test_kon_p48_1_4_only_the_appraised_and_only_once() -> None:
    today = date(2026, 2, 10)
    assert refused(lambda: keberatan.check_filing(at("received"), KASI, today, known=False))[0] == 403
    assert refused(lambda: keberatan.check_filing(at("received"), STAF, today, known=True)) == (409, "48(4)")
    assert filed().decide_by == date(2026, 2, 24)  # B18: a target of the system


def test_kon_p48_3_both_are_asked_before_a_decision() -> None:
    act = on("2026-02-20", KABID)
    assert refused(lambda: keberatan.decide(filed(), act, "dikuatkan", "x")) == (409, "48(3)")
    one = keberatan.ask(filed(), ("pegawai",), on("2026-02-12", KABID), POLICY)
    assert refused(lambda: keberatan.decide(one, on("2026-03-20", KABID), "dikuatkan", "x")) == (409, "48(3)")


def test_kon_p48_3_who_is_silent_is_waited_for_and_then_no_longer() -> None:
    one = keberatan.explain(asked(), STAF, "Bukti ada.")
    assert one.answer_until == date(2026, 2, 19)
    assert refused(lambda: keberatan.decide(one, on("2026-02-19", KABID), "dikuatkan", "x")) == (409, "48(3)")
    decided, event = keberatan.decide(one, on("2026-02-20", KABID), "dikuatkan", "Penilai tidak menjawab.")
    assert (decided.state, event.hasil, set(decided.penjelasan)) == ("decided", "dikuatkan", {"pegawai"})
    both = keberatan.explain(one, KASI, "Sudah sesuai.")
    assert keberatan.decide(both, on("2026-02-13", KABID), "dikuatkan", "x")[0].state == "decided"


def test_kon_p48_3_only_the_parties_explain_and_only_when_asked() -> None:
    assert refused(lambda: keberatan.explain(asked(), KABID, "x"))[0] == 403
    assert refused(lambda: keberatan.explain(filed(), STAF, "x")) == (409, "48(3)")
    again = keberatan.ask(asked(), keberatan.PIHAK, on("2026-02-15", KABID), POLICY)
    assert again == asked(), "asking again moves no date"


# state x what is asked of it
TABLE = """
          ask explain decide
filed      x     x      x
decided    -     -      -
"""


@pytest.mark.parametrize("line", TABLE.strip().splitlines()[1:])
def test_kon_p48_4_a_decision_is_final(line: str) -> None:
    state, *marks = line.split()
    one = keberatan.explain(keberatan.explain(asked(), STAF, "x"), KASI, "y")
    if state == "decided":
        one = keberatan.decide(one, on("2026-02-13", KABID), "dikuatkan", "x")[0]
    acts: list[Callable[[], Any]] = [
        lambda: keberatan.ask(one, ("penilai",), on("2026-02-14", KABID), POLICY),
        lambda: keberatan.explain(one, STAF, "z"), lambda: keberatan.decide(one, on("2026-02-14", KABID), "diubah", "x"),
    ]  # fmt: skip
    for act, mark in zip(acts, marks, strict=True):
        if mark == "x":
            act()
        else:
            assert refused(act) == (409, "48(4)")


def test_kon_p48_4_a_changed_result_says_what_is_changed() -> None:
    keberatan.check_change("diubah", changes=True)
    keberatan.check_change("dikuatkan", changes=False)
    assert refused(lambda: keberatan.check_change("diubah", changes=False)) == (422, "48(4)")
    assert refused(lambda: keberatan.check_change("dikuatkan", changes=True)) == (422, "48(4)")


def signed() -> Any:
    """SKP 80, perilaku 85: 0.7 x 80 + 0.3 x 85 = 81.5, Cukup."""
    scores = Scores(
        nilai_skp=D(80), nilai_skp_hari=D(80), nilai_skp_bulan=D(80), nilai_perilaku=D(85), nilai_kinerja=D("81.5"),
        predikat=Predikat.CUKUP,
    )  # fmt: skip
    part = SegmenSkp(skp_id=UUID(int=8), mulai=date(2025, 1, 1), selesai=date(2025, 12, 31), capaian="80", ditutup=True)
    return replace(
        at("received"), scores=scores, perilaku=dict.fromkeys(FOUR, D(85)), hasil="A", manfaat="B", segmen=(part,)
    )


@pytest.mark.parametrize(
    ("perilaku", "skp", "nilai", "predikat"),
    [
        ({}, D(95), "92.0", Predikat.BAIK),  # 0.7 x 95 + 0.3 x 85
        (dict.fromkeys(FOUR, D(100)), None, "86.0", Predikat.CUKUP),  # 0.7 x 80 + 0.3 x 100
        (dict.fromkeys(FOUR, D(60)), D(40), "46.0", Predikat.SANGAT_KURANG),
    ],
)
def test_kon_p48_4_the_superior_sets_the_result_anew(
    perilaku: Any, skp: Decimal | None, nilai: str, predikat: Predikat
) -> None:
    said = Judged(perilaku=perilaku, hasil="", manfaat="Manfaat baru.")
    after = signing.revise(signed(), WHO, POLICY, said, skp)
    assert (after.scores.nilai_kinerja, after.scores.predikat) == (D(nilai), predikat)
    assert (after.hasil, after.manfaat) == ("A", "Manfaat baru.") and after.segmen == signed().segmen


def test_kon_reading_b37_a_score_set_anew_stays_within_bounds_and_aspects() -> None:
    for perilaku, skp in (({}, D("120.01")), ({}, D(-1)), ({"komitmen": D(90)}, None)):
        said = Judged(perilaku=perilaku, hasil="", manfaat="")
        assert refused(lambda s=said, n=skp: signing.revise(signed(), WHO, POLICY, s, n))[0] == 422


def test_kon_p48_2_the_evidence_is_verified_without_this_system(tmp_path: Path) -> None:
    files = {"penilaian.json": b'{"nilai": "81.5"}', "bulan.json": b"[]"}
    packed = bundle.zip_of(files)
    assert packed == bundle.zip_of(dict(reversed(files.items()))), "equal files, equal bytes"
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        archive.extractall(tmp_path)
    assert set(p.name for p in tmp_path.iterdir()) == {*files, "manifest.sha256"}
    verify = ["sha256sum", "--check", "--strict", "manifest.sha256"]
    assert subprocess.run(verify, cwd=tmp_path, check=False, capture_output=True).returncode == 0
    (tmp_path / "penilaian.json").write_bytes(b'{"nilai": "91.5"}')
    assert subprocess.run(verify, cwd=tmp_path, check=False, capture_output=True).returncode != 0


def test_kuan_p4_without_numbers_only_words_are_set_anew() -> None:
    words = type(POLICY)(
        **{n: getattr(POLICY, n) for n in POLICY.__struct_fields__} | {"scoring": type(POLICY.scoring)("none", "4")}
    )
    after = signing.revise(at("received", hasil="A"), WHO, words, Judged(perilaku={}, hasil="C", manfaat=""), None)
    assert after.hasil == "C" and after.scores == ONE.scores
    assert (
        refused(lambda: signing.revise(at("received"), WHO, words, Judged(perilaku={}, hasil="", manfaat=""), D(90)))[0]
        == 422
    )
