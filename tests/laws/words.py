#!/usr/bin/env python3
"""Law 1: every word of the notes is in every output.

usage: words.py NOTES OUTPUT...     by its ending, an output is Markdown, HTML, ODT, text or JSON

A word is a run of letters and digits, compared without case and compatibility forms. It must be there as often as the
notes have it; where does not matter. What the notes may lose is mark-up: list numbers that begin a line, ticks in check
boxes, names of HTML tags and entities, names of LaTeX commands.

A tag inside a word of the notes (b<u>o</u>ld) leaves open whether it is one word or three: such a word is not asked for.

Of rollcall's own Markdown, comments and the heads of the tables of people are its words, not the notes'.

The check is stricter than a person's: an output's summaries repeat words of the body and could hide that the body lost
one. So what follows from the body (contents, action summary) is not counted as keeping a word where it is marked as such:
HTML elements in SUMMARIES and, of JSON, all but the head, the body and where its links lead.
"""
import codecs
import collections
import html
import html.parser
import json
import re
import sys
import unicodedata
import urllib.parse
import xml.etree.ElementTree
import zipfile

ASCII_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
INVISIBLE = dict.fromkeys([0x200b, 0xfeff])
JOINT = "\u200b"
# Tags that do not end a word: of the notes (where they become mark-up), and of pages.
MARKS = {"u", "i", "b", "em", "strong", "code", "s", "del", "mark", "span", "ins", "sub", "sup"}
INSIDE_WORD = MARKS | {"a"}
# Stands where a tag of the notes was inside a word.
GLUE = "\ue000"
OWN = re.compile(r"<!--.*?-->|^\|(?: (?:Name|Nick|Affiliation|Role|Attendance|Notes) \|)+\n(?=\|---)", re.M | re.S)
SUMMARIES = {"nav"}
LINE_END = re.compile("\r\n|[\r\f\x85\u2028\u2029]")
# As CommonMark: it has its semicolon.
ENTITY = re.compile(r"&#?\w+;")


def count(text):
    # Where mark-up parts a word outputs have a character without width: one word or two.
    if JOINT in text:
        return count(text.replace(JOINT, " ")) | count(text.replace(JOINT, ""))
    words, word = collections.Counter(), []
    for c in unicodedata.normalize("NFKC", text).casefold() + " ":
        if c.isalnum():
            word.append(c)
        elif word:
            words["".join(word)] += 1
            word = []
    return words


def without_list_number(line):
    """A line without the number of a list item: "  > * (12) text"."""
    rest = line.lstrip(" \t\u00a0>")
    if len(rest) > 1 and rest[0] in "-*+o\u2022" and rest[1] == " ":
        rest = rest[1:].lstrip(" ")
    number = rest[1:] if rest.startswith("(") else rest
    digits = len(number) - len(number.lstrip("0123456789"))
    if not digits and number[:1].isascii() and number[:1].isalpha():
        digits = 1
    after = number[digits:]
    return after[1:] if digits and after[:1] in (".", ")") and after[1:2] in (" ", "\t", "\u00a0") else line


def tag_at(text, at):
    """(end, name) of the HTML tag that begins at text[at] == '<', or None. It may span lines, as HTML's may."""
    i = at + 1 + text.startswith("/", at + 1)
    begin = i
    while i < len(text) and text[i].isascii() and text[i].isalnum():
        i += 1
    if i == begin or not text[begin].isalpha() or i == len(text) or text[i] not in " />":
        return None
    end = i
    while end < len(text) and text[end] not in "<>":
        end += 1
    if end == len(text) or text[end] == "<":
        return None
    # <https://example.org/> and <who@example.org> are no tags; neither is "<a, b>".
    if text[i] == "/" and end != i + 1:
        return None
    return end + 1, text[begin:i].lower()


def without_markup(text, mark, command_names):
    """Tags, backslash escapes and, where asked for, LaTeX command names taken out; entities decoded. A tag that is a mark
    leaves mark behind, any other a blank."""
    out, i = [], 0
    while i < len(text):
        c, tag = text[i], None
        if c == "<":
            tag = tag_at(text, i)
        if tag:
            out.append(mark if tag[1] in MARKS else " ")
            i = tag[0]
        elif c == "\\" and text[i + 1:i + 2] and text[i + 1] in ASCII_PUNCTUATION:
            # What is escaped begins no tag, entity or other escape.
            out.append(text[i + 1])
            i += 2
        elif c == "&" and ENTITY.match(text, i):
            entity = ENTITY.match(text, i).group()
            out.append(html.unescape(entity))
            i += len(entity)
        elif c == "\\" and command_names and text[i + 1:i + 2].isascii() and text[i + 1:i + 2].isalpha():
            i += 1
            while i < len(text) and text[i].isascii() and text[i].isalpha():
                i += 1
            out.append(" ")
        else:
            out.append(c)
            i += 1
    return "".join(out)


