"""The peer of the gateway hop: nginx, one worker, kept connections, proxying to one address and doing nothing else."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bench.measure import Wrong

_CONF = """
daemon off; master_process off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  keepalive_requests 1000000;
  upstream service {{ server 127.0.0.1:{upstream}; keepalive 64; keepalive_requests 1000000; }}
  server {{
    listen 127.0.0.1:{port};
    location / {{ proxy_pass http://service; proxy_http_version 1.1; proxy_set_header Connection ""; }}
  }}
}}
"""


async def _binary(folder: Path) -> str:
    """nginx of this machine, or Debian's package unpacked into the folder: nothing is installed."""
    if found := shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin"):
        return found
    unpacked = folder / "package" / "usr" / "sbin" / "nginx"
    if not unpacked.exists():
        folder.mkdir(parents=True, exist_ok=True)
        if not await _done("apt-get", "download", "nginx", cwd=folder):
            raise Wrong("S4 needs nginx as its peer: install it, or let apt-get download it")
        package = next(folder.glob("nginx_*.deb"))
        await _done("dpkg-deb", "-x", str(package), "package", cwd=folder)
    return str(unpacked)


async def _done(*argv: str, cwd: Path) -> bool:
    try:
        process = await asyncio.create_subprocess_exec(
            *argv, cwd=cwd, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
        )
    except FileNotFoundError:
        return False
    return await process.wait() == 0


@asynccontextmanager
async def nginx(folder: Path, port: int, upstream: int) -> AsyncIterator[int]:
    """nginx on a port before an upstream; gives its process id."""
    binary = await _binary(folder)
    conf = folder / "nginx.conf"
    conf.write_text(_CONF.format(folder=folder, port=port, upstream=upstream))
    process = await asyncio.create_subprocess_exec(binary, "-c", str(conf), "-p", str(folder))
    try:
        yield process.pid
    finally:
        process.terminate()
        await process.wait()
