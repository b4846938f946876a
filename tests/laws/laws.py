#!/usr/bin/env python3
"""The laws of rollcall, held over every sample, every case, and real notes where they are at hand.

usage: laws.py [LAW...]     LAW: words fixpoint place together untouched schema peer (default all)
"""
import atexit
import functools
import importlib.util
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile

import words
from rollcall import BUILD, FORMATS, ROLLCALL, SHARED, TOP, Report, digest, inputs, run

report = Report()


def work(law, name):
    """An empty folder for the outputs of one input."""
    folder = os.path.join(BUILD, "laws", law, name.replace("/", "+"))
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    return folder


def render_all(notes, folder, options=(), **how):
    """All formats in one run. Returns (paths by format, what is wrong); no paths where the notes were refused."""
    paths = {f: os.path.join(folder, "out." + f) for f in FORMATS}
    ended = run("render", notes, *options, *[a for p in paths.values() for a in ("-o", p)], **how)
    if ended.returncode not in (0, 1):
        return None, "status %d: %s" % (ended.returncode, ended.stderr.decode("utf-8", "replace")[-300:])
    there = [p for p in paths.values() if os.path.exists(p)]
    if not there and ended.returncode == 1:
        return None, None
    if len(there) != len(paths):
        return None, "only %s written" % " ".join(map(os.path.basename, there))
    return paths, None


def refused(notes):
    """Notes may be refused only for having no word, or for being no text."""
    ended = run("check", notes.path)
    if words.of_notes(notes.read()) and b"[binary]" not in ended.stderr + ended.stdout:
        return "nothing written, though the notes have words: " + ended.stderr.decode("utf-8", "replace")[-200:]


# Law 1: no word lost.
def no_word_lost(notes):
    paths, wrong = render_all(notes.path, work("words", notes.name), notes.options)
    if not paths:
        return wrong or refused(notes)
    wrong = []
    for path in paths.values():
        missing = words.lost(notes.path, path)
        if missing:
            wrong.append("%s lost %d: %s" % (path, len(missing), " ".join(missing[:12])))
    return "\n".join(wrong)


# Law 3: Markdown is notes, and reading it changes nothing.
PLACES = ("source", "line", "column", "diagnostics", "id_written")


def without_places(value):
    if isinstance(value, dict):
        return {k: without_places(v) for k, v in value.items() if k not in PLACES}
    if isinstance(value, list):
        return [without_places(v) for v in value]
    return value


def differences(a, b, where=""):
    """Where two models differ, each place as a line."""
    if type(a) is not type(b) or not isinstance(a, (dict, list)):
        if a != b:
            at = 0
            if isinstance(a, str) and isinstance(b, str):
                at = max(0, next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b))) - 20)
                a, b = a[at:], b[at:]
            yield "%s: %.80r became %.80r" % (where, a, b)
    elif isinstance(a, dict):
        for key in sorted(set(a) | set(b)):
            if key not in a or key not in b:
                yield "%s.%s is only in the %s: %.80r" % (where, key, *(("first", a[key]) if key in a else ("second", b[key])))
            else:
                yield from differences(a[key], b[key], where + "." + key)
    else:
        if len(a) != len(b):
            at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
            yield "%s: %d became %d items, from %d on: %.120r" % (where, len(a), len(b), at, (a if at < len(a) else b)[at])
            a = a[:at]
        for i, (x, y) in enumerate(zip(a, b)):
            yield from differences(x, y, "%s[%d]" % (where, i))


def difference(a, b, most=4):
    """The first differences of each kind, as lines; empty where the models are the same."""
    kinds = {}
    for line in differences(a, b):
        kinds.setdefault(re.sub(r"\[\d+\]|:.*", "", line), line)
    # What comes first is seldom what matters: the same key at another depth is the same kind.
    last = {}
    for kind, line in kinds.items():
        last.setdefault(kind.rsplit(".", 1)[-1], line)
    return "\n".join(list(last.values())[:most])


