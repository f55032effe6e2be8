"""
A real Elasticsearch for the tests: the server that Elastic publishes for integration tests, from the local Maven
repository. One server serves a whole session of tests; each test keeps to an index prefix of its own.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from elasticsearch import Elasticsearch, TransportError

from tests.support.live_site import free_port
from tests.support.promises import missing

if TYPE_CHECKING:
    from collections.abc import Iterator

VERSION = "8.19.8"
ARTIFACT = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
FETCH = f"mvn -q dependency:get -Dartifact={ARTIFACT} -Dtransitive=false"
GROUP = "org/elasticsearch/distribution/integ-test-zip/elasticsearch"
ZIP = Path.home() / ".m2" / "repository" / GROUP / VERSION / f"elasticsearch-{VERSION}.zip"
# The server refuses to run as root; nobody owns its folder then.
UNPRIVILEGED = "nobody"
START_SECONDS = 120
SETTINGS = """
cluster.name: {cluster}
node.name: {name}
http.host: 127.0.0.1
http.port: {http}
transport.host: 127.0.0.1
transport.port: {transport}
path.data: {folder}/data
path.logs: {folder}/logs
cluster.routing.allocation.disk.threshold_enabled: false
"""


@dataclass
class Node:
    """One server process, which can be stopped, killed and started again on the same port and data."""

    folder: Path
    program: Path
    port: int
    heap: str
    password: str = ""
    pid: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def client(self) -> Elasticsearch:
        account = {"basic_auth": ("elastic", self.password)} if self.password else {}
        return Elasticsearch(self.url, request_timeout=60, **account)

    def launch(self) -> subprocess.Popen[bytes]:
        """Begin to start; the process ends once the server stands."""
        pid_file = self.folder / "es.pid"
        pid_file.unlink(missing_ok=True)
        environment = {
            "PATH": os.environ["PATH"],
            "ES_JAVA_HOME": str(Path(shutil.which("java") or missing("no java")).resolve().parents[1]),
            "ES_PATH_CONF": str(self.folder / "config"),
            "ES_TMPDIR": str(self.folder / "tmp"),
            "ES_JAVA_OPTS": f"-Xms{self.heap} -Xmx{self.heap}",
        }
        with (self.folder / "start.log").open("ab") as log:
            return subprocess.Popen(
                [self.program / "bin" / "elasticsearch", "-d", "-p", pid_file],
                env=environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                **as_nobody(),
            )

    def wait(self, launched: subprocess.Popen[bytes]) -> None:
        """Wait until it answers."""
        if launched.wait(timeout=START_SECONDS):
            raise RuntimeError(f"Elasticsearch did not start:\n{(self.folder / 'start.log').read_text()[-3000:]}")
        self.pid = int((self.folder / "es.pid").read_text())
        deadline = time.monotonic() + START_SECONDS
        with self.client() as client:
            while True:
                try:
                    client.cluster.health(wait_for_status="yellow", timeout="60s")
                    return
                except TransportError:
                    if time.monotonic() > deadline:
                        raise
                    time.sleep(0.1)

    def start(self) -> None:
        self.wait(self.launch())

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End it: orderly, or at once with SIGKILL."""
        if not self.pid:
            return
        try:
            os.kill(self.pid, how)
            deadline = time.monotonic() + 60
            while time.monotonic() < deadline:
                os.kill(self.pid, 0)
                time.sleep(0.05)
            os.kill(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.pid = 0


def as_nobody() -> dict[str, object]:
    if os.geteuid() != 0:
        return {}
    return {"user": UNPRIVILEGED, "group": _group(), "extra_groups": []}


@cache
def _group() -> int:
    import pwd

    return pwd.getpwnam(UNPRIVILEGED).pw_gid


def distribution() -> Path:
    """The zip of the server. Skips the test where it is not, and fails it where CI promises it."""
    if not ZIP.is_file():
        missing(f"Elasticsearch {VERSION} is not in the local Maven repository; fetch it with `{FETCH}`")
    if shutil.which("java") is None:
        missing("Elasticsearch needs java; on Debian: sudo apt install default-jre-headless")
    return ZIP


@contextmanager
def open_cluster(nodes: int = 1, *, heap: str = "256m", password: str = "", more: str = "") -> Iterator[list[Node]]:
    """Unpack and start that many servers that know one another; ends them and removes everything."""
    archive = distribution()
    # Not below pytest's own folder: only its owner may enter that.
    folder = Path(tempfile.mkdtemp(prefix="km-elasticsearch-"))
    cluster: list[Node] = []
    try:
        program = unpack(archive, folder)
        ports = [(free_port(), free_port()) for _ in range(nodes)]
        for number, (http, transport) in enumerate(ports):
            settings = SETTINGS.format(
                cluster=folder.name, name=f"n{number}", http=http, transport=transport, folder=folder / f"n{number}"
            )
            settings += grouping([transport for _, transport in ports])
            cluster.append(make_node(folder / f"n{number}", program, http, f"{settings}{more}", heap, password))
        own(folder)
        launched = [(node, node.launch()) for node in cluster]
        for node, process in launched:
            node.wait(process)
        yield cluster
    finally:
        for node in cluster:
            node.stop(signal.SIGKILL)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def open_server(*, heap: str = "256m", password: str = "") -> Iterator[Node]:
    with open_cluster(heap=heap, password=password) as nodes:
        yield nodes[0]


def unpack(archive: Path, folder: Path) -> Path:
    with zipfile.ZipFile(archive) as files:
        files.extractall(folder)
    program = next(folder.glob("elasticsearch-*"))
    for path in (program / "bin").iterdir():
        path.chmod(0o755)
    return program


def grouping(transports: list[int]) -> str:
    if len(transports) == 1:
        return "discovery.type: single-node\n"
    names = [f"n{number}" for number in range(len(transports))]
    return (
        f"discovery.seed_hosts: {[f'127.0.0.1:{port}' for port in transports]}\ncluster.initial_master_nodes: {names}\n"
    )


def make_node(folder: Path, program: Path, port: int, settings: str, heap: str, password: str) -> Node:
    for name in ("data", "logs", "tmp"):
        (folder / name).mkdir(parents=True)
    shutil.copytree(program / "config", folder / "config")
    security = (
        "xpack.security.enabled: true\nxpack.security.transport.ssl.enabled: false\n"
        "xpack.license.self_generated.type: basic\n"
        if password
        else "xpack.security.enabled: false\n"
    )
    (folder / "config" / "elasticsearch.yml").write_text(settings + security, encoding="utf-8")
    if password:
        subprocess.run(
            [program / "bin" / "elasticsearch-keystore", "add", "-x", "-f", "-s", "bootstrap.password"],
            input=password.encode(),
            env={
                "PATH": os.environ["PATH"],
                "ES_JAVA_HOME": str(Path(shutil.which("java")).resolve().parents[1]),
                "ES_PATH_CONF": str(folder / "config"),
            },
            check=True,
        )
    return Node(folder, program, port, heap, password)


def own(folder: Path) -> None:
    """Give the folder to whom the server runs as."""
    folder.chmod(0o755)
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            shutil.chown(path, UNPRIVILEGED, _group())
