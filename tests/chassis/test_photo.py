"""A photograph is kept without where it was taken; the picture, its colours and how it is turned stay to the byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis import photo
from chassis.attachment import examined
from tests.chassis.files import chunk, exif, jpeg, office, pdf, png, segment

COLOURS = segment(0xE2, b"ICC_PROFILE\x00\x01\x01" + bytes(range(60)))
ADOBE = segment(0xEE, b"Adobe\x00\x64\x00\x00\x00\x00\x00")
XMP = segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00<x exif:GPSLatitude='4,1S'/>")
IPTC = segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04Kendari")
MORE = segment(0xE2, b"MPF\x00" + bytes(20))


def kept(content: bytes) -> bytes:
    kind, what = photo.evidence(content)
    found = what.of(content)
    assert examined(found) == (kind, len(found)), "what is kept is a whole file itself"
    return found


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("turned", [1, 3, 6, 8])
def test_a_photograph_loses_its_place_and_maker_and_keeps_how_it_is_turned(turned: int, order: str) -> None:
    taken = jpeg(640, 480, exif(turned, order), XMP, IPTC, MORE, segment(0xFE, b"Kendari"), COLOURS, ADOBE)
    assert b"KameraContoh" in taken and b"GPSLatitude" in taken
    found = kept(taken)
    assert not any(word in found for word in (b"KameraContoh", b"GPS", b"Kendari", b"MPF", b"S\x00\x00\x00"))
    assert COLOURS in found and ADOBE in found
    plain = jpeg(640, 480, COLOURS, ADOBE)
    said = segment(0xE1, b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00"
        + bytes([turned]) + bytes(6))  # fmt: skip
    assert found == (plain if turned == 1 else plain[:2] + said + plain[2:])


def test_the_same_photograph_from_two_telephones_is_the_same_file() -> None:
    assert kept(jpeg(640, 480, exif(1))) == kept(jpeg(640, 480, XMP, after=b"SEFH")) == jpeg()


def test_a_thumbnail_goes_and_every_scan_stays() -> None:
    small = segment(0xE0, b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x01\x01\xff\xff\xff")
    assert kept(jpeg(8, 8, small, scans=10)) == jpeg(8, 8, scans=10)


def test_a_png_loses_its_words_and_keeps_what_draws_it() -> None:
    colours = chunk(b"gAMA", b"\x00\x00\xb1\x8f") + chunk(b"tRNS", b"\x00\x00")
    words = chunk(b"tEXt", b"Location\x00Kendari") + chunk(b"iTXt", b"XML\x00\x00\x00\x00\x00<x/>")
    more = chunk(b"eXIf", b"II*\x00") + chunk(b"tIME", bytes(7)) + chunk(b"zTXt", b"a\x00\x00")
    assert kept(png(2, 2, words, colours, more)) == png(2, 2, colours)


def test_documents_that_are_no_pictures_stay_to_the_byte() -> None:
    for content in (pdf(), office(), office("xl")):
        _, what = photo.document(content)
        assert what.of(content) == content
    _, what = photo.document(jpeg(8, 8, exif()))
    assert b"KameraContoh" not in what.of(jpeg(8, 8, exif()))


@given(st.binary(max_size=300))
def test_no_exif_is_so_broken_that_a_photograph_is_refused_for_it(noise: bytes) -> None:
    taken = jpeg(8, 8, segment(0xE1, b"Exif\x00\x00" + noise.translate(bytes.maketrans(b"<%P", b"..."))))
    found = kept(taken)
    assert found.endswith(jpeg(8, 8)[2:])
