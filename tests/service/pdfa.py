"""What ISO 19005-2 asks of a file at level B and its bytes can show: it says what it is, and needs nothing else."""

from __future__ import annotations

import re
import zlib

_STREAM = re.compile(rb"<<(?:(?!endobj).)*?>>\s*stream\r?\n", re.S)
# Other files, other programs, other ways of looking than the paper's: none may be there.
_FORBIDDEN = (b"/Encrypt", b"/JavaScript", b"/JS ", b"/Launch", b"/EmbeddedFile", b"/RichMedia", b"/Movie", b"/Sound",
              b"/XFA", b"/LZWDecode")  # fmt: skip


def check_pdf_a(content: bytes) -> None:
    """AssertionError names what is missing or must not be there."""
    assert re.match(rb"%PDF-1\.[4-7]\s%[\x80-\xff]{4}", content), "6.1.2: header, and a comment of four high bytes"
    assert re.search(rb"trailer.*/ID\s*\[", content, re.S) or re.search(rb"/XRef.*?/ID\s*\[", content, re.S), (
        "6.1.3: /ID"
    )
    said = re.search(rb"<\?xpacket begin=.*?<\?xpacket end=", content, re.S)
    assert said, "6.6.2: XMP, not compressed"
    assert _named(said[0], b"part") == b"2" and _named(said[0], b"conformance") == b"B", "6.6.4: part and level"
    assert re.search(rb"/OutputIntents\s*(?:\[|\d)", content) and b"/GTS_PDFA1" in content, "6.2.3: an output intent"
    profile = re.search(rb"/DestOutputProfile\s+(\d+) 0 R", content)
    assert profile and _stream(content, profile[1])[36:40] == b"acsp", "6.2.3: with its ICC profile inside"
    descriptors = content.count(b"/Type/FontDescriptor") + content.count(b"/Type /FontDescriptor")
    assert descriptors and len(re.findall(rb"/FontFile[23]?\s+\d+ 0 R", content)) == descriptors, (
        "6.2.11.4: fonts inside"
    )
    assert not [name for name in _FORBIDDEN if name in content]


def _named(xmp: bytes, name: bytes) -> bytes:
    found = re.search(rb"pdfaid:" + name + rb"(?:>|=\")([^<\"]+)", xmp)
    return found[1] if found else b""


def _stream(content: bytes, number: bytes) -> bytes:
    """An object's stream, unpacked."""
    begins = re.search(rb"(?:^|\n)" + number + rb" 0 obj", content)
    assert begins
    head = _STREAM.search(content, begins.end())
    assert head
    return zlib.decompressobj().decompress(content[head.end() :])
