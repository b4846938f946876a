#!/usr/bin/env python3
"""The figures of speed, growth and memory, against peers in the same run.

usage: bench.py FOLDER [GROUP...]     a folder for programs and notes; groups of GROUPS, else all

Ratios count, not seconds: a figure compares the best of several runs that took turns, in seconds of the processor.
"""
import os
import re
import shutil
import subprocess
import sys

import calls
import corpus
import mail_corpus
from measure import MB, SECONDS, build, figure, place, table, timed, write
from rollcall import FORMATS, ROLLCALL

SIZE = 8 * MB


def show(path, form):
    return [ROLLCALL, "render", path, "-t", form]


def render(path, *formats):
    return [ROLLCALL, "render", path] + [a for f in formats for a in ("-o", place("out." + f))]


def lowdown(name, markdown):
    """Commands {html, fodt} over Markdown, none where lowdown is not installed. Headings are bold lines: its search for unique
    heading names is quadratic, and with the thousands of a large document would take a minute, which says nothing of
    converting."""
    if not shutil.which("lowdown"):
        return {}
    plain = re.sub(rb"(?m)^(=+|--+)[ \t]*$", b"* * *", re.sub(rb"(?m)^#+ +(.+)$", rb"**\1**", markdown))
    path = write(name, plain)
    return {"lowdown " + form: ["lowdown", "-s", "-T" + form, path] for form in ("html", "fodt")}


def cold_start():
    notes = write("call.txt", corpus.notes(8 << 10))
    commands = {"empty program": [build("empty", "-Wl,--no-as-needed", "-lcmark", "-lxml2", "-lzip")],
                "rollcall html": show(notes, "html"), "rollcall odt": show(notes, "odt")}
    if shutil.which("pandoc"):
        text = write("call.md", subprocess.run(show(notes, "md"), capture_output=True).stdout)
        commands["pandoc html"] = ["pandoc", "-f", "gfm", "-s", "--metadata", "title=Call", text, "-t", "html"]
        commands["pandoc odt"] = ["pandoc", "-f", "gfm", text, "-t", "odt", "-o", place("pandoc.odt")]
    print("One call's notes, %d bytes:" % os.path.getsize(notes))
    t = {k: v[0] for k, v in timed(commands).items()}
    figure("cold start to HTML / an empty program", t["rollcall html"] / t["empty program"], 1.5)
    if "pandoc html" in t:
        figure("pandoc to HTML / cold start to HTML", t["pandoc html"] / t["rollcall html"], 6, True)
        figure("pandoc to ODT / cold start to ODT", t["pandoc odt"] / t["rollcall odt"], 10, True)


def large(name, data):
    notes = write("large.txt", data)
    markdown = subprocess.run(show(notes, "md"), capture_output=True).stdout
    commands = {"rollcall html": show(notes, "html"), "rollcall odt": show(notes, "odt"),
                "rollcall md+html+odt": render(notes, "md", "html", "odt"), **lowdown("plain.md", markdown)}
    if shutil.which("cmark"):
        commands["cmark html"] = ["cmark", write("large.md", markdown)]
    print("%s, %.1f MB of notes, %.1f MB of Markdown:" % (name, len(data) / MB, len(markdown) / MB))
    result = timed(commands)
    t = {k: v[0] for k, v in result.items()}
    if "lowdown html" in t:
        figure("%s to HTML / lowdown to HTML" % name, t["rollcall html"] / t["lowdown html"], 1.0)
        figure("%s to ODT / lowdown to FODT" % name, t["rollcall odt"] / t["lowdown fodt"], 1.5)
        figure("%s to md + html + odt / lowdown to HTML" % name, t["rollcall md+html+odt"] / t["lowdown html"], 2.0)
    figure("%s to md + html + odt: peak memory / notes" % name, result["rollcall md+html+odt"][1] / len(data), 12)


def samples():
    large("8 MB of samples", corpus.notes(SIZE))


