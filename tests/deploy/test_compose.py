"""docker-compose.yml and the Dockerfile, checked without an engine."""

from __future__ import annotations

import ipaddress
import subprocess
import sys
from typing import Any

import pytest
import yaml

from chassis.settings import REPOSITORY
from deploy.render import files
from ekinerja import passwords
from ekinerja.refusal import Unable
from ekinerja.topology import topology


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((REPOSITORY / "docker-compose.yml").read_text())
    return found


def test_rendering_again_changes_nothing() -> None:
    stale = [str(path.name) for path, text in files().items() if path.read_text() != text]
    assert stale == [], "run `python -m deploy.render`"


def test_it_fits_the_compose_specification() -> None:
    argv = ["check-jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"]
    command = [sys.executable, "-m", "check_jsonschema", *argv[1:]]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_all_parts_are_there_and_begin_in_order(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert set(topology().services) | {
        "gateway",
        "pages",
        "provision",
        "readers",
        "postgres",
        "valkey",
        "kafka",
        "collector",
    } == set(services)
    for name in topology().services:
        assert services[name]["depends_on"] == {"provision": {"condition": "service_completed_successfully"}}
        assert services[name]["environment"]["EKINERJA_DATABASE"].endswith(f"/ekinerja_{name}")
    watching = services["readers"]
    assert watching["command"] == ["readers"] and watching["restart"] == "unless-stopped"
    told = services["pages"]["environment"]
    assert not [name for name in told if "SECRET" in name or "PASSWORD" in name or name == "EKINERJA_REDIS"]
    assert services["gateway"]["environment"]["EKINERJA_URL_PAGES"] == "http://pages:8080"
    assert services["gateway"]["ports"] == [f"127.0.0.1:{topology().gateway.port}:8080"]
    assert [name for name, s in services.items() if "ports" in s] == ["gateway"]


def test_no_password_is_written_down_and_all_are_listed(compose: dict[str, Any]) -> None:
    listed = {
        line.rstrip("=") for line in (REPOSITORY / "deploy" / "env.example").read_text().splitlines() if line[0] != "#"
    }
    assert listed == set(passwords.environment_names())
    text = (REPOSITORY / "docker-compose.yml").read_text()
    for name in listed - {"OPERATOR_PASSWORD"}:
        assert f"${{{name}:?}}" in text, name
    for service in compose["services"].values():
        for name, value in service.get("environment", {}).items():
            if "PASSWORD" in name or "SECRET" in name:
                assert value.startswith("${") or value == "env", name


def test_images_are_pinned_and_run_as_nobody_special(compose: dict[str, Any]) -> None:
    for service in compose["services"].values():
        assert ":" in service["image"] and ":latest" not in service["image"]
    dockerfile = (REPOSITORY / "Dockerfile").read_text()
    assert "USER 10001:10001" in dockerfile and ":latest" not in dockerfile and "--require-hashes" in dockerfile
    for kind in ("python", "node"):
        assert f"ARG {kind.upper()}_IMAGE={topology().images[kind]}" in dockerfile


def test_secrets_go_through_the_environment_and_back() -> None:
    made = passwords.fresh()
    told = passwords.as_environment(made)
    assert passwords.of_environment(told) == made
    assert list(told) == passwords.environment_names()
    with pytest.raises(Unable, match="TPP_APP_PASSWORD"):
        passwords.of_environment({k: v for k, v in told.items() if k != "TPP_APP_PASSWORD"})


def test_who_keeps_documents_has_a_place_for_them_and_nobody_else(compose: dict[str, Any]) -> None:
    for name in topology().services:
        service = compose["services"][name]
        keeps = name in ("skp", "activity")
        assert ("EKINERJA_FILES" in service["environment"]) is keeps
        assert ("files:/srv/files" in service.get("volumes", [])) is keeps
        seals = name == "appraisal"
        assert ("EKINERJA_KEYS" in service["environment"]) is seals
        assert ("keys:/srv/keys" in service.get("volumes", [])) is seals


def test_the_gateway_believes_the_proxies_before_it(compose: dict[str, Any]) -> None:
    """Else everybody behind a proxy shares one address, and one address has one rate."""
    said = compose["services"]["gateway"]["environment"]["EKINERJA_PROXIES"]
    networks = [ipaddress.ip_network(one) for one in _default_of(said).split(",")]
    assert networks and all(one.is_private for one in networks), "networks of the house, never everybody"
    others = [name for name, one in compose["services"].items() if "EKINERJA_PROXIES" in one.get("environment", {})]
    assert others == ["gateway"]


def _default_of(variable: str) -> str:
    """What `${NAME:-default}` is where the name is not set."""
    return variable.rpartition(":-")[2].rstrip("}")
