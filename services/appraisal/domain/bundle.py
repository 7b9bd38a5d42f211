"""The evidence of an objection, frozen: files, the list of their SHA-256, and a ZIP of both (KON P48). Pure.

`manifest.sha256` has the form that `sha256sum -c` reads, so that anybody can verify the bundle without this system.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Mapping
from io import BytesIO

MANIFEST = "manifest.sha256"
_MOMENT = (1980, 1, 1, 0, 0, 0)  # the same files give the same bytes


def manifest_of(files: Mapping[str, bytes]) -> bytes:
    """One line a file, by name: its SHA-256 in hex, two spaces, its name."""
    lines = (f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    return "".join(lines).encode()


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def zip_of(files: Mapping[str, bytes]) -> bytes:
    """The files and their manifest as a ZIP; equal files give equal bytes."""
    whole = {**files, MANIFEST: manifest_of(files)}
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(whole):
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), whole[name], zipfile.ZIP_DEFLATED)
    return packed.getvalue()
