"""Photographs and PDF that people upload: whole ones are taken, whatever else they are called; disguises are not."""

from __future__ import annotations

import time
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.attachment import examined
from chassis.edge import fingerprint
from chassis.multipart import file_of
from chassis.pdfnames import MOST_UNPACKED
from chassis.pdfnames import is_active as pdfnames_active
from contracts.refusal import Refusal
from tests.chassis.files import chunk, form, jpeg, pdf, png, segment

ZIP_END = b"PK\x05\x06" + bytes(18)
XMP = b"http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF/></x:xmpmeta>"


def checked(content: bytes) -> tuple[str, bytes]:
    """Media type and what is kept of a file."""
    kind, size = examined(content)
    return kind, content[:size]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (jpeg(), "image/jpeg"),
        (jpeg(9248, 6936 - 20), "image/jpeg"),
        (jpeg(640, 480, segment(0xE1, XMP), segment(0xFE, b"kamera")), "image/jpeg"),
        (jpeg(scans=10), "image/jpeg"),
        (png(), "image/png"),
        (png(2, 2, chunk(b"tEXt", b"Software\x00Android")), "image/png"),
        (pdf(), "application/pdf"),
        (pdf(after=b"\r\n\r\n"), "application/pdf"),
    ],
)
def test_a_whole_photograph_or_pdf_is_kept_to_the_byte(content: bytes, kind: str) -> None:
    assert checked(content) == (kind, content)


def test_what_a_telephone_puts_behind_its_picture_is_not_kept() -> None:
    moving = bytes(range(256)) * 64
    assert checked(jpeg(after=b"SEFH" + moving)) == ("image/jpeg", jpeg())


@pytest.mark.parametrize(
    "content",
    [
        b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<html><script>x()</script>", b"GIF89a", b"MZ\x90\x00",
        b"PK\x03\x04" + bytes(40), b"%PDF-1.7\nno end", b"\xff\xd8\xff", b"x" + jpeg(),
        jpeg()[:-2], jpeg()[:-20], jpeg()[:40], b"\xff\xd8" + jpeg()[30:],
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00<script>alert(1)</script>",
        png()[:-12], png()[:-1], png().replace(b"IDAT", b"IDAX"), b"\x89PNG\r\n\x1a\n" + chunk(b"IEND", b""),
        b"\x89PNG\r\n\x1a\n" + chunk(b"IDAT", zlib.compress(b"x")) + chunk(b"IEND", b""),
    ],
)  # fmt: skip
def test_what_is_no_whole_photograph_or_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        checked(content)
    assert (refused.value.status, refused.value.field) == (422, "berkas")


@pytest.mark.parametrize(
    "content",
    [
        jpeg(after=b"PK\x03\x04isi" + ZIP_END), jpeg(after=b"<!DOCTYPE html><script >x()</script>"), jpeg(after=pdf()),
        jpeg(640, 480, segment(0xFE, b"--><script>alert(1)</script>")), jpeg(640, 480, segment(0xE9, b"<?php x(); ?>")),
        png(after=b"PK\x03\x04isi" + ZIP_END), png(after=b"\x00"), png(2, 2, chunk(b"tEXt", b"x\x00<SCRIPT>x()</SCRIPT>")),
        pdf(b"1 0 obj\n<< /OpenAction << /S /JavaScript /JS (x) >> >>\nendobj\n"),
        pdf(b"1 0 obj\n<< /S /Launch /F (cmd.exe) >>\nendobj\n"), pdf(b"1 0 obj\n<< /EmbeddedFile 2 0 R >>\nendobj\n"),
        pdf(after=b"\nPK\x03\x04isi" + ZIP_END), pdf(after=b"\n<html >"),
    ],
)  # fmt: skip
def test_a_file_that_is_another_one_as_well_is_refused(content: bytes) -> None:
    with pytest.raises(Refusal, match="memuat isi lain"):
        checked(content)


@pytest.mark.parametrize("content", [jpeg(65_000, 65_000), jpeg(0, 480), png(1_000_000, 1_000_000), png(65, 1_000_000)])
def test_a_small_file_that_would_fill_a_memory_is_refused(content: bytes) -> None:
    with pytest.raises(Refusal, match="megapiksel"):
        checked(content)


def test_a_picture_drawn_over_and_over_is_refused() -> None:
    with pytest.raises(Refusal, match="rusak"):
        checked(jpeg(scans=101))


def test_the_file_of_a_form_is_the_upload_and_so_is_a_plain_body() -> None:
    body, kind = form(("foto kegiatan.jpg", jpeg()))
    assert file_of(kind.encode(), body) == jpeg()
    assert file_of(b"image/jpeg", jpeg()) == jpeg()
    assert file_of(b"", jpeg()) == jpeg()


