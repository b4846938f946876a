#!/usr/bin/env python3
"""What must come out of real threads, read from ../shared where it exists: facts by key, and the agendas drafted of them.

usage: facts.py ROLLCALL SCRATCH
"""
import glob
import json
import os
import re
import subprocess
import sys

SHARED = os.path.join("..", "shared")
ROLLCALL, SCRATCH = sys.argv[1], sys.argv[2]


class Checks:
    def __init__(self, name):
        self.name, self.wrong = name, []

    def equal(self, what, got, expected):
        if got != expected:
            self.wrong.append("%s: expected %r, got %r" % (what, expected, got))

    def holds(self, what, condition, got=None):
        if not condition:
            self.wrong.append("%s: got %r" % (what, got))

    def done(self):
        print("%s %s" % ("not ok" if self.wrong else "ok", self.name))
        for line in self.wrong:
            print("  " + line)


def run(*args):
    done = subprocess.run([ROLLCALL, *args], capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stdout, done.stderr


def survey(date, *files):
    status, out, err = run("series", "-t", "json", "--date", date, *[a for f in files for a in ("--mail", f)])
    assert status == 0, err
    return json.loads(out)


def agenda(checks, date, *files):
    """The draft; what the program reads of it again."""
    status, out, err = run("draft", "--date", date, *[a for f in files for a in ("--mail", f)])
    checks.equal("status of draft", status, 0)
    path = os.path.join(SCRATCH, "draft.txt")
    with open(path, "w", encoding="utf-8") as f:
        f.write(out)
    status, said, err = run("check", path)
    checks.equal("check of the draft", (status, said, err), (0, "", ""))
    return out, json.loads(run("render", "-t", "json", path)[1])


def one(checks, what, items):
    checks.equal("number of " + what, len(items), 1)
    return items[0]


def said(thread, words):
    """Who says a sentence with these words: names."""
    return [e["name"] for e in thread["evidence"] if words in e["sentence"]]


def has_sentence(checks, thread, words, name):
    checks.holds("%s says ... %s ..." % (name, words), name in said(thread, words), said(thread, words))


def people(thread):
    return {p["name"]: p["affiliation"] for p in thread["participants"]}


def seed(number):
    return glob.glob(os.path.join(SHARED, "seeds", "%03d-*" % number))[0]


def mail(name):
    return os.path.join(SHARED, "mail", "xen-%s.mbox" % name)


def topics(doc):
    return [t["title"] for t in doc["topics"]]


def row(checks, doc, title, version, status):
    found = [s for s in doc["series"] if s["title"] == title]
    checks.equal("rows of " + title, [(s["version"], re.sub(r" for \d+ days$|, last message .*", "", s["status"])) for s in found], [(version, status)])


def exception(checks, files, archive):
    d = survey("2021-02-09", *files)
    title = "acquire_resource size and external IPT monitoring"
    s, t = one(checks, "series", d["series"]), one(checks, "threads", d["threads"])
    checks.equal("title", (s["title"], s["version"], s["patches"]["count"]), (title, "v9", 11))
    checks.equal("author", s["author"], {"name": "Andrew Cooper", "affiliation": "Citrix"})
    checks.equal("thread", (t["title"], t["series"], t["version"], t["why"]), (title, title, "v9", ["exception"]))
    checks.equal("asked by", t["asked_by"], "Andrew Cooper")
    checks.equal("deadline", t["deadline"], "end of the week")
    has_sentence(checks, t, "request a release exception", "Andrew Cooper")
    has_sentence(checks, t, "assessment of the downside risks", "Ian Jackson")
    has_sentence(checks, t, "by the end of the week", "Ian Jackson")
    has_sentence(checks, t, "needs a release ack", "Ian Jackson")
    names = people(t)
    for name in ("Ian Jackson", "Andrew Cooper", "Jan Beulich", "Roger Pau Monné", "Wei Liu", "Anthony PERARD", "Jun Nakajima", "Kevin Tian",
                 "Michał Leszczyński", "Tamas K Lengyel"):
        checks.holds("takes part: " + name, name in names, sorted(names))
    checks.equal("affiliations", (names["Andrew Cooper"], names["Ian Jackson"]), ("Citrix", None))
    text, doc = agenda(checks, "2021-02-09", *files)
    if archive:
        tags = [g for g in s["tags"] if g["tag"] == "Release-Acked-by" and g["condition"]]
        tag = one(checks, "tags on a condition", tags)
        checks.equal("tag", (tag["name"], tag["scope"]), ("Ian Jackson", "for the whole series"))
        checks.holds("condition", "end of Monday" in tag["condition"], tag["condition"])
        checks.equal("settled", (t["settled"]["name"], t["settled"]["date"][:10], t["settled"]["message_id"]),
                     ("Ian Jackson", "2021-02-05", tag["message_id"]))
        checks.equal("first version", (s["first"]["version"], s["first"]["date"][:10]), ("v8", "2021-01-30"))
        checks.holds("settled in the agenda", title + ", v9, settled" in topics(doc), topics(doc))
        row(checks, doc, title, "v9", "Under review")
    else:
        checks.equal("tags", (s["tags"], t["settled"]), ([], None))
        checks.equal("state", (s["state"], s["waiting_days"], s["last"]["name"]), ("waiting-for-author", 7, "Ian Jackson"))
        checks.equal("last message", s["last"]["message_id"], "24601.17287.280124.602809@mariner.uk.xensource.com")
        checks.equal("cover", s["message_id"], "20210201232703.29275-1-andrew.cooper3@citrix.com")
        checks.holds("the cover's id is a guess", any(g.startswith("message_id") for g in s["guessed"]), s["guessed"])
        checks.holds("the author is a guess", any(g.startswith("author") for g in s["guessed"]), s["guessed"])
        checks.holds("item", title + ", v9" in topics(doc), topics(doc))
        checks.holds("raised by", "raised by Andrew Cooper (Citrix); until \"end of the week\"" in text)
        row(checks, doc, title, "v9", "Waiting for the author")


def tie_break(checks):
    d = survey("2016-05-01", seed(1))
    s, t = one(checks, "series", d["series"]), one(checks, "threads", d["threads"])
    checks.equal("title", (s["title"], s["version"], s["patches"]["count"]), ("xSplice v1 design and implementation", "v5", 28))
    checks.equal("author", s["author"], {"name": "Konrad Rzeszutek Wilk", "affiliation": "Oracle"})
    checks.equal("patches", (s["patches"]["missing"], s["patches"]["unanswered"]), ([], [7, 8, 24, 28]))
    checks.equal("messages", (s["messages"], t["messages"]), (190, 190))
    checks.equal("last", (s["last"]["name"], s["last"]["date"][:16]), ("Konrad Rzeszutek Wilk", "2016-04-22T17:32"))
    checks.holds("patch", "01/28 HYPERCALL_version_op" in t["title"], t["title"])
    checks.equal("series", (t["series"], t["version"]), (s["title"], "v5"))
    checks.holds("why", t["why"][0] == "tie-break" and "vote" not in t["why"], t["why"])
    words = ["existing call semantics", "wedge", "only for new functionality", "replace", "sysctl"]
    checks.equal("options", [o["label"] for o in t["options"]], ["1", "2", "3", "4", "5"])
    for option, word in zip(t["options"], words):
        checks.holds("option " + option["label"], word in option["text"] and len(option["text"]) < 200, option["text"])
    checks.equal("for", [o["for"] for o in t["options"]], [["George Dunlap"], [], [], [], []])
    checks.equal("against", [sorted(o["against"]) for o in t["options"]],
                 [["Andrew Cooper"], ["Andrew Cooper"], ["Andrew Cooper", "George Dunlap"], ["Jan Beulich"], []])
    checks.equal("deciders", t["deciders"], ["Ian Jackson", "Tim", "Keir"])
    checks.equal("excluded", t["excluded"], ["Jan Beulich", "Konrad Rzeszutek Wilk", "Andrew Cooper"])
    checks.equal("settled", t["settled"], None)
    has_sentence(checks, t, "break a tie-breaker between maintainers", "Konrad Rzeszutek Wilk")
    has_sentence(checks, t, "are excluded", "Konrad Rzeszutek Wilk")
    early = survey("2016-04-12", seed(1))["series"][0]
    checks.holds("later lines do not count", early["messages"] < 190 and early["last"]["date"][:10] == "2016-04-12", early["last"])
    text, doc = agenda(checks, "2016-05-01", seed(1))
    for option in t["options"]:
        checks.holds("numbered option", "\n%s. %s" % (option["label"], option["text"]) in text)
    checks.holds("positions", "(for George Dunlap; against Andrew Cooper)" in text)
    checks.holds("deciders", "decided by Ian Jackson, Tim and Keir; not by Jan Beulich, Konrad Rzeszutek Wilk and Andrew Cooper" in text)
    checks.equal("votes and actions of the draft", (doc["votes"], doc["actions"], doc["decisions"]), ([], [], []))
    row(checks, doc, s["title"], "v5", "Waiting for review")


def freeze(checks):
    d = survey("2016-05-01", seed(2))
    title = "x86/ioreq server: Rename p2m_mmio_write_dm to p2m_ioreq_server"
    s, t = one(checks, "series", d["series"]), one(checks, "threads", d["threads"])
    checks.equal("title", (s["title"], s["version"], s["patches"]["count"]), (title, "v2", 3))
    checks.equal("why", t["why"], ["exception", "abi"])
    checks.equal("unknown", (t["date"], t["message_id"], s["date"], s["author"]["name"], s["last"]["name"]), (None,) * 5)
    checks.holds("said to be unknown", any("unknown" in g["message"] for g in d["diagnostics"]), d["diagnostics"])
    checks.equal("affiliations", set(people(t).values()), {None})
    for name in ("Paul Durrant", "Jan Beulich", "George Dunlap"):
        checks.holds("takes part: " + name, name in people(t), people(t))
    has_sentence(checks, t, "an exception would be needed", "Jan Beulich")
    has_sentence(checks, t, "worth the freeze exception", "Paul Durrant")
    has_sentence(checks, t, "1. When", None)
    has_sentence(checks, t, "2. What", None)
    checks.equal("answers", [(o["label"], o["text"]) for o in t["options"]], [
        ("1", "Don't compile"), ("1", "Don't do that"), ("2", "Leave it be"), ("2", "Remove the enum from the public interface")])
    checks.equal("tags", s["tags"], [])
    text, doc = agenda(checks, "2016-05-01", seed(2))
    checks.holds("item", title + ", v2" in topics(doc), topics(doc))
    checks.holds("unknown sender", "> somebody unknown" in text)
    checks.holds("answer", "\n3. Leave it be (answer to 2)" in text)
    row(checks, doc, title, "v2", "Under review")


def vote(checks, files, archive):
    d = survey("2020-08-31", *files)
    title = "xen/arm: Convert runstate address during hypcall"
    s, t = one(checks, "series", d["series"]), one(checks, "threads", d["threads"])
    checks.equal("title", (s["title"], s["version"], s["patches"]["count"]), (title, "v3" if archive else "v2", 1))
    checks.equal("author", s["author"], {"name": "Bertrand Marquis", "affiliation": "Arm"})
    checks.equal("thread", (t["title"], t["version"], t["why"][:2], t["asked_by"]), (title, "v2", ["vote", "abi"], "Jan Beulich"))
    names = people(t)
    checks.equal("affiliations", (names["Jan Beulich"], names["Julien Grall"], names["Bertrand Marquis"]), ("SUSE", None, "Arm"))
    has_sentence(checks, t, "will need an explicit vote", "Jan Beulich")
    has_sentence(checks, t, "why would we need a vote", "Julien Grall")
    checks.equal("tags", (s["tags"], t["settled"]), ([], None))
    text, doc = agenda(checks, "2020-08-31", *files)
    checks.holds("item", title + ", v2" in topics(doc), topics(doc))
    checks.holds("raised by", "for a vote" in text and "raised by Jan Beulich (SUSE)" in text)
    if archive:
        checks.equal("why", t["why"], ["vote", "abi", "call"])
        checks.equal("newest version", (s["date"][:10], s["patches"]["missing"]), ("2020-07-30", []))
        has_sentence(checks, t, "mention the thread in the next community call", "Julien Grall")
        checks.holds("newest version in the item", "The series is at v3, " in text)
        row(checks, doc, title, "v3", "Waiting for the author")
    else:
        checks.equal("last message", s["last"]["message_id"], "6066b507-f956-8e7a-89f3-b21428b66d65@suse.com")
        row(checks, doc, title, "v2", "Waiting for the author")


def no_noise(checks):
    """Announcements of calls and a pinged patch need no call."""
    checks.equal("threads", survey("2021-02-09", mail("calls"))["threads"], [])


def all_together(checks):
    files = [seed(n) for n in range(4)] + [mail(n) for n in ("ipt", "runstate", "calls")]
    d = survey("2021-02-09", *files)
    checks.equal("series", len(d["series"]), 6)
    checks.equal("threads", len(d["threads"]), 4)
    checks.equal("settled", len([t for t in d["threads"] if t["settled"]]), 1)
    agenda(checks, "2021-02-09", *files)


def schema(name, validator):
    wrong = []
    for i, files in enumerate([[f] for f in [seed(n) for n in range(4)] + sorted(glob.glob(os.path.join(SHARED, "mail", "*.mbox")))]):
        for dated in ([], ["--date", "2021-02-09"]):
            _, out, _ = run("series", "-t", "json", "--mail", *files, *dated)
            path = os.path.join(SCRATCH, "%d%s.json" % (i, "d" if dated else ""))
            with open(path, "w", encoding="utf-8") as f:
                f.write(out)
            wrong.append(path)
    done = subprocess.run([sys.executable, validator, "series-mail", *wrong], capture_output=True, text=True, check=False)
    if done.returncode == 77:
        print("skip %s: python3-jsonschema is not installed" % name)
        return
    print("%s %s" % ("not ok" if done.returncode else "ok", name))
    if done.returncode:
        print("\n".join("  " + line for line in done.stdout.splitlines()))


CASES = [
    ("exception, a page alone", lambda c: exception(c, [seed(0)], False)),
    ("exception, with the archive", lambda c: exception(c, [seed(0), mail("ipt")], True)),
    ("exception, the archive alone", lambda c: exception(c, [mail("ipt")], True)),
    ("tie-break", tie_break),
    ("freeze and interface", freeze),
    ("vote, a page alone", lambda c: vote(c, [seed(3)], False)),
    ("vote, with the archive", lambda c: vote(c, [seed(3), mail("runstate")], True)),
    ("vote, the archive alone", lambda c: vote(c, [mail("runstate")], True)),
    ("no noise", no_noise),
    ("all together", all_together),
]


def main():
    if not os.path.isdir(os.path.join(SHARED, "mail")):
        print("skip facts of real threads: there is no ../shared")
        return
    for name, case in CASES:
        checks = Checks(name)
        case(checks)
        checks.done()
    schema("schema of real threads", os.path.join("tests", "cycle", "valid.py"))


if __name__ == "__main__":
    main()
