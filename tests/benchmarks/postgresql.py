"""A PostgreSQL of one's own for a bench, from the programs of Debian."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAMS = Path("/usr/lib/postgresql")


@dataclass
class Server:
    programs: Path
    folder: Path
    port: int
    _numbers: Iterator[int] = field(default_factory=count)

    def run(self, program: str, *words: object) -> None:
        # It refuses to run as root.
        user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        command = [*user, "env", "-C", "/tmp", self.programs / program, *words]
        subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL)

    def new_database(self) -> str:
        """The address of an empty database."""
        name = f"bench{next(self._numbers)}"
        self.run("createdb", "-h", "127.0.0.1", "-p", self.port, "-U", "km", name)
        return f"postgresql://km@127.0.0.1:{self.port}/{name}"


@contextmanager
def open_postgresql() -> Iterator[Server | None]:
    """A server as it comes, but for its port; None where it is not installed."""
    found = sorted(PROGRAMS.glob("*/bin/initdb"), key=lambda path: int(path.parent.parent.name))
    if not found:
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="km-bench-postgresql-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Server(found[-1].parent, folder, port)
    data, log = folder / "data", folder / "server.log"
    options = f"-p {port} -h 127.0.0.1 -k {folder}"
    try:
        server.run("initdb", "-D", data, "-U", "km", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8")
        server.run("pg_ctl", "-D", data, "-w", "-l", log, "-o", options, "start")
        yield server
    finally:
        if (data / "postmaster.pid").exists():
            server.run("pg_ctl", "-D", data, "-m", "fast", "stop")
        shutil.rmtree(folder, ignore_errors=True)
