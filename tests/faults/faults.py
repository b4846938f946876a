#!/usr/bin/env python3
"""Law 5 under failure: whatever call of the system fails, outputs are complete or untouched, nothing is left, the status
is 3 and a message says why; or the failure did not matter, and everything is as without it.

usage: faults.py FAULT.SO [GROUP...]     GROUP: alloc write read short kill limits cases (default all)
"""
import errno
import os
import resource
import shutil
import signal
import subprocess
import sys

from rollcall import BUILD, ROLLCALL, TOP, Report, inputs, run

OLD = b"what stood here before\n"
SHIM = os.path.abspath(sys.argv[1])
ROOM = os.environ.get("SCRATCH", os.path.join(BUILD, "faults"))
THOROUGH = bool(os.environ.get("FAULTS_THOROUGH"))
report = Report()


class Scene:
    """One command in a folder of its own; outputs are names in that folder that hold OLD before each run."""

    def __init__(self, name, arguments, outputs, status=(0, 1), stdin=None):
        self.name, self.arguments, self.outputs, self.stdin = name, arguments, outputs, stdin
        self.folder = os.path.join(ROOM, "scene-" + name.replace("/", "+"))
        self.counts = os.path.join(ROOM, "counts-" + name.replace("/", "+"))
        self.status = status
        shutil.rmtree(self.folder, ignore_errors=True)
        os.makedirs(self.folder)

    def prepare(self):
        for name in os.listdir(self.folder):
            os.remove(os.path.join(self.folder, name))
        for name in self.outputs:
            with open(os.path.join(self.folder, name), "wb") as f:
                f.write(OLD)

    def run(self, **faults):
        self.prepare()
        env = {"FAULT_" + k.upper(): str(v) for k, v in faults.items()}
        env["LD_PRELOAD"] = SHIM
        return run(*self.arguments, env=env, cwd=self.folder, input=self.stdin)

    def content(self):
        found = {}
        for name in os.listdir(self.folder):
            with open(os.path.join(self.folder, name), "rb") as f:
                found[name] = f.read()
        return found

    def baseline(self):
        """Run without a fault; learn what is right and how many calls there are."""
        if os.path.exists(self.counts):
            os.remove(self.counts)
        self.right = self.run(count=self.counts)
        self.new = self.content()
        if self.right.returncode not in self.status:
            return "status %d without a fault: %s" % (self.right.returncode, self.right.stderr[-200:])
        if not os.path.exists(self.counts):
            return "ended without its normal exit"
        with open(self.counts) as f:
            self.allocs, self.writes, self.reads = map(int, f.read().split())

    def judge(self, ended, fault):
        """What is wrong with the end of a run that had a fault, or None."""
        found = self.content()
        if set(found) != set(self.new) | set(self.outputs):
            return "%s: left behind or gone: %s" % (fault, sorted(set(found) ^ (set(self.new) | set(self.outputs))))
        for name in self.outputs:
            if found[name] not in (OLD, self.new[name]):
                return "%s: %s is half-written (%d bytes)" % (fault, name, len(found[name]))
        # Where calls go on failing, what was put in place cannot be taken back.
        replaced = [name for name in self.outputs if found[name] != OLD]
        if replaced and len(replaced) < len(self.outputs) and "lasting" not in fault:
            return "%s: only %s replaced" % (fault, " ".join(replaced))
        if fault.startswith("signal"):
            return None
        if ended.returncode < 0:
            return "%s: ended by signal %d" % (fault, -ended.returncode)
        # glibc itself ends a program that has no memory for a library's thread-local data.
        if ended.returncode == 127 and b"cannot allocate memory for thread-local data" in ended.stderr:
            return None
        # A template or style that cannot be read is refused as one that is missing: usage.
        if ended.returncode == 3 or ended.returncode == 2 and fault.startswith("read"):
            if b"rollcall: " not in ended.stderr and b": error: " not in ended.stderr:
                return "%s: status %d without a message: %s" % (fault, ended.returncode, ended.stderr[-200:])
            return None
        if ended.returncode != self.right.returncode:
            return "%s: status %d, not 3: %s" % (fault, ended.returncode, ended.stderr[-300:].decode("utf-8", "replace"))
        if found != self.new:
            return "%s: success reported, but %s not written" % (fault, [n for n in found if found[n] != self.new[n]])
        if ended.stdout != self.right.stdout:
            return "%s: success reported, but standard output has %d bytes, not %d" % (
                fault, len(ended.stdout), len(self.right.stdout))
        if ended.stderr != self.right.stderr:
            return "%s: success reported, but other messages: %s" % (fault, ended.stderr[-200:])
        return None


