from __future__ import annotations

import os

from kg.bench import speed


def test_the_first_run_is_not_counted() -> None:
    runs: list[int] = []
    timing = speed.measure(lambda: runs.append(1), repeats=3)
    assert len(runs) == 4
    assert len(timing.clock) == len(timing.processor) == 3


def test_figures_are_medians() -> None:
    figures = speed.Timing((4.0, 1.0, 2.0), (0.5, 0.25, 1.0)).figures(100)
    assert figures == {
        "words_per_second": 50.0,
        "words_per_cpu_second": 200.0,
        "seconds": 2.0,
        "fastest": 1.0,
        "slowest": 4.0,
    }


def test_one_processor_is_given_back() -> None:
    if not hasattr(os, "sched_getaffinity"):
        with speed.one_processor() as is_single:
            assert not is_single
        return
    before = os.sched_getaffinity(0)
    with speed.one_processor() as is_single:
        assert is_single and len(os.sched_getaffinity(0)) == 1
    assert os.sched_getaffinity(0) == before
