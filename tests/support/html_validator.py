"""The Nu HTML checker (the one behind validator.w3.org), from npm, run by Java."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support.promises import missing

if TYPE_CHECKING:
    from collections.abc import Mapping

VERSION = "26.9.27"
TOOLS = Path(__file__).resolve().parent.parent.parent / "var" / "tools"
JAR = TOOLS / f"vnu-{VERSION}" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
# It runs for a moment: the second compiler of Java costs more than it saves. The schemas need a deep stack.
JAVA = ("java", "-XX:TieredStopAtLevel=1", "-Xss8m")


def html_errors(pages: Mapping[str, str]) -> list[str]:
    """The validator's errors in complete HTML documents, given by name; one start of Java for all."""
    jar = checker()
    with tempfile.TemporaryDirectory(prefix="km-html-") as folder:
        names = {}
        for number, (name, html) in enumerate(pages.items()):
            path = Path(folder) / f"{number}.html"
            path.write_text(html, encoding="utf-8")
            names[path.name] = name
        done = subprocess.run(
            [*JAVA, "-jar", str(jar), "--exit-zero-always", "--format", "json", "--errors-only", folder],
            capture_output=True,
            text=True,
            check=True,
        )
    return [
        f"{names[Path(message['url']).name]}, line {message.get('lastLine')}: {message['message']}\n"
        f"    {message.get('extract', '').strip()}"
        for message in json.loads(done.stderr)["messages"]
    ]


def assert_valid_html(*pages: str) -> None:
    found = html_errors({f"document {number}": html for number, html in enumerate(pages, 1)})
    assert not found, "\n".join(found)


def checker() -> Path:
    """The checker, fetched from the npm registry once into var/tools."""
    for program, package in (("java", "default-jre-headless"), ("npm", "npm")):
        if shutil.which(program) is None and not (program == "npm" and JAR.is_file()):
            missing(f"the HTML validator needs {program}; on Debian: sudo apt install {package}")
    if not JAR.is_file():
        folder = JAR.parents[4]
        folder.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--ignore-scripts"]
        done = subprocess.run([*command, f"vnu-jar@{VERSION}"], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            missing(f"vnu-jar could not be fetched from npm: {done.stderr[-300:]}")
    return JAR
