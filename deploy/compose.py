"""docker-compose.yml as data: servers, the provisioning job, six services, the pages, the gateway."""

from __future__ import annotations

from typing import Any

from ekinerja.databases import database_of
from ekinerja.passwords import environment_names
from ekinerja.topology import topology

Json = dict[str, Any]
PORT = 8080
KEEP_DOCUMENTS = ("skp", "activity")  # the other services have no file of anybody
SEAL = ("appraisal",)  # under keys that are in no database and no backup
ADMIN = "${ADMIN_PASSWORD:?}"
_JAAS = "org.apache.kafka.common.security.scram.ScramLoginModule required"
_KAFKA = f"""\
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@kafka:9093
listeners=SASL_PLAINTEXT://:9092,CONTROLLER://:9093
advertised.listeners=SASL_PLAINTEXT://kafka:9092
listener.security.protocol.map=SASL_PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT
controller.listener.names=CONTROLLER
inter.broker.listener.name=SASL_PLAINTEXT
sasl.enabled.mechanisms=SCRAM-SHA-512
sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512
listener.name.sasl_plaintext.scram-sha-512.sasl.jaas.config={_JAAS} username="admin" password="{ADMIN}";
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
allow.everyone.if.no.acl.found=false
super.users=User:admin;User:ANONYMOUS
auto.create.topics.enable=false
offsets.topic.replication.factor=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
log.dirs=/var/lib/kafka/data
"""
# ANONYMOUS is the controller's own listener, which no network but the container's reaches.
_START_KAFKA = (
    "test -f /var/lib/kafka/data/meta.properties || /opt/kafka/bin/kafka-storage.sh format"
    " -t ekinerjaComposeCluster -c /etc/kafka/server.properties"
    ' --add-scram "SCRAM-SHA-512=[name=admin,password=$$ADMIN_PASSWORD]";'
    " exec /opt/kafka/bin/kafka-server-start.sh /etc/kafka/server.properties"
)
_LOCKED = {
    "read_only": True,
    "tmpfs": ["/tmp"],
    "cap_drop": ["ALL"],
    "security_opt": ["no-new-privileges:true"],
    "restart": "unless-stopped",
}


def compose() -> Json:
    """The whole file."""
    services = {"postgres": _postgres(), "valkey": _valkey(), "kafka": _kafka(), "collector": _collector()}
    services["provision"] = _provision()
    services |= {name: _service(name) for name in topology().services}
    services |= {"readers": _readers(), "pages": _pages(), "gateway": _gateway()}
    return {
        "name": "ekinerja",
        "services": services,
        "configs": {"kafka": {"content": _KAFKA}, "collector": {"file": "./deploy/otel/collector.yaml"}},
        "volumes": {"postgres": {}, "kafka": {}, "files": {}, "keys": {}},
    }


def _healthy(test: str) -> Json:
    return {"test": ["CMD-SHELL", test], "interval": "5s", "timeout": "5s", "retries": 24}


def _postgres() -> Json:
    return {
        "image": topology().images["postgres"],
        "environment": {"POSTGRES_USER": "admin", "POSTGRES_PASSWORD": ADMIN},
        "command": ["postgres", "-c", "max_connections=300", "-c", "shared_buffers=512MB"],
        "volumes": ["postgres:/var/lib/postgresql"],
        "healthcheck": _healthy("pg_isready -U admin"),
        "restart": "unless-stopped",
    }


def _valkey() -> Json:
    return {
        "image": topology().images["valkey"],
        "command": ["sh", "-c", 'exec valkey-server --requirepass "$$VALKEY_PASSWORD" --save "" --appendonly no'],
        "environment": {"VALKEY_PASSWORD": "${VALKEY_PASSWORD:?}"},
        "healthcheck": _healthy('REDISCLI_AUTH="$$VALKEY_PASSWORD" valkey-cli ping | grep -q PONG'),
        "restart": "unless-stopped",
    }


def _kafka() -> Json:
    return {
        "image": topology().images["kafka"],
        "entrypoint": ["sh", "-c", _START_KAFKA],
        "environment": {"ADMIN_PASSWORD": ADMIN},
        "configs": [{"source": "kafka", "target": "/etc/kafka/server.properties", "mode": 0o444}],
        "volumes": ["kafka:/var/lib/kafka/data"],
        "healthcheck": _healthy("nc -z 127.0.0.1 9092"),
        "restart": "unless-stopped",
    }


def _collector() -> Json:
    config = {"source": "collector", "target": "/etc/otelcol-contrib/config.yaml"}
    return {"image": topology().images["collector"], "configs": [config], "restart": "unless-stopped"}


def _built(name: str) -> Json:
    images = topology().images
    arguments = {"SERVICE": name, "PYTHON_IMAGE": images["python"], "NODE_IMAGE": images["node"]}
    return {"image": f"ekinerja/{name}:local", "build": {"context": ".", "args": arguments}}


