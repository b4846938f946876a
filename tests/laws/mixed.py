#!/usr/bin/env python3
"""The laws over documents nobody would write: lines of all inputs, mixed, nested and damaged.

usage: mixed.py [COUNT [SEED]]     MIXED_KEEP=FOLDER keeps what fails there, made small
       mixed.py --shrink NOTES...   what fails in these notes, made small

Holds: the status, no word lost in any format, the Markdown fixpoint (model and bytes), the schema. The same SEED gives
the same documents as long as samples and cases are the same.
"""
import json
import os
import random
import re
import sys
import tempfile

import laws
import words
from rollcall import FORMATS, Report, inputs, run

PIECES = ["> ", "- ", "* ", "  ", "    ", "\t", "| ", " | ", "1. ", "a) ", "# ", "## ", "**", "*", "_", "`", "```", "[", "]", "(", ")", "<", ">",
          "\\", "&amp;", "&", "ACTION: ", "DECISION: ", "VOTE: ", "AGREED: ", "+1 ", ": ", " - ", "--> ", "... ", "[x] ", "[ ] ", "[done] ",
          "NOT COVERED", "Present: ", "Date: ", "---", "===", "--", "<u>", "</u>", "<br>", "<!--", "-->", "~~", "http://example.org/a_b",
          "<m@example.org>", "[1]", "[1]: http://example.org/", "\u00a0", "\u200b", "\u2022 ", "(joined late)", "@nick", " aka ",
          "<!-- rollcall 1 -->", "<ins>", "</ins>", "e\u0301", "\u202e", "\x01", "\r", ";", ",", "by 2031-06-01", "[v2]", "\\|", "\\\\"]


class Mixer:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines, self.runs = [], []
        # The samples alone by default, so that a new case does not stir the mixtures; all inputs with MIXED_ALL=1.
        for notes in inputs():
            if not (os.environ.get("MIXED_ALL") or notes.name.startswith("samples/")):
                continue
            text = notes.read().decode("utf-8", "replace").split("\n")
            self.lines += [l for l in text if l.strip() and len(l) < 400]
            self.runs += ["\n".join(text[i:i + 6]) for i in range(0, len(text), 5) if len("".join(text[i:i + 6])) < 1500]

    def damaged(self, line):
        r = self.random
        for _ in range(r.choice((0, 0, 0, 1, 1, 2, 4))):
            at = r.randrange(len(line) + 1)
            what = r.randrange(6)
            if what == 0:
                line = r.choice(PIECES) + line
            elif what == 1:
                line = line[:at] + r.choice(PIECES) + line[at:]
            elif what == 2:
                line = line[:at] + line[at + r.randrange(1, 4):]
            elif what == 3:
                line = line + " " + r.choice(self.lines)
            elif what == 4:
                line = line[:at] + "\n" + " " * r.randrange(5) + line[at:]
            else:
                line = " " * r.randrange(9) + line.strip()
        return line

    def document(self):
        r, out = self.random, []
        if r.random() < 0.8:
            out += ["# Lantern call 2031-05", ""]
        for _ in range(r.randrange(2, 25)):
            what = r.randrange(5)
            if what == 0:
                out.append(r.choice(self.runs))
            elif what == 1:
                out.append("".join(r.choice(PIECES) for _ in range(r.randrange(1, 5))))
            else:
                out.append(self.damaged(r.choice(self.lines)))
            if r.random() < 0.3:
                out.append("")
        return "\n".join(out) + "\n"


