"""The regulation packs, read before anything is started, as each service will read them."""

from __future__ import annotations

import importlib
import os
from collections.abc import Sequence

from chassis.regulation import PackError
from chassis.settings import REPOSITORY
from ekinerja.refusal import Unable


def folder() -> str:
    """Where the packs are: `EKINERJA_REGULATIONS`, or those of the repository."""
    return os.environ.get("EKINERJA_REGULATIONS") or str(REPOSITORY / "regulations")


def check(services: Sequence[str]) -> None:
    """Unable says the file, the key and what was expected."""
    for name in services:
        try:
            importlib.import_module(f"services.{name}.app").SERVICE.law(folder())
        except PackError as err:
            raise Unable(str(err)) from None
