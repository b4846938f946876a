#!/usr/bin/env python3
"""Files of mail that nobody should send: what is wrong is said with file and byte, the rest is read, and nothing hangs, takes
memory or reaches a terminal raw.

usage: hostile.py FOLDER     for the files
"""
import gzip
import os
import re
import subprocess
import sys

from rollcall import ROLLCALL, TOP, Report

FOLDER = sys.argv[1]
SECONDS = 20
# Memory for reading, and for each message.
MEMORY, EACH = 64 << 20, 1 << 10
MB = 1 << 20

FROM = b"From mok@example.org Mon May  6 10:00:00 2024\n"
WHO = b"From: Mira Okafor <mira@example.org>\nDate: Mon, 6 May 2024 10:00:00 +0000\n"
HEAD = FROM + WHO + b"Message-ID: <1@x>\n"
NEXT = b"\n" + FROM + WHO + b"Message-ID: <2@x>\nSubject: [PATCH] the next one\n\nread\n"
MIXED = b"Content-Type: multipart/mixed; boundary=b\n"
PLAIN = b"--b\nContent-Type: text/plain\n\ntext\n"
LONG = "warning: message of more than 16777216 bytes; read to there [mail-long]"
LONG_TEXT = "warning: text of more than 4194304 bytes; read to there [mail-long]"
DEEP = "warning: parts nested deeper than 30; the deeper ones are skipped [mail-deep]"


