"""How the references take their times: the medians that `benchmark` takes."""

import time


def median_seconds(work, runs=5):
    """The median of several runs, after one to warm up."""
    work()
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return sorted(times)[len(times) // 2]


def seconds_per_call(call, calls):
    """The median time of one of `calls` calls."""
    call()

    def all_calls():
        for _ in range(calls):
            call()

    return median_seconds(all_calls) / calls
