#!/usr/bin/env python3
"""Is every OpenDocument file we write what OpenDocument 1.3 says?

usage: odf.py FOLDER     a folder for what is unpacked

Packages are checked here (part 2 of the standard: mimetype, manifest), their parts by jing against the standard's
schema, all in one start of Java.
"""
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree
import zipfile

from rollcall import SHARED, TOP, Report, inputs, run

FOLDER = os.path.abspath(sys.argv[1])
EMACS = "/usr/share/emacs"
MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}"
MIMETYPE = b"application/vnd.oasis.opendocument.text"
report = Report()


def schemas():
    """jing's arguments for documents' parts and for manifests; None where there is no schema."""
    folder = os.path.join(SHARED, "odf")
    if os.path.isdir(folder):
        return ([os.path.join(folder, "OpenDocument-v1.3-schema.rng")],
                [os.path.join(folder, "OpenDocument-v1.3-manifest-schema.rng")])
    for version in sorted(os.listdir(EMACS)) if os.path.isdir(EMACS) else []:
        compact = os.path.join(EMACS, version, "etc", "schema", "OpenDocument-schema-v1.3.rnc")
        if os.path.exists(compact):
            return ["-c", compact], None
    return None, None


def package_errors(path):
    """What is wrong with the package, and its parts as {name: bytes}."""
    wrong = []
    with open(path, "rb") as f:
        head = f.read(38 + len(MIMETYPE))
    if head[30:38] != b"mimetype" or head[38:] != MIMETYPE:
        wrong.append("mimetype is not first, stored and without an extra field")
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        parts = {n: package.read(n) for n in names}
        if package.testzip():
            wrong.append("damaged: " + package.testzip())
        if len({i.date_time for i in package.infolist()}) != 1:
            wrong.append("entries have different times")
    if len(set(names)) != len(names):
        wrong.append("an entry stands twice")
    for name in ("content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"):
        if name not in parts:
            return wrong + ["no " + name], parts
    manifest = xml.etree.ElementTree.fromstring(parts["META-INF/manifest.xml"])
    entries = {e.get(MANIFEST + "full-path"): e.get(MANIFEST + "media-type") for e in manifest}
    if manifest.get(MANIFEST + "version") != "1.3" or entries.get("/") != MIMETYPE.decode():
        wrong.append("the manifest does not state OpenDocument text 1.3")
    listed = set(entries) - {"/"}
    there = {n for n in names if n not in ("mimetype", "META-INF/manifest.xml") and not n.endswith("/")}
    if {n for n in listed if not n.endswith("/")} != there:
        wrong.append("manifest and package differ: " + " ".join(sorted(listed ^ there)))
    return wrong, parts


def reference_errors(parts):
    """Styles and places that are referred to but not there: no schema sees that."""
    wrong, defined, used, places = [], set(), {}, set()
    for name in ("content.xml", "styles.xml"):
        root = xml.etree.ElementTree.fromstring(parts[name])
        if root.get(OFFICE + "version") != "1.3":
            wrong.append("%s does not state version 1.3" % name)
        for e in root.iter():
            for key, value in e.attrib.items():
                local = key.split("}")[-1]
                if key == STYLE + "name" or local == "name" and e.tag.endswith("}list-style"):
                    defined.add(value)
                elif local.endswith("style-name") and value:
                    used[value] = e.tag.split("}")[-1]
                elif key == XLINK + "href" and value.startswith("#"):
                    places.add(value[1:])
        if name == "content.xml":
            anchors = {v for e in root.iter() for k, v in e.attrib.items() if k.split("}")[-1] in ("id", "name")}
            wrong += ["link to #%s, which is not there" % p for p in sorted(places)
                      if p not in anchors and not p.endswith("|outline")][:3]
    wrong += ["%s uses style %s, which is not there" % (used[s], s) for s in sorted(set(used) - defined)][:5]
    return wrong


def jing(arguments, files):
    """{file: first errors}; one start for all."""
    errors = {}
    # Long command lines are split; the order of files is kept.
    for i in range(0, len(files), 500):
        ended = subprocess.run(["jing", "-i", *arguments, *files[i:i + 500]], capture_output=True, text=True)
        for line in (ended.stdout + ended.stderr).splitlines():
            if line.startswith("[warning]"):     # of the script that starts jing
                continue
            match = re.match(r"(.*?):\d+:\d+: (?:fatal|error)", line)
            errors.setdefault(match.group(1) if match and match.group(1) in files else "", []).append(line)
        if ended.returncode and not errors:
            errors[""] = ["jing ended with status %d" % ended.returncode]
    return errors


def main():
    content, manifest = schemas()
    if not shutil.which("jing"):
        content = manifest = None
        report.skip("schema", "jing is not installed")
    elif not content:
        report.skip("schema", "no OpenDocument schema: package emacs-common has it")
    elif not manifest:
        report.skip("manifest schema", "not at hand; manifests are compared with their packages")
    found, of_part = {}, {}
    styled = os.path.join(FOLDER, "style.odt")
    every = [(n.name, n.path, n.options) for n in inputs()]
    samples = [e for e in every if e[0].startswith("samples/")] or every
    # A document of our own serves as the style of another.
    if run("render", samples[0][1], "-o", styled).returncode in (0, 1) and os.path.exists(styled):
        every.append(("--style " + samples[-1][0], samples[-1][1], ["--style", styled]))
    for i, (name, path, options) in enumerate(every):
        output = os.path.join(FOLDER, "%d.odt" % i)
        ended = run("render", path, *options, "-o", output)
        if ended.returncode not in (0, 1):
            found[name] = ["status %d: %s" % (ended.returncode, ended.stderr[-200:])]
            continue
        if not os.path.exists(output):
            continue
        try:
            found[name], parts = package_errors(output)
            found[name] += reference_errors(parts)
        except (xml.etree.ElementTree.ParseError, zipfile.BadZipFile, KeyError) as wrong:
            found[name] = ["%s: %s" % (type(wrong).__name__, wrong)]
            continue
        for part, data in parts.items():
            if not part.endswith(".xml"):
                continue
            if b"<!DOCTYPE" in data[:1000]:
                found[name].append(part + " has a DOCTYPE")
            file = os.path.join(FOLDER, "%d-%s" % (i, part.replace("/", "-")))
            with open(file, "wb") as f:
                f.write(data)
            of_part[file] = name
    general = []
    for schema, of_manifest in ((content, False), (manifest, True)):
        if schema:
            files = [f for f in of_part if f.endswith("META-INF-manifest.xml") == of_manifest]
            for file, errors in jing(schema, files).items():
                if file:
                    found[of_part[file]] += errors[:3]
                else:
                    general += errors[:3]
    for name, wrong in found.items():
        report.result(name, "\n".join(wrong))
    if general or not found:
        report.result("jing", "\n".join(general) or "nothing was rendered")


main()
