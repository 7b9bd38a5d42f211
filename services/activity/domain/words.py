"""What people write, with its bounds. What is stored of before may be blank; what is sent now says something."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

Uraian = Annotated[str, Meta(pattern=r"\S", max_length=2000, description="a text that says something")]
Output = Annotated[str, Meta(pattern=r"\S", max_length=500, description="what came of it, in words")]
Alasan = Annotated[str, Meta(max_length=2000)]
