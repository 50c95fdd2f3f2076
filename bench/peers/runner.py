"""A runner in Python: a line of JSON asks for a task, a line of JSON answers with the seconds of one of its steps.

A task is made by a function of its sizes; it gives a function that runs so many times and waits for the last; one run is
`steps` steps, or one.
"""
import json
import os
import sys
import time


def calibrated(run, seconds):
    """How many runs fill a repetition; finding it warms the task up."""
    run(2)
    times = 1
    while True:
        start = time.perf_counter()
        run(times)
        if time.perf_counter() - start >= seconds:
            return times
        times *= 2


def serve(peer, tasks):
    # what a library prints must not stand between the answers
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)

    def answer(message):
        answers.write(json.dumps(message) + "\n")

    answer(peer)
    made = {}
    for line in sys.stdin:
        request = json.loads(line)
        try:
            if "task" not in request:
                made.clear()
                answer({})
                continue
            name = request["task"]
            kind, *sizes = name.split(" ")
            if kind not in tasks:
                answer({"refused": "has no such task"})
                continue
            if name not in made:
                run = tasks[kind](*(int(size) for size in sizes))
                made[name] = (run, calibrated(run, request["seconds"]))
            run, times = made[name]
            start = time.perf_counter()
            run(times)
            answer({"seconds": (time.perf_counter() - start) / times / getattr(run, "steps", 1)})
        except Exception as error:  # a peer that cannot is a line of the table, not the end of the run
            answer({"refused": f"{type(error).__name__}: {str(error).splitlines()[0][:200]}"})