def real():
    data = corpus.real(SIZE)
    if data:
        large("8 MB of real notes", data)
    else:
        print("../shared is not there: the figures of real notes are left out")


def growth():
    sizes = {s: write("growth-%d.txt" % s, corpus.notes(s)) for s in (SIZE // 10, SIZE)}
    small, large = sizes.values()
    times = os.path.getsize(large) / os.path.getsize(small)
    print("Growth, %.2f and %.2f MB of notes:" % (os.path.getsize(small) / MB, os.path.getsize(large) / MB))
    t = timed({"%s %s" % (f, which): show(path, f) for f in FORMATS for which, path in (("small", small), ("large", large))},
              SECONDS * 4)
    for f in FORMATS:
        # Per ten times the notes, whatever size the generator hit.
        figure("ten times the notes to %s: time" % f, t[f + " large"][0] / t[f + " small"][0] * 10 / times, 11)
    for f in FORMATS:
        figure("8 MB of samples to %s: peak memory / notes" % f, t[f + " large"][1] / os.path.getsize(large), 12)


def minutes():
    counts = (100, 1000)
    folders = {n: place("calls-%d" % n) for n in counts}
    for n, folder in folders.items():
        calls.write(folder, n)
    texts = [open(os.path.join(folders[1000], name), "rb").read() for name in sorted(os.listdir(folders[1000]))]
    commands = {"actions %d" % n: [ROLLCALL, "actions", folders[n]] for n in counts}
    calm = lowdown("calls.md", b"\n".join(texts)).get("lowdown html")
    if calm:
        commands["lowdown html"] = ["lowdown", "-s", "-Thtml", write("calls.txt", b"\n".join(texts))]
        commands["lowdown html, calm"] = calm
    print("%d minutes, %.1f MB:" % (len(texts), sum(map(len, texts)) / MB))
    t = timed(commands, SECONDS * 2)
    small, large = (t["actions %d" % n] for n in counts)
    if "lowdown html" in t:
        figure("actions of 1000 minutes / lowdown to HTML", large[0] / t["lowdown html"][0], 1.0)
        figure("actions of 1000 minutes / that without heading names", large[0] / t["lowdown html, calm"][0], 1.0)
    figure("actions of ten times the minutes: time", large[0] / small[0], 11)
    figure("actions of 1000 minutes: peak memory / 64 MB", large[1] / (64 * MB), 1.0)


def mail():
    data, messages = mail_corpus.mbox(100 * MB)
    archive, tenth = write("mail.mbox", data), write("tenth.mbox", mail_corpus.mbox(10 * MB)[0])
    times = len(data) / os.path.getsize(tenth)
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", "gmime-3.0"], capture_output=True, text=True, check=True)
    print("%.1f MB of mail, %d messages:" % (len(data) / MB, messages))
    t = timed({"gmime": [build("gmime", *flags.stdout.split()), archive], "series --mail": [ROLLCALL, "series", "--mail", archive],
               "series --mail, a tenth": [ROLLCALL, "series", "--mail", tenth]}, SECONDS * 4)
    seconds, peak = t["series --mail"]
    figure("series of 100 MB of mail / a bare pass of GMime", seconds / t["gmime"][0], 2.0)
    figure("ten times the mail to series: time", seconds / t["series --mail, a tenth"][0] * 10 / times, 11)
    figure("series of 100 MB of mail: memory / 64 MB + 1 KB a message", peak / (64 * MB + messages * 1024), 1.0)


GROUPS = {"start": cold_start, "samples": samples, "real": real, "growth": growth, "minutes": minutes, "mail": mail}
asked = sys.argv[2:] or list(GROUPS)
for name in asked:
    if name not in GROUPS:
        sys.exit("bench.py: no group %s; there are %s" % (name, ", ".join(GROUPS)))
for peer in ("cmark", "lowdown", "pandoc"):
    if not shutil.which(peer):
        print("%s is not installed: its figures are left out" % peer)
for name in asked:
    GROUPS[name]()
table()
