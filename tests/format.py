#!/usr/bin/env python3
"""The notation by executable examples: run those of format.md, or rewrite what they expect.

    format.py ROLLCALL [--accept]     prints ok/not ok lines, one for each example and for each rule of the scanner

An example is a fenced block whose info string is "example" and perhaps options; a line "." ends each of its parts:

    notes               the notes, under the head that the block "head" of format.md gives
    .
    statement ...       what they mean: a line for each block, nested ones indented

    whole      the notes stand alone, and what head and title mean is shown too
    people     the first part is a people file
    agenda     the first part is the posted agenda; what was added to it has a "+" in front
    markdown   the last part is the Markdown that is rendered

A tab in notes is written as an arrow.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.abspath(__file__))
FORMAT = os.path.join(ROOT, "format.md")
SCANNER = os.path.join(ROOT, "..", "src", "read", "scan.c")
FENCE = "`" * 8


def joined(*words):
    return " ".join(str(w) for w in words if w not in (None, ""))


def names(who):
    return ", ".join(who) or "nobody"


class Dump:
    """The model of JSON schema 1 as lines of text, without what stands in the first lines of the notes."""

    def __init__(self, doc, skipped, marked):
        self.doc, self.skipped, self.marked = doc, skipped, marked
        self.topics = {t["id"] for t in doc["topics"]}
        self.series = {s["line"]: s for s in doc["series"]}
        self.lines = []
        self.decided = set()     # lines whose blocks show what was decided

    def put(self, depth, block, first, rest=None):
        sign = ("+ " if block.get("origin") == "minutes" else "  ") if self.marked else ""
        self.lines.append(sign + "  " * depth + first + (" | " + rest if rest is not None else ""))

    def blocks(self, blocks, depth=0):
        for b in blocks:
            if b["line"] is None or b["line"] > self.skipped:
                getattr(self, b["type"])(b, depth)

    def field(self, b, depth):
        self.put(depth, b, "field " + b["key"], b["text"])

    def heading(self, b, depth):
        word = "topic" if b["id"] in self.topics else "heading"
        kind = "caption" if b["of_roll"] else joined(word, b["level"], b["number"])
        self.put(depth, b, joined(kind, "not covered" if b["state"] == "not covered" else None), b["title"])

    def paragraph(self, b, depth):
        self.put(depth, b, "text", b["text"])

    def list(self, b, depth):
        self.blocks(b["blocks"], depth)

    def item(self, b, depth):
        self.put(depth, b, joined("item", b["marker"], b["check"]), b["text"])
        self.blocks(b["blocks"], depth + 1)

    def roll(self, b, depth):
        if b["label"]:
            self.put(depth, b, "roll", b["label"])
        for p in b["people"]:
            rest = p["name"]
            for key, form in (("affiliation", ", %s"), ("role", " (%s)"), ("note", " [%s]")):
                rest += form % p[key] if p[key] else ""
            self.put(depth, b, p["status"], rest + "".join(" aka " + a for a in p["aliases"]))

    def statement(self, b, depth):
        self.put(depth, b, joined("statement", b["prefix"], names(b["speakers"])), b["text"])
        self.blocks(b["blocks"], depth + 1)

    def action(self, b, depth):
        due = b["due"] and "due " + b["due"]
        since = b["since"] and "since " + b["since"]
        self.put(depth, b, joined("action", b["id"], names(b["owners"]), b["state"], due, since), b["text"])
        self.blocks(b["blocks"], depth + 1)

    def decision(self, b, depth):
        self.decided.add(b["line"])
        self.put(depth, b, "decision", b["text"])

    def vote(self, b, depth):
        self.decided.add(b["line"])
        self.put(depth, b, joined("vote", b["outcome"]), b["text"])
        for option in b["options"]:
            self.put(depth + 1, b, "option", option)
        for p in b["positions"]:
            self.put(depth + 1, b, joined("position", p["position"], p["option"]), p["name"])

    def table(self, b, depth):
        self.put(depth, b, "table")
        self.blocks(b["blocks"], depth + 1)

    def row(self, b, depth):
        series = self.series.get(b["line"]) if b["series"] else None
        if not series:
            self.put(depth, b, "head" if b["header"] else "row", " | ".join(c["text"] for c in b["blocks"]))
            for cell in b["blocks"]:
                self.blocks(cell["blocks"], depth + 1)
            return
        self.put(depth, b, joined("series", series["version"]), series["title"])
        for key in ("status", "group"):
            if series[key]:
                self.put(depth + 1, b, key, series[key])
        for s in series["stakeholders"]:
            self.put(depth + 1, b, "stakeholder", s["name"] + (", " + s["affiliation"] if s["affiliation"] else ""))
        for note in series["notes"]:
            self.put(depth + 1, b, "note", note)
        for cell in b["blocks"]:
            self.blocks([c for c in cell["blocks"] if c["type"] != "paragraph"], depth + 1)

    def quote(self, b, depth):
        self.put(depth, b, "quote")
        self.blocks(b["blocks"], depth + 1)

    def code(self, b, depth):
        self.put(depth, b, joined("code", b["info"]))
        for line in b["text"].split("\n"):
            self.put(depth + 1, b, "", line)

    def reference(self, b, depth):
        self.put(depth, b, joined("reference", b["label"], b["url"]), b["text"])

    def rule(self, b, depth):
        self.put(depth, b, "rule")

    def all(self):
        doc, skipped = self.doc, self.skipped
        if not skipped:
            for key in ("title", "call", "kind", "date"):
                self.lines.append("%s | %s" % (key, doc[key] or "unknown"))
        self.blocks(doc["body"])
        self.marked = False
        for d in doc["decisions"]:
            if d["line"] > skipped and d["line"] not in self.decided:
                self.put(0, d, "decided", d["text"])
        for link in doc["links"]:
            if link["line"] > skipped:
                self.put(0, link, "link " + link["url"], link["text"])
        for d in doc["diagnostics"]:
            place = "" if d["line"] is None else "line %d" % (d["line"] - skipped)
            self.put(0, d, joined(d["severity"], d["code"], place), d["message"])
        return [line.rstrip() for line in self.lines]


class Example:
    def __init__(self, section, number, options, parts, place):
        self.section, self.options, self.parts, self.place = section, options, parts, place
        self.name = "%s %d" % (section, number)
        unknown = set(options) - {"whole", "people", "agenda", "markdown"}
        wanted = 2 + ("people" in options) + ("agenda" in options)
        if unknown or len(parts) != wanted:
            sys.exit("format.md:%d: an example with options %s takes %d parts" % (place, options, wanted))

    def notes(self, head):
        text = "\n".join(self.parts[-2]).replace("→", "\t") + "\n"
        return text if "whole" in self.options else head + text


def parse(text):
    """The lines of format.md, the shared head, and the examples; an example knows its place among the lines."""
    lines, head, examples, section, counts = text.split("\n"), "", [], "", {}
    level = {}
    at = 0
    while at < len(lines):
        line = lines[at]
        if re.match(r"#+ ", line):
            section = line.lstrip("#").strip()
            level[section] = len(line) - len(line.lstrip("#"))
        if line.startswith(FENCE):
            end = lines.index(FENCE, at + 1)
            kind, *options = line[len(FENCE):].split()
            inside = lines[at + 1:end]
            if kind == "head":
                head = "\n".join(inside) + "\n\n"
            else:
                parts, part = [], []
                for entry in inside:
                    if entry == "." and len(parts) < 1 + ("people" in options) + ("agenda" in options):
                        parts.append(part)
                        part = []
                    else:
                        part.append(entry)
                counts[section] = counts.get(section, 0) + 1
                examples.append(Example(section, counts[section], options, parts + [part], at + 1))
            at = end
        at += 1
    return lines, head, examples, list(level)


class Program:
    def __init__(self, path, folder):
        self.path, self.folder = path, folder

    def run(self, arguments, text):
        done = subprocess.run([self.path, *arguments], input=text.encode(), capture_output=True, timeout=20)
        if done.returncode > 1:
            raise ValueError("exit status %d: %s" % (done.returncode, done.stderr.decode()))
        return done.stdout.decode()

    def companions(self, example):
        arguments = []
        for option, part in zip([o for o in ("people", "agenda") if o in example.options], example.parts):
            name = os.path.join(self.folder, option + ".txt")
            with open(name, "w", encoding="utf-8") as out:
                out.write("\n".join(part).replace("→", "\t") + "\n")
            arguments += ["--" + option, name]
        return arguments

    def meaning(self, example, head):
        notes = example.notes(head)
        if "markdown" in example.options:
            return self.run(["render", "-", "-t", "md", *self.companions(example)], notes).rstrip("\n").split("\n")
        doc = json.loads(self.run(["render", "-", "-t", "json", *self.companions(example)], notes))
        skipped = 0 if "whole" in example.options else head.count("\n")
        return Dump(doc, skipped, "agenda" in example.options).all()

    def again(self, example, head):
        """Its Markdown, and the Markdown of that: the same (law 3)."""
        companions = self.companions(example)
        people = companions[:2] if "people" in example.options else []
        first = self.run(["render", "-", "-t", "md", *companions], example.notes(head))
        return first, self.run(["render", "-", "-t", "md", *people], first)

    def rules(self, example, head):
        """Names of the rules that took the example's lines."""
        out = self.run(["check", "--explain", "-"], example.notes(head)).split("\n")
        skipped = 0 if "whole" in example.options else head.count("\n")
        return {line[11:26].strip() for line in out[skipped:]}


