"""Real server processes: started, waited for, watched and ended. Also used by the stories."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

START_SECONDS = 180
STOP_SECONDS = 20


def free_port(host: str = "127.0.0.1") -> int:
    """A port nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Server:
    """A running server and all processes below it."""

    base: str
    process: subprocess.Popen[bytes]
    output: Path

    def pids(self) -> list[int]:
        """The server's process and every descendant alive now."""
        found = [self.process.pid]
        for pid in found:
            for task in Path(f"/proc/{pid}/task").glob("*/children"):
                with suppress(OSError):
                    found += [int(child) for child in task.read_text().split()]
        return found

    def resident_bytes(self) -> int:
        """Memory of the largest process, as the kernel counts it now."""
        return max(_status(pid, "VmRSS") for pid in self.pids())

    def forget_peak(self) -> None:
        """The kernel counts the highest memory of every process anew from now on."""
        for pid in self.pids():
            with suppress(OSError):
                Path(f"/proc/{pid}/clear_refs").write_text("5")

    def peak_bytes(self) -> int:
        """The highest memory any one process had since."""
        return max(_status(pid, "VmHWM") for pid in self.pids())

    def cpu_seconds(self) -> float:
        """Processor time all processes have used until now."""
        return sum(_cpu(pid) for pid in self.pids())


def _status(pid: int, key: str) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith(key + ":"):
                return int(line.split()[1]) * 1024
    return 0


def _cpu(pid: int) -> float:
    with suppress(OSError):
        after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


@contextmanager
def running(
    command: Sequence[str],
    port: int,
    output: Path,
    environment: Mapping[str, str],
    *,
    scheme: str = "http",
) -> Iterator[Server]:
    """The server *command* starts on *port*, until the block is left.

    Raises:
        RuntimeError: it ended, or nobody listens after three minutes; its output is in *output*.
    """
    with output.open("wb") as written:
        process = subprocess.Popen(
            list(command), stdout=written, stderr=subprocess.STDOUT, env=dict(environment)
        )
    try:
        _wait_for(port, process, output)
        yield Server(f"{scheme}://127.0.0.1:{port}", process, output)
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes], output: Path) -> None:
    ends = time.monotonic() + START_SECONDS
    while time.monotonic() < ends:
        if process.poll() is not None:
            break
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.5):
            return
        time.sleep(0.1)
    raise RuntimeError(f"the server did not start:\n{output.read_text(errors='replace')[-2000:]}")
