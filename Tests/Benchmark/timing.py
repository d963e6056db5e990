"""How the references take their times: the medians that `benchmark` takes."""

import time


def nothing():
    """Waits for no device: the processor's work is done when a call returns."""


# What waits until all work given to a device is done.
synchronize = nothing


def median_seconds(work, runs=5):
    """The median of several runs, after one to warm up."""
    work()
    synchronize()
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        synchronize()
        times.append(time.perf_counter() - began)
    return sorted(times)[len(times) // 2]


def seconds_per_call(call, calls):
    """The median time of one of `calls` calls."""
    call()

    def all_calls():
        for _ in range(calls):
            call()

    return median_seconds(all_calls) / calls