def spread(total, first, samples):
    """All small n, then some up to total, and one past it: never reached."""
    numbers = set(range(1, min(total, first) + 1)) | {total, total + 1}
    if total > first:
        numbers |= {first + (total - first) * i // samples for i in range(samples)}
    return sorted(n for n in numbers if n > 0)


def scenes():
    samples = [n for n in inputs() if n.name.startswith("samples/")]
    cases = [n for n in inputs() if n.name.startswith("tests/cases/")]
    richest = max(samples or cases, key=lambda n: len(n.read()))
    outputs = ["out." + f for f in ("md", "html", "odt", "txt", "json")]
    files = [a for o in outputs for a in ("-o", o)]
    found = [Scene("render", ["render", richest.path, *files], outputs)]
    found += [Scene("print-" + f, ["render", richest.path, "-t", f], []) for f in ("md", "html", "odt", "txt", "json")]
    found += [Scene("standard-input", ["render", "-", "-o", "out.md"], ["out.md"], stdin=richest.read()),
              Scene("check", ["check", richest.path], []),
              Scene("explain", ["check", "--explain", richest.path], []),
              Scene("post", ["post", "--to", "lantern@example.org", "--attach", "odt", richest.path], []),
              Scene("post-html", ["post", "--html", richest.path], []),
              Scene("post-text", ["post", "--text", richest.path], []),
              # Not with a call file: libical gives other days, or crashes, where memory runs out in it.
              Scene("draft", ["draft", "--date", "2032-07-09", richest.path], []),
              Scene("templates", ["render", "--templates", os.path.join(TOP, "templates"), richest.path, "-o", "out.html"],
                    ["out.html"])]
    if samples:
        styled = os.path.join(ROOM, "style.odt")
        if run("render", samples[0].path, "-o", styled).returncode in (0, 1) and os.path.exists(styled):
            found.append(Scene("style", ["render", "--style", styled, richest.path, "-o", "out.odt"], ["out.odt"]))
    for option in ("--agenda", "--people"):
        for notes in cases:
            if notes.option(option):
                found.append(Scene(option.strip("-"), ["render", notes.path, *notes.options, "-o", "out.json"], ["out.json"]))
                break
    return found


def sweep(scene, kind, total, first, samples, **more):
    """Run the scene with each n-th call failing; the wrong ones, at most five."""
    wrong = []
    for n in spread(total, first, samples):
        fault = "%s %d%s" % (kind, n, "".join(" %s=%s" % m for m in more.items()))
        one = scene.judge(scene.run(**{kind: n}, **more), fault)
        if one:
            wrong.append(one)
            if len(wrong) == 5 and not THOROUGH:
                break
    return "\n".join(wrong)


def alloc(scene):
    first, samples = (scene.allocs, 1) if THOROUGH else (150, 60) if scene.name == "render" else (40, 25)
    wrong = sweep(scene, "alloc", scene.allocs, first, samples)
    # GLib says by allocating that no memory is left, and without any it recurses until the stack ends.
    return wrong or scene.name != "post" and sweep(scene, "alloc", scene.allocs, 10, 15, lasting=1)


def write(scene):
    first = 10000 if THOROUGH else 60
    return sweep(scene, "write", scene.writes, first, 20) or \
        sweep(scene, "write", scene.writes, first, 20, errno=errno.EIO) or \
        sweep(scene, "write", scene.writes, first, 20, named=1) or \
        sweep(scene, "write", scene.writes, first, 20, lasting=1)


def read(scene):
    # A file that cannot be read is an error of the system wherever it happens; but a probe (does it exist?) may fail.
    return sweep(scene, "read", scene.reads, 60, 20)


def short(scene):
    """Short writes, short reads and interruptions are no failures."""
    ended = scene.run(short=1)
    if ended.returncode != scene.right.returncode:
        return "status %d, not %d: %s" % (ended.returncode, scene.right.returncode, ended.stderr[-200:])
    return scene.judge(ended, "short")


def kill(scene):
    """A signal before any call that changes a file: no output is half there, and nothing is left."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        for more in ({}, {"named": 1}):
            for n in spread(scene.writes, 40, 10):
                ended = scene.run(write=n, signal=int(number), **more)
                wrong = scene.judge(ended, "signal %d at write %d %s" % (number, n, more or ""))
                if wrong:
                    return wrong
    # Nobody can tidy up after SIGKILL between the calls that put a finished file in its place: what is left then is
    # hidden, and the next run takes it away.
    for n in spread(scene.writes, 40, 10):
        scene.run(write=n, signal=int(signal.SIGKILL))
        found = scene.content()
        for name in found:
            if name not in scene.new and not (name.startswith(".") and name.endswith(".rollcall")):
                return "SIGKILL at write %d left %s" % (n, name)
            if name in scene.outputs and found[name] not in (OLD, scene.new[name]):
                return "SIGKILL at write %d: %s is half-written" % (n, name)
        run(*scene.arguments, cwd=scene.folder, input=scene.stdin)
        if scene.content() != scene.new:
            return "SIGKILL at write %d: still there after the next run: %s" % (n, sorted(scene.content()))


def cases():
    """Every case once with one allocation and one write failing, at another place in each."""
    for i, notes in enumerate(inputs()):
        if not notes.name.startswith(("tests/cases/", "samples/")):
            continue
        outputs = ["out.md", "out.html", "out.odt", "out.txt", "out.json"]
        scene = Scene("case", ["render", notes.path, *notes.options, *[a for o in outputs for a in ("-o", o)]], outputs,
                      status=(0, 1, 2))
        wrong = scene.baseline()
        for j in range(6):
            if not wrong and scene.allocs:
                n = 1 + (i * 7919 + j * 104729) % scene.allocs
                wrong = scene.judge(scene.run(alloc=n), "alloc %d" % n)
        if not wrong and scene.writes:
            n = 1 + i % scene.writes
            wrong = scene.judge(scene.run(write=n), "write %d" % n)
        report.result("case " + notes.name, wrong)


def limited(scene, message, *limits, ignore=None):
    """Run the scene within resource limits; it must end with status 3 and change nothing."""
    def begin():
        for kind, value in limits:
            resource.setrlimit(kind, (value, value))
        if ignore:
            signal.signal(ignore, signal.SIG_IGN)
    scene.prepare()
    ended = subprocess.run([ROLLCALL, *scene.arguments], capture_output=True, cwd=scene.folder, preexec_fn=begin,
                           stdin=subprocess.DEVNULL, timeout=120)
    found = scene.content()
    if ended.returncode != 3 or message not in ended.stderr:
        return "status %d: %s" % (ended.returncode, ended.stderr[-300:])
    if found != {o: OLD for o in scene.outputs}:
        return "outputs changed: %s" % {k: len(v) for k, v in found.items()}


def limits():
    samples = [n for n in inputs() if n.name.startswith("samples/")] or inputs()
    notes = max(samples, key=lambda n: len(n.read()))
    big = os.path.join(ROOM, "big.txt")
    with open(big, "wb") as f:
        f.write(b"# Lantern call 2031-05\n\n")
        for i in range(200000):
            f.write(b"- Mira Okafor: word%d and *more* of it\n" % i)
    odt = Scene("limit-odt", ["render", big, "-o", "out.md", "-o", "out.odt"], ["out.md", "out.odt"])
    files = Scene("limit-files", ["render", notes.path] + [a for i in range(40) for a in ("-o", "out%d.md" % i)],
                  ["out%d.md" % i for i in range(40)])
    report.result("file size limit", limited(odt, b"rollcall: ", (resource.RLIMIT_FSIZE, 100000),
                                             (resource.RLIMIT_CORE, 0), ignore=signal.SIGXFSZ))
    if "asan" in ROLLCALL:
        report.skip("memory limit", "a sanitizer needs its address space")
    else:
        report.result("memory limit", limited(odt, b"rollcall: out of memory", (resource.RLIMIT_AS, 96 << 20),
                                              (resource.RLIMIT_CORE, 0)))
    report.result("open files limit", limited(files, b"rollcall: ", (resource.RLIMIT_NOFILE, 20)))

    printing = [(f, ["render", "-t", f]) for f in ("md", "html", "odt", "txt", "json")]
    printing += [("post", ["post", "--to", "lantern@example.org"]), ("post html", ["post", "--html"]), ("post text", ["post", "--text"]),
                 ("explain", ["check", "--explain"])]
    for f, arguments in printing:
        with open("/dev/full", "wb") as full:
            ended = subprocess.run([ROLLCALL, *arguments, notes.path], stdout=full, stderr=subprocess.PIPE)
        report.result("full device " + f, ended.returncode != 3 and "status %d" % ended.returncode
                      or b"rollcall: " not in ended.stderr and "no message")
        reader, writer = os.pipe()
        os.close(reader)
        ended = subprocess.run([ROLLCALL, *arguments, big], stdout=writer, stderr=subprocess.PIPE)
        os.close(writer)
        report.result("closed pipe " + f, ended.returncode != 3 and "status %d" % ended.returncode)
        ended = subprocess.run(["sh", "-c", '"$@" >&-', "sh", ROLLCALL, *arguments, notes.path],
                               stderr=subprocess.PIPE)
        report.result("closed standard output " + f, ended.returncode != 3 and "status %d" % ended.returncode)

    small = os.path.join(ROOM, "small")
    os.makedirs(small, exist_ok=True)
    if os.getuid() or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", small], capture_output=True).returncode:
        report.skip("full file system", "needs root that may mount")
        return
    try:
        with open(os.path.join(small, "out.odt"), "wb") as f:
            f.write(OLD)
        ended = run("render", big, "-o", "out.odt", "-o", "new.html", cwd=small)
        with open(os.path.join(small, "out.odt"), "rb") as f:
            kept = f.read() == OLD
        report.result("full file system", (ended.returncode != 3 or not kept or os.listdir(small) != ["out.odt"])
                      and "status %d, old output %s, %s" % (ended.returncode, kept, os.listdir(small)))
    finally:
        subprocess.run(["umount", small])


def main(groups):
    sweeps = {"alloc": alloc, "write": write, "read": read, "short": short, "kill": kill}
    if not groups or set(groups) & set(sweeps):
        for scene in scenes():
            wrong = scene.baseline()
            if wrong:
                report.result("baseline " + scene.name, wrong)
                continue
            for group, sweeping in sweeps.items():
                if not groups or group in groups:
                    report.result("%s %s" % (group, scene.name), sweeping(scene))
    if not groups or "cases" in groups:
        cases()
    if not groups or "limits" in groups:
        limits()


main(sys.argv[2:])
