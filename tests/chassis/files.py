"""Small files as devices make them, byte by byte."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO


def segment(code: int, content: bytes) -> bytes:
    return b"\xff" + bytes([code]) + struct.pack(">H", len(content) + 2) + content


def jpeg(width: int = 640, height: int = 480, *more: bytes, after: bytes = b"", scans: int = 1) -> bytes:
    """A photograph: JFIF, a table, its size, a scan with a stuffed byte and a restart marker, its end."""
    size = segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00")
    scan = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\x34\xff\xd0\x56"
    head = segment(0xE0, b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00") + segment(0xDB, b"\x00" + b"\x10" * 64)
    return b"\xff\xd8" + head + b"".join(more) + size + scan * scans + b"\xff\xd9" + after


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int = 2, height: int = 2, *more: bytes, after: bytes = b"") -> bytes:
    """A picture in grey."""
    rows = zlib.compress((b"\x00" + b"\x80" * 2) * 2)
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + chunk(b"IDAT", rows) + chunk(b"IEND", b"") + after


def pdf(body: bytes = b"1 0 obj\n<< /Type /Catalog >>\nendobj\n", after: bytes = b"\n") -> bytes:
    return b"%PDF-1.7\n" + body + b"trailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF" + after


_KINDS = {"word": ("wordprocessingml.document", "document"), "xl": ("spreadsheetml.sheet", "workbook")}
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def office(folder: str = "word", parts: dict[str, bytes] | None = None, external: str = "", of: str = "") -> bytes:
    """A DOCX or XLSX by its folder (`of`: whose types another folder claims), with more parts or one outside."""
    kind, main = _KINDS.get(of or folder, ("other", "document"))
    said = f"application/vnd.openxmlformats-officedocument.{kind}.main+xml"
    outside = f'<Relationship Id="r1" Type="x/{external}" Target="http://x.id/a" TargetMode="External"/>'
    found = {
        "[Content_Types].xml": f'<Types><Override PartName="/{folder}/{main}.xml" ContentType="{said}"/></Types>'.encode(),
        f"{folder}/{main}.xml": b"<x/>",
        f"{folder}/_rels/{main}.xml.rels": (
            f'<Relationships xmlns="{_RELATIONS}">{outside if external else ""}</Relationships>'.encode()
        ),
        **(parts or {}),
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in found.items():
            archive.writestr(name, content)
    return out.getvalue()


def form(*files: tuple[str, bytes], boundary: str = "----batas", field: str = "berkas") -> tuple[bytes, str]:
    """A form with files, and its content type."""
    parts = b"".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
        "Content-Type: image/jpeg\r\n\r\n".encode()
        + content
        + b"\r\n"
        for name, content in files
    )
    note = f'--{boundary}\r\nContent-Disposition: form-data; name="catatan"\r\n\r\nteks\r\n'.encode()
    return note + parts + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


def exif(turned: int = 6, order: str = "<") -> bytes:
    """What a telephone writes: how the picture is turned, its maker, and where it was taken (4° 1' S, 122° 30' E)."""
    maker, gps_at = b"KameraContoh\x00\x00", 8 + 2 + 3 * 12 + 4
    entries = [(0x010F, 2, len(maker), gps_at), (0x0112, 3, 1, turned), (0x8825, 4, 1, gps_at + len(maker))]
    fields = b"".join(
        struct.pack(f"{order}HHIHxx" if kind == 3 else f"{order}HHII", tag, kind, n, value)
        for tag, kind, n, value in entries
    )
    south = struct.pack(f"{order}6I", 4, 1, 1, 1, 0, 1)
    gps = struct.pack(f"{order}H", 2) + struct.pack(f"{order}HHI4s", 1, 2, 2, b"S\x00\x00\x00")
    gps += struct.pack(f"{order}HHII", 2, 5, 3, gps_at + len(maker) + 30) + bytes(4) + south
    head = (b"II*\x00" if order == "<" else b"MM\x00*") + struct.pack(f"{order}IH", 8, len(entries))
    return segment(0xE1, b"Exif\x00\x00" + head + fields + bytes(4) + maker + gps)
