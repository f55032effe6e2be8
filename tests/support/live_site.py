"""
The sample district under the production server and settings, in a data folder of its own.

It runs in another process: what a browser test sees is what a visitor sees, cookies, headers and compression included.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.support.smtp import Mailbox

ROOT = Path(__file__).resolve().parent.parent.parent
HOST = "127.0.0.1"
START_SECONDS = 60


@dataclass(frozen=True)
class LiveSite:
    url: str
    # Page type ("website.NewsPage") to the path of one public page of it.
    pages: Mapping[str, str] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)
    pid: int = 0


@contextmanager
def open_site(folder: Path, mailbox: Mailbox, workers: int = 1) -> Iterator[LiveSite]:
    """Load the sample district into `folder` and serve it until the block ends. Its e-mails go to `mailbox`."""
    folder.mkdir(parents=True, exist_ok=True)
    copy_tables(folder / "site.sqlite3")
    port = free_port()
    environment = settings_of_server(folder, port, mailbox)
    run(environment, "tools.prepare", "--with-accounts")
    run(environment, "django", "collectstatic", "--noinput", "--verbosity", "0")
    pages = json.loads(run(environment, "tests.support.addresses"))
    log = (folder / "server.log").open("w")
    command = [sys.executable, "-m", "gunicorn", "km_site.wsgi", "--bind", f"{HOST}:{port}"]
    command += ["--workers", str(workers), "--threads", "4", "--worker-class", "gthread", "--no-control-socket"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        wait_for(f"http://{HOST}:{port}/", server, folder / "server.log")
        yield LiveSite(f"http://{HOST}:{port}", pages, environment, server.pid)
    finally:
        server.terminate()
        server.wait(timeout=30)
        log.close()


def copy_tables(database: Path) -> None:
    """Begin with the tables of `make test`, where they are made: all migrations take as long as the sample district."""
    tables = Path(os.environ.get("KM_TEST_TABLES", ""))
    if tables.is_file() and not database.exists():
        shutil.copyfile(tables, database)


def settings_of_server(folder: Path, port: int, mailbox: Mailbox) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("KM_", "DJANGO_"))}
    return {
        **ours,
        "DJANGO_SETTINGS_MODULE": "tests.support.live_settings",
        "KM_SECRET_KEY": "only-for-browser-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
        "KM_ALLOWED_HOSTS": HOST,
        "KM_SITE_URL": f"http://{HOST}:{port}",
        # No proxy stands in front: no TLS, and nobody else sends pictures.
        "KM_HTTPS": "no",
        "KM_SERVE_MEDIA": "yes",
        # The sample's editors sign in with their known passwords.
        "KM_REQUIRE_MFA": "no",
        "KM_EMAIL_HOST": mailbox.host,
        "KM_EMAIL_PORT": str(mailbox.port),
        "KM_DATA_DIR": str(folder),
        "PYTHONUTF8": "1",
    }


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind((HOST, 0))
        return trial.getsockname()[1]


def run(environment: Mapping[str, str], *module: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *module], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(module)} failed:\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")
    return done.stdout


def wait_for(url: str, server: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5)
            return
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{url} answers {error.code}:\n{log.read_text()[-3000:]}") from error
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"The server did not start:\n{log.read_text()[-3000:]}")