def fixpoint(notes):
    folder = work("fixpoint", notes.name)
    first = run("render", notes.path, *notes.options, "-t", "json")
    if first.returncode == 1 and not first.stdout:
        return refused(notes)
    once = os.path.join(folder, "once.md")
    # The Markdown says itself what an agenda told; who people are, only the people file knows.
    people = notes.option("--people")
    for source, target, options in ((notes.path, once, notes.options), (once, os.path.join(folder, "twice.md"), people)):
        ended = run("render", source, *options, "-t", "md")
        if ended.returncode not in (0, 1):
            return "status %d for %s: %s" % (ended.returncode, source, ended.stderr[-200:])
        with open(target, "wb") as f:
            f.write(ended.stdout)
    second = run("render", once, *people, "-t", "json")
    wrong = []
    a, b = without_places(json.loads(first.stdout)), without_places(json.loads(second.stdout))
    if a != b:
        wrong.append("model: " + difference(a, b))
    if digest(once) != digest(target):
        diff = subprocess.run(["diff", once, target], capture_output=True).stdout.decode("utf-8", "replace")
        wrong.append("bytes: " + "\n".join(diff.splitlines()[:6]))
    return "\n".join(wrong)


# Law 4: same input, same bytes.
def locales():
    """(environment, missing names). Locales are built into BUILD where the system's sources of them are installed."""
    folder, env, missing = os.path.join(BUILD, "laws", "locale"), [{"LC_ALL": "C"}, {"LC_ALL": "C.UTF-8"}], []
    os.makedirs(folder, exist_ok=True)
    for language in ("tr_TR", "de_DE"):
        path = os.path.join(folder, language + ".UTF-8")
        if not os.path.isdir(path):
            try:
                subprocess.run(["localedef", "-i", language, "-f", "UTF-8", path], capture_output=True)
            except FileNotFoundError:
                pass
        if os.path.isdir(path):
            env.append({"LC_ALL": language + ".UTF-8", "LOCPATH": folder})
        else:
            missing.append(language)
    return env, missing


LOCALES, NO_LOCALES = locales()
CLOCK = shutil.which("faketime")


def same_bytes(notes):
    folder = work("place", notes.name)
    base, wrong = render_all(notes.path, folder, notes.options)
    if not base:
        return wrong or refused(notes)
    file = os.path.basename(notes.path)
    elsewhere = os.path.join(folder, "another folder")
    os.makedirs(elsewhere)
    shutil.copy(notes.path, elsewhere)
    ways = [("locale " + e["LC_ALL"], dict(env=e)) for e in LOCALES]
    ways += [("time zone " + z, dict(env={"TZ": z})) for z in ("Pacific/Kiritimati", "America/St_Johns")]
    ways += [("umask 077", dict(before=["sh", "-c", 'umask 077; exec "$@"', "sh"])),
             ("no environment", dict(before=["env", "-i"])),
             ("another folder", dict(cwd=elsewhere, notes=file)),
             ("a relative name", dict(cwd=TOP, notes=os.path.relpath(os.path.join(elsewhere, file), TOP)))]
    if CLOCK:
        # Under a sanitizer the clock's library would have to come first; that build proves other laws.
        ways += [("clock", dict(before=[CLOCK, "2031-07-01 23:59:59"]))]
    failed = []
    for way, how in ways:
        target = os.path.join(folder, way.replace(" ", "-").replace("/", "-"))
        os.makedirs(target)
        paths, wrong = render_all(how.pop("notes", notes.path), target, notes.options, **how)
        if not paths:
            failed.append("%s: %s" % (way, wrong or "refused"))
            continue
        failed += ["%s: %s differs" % (way, f) for f in FORMATS if digest(paths[f]) != digest(base[f])]
    if not failed:
        shutil.rmtree(folder)
    return "\n".join(failed)


# One reading serves all outputs, and they are the same as one by one.
def together(notes):
    folder = work("together", notes.name)
    paths, wrong = render_all(notes.path, folder, notes.options)
    if not paths:
        return wrong or refused(notes)
    failed = []
    for f, path in paths.items():
        with open(path, "rb") as file:
            want = file.read()
        single = os.path.join(folder, "single." + f)
        run("render", notes.path, *notes.options, "-o", single)
        with open(single, "rb") as file:
            if file.read() != want:
                failed.append("-o alone: %s differs" % f)
        if run("render", "-t", f, notes.path, *notes.options).stdout != want:
            failed.append("-t: %s differs" % f)
        # Standard input has another name, which only the model states.
        if f != "json" and run("render", "-t", f, "-", *notes.options, input=notes.read()).stdout != want:
            failed.append("from standard input: %s differs" % f)
    return "\n".join(failed)


# Where nobody may execute it. Copied once, before any test runs: a file that is still open for writing in a process that
# another test just started cannot be executed.
def program_for_nobody():
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder)
    os.chmod(folder, 0o755)
    return shutil.copy(ROLLCALL, os.path.join(folder, "rollcall"))


