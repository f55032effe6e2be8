"""nginx with our configuration, in a folder of its own, before a small server that plays the site."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
HOST = "km.example.go.th"
MAIN = """
{user}
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
    types {{ text/html html; text/css css; application/pdf pdf; image/png png; }}
    access_log off;
    {temporary}
    include {folder}/site.conf;
}}
"""
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")

pytestmark = pytest.mark.skipif(
    NGINX is None or shutil.which("openssl") is None, reason="nginx or openssl is not installed"
)


class Site(BaseHTTPRequestHandler):
    """Allows the document, tells what the proxy told it, and is broken at /broken."""

    def do_GET(self) -> None:
        if self.path == "/broken":
            self.send_response(500)
            self.end_headers()
            self.wfile.write(b"the site's own error page")
            return
        self.send_response(200)
        if self.path == "/documents/1/plan.pdf":
            self.send_header("X-Accel-Redirect", "/private-files/documents/a%20b/plan.pdf")
            self.send_header("Content-Type", "application/pdf")
            self.send_header("Content-Disposition", 'attachment; filename="plan.pdf"')
        self.end_headers()
        self.wfile.write("\n".join(f"{name}: {value}" for name, value in self.headers.items()).encode())

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def running_site() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def configure(folder: Path, source: Path, *, upstream: int) -> dict[str, int]:
    """Write `source` into `folder` with its paths and ports; returns the ports by what they were."""
    ports = {"80": free_port(), "443": free_port()}
    for name in ("static/css", "media/images", "private/documents/a b", "error-pages", "own"):
        (folder / name).mkdir(parents=True)
    for name in ("static/css/site.0123456789ab.css", "static/css/site.css", "private/documents/a b/plan.pdf"):
        (folder / name).write_text("content of the file")
    for name in ("maintenance", "too-large", "bad-request", "not-found"):
        (folder / "error-pages" / f"{name}.html").write_text(f"our page {name}")
    certificate = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={HOST}"]
    subprocess.run([*request, *certificate], capture_output=True, check=True)
    for path in (source, ROOT / "deploy" / "nginx" / "khumkhwamru.locations"):
        text = path.read_text("utf-8")
        text = re.sub(r"(?m)^ *listen \[::\].*\n", "", text)
        text = re.sub(r"listen (\d+)", lambda match: f"listen 127.0.0.1:{ports[match[1]]}", text)
        text = re.sub(r"(?m)^( +server )[^{;]+( fail_timeout=0)?;", rf"\1 127.0.0.1:{upstream};", text)
        text = text.replace("/var/lib/khumkhwamru/", f"{folder}/").replace("/etc/ssl/khumkhwamru/", f"{folder}/")
        text = text.replace("/etc/nginx/khumkhwamru.d/", f"{folder}/own/").replace("/etc/nginx/", f"{folder}/")
        target = folder / ("khumkhwamru.locations" if path.suffix == ".locations" else "site.conf")
        target.write_text(text, "utf-8")
    temporary = " ".join(f"{name}_temp_path {folder}/tmp-{name};" for name in TEMPORARY)
    # As root it would give up its rights for a user who cannot enter the folder.
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, temporary=temporary, user=user), "utf-8")
    return ports


@contextmanager
def running_nginx(folder: Path, port: int) -> Iterator[None]:
    server = subprocess.Popen([NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")], stderr=subprocess.PIPE)
    try:
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline and server.poll() is None:
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield
    finally:
        server.terminate()
        server.communicate(timeout=10)


class Visitor:
    def __init__(self, ports: dict[str, int]) -> None:
        self.ports = ports

    def ask(self, path: str, *, https: bool = True, method: str = "GET", **headers: str) -> tuple[int, dict, str]:
        context = ssl._create_unverified_context()
        connection = (
            http.client.HTTPSConnection("127.0.0.1", self.ports["443"], timeout=10, context=context)
            if https
            else http.client.HTTPConnection("127.0.0.1", self.ports["80"], timeout=10)
        )
        sent = {"Host": HOST, **{name.replace("_", "-"): value for name, value in headers.items()}}
        connection.request(method, path, headers=sent)
        answer = connection.getresponse()
        result = answer.status, dict(answer.getheaders()), answer.read().decode("utf-8", "replace")
        connection.close()
        return result


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    folder = tmp_path_factory.mktemp("nginx")
    with running_site() as upstream:
        ports = configure(folder, ROOT / "deploy" / "nginx" / "khumkhwamru.conf", upstream=upstream)
        with running_nginx(folder, ports["80"]):
            yield Visitor(ports)


@pytest.fixture
def visitor_of_a_site_that_is_away(tmp_path: Path) -> Iterator[Visitor]:
    ports = configure(tmp_path, ROOT / "deploy" / "nginx" / "khumkhwamru.conf", upstream=free_port())
    with running_nginx(tmp_path, ports["80"]):
        yield Visitor(ports)


@pytest.mark.parametrize("name", ["nginx/khumkhwamru.conf", "container/proxy.conf"])
def test_nginx_accepts_the_configuration(name: str, tmp_path: Path) -> None:
    configure(tmp_path, ROOT / "deploy" / name, upstream=free_port())

    command = [NGINX, "-t", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


def test_http_leads_to_https(visitor: Visitor) -> None:
    status, headers, _body = visitor.ask("/search/?q=a", https=False)

    assert (status, headers["Location"]) == (301, f"https://{HOST}/search/?q=a")


def test_site_hears_the_scheme_the_host_and_last_the_address_that_the_proxy_saw(visitor: Visitor) -> None:
    _status, _headers, body = visitor.ask("/", X_Forwarded_For="203.0.113.9", X_Forwarded_Proto="http")

    assert "X-Forwarded-Proto: https" in body
    assert f"Host: {HOST}" in body
    assert "X-Forwarded-For: 203.0.113.9, 127.0.0.1" in body


def test_a_file_with_a_hash_is_kept_for_a_year_and_one_without_for_an_hour(visitor: Visitor) -> None:
    _status, hashed, _body = visitor.ask("/static/css/site.0123456789ab.css")
    _status, plain, _body = visitor.ask("/static/css/site.css")

    assert hashed["Cache-Control"] == "public, max-age=31536000, immutable"
    assert plain["Cache-Control"] == "public, max-age=3600"


@pytest.mark.parametrize("path", ["/static/css/site.css", "/media/none.png", "/documents/1/plan.pdf"])
def test_files_that_nginx_sends_have_the_safety_headers(visitor: Visitor, path: str) -> None:
    _status, headers, _body = visitor.ask(path)

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_a_document_is_sent_once_the_site_has_allowed_it(visitor: Visitor) -> None:
    status, headers, body = visitor.ask("/documents/1/plan.pdf")

    assert (status, body) == (200, "content of the file")
    assert headers["Content-Type"].startswith("application/pdf")
    assert headers["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    assert headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    "path", ["/private-files/documents/a%20b/plan.pdf", "/media/", "/static/", "/static/none.css", "/error-pages/x"]
)
def test_what_is_not_for_visitors_is_not_found(visitor: Visitor, path: str) -> None:
    status, _headers, body = visitor.ask(path)

    assert (status, body) == (404, "our page not-found")


def test_too_large_an_upload_is_refused_with_our_page(visitor: Visitor) -> None:
    status, _headers, body = visitor.ask("/admin/", method="POST", Content_Length=str(60 * 1024 * 1024))

    assert (status, body) == (413, "our page too-large")


def test_too_long_an_address_is_refused_with_our_page_and_a_long_one_is_not(visitor: Visitor) -> None:
    status, _headers, body = visitor.ask("/search/?q=" + "a" * 60_000)

    assert (status, body) == (414, "our page bad-request")
    assert visitor.ask("/search/?q=" + "a" * 20_000)[0] == 200


def test_the_sites_own_error_page_reaches_the_visitor(visitor: Visitor) -> None:
    status, _headers, body = visitor.ask("/broken")

    assert (status, body) == (500, "the site's own error page")


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_site_that_is_away_is_excused(visitor_of_a_site_that_is_away: Visitor, method: str) -> None:
    status, headers, body = visitor_of_a_site_that_is_away.ask("/news/", method=method)

    assert (status, body) == (503, "our page maintenance")
    assert headers["Retry-After"] == "60"
    assert headers["Cache-Control"] == "no-store"