def rule_names():
    with open(SCANNER, encoding="utf-8") as source:
        found = re.findall(r'^\t\{ LINE_[A-Z]+, "([a-z-]+)", is_', source.read(), re.M)
    return list(dict.fromkeys(found))


def result(good, name, why=()):
    print(("ok " if good else "not ok ") + name)
    if not good:
        for line in why:
            print("  " + line)
    return good


def differing(expected, got):
    return ["expected: " + e for e in expected] + ["     got: " + g for g in got]


def main():
    accept = "--accept" in sys.argv
    with open(FORMAT, encoding="utf-8") as text:
        lines, head, examples, sections = parse(text.read())
    with tempfile.TemporaryDirectory() as folder:
        program = Program(sys.argv[1], folder)
        taken = {}
        for example in reversed(examples):
            got = program.meaning(example, head)
            expected = example.parts[-1]
            if accept and got != expected:
                end = lines.index(FENCE, example.place)
                lines[end - len(expected):end] = got
                print("wrote " + example.name)
                expected = got
            result(got == expected, example.name, differing(expected, got))
            first, second = program.again(example, head)
            result(first == second, example.name + ": its Markdown is a fixpoint",
                   differing(first.split("\n"), second.split("\n")))
            taken.setdefault(example.section, set())
            if example.section in rule_names():
                taken[example.section] |= program.rules(example, head)
    for rule in rule_names():
        result(rule in sections, "rule %s has a section" % rule)
        result(rule in taken.get(rule, ()), "rule %s takes a line of its examples" % rule)
    for section in sections[sections.index("Lines") + 1:sections.index("What they mean")]:
        result(section in rule_names(), "section %s is a rule" % section)
    if accept:
        with open(FORMAT, "w", encoding="utf-8") as out:
            out.write("\n".join(lines))


if __name__ == "__main__":
    main()
