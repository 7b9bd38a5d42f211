"""A new idea (KON P31(5)a, P31(6); reading B19), behaviour against its standard (P16(4), P27(1)), the nine cells."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, datetime, timezone
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from chassis.inherited import COMMON
from chassis.regulation import PackError, Packs
from chassis.settings import REPOSITORY
from contracts.refusal import Refusal
from services.appraisal.domain import bkn, ide, judgement, signing
from services.appraisal.domain.appraisal import Appraisal, Dinilai
from services.appraisal.domain.ide import Above, Ide
from services.appraisal.policy import AppraisalPolicy
from tests.laws import pasal as pasal_of

STAF, KASI, KABID, KEPALA, SEKDA = (UUID(int=n) for n in range(1, 6))
NOW = datetime(2026, 12, 30, 2, tzinfo=timezone.utc)
ONE = Appraisal(
    appraisal_id=UUID(int=9), asn_id=STAF, tahun=2026, state="opened", target="", pack="konsel-67-2024", version=1
)
WHO = Dinilai(
    asn_id=STAF,
    atasan_id=KASI,
    kosong=False,
    jenis_jabatan="pelaksana",
    tmt_jabatan=date(2024, 1, 2),
    penempatan=(),
    opd="DINKES",
    hari_kerja=5,
)
PACKS = Packs.load(str(REPOSITORY / "regulations"))


def refused(act: Callable[[], Any]) -> tuple[int, str]:
    with pytest.raises(Refusal) as found:
        act()
    return found.value.status, pasal_of(found.value, "KON")


def said(by: UUID = KASI) -> Ide:
    return Ide(
        ide_id=UUID(int=10), appraisal_id=ONE.appraisal_id, asn_id=STAF, tahun=2026, uraian="Antrean daring",
        manfaat="Waktu tunggu turun", dokumen="Nota 3/2026", recommended_by=by, recommended_at=NOW,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "head"),
    [
        ([(KASI, False), (KABID, True), (KEPALA, True)], KABID),
        ([(KASI, True), (KABID, True)], KASI),  # a head who is the direct superior does both acts
        ([(SEKDA, True)], SEKDA),  # of a kepala dinas: nobody sets his own, the next superior decides
        ([(KASI, False)], None),
        ([], None),  # the Bupati
    ],
)
def test_kon_p31_6_reading_b19_who_sets_an_idea(line: list[tuple[UUID, bool]], head: UUID | None) -> None:
    assert ide.head_of([Above(*one) for one in line]) == head


def test_kon_p31_6_the_direct_superior_recommends_and_the_head_sets() -> None:
    recommended, told = ide.recommend(None, ONE, WHO, set(), said())
    assert (recommended.state, told.oleh) == ("recommended", KASI)
    ide.check_head([Above(KASI, False), Above(KABID, True)], KABID, set())
    accepted, decided = ide.decide(recommended, KABID, NOW, True, "")
    assert (accepted.state, accepted.version, decided.diterima) == ("accepted", 2, True)
    assert refused(lambda: ide.recommend(None, ONE, WHO, set(), said(KABID)))[0] == 403
    assert refused(lambda: ide.check_head([Above(KASI, False), Above(KABID, True)], KASI, set())) == (403, "31(6)")
    ide.check_head([], SEKDA, {"bupati"})


def test_kon_p31_6_nothing_is_set_without_a_recommendation() -> None:
    assert refused(lambda: ide.decide(None, KABID, NOW, True, "")) == (409, "31(6)")


# state of the idea x what is asked of it
STATES = """
             recommend accept refuse
