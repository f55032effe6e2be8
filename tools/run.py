"""
`make run`: from a fresh clone to a running site. Standard library only; the rest happens inside `.venv`.

Nothing here destroys data: every step looks first whether it is needed.
"""

from __future__ import annotations

import errno
import os
import socket

from tools import environment
from tools.console import give_up, use_any_console

HOST = "127.0.0.1"


def main() -> None:
    use_any_console()
    os.chdir(environment.ROOT)
    port = read_port(os.environ.get("PORT") or "8000")
    ensure_free(port)
    environment.ensure_installed("requirements.txt")

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "km_site.settings.dev")
    os.environ.setdefault("KM_SITE_URL", f"http://{HOST}:{port}")
    python = str(environment.PYTHON)
    if os.spawnv(os.P_WAIT, python, [python, "-m", "tools.prepare"]) != 0:  # noqa: S606 - no shell is wanted
        give_up("เตรียมเว็บไซต์ไม่สำเร็จ ดูสาเหตุด้านบน", "The site could not be made ready; the reason stands above.")
    # The server takes this process over, so that Ctrl+C and signals reach it directly.
    command = [python, "-m", "gunicorn", "--config", "tools/dev_server.py", "--bind", f"{HOST}:{port}", "km_site.wsgi"]
    os.execv(python, command)  # noqa: S606 - no shell is wanted


def read_port(word: str) -> int:
    if word.isascii() and word.isdigit() and 0 < int(word) < 65536:
        return int(word)
    give_up(f"PORT={word} ไม่ใช่หมายเลขพอร์ต (1–65535)", f"PORT={word} is not a port number (1-65535).")
    raise AssertionError


def ensure_free(port: int) -> None:
    """Say at once that the port is taken, not after minutes of installing."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                give_up(
                    f"พอร์ต {port} มีโปรแกรมอื่นใช้อยู่ ปิดโปรแกรมนั้น หรือสั่ง make run PORT={port + 1}",
                    f"Port {port} is in use. Stop that program, or try: make run PORT={port + 1}",
                )
            give_up(f"ใช้พอร์ต {port} ไม่ได้: {error}", f"Port {port} cannot be used: {error}")


if __name__ == "__main__":
    main()
