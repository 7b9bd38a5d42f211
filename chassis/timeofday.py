"""A time of the Pemda's day in a command: `08:00`, or with seconds `08:00:00`; read as a plain `time`."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Annotated

import msgspec
from msgspec import Meta

FORM = r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,9})?)?(?![\s\S])"

# The wire library reads a time with seconds alone: it gets a text of this form, which `read_times` makes a time of.
if TYPE_CHECKING:
    TimeOfDay = time
else:
    _SAID = "a time of the Pemda's day, HH:MM or HH:MM:SS, without a zone"
    TimeOfDay = Annotated[str, Meta(pattern=FORM, max_length=18, description=_SAID)]


def read_times(command: msgspec.Struct, *members: str) -> None:
    """Make times of these members of a command that has just been decoded; None, or a time already, stays."""
    for name in members:
        value = getattr(command, name)
        if isinstance(value, str):
            msgspec.structs.force_setattr(command, name, time.fromisoformat(value))