none             x       -      -
recommended      -       x      x
accepted         -       -      -
refused          x       -      -
"""


@pytest.mark.parametrize("line", STATES.strip().splitlines()[1:])
def test_kon_p31_6_an_idea_is_decided_once_and_a_refused_one_may_be_brought_again(line: str) -> None:
    state, *marks = line.split()
    base = ide.recommend(None, ONE, WHO, set(), said())[0]
    before = {
        "none": None, "recommended": base, "accepted": ide.decide(base, KABID, NOW, True, "")[0],
        "refused": ide.decide(base, KABID, NOW, False, "Sudah lama dipakai.")[0],
    }[state]  # fmt: skip
    acts: list[Callable[[], Any]] = [
        lambda: ide.recommend(before, ONE, WHO, set(), said()), lambda: ide.decide(before, KABID, NOW, True, ""),
        lambda: ide.decide(before, KABID, NOW, False, "Bukan hal baru."),
    ]  # fmt: skip
    for act, mark in zip(acts, marks, strict=True):
        if mark == "x":
            act()
        else:
            assert refused(act) == (409, "31(6)")


def test_kon_p31_6_a_refusal_says_why_and_nothing_is_decided_after_the_signature() -> None:
    base = ide.recommend(None, ONE, WHO, set(), said())[0]
    assert refused(lambda: ide.decide(base, KABID, NOW, False, " ")) == (422, "31(6)")
    ide.check_open(ONE, has_ideas=True)
    signed = Appraisal(**{name: getattr(ONE, name) for name in ONE.__struct_fields__} | {"state": "signed"})
    assert refused(lambda: ide.check_open(signed, has_ideas=True)) == (409, "31(5)a, 31(6)")
    assert refused(lambda: ide.check_open(ONE, has_ideas=False))[0] == 409  # KUAN 4 has no predikat


def test_kon_p16_4_p27_1_behaviour_is_compared_with_the_standard_of_the_jabatan() -> None:
    four = ("orientasi_pelayanan", "komitmen", "inisiatif_kerja", "kerja_sama")
    standard = judgement.standard_of("administrator", four, {"administrator": dict.fromkeys(four, 4)})
    seen = {"orientasi_pelayanan": 3, "komitmen": 4, "inisiatif_kerja": 5, "kerja_sama": 4}
    assert judgement.compare(seen, standard) == {
        "orientasi_pelayanan": "di_bawah", "komitmen": "sesuai", "inisiatif_kerja": "di_atas", "kerja_sama": "sesuai",
    }  # fmt: skip
    assert judgement.compare({}, standard) == {}
    assert refused(lambda: judgement.compare({"komitmen": 4}, standard)) == (422, "16(4), 27(1)")
    assert refused(lambda: judgement.compare(seen | {"komitmen": 8}, standard)) == (422, "16(4), 27(1)")
    assert refused(lambda: judgement.standard_of("fungsional", four, {})) == (409, "16(4), 27(1)")


def test_kon_p16_4_the_pack_has_a_standard_for_every_jabatan() -> None:
    policy = PACKS.resolve("konsel", date(2026, 12, 31)).section("appraisal", AppraisalPolicy)
    for jenis in ("jpt_pratama", "administrator", "pengawas", "pelaksana", "fungsional"):
        aspects = judgement.aspects_for(
            jenis, policy.aspects.value, policy.leadership_aspect.value, policy.leadership_for.value
        )
        assert set(judgement.standard_of(jenis, aspects, policy.behaviour_standard.value)) == set(aspects)


# PermenPANRB 6/2022: rows hasil kerja, columns perilaku.
CELLS = [
    ("di_atas", "di_atas", "Sangat Baik", 1), ("di_atas", "sesuai", "Baik", 2), ("di_atas", "di_bawah", "Kurang", 4),
    ("sesuai", "di_atas", "Baik", 2), ("sesuai", "sesuai", "Baik", 2), ("sesuai", "di_bawah", "Kurang", 4),
    ("di_bawah", "di_atas", "Butuh Perbaikan", 3), ("di_bawah", "sesuai", "Butuh Perbaikan", 3),
    ("di_bawah", "di_bawah", "Sangat Kurang", 5),
]  # fmt: skip


@pytest.mark.parametrize("tenant", ["kuansing", "konsel"])
@pytest.mark.parametrize(("hasil", "perilaku", "predikat", "kode"), CELLS)
def test_kon_reading_b14_the_nine_cells_for_bkn(
    tenant: str, hasil: Any, perilaku: Any, predikat: str, kode: int
) -> None:
    policy = PACKS.resolve(tenant, date(2026, 12, 31)).section("appraisal", AppraisalPolicy)
    found = bkn.quadrant(
        bkn.Ekspektasi(hasil_kerja=hasil, perilaku=perilaku, umpan_balik="Pertahankan."), policy.quadrants.value
    )
    told = bkn.told(found)
    codes = {"di_atas": 1, "sesuai": 2, "di_bawah": 3}
    assert (told.predikat, told.kuadran_kode) == (predikat, kode)
    assert (told.hasil_kerja_kode, told.perilaku_kode) == (codes[hasil], codes[perilaku])


def test_kon_reading_b14_a_pack_that_lacks_a_cell_stops_the_start(tmp_path: Any) -> None:
    source = REPOSITORY / "regulations" / "konsel-67-2024.toml"
    text = source.read_text(encoding="utf-8").replace(
        'sesuai = "Butuh Perbaikan", di_bawah = "Sangat Kurang"', 'sesuai = "Butuh Perbaikan"'
    )
    shutil.copy(source.with_name(COMMON), tmp_path)
    (tmp_path / source.name).write_text(text, encoding="utf-8")
    with pytest.raises(PackError, match="nine cells"):
        Packs.load(str(tmp_path)).require("appraisal", AppraisalPolicy)


@pytest.mark.parametrize(("asks_peers", "nilai"), [(False, "100.46"), (True, "99.68")])
def test_kon_p31_3_4_reading_b6_the_weights_turn_on_the_pemda(asks_peers: bool, nilai: str) -> None:
    """Nobody answered or could be asked: the penilai counts whole, the weights of the Pemda stay."""
    policy = PACKS.resolve("konsel", date(2026, 12, 31)).section("appraisal", AppraisalPolicy)
    values = {name: getattr(policy, name) for name in policy.__struct_fields__}
    flag = type(policy.peer_input)(asks_peers, policy.peer_input.pasal)
    weights = signing.weights(AppraisalPolicy(**values | {"peer_input": flag}))
    assert judgement.nilai_kinerja(Decimal("102.8"), Decimal(95), *weights) == Decimal(nilai)
