"""A named instance: its folder, its ports and its secrets."""

from __future__ import annotations

import os
import re
import shutil
from functools import cached_property
from pathlib import Path
from typing import Literal

from chassis.settings import REPOSITORY
from ekinerja import passwords, ports
from ekinerja.passwords import Secrets
from ekinerja.refusal import Unable

HOME = Path(os.environ.get("EKINERJA_HOME") or REPOSITORY / ".ekinerja")
FOLDERS = ("postgres", "valkey", "kafka", "logs", "run", "traces", "files", "keys")
_RESERVED = ("secrets", "kafka-libs", "backups")

Profile = Literal["production", "demo", "test"]

__all__ = ["FOLDERS", "HOME", "Instance", "Profile", "Secrets", "Unable", "known"]


class Instance:
    """One system in one folder. Several may run side by side.

    `base_port` moves all ports together (0: any free ones); without it they stay as they were last time.
    """

    def __init__(self, name: str = "main", base_port: int | None = None, profile: Profile = "demo") -> None:
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,40}", name) or name in _RESERVED:
            raise Unable(f"instance name {name!r}: use lower-case letters, digits and hyphens")
        self.name = name
        self.profile = profile
        self.folder = HOME / name
        self.base_port = base_port
        self._ports: dict[str, int] = {}

    def __getitem__(self, folder: str) -> Path:
        """A folder of the instance, by name."""
        return self.folder / folder

    @property
    def exists(self) -> bool:
        """Whether it was ever started."""
        return (self.folder / "ports.json").exists()

    def make_folders(self) -> None:
        """Make what is missing; all but PostgreSQL's way down is closed to other users."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for folder in FOLDERS:
                (self.folder / folder).mkdir(mode=0o700, exist_ok=True)
        except PermissionError as err:
            raise Unable(f"{err.filename}: belongs to another user; use that user or another --instance") from None

    def prepare(self) -> None:
        """Make folders and secrets, choose ports: all that comes before a server."""
        self.make_folders()
        self._ports = ports.choose(self.name, HOME, self.base_port)
        self.secrets()

    def planned_ports(self) -> dict[str, int]:
        """The ports that the next start would take."""
        return ports.planned(self.name, HOME, self.base_port)

    @property
    def ports(self) -> dict[str, int]:
        """Ports by the name of what listens on them."""
        if not self._ports:
            if not self.exists:
                raise Unable(f"instance {self.name} was never started; `ekinerja up --instance {self.name}`")
            self._ports = ports.read(self.folder / "ports.json")
        return self._ports

    def secrets(self) -> Secrets:
        """The passwords and keys, made on first use."""
        return self._secrets

    @cached_property
    def _secrets(self) -> Secrets:
        if os.environ.get("EKINERJA_PASSWORDS") == "env":
            return passwords.of_environment(os.environ)
        return passwords.read_or_make(self.secrets_file)

    @property
    def secrets_file(self) -> Path:
        return HOME / "secrets" / f"{self.name}.json"

    def remove(self) -> None:
        """Delete all of it, secrets included; for throw-away instances."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.secrets_file.unlink(missing_ok=True)


def known() -> list[str]:
    """Names of the instances that have been started in this folder."""
    return sorted(path.parent.name for path in HOME.glob("*/ports.json"))
