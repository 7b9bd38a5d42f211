"""Documents of offices: known by their parts, whole, and running nothing when they are opened."""

from __future__ import annotations

import struct
import time

import pytest

from chassis.office import KINDS, MOST_UNPACKED, examined_document
from contracts.refusal import Refusal
from tests.chassis.files import jpeg, office, pdf, png

CHART = {"word/embeddings/Microsoft_Excel_Sheet1.xlsx": b"PK", "word/media/image1.png": png()}


@pytest.mark.parametrize(
    ("content", "kind"),
    [(pdf(), 0), (png(), 1), (jpeg(), 2), (office("word"), 3), (office("xl"), 4), (office(parts=CHART), 3),
     (office(external="hyperlink"), 3)],
)  # fmt: skip
def test_what_a_document_is(content: bytes, kind: int) -> None:
    assert examined_document(content) == (KINDS[kind], len(content))


@pytest.mark.parametrize(
    "content",
    [
        office(parts={"word/vbaProject.bin": b"x"}), office(parts={"word/activeX/activeX1.bin": b"x"}),
        office("xl", parts={"xl/externalLinks/externalLink1.xml": b"<x/>"}),
        office(parts={"word/embeddings/oleObject1.bin": b"x"}), office(external="attachedTemplate"),
        office(external="image"), office(parts={"word/styles.xml": b"<!DOCTYPE x><x/>"}),
    ],
)  # fmt: skip
def test_what_runs_or_fetches_by_itself_is_refused(content: bytes) -> None:
    with pytest.raises(Refusal, match="makro") as refused:
        examined_document(content)
    assert (refused.value.status, refused.value.field) == (422, "berkas")


@pytest.mark.parametrize(
    "content",
    [b"", b"MZ\x90", b"PK", b"PK\x03\x04 word/", office("evil"), office("evil", of="word"), office()[:-30],
     office().replace(b"document.xml", b"dokument.xml"), b"%PDF-1.7\n1 0 obj\n", b"<html>"],
)  # fmt: skip
def test_what_is_no_document_is_refused(content: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        examined_document(content)
    assert (refused.value.status, refused.value.field) == (422, "berkas")


def test_a_changed_part_and_one_that_unpacks_without_end_are_refused() -> None:
    stored = bytearray(office())
    stored[stored.index(b"word/document.xml") + len(b"word/document.xml")] ^= 0xFF
    for content in (bytes(stored), office(parts={"word/big.bin": bytes(MOST_UNPACKED)})):
        begun = time.process_time()
        with pytest.raises(Refusal):
            examined_document(content)
        assert time.process_time() - begun < 2


def test_a_directory_of_many_names_is_refused_before_it_is_read() -> None:
    content = bytearray(office())
    struct.pack_into("<H", content, content.rfind(b"PK\x05\x06") + 10, 0xFFFF)
    with pytest.raises(Refusal):
        examined_document(bytes(content))