def wrong(text, room):
    """(what kind of law is broken, how), or None."""
    path = os.path.join(room, "notes.txt")
    with open(path, "w", encoding="utf-8", newline="") as f:
        f.write(text)
    outputs = {f: os.path.join(room, "out." + f) for f in FORMATS}
    for output in outputs.values():
        if os.path.exists(output):
            os.remove(output)
    ended = run("render", path, *[a for o in outputs.values() for a in ("-o", o)], timeout=30)
    if ended.returncode not in (0, 1):
        return "status", "status %d: %s" % (ended.returncode, ended.stderr[-1000:].decode("utf-8", "replace"))
    if not os.path.exists(outputs["md"]):
        with open(path, "rb") as f:
            data = f.read()
        return ("refused", ended.stderr.decode("utf-8", "replace")[-300:]) if words.of_notes(data) and b"[binary]" not in ended.stderr \
            else None
    for form, output in outputs.items():
        missing = words.lost(path, output)
        if missing:
            return "words " + form, "lost in %s: %s" % (form, " ".join(missing[:10]))
    twice = [os.path.join(room, n) for n in ("twice.md", "twice.json")]
    ended = run("render", outputs["md"], "-o", twice[0], "-o", twice[1], timeout=30)
    if ended.returncode not in (0, 1):
        return "status", "status %d for the Markdown: %s" % (ended.returncode, ended.stderr[-1000:].decode("utf-8", "replace"))
    with open(outputs["json"], encoding="utf-8") as a, open(twice[1], encoding="utf-8") as b:
        first = json.load(a)
        models = laws.without_places(first), laws.without_places(json.load(b))
    if models[0] != models[1]:
        how = laws.difference(*models)
        return "model " + re.sub(r"\[\d+\]", "", how.splitlines()[0].split(":")[0]).rsplit(".", 1)[-1], "model: " + how
    with open(outputs["md"], encoding="utf-8") as a, open(twice[0], encoding="utf-8") as b:
        pages = a.read(), b.read()
    if pages[0] != pages[1]:
        at = next((i for i, (x, y) in enumerate(zip(*pages)) if x != y), min(map(len, pages)))
        return "bytes", "Markdown %r became %r" % tuple(p[max(0, at - 30):at + 50] for p in pages)
    if laws.VALIDATOR:
        for error in laws.VALIDATOR.iter_errors(first):
            return "schema", "%s: %.200s" % ("/".join(map(str, error.path)), error.message)


def smaller(text, kind, room):
    """The text without what does not matter to a failure of this kind: lines first, then words, then characters."""
    def still(candidate):
        found = wrong(candidate, room)
        return found and found[0] == kind

    for cut, join in ((lambda t: t.split("\n"), "\n"), (lambda t: t.split(" "), " "), (list, "")):
        parts = cut(text)
        if len(parts) > 4000:
            continue
        size = max(1, len(parts) // 2)
        while size:
            i = 0
            while i < len(parts):
                candidate = parts[:i] + parts[i + size:]
                if candidate and still(join.join(candidate)):
                    parts = candidate
                else:
                    i += size
            size //= 2
        text = join.join(parts)
    return text


def main(count, seed):
    report, keep = Report(), os.environ.get("MIXED_KEEP")
    mixer = Mixer(seed)
    if not mixer.lines:
        sys.exit("mixed.py: no inputs")
    documents = [mixer.document() for _ in range(count)]

    def test(text):
        with tempfile.TemporaryDirectory(dir=os.environ.get("SCRATCH")) as room:
            found = wrong(text, room)
            if not found:
                return None
            small = smaller(text, found[0], room)
            found = wrong(small, room) or found
            if keep:
                os.makedirs(keep, exist_ok=True)
                with open(os.path.join(keep, "%s-%d.txt" % (found[0].replace(" ", "-"), abs(hash(small)) % 10 ** 8)), "w",
                          encoding="utf-8", newline="") as f:
                    f.write(small)
            return "%s\n%r" % (found[1], small)
    report.each(("mixed %d.%d" % (seed, i), lambda text=text: test(text)) for i, text in enumerate(documents))


def shrink(paths):
    for path in paths:
        with open(path, encoding="utf-8", errors="replace", newline="") as f:
            text = f.read()
        with tempfile.TemporaryDirectory() as room:
            found = wrong(text, room)
            if not found:
                print("%s: nothing wrong" % path)
                continue
            small = smaller(text, found[0], room)
            print("%s: %s\n%s" % (path, (wrong(small, room) or found)[1], small))


if __name__ == "__main__" and sys.argv[1:2] == ["--shrink"]:
    shrink(sys.argv[2:])
elif __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
