"""What each process is told: its own addresses and secrets, and nobody else's."""

from __future__ import annotations

import os

from chassis.settings import REPOSITORY
from ekinerja import kafka, postgres, valkey
from ekinerja.databases import database_of
from ekinerja.external import External
from ekinerja.instance import Instance
from ekinerja.topology import topology

_PASSED_ON = (
    "EKINERJA_REGULATIONS",
    "EKINERJA_POOL_SIZE",
    "EKINERJA_RATE",
    "EKINERJA_IN_FLIGHT",
    "EKINERJA_PROXIES",
    "EKINERJA_DUTIES",
    "EKINERJA_FAST",
)


class Environment:
    """Addresses of an instance's servers, embedded or external, and the environment of its processes."""

    def __init__(self, instance: Instance, external: External) -> None:
        self._instance = instance
        self._external = external

    @property
    def postgres(self) -> str:
        """An administrator's DSN without a database."""
        outside = self._external.postgres
        return outside.rstrip("/") if outside else postgres.admin_dsn(self._instance)

    def dsn(self, service: str, kind: str) -> str:
        """The DSN of a service's database as `owner`, `app` or `plumbing`."""
        password = self._instance.secrets().roles[f"{service}_{kind}"]
        address = self.postgres.rpartition("@")[2]
        return f"postgresql://{service}_{kind}:{password}@{address}/{database_of(service)}"

    @property
    def kafka(self) -> External:
        """Kafka with an administrator's credentials."""
        return self._external if self._external.kafka else kafka.external(self._instance)

    @property
    def redis(self) -> str:
        return self._external.redis or valkey.url(self._instance)

    @property
    def clock_file(self) -> str:
        """The settable clock; empty in production."""
        return "" if self._instance.profile == "production" else str(self._instance["run"] / "clock.json")

    def url(self, name: str) -> str:
        """Where a service or the gateway answers."""
        return f"http://127.0.0.1:{self._instance.ports[name]}"

    def of(self, name: str) -> dict[str, str]:
        """The whole environment of a service or of the gateway."""
        if name == "pages":
            return _inherited() | self._pages()
        return _inherited() | self._common(name) | (self._gateway() if name == "gateway" else self._service(name))

    def _pages(self) -> dict[str, str]:
        """Where the services are, and nothing that opens anything."""
        kept = ("PYTHONPATH", "PYTHONUNBUFFERED", "EKINERJA_PROFILE", "EKINERJA_TRACES")
        told = self._common("pages")
        return {k: v for k, v in told.items() if k in kept or k.startswith("EKINERJA_URL_")}

    def _common(self, name: str) -> dict[str, str]:
        instance = self._instance
        told = {
            "PYTHONPATH": str(REPOSITORY),
            "PYTHONUNBUFFERED": "1",
            "EKINERJA_PROFILE": instance.profile,
            "EKINERJA_REDIS": self.redis,
            "EKINERJA_HOST": "127.0.0.1",
            "EKINERJA_PORT": str(instance.ports[name]),
            "EKINERJA_TRACES": str(instance["traces"]),
            "EKINERJA_FILES": str(instance["files"]),
            "EKINERJA_KEYS": str(instance["keys"]),
        }
        if self.clock_file:
            told["EKINERJA_CLOCK_FILE"] = self.clock_file
        return told | {f"EKINERJA_URL_{s.upper()}": self.url(s) for s in [*topology().services, "gateway", "pages"]}

    def _gateway(self) -> dict[str, str]:
        return {"EKINERJA_SESSION_SECRET": self._instance.secrets().session_secret}

    def _service(self, name: str) -> dict[str, str]:
        secrets = self._instance.secrets()
        told = {
            "EKINERJA_DATABASE": self.dsn(name, "app"),
            "EKINERJA_DATABASE_PLUMBING": self.dsn(name, "plumbing"),
            "EKINERJA_KAFKA": self.kafka.kafka or "",
            "EKINERJA_KAFKA_USER": name,
            "EKINERJA_KAFKA_PASSWORD": secrets.roles[f"{name}_kafka"],
            "EKINERJA_KAFKA_SECURITY": self.kafka.kafka_security,
        }
        if name == "identity":
            told["EKINERJA_KEY_SECRET"] = secrets.key_secret
            told["EKINERJA_BOOTSTRAP_PASSWORD"] = secrets.bootstrap_password
        return told


def _inherited() -> dict[str, str]:
    """The caller's environment without what is ours to set: an administrator's address goes to no service."""
    return {k: v for k, v in os.environ.items() if not k.startswith("EKINERJA_") or k in _PASSED_ON}
