"""Speed: words a second on one core, of the language pipeline alone and of a whole build without writing.

Everything runs on one processor where the system lets a program say so (Linux). Each figure is the median
of several runs after one that is not counted (models are loaded by then). `words_per_second` is by the
clock and suffers from what else the machine does; `words_per_cpu_second` counts the processor time that was
used. Words are the tokens that are not white space. Figures are those of one machine: compare only what was
measured on the same one.
"""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any

__all__ = ["Timing", "machine", "measure", "measure_in_turn", "one_processor", "ratio"]


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds of several runs, by the clock and of processor time."""

    clock: tuple[float, ...]
    processor: tuple[float, ...]

    def figures(self, words: int) -> dict[str, float]:
        """Return the medians as words a second.

        >>> Timing((2.0, 1.0, 4.0), (1.0, 1.0, 1.0)).figures(100)["words_per_second"]
        50.0
        """
        return {
            "words_per_second": _rate(words, median(self.clock)),
            "words_per_cpu_second": _rate(words, median(self.processor)),
            "seconds": median(self.clock),
            "fastest": min(self.clock),
            "slowest": max(self.clock),
        }


def _rate(words: float, seconds: float) -> float:
    return words / seconds if seconds > 0 else 0.0


def measure(run: Callable[[], object], *, repeats: int) -> Timing:
    """Return the timings of `repeats` runs, after one that is not counted."""
    return measure_in_turn({"": run}, repeats=repeats)[""]


def measure_in_turn(runs: Mapping[str, Callable[[], object]], *, repeats: int) -> dict[str, Timing]:
    """Return the timings of `repeats` rounds in which each of `runs` has its turn, after one round that is
    not counted.

    >>> list(measure_in_turn({"one": list, "two": dict}, repeats=2))
    ['one', 'two']
    """
    for run in runs.values():
        run()
    rounds = [{name: _time(run) for name, run in runs.items()} for _ in range(repeats)]
    return {
        name: Timing(tuple(r[name][0] for r in rounds), tuple(r[name][1] for r in rounds)) for name in runs
    }


def _time(run: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds of one run, by the clock and of processor time."""
    started = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - started[0], time.process_time() - started[1]


def ratio(one: Timing, other: Timing) -> float:
    """Return how fast `one` is beside `other`, as the median over their rounds, of processor time.

    >>> ratio(Timing((1.0,), (2.0,)), Timing((1.0,), (1.0,)))
    0.5
    """
    pairs = zip(one.processor, other.processor, strict=True)
    return median(_rate(theirs, ours) for ours, theirs in pairs)


@contextmanager
def one_processor() -> Iterator[bool]:
    """Keep this process and the threads that it starts on one processor; yield whether that was possible."""
    if not hasattr(os, "sched_setaffinity"):
        yield False
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(before)})
    try:
        yield True
    finally:
        os.sched_setaffinity(0, before)


def machine() -> dict[str, Any]:
    """Return what the figures depend on: processor, cores, system."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
    }


def _processor() -> str:
    """Return the name of the processor as Linux tells it, else what Python knows."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    except OSError:
        names = []
    return names[0] if names else platform.processor()
