#!/usr/bin/env python3
"""Does LibreOffice open what we write, show all its text, and keep it when it saves?

usage: office.py FOLDER

One start of LibreOffice converts all documents to PDF, one saves all as ODT again. Without a screen it cannot offer to
repair a file: one that needs it is not converted at all.
"""
import os
import shutil
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree
import zipfile

import words
from rollcall import TOP, Report, inputs, run

FOLDER = os.path.abspath(sys.argv[1])
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}"
report = Report()


def convert(kind, files, folder):
    profile = "file://" + os.path.join(FOLDER, "profile")
    subprocess.run(["soffice", "-env:UserInstallation=" + profile, "--headless", "--norestore", "--convert-to", kind,
                    "--outdir", folder, *files], capture_output=True, timeout=900, stdin=subprocess.DEVNULL)


def shown_text(path):
    """The text of an ODT without where its links lead."""
    with zipfile.ZipFile(path) as package:
        root = xml.etree.ElementTree.fromstring(package.read("content.xml"))
    for e in root.iter():
        e.attrib.pop(XLINK + "href", None)
    out = []
    for body in root.iter(words.ODT_BODY):
        words.walk_odt(body, out)
    return "".join(out)


def squeezed(text):
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def pdf_errors(document, pdf):
    if not os.path.exists(pdf):
        return ["LibreOffice does not open it"]
    text = subprocess.run(["pdftotext", "-q", "-raw", pdf, "-"], capture_output=True).stdout.decode("utf-8", "replace")
    missing = words.count(shown_text(document)) - words.count(text)
    if not missing:
        return []
    # A word too long for its line is broken in the PDF.
    whole = squeezed(text)
    shown = words.count(text)
    lost = [w for w, n in sorted(missing.items()) if whole.count(w) < n + shown[w]]
    return ["not in the PDF: " + " ".join(lost[:12])] if lost else []


def shape(path):
    """Counts of what must survive LibreOffice's saving."""
    with zipfile.ZipFile(path) as package:
        root = xml.etree.ElementTree.fromstring(package.read("content.xml"))
    tags = {"headings": TEXT + "h", "tables": TABLE + "table",
            "header rows": TABLE + "table-header-rows", "contents": TEXT + "table-of-content"}
    counts = {what: sum(1 for _ in root.iter(tag)) for what, tag in tags.items()}
    # Items without text of their own, and lists that follow each other, it writes in its own way.
    counts["items"] = sum(1 for i in root.iter(TEXT + "list-item") for p in i.findall(TEXT + "p") if "".join(p.itertext()).strip())
    counts["links"] = len({e.get(XLINK + "href") for e in root.iter(TEXT + "a")})
    return counts


def saved_errors(document, saved):
    if not os.path.exists(saved):
        return ["LibreOffice does not save it"]
    before, after = words.of_output(document), words.of_output(saved)
    wrong = []
    if before - after:
        wrong.append("lost when saved: " + " ".join(sorted((before - after).elements())[:12]))
    a, b = shape(document), shape(saved)
    wrong += ["%s: %d, after saving %d" % (what, a[what], b[what]) for what in a if a[what] != b[what]]
    return wrong


def main():
    for tool in ("soffice", "pdftotext"):
        if not shutil.which(tool):
            report.skip("all", tool + " is not installed")
            return
    names = {}
    for i, notes in enumerate(n for n in inputs() if not n.name.startswith("tests/cases/")):
        output = os.path.join(FOLDER, "%d.odt" % i)
        if run("render", notes.path, *notes.options, "-o", output).returncode in (0, 1) and os.path.exists(output):
            names[output] = notes.name
    if not names:
        report.result("all", "nothing was rendered")
        return
    saved = os.path.join(FOLDER, "saved")
    convert("pdf", list(names), FOLDER)
    convert("odt", list(names), saved)
    for document, name in names.items():
        wrong = pdf_errors(document, document[:-4] + ".pdf")
        report.result("shown " + name, "\n".join(wrong))
        if "does not open" not in "".join(wrong):
            report.result("saved " + name, "\n".join(saved_errors(document, os.path.join(saved, os.path.basename(document)))))


main()
