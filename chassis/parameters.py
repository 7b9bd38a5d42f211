"""Query parameters that many operations take alike, each with its bound."""

from __future__ import annotations

from typing import Annotated

from litestar.params import QueryParameter

# A month as `2026-11`.
Month = Annotated[str, QueryParameter(pattern=r"^2[01][0-9]{2}-(0[1-9]|1[0-2])$", max_length=7)]
Year = Annotated[int, QueryParameter(ge=2019, le=2100)]
Limit = Annotated[int, QueryParameter(ge=1, le=500)]