def headers(n):
    return b"".join(b"X-%d: %s\n" % (i, b"y" * 1000) for i in range(n // 1008))


def nested(n, kind):
    return b"".join(b"--b%d\nContent-Type: multipart/%s; boundary=b%d\n\n" % (i, kind, i + 1) for i in range(n))


def circle(n):
    return b"".join(FROM + WHO + b"Message-ID: <%d@x>\nIn-Reply-To: <%d@x>\nSubject: Re: [PATCH] lamp\n\n\n" % (i, (i + 1) % n) for i in range(n))


# name: what gives the file and [(byte, diagnostic)]; a message about "the next one" is to be read from each.
CASES = {
    "cut off in a body": lambda: (HEAD + b"Subject: [PATCH] the next one\n\nbo", []),
    "cut off in a header": lambda: (NEXT[1:] + b"\n" + HEAD + b"Subj", [
        (len(NEXT), "warning: message ends before its end; read to there [mail-truncated]")]),
    "cut off in a part": lambda: (HEAD + b"Subject: [PATCH] the next one\n" + MIXED + b"\n" + PLAIN + b"--b\nContent-Ty", []),
    "cut off in base64": lambda: (HEAD + b"Subject: [PATCH] the next one\nContent-Transfer-Encoding: base64\n\nSGVsbG8gd29y", []),
    "the end of a file": lambda: (b"f a body\n" + NEXT, [(0, "warning: 10 bytes before the first message; skipped [mail-skipped]")]),
    "half a .gz": lambda: (gzip.compress(NEXT[1:] + NEXT + os.urandom(50000), mtime=0)[:30000], "compressed"),
    "no mail": lambda: (bytes(range(256)) * 4096, [(0, "error: no message found; nothing read [mail-none]")]),
    "zeros": lambda: (b"\0" * 30 * MB, [(0, "error: no message found; nothing read [mail-none]")]),
    "nothing": lambda: (b"", [(0, "error: no message found; nothing read [mail-none]")]),
    "binary before mail": lambda: (bytes(range(256)) * 4096 + NEXT, [
        (0, "warning: 1048577 bytes before the first message; skipped [mail-skipped]")]),
    "binary in a body": lambda: (HEAD + b"Subject: a\n\n" + bytes(range(256)) * 4096 + NEXT, [
        (0, "warning: a NUL byte in a text; shown as a replacement character [mail-binary]")]),
    "binary in a header": lambda: (HEAD + b"Subject: " + bytes(set(range(256)) - {10, 13}) + b"\n\nb\n" + NEXT, []),
    "messages without From lines": lambda: (WHO + b"Subject: [PATCH] the next one\n\nb\n\n" + WHO + b"Message-ID: <3@x>\nSubject: other\n\nb\n", [
        (len(WHO) + 34, "warning: the header of another message, but no From line with a date before it; read as text of the message before [mail-unsplit]")]),
    "a From line without a date": lambda: (NEXT[1:] + b"\nFrom mok@example.org\n" + WHO + b"Subject: b\n\nb\n", [
        (len(NEXT), "warning: the header of another message, but no From line with a date before it; read as text of the message before [mail-unsplit]")]),
    "sentences that begin with From": lambda: (HEAD + b"Subject: a\n\n" + b"\nFrom a conceptual point of view, this is right.\n" * 20000 + NEXT, []),
    "lines that look like From lines": lambda: (HEAD + b"Subject: a\n\n" + b"\nFrom me Mon May  6 10:00:00 2024\nto you\n" * 20000 + NEXT, []),
    "a field of 30 MB": lambda: (HEAD + b"Subject: [PATCH] " + b"x" * 30 * MB + b"\n\nb\n" + NEXT, [
        (0, "warning: message ends before its end; read to there [mail-truncated]"), (0, LONG),
        (0, "warning: header field subject of 16777069 bytes; read in part [mail-long-header]")]),
    "an unread field of 10 MB": lambda: (HEAD + b"X-Y: " + b"x" * 10 * MB + b"\nSubject: [PATCH] the next one\n\nb\n", []),
    "a field of 1 MB in encoded words": lambda: (HEAD + b"Subject: " + b"=?utf-8?q?a?= " * 70000 + b"\n\nb\n" + NEXT, [
        (0, "warning: header field subject of 979999 bytes; read in part [mail-long-header]")]),
    "fields of 15 MB": lambda: (HEAD + headers(15 * MB) + b"Subject: [PATCH] the next one\n\nb\n", []),
    "100,000 receivers": lambda: (HEAD + b"To: " + b", ".join(b"n%d@example.org" % i for i in range(100000)) + b"\nSubject: a\n\nb\n" + NEXT, [
        (0, "warning: header field to of 1988888 bytes; read in part [mail-long-header]")]),
    "100,000 references": lambda: (HEAD + b"References:" + b"".join(b"\n <%d@y>" % i for i in range(100000)) + b"\nSubject: a\n\nb\n" + NEXT, [
        (0, "warning: 100000 references; the first and the last ones are used [mail-references]")]),
    "a circle of answers": lambda: (circle(30000) + NEXT.replace(b"2@x", b"2@y"), [
        (0, "warning: message <0@x> is an answer to itself; taken as the begin of a thread [mail-loop]")]),
    "two messages of one id": lambda: (HEAD + b"Subject: a\n\nb\n\n" + FROM + b"From: Bo <bo@example.org>\nDate: Tue, 7 May 2024 10:00:00 +0000\n"
                               b"Message-ID: <1@x>\nSubject: [PATCH] the next one\n\nb\n", [
        (len(HEAD) + 15, "warning: another message has the id <1@x>; both are kept, the first is meant by it [mail-duplicate]")]),
    "an attachment of 50 MB": lambda: (HEAD + b"Subject: a\n" + MIXED + b"\n" + PLAIN + b"--b\nContent-Type: application/octet-stream\n"
                               b"Content-Transfer-Encoding: base64\n\n" + (b"QUJD" * 19 + b"\n") * (50 * MB // 77) + b"--b--\n" + NEXT, [(0, LONG)]),
    "a text of 50 MB": lambda: (HEAD + b"Subject: a\n\n" + b"a few words\n" * (50 * MB // 12) + NEXT, [(0, LONG), (0, LONG_TEXT)]),
    "a line of 50 MB": lambda: (HEAD + b"Subject: a\n\n" + b"word " * (10 * MB) + NEXT, [(0, LONG), (0, LONG_TEXT)]),
    "parts 1,000 deep": lambda: (HEAD + b"Subject: a\nContent-Type: multipart/mixed; boundary=b0\n\n" + nested(1000, b"mixed") + NEXT, [(0, DEEP)]),
    "alternatives 15,000 deep": lambda: (HEAD + b"Subject: a\nContent-Type: multipart/alternative; boundary=b0\n\n" + nested(15000, b"alternative") + NEXT,
                                 [(0, DEEP)]),
    "messages 100,000 deep": lambda: (HEAD + b"Subject: a\nContent-Type: message/rfc822\n\n" + b"Content-Type: message/rfc822\n\n" * 100000 + NEXT,
                              [(0, DEEP)]),
    "100,000 parts": lambda: (HEAD + b"Subject: a\n" + MIXED + b"\n" + PLAIN * 100000 + b"--b--\n" + NEXT, [
        (0, "warning: a message of more than 20000 parts; the others are skipped [mail-parts]")]),
    "unknown charsets": lambda: (HEAD + b"Subject: =?x-lamp?q?a?=\nContent-Type: text/plain; charset=x-glow\n\ncaf\xe9\n" + NEXT, [
        (0, "warning: charset 'x-glow' is not known; read as Windows-1252 [mail-charset]"),
        (0, "warning: charset 'x-lamp' is not known; read as UTF-8 [mail-charset]")]),
    "absurd dates": lambda: (FROM.replace(b"2024", b"1970") + b"From: a <a@x>\nDate: Thu, 1 Jan 1970 00:00:00 +0000\nSubject: a\n\nb\n\n"
                     + FROM + b"From: a <a@x>\nSubject: b\n\nb\n" + NEXT, [
        (0, "warning: date 'Thu, 1 Jan 1970 00:00:00 +0000' cannot be; left unknown [mail-date]"),
        (112, "warning: no date; the date of its From_ line is used [mail-no-date]")]),
    "control characters everywhere": lambda: (
        FROM + b"From: \x1b[31mMira \xe2\x80\xae <mira@\xe2\x81\xa6example.org>\nTo: =?utf-8?q?=1B[2J=E2=80=AE?= <a@x>\nDate: \x1b[31m\xc2\x9b\n"
        b"Message-ID: <\x1b\xe2\x80\xae@x>\nIn-Reply-To: <\x07@x>\nX-Change-ID: \x1b[1m\nSubject: [PATCH for-\x1b[3 v2] =?utf-8?q?=1B[5m=E2=80=AE?= \xc2\x9bx\n"
        b"Content-Type: text/plain; charset=\"\x1b\xe2\x81\xa7\"\n\nI think this needs a vote \x1b[31m\xe2\x80\xae of the maintainers.\n"
        b"1. \x1b[5mone\n2. \xe2\x80\xaetwo\nNacked-by: \x1b[31mBo\xe2\x80\xae <bo\x1b@x>\nReviewed-by: \xc2\x9bYun <y@x> # \x1b[1mprovided \xe2\x80\xae\n" + NEXT, [
        (0, "warning: charset '\ufffd\ufffd' is not known; read as UTF-8 [mail-charset]"),
        (0, "warning: date '\ufffd[31m\ufffd' cannot be; the date of its From_ line is used [mail-date]")]),
}

RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
report = Report()


def peak(path):
    """Bytes, by a small program: a child's peak begins with its parent's size."""
    ended = subprocess.run([TIMER, "0", "--", ROLLCALL, "series", "--mail", path], capture_output=True, text=True, timeout=SECONDS)
    return int(ended.stdout.split()[1]) << 10


def check(name):
    data, expected = CASES[name]()
    path = os.path.join(FOLDER, "a.mbox")
    with open(path, "wb") as f:
        f.write(data)
    for form in ("text", "json", "csv", "md", "html"):
        try:
            ended = subprocess.run([ROLLCALL, "series", "--mail", path, "-t", form, "--date", "2024-05-20"], capture_output=True, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            return "%s: hangs" % form
        error, output = ended.stderr.decode(), ended.stdout.decode().replace("\r\n", "\n")
        none = expected != "compressed" and any("error:" in what for _, what in expected)
        if ended.returncode != (1 if none else 0):
            return "%s: status %d: %s" % (form, ended.returncode, error[-300:])
        found = RAW.search(output) or RAW.search(error)
        if found:
            return "%s: U+%04X: %r" % (form, ord(found.group()), found.string[max(found.start() - 40, 0):found.end() + 20])
        if not none and "the next one" not in " ".join(output.split()):
            return "%s: the rest is not read" % form
    if expected == "compressed":
        if not re.fullmatch(r"%s: byte \d+: warning: compressed file ends before its end; read to there \[mail-truncated\]\n" % re.escape(path), error):
            return error[:500]
    elif error != "".join("%s: byte %d: %s\n" % (path, byte, what) for byte, what in expected):
        return "says:\n" + error[:1000]
    used, may = peak(path), MEMORY + EACH * data.count(b"\nFrom ")
    return used > may and "%d KB of memory, may be %d" % (used >> 10, may >> 10)


TIMER = os.path.join(FOLDER, "timer")
subprocess.run(["cc", "-std=c11", "-D_GNU_SOURCE", "-O1", "-o", TIMER, os.path.join(TOP, "tests", "bench", "timer.c")], check=True)
for name in CASES:
    report.result(name, check(name))
