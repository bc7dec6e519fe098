"""How extraction grows with the number of reports: seconds of work per report and peak memory, each size in a process of its own."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SIZES = (1, 10, 100)


def measure(path: Path, count: int) -> dict[str, float]:
    """Seconds of import, seconds of work, and peak MiB of reading `count` copies of a report and writing their CSVs."""
    begun = time.perf_counter()
    from ktxh.extract import store
    from ktxh.extract.document import read_document
    from ktxh.extract.reading import Report

    imported = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        incoming = store.Incoming(Path(folder))
        for i in range(count):
            incoming.add(Report(read_document(path), f"copy-{i:03d}-2024").rows())
        store.write(Path(folder) / "raw", incoming)
    worked = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"import": imported - begun, "work": worked - imported, "peak": peak}


def main() -> None:
    """Print a table; the ratios are what to look at: machines differ."""
    path = sys.argv[1]
    results = {}
    for size in SIZES:
        command = [sys.executable, "-m", "tests.bench.extraction", path, str(size)]
        results[size] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    one = results[SIZES[0]]["work"]
    print("reports  import s   work s  s/report  ratio to one  peak MiB")
    for size, result in results.items():
        each = result["work"] / size
        print(
            f"{size:7}  {result['import']:8.2f} {result['work']:8.2f}  {each:8.3f}  {each / one:12.2f}  {result['peak']:8.0f}"
        )


if __name__ == "__main__":
    if len(sys.argv) > 2:
        print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]))))
    else:
        main()
