#!/usr/bin/env python3
"""What holds for the mail of any notes.

usage: mail.py FOLDER      a folder for what is written

Python's email package and GMime read the same parts out of a message, those that --html and --text write; its lines are
short and ASCII; it has the header fields it was given and no other; every word is in both parts; what a reader of
format=flowed (RFC 3676) sees is the text that render writes, filled anew; HTML has nothing that mail clients drop
(interop/mail-clients.txt), and no colour without a background.
"""
import email
import email.policy
import html.parser
import json
import os
import re
import shutil
import subprocess
import sys

import words
from rollcall import TOP, Report, inputs, run

FOLDER = os.path.abspath(sys.argv[1])
CLIENTS = os.path.join(TOP, "tests", "interop", "mail-clients.txt")
PARTS = os.path.join(TOP, "tests", "interop", "gmime_parts.py")
FIELDS = {"Date": "Wed, 12 Jun 2024 09:30:00 +0200", "Message-ID": "<1@example.org>",
          "In-Reply-To": "<0@example.org>", "References": "<0@example.org>"}
OPTIONS = ["--to", "L\u00efst =?utf-8?q?x?= <list@example.org>", "--date", FIELDS["Date"], "--message-id", "1@example.org",
           "--reply-to-id", "0@example.org"]
VOID = {"br", "hr", "wbr"}


def dropped():
    """{(kind, name): clients} of what mail clients drop."""
    found = {}
    with open(CLIENTS, encoding="utf-8") as f:
        for line in f:
            if line.strip() and not line.startswith("#"):
                kind, name, clients = line.split()
                found[kind, name] = clients
    return found


DROPPED = dropped()
NUMBER = r"(?<![a-z#])[0-9.]+%s\b"