def _bad_forms() -> list[tuple[bytes, str]]:
    whole, kind = form(("a.jpg", jpeg()))
    return [
        form(), form(("a.jpg", jpeg()), ("b.jpg", png())), (whole[:-20], kind), (whole, "multipart/form-data"),
        (whole, "multipart/form-data; boundary=lain"), (b"", kind), form(("a\x00.jpg", jpeg())), form(("a\x1b.jpg", jpeg())),
        (whole.replace(b"catatan", b"cata\x00tan"), kind), (whole.replace(b"Content-Type", b"Content\x7f"), kind),
    ]  # fmt: skip


@pytest.mark.parametrize(("body", "kind"), _bad_forms())
def test_a_form_without_exactly_one_whole_file_is_refused(body: bytes, kind: str) -> None:
    with pytest.raises(Refusal) as refused:
        file_of(kind.encode(), body)
    assert (refused.value.status, refused.value.field) == (422, "berkas")


def test_a_form_sent_again_with_another_boundary_is_the_same_request() -> None:
    def mark(name: str, content: bytes, boundary: str) -> bytes:
        body, kind = form((name, content), boundary=boundary)
        scope = {"method": "POST", "path": "/x", "headers": [(b"content-type", kind.encode())]}
        return fingerprint(scope, body)

    assert mark("a.jpg", jpeg(), "----satu") == mark("a.jpg", jpeg(), "----dua")
    assert mark("a.jpg", jpeg(), "----satu") != mark("a.jpg", png(), "----dua")


@given(st.sampled_from([jpeg(), png(), pdf(), jpeg(scans=3)]), st.data())
def test_whatever_is_done_to_a_file_it_is_taken_or_refused_and_nothing_else(
    content: bytes, data: st.DataObject
) -> None:
    made = bytearray(content)
    for _ in range(data.draw(st.integers(1, 4))):
        made[data.draw(st.integers(0, len(made) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(made[: data.draw(st.integers(0, len(made)))])
    for one in (bytes(made), cut, bytes(made) + cut):
        try:
            kind, kept = checked(one)
        except Refusal as refused:
            assert refused.field == "berkas"
        else:
            assert kind in ("image/jpeg", "image/png", "application/pdf") and one.startswith(kept)


def _packed(body: bytes, kind: bytes = b"/ObjStm", filters: bytes = b"/Filter /FlateDecode") -> bytes:
    """A document whose objects lie in an object stream, as nearly every program writes it today."""
    packed = zlib.compress(body)
    head = b"3 0 obj\n<< /Type %s /N 1 /First 4 /Length %d %s >>\nstream\n" % (kind, len(packed), filters)
    return pdf(head + packed + b"\nendstream\nendobj\n")


ACTION = b"5 0 << /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>"


@pytest.mark.parametrize(
    "content",
    [
        pdf(b"1 0 obj\n<< /OpenAction << /S/#4aavaScript /JS (x) >> >>\nendobj\n"),
        pdf(b"1 0 obj\n<< /S /L#61unch /F (cmd.exe) >>\nendobj\n"),
        pdf(b"1 0 obj\n<< /AcroForm << /XFA 2 0 R >> >>\nendobj\n"),
        _packed(ACTION), _packed(ACTION, b"/Obj#53tm"), _packed(ACTION, filters=b"/Filter [/FlateDecode]"),
        _packed(b"5 0 << /S/#4aavaScript >>"),
    ],
)  # fmt: skip
def test_a_pdf_that_does_something_by_itself_is_refused_however_it_says_so(content: bytes) -> None:
    with pytest.raises(Refusal, match="memuat isi lain"):
        examined(content)


@pytest.mark.parametrize(
    "content",
    [
        _packed(ACTION, filters=b"/Filter /LZWDecode"), _packed(ACTION, filters=b"/Filter [/ASCIIHexDecode /FlateDecode]"),
        _packed(b"x" * (MOST_UNPACKED + 1)), pdf(b"trailer\n<< /Encrypt 9 0 R >>\n"),
        pdf(b"3 0 obj\n<< /Type /ObjStm /Filter /FlateDecode >>\nstream\nrusak\nendstream\n"),
    ],
)  # fmt: skip
def test_a_pdf_that_cannot_be_looked_into_is_refused_with_what_to_do(content: bytes) -> None:
    with pytest.raises(Refusal, match="tanpa kata sandi"):
        examined(content)


def test_a_pdf_of_today_that_does_nothing_by_itself_is_taken() -> None:
    assert examined(_packed(b"5 0 << /Type /Catalog /Title (JavaScript) /XFAktif 1 >>"))[0] == "application/pdf"
    assert examined(pdf(b"<< /Names 1 /JavaScripted 2 /EncryptMetadata true >>"))[0] == "application/pdf"


def test_twice_as_many_object_streams_cost_about_twice() -> None:
    def cost(n: int) -> float:
        one = _packed(b"5 0 << /Type /Catalog >>")[9:-20]
        content = pdf(one * n)
        began = time.process_time()
        pdfnames_active(content)
        return time.process_time() - began

    small, large = min(cost(800) for _ in range(3)), min(cost(1600) for _ in range(3))
    assert large < 4 * small + 0.02
