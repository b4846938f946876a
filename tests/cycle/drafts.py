#!/usr/bin/env python3
"""What holds for the draft that any notes lead to: it is an agenda that `check` accepts without a warning, with everybody
expected and every open action as it was; and drafted again, only dates change.

usage: drafts.py FOLDER     a folder for the drafts; real notes and every case are tried, one by one
"""
import functools
import json
import os
import re
import sys

from rollcall import Report, inputs, run

FOLDER = sys.argv[1]
FIRST, SECOND = "2031-03-04", "2031-04-08"


def read(verb, path):
    return json.loads(run(verb, path, "-t", "json").stdout)


def open_actions(listing):
    """{id: what it says, white space and mark-up's signs aside}"""
    return {a["id"]: (a["owners"], re.sub(r"\W+", " ", a["text"]), a["due"], a["since"])
            for a in listing["actions"] if a["state"] == "open"}


def roles_aside(actions):
    """'Larry from Northwind' is told as 'Larry (...)' is."""
    return {i: ([re.sub(" from .*", "", o) for o in a[0]], *a[1:]) for i, a in actions.items()}


def same(now, then):
    """A term that stood beside the text stands in it."""
    term = " by " + re.sub(r"\W+", " ", then[2] or "")
    return now == then or (now is not None and now == (then[0], (then[1] + term), *then[2:]))


def judge(path, number):
    ended = run("draft", path, "--date", FIRST)
    if ended.returncode > 1 or not ended.stdout:
        return "" if ended.returncode == 1 else "status %d: %s" % (ended.returncode, ended.stderr.decode()[:200])
    draft = os.path.join(FOLDER, "%d.txt" % number)
    with open(draft, "wb") as f:
        f.write(ended.stdout)
    again = run("draft", draft, "--date", SECOND).stdout.splitlines()
    first = ended.stdout.splitlines()
    if len(again) != len(first) or any(a != b and b"2031" not in a for a, b in zip(first, again)):
        return "drafted again: " + next((b"%s / %s" % p).decode("utf-8", "replace") for p in zip(first, again) if p[0] != p[1])
    document, before = read("render", draft), read("actions", path)
    if document["kind"] != "agenda":
        return "kind " + document["kind"]
    if before["calls"][0]["kind"] == "agenda":
        return ""     # what it has stays, with what is doubtful in it
    doubts = run("check", "--strict", draft)
    if doubts.returncode:
        return doubts.stderr.decode()
    status = {p["status"] for p in document["attendees"]} - {"expected"}
    if status:
        return "in the roll: " + ", ".join(status)
    # Only an id with a date lasts.
    wanted = {i: a for i, a in roles_aside(open_actions(before)).items() if "." in i}
    found = roles_aside(open_actions(read("actions", draft)))
    return "\n".join("%s: %s, but was %s" % (i, found.get(i), a) for i, a in wanted.items() if not same(found.get(i), a))


os.makedirs(FOLDER)
Report().each([("draft of " + notes.name, functools.partial(judge, notes.path, i)) for i, notes in enumerate(inputs())])
