"""A small client and the counters of the server's processes."""

from __future__ import annotations

import http.client
import os
import statistics
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
WARMING_CONNECTIONS = 6
# Seconds of CPU in a second that idle workers may take together.
IDLE = 0.03
LONGEST_WAIT = 120


def children_of(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in listed]


def cpu_seconds(pids: list[int]) -> float:
    """User and system time of the processes so far, all threads included."""
    total = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


@dataclass
class Sample:
    """What a run of requests to one address showed; times in milliseconds."""

    name: str
    requests: int
    bytes_on_wire: int
    status: int
    cpu_ms: float
    latencies: list[float] = field(default_factory=list)

    @property
    def p50(self) -> float:
        return statistics.median(self.latencies)

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.latencies, n=20)[-1]


class Client:
    def __init__(self, port: int, cookie: str = "") -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.headers = {"Accept-Encoding": "gzip", "Host": f"127.0.0.1:{port}"}
        if cookie:
            self.headers["Cookie"] = cookie

    def get(self, path: str) -> tuple[int, int]:
        """Status and size of the body as sent."""
        self.connection.request("GET", path, headers=self.headers)
        response = self.connection.getresponse()
        return response.status, len(response.read())


def wait_until_idle(workers: list[int]) -> None:
    """What a worker does in the background after its first requests belongs to no request that is measured."""
    until = time.monotonic() + LONGEST_WAIT
    before = cpu_seconds(workers)
    while time.monotonic() < until:
        time.sleep(1)
        now = cpu_seconds(workers)
        if now - before < IDLE:
            return
        before = now
    raise RuntimeError(f"the workers were still at work after {LONGEST_WAIT} seconds")


def measure(name: str, path: str, port: int, workers: list[int], *, requests: int, cookie: str = "") -> Sample:
    """`requests` requests by two clients at once, after a warm-up that is not counted."""
    status, size = Client(port, cookie).get(path)
    latencies: list[float] = []
    wrong: list[int] = []

    def run(count: int) -> None:
        client = Client(port, cookie)
        for _ in range(count):
            begun = time.perf_counter()
            answered, _size = client.get(path)
            latencies.append((time.perf_counter() - begun) * 1000)
            if answered != status:
                wrong.append(answered)

    def run_two(count: int) -> None:
        threads = [threading.Thread(target=run, args=(count,)) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    # A connection stays with one worker: several, so that each of them has made the page before.
    for _ in range(WARMING_CONNECTIONS):
        run_two(4)
    wait_until_idle(workers)
    latencies.clear()
    before = cpu_seconds(workers)
    run_two(requests // 2)
    spent = cpu_seconds(workers) - before
    if wrong:
        raise RuntimeError(f"{name}: {len(wrong)} answers were {set(wrong)} instead of {status}")
    return Sample(name, len(latencies), size, status, spent * 1000 / len(latencies), latencies)
