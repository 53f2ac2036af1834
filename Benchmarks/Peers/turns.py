"""Whole commands measured in turns: wall and peak memory as the operating system tells them."""
import json
import os
import statistics
import subprocess
import sys
import time


class Run:
    """One finished process: seconds on the wall, seconds of CPU, MiB at its peak, what it printed."""

    def __init__(self, command, stdin=None):
        start = time.monotonic()
        process = subprocess.Popen(
            [str(word) for word in command], stdout=subprocess.PIPE, stdin=stdin, text=True,
            env={**os.environ, "NO_COLOR": "1"})
        self.output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.wall = time.monotonic() - start
        self.cpu = usage.ru_utime + usage.ru_stime
        self.mib = usage.ru_maxrss / 1024
        if process.returncode != 0:
            sys.exit(f"{' '.join(map(str, command))[:300]}: exit {process.returncode}")

    def json(self):
        return json.loads(self.output.splitlines()[-1])


def span(values, form="{:,.0f}"):
    text = form.format(statistics.median(values))
    return text + f" ({form.format(min(values))} to {form.format(max(values))})" if len(values) > 1 else text


def print_row(name, text, note=""):
    print(f"  {name.ljust(34)}{text.rjust(30)}  {note}", flush=True)


def print_turns(title, jobs, rounds, unit="s", scale=1.0, form="{:,.2f}"):
    """Every job once a round, in turns; the ratio of each to the first. Returns the runs by name."""
    print(title)
    runs = {name: [] for name, _ in jobs}
    for _ in range(rounds):
        for name, command in jobs:
            runs[name].append(Run(command))
    first = runs[jobs[0][0]]
    for name, _ in jobs:
        walls = [run.wall * scale for run in runs[name]]
        cpu = statistics.median(run.cpu for run in runs[name]) * scale
        ratio = statistics.median(walls) / scale / statistics.median(run.wall for run in first)
        peak = max(run.mib for run in runs[name])
        memory = peak / max(run.mib for run in first)
        note = "" if name == jobs[0][0] else f"{ratio:.2f}x ours, memory {memory:.1f}x"
        print_row(name, f"{span(walls, form)} {unit}", f"CPU {form.format(cpu)}, {peak:,.0f} MiB  {note}")
    return runs
