"""Work that other processes can import by name."""

import os
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
        flag.write_text("slow, helped")
    elif first == 28:
        flag.write_text("slow")
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
