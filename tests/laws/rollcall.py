"""What the proofs share: the program, its inputs, one way to run it, one way to report.

Environment: ROLLCALL (the program; default BUILD/rollcall), BUILD (the build folder; default build).
"""
import concurrent.futures
import hashlib
import os
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.path.join(TOP, os.environ.get("BUILD", "build"))
ROLLCALL = os.path.join(TOP, os.environ.get("ROLLCALL", os.path.join(BUILD, "rollcall")))
SHARED = os.path.join(os.path.dirname(TOP), "shared")
FORMATS = ("md", "html", "odt", "txt", "json")

# A run that takes longer hangs, on whatever machine.
PATIENCE = 120

# What sanitizers end a program with: never mistaken for a status of the program's own.
SANITIZERS = {
    "ASAN_OPTIONS": "exitcode=86:detect_leaks=0",
    "UBSAN_OPTIONS": "halt_on_error=1:exitcode=86:print_stacktrace=1",
}


def run(*arguments, input=None, env=None, cwd=TOP, before=(), program=ROLLCALL, timeout=PATIENCE):
    """Run the program; before holds a command to run it under. A hang counts as status 124."""
    environment = dict(os.environ, **SANITIZERS)
    environment.update(env or {})
    try:
        return subprocess.run([*before, program, *arguments], input=input, capture_output=True, cwd=cwd,
                              env={k: v for k, v in environment.items() if v is not None}, timeout=timeout,
                              stdin=subprocess.DEVNULL if input is None else None)
    except subprocess.TimeoutExpired as hang:
        return subprocess.CompletedProcess(hang.cmd, 124, hang.stdout or b"", hang.stderr or b"hangs")


def notes_in(folder):
    """Notes files of a folder: every text, and every Markdown file that is not the expected output of a text."""
    if not os.path.isdir(folder):
        return []
    names = sorted(os.listdir(folder))
    return [os.path.join(folder, n) for n in names
            if n != "README.md" and (n.endswith(".txt") and n[:-4] + ".txt" in names and not expected_text(n, names)
                                     or n.endswith(".md") and n[:-3] + ".txt" not in names)]


def expected_text(name, names):
    """Is NAME.txt no notes but the expected text output of a case whose notes have another name?"""
    return name.endswith(".out.txt") or name[:-4] + ".in" in names


def inputs():
    """(name for reports, path) of every notes file there is; SHARED only where it exists."""
    found = [(os.path.relpath(p, TOP), p) for f in ("samples", "tests/cases") for p in notes_in(os.path.join(TOP, f))]
    for folder in ("seeds", "notes"):
        found += [("shared/%s/%s" % (folder, os.path.basename(p)), p) for p in notes_in(os.path.join(SHARED, folder))]
    return found


def digest(path):
    with open(path, "rb") as f:
        return hashlib.sha256(f.read()).hexdigest()


class Report:
    """Prints a line a test as it ends; status is 1 once one failed."""

    def __init__(self, suite):
        self.suite, self.status = suite, 0

    def result(self, name, wrong=None):
        """wrong: None where the test passed, else what is wrong."""
        if wrong:
            self.status = 1
            print("not ok %s %s" % (self.suite, name))
            for line in str(wrong).splitlines()[:20]:
                print("# " + line[:400])
        else:
            print("ok %s %s" % (self.suite, name))
        sys.stdout.flush()

    def skip(self, name, why):
        print("skip %s %s: %s" % (self.suite, name, why))
        sys.stdout.flush()

    def each(self, tests):
        """tests: (name, function) pairs; two at a time, reported in order. An exception is a failure."""
        def guarded(test):
            try:
                return test()
            except Exception as wrong:
                return "%s: %s" % (type(wrong).__name__, wrong)
        tests = list(tests)
        with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
            for (name, _), wrong in zip(tests, pool.map(guarded, [t for _, t in tests])):
                self.result(name, wrong)
