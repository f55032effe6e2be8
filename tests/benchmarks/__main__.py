"""
`make bench`: what a page costs, written to docs/benchmarks.md.

Makes a throw-away site with the sample district and a thousand pages, serves it with gunicorn (two workers) under the
production settings, once without the page cache and once with it, and asks each kind of page many times. CPU is that of
the workers divided by requests; a bare Django view and a bare Wagtail page of the same run say how fast the machine is.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.load import Client, Sample, children_of, measure
from tests.benchmarks.report import write_report

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = "tests.benchmarks.settings"


def environment(folder: Path, port: int, **more: str) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "KM_DATA_DIR": str(folder),
        "KM_SITE_URL": f"http://127.0.0.1:{port}",
        "KM_DATABASE_URL": os.environ.get("KM_BENCH_DATABASE_URL", ""),
        "KM_BIND": f"127.0.0.1:{port}",
        "KM_WORKERS": "2",
        "KM_GZIP": "yes",
        **more,
    }


def manage(env: dict[str, str], *words: str) -> None:
    subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=env, check=True)


def prepare(env: dict[str, str], pages: int) -> dict[str, str]:
    """The site with its content; returns the addresses to ask, by name, and the session of a member."""
    for words in (("migrate", "-v", "0"), ("createcachetable",), ("collectstatic", "--noinput", "-v", "0")):
        manage(env, *words)
    subprocess.run([sys.executable, "-m", "tools.messages", "compile"], cwd=ROOT, env=env, check=True)
    # While pages are made, their vectors would be computed beside them, and some of them in the measured processes.
    making = {**env, "KM_SEARCH_MEANING": "no"}
    manage(making, "load_demo")
    script = f"from tests.benchmarks.site import prepare; prepare({pages})"
    manage(making, "shell", "-v", "0", "-c", script)
    manage(env, "rebuild_search")
    manage(env, "search_vectors")
    listed = (Path(env["KM_DATA_DIR"]) / "addresses.txt").read_text().splitlines()
    return dict(line.split("\t") for line in listed)


def serve(env: dict[str, str], port: int) -> subprocess.Popen:
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--config",
        "deploy/gunicorn.conf.py",
        "--log-level",
        "warning",
        "km_site.wsgi",
    ]
    server = subprocess.Popen(command, cwd=ROOT, env=env)
    for _ in range(150):
        time.sleep(0.2)
        try:
            if Client(port).get("/healthz")[0] == 200:
                return server
        except OSError:
            continue
    server.kill()
    raise RuntimeError("the server did not start")


def run(env: dict[str, str], port: int, addresses: dict[str, str], *, requests: int, member: str) -> list[Sample]:
    server = serve(env, port)
    try:
        time.sleep(1)
        workers = children_of(server.pid)
        samples = []
        for name, path in addresses.items():
            cookie = member if name.startswith("signed in") else ""
            samples.append(measure(name, path, port, workers, requests=requests, cookie=cookie))
            print(f"  {name:34} {samples[-1].cpu_ms:7.2f} ms CPU  p50 {samples[-1].p50:7.2f} ms", flush=True)
        return samples
    finally:
        server.terminate()
        server.wait(timeout=40)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--requests", type=int, default=400)
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--report", type=Path, default=ROOT / "docs" / "benchmarks.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="km-bench-") as name:
        folder = Path(name)
        env = environment(folder, options.port)
        print(f"Preparing {options.pages} pages", flush=True)
        addresses = prepare(env, options.pages)
        member = addresses.pop("session")
        counted = {"requests": options.requests, "member": member}
        print("Without the page cache", flush=True)
        plain = run({**env, "KM_PAGE_CACHE": "off"}, options.port, addresses, **counted)
        print("With the page cache", flush=True)
        kept = run({**env, "KM_PAGE_CACHE": "file"}, options.port, addresses, **counted)
    write_report(options.report, plain, kept, pages=options.pages, requests=options.requests)
    print(f"Written: {options.report}")


if __name__ == "__main__":
    main()
