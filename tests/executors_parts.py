"""Work that other processes can import by name."""

import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path


def squares(common, part, first, count):
    return [common * member * member + part for member in range(first, first + count)]


def dying_once(common, part, first, count):
    """Kill the worker that runs the block at 8, the first time it is run by anybody."""
    flag = Path(common)
    if first == 8 and not flag.exists():
        flag.write_text("died")
        os._exit(9)
    return [first] * count


def slow_once(common, part, first, count):
    """Take very long over the last block, the first time; write down when somebody helps."""
    flag = Path(common)
    if first == 28 and flag.exists():
        flag.with_suffix(".helped").touch()
    elif first == 28:
        flag.touch()
        time.sleep(20)
    return [first] * count


def full_disk_once(common, part, first, count):
    """Fail as a full disk does, the first time."""
    flag = Path(common)
    if first == 4 and not flag.exists():
        flag.write_text("full")
        raise OSError(28, "No space left on device")
    return [first] * count


def always_failing(common, part, first, count):
    raise ValueError(f"block {first} cannot be run")


def full_disk_on_one_worker(common, part, first, count):
    """The worker that comes first has a full disk for good; the others work."""
    full = Path(common)
    with contextlib.suppress(FileExistsError), full.open("x") as file:
        file.write(str(os.getpid()))
    while not full.read_text():
        time.sleep(0.01)
    if full.read_text() == str(os.getpid()):
        with full.with_suffix(".tries").open("a") as file:
            file.write("x")
        raise OSError(28, "No space left on device")
    time.sleep(0.02)
    return [first] * count


def full_disk_everywhere(common, part, first, count):
    raise OSError(28, "No space left on device")


def length(common, part, first, count):
    return len(common)


def who(common, part, first, count):
    time.sleep(0.1)
    return [os.getpid()] * count


def sent_bytes():
    """Bytes that this process has written to sockets and files so far."""
    return int(Path("/proc/self/io").read_text().split("wchar:")[1].split()[0])


@contextlib.contextmanager
def another_worker(address, folder):
    """One more worker, for a while."""
    import distributed

    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path.cwd()), *sys.path])}
    command = [
        sys.executable, "-m", "dask", "worker", address, "--nthreads", "1", "--host", "127.0.0.1",
        "--no-dashboard", "--local-directory", str(folder),
    ]  # fmt: skip
    quiet = subprocess.DEVNULL
    with distributed.Client(address, set_as_default=False, timeout=60) as client:
        before = len(client.nthreads())
        made = subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet)
        client.wait_for_workers(before + 1, timeout=120)
    try:
        yield
    finally:
        made.terminate()
        made.wait(30)
