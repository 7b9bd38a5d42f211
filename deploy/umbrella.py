"""The umbrella chart as data: the one generic service chart, once for each service and for the gateway."""

from __future__ import annotations

from typing import Any

from chassis.service import VERSION
from deploy.compose import KEEP_DOCUMENTS, SEAL
from ekinerja.topology import topology

Json = dict[str, Any]
PORT = 8080
# Where the ingress controller runs, as kubeadm and k3s number pods; a site with other networks says so in its values.
POD_NETWORKS = "10.244.0.0/16,10.42.0.0/16"
OBJECTS_PORT = 9000  # of the object storage that keeps the documents of skp
BACKUP: Json = {
    "enabled": False,
    "schedule": "30 1 * * *",
    "timeZone": "Asia/Jakarta",
    "keep": 14,
    "mostSeconds": 6 * 3600,
    "secretName": "ekinerja-backup",
    "objectsPort": OBJECTS_PORT,
    "storage": {"size": "200Gi", "className": ""},
    "resources": {"requests": {"cpu": "250m", "memory": "256Mi"}, "limits": {"memory": "1Gi"}},
}
READERS: Json = {
    "enabled": False,
    "secretName": "ekinerja-provision",
    "resources": {"requests": {"cpu": "20m", "memory": "128Mi"}, "limits": {"memory": "256Mi"}},
}
# A share of the traces, as in the benchmarks; a caller that asks for a recorded trace gets one.
SAMPLING = {"OTEL_TRACES_SAMPLER": "parentbased_traceidratio", "OTEL_TRACES_SAMPLER_ARG": "0.05"}


def chart() -> Json:
    """Chart.yaml of the umbrella."""
    return {
        "apiVersion": "v2",
        "name": "ekinerja",
        "description": "e-Kinerja: six services behind a gateway, in a data centre and a DR site",
        "type": "application",
        "version": VERSION,
        "appVersion": VERSION,
        "kubeVersion": ">=1.30.0-0",
        "dependencies": [
            {"name": "service", "version": VERSION, "repository": "file://../service", "alias": name}
            for name in _names()
        ],
    }


def values() -> Json:
    """values.yaml of the umbrella: what holds at every site; a site adds its own file."""
    everywhere = {"site": "", "registry": "", "tag": VERSION, "profile": "production"}
    return {"global": everywhere, "backup": BACKUP, "readers": READERS} | {name: _values(name) for name in _names()}


def _names() -> list[str]:
    return [*topology().services, "pages", "gateway"]


def _values(name: str) -> Json:
    urls = {f"EKINERJA_URL_{other.upper()}": f"http://{other}:{PORT}" for other in topology().services}
    found: Json = {"name": name, "port": PORT, "env": urls | SAMPLING, "secretName": f"ekinerja-{name}"}
    alone = {"host": "", "provision": False, "callsKafka": False, "callsDatabase": False}
    if name == "pages":  # behind the gateway; it calls the services and no server
        return found | alone | {"ingressFrom": ["gateway"], "callsCache": False}
    if name == "gateway":
        found["env"] |= {"EKINERJA_PROXIES": POD_NETWORKS, "EKINERJA_URL_PAGES": f"http://pages:{PORT}"}
        return found | alone | {"ingressFrom": []}
    callers = ["gateway", "pages", *(n for n in topology().services if name == "identity" and n != name)]
    objects = {"objectsPort": OBJECTS_PORT} if name in (*KEEP_DOCUMENTS, *SEAL) else {}
    return found | {"ingressFrom": callers, "provision": True, "callsKafka": True, "callsDatabase": True} | objects
