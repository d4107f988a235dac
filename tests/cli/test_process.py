"""The program as a process: start, signals, pipes."""

import signal
import subprocess
import sys
import time

import pytest


def command(*arguments):
    return [sys.executable, "-m", "kg", *map(str, arguments)]


def test_help_names_every_verb_and_comes_at_once():
    times = []
    for _ in range(3):
        started = time.perf_counter()
        done = subprocess.run(command("--help"), capture_output=True, text=True, check=True)
        times.append(time.perf_counter() - started)
    for verb in ("build", "extract", "query", "show", "stats", "view", "export"):
        assert f"\n  {verb} " in done.stdout
    assert "Example: kg " in done.stdout
    assert min(times) < 1.0  # 0.15 s on an idle laptop; the margin is for busy machines


def test_without_arguments_it_shows_its_help():
    done = subprocess.run(command(), capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Usage: kg")


def test_the_version_is_that_of_the_package():
    done = subprocess.run(command("--version"), capture_output=True, text=True, check=True)
    assert done.stdout.startswith("kg, version ")


def test_a_reader_that_stops_early_makes_no_noise(graph):
    process = subprocess.Popen(command("export", "-g", graph, "--format", "nquads"), stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE)  # fmt: skip
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 0
    process.stderr.close()


@pytest.mark.parametrize("stop", [signal.SIGINT])
def test_an_interrupt_ends_with_130_and_one_line(stop):
    # programs in the background ignore the signal, and what they start does so, too, unless it is told otherwise
    start = (
        "import signal; signal.signal(2, signal.default_int_handler); from kg.cli import main; main(['extract', '-'])"
    )
    process = subprocess.Popen([sys.executable, "-c", start], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True)  # fmt: skip
    process.stdin.write("Un article sans fin. " * 20_000)  # more than a pipe holds: somebody reads
    process.stdin.flush()
    process.send_signal(stop)
    _, err = process.communicate(timeout=60)
    assert process.returncode in {130, -stop}  # a shell shows both as 130
    assert err.strip().splitlines()[-1].startswith("error: interrupted")
    assert "Traceback" not in err
