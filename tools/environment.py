"""The virtual environment `.venv` and what is installed in it. Standard library only: nothing is installed yet."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tools.console import Counter, give_up, step, use_any_console

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def ensure_installed(*requirements: str) -> None:
    """Make `.venv` and install the pinned requirements, again only when their content has changed."""
    if not is_usable():
        make_venv()
    wanted = fingerprint(requirements)
    stamp = VENV / f"installed-{'-'.join(Path(name).stem for name in requirements)}"
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    with step("ติดตั้งไลบรารีที่ต้องใช้", "Installing the pinned requirements"):
        install(requirements)
    stamp.write_text(wanted)


def is_usable() -> bool:
    """A half-made environment, or one whose Python has left the machine, is made anew."""
    if not PYTHON.is_file():
        return False
    check = "import pip, sys; sys.exit(sys.version_info < (3, 11))"
    return subprocess.run([str(PYTHON), "-c", check], capture_output=True, check=False).returncode == 0


def make_venv() -> None:
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        version = ".".join(map(str, sys.version_info[:2]))
        give_up(
            f"Python นี้ไม่มีโมดูล venv บน Debian หรือ Ubuntu ให้สั่ง: sudo apt install python{version}-venv",
            f"This Python has no venv module. On Debian or Ubuntu: sudo apt install python{version}-venv",
        )
    with step("สร้างสภาพแวดล้อม Python ใน .venv", "Making the Python environment in .venv"):
        made = subprocess.run(
            [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True, check=False
        )
    if made.returncode != 0:
        print(made.stdout + made.stderr, file=sys.stderr)
        give_up("สร้าง .venv ไม่สำเร็จ ดูสาเหตุด้านบน", ".venv could not be made; the reason stands above.")


def fingerprint(requirements: Sequence[str]) -> str:
    """Changes with the requirements, with the Python below .venv, and with the folder .venv stands in."""
    digest = hashlib.sha256(f"{sys.version_info[:2]}{VENV}".encode())
    for name in requirements:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def install(requirements: Sequence[str]) -> None:
    pins = sum(len(re.findall(r"(?m)^[\w.\[\]-]+==", (ROOT / name).read_text("utf-8"))) for name in requirements)
    counter = Counter(pins)
    command = [str(PYTHON), "-m", "pip", "install", "--progress-bar", "off", "--disable-pip-version-check"]
    for name in requirements:
        command += ["-r", name]
    lines = []
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as pip:
        for line in pip.stdout:
            lines.append(line)
            found = re.match(r"Collecting (\S+)|Requirement already satisfied: (\S+)", line)
            if found and counter.count < pins:
                counter.advance(found.group(1) or found.group(2))
            elif line.startswith("Installing collected"):
                counter.close()
    if pip.returncode != 0:
        counter.close()
        print("".join(lines[-25:]), file=sys.stderr)
        give_up(
            "ติดตั้งไลบรารีไม่สำเร็จ ตรวจการเชื่อมต่ออินเทอร์เน็ตและพื้นที่ว่าง แล้วสั่งอีกครั้ง (ทำต่อจากเดิมได้)",
            "The requirements could not be installed. Check the network and the free space, then try again.",
        )


if __name__ == "__main__":
    use_any_console()
    ensure_installed(*(sys.argv[1:] or ["requirements.txt"]))
