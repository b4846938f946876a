#!/usr/bin/env python3
"""Time is linear in the notes, whatever they hold; and no shape of them crashes, or takes memory without bound.

usage: growth.py count|options|mail|full|memory|small [SHAPE...]

count    instructions (valgrind's count, which no load of the machine changes) for notes of 1x and 4x: at most LIMIT
         times as many, once what a run costs anyway is taken off; all outputs in one run, or, with GROWTH_EACH set,
         each by itself. No word may be lost either, and the Markdown must be a fixpoint.
options  the same for --agenda and --people, where a comparison of two files could be the product of their sizes.
mail     the same for `series --mail`, over archives.
full     the full sizes once, by a clock that only a hang or a product of sizes misses.
memory   peak memory of 8 MB of notes, each output by itself.
small    every shape once at its small size, for a program that watches itself.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

import corpus
import mail_shapes
import shapes
import words
from rollcall import BUILD, FORMATS, ROLLCALL, TOP, Report, run

SMALL = 24 * 1024
MAIL = 128 * 1024
# Four times the notes: sorting may add its logarithm, a product of sizes would be near sixteen.
LIMIT = 4.6
# Where that adds less, the share of a run is too small to be measured.
NOISE = 2000000
SECONDS = 60
ROOM = os.environ.get("SCRATCH", os.path.join(BUILD, "growth"))
VALGRIND = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
report = Report()


def instructions(*arguments):
    ended = run(*arguments, before=VALGRIND, timeout=600, cwd=ROOM)
    found = re.search(rb"I\s+refs:\s+([\d,]+)", ended.stderr)
    if ended.returncode not in (0, 1) or not found:
        raise ValueError("status %d: %s" % (ended.returncode, ended.stderr[-300:].decode("utf-8", "replace")))
    return int(found.group(1).replace(b",", b""))


def write(name, data):
    path = os.path.join(ROOM, name)
    with open(path, "wb") as f:
        f.write(data)
    return path


def file_name(kind):
    return "".join(c if c.isalnum() else "%%%02x" % ord(c) for c in kind)


def ratio(small, large, base):
    return (large - base) / max(small - base, NOISE)


BASE = {}
# The outputs that are counted together.
TOGETHER = [(f,) for f in FORMATS] if os.environ.get("GROWTH_EACH") else [FORMATS]


def rendering(path, forms):
    """Instructions of rendering to these formats in one run."""
    with tempfile.TemporaryDirectory(dir=ROOM) as folder:
        return instructions("render", path, *[a for f in forms for a in ("-o", os.path.join(folder, "out." + f))])


def base(forms):
    """What a run costs with hardly any notes."""
    if forms not in BASE:
        BASE[forms] = rendering(write("base-%s.txt" % "-".join(forms), shapes.HEAD.encode() + b"word\n"), forms)
    return BASE[forms]


def count(kind):
    wrong = []
    data = shapes.notes(kind, SMALL)
    paths = [write(file_name(kind) + "-1.txt", data), write(file_name(kind) + "-4.txt", shapes.notes(kind, SMALL * 4))]
    for forms in TOGETHER:
        small, large = [rendering(p, forms) for p in paths]
        r = ratio(small, large, base(forms))
        if r > LIMIT:
            # A step between the two sizes is none of the kind: twice as much will tell.
            huge = rendering(write(file_name(kind) + "-8.txt", shapes.notes(kind, SMALL * 8)), forms)
            r = min(r, 2 * ratio(large, huge, base(forms)))
        if r > LIMIT:
            wrong.append("%s: %.1f times the instructions (%d, then %d) for four times the notes" % (
                " ".join(forms), r, small, large))
    with tempfile.TemporaryDirectory(dir=ROOM) as folder:
        outputs = [os.path.join(folder, "out." + f) for f in FORMATS]
        run("render", paths[0], *[a for o in outputs for a in ("-o", o)], timeout=600)
        for output in outputs:
            missing = words.lost(paths[0], output) if os.path.exists(output) else ["everything"] if words.of_notes(data) else []
            if missing:
                wrong.append("%s lost %d: %s" % (os.path.basename(output), len(missing), " ".join(missing[:6])[:100]))
        twice = os.path.join(folder, "twice.md")
        if os.path.exists(outputs[0]):
            run("render", outputs[0], "-o", twice, timeout=600)
            with open(outputs[0], "rb") as a, open(twice, "rb") as b:
                if a.read() != b.read():
                    wrong.append("Markdown is no fixpoint")
    for path in paths:
        os.remove(path)
    return "\n".join(wrong)


def ends_well(*arguments):
    """What is wrong with a run that may take its time, but not for ever."""
    ended = run(*arguments, timeout=SECONDS)
    if ended.returncode not in (0, 1):
        return "%s: status %d: %s" % (arguments[0], ended.returncode, ended.stderr[-300:].decode("utf-8", "replace"))


# The sizes that are promised.
FULL = {"line of '- '": 200 << 10, "nested-bullets": 32 << 20, "long-line": 10 << 20, "long-word": 10 << 20, "columns-pipe": 4 << 20,
        "columns-tab": 4 << 20, "attendees": 2800 << 10, "attendees-run-on": 2300 << 10, "attendees-on-a-line": 2300 << 10}


def full(kind):
    path = write(file_name(kind) + ".txt", shapes.notes(kind, FULL.get(kind, 1 << 20)))
    with tempfile.TemporaryDirectory(dir=ROOM) as folder:
        outputs = [os.path.join(folder, "out." + f) for f in FORMATS]
        wrong = [ends_well("render", path, *[a for o in outputs for a in ("-o", o)]), ends_well("check", "--explain", path)]
    os.remove(path)
    return "\n".join(filter(None, wrong))


def small(kind):
    path = write(file_name(kind) + ".txt", shapes.notes(kind, SMALL))
    with tempfile.TemporaryDirectory(dir=ROOM) as folder:
        for arguments in ["render", path, *[a for f in FORMATS for a in ("-o", os.path.join(folder, "out." + f))]], \
                ["check", "--explain", path]:
            ended = run(*arguments)
            if ended.returncode not in (0, 1):
                return "%s: status %d: %s" % (arguments[0], ended.returncode, ended.stderr[-1500:].decode("utf-8", "replace"))
    os.remove(path)


def memory():
    """Peaks are measured by a small program: a child's peak begins with its parent's size."""
    timer = os.path.join(ROOM, "timer")
    subprocess.run(["cc", "-std=c11", "-D_GNU_SOURCE", "-O1", "-o", timer, os.path.join(TOP, "tests", "bench", "timer.c")],
                   check=True)

    def peak(path, form):
        ended = subprocess.run([timer, "0", "--", ROLLCALL, "render", path, "-t", form], capture_output=True, text=True,
                               timeout=2 * SECONDS)
        _, kilobytes, status = ended.stdout.split()
        return int(kilobytes) << 10, int(status)

    empty = write("empty.txt", shapes.HEAD.encode() + b"word\n")
    for size, forms in ((8 << 20, FORMATS), (100 << 20, ("html",))):
        notes = write("notes.txt", corpus.notes(size))
        for form in forms:
            used, status = peak(notes, form)
            bound = 12 * os.path.getsize(notes) + peak(empty, form)[0]
            report.result("memory of %d MB to %s" % (size >> 20, form), status > 1 and "status %d" % status or
                          used > bound and "%d MB, may be %d" % (used >> 20, bound >> 20))
        os.remove(notes)


def texts(size):
    """(name, posted agenda, notes): the agenda's lines all changed, moved, gone; one long line changed."""
    count = size // 40
    agenda = ["- item number %d of the posted agenda" % i for i in range(count)]
    line = " ".join("word%d" % (i % 977) for i in range(size // 8))
    return [("changed", agenda, [a + " and %d more" % i for i, a in enumerate(agenda)]),
            ("reversed", agenda, agenda[::-1]),
            ("same line many times", ["- item"] * count, ["- item"] * (count // 2) + ["- other"] * (count // 2)),
            ("nothing in common", agenda, ["- completely other %d" % i for i in range(count)]),
            ("long line", [line], [line.replace("word7", "other7")]),
            ("long line reversed", [line], [" ".join(line.split()[::-1])]),
            ("joined to one line", agenda, [" ".join(agenda)])]


def options(kind):
    pairs = [dict((name, (a, b)) for name, a, b in texts(size))[kind] for size in (SMALL, SMALL * 4)]
    counted = []
    for i, (agenda, notes) in enumerate(pairs):
        text = [write("%s-%s-%d.txt" % (file_name(kind), which, i), (shapes.HEAD + "\n".join(what) + "\n").encode())
                for which, what in (("agenda", agenda), ("notes", notes))]
        counted.append(instructions("render", text[1], "--agenda", text[0], "-t", "json"))
    r = ratio(*counted, base(("json",)))
    return r > LIMIT and "%.1f times the instructions (%d, then %d) for four times the agenda" % (r, *counted)


def people():
    counted = []
    for size in (SMALL, SMALL * 4):
        known = write("people-%d.txt" % size, shapes.lines(size, lambda i: "- %s, Northwind, aka nick%d" % (
            shapes.name(i), i)).encode())
        notes = write("speakers-%d.txt" % size, (shapes.HEAD + shapes.lines(size, lambda i: "nick%d: word%d\n" % (i, i))).encode())
        counted.append(instructions("render", notes, "--people", known, "-t", "json"))
    r = ratio(*counted, base(("json",)))
    return r > LIMIT and "%.1f times the instructions (%d, then %d) for four times the people" % (r, *counted)


def surveying(path):
    """Instructions of listing the series and disputes of an archive."""
    return instructions("series", "--mail", path, "-t", "html")


def mail(kind):
    sizes = [MAIL, MAIL * 4]
    paths = [write("%s-%d.mbox" % (file_name(kind), size), mail_shapes.SHAPES[kind](size)) for size in sizes]
    counted = [surveying(p) for p in paths]
    r = ratio(*counted, BASE["mail"])
    for path in paths:
        os.remove(path)
    return r > LIMIT and "%.1f times the instructions (%d, then %d) for four times the mail" % (r, *counted)


def main(group, chosen):
    os.makedirs(ROOM, exist_ok=True)
    if group in ("count", "options", "mail") and not shutil.which("valgrind"):
        report.skip(group, "valgrind is not installed")
        return
    kinds = chosen or list(mail_shapes.SHAPES if group == "mail" else shapes.SHAPES)
    if group == "count":
        for forms in TOGETHER:
            base(forms)
        report.each(("growth " + kind, lambda kind=kind: count(kind)) for kind in kinds)
    elif group == "options":
        base(("json",))
        report.each([("agenda " + name, lambda name=name: options(name)) for name, _, _ in texts(40)] + [("people", people)])
    elif group == "mail":
        BASE["mail"] = surveying(write("base.mbox", mail_shapes.message(0).encode()))
        report.each(("mail " + kind, lambda kind=kind: mail(kind)) for kind in kinds)
    elif group == "small":
        report.each(("small " + kind, lambda kind=kind: small(kind)) for kind in kinds)
    elif group == "full":
        report.each(("full " + kind, lambda kind=kind: full(kind)) for kind in kinds)
    elif group == "memory":
        memory()
    else:
        sys.exit("growth.py: no such group: " + group)


main(sys.argv[1], sys.argv[2:])
