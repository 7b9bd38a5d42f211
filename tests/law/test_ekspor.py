"""Which bytes of a file a download asks for (RFC 9110, 14.1.2), by hand."""

from __future__ import annotations

import pytest

from services.reporting.domain.ekspor import piece

# Range header, of a file of 100 bytes: first and last byte; None: 416
ASKED = {
    "": (0, 99), "bytes=0-": (0, 99), "bytes=0-0": (0, 0), "bytes=10-19": (10, 19), "bytes=90-": (90, 99),
    "bytes=90-500": (90, 99), "bytes=-10": (90, 99), "bytes=-500": (0, 99), "bytes=99-99": (99, 99),
    "bytes=100-": None, "bytes=100-200": None, "bytes=-0": None,
    # not understood, or many at once: the whole file
    "bytes=20-10": (0, 99), "bytes=0-1,5-6": (0, 99), "lines=1-2": (0, 99), "bytes=a-b": (0, 99), "bytes=-": (0, 99),
    "bytes=1-99999999999999999999": (0, 99),
}  # fmt: skip


@pytest.mark.parametrize("asked", ASKED)
def test_a_piece_is_what_was_asked_for(asked: str) -> None:
    assert piece(asked, 100) == ASKED[asked]
