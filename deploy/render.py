"""Renders docker-compose.yml, the umbrella's chart and values and the list of secrets from deploy/topology.toml.

Run as `python -m deploy.render`; a test holds the files to what this writes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from deploy.compose import compose
from deploy.umbrella import chart, values
from ekinerja.passwords import environment_names

HERE = Path(__file__).parent
NOTE = "# Rendered by `python -m deploy.render` from deploy/topology.toml; change that.\n"


def files() -> dict[Path, str]:
    """Every rendered file with its content."""
    umbrella = HERE / "helm" / "ekinerja"
    return {
        HERE.parent / "docker-compose.yml": NOTE + _yaml(compose()),
        umbrella / "Chart.yaml": NOTE + _yaml(chart()),
        umbrella / "values.yaml": NOTE + _yaml(values()),
        HERE / "env.example": _example(),
    }


def _example() -> str:
    lines = [
        "# What docker compose needs as .env beside docker-compose.yml.",
        "# `.venv/bin/ekinerja secrets > .env && chmod 600 .env` fills it with fresh ones.",
    ]
    return "\n".join([*lines, *(f"{name}=" for name in environment_names())]) + "\n"


def _yaml(content: dict[str, Any]) -> str:
    return yaml.safe_dump(content, sort_keys=False, width=120, allow_unicode=True)


def main() -> None:
    for path, content in files().items():
        path.write_text(content)


if __name__ == "__main__":
    main()
