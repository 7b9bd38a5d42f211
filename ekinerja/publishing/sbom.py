"""What each image holds of others: a CycloneDX 1.6 document, from the lock that the image is installed from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

import msgspec
from packaging.markers import default_environment
from packaging.requirements import Requirement

from chassis.service import VERSION
from chassis.settings import REPOSITORY
from ekinerja.topology import topology

Json = dict[str, Any]
SBOM = REPOSITORY / "deploy" / "sbom"
_PINNED = re.compile(r"^([a-z0-9][^\n]*==[^\\\n]+)", re.MULTILINE)
# Which images hold what goes to the browser.
BROWSED = ("gateway", "pages", "tools")
# The Python of the Dockerfile, which the markers of a lock are read for.
IMAGE = {
    "python_version": "3.12", "python_full_version": "3.12.0", "implementation_name": "cpython",
    "platform_python_implementation": "CPython", "sys_platform": "linux", "platform_system": "Linux",
    "os_name": "posix",
}  # fmt: skip


def images() -> list[str]:
    """Every image by its name in the Dockerfile."""
    return [*topology().services, "gateway", "pages", "tools"]


def lock_of(image: str) -> str:
    """The lock that the Dockerfile installs into an image."""
    return f"{image}.lock" if image in ("pages", "tools") else "run.lock"


def pins(lock: str, environment: Mapping[str, str] = IMAGE) -> dict[str, str]:
    """Versions by name of what a lock installs there."""
    found = [Requirement(line) for line in _PINNED.findall((REPOSITORY / "locks" / lock).read_text())]
    there: dict[str, str] = {**{k: str(v) for k, v in default_environment().items()}, **environment}
    return {one.name: str(one.specifier)[2:] for one in found if one.marker is None or one.marker.evaluate(there)}


def assets() -> dict[str, str]:
    """The npm packages that the pages bring to the browser, with what they depend on."""
    lock: Json = msgspec.json.decode((REPOSITORY / "package-lock.json").read_bytes())
    found = {place: one for place, one in lock["packages"].items() if place and not one.get("dev")}
    return {place.rpartition("node_modules/")[2]: one["version"] for place, one in found.items()}


def sbom(image: str) -> Json:
    """The document of one image; the same for the same locks: it names no time, its serial number is made of it."""
    components = [_component("pypi", name, version) for name, version in sorted(pins(lock_of(image)).items())]
    if image in BROWSED:
        components += [_component("npm", name, version) for name, version in sorted(assets().items())]
    name = f"ekinerja/{image}"
    serial = uuid5(NAMESPACE_URL, f"{image} {VERSION} {' '.join(one['purl'] for one in components)}")
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {"component": {"type": "container", "bom-ref": name, "name": name, "version": VERSION}},
        "components": components,
    }


def _component(kind: str, name: str, version: str) -> Json:
    purl = f"pkg:{kind}/{quote(name, safe='/')}@{quote(version, safe='')}"
    return {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}