def decoded(data):
    """The bytes as UTF-8 and, where they are not all, the rest or the whole as Windows-1252: as what most of it is."""
    strays = []

    def stray(error):
        strays.append(error.object[error.start:error.start + 1])
        return strays[-1].decode("windows-1252", "replace"), error.start + 1

    codecs.register_error("stray", stray)
    text = data.decode("utf-8-sig", "stray")
    try:
        return text if sum(c > "\x7f" for c in text) >= 2 * len(strays) else data.decode("windows-1252")
    except UnicodeDecodeError:
        return text


def of_notes(data):
    """The words that an output must keep, from the bytes of notes."""
    text = decoded(data)
    text = LINE_END.sub("\n", text.translate(INVISIBLE))
    if text.startswith("<!-- rollcall 1"):
        text = OWN.sub(" ", text)
    text = "\n".join(map(without_list_number, text.split("\n")))
    text = text.replace("[x]", " ").replace("[X]", " ")
    # "\alpha_1" is a command and a number, "\x1" may be one word.
    text, whole = (without_markup(text, GLUE, commands) for commands in (True, False))
    return count(text.replace(GLUE, "")) & count(text.replace(GLUE, " ")) & count(whole.replace(GLUE, ""))


def count_links(links):
    """The words of addresses, which may be written with %XX."""
    words = collections.Counter()
    for link in links:
        if not link.startswith("#"):
            words += count(link) | count(urllib.parse.unquote(link))
    return words


class Page(html.parser.HTMLParser):
    """The text a page shows, and where its links lead."""

    VOID = {"meta", "link", "br", "hr", "img", "input", "col", "wbr"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text, self.links, self.open = [], [], []

    def handle_starttag(self, tag, attributes):
        if tag not in INSIDE_WORD:
            self.text.append(" ")
        if not self.skips():
            self.links += [v for k, v in attributes if k in ("href", "title", "alt", "src") and v]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in self.open:
            while self.open.pop() != tag:
                pass
        if tag not in INSIDE_WORD:
            self.text.append(" ")

    def handle_data(self, data):
        if not self.skips():
            self.text.append(data)

    def skips(self):
        return any(t in SUMMARIES or t in ("style", "script") for t in self.open)


def of_html(data):
    page = Page()
    page.feed(data.decode("utf-8"))
    page.close()
    return count("".join(page.text)) + count_links(page.links)


ODT_BODY = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}body"
ODT_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"


def walk_odt(element, out):
    """The text of an element of content.xml, without the table of contents."""
    if element.tag == ODT_TEXT + "table-of-content":
        return
    if element.tag in (ODT_TEXT + "s", ODT_TEXT + "tab", ODT_TEXT + "line-break"):
        out.append(" ")
    out.append(element.text or "")
    for child in element:
        walk_odt(child, out)
        out.append(child.tail or "")
    if element.tag in (ODT_TEXT + "p", ODT_TEXT + "h"):
        out.append(" ")


def of_odt(path):
    with zipfile.ZipFile(path) as package:
        root = xml.etree.ElementTree.fromstring(package.read("content.xml"))
    sys.setrecursionlimit(10000)
    out = []
    for body in root.iter(ODT_BODY):
        walk_odt(body, out)
    links = [e.get(XLINK_HREF) for e in root.iter() if e.get(XLINK_HREF)]
    return count("".join(out)) + count_links(links)


def of_json(data):
    model, out = json.loads(data), []

    def walk(value):
        if isinstance(value, dict):
            # A type's name is the program's word, not the notes'.
            for key, item in value.items():
                if key not in ("type", "origin", "severity", "code"):
                    walk(item)
        elif isinstance(value, list):
            for item in value:
                walk(item)
        elif isinstance(value, str):
            out.append(value)

    for key in ("title", "fields", "body", "links"):
        walk(model[key])
    return count(" ".join(out))


def of_output(path):
    kind = path.rsplit(".", 1)[-1]
    if kind == "odt":
        return of_odt(path)
    with open(path, "rb") as f:
        data = f.read()
    if kind == "html":
        return of_html(data)
    if kind == "json":
        return of_json(data)
    if kind == "md":
        return count(without_markup(data.decode("utf-8"), " ", False))
    return count(data.decode("utf-8"))


def lost(notes, path):
    """The words of the notes (a path) that the output at path has lost, as a list with repetition."""
    with open(notes, "rb") as f:
        return sorted((of_notes(f.read()) - of_output(path)).elements())


def main(arguments):
    if len(arguments) < 2:
        sys.stderr.write(__doc__.split("\n\n")[1] + "\n")
        return 2
    status = 0
    for path in arguments[1:]:
        missing = lost(arguments[0], path)
        print("%s: %s" % (path, "lost: " + " ".join(missing[:20]) if missing else "no word lost"))
        status |= bool(missing)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