def _provision() -> Json:
    healthy = {name: {"condition": "service_healthy"} for name in ("postgres", "valkey", "kafka")}
    command = {"command": ["provision"], "environment": _administrator()}
    return _built("tools") | command | {"depends_on": healthy, "tmpfs": ["/tmp"], "restart": "on-failure"}


def _administrator() -> Json:
    return {
        "EKINERJA_PASSWORDS": "env",
        "EKINERJA_HOME": "/tmp/ekinerja",
        "EKINERJA_POSTGRES": f"postgresql://admin:{ADMIN}@postgres:5432",
        "EKINERJA_KAFKA": "kafka:9092",
        "EKINERJA_KAFKA_USER": "admin",
        "EKINERJA_KAFKA_PASSWORD": ADMIN,
        "EKINERJA_REDIS": "redis://:${VALKEY_PASSWORD:?}@valkey:6379/0",
        **{name: f"${{{name}:?}}" for name in environment_names()},
    }


def _readers() -> Json:
    """It takes the rights of systems of others away once their release of data is over."""
    profile = {"EKINERJA_PROFILE": "${EKINERJA_PROFILE:-demo}"}
    return _built("tools") | {
        "command": ["readers"],
        "environment": _administrator() | profile,
        "depends_on": {"provision": {"condition": "service_completed_successfully"}},
        **_LOCKED,
    }


def _common() -> Json:
    return {
        "EKINERJA_PROFILE": "${EKINERJA_PROFILE:-demo}",
        "EKINERJA_REDIS": "redis://:${VALKEY_PASSWORD:?}@valkey:6379/0",
        "OTEL_EXPORTER_OTLP_ENDPOINT": "http://collector:4318",
        **{f"EKINERJA_URL_{name.upper()}": f"http://{name}:{PORT}" for name in topology().services},
    }


def _probe() -> Json:
    ask = f"import urllib.request as u; u.urlopen('http://127.0.0.1:{PORT}/health/ready', timeout=4)"
    return {"test": ["CMD", "python", "-c", ask], "interval": "10s", "timeout": "6s", "retries": 12}


def _service(name: str) -> Json:
    upper, database = name.upper(), database_of(name)

    def dsn(kind: str) -> str:
        return f"postgresql://{name}_{kind}:${{{upper}_{kind.upper()}_PASSWORD:?}}@postgres:5432/{database}"

    environment = _common() | {
        "EKINERJA_DATABASE": dsn("app"),
        "EKINERJA_DATABASE_PLUMBING": dsn("plumbing"),
        "EKINERJA_KAFKA": "kafka:9092",
        "EKINERJA_KAFKA_USER": name,
        "EKINERJA_KAFKA_PASSWORD": f"${{{upper}_KAFKA_PASSWORD:?}}",
        "EKINERJA_KAFKA_SECURITY": "SASL_PLAINTEXT",
    }
    volumes: Json = {}
    if name in KEEP_DOCUMENTS:
        environment["EKINERJA_FILES"] = "/srv/files"
        volumes = {"volumes": ["files:/srv/files"]}
    if name in SEAL:
        environment["EKINERJA_KEYS"] = "/srv/keys"
        volumes = {"volumes": ["keys:/srv/keys"]}
    if name == "identity":
        environment["EKINERJA_KEY_SECRET"] = "${KEY_SECRET:?}"
        environment["EKINERJA_BOOTSTRAP_PASSWORD"] = "${BOOTSTRAP_PASSWORD:?}"
    return _built(name) | {
        "environment": environment,
        "depends_on": {"provision": {"condition": "service_completed_successfully"}},
        "healthcheck": _probe(),
        **volumes,
        **_LOCKED,
    }


def _pages() -> Json:
    """They are told where the services are, and no secret."""
    told = {name: value for name, value in _common().items() if name != "EKINERJA_REDIS"}
    return _built("pages") | {
        "environment": told,
        "depends_on": {name: {"condition": "service_healthy"} for name in topology().services},
        "healthcheck": _probe(),
        **_LOCKED,
    }


def _gateway() -> Json:
    return _built("gateway") | {
        "environment": _common()
        | {
            "EKINERJA_URL_PAGES": f"http://pages:{PORT}",
            "EKINERJA_SESSION_SECRET": "${SESSION_SECRET:?}",
            # a proxy on this host comes from the bridge network
            "EKINERJA_PROXIES": "${EKINERJA_PROXIES:-172.16.0.0/12}",
        },
        "depends_on": {name: {"condition": "service_healthy"} for name in (*topology().services, "pages")},
        "ports": [f"127.0.0.1:{topology().gateway.port}:{PORT}"],
        "healthcheck": _probe(),
        **_LOCKED,
    }
