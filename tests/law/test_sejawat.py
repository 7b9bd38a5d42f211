"""Peers and direct subordinates (KON P29(2-3))."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from contracts.identity import Penempatan
from contracts.refusal import Refusal
from contracts.sejawat import is_bawahan, is_rekan, post_on
from contracts.vocabulary import JenisJabatan
from services.identity.domain.raters import check_raters
from tests.laws import cited

A, B, C = UUID(int=1), UUID(int=2), UUID(int=3)


def post(jenis: str, unit: str = "DINKES.P2P", mulai: str = "2024-01-02") -> Penempatan:
    return Penempatan(
        mulai=date.fromisoformat(mulai), jabatan="x", jenis_jabatan=JenisJabatan(jenis), opd="DINKES", unit=unit
    )


# Rows: the appraised; columns: another of the same unit. r: a peer, b: a subordinate, -: neither.
OTHERS = ("jpt_pratama", "administrator", "pengawas", "pelaksana", "fungsional")
MATRIX = """
jpt_pratama    r b b b b
administrator  - r b b b
pengawas       - - r b b
pelaksana      - - - r r
fungsional     - - - r r
"""


@pytest.mark.parametrize("line", MATRIX.split("\n")[1:-1])
def test_kon_p29_2_3_the_same_level_and_below_in_one_unit(line: str) -> None:
    appraised, *cells = line.split()
    for other, cell in zip(OTHERS, cells, strict=True):
        assert is_rekan(post(appraised), post(other)) is (cell == "r"), (appraised, other)
        assert is_bawahan(post(appraised), post(other)) is (cell == "b"), (appraised, other)
        for elsewhere in ("DINKES", "DINKES.YANKES"):
            assert not is_rekan(post(appraised), post(other, elsewhere))
            assert not is_bawahan(post(appraised), post(other, elsewhere))


def test_kon_p29_the_post_of_the_day_counts() -> None:
    posts = [post("pelaksana", mulai="2024-01-02"), post("pengawas", mulai="2026-05-01")]
    found = [post_on(posts, date.fromisoformat(d)) for d in ("2024-01-01", "2024-01-02", "2026-04-30", "2026-05-01")]
    assert [p.jenis_jabatan.value if p else None for p in found] == [None, "pelaksana", "pelaksana", "pengawas"]


@pytest.mark.parametrize(
    ("rekan", "bawahan", "field", "pasal"),
    [([A, C], [], "rekan[1]", "KON 29(2)"), ([B], [], "rekan[0]", "KON 29(2)"), ([A], [A], "bawahan[0]", "KON 29(3)")],
)
def test_kon_p29_somebody_else_is_refused_by_name(
    rekan: list[UUID], bawahan: list[UUID], field: str, pasal: str
) -> None:
    check_raters([A], [B], {A}, {B})
    with pytest.raises(Refusal) as caught:
        check_raters(rekan, bawahan, {A}, {B})
    assert (caught.value.status, caught.value.field, cited(caught.value)) == (422, field, pasal)
