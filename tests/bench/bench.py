#!/usr/bin/env python3
"""The figures of speed, growth and memory, against peers in the same run.

usage: bench.py FOLDER     a folder for programs and notes, best on a file system in memory

Ratios count, not seconds: a figure compares the best of several runs that took turns.
"""
import os
import re
import shutil
import subprocess
import sys

import calls
import corpus
from rollcall import FORMATS, ROLLCALL, TOP

FOLDER = os.path.abspath(sys.argv[1])
SECONDS = float(os.environ.get("BENCH_SECONDS", "6"))
LIBRARIES = ["-lcmark", "-lxml2", "-lzip"]
MB = 1 << 20
rows = []


def build(name, *flags):
    target = os.path.join(FOLDER, name)
    subprocess.run(["cc", "-std=c11", "-D_GNU_SOURCE", "-O2", "-Wall", "-Wextra", "-o", target,
                    os.path.join(TOP, "tests", "bench", name + ".c"), *flags], check=True)
    return target


def write(name, data):
    path = os.path.join(FOLDER, name)
    with open(path, "wb") as f:
        f.write(data)
    return path


def timed(commands, seconds=SECONDS):
    """{key: (seconds, peak bytes)} of commands {key: argv} that take turns."""
    argv = [a for command in commands.values() for a in ["--", *command]]
    ended = subprocess.run([TIMER, str(seconds), *argv], capture_output=True, text=True, check=True)
    result = {}
    for key, line in zip(commands, ended.stdout.splitlines()):
        seconds, peak, status = line.split()
        # 1: errors in the notes, which are in their outputs all the same.
        if int(status) > 1:
            sys.exit("bench.py: %s ended with status %s" % (" ".join(commands[key]), status))
        result[key] = float(seconds), int(peak) * 1024
        print("  %-22s %9.2f ms %8.1f MB" % (key, float(seconds) * 1000, int(peak) / 1024))
    return result


def figure(what, measured, bound, at_least=False):
    met = measured >= bound if at_least else measured <= bound
    rows.append((what, "%.2f x" % measured, "at %s %.1f x" % ("least" if at_least else "most", bound), "met" if met else "NOT MET"))


def render(path, *formats):
    return [ROLLCALL, "render", path] + [a for f in formats for a in ("-o", os.path.join(FOLDER, "out." + f))]


def show(path, form):
    return [ROLLCALL, "render", path, "-t", form]


def cold_start():
    notes = write("call.txt", corpus.notes(8 << 10))
    commands = {"empty program": [build("empty", "-Wl,--no-as-needed", *LIBRARIES)], "rollcall html": show(notes, "html"),
                "rollcall odt": show(notes, "odt")}
    if shutil.which("pandoc"):
        text = write("call.md", subprocess.run(show(notes, "md"), capture_output=True).stdout)
        commands["pandoc html"] = ["pandoc", "-f", "gfm", "-s", "--metadata", "title=Call", text, "-t", "html"]
        commands["pandoc odt"] = ["pandoc", "-f", "gfm", text, "-t", "odt", "-o", os.path.join(FOLDER, "pandoc.odt")]
    print("One call's notes, %d bytes:" % os.path.getsize(notes))
    t = {k: v[0] for k, v in timed(commands).items()}
    figure("cold start to HTML / an empty program", t["rollcall html"] / t["empty program"], 1.5)
    if "pandoc html" in t:
        figure("pandoc to HTML / cold start to HTML", t["pandoc html"] / t["rollcall html"], 6, True)
        figure("pandoc to ODT / cold start to ODT", t["pandoc odt"] / t["rollcall odt"], 10, True)


def calm(markdown):
    """With the headings as bold lines: lowdown's search for unique heading names is quadratic, and with the thousands of a
    large document it would take a minute, which says nothing of converting."""
    return re.sub(rb"(?m)^(=+|--+)[ \t]*$", b"* * *", re.sub(rb"(?m)^#+ +(.+)$", rb"**\1**", markdown))


