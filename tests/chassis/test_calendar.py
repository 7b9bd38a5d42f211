"""Dates near the edge of the calendar are seen before anything is read, however they are written."""

from __future__ import annotations

import pytest

from chassis.calendar import misdated, misdated_query


@pytest.mark.parametrize(
    ("body", "member"),
    [
        (b'{"tanggal": "9999-12-31"}', "tanggal"),
        (b'{"isi": {"mulai" : "0001-01-01T00:00:00+14:00"}}', "mulai"),
        (b'{"tanggal": "2025-12-31", "selesai": "1899-12-31"}', "selesai"),
        (rb'{"tanggal": "\u0039999-12-31"}', "tanggal"),
        (rb'{"tanggal": "9999\u002d12\u002D31"}', "tanggal"),
        (b'["2200-01-01"]', ""),
        (b'{"tanggal": "1900-01-01", "sampai": "2199-12-31"}', None),
        (b'{"uraian": "rapat 9999-12-31 itu", "nomor": "0001-01-0"}', None),
        (b'{"uraian": "9999-12-31 dan seterusnya"}', None),
    ],
)
def test_a_date_near_the_edge_of_the_calendar(body: bytes, member: str | None) -> None:
    assert misdated(body) == member


@pytest.mark.parametrize(
    ("query", "name"),
    [
        (b"tanggal=9999-12-31", "tanggal"), (b"a=1&tanggal=0000-01-01&b=2", "tanggal"), (b"t=9999%2D12-31", "t"),
        (b"tanggal=2026-01-20", None), (b"tahun=9999", None), (b"", None),
    ],
)  # fmt: skip
def test_a_date_in_an_address(query: bytes, name: str | None) -> None:
    assert misdated_query(query) == name
