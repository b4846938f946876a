#!/usr/bin/env python3
"""Does what is posted survive being pasted? With real programs.

usage: paste.py FOLDER      a folder for pages and fragments; screenshots go to BUILD/screenshots

Chromium copies the page and the fragment with its own commands and pastes them into an editor (paste.js): of every sample
and of one real call, at two widths, light and dark. LibreOffice opens the fragments. xclip, if there is an X server to be
had, holds what --copy gives it.
"""
import json
import os
import re
import shutil
import subprocess
import sys

import npm
import words
from rollcall import BUILD, TOP, ROLLCALL, Report, inputs, run

FOLDER = os.path.abspath(sys.argv[1])
report = Report()


def written():
    """{fragment: (name, page)} of every sample, and of the real notes of one call."""
    found = {}
    for notes in inputs():
        if not re.match(r"samples/|shared/seeds/004", notes.name) or notes.name.endswith(".agenda.txt"):
            continue
        options = []
        agenda = re.sub(r"\.(txt|md)$", ".agenda.txt", notes.path)
        if os.path.exists(agenda):
            options = ["--agenda", agenda]
        plain = os.path.join(FOLDER, re.sub(r"[^A-Za-z0-9.-]+", "+", notes.name))
        page, fragment = plain + ".page.html", plain + ".mail.html"
        run("render", notes.path, *options, "-o", page)
        ended = run("post", "--html", notes.path, *options)
        with open(fragment, "wb") as f:
            # A client's frame: the fragment stands in a page that says what it is encoded in.
            f.write(b"<!DOCTYPE html><meta charset=utf-8><title>Mail</title><body>" + ended.stdout)
        found[fragment] = (notes.name, page)
    return found


def browser(found):
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    missing = npm.install() if program and shutil.which("node") else "chromium or node is not installed"
    if missing:
        report.skip("browser", missing)
        return
    shots = os.path.join(BUILD, "screenshots", "mail")
    os.makedirs(shots, exist_ok=True)
    jobs = [{"file": f, "page": f == page} for fragment, (_, page) in found.items() for f in (fragment, page)]
    ended = subprocess.run(["node", os.path.join(TOP, "tests", "interop", "paste.js"), npm.path("playwright-core"), program, shots],
                           input=json.dumps(jobs), capture_output=True, text=True, timeout=900)
    results = {}
    for line in ended.stdout.splitlines():
        result = json.loads(line)
        results.setdefault(result["file"], {})[result["way"]] = result["wrong"]
    for fragment, (name, page) in found.items():
        for what, file in (("fragment", fragment), ("page", page)):
            ways = results.get(file, {})
            if len(ways) != 4:
                report.result("paste %s of %s" % (what, name), "looked at in %d ways of 4: %s" % (len(ways), ended.stderr[-400:]))
            for way, wrong in sorted(ways.items()):
                report.result("paste %s of %s, %s" % (what, name, way), "\n".join(wrong))


def office(found):
    if not shutil.which("soffice"):
        report.skip("office", "soffice is not installed")
        return
    subprocess.run(["soffice", "-env:UserInstallation=file://" + os.path.join(FOLDER, "profile"), "--headless", "--norestore",
                    "--infilter=HTML (StarWriter)", "--convert-to", "odt", "--outdir", FOLDER, *found],
                   capture_output=True, timeout=300, stdin=subprocess.DEVNULL)
    for fragment, (name, _) in found.items():
        odt = fragment[:-5] + ".odt"
        if not os.path.exists(odt):
            report.result("office opens " + name, "LibreOffice does not open it")
            continue
        with open(fragment, "rb") as f:
            page = words.Page()
            page.feed(f.read().decode())
        lost = words.count("".join(page.text[1:])) - words.of_odt(odt) - words.count("Mail")
        report.result("office opens " + name, "lost: " + " ".join(sorted(lost)[:12]) if lost else None)


def clipboard():
    if not shutil.which("xclip") or not shutil.which("xvfb-run"):
        report.skip("xclip", "xclip or xvfb is not installed")
        return
    notes = os.path.join(TOP, "samples", "lantern-2024-06.txt")
    script = ('"$1" post --copy "$2" && xclip -o -selection clipboard -t text/html >"$3/html" && '
              'xclip -o -selection primary -t UTF8_STRING >"$3/text" && xclip -o -selection clipboard -t TARGETS')
    ended = subprocess.run(["xvfb-run", "-a", "sh", "-c", script, "sh", ROLLCALL, notes, FOLDER], capture_output=True,
                           timeout=60, env={k: v for k, v in os.environ.items() if k != "WAYLAND_DISPLAY"})
    if ended.returncode:
        report.result("xclip holds what is copied", ended.stderr.decode()[-300:])
        return
    wrong = []
    for name, wanted in (("html", run("post", "--html", notes).stdout), ("text", run("render", "-t", "txt", notes).stdout)):
        with open(os.path.join(FOLDER, name), "rb") as f:
            if f.read() != wanted:
                wrong.append("other " + name)
    report.result("xclip holds what is copied", "\n".join(wrong))


def main():
    found = written()
    browser(found)
    office(found)
    clipboard()


main()
