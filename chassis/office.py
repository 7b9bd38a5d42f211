"""A document that somebody uploads: PDF, picture, DOCX or XLSX, what it is by its parts and that it runs nothing.

For another process (`chassis/aside.py`): an archive is looked into no further than its bounds.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from xml.parsers import expat

from chassis.attachment import examined
from chassis.sheets import check_archive
from contracts.refusal import Refusal, rule

OTHER_KIND = rule(
    "document.other_kind", 422, "Dokumen harus PDF, PNG, JPEG, DOCX atau XLSX.", "berkas", source="implicit"
)
BROKEN = rule(
    "document.broken", 422, "Dokumen rusak atau terpotong; simpan ulang, lalu unggah lagi.", "berkas", source="implicit"
)
ACTIVE = rule(
    "document.active",
    422,
    "Dokumen memuat makro, objek tertanam atau tautan yang berjalan sendiri.",
    "berkas",
    source="implicit",
)
TOO_LARGE = rule("document.too_large", 422, "Dokumen lebih dari {megabytes} MB.", "berkas", source="implicit")
TOO_MUCH = rule("document.too_much", 422, "Isi dokumen terlalu besar.", "berkas", source="implicit")

MOST_BYTES = 10 << 20
MOST_UNPACKED = 128 << 20
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = ("application/pdf", "image/png", "image/jpeg", _WORD, _SHEET)
_TYPES = "[Content_Types].xml"
# What the list of types calls the main part, and how its name begins; one with macros says another word there.
_MAIN = ((f"{_WORD}.main+xml", "word/document", _WORD), (f"{_SHEET}.main+xml", "xl/workbook", _SHEET))
# Programs, and other documents that are run or fetched when this one is opened; the data of a chart is none.
_RUNS = re.compile(
    r"(?:^|/)(?:vba|activeX|externalLinks|oleObject|ctrlProps|embeddings/(?![^/]*\.xlsx$))", re.IGNORECASE
)
_MOST_RELATIONS = 4 << 20
_DTD = b"<!DOCTYPE"


def examined_document(content: bytes) -> tuple[str, int]:
    """Media type, and how many of the bytes are kept; Refusal 422 for what is none of the five, whole and harmless."""
    if len(content) > MOST_BYTES:
        raise Refusal(TOO_LARGE, megabytes=MOST_BYTES >> 20)
    if content[:2] == b"PK":
        return _office(content), len(content)
    if content[:4] in (b"%PDF", b"\x89PNG") or content[:3] == b"\xff\xd8\xff":
        return examined(content)
    raise Refusal(OTHER_KIND)


def _office(content: bytes) -> str:
    try:
        check_archive(content)
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _looked(archive)
    except Refusal:
        raise
    except Exception as err:  # the reader has an error of its own for every way an archive can be broken
        raise Refusal(BROKEN) from err


def _looked(archive: zipfile.ZipFile) -> str:
    """Every part once, with its sum: names, what it unpacks to, what it refers to."""
    parts = archive.infolist()
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Refusal(TOO_MUCH)
    names = [part.filename for part in parts]
    if len(set(names)) != len(names) or _TYPES not in names:
        raise Refusal(OTHER_KIND)
    if any(_RUNS.search(name) for name in names):
        raise Refusal(ACTIVE)
    types = archive.read(_TYPES).decode("utf-8")
    for part in parts:
        _check_part(part.filename, archive.read(part))
    kind = next((kind for said, main, kind in _MAIN if said in types and any(n.startswith(main) for n in names)), None)
    if kind is None:
        raise Refusal(OTHER_KIND)
    return kind


def _check_part(name: str, content: bytes) -> None:
    """Nothing outside is fetched but what a reader follows himself."""
    if not name.endswith((".xml", ".rels")):
        return
    if _DTD in content:
        raise Refusal(ACTIVE)
    if name.endswith(".rels"):
        if len(content) > _MOST_RELATIONS:
            raise Refusal(BROKEN)
        outside = [one.get("Type", "") for one in _attributes(content) if one.get("TargetMode") == "External"]
        if any(not kind.endswith("/hyperlink") for kind in outside):
            raise Refusal(ACTIVE)


def _attributes(content: bytes) -> list[dict[str, str]]:
    """Of every element; of a text without entities of its own."""
    found: list[dict[str, str]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: found.append(attributes)
    parser.Parse(content, True)
    return found
