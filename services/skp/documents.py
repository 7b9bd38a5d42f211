"""Where uploaded documents lie: a folder or an object store, by tenant and name; never served but through here."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from obstore.store import LocalStore, from_url

from contracts.refusal import lacking

# What a file is by its first bytes; a name proves nothing.
_MAGIC = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"PK\x03\x04", "application/zip"),
)
_OFFICE = {
    b"word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    b"xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
MOST_BYTES = 10 << 20


def type_of(content: bytes) -> str:
    """The media type of a document; Refusal 422 for what is none of PDF, PNG, JPEG, DOCX, XLSX, or too large."""
    if len(content) > MOST_BYTES:
        raise lacking("Dokumen lebih dari 10 MB.", "implicit", "berkas")
    kind = next((kind for magic, kind in _MAGIC if content.startswith(magic)), None)
    if kind == "application/zip":
        kind = next((office for name, office in _OFFICE.items() if name in content), None)
    if kind is None:
        raise lacking("Dokumen harus PDF, PNG, JPEG, DOCX atau XLSX.", "implicit", "berkas")
    return kind


class Documents:
    """`place`: a folder, or the URL of a bucket."""

    def __init__(self, place: str) -> None:
        if "://" in place:
            self._store = from_url(place)
        else:
            Path(place).mkdir(parents=True, exist_ok=True)
            self._store = LocalStore(place)

    async def put(self, tenant: str, dokumen_id: UUID, content: bytes) -> None:
        await self._store.put_async(f"{tenant}/{dokumen_id}", content)

    async def get(self, tenant: str, dokumen_id: UUID) -> bytes:
        found = await self._store.get_async(f"{tenant}/{dokumen_id}")
        return bytes(await found.bytes_async())
