"""The same three servers out of containers, for machines with Docker (`--servers=docker`)."""

from __future__ import annotations

import base64
import time
import uuid
from contextlib import ExitStack

from confluent_kafka import KafkaException
from confluent_kafka.admin import AdminClient
from docker.errors import DockerException
from testcontainers.core.container import DockerContainer
from testcontainers.core.docker_client import DockerClient
from testcontainers.postgres import PostgresContainer
from testcontainers.redis import RedisContainer

from ekinerja.external import External
from ekinerja.kafka import admin_config
from ekinerja.ports import free
from ekinerja.refusal import Unable
from ekinerja.topology import topology

PASSWORD = "only-for-this-test-run"
STARTED_SECONDS = 60


def started(stack: ExitStack) -> External:
    """Start PostgreSQL, Valkey and a Kafka as strict as the embedded one; they end with the stack.

    Unable where no Docker answers.
    """
    _await_docker()
    images = topology().images
    postgres = stack.enter_context(PostgresContainer(images["postgres"], username="admin", password=PASSWORD))
    valkey = stack.enter_context(RedisContainer(images["valkey"], password=PASSWORD))
    port = free(1)[0]
    stack.enter_context(_kafka(images["kafka"], port))
    found = External(
        postgres=f"postgresql://admin:{PASSWORD}@{postgres.get_container_host_ip()}:{postgres.get_exposed_port(5432)}",
        redis=f"redis://:{PASSWORD}@{valkey.get_container_host_ip()}:{valkey.get_exposed_port(6379)}/0",
        kafka=f"127.0.0.1:{port}",
        kafka_user="admin",
        kafka_password=PASSWORD,
    )
    _await_kafka(found)
    return found


def _await_docker() -> None:
    try:
        DockerClient().client.ping()
    except DockerException as err:
        raise Unable(f"--servers=docker needs a running Docker (without it: --servers=embedded): {err}") from None


def _kafka(image: str, port: int) -> DockerContainer:
    cluster = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=").replace("-", "A")
    jaas = "org.apache.kafka.common.security.scram.ScramLoginModule required"
    settings = {
        "process.roles": "broker,controller", "node.id": "1", "controller.quorum.voters": "1@localhost:9093",
        "listeners": f"SASL_PLAINTEXT://:{port},CONTROLLER://:9093",
        "advertised.listeners": f"SASL_PLAINTEXT://127.0.0.1:{port}",
        "listener.security.protocol.map": "SASL_PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
        "controller.listener.names": "CONTROLLER", "inter.broker.listener.name": "SASL_PLAINTEXT",
        "sasl.enabled.mechanisms": "SCRAM-SHA-512", "sasl.mechanism.inter.broker.protocol": "SCRAM-SHA-512",
        "listener.name.sasl_plaintext.scram-sha-512.sasl.jaas.config": (
            f'{jaas} username="admin" password="{PASSWORD}";'
        ),
        "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        "super.users": "User:admin;User:ANONYMOUS", "auto.create.topics.enable": "false",
        "offsets.topic.replication.factor": "1", "transaction.state.log.replication.factor": "1",
        "transaction.state.log.min.isr": "1", "log.dirs": "/tmp/kafka-data",
    }  # fmt: skip
    script = (
        "printf '%s\\n' \"$PROPERTIES\" > /tmp/server.properties"
        f" && /opt/kafka/bin/kafka-storage.sh format -t {cluster} -c /tmp/server.properties"
        f" --add-scram 'SCRAM-SHA-512=[name=admin,password={PASSWORD}]'"
        " && exec /opt/kafka/bin/kafka-server-start.sh /tmp/server.properties"
    )
    container = DockerContainer(image).with_bind_ports(port, port).with_command(["sh", "-c", script])
    return container.with_env("PROPERTIES", "\n".join(f"{k}={v}" for k, v in settings.items()))


def _await_kafka(found: External) -> None:
    deadline = time.monotonic() + STARTED_SECONDS
    while True:
        try:
            AdminClient(admin_config(found)).list_topics(timeout=3)
            return
        except KafkaException:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)
