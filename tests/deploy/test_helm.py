"""The charts as Helm sees them, for the data centre and the DR site; every manifest as the API server would."""

from __future__ import annotations

import ipaddress
import re
import shutil
from pathlib import Path
from typing import Any

import helm_python as helm
import kubernetes_validate
import pytest
import yaml

from chassis.settings import REPOSITORY
from deploy.umbrella import PORT
from ekinerja.topology import topology

CHARTS = REPOSITORY / "deploy" / "helm"
KUBERNETES = "1.34"
SITES = ("dc", "dr")
NAMES = [*topology().services, "pages", "gateway"]
DOORS = ("pages", "gateway")


@pytest.fixture(scope="module")
def umbrella(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The umbrella with the service chart in its charts/ folder, as `helm dependency build` leaves it."""
    target = tmp_path_factory.mktemp("charts") / "ekinerja"
    shutil.copytree(CHARTS / "ekinerja", target)
    shutil.copytree(CHARTS / "service", target / "charts" / "service")
    return target


# A password, key or token with a value behind it that is no variable.
_WRITTEN = re.compile(r"(?i)(password|passwd|secret|api_?key|private_?key)\s*[:=]\s*[\"']?[^\s\"'${{}]{4,}")


def site_values(site: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((CHARTS / "ekinerja" / f"values-{site}.yaml").read_text())
    return found


def manifests(umbrella: Path, site: str, host: str | None = None) -> list[dict[str, Any]]:
    values = site_values(site)
    if host is not None:
        values["gateway"] |= site_values(host)["gateway"]
    with helm.Chart.load(umbrella) as chart:
        rendered = chart.render(values, name="ekinerja", namespace="ekinerja")
    yamls = [text for path, text in rendered.items() if path.endswith(".yaml")]
    documents = [d for text in yamls for d in yaml.safe_load_all(text) if d]
    assert documents
    return documents


def pods(documents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    nightly = [d["spec"]["jobTemplate"] for d in documents if d["kind"] == "CronJob"]
    found = [d for d in documents if d["kind"] in ("Deployment", "Job")]
    return [d["spec"]["template"]["spec"] for d in [*found, *nightly]]


@pytest.mark.parametrize("site", SITES)
def test_lint(umbrella: Path, site: str) -> None:
    report = helm.lint(umbrella, site_values(site), strict=True, with_subcharts=False)
    assert report["errors"] in ([], None), report
    assert [m for m in report["messages"] or [] if m["severity"] > 1] == []


@pytest.mark.parametrize("site", SITES)
def test_every_manifest_is_valid(umbrella: Path, site: str) -> None:
    documents = manifests(umbrella, site)
    for document in documents:
        kubernetes_validate.validate(document, KUBERNETES, strict=True)
    deployments = {d["metadata"]["name"]: d for d in documents if d["kind"] == "Deployment"}
    assert (deployments.pop("readers", None) is not None) is (site == "dc")
    assert sorted(deployments) == sorted(NAMES)
    assert {d["metadata"]["name"] for d in documents if d["kind"] == "Job"} == {
        f"{n}-migrate" for n in topology().services
    }
    for deployment in deployments.values():
        ports = [p["containerPort"] for c in deployment["spec"]["template"]["spec"]["containers"] for p in c["ports"]]
        assert ports == [PORT]


@pytest.mark.parametrize("site", SITES)
def test_pods_keep_the_restricted_standard(umbrella: Path, site: str) -> None:
    for pod in pods(manifests(umbrella, site)):
        assert pod["automountServiceAccountToken"] is False
        assert pod["securityContext"]["runAsNonRoot"] is True
        assert pod["securityContext"]["seccompProfile"]["type"] == "RuntimeDefault"
        assert not any(pod.get(k) for k in ("hostNetwork", "hostPID", "hostIPC"))
        for container in pod["containers"]:
            security = container["securityContext"]
            assert security["allowPrivilegeEscalation"] is False and security["readOnlyRootFilesystem"] is True
            assert security["capabilities"] == {"drop": ["ALL"]}
            assert container["resources"]["limits"]["memory"] and container["resources"]["requests"]["cpu"]
            assert ":latest" not in container["image"] and ":" in container["image"]


@pytest.mark.parametrize("site", SITES)
def test_nobody_talks_to_whom_he_need_not(umbrella: Path, site: str) -> None:
    documents = manifests(umbrella, site)
    policies = {d["metadata"]["name"]: d["spec"] for d in documents if d["kind"] == "NetworkPolicy"}
    assert sorted(policies.keys() - {"backup", "readers"}) == sorted(NAMES)
    if site == "dc":
        nightly = policies.pop("backup")
        assert nightly["ingress"] == [] and nightly["policyTypes"] == ["Ingress", "Egress"]
        assert {p["port"] for rule in nightly["egress"] for p in rule["ports"]} == {53, 5432, 9000}, "and no Kafka"
        watching = policies.pop("readers")
        assert watching["ingress"] == []
        assert {p["port"] for rule in watching["egress"] for p in rule["ports"]} == {53, 5432, 9093}
    for name, policy in policies.items():
        assert policy["policyTypes"] == ["Ingress", "Egress"]
        ports = {p["port"] for rule in policy["egress"] for p in rule["ports"]}
        assert (5432 in ports) is (name not in DOORS) and (9093 in ports) is (name not in DOORS)
        assert (6379 in ports) is (name != "pages"), "no session and no key is within its reach"
        assert (9000 in ports) is (name in ("skp", "activity", "appraisal")), "documents, evidence and keys"


def test_kon_p49_the_application_is_at_the_host_name_of_the_perbup(umbrella: Path) -> None:
    documents = manifests(umbrella, "dc", "konsel")
    for document in documents:
        kubernetes_validate.validate(document, KUBERNETES, strict=True)
    (door,) = [d["spec"] for d in documents if d["kind"] == "Ingress"]
    assert door["tls"][0]["hosts"] == ["e-kinerja.konaweselatankab.go.id"]
    (rule,) = door["rules"]
    assert rule["host"] == "e-kinerja.konaweselatankab.go.id"
    assert [p["backend"]["service"]["name"] for p in rule["http"]["paths"]] == ["gateway"]
    replicas = {d["metadata"]["name"]: d["spec"].get("replicas") for d in documents if d["kind"] == "Deployment"}
    assert replicas["identity"] == 3, "all else is as the data centre has it"


def test_kuan_p25_the_data_centre_is_backed_up_every_night(umbrella: Path) -> None:
    documents = manifests(umbrella, "dc")
    (nightly,) = [d["spec"] for d in documents if d["kind"] == "CronJob"]
    assert (nightly["schedule"], nightly["timeZone"]) == ("30 1 * * *", "Asia/Jakarta")
    assert nightly["concurrencyPolicy"] == "Forbid"
    pod = nightly["jobTemplate"]["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    assert container["image"].split(":")[0].endswith("ekinerja/tools")
    assert container["args"] == ["backup", "--to", "/backups", "--keep", "14"]
    assert container["envFrom"] == [{"secretRef": {"name": "ekinerja-backup"}}], "a Secret of its own"
    (claim,) = [d for d in documents if d["kind"] == "PersistentVolumeClaim"]
    volumes = {v["name"]: v for v in pod["volumes"]}
    assert volumes["backups"]["persistentVolumeClaim"]["claimName"] == claim["metadata"]["name"]
    assert claim["metadata"]["annotations"]["helm.sh/resource-policy"] == "keep"
    mounted = {m["mountPath"] for m in container["volumeMounts"] if m["name"] == "backups"}
    assert mounted == {container["args"][2]}


def test_kuan_p26_2_the_data_centre_looks_after_the_readers(umbrella: Path) -> None:
    (watching,) = [
        d for d in manifests(umbrella, "dc") if d["metadata"]["name"] == "readers" and d["kind"] == "Deployment"
    ]
    assert watching["spec"]["replicas"] == 1
    (container,) = watching["spec"]["template"]["spec"]["containers"]
    assert container["args"] == ["readers", "--profile", "production"]


def test_elsewhere_there_is_no_nightly_backup(umbrella: Path) -> None:
    kinds = {d["kind"] for d in manifests(umbrella, "dr")}
    assert not kinds & {"CronJob", "PersistentVolumeClaim"}


def test_a_backup_that_keeps_nothing_is_refused(umbrella: Path) -> None:
    wrong = site_values("dc") | {"backup": {"enabled": True, "keep": 0}}
    with helm.Chart.load(umbrella) as chart, pytest.raises(helm.HelmError):
        chart.render(wrong, name="ekinerja", namespace="ekinerja")


def test_a_wrong_value_is_refused(umbrella: Path) -> None:
    wrong = site_values("dc") | {"activity": {"replicas": "three"}}
    with helm.Chart.load(umbrella) as chart, pytest.raises(helm.HelmError):
        chart.render(wrong, name="ekinerja", namespace="ekinerja")


def test_no_secret_is_written_down() -> None:
    for path in (REPOSITORY / "deploy").rglob("*"):
        if path.is_file() and path.suffix in (".yaml", ".toml", ".json", ".example"):
            for line in path.read_text().splitlines():
                assert not _WRITTEN.search(line), f"{path}: {line}"


@pytest.mark.parametrize("site", SITES)
def test_the_gateway_believes_the_ingress_and_another_network_can_be_named(umbrella: Path, site: str) -> None:
    """Else everybody behind the Ingress shares one address. A cluster with other pod networks names its own."""
    for given in (None, "192.168.64.0/18"):
        values = site_values(site)
        if given:
            values.setdefault("gateway", {}).setdefault("env", {})["EKINERJA_PROXIES"] = given
        with helm.Chart.load(umbrella) as chart:
            rendered = chart.render(values, name="ekinerja", namespace="ekinerja")
        said = [
            found[1] for text in rendered.values() for found in re.finditer(r"EKINERJA_PROXIES\W+value:\s*(\S+)", text)
        ]
        assert said, "no gateway is told of its proxies"
        for one in said:
            networks = [ipaddress.ip_network(part) for part in one.strip('"').split(",")]
            assert all(network.is_private for network in networks)
            assert given is None or one.strip('"') == given
