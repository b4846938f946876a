#!/usr/bin/env python3
"""Do the pages pass Vnu (HTML, CSS) and axe-core (accessibility), and stay within themselves, in a real browser?

usage: web.py PAGES     a folder for the pages; screenshots go to BUILD/screenshots

Chromium and Java are Debian's, the rest comes from npm (npm.py).
"""
import json
import os
import re
import shutil
import subprocess
import sys

import npm
from rollcall import BUILD, TOP, Report, inputs, run

CYCLE = os.path.join(TOP, "tests", "cycle")
LISTINGS = {"actions by owner": ["actions", os.path.join(CYCLE, "year")],
            "actions by call": ["actions", os.path.join(CYCLE, "year"), "--by", "call", "--overdue", "2024-04-02"],
            "no actions": ["actions", os.path.join(CYCLE, "year"), "--owner", "nobody"],
            "series": ["series", os.path.join(CYCLE, "patches")],
            "series of mail": ["series", "--mail", os.path.join(TOP, "samples", "lantern-devel.mbox"), "--date", "2024-06-11",
                               "--call", os.path.join(TOP, "samples", "lantern.call")]}
MAIL = os.path.join(TOP, "..", "shared", "mail")
if os.path.isdir(MAIL):
    LISTINGS["series of real mail"] = ["series", "--date", "2021-02-09", *(a for name in sorted(os.listdir(MAIL)) if name.endswith(".mbox")
                                                                          for a in ("--mail", os.path.join(MAIL, name)))]
PAGES = os.path.abspath(sys.argv[1])
report = Report()


def pages():
    """{page: name}: every sample and case, the real notes of one call, listings."""
    found = {}
    for i, notes in enumerate(inputs()):
        if notes.name.startswith("shared/") and not notes.name.startswith("shared/seeds/"):
            continue
        plain = re.sub(r"[^A-Za-z0-9.-]+", "+", notes.name)
        page = os.path.join(PAGES, "%s.html" % plain)
        if run("render", notes.path, *notes.options, "-o", page).returncode in (0, 1) and os.path.exists(page):
            found[page] = notes.name
    for name, arguments in LISTINGS.items():
        page = os.path.join(PAGES, "listing+%s.html" % name.replace(" ", "-"))
        with open(page, "wb") as f:
            f.write(run(*arguments, "-t", "html").stdout)
        found[page] = "listing: " + name
    return found


def vnu(found):
    if not shutil.which("java"):
        report.skip("vnu", "java is not installed")
        return
    jar = npm.path("vnu-jar", "build", "dist", "vnu.jar")
    ended = subprocess.run(["java", "-jar", jar, "--format", "json", *found], capture_output=True, text=True)
    try:
        messages = json.loads(ended.stderr)["messages"]
    except ValueError:
        report.result("vnu", "status %d: %s" % (ended.returncode, ended.stderr[-300:]))
        return
    errors = {}
    for m in messages:
        if m["type"] != "info":
            errors.setdefault(os.path.basename(m.get("url", "")), []).append(
                "line %s: %s  %s" % (m.get("lastLine", "?"), m["message"], m.get("extract", "").replace("\n", " ")[:100]))
    for page, name in found.items():
        report.result("vnu " + name, "\n".join(errors.pop(os.path.basename(page), [])[:8]))
    for page, lines in errors.items():
        report.result("vnu " + page, "\n".join(lines[:8]))


def browser(found):
    """chromium.js prints a JSON object a page and way of looking at it; what is wrong stands in its list."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    if not program or not shutil.which("node"):
        report.skip("browser", "chromium or node is not installed")
        return
    shots = os.path.join(BUILD, "screenshots")
    shutil.rmtree(shots, ignore_errors=True)
    os.makedirs(shots)
    # Cases are many and small: they are looked at in one way, samples and real notes in all.
    jobs = [{"page": p, "all": not n.startswith("tests/cases/")} for p, n in found.items()]
    ended = subprocess.run(["node", os.path.join(TOP, "tests", "interop", "chromium.js"), npm.FOLDER, program, shots],
                           input=json.dumps(jobs), capture_output=True, text=True)
    wrong, seen = {}, set()
    for line in ended.stdout.splitlines():
        result = json.loads(line)
        seen.add(result["page"])
        wrong.setdefault(result["page"], []).extend("%s: %s" % (result["way"], w) for w in result["wrong"])
    for page, name in found.items():
        report.result("browser " + name, "\n".join(wrong[page]) if page in seen else "not looked at: " + ended.stderr[-300:])


def main():
    found = pages()
    if not found:
        report.result("pages", "nothing was rendered")
        return
    missing = npm.install()
    if missing:
        report.skip("vnu and browser", missing)
        return
    vnu(found)
    browser(found)


main()