class Fragment(html.parser.HTMLParser):
    """What is wrong with the HTML of a mail."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.wrong, self.open = set(), []

    def ask(self, kind, name):
        if (kind, name) in DROPPED:
            self.wrong.add("%s %s: dropped by %s" % (kind, name, DROPPED[kind, name]))

    def handle_starttag(self, tag, attributes):
        self.ask("element", tag)
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attributes:
            self.ask("attribute", name)
            if name == "href" and value.startswith("#"):
                self.wrong.add("a link within the page: " + value)
            if name == "src" or name.startswith("on"):
                self.wrong.add("an attribute that acts: " + name)
        style = dict(attributes).get("style")
        if style is not None:
            self.style(style)

    def style(self, style):
        declared = [tuple(d.split(":", 1)) for d in style.split(";")]
        names = [d[0] for d in declared]
        if len(set(names)) != len(names):
            self.wrong.add("a property twice: " + style)
        if ("color" in names) != ("background-color" in names):
            self.wrong.add("a colour alone: " + style)
        for name, value in declared:
            self.ask("property", name)
            for kind, wanted in DROPPED:
                if kind == "value" and (wanted in value if wanted[-1] == "(" else
                                        re.search(NUMBER % wanted if wanted in ("rem", "ch") else r"(?<!\S)%s(?!\S)" % re.escape(wanted), value)):
                    self.ask(kind, wanted)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.add("tags do not nest: </%s>" % tag)

    def handle_decl(self, declaration):
        self.wrong.add("a declaration: " + declaration)

    handle_comment = handle_decl


def look_at_html(data):
    fragment = Fragment()
    fragment.feed(data.decode("utf-8"))
    fragment.close()
    if fragment.open:
        fragment.wrong.add("open at the end: " + " ".join(fragment.open))
    return sorted(fragment.wrong)


def unflowed(text):
    """Paragraphs of RFC 3676 §4: stuffing taken away, soft breaks joined."""
    lines, soft = [], False
    for line in text.split("\n"):
        line = line[1:] if line.startswith(" ") else line
        if soft:
            lines[-1] += line
        else:
            lines.append(line)
        soft = line.endswith(" ") and line != "-- "
    return "\n".join(lines)


def parts_of(data):
    message = email.message_from_bytes(data, policy=email.policy.default)
    return message, [(p.get_content_type(), p.get_payload(decode=True)) for p in message.walk() if not p.is_multipart()]


def look(notes, number):
    path = os.path.join(FOLDER, "%d" % number)
    options = notes.option("--agenda", "--people")
    written = {"eml": run("post", notes.path, *options, *OPTIONS)}
    if written["eml"].returncode == 1 and not written["eml"].stdout:
        return None      # an error in the notes
    for kind in ("html", "text"):
        written[kind] = run("post", "--" + kind, notes.path, *options)
    for kind, ended in written.items():
        if ended.returncode:
            return "%s: status %d, %s" % (kind, ended.returncode, ended.stderr[-200:])
    data = {k: e.stdout for k, e in written.items()}
    with open(path + ".eml", "wb") as f:
        f.write(data["eml"])
    wrong = []
    message, parts = parts_of(data["eml"])
    if [p[0] for p in parts] != ["text/plain", "text/html"] or message.get_content_type() != "multipart/alternative":
        wrong.append("parts: %s" % [p[0] for p in parts])
    elif parts[0][1] != data["text"] or parts[1][1] != data["html"]:
        wrong.append("the parts are not what --text and --html write")
    if message.defects or any(p.defects for p in message.walk()):
        wrong.append("defects: %s" % [p.defects for p in message.walk()])
    names = [n for n in message.keys()]
    if sorted(names) != sorted([*FIELDS, "To", "MIME-Version", "Content-Type", *(["Subject"] if "Subject" in names else [])]):
        wrong.append("header fields: %s" % names)
    wrong += ["%s: %s" % (k, message[k]) for k, v in FIELDS.items() if str(message[k]) != v]
    to = message["To"].addresses
    if [(a.display_name, a.addr_spec) for a in to] != [("L\u00efst =?utf-8?q?x?=", "list@example.org")]:
        wrong.append("To: %s" % message["To"])
    title = json.loads(run("render", "-t", "json", notes.path, *options).stdout)["title"] or ""
    if " ".join(str(message["Subject"] or "").split()) != " ".join(title.split()):
        wrong.append("Subject: %r, the title is %r" % (str(message["Subject"]), title))
    lines = data["eml"].split(b"\n")
    if max(map(len, lines)) > 998 or b"\r" in data["eml"] or not data["eml"].isascii():
        wrong.append("lines of the message")
    said = words.of_notes(notes.read())
    for kind, kept in (("text", words.count(data["text"].decode())), ("html", words.of_html(data["html"]))):
        if said - kept:
            wrong.append("%s lost: %s" % (kind, " ".join(sorted((said - kept).elements())[:8])))
    rendered = run("render", "-t", "txt", notes.path, *options).stdout.decode()
    flowed = unflowed(data["text"].decode())
    if words.count(flowed) != words.count(rendered):
        wrong.append("format=flowed says something else than render")
    # Words, tables and code wider than a line stand out, as where render writes them.
    wide = max((len(w) for w in re.split(r"[\n ]", rendered)), default=0)
    if not re.search(r"(?m)^(?:[| ] )?.{73,}$", rendered) and wide < 60:
        wrong += ["more than 72 columns: " + l for l in data["text"].decode().split("\n") if len(l.rstrip()) > 72][:1]
    return "\n".join(wrong + look_at_html(data["html"])) or None


def read_by_gmime(report):
    """Each message with GMime: one process for all."""
    interpreter = next((p for p in ("/usr/bin/python3", shutil.which("python3")) if p and subprocess.run(
        [p, "-c", "import gi; gi.require_version('GMime', '3.0')"], capture_output=True).returncode == 0), None)
    if not interpreter:
        report.skip("gmime", "python3-gi or gir1.2-gmime-3.0 is not installed")
        return
    files = sorted(os.path.join(FOLDER, n) for n in os.listdir(FOLDER) if n.endswith(".eml"))
    ended = subprocess.run([interpreter, PARTS, *files], capture_output=True, timeout=600)
    if ended.returncode:
        report.result("gmime", ended.stderr.decode()[-500:])
        return
    seen = json.loads(ended.stdout)
    wrong = []
    for file in files:
        with open(file, "rb") as f:
            message, parts = parts_of(f.read())
        there = seen[file]
        if there["parts"] != [[t, p.hex()] for t, p in parts]:
            wrong.append(file + ": other parts")
        if there["subject"] != str(message["Subject"] or "") or there["id"] != str(message["Message-ID"] or "").strip("<>"):
            wrong.append("%s: %s, %s" % (file, there["subject"], message["Subject"]))
    report.result("gmime reads the same parts of %d messages" % len(files), "\n".join(wrong))


def main():
    report = Report()
    everything = inputs()
    report.each((n.name, lambda n=n, i=i: look(n, i)) for i, n in enumerate(everything))
    read_by_gmime(report)


main()
