"""gunicorn's configuration for `make run`: one process with threads, which suits SQLite and memory caches."""

from __future__ import annotations

from tools.console import say, use_any_console

worker_class = "gthread"
workers = 1
threads = 8
timeout = 120
graceful_timeout = 5
loglevel = "warning"
control_socket_disable = True


def post_worker_init(worker) -> None:
    """The application is loaded: say where it is."""
    use_any_console()
    host, port = worker.sockets[0].getsockname()[:2]
    address = f"http://{host}:{port}"
    print()
    say(f"เว็บไซต์: {address}/", f"The site: {address}/")
    say(f"ระบบหลังบ้าน: {address}/admin/", f"The admin: {address}/admin/")
    say("หยุดด้วย Ctrl+C", "Stop with Ctrl+C")
