"""A text of marks without a shape is none, wherever it is sent; one that shows something is left alone."""

from __future__ import annotations

import json
import time

import pytest

from chassis.blank import is_blank, unsaid, unsaid_query

NOTHING = ["\u200b", " \u200b\u200d ", "\u2060", "\ufeff", "\u3164", "\u2800", "\u00ad", "\u200e\n", "\U000e0041", "\b", "\x07 ", "\x7f",
    "\x9f"]  # fmt: skip


@pytest.mark.parametrize("text", NOTHING)
@pytest.mark.parametrize("escaped", [True, False])
def test_marks_alone_are_no_text(text: str, escaped: bool) -> None:
    body = json.dumps({"isi": {"butir": [{"uraian": "ada"}, {"uraian": text}]}}, ensure_ascii=escaped).encode()
    assert unsaid(body) == "isi.butir[1].uraian"
    assert is_blank(text)


@pytest.mark.parametrize(
    "text",
    [
        "a\u200b",
        "\u2705",
        "\u4e2d\u56fd",
        "na\u00efve",
        "\U0001f44d\ufe0f",
        "",
        "  ",
        "a\b",
        "\t",
        'x"\u200b"y',
        "\\u200b",
        "\\b",
    ],
)
def test_what_shows_something_and_what_is_plainly_empty_pass(text: str) -> None:
    for escaped in (True, False):
        assert unsaid(json.dumps({"uraian": text}, ensure_ascii=escaped).encode()) is None


def test_parameters_of_an_address_likewise() -> None:
    assert unsaid_query(b"tujuan=%E2%80%8B%E2%80%8B&x=1") == "tujuan"
    assert unsaid_query(b"tujuan=memeriksa%20data") is None


@pytest.mark.parametrize("piece", ['\\"', '"', "\u200b", '"\u200b', '\\"\u200b', "\\u200b"])
def test_twice_the_bytes_cost_about_twice(piece: str) -> None:
    def cost(n: int) -> float:
        body = ('{"a": "' + piece * n).encode()
        began = time.process_time()
        unsaid(body)
        return time.process_time() - began

    small, large = min(cost(30_000) for _ in range(3)), min(cost(60_000) for _ in range(3))
    assert large < 4 * small + 0.02