# Law 5: the notes are never written to. Root is stopped by no mode, so it becomes nobody.
def untouched(notes, program):
    with tempfile.TemporaryDirectory() as room:
        folder, out = os.path.join(room, "notes"), os.path.join(room, "out")
        os.mkdir(folder)
        os.mkdir(out)
        os.chmod(room, 0o755)
        os.chmod(out, 0o777)
        copy = os.path.join(folder, os.path.basename(notes.path))
        shutil.copyfile(notes.path, copy)
        os.chmod(copy, 0o444)
        os.chmod(folder, 0o555)
        os.utime(copy, (1000000000, 1000000000))
        before = os.stat(copy), digest(copy)
        as_nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.getuid() == 0 else []
        paths, wrong = render_all(copy, out, before=as_nobody, program=program, cwd=out)
        if not paths:
            return wrong or refused(notes)
        run("check", "--explain", copy, before=as_nobody, program=program, cwd=out)
        if sorted(os.listdir(out)) != sorted(os.path.basename(p) for p in paths.values()):
            return "left behind: %s" % os.listdir(out)
        # As who may write: what protected the notes above was the folder, not the program.
        os.chmod(folder, 0o755)
        os.chmod(copy, 0o644)
        for path in paths.values():
            os.remove(path)
        render_all(copy, out)
        after = os.stat(copy), digest(copy)
        if os.listdir(folder) != [os.path.basename(copy)]:
            return "left beside the notes: %s" % os.listdir(folder)
        for what in ("st_ino", "st_size", "st_mtime_ns"):
            if getattr(before[0], what) != getattr(after[0], what):
                return "%s of the notes changed" % what
        if before[1] != after[1] or not stat.S_ISREG(after[0].st_mode):
            return "the notes changed"


def validator():
    try:
        import jsonschema
    except ImportError:
        return None
    path = os.path.join(TOP, "tests", "schema.json")
    with open(path, encoding="utf-8") as f:
        schema = json.load(f)
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)


VALIDATOR = validator() if os.path.exists(os.path.join(TOP, "tests", "schema.json")) else None


def valid(notes):
    ended = run("render", notes.path, *notes.options, "-t", "json")
    if ended.returncode == 1 and not ended.stdout:
        return refused(notes)
    if ended.returncode not in (0, 1):
        return "status %d: %s" % (ended.returncode, ended.stderr[-200:])
    errors = sorted(VALIDATOR.iter_errors(json.loads(ended.stdout)), key=lambda e: list(map(str, e.path)))
    return "\n".join("%s: %.200s" % ("/".join(map(str, e.path)), e.message) for e in errors[:5])


# A second opinion on law 1: another's implementation of it, where it is at hand.
def peer(notes):
    paths, wrong = render_all(notes.path, work("peer", notes.name), notes.options)
    if not paths:
        return wrong or refused(notes)
    ended = subprocess.run([sys.executable, os.path.join(SHARED, "lossless.py"), notes.path, *paths.values()],
                           capture_output=True)
    if ended.returncode:
        return (ended.stdout + ended.stderr).decode("utf-8", "replace") or "status %d" % ended.returncode


LAWS = {"words": no_word_lost, "fixpoint": fixpoint, "place": same_bytes, "together": together,
        "untouched": untouched, "schema": valid, "peer": peer}


def main(chosen):
    unknown = [c for c in chosen if c not in LAWS]
    if unknown:
        sys.exit("laws.py: no such law: " + " ".join(unknown))
    everything = inputs()
    if not os.path.isdir(SHARED):
        report.skip("shared", "real notes are not at hand; samples and cases only")
    for law in chosen or LAWS:
        if law == "schema" and not VALIDATOR:
            report.skip(law, "needs tests/schema.json and python3-jsonschema")
            continue
        if law == "peer" and not os.path.exists(os.path.join(SHARED, "lossless.py")):
            report.skip(law, "no second implementation at hand")
            continue
        if law == "place":
            for language in NO_LOCALES:
                report.skip("place " + language, "locale cannot be built; package locales")
            if not CLOCK:
                report.skip("place clock", "package faketime is not installed")
        if law == "untouched" and os.getuid() == 0 and not shutil.which("setpriv"):
            report.skip(law, "setpriv is not installed")
            continue
        holds = LAWS[law]
        if law == "untouched":
            holds = functools.partial(holds, program=program_for_nobody())
        report.each(("%s %s" % (law, notes.name), lambda notes=notes: holds(notes)) for notes in everything)


if __name__ == "__main__":
    main(sys.argv[1:])
