"""The year that is asked about."""

from __future__ import annotations

from typing import Annotated

from litestar.params import QueryParameter

Year = Annotated[int, QueryParameter(ge=2019, le=2100)]
