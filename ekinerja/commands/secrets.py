"""`ekinerja secrets`: fresh secrets for a system that runs elsewhere."""

from __future__ import annotations

from ekinerja import passwords


def secrets() -> None:
    """Print a fresh set as NAME=value lines, for the `.env` of docker compose or a vault."""
    for name, value in passwords.as_environment(passwords.fresh()).items():
        print(f"{name}={value}")
