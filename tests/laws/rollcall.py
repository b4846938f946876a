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
    """Notes files of a folder: texts that are no expected output nor list of people; Markdown without a text beside it."""
    if not os.path.isdir(folder):
        return []
    names = set(os.listdir(folder))
    return [os.path.join(folder, n) for n in sorted(names)
            if n.endswith(".txt") and not n.endswith(".out.txt") and n != "people.txt"
            or n.endswith(".md") and n != "README.md" and n[:-3] + ".txt" not in names]


class Notes:
    """One notes file: name for reports, path, and a case's options for its reader."""

    def __init__(self, name, path):
        self.name, self.path, self.options = name, path, []
        arguments = os.path.splitext(path)[0] + ".args"
        if os.path.exists(arguments):
            with open(arguments, encoding="utf-8") as f:
                self.options = [self.beside(a) for a in f.read().split()]

    def beside(self, argument):
        path = os.path.join(os.path.dirname(self.path), argument)
        return argument if argument.startswith("-") or not os.path.exists(path) else path

    def option(self, *names):
        """Those of the options named, with their values, as arguments."""
        return [a for i, o in enumerate(self.options) if o in names for a in self.options[i:i + 2]]

    def read(self):
        with open(self.path, "rb") as f:
            return f.read()


def inputs():
    """Every notes file there is; those of SHARED only where it exists."""
    found = [Notes(os.path.relpath(p, TOP), p) for f in ("samples", "tests/cases") for p in notes_in(os.path.join(TOP, f))]
    for folder in ("seeds", "notes"):
        found += [Notes("shared/%s/%s" % (folder, os.path.basename(p)), p)
                  for p in notes_in(os.path.join(SHARED, folder))]
    return found


def digest(path):
    with open(path, "rb") as f:
        return hashlib.sha256(f.read()).hexdigest()


class Report:
    """Prints a suite's line a test."""

    def result(self, name, wrong=None):
        """wrong: None where the test passed, else what is wrong."""
        if wrong:
            print("not ok " + name)
            for line in str(wrong).splitlines()[:20]:
                print("  " + line[:400])
        else:
            print("ok " + name)
        sys.stdout.flush()

    def skip(self, name, why):
        print("skip %s: %s" % (name, why))
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
