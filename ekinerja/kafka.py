"""The embedded Apache Kafka: one KRaft node, as strict as the data centre's."""

from __future__ import annotations

import asyncio
import base64
import os
import shutil
import uuid
from pathlib import Path

from confluent_kafka.admin import AdminClient

from ekinerja import jars
from ekinerja.external import External
from ekinerja.instance import Instance
from ekinerja.java import java
from ekinerja.process import Recipe, run
from ekinerja.refusal import Unable

ADMIN = "admin"
_SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule"
_PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule"

# The controller has a listener of its own and PLAIN on it: it must let the broker in before any SCRAM record is read.
_PROPERTIES = """
process.roles=broker,controller
node.id=1
controller.quorum.bootstrap.servers=127.0.0.1:{controller}
listeners=CLIENT://{bind}:{port},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=CLIENT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
listener.security.protocol.map=CLIENT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT
controller.listener.names=CONTROLLER
inter.broker.listener.name=CLIENT
sasl.enabled.mechanisms=SCRAM-SHA-512
sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512
sasl.mechanism.controller.protocol=PLAIN
listener.name.client.scram-sha-512.sasl.jaas.config={scram} required username="{admin}" password="{password}";
listener.name.controller.sasl.enabled.mechanisms=PLAIN
listener.name.controller.plain.sasl.jaas.config={plain} required username="{admin}" password="{password}" \
  user_{admin}="{password}";
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
allow.everyone.if.no.acl.found=false
super.users=User:{admin}
log.dirs={data}
auto.create.topics.enable=false
num.partitions=12
offsets.topic.num.partitions=10
offsets.topic.replication.factor=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=2
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
share.coordinator.state.topic.num.partitions=2
group.initial.rebalance.delay.ms=0
broker.session.timeout.ms=3000
broker.heartbeat.interval.ms=500
log.segment.bytes=67108864
log.index.size.max.bytes=1048576
num.network.threads=2
num.io.threads=4
"""
_LOG4J = """<?xml version="1.0" encoding="UTF-8"?>
<Configuration status="WARN"><Appenders><Console name="out"><PatternLayout pattern="%d %p %c{1} %m%n"/></Console>
</Appenders><Loggers><Root level="WARN"><AppenderRef ref="out"/></Root></Loggers></Configuration>
"""


def properties(port: int, controller: int, password: str, data: str, bind: str = "127.0.0.1") -> str:
    """The node's server.properties."""
    return _PROPERTIES.format(
        port=port,
        controller=controller,
        password=password,
        data=data,
        bind=bind,
        admin=ADMIN,
        scram=_SCRAM,
        plain=_PLAIN,
    )


def jars_missing() -> bool:
    """Whether the first start still has to fetch something."""
    return bool(jars.missing(jars.folder()))


def _java_argv(*extra: str) -> list[str]:
    classpath = os.pathsep.join(str(path) for path in jars.ensure())
    return [java(), *extra, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classpath]


def _environment() -> dict[str, str]:
    """Nothing of ours, and no options that would change the JVM."""
    return {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}


def initialise(instance: Instance) -> None:
    """Write the settings and, once, format the log folder with the administrator's SCRAM credential."""
    folder = instance["kafka"]
    data, formatted = folder / "data", folder / "formatted"
    _write_private(
        folder / "server.properties",
        properties(instance.ports["kafka"], instance.ports["kafka_controller"], instance.secrets().admin, str(data)),
    )
    (folder / "log4j2.xml").write_text(_LOG4J)
    if formatted.exists():
        return
    shutil.rmtree(data, ignore_errors=True)
    _format(folder, instance.secrets().admin)
    formatted.touch()


def _format(folder: Path, password: str) -> None:
    # an argument file, so that the password is on no command line
    arguments = folder / "format.arguments"
    cluster = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=").replace("-", "A")
    lines = ["format", "--standalone", "--cluster-id", cluster, "--config", str(folder / "server.properties")]
    lines += ["--add-scram", f"SCRAM-SHA-512=[name={ADMIN},password={password}]"]
    _write_private(arguments, "\n".join(lines))
    logging = f"-Dlog4j2.configurationFile={folder / 'log4j2.xml'}"
    argv = [*_java_argv("-Xmx256m", logging), "kafka.tools.StorageTool", f"@{arguments}"]
    try:
        done = run(argv, _environment(), 120)
    finally:
        arguments.unlink()
    if done.returncode:
        raise Unable(f"formatting the Kafka log folder failed: {(done.stderr or done.stdout).strip()[-300:]}")


def _write_private(path: Path, text: str) -> None:
    path.touch(mode=0o600)
    path.write_text(text)


def recipe(instance: Instance) -> Recipe:
    """How the broker is started."""
    folder = instance["kafka"]
    argv = _java_argv("-Xms256m", "-Xmx512m", f"-Dlog4j2.configurationFile={folder / 'log4j2.xml'}")
    argv += ["kafka.Kafka", str(folder / "server.properties")]
    return Recipe("kafka", argv, _environment(), instance["logs"] / "kafka.log")


def external(instance: Instance) -> External:
    """The embedded broker, described as one from outside would be."""
    servers = f"127.0.0.1:{instance.ports['kafka']}"
    return External(kafka=servers, kafka_user=ADMIN, kafka_password=instance.secrets().admin)


def client_config(servers: str, user: str, password: str, security: str) -> dict[str, str | int]:
    """Settings of a confluent-kafka client."""
    config: dict[str, str | int] = {
        "bootstrap.servers": servers,
        "security.protocol": security,
        "log_level": 0,
        "socket.timeout.ms": 5000,
    }
    if security.startswith("SASL"):
        config |= {"sasl.mechanism": "SCRAM-SHA-512", "sasl.username": user, "sasl.password": password}
    return config


def admin_config(found: External) -> dict[str, str | int]:
    """Settings of an administrator's client."""
    return client_config(found.kafka or "", found.kafka_user, found.kafka_password, found.kafka_security)


async def probe(config: dict[str, str | int]) -> None:
    """Real cluster metadata with a broker in it, asked for with a password."""
    metadata = await asyncio.to_thread(lambda: AdminClient(config).list_topics(timeout=3))
    if not metadata.brokers:
        raise RuntimeError("no broker has registered")
