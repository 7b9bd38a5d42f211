"""What those say who are asked about a release, and for whom the reader may speak."""

from __future__ import annotations

from datetime import datetime

import msgspec


class Word(msgspec.Struct):
    """What somebody who is asked has said."""

    sebagai: str
    opd: str
    sikap: str
    alasan: str
    pada: datetime


class Turn(msgspec.Struct):
    """For whom the reader may speak."""

    sebagai: str
    opd: str
    sikap: str | None
