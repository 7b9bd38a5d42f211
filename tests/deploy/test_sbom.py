"""Each image carries a CycloneDX document of what it holds, made of the lock that it is installed from."""

from __future__ import annotations

import json
import re

import pytest

from chassis.settings import REPOSITORY
from ekinerja.publishing.sbom import BROWSED, IMAGE, SBOM, assets, images, lock_of, pins, sbom

DOCKERFILE = (REPOSITORY / "Dockerfile").read_text()


@pytest.mark.parametrize("image", images())
def test_the_document_names_exactly_what_the_lock_installs(image: str) -> None:
    found = json.loads((SBOM / f"{image}.cdx.json").read_text())
    assert found == sbom(image), "run `make contracts`"
    assert (found["bomFormat"], found["specVersion"], found["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}", found["serialNumber"])
    named = [(c["purl"].partition(":")[2].partition("/")[0], c["name"], c["version"]) for c in found["components"]]
    wanted = [("pypi", name, version) for name, version in pins(lock_of(image)).items()]
    if image in BROWSED:
        wanted += [("npm", name, version) for name, version in assets().items()]
    assert sorted(named) == sorted(wanted) and len(named) == len(set(named)) > 50
    assert len({c["bom-ref"] for c in found["components"]}) == len(named)


def test_the_recipe_installs_that_lock_and_puts_the_document_into_the_image() -> None:
    assert 'case "${SERVICE}" in tools|pages) lock="${SERVICE}" ;; *) lock=run ;; esac' in DOCKERFILE
    assert 'cp "deploy/sbom/${SERVICE}.cdx.json" /out/sbom.cdx.json' in DOCKERFILE
    assert f"ARG PYTHON_IMAGE=python:{IMAGE['python_version']}-" in DOCKERFILE


def test_the_browser_gets_only_what_is_named() -> None:
    vendored = set(
        re.findall(r'^  "((?:@[\w-]+/)?[\w.-]+)[^"]*": \[', (REPOSITORY / "gateway/vendor.mjs").read_text(), re.M)
    )
    assert vendored and vendored <= set(assets())
