"""What every group of figures uses: programs built and run, files written, figures kept for the table."""
import os
import subprocess
import sys

from rollcall import TOP

MB = 1 << 20
SECONDS = float(os.environ.get("BENCH_SECONDS", "6"))
# Programs and notes go here; best a file system in memory.
FOLDER = os.path.abspath(sys.argv[1])
rows = []


def place(name):
    return os.path.join(FOLDER, name)


def write(name, data):
    with open(place(name), "wb") as f:
        f.write(data)
    return place(name)


def build(name, *flags):
    """The path of tests/bench/NAME.c, compiled."""
    subprocess.run(["cc", "-std=c11", "-D_GNU_SOURCE", "-O2", "-Wall", "-Wextra", "-o", place(name),
                    os.path.join(TOP, "tests", "bench", name + ".c"), *flags], check=True)
    return place(name)


def timed(commands, seconds=SECONDS):
    """{key: (seconds of the processor, peak bytes)} of commands {key: argv} that take turns."""
    if not os.path.exists(place("timer")):
        build("timer")
    argv = [a for command in commands.values() for a in ["--", *command]]
    ended = subprocess.run([place("timer"), str(seconds), *argv], capture_output=True, text=True, check=True)
    result = {}
    for key, line in zip(commands, ended.stdout.splitlines()):
        seconds, peak, status = line.split()
        # 1: errors in the notes, which are in their outputs all the same.
        if int(status) > 1:
            sys.exit("bench.py: %s ended with status %s" % (" ".join(commands[key]), status))
        result[key] = float(seconds), int(peak) * 1024
        print("  %-24s %9.2f ms %8.1f MB" % (key, float(seconds) * 1000, int(peak) / 1024), flush=True)
    return result


def figure(what, measured, bar, at_least=False):
    """A ratio, and the bar that it must not exceed, or must reach."""
    met = measured >= bar if at_least else measured <= bar
    rows.append((what, "%.2f" % measured, "%s %g" % (">=" if at_least else "<=", bar), "met" if met else "MISSED"))


def table():
    print()
    for row in [("ratio", "measured", "bar", "")] + rows:
        print(("%-58s %9s   %-6s  %s" % row).rstrip())
    missed = sum(row[3] == "MISSED" for row in rows)
    print("%d met, %d missed" % (len(rows) - missed, missed))