def large(name, data):
    notes = write("large.txt", data)
    markdown = subprocess.run(show(notes, "md"), capture_output=True).stdout
    text = write("large.md", markdown)
    commands = {"rollcall html": show(notes, "html"), "rollcall odt": show(notes, "odt"),
                "rollcall md+html+odt": render(notes, "md", "html", "odt")}
    if shutil.which("cmark"):
        commands["cmark html"] = ["cmark", text]
    if shutil.which("lowdown"):
        commands["lowdown html"] = ["lowdown", "-s", "-Thtml", write("calm.md", calm(markdown))]
        commands["lowdown fodt"] = ["lowdown", "-s", "-Tfodt", os.path.join(FOLDER, "calm.md")]
    print("%s, %.1f MB, %.1f MB of Markdown:" % (name, os.path.getsize(notes) / MB, os.path.getsize(text) / MB))
    result = timed(commands)
    t = {k: v[0] for k, v in result.items()}
    if "lowdown html" in t:
        figure("%s to HTML / lowdown to HTML" % name, t["rollcall html"] / t["lowdown html"], 1.0)
        figure("%s to ODT / lowdown to FODT" % name, t["rollcall odt"] / t["lowdown fodt"], 1.5)
        figure("%s to md + html + odt / lowdown to HTML" % name, t["rollcall md+html+odt"] / t["lowdown html"], 2.0)
    figure("%s, peak memory of md + html + odt / notes" % name, result["rollcall md+html+odt"][1] / os.path.getsize(notes), 12)


def growth():
    sizes = {s: write("growth-%d.txt" % s, corpus.notes(s)) for s in (8 * MB // 10, 8 * MB)}
    small, large = sizes.values()
    times = os.path.getsize(large) / os.path.getsize(small)
    print("Growth, %.2f and %.2f MB of notes:" % (os.path.getsize(small) / MB, os.path.getsize(large) / MB))
    t = timed({"%s %s" % (f, which): show(path, f) for f in FORMATS for which, path in (("small", small), ("large", large))},
              SECONDS * 4)
    for f in FORMATS:
        # Per ten times the notes, whatever size the generator hit.
        figure("growth of time, %s" % f, t[f + " large"][0] / t[f + " small"][0] * 10 / times, 11)
    for f in FORMATS:
        figure("peak memory / notes, %s" % f, t[f + " large"][1] / os.path.getsize(large), 12)


def across_calls():
    counts = (100, 1000)
    folders = {n: os.path.join(FOLDER, "calls-%d" % n) for n in counts}
    for n, folder in folders.items():
        calls.write(folder, n)
    names = sorted(os.listdir(folders[1000]))
    texts = [open(os.path.join(folders[1000], name), "rb").read() for name in names]
    commands = {"rollcall actions %d" % n: [ROLLCALL, "actions", folders[n]] for n in counts}
    if shutil.which("lowdown"):
        commands["lowdown html"] = ["lowdown", "-s", "-Thtml", write("calls.md", calm(b"\n".join(texts)))]
    print("%d minutes, %.1f MB:" % (len(texts), sum(map(len, texts)) / MB))
    t = timed(commands, SECONDS * 2)
    small, large = (t["rollcall actions %d" % n] for n in counts)
    if "lowdown html" in t:
        figure("actions of 1000 minutes / lowdown to HTML", large[0] / t["lowdown html"][0], 1.0)
    figure("growth of time, actions of ten times the minutes", large[0] / small[0], 11)
    figure("peak memory of actions / 64 MB", large[1] / (64 * MB), 1.0)


TIMER = build("timer")
for peer in ("cmark", "lowdown", "pandoc"):
    if not shutil.which(peer):
        print("%s is not installed: its figures are left out" % peer)
cold_start()
large("8 MB of samples", corpus.notes(8 * MB))
real = corpus.real(8 * MB)
if real:
    large("8 MB of real notes", real)
else:
    print("../shared is not there: the figures of real notes are left out")
growth()
across_calls()
print()
for row in [("figure", "measured", "to reach", "")] + rows:
    print("%-58s %10s  %-16s %s" % row)
