#!/usr/bin/env python3
"""A year of calls: drafted, "held" by typing into the draft, and followed by a ledger of this script's own.

usage: simulate.py PROGRAM FOLDER SEED...     for each seed a line: ok, or what the program has another way

What happens in a call is random under the seed: actions are opened, carried, closed, dropped, reworded, given to
somebody else and said again; series are added, posted anew, renamed, merged; topics are not covered; a call does not
take place. The ledger knows nothing of the program: it writes down what the script typed.
"""
import datetime
import difflib
import json
import os
import random
import re
import subprocess
import sys

PEOPLE = {"Mira Okafor": "Northwind", "Bo Lindqvist": "Tern Labs", "Tomas Hale": "Heliograph", "Ines Duarte": "Northwind",
          "Yun Sato": "Heliograph", "Priya Raman": "Quarry", "Leila Haddad": "Tern Labs", "Otto Weiss": "Quarry"}
VERBS = "ask write send review measure compare document rename archive sort collect publish".split()
WORDS = ("lamps cables printers invoices manuals diagrams scripts mirrors tickets logs tables fonts racks sensors badges keys "
         "posters recipes stamps maps chairs lockers adapters filters batteries labels sketches schedules budgets contracts "
         "permits surveys backups patches licences domains mailboxes wikis pads tests builds releases branches tags").split()
TOPICS = ["cache", "clock", "console", "boot", "paging", "topology", "tracing", "firmware", "timer", "bridge", "swap", "audio"]
THINGS = ["rework the locks of", "add a test bed for", "remove old hooks from", "describe the tables of", "speed up"]
STATUSES = ["Waiting for review", "In review", "Blocked on testing", "Needs review", "Ready to merge", "Work has just started"]


class Wrong(Exception):
    pass


class Action:
    def __init__(self, id, owner, text, since):
        self.id, self.owner, self.text, self.since = id, owner, text, since
        self.state, self.closed, self.carried = "open", None, 0

    def line(self):
        return "%s to %s" % (self.owner, self.text)


class Series:
    def __init__(self, title, stakeholders):
        self.title, self.stakeholders = title, stakeholders
        self.version, self.status, self.state = 1, None, "open"
        self.reported = False

    def row(self, former=None):
        return "%s v%d%s%s\t%s" % (self.title, self.version, " (was: %s)" % former if former else "",
                                   " " + self.status if self.status else "", "; ".join("%s, %s" % (n, PEOPLE[n]) for n in self.stakeholders))


class Year:
    def __init__(self, program, folder, seed):
        self.program, self.folder = program, os.path.join(folder, str(seed))
        self.random = random.Random(seed)
        self.actions, self.series, self.uncovered, self.minutes, self.dates = {}, [], [], [], []
        os.makedirs(self.folder)

    def run(self, *arguments, status=0):
        ended = subprocess.run([self.program, *arguments], capture_output=True, timeout=60, cwd=self.folder)
        if ended.returncode != status:
            raise Wrong("status %d of %s: %s" % (ended.returncode, " ".join(arguments), ended.stderr.decode()))
        return ended.stdout.decode()

    # What people type

    def new_text(self):
        """Words that no other action has nearly all of."""
        while True:
            words = self.random.sample(WORDS, 4)
            text = "%s the %s, %s, %s and %s" % (self.random.choice(VERBS), *words)
            if all(len(set(words) & set(re.findall(r"\w+", a.text))) <= 1 for a in self.actions.values()):
                return text

    def open_actions(self, date, count):
        """Lines of new actions, in the order in which the notes have them; ids are by that order."""
        lines = []
        for _ in range(count):
            self.numbers += 1
            a = Action("%s.%d" % (date, self.numbers), self.random.choice(list(PEOPLE)).split()[0], self.new_text(), date)
            self.actions[a.id] = a
            lines.append("ACTION: " + a.line())
        return lines

    def change(self, a, date):
        """What becomes of an open action in a call: its new line, or None where nobody touches it."""
        what = self.random.random()
        if what < 0.2:
            a.state, a.closed = "done", date
        elif what < 0.25:
            a.state, a.closed = "dropped", date
        elif what < 0.35:
            a.text = self.new_text()
        elif what < 0.42:
            a.owner = self.random.choice([n for n in PEOPLE if not n.startswith(a.owner)]).split()[0]
        return "- [%s] ACTION %s: %s" % (a.state, a.id, a.line())

    def change_series(self, s):
        former = None
        what = self.random.random()
        if what < 0.3:
            s.version, s.status = s.version + 1, None
        elif what < 0.5:
            s.status = self.random.choice(STATUSES)
        elif what < 0.6:
            former, s.title = s.title, self.new_series().title
        elif what < 0.75:
            s.state, s.status = ("merged", "Merged") if what < 0.7 else ("dropped", "Dropped")
        return s.row(former)

    def new_series(self):
        while True:
            topic, thing, number = self.random.choice(TOPICS), self.random.choice(THINGS), self.random.randrange(100, 1000)
            title = "%s: %s part %d" % (topic, thing, number)
            if all(s.title != title for s in self.series):
                return Series(title, self.random.sample(list(PEOPLE), self.random.randrange(1, 4)))

    def first(self, date):
        self.numbers = 0
        self.series = [self.new_series() for _ in range(4)]
        lines = ["Agenda and Minutes: Lantern Tools Call %s" % date.strftime("%B %Y"), "", "Date: %s" % date, "Time: 15:00 UTC",
                 "Chair: Mira Okafor", "", "## Attendees", ""]
        lines += ["- %s, %s" % p for p in PEOPLE.items()]
        lines += ["", "## Plans", "", *self.open_actions(date, 4), "", "## Series", "", "Series\tStakeholders"]
        lines += [s.row() for s in self.series]
        return lines

    def hold(self, draft, date):
        """The draft with what the call typed into it."""
        self.numbers = 0
        out, in_series, done = [], False, []
        for line in draft.splitlines():
            found = re.match(r"- \[open\] ACTION ([\d.-]+): ", line)
            if line.startswith("Agenda:"):
                line = line.replace("Agenda:", "Agenda and Minutes:", 1)
            elif line.startswith("- [ ] "):
                line = line.replace("[ ]", "[x]" if self.random.random() < 0.7 else "[ ]", 1)
            elif found:
                a = self.actions[found.group(1)]
                typed = self.change(a, str(date))
                tail = line[line.rindex(" (since"):]
                line = typed + (tail if self.random.random() < 0.5 else "")
                a.carried += a.state == "open"
                if a.state == "open":
                    done.append(a)
            elif line.startswith("## ") and line[3:] in self.uncovered:
                if self.random.random() < 0.5:
                    line += " NOT COVERED"
                else:
                    self.uncovered.remove(line[3:])
            elif "\t" in line and not line.startswith("Series\t"):
                s = next(s for s in self.series if line.startswith(s.title + " v%d" % s.version))
                line = self.change_series(s)
            out.append(line)
            if "\t" in line and not line.startswith("Series\t") and self.random.random() < 0.2:
                out.append(self.open_actions(date, 1)[0] + ("\t" if self.random.random() < 0.5 else ""))
        if self.random.random() < 0.5:
            if "Series\tStakeholders" not in out:
                out += ["", "## Series", "", "Series\tStakeholders"]
            self.series.append(self.new_series())
            out.append(self.series[-1].row())
        out += ["", "## Discussion", "", "Bo: that took longer than we thought.", ""]
        out += [x for line in self.open_actions(date, self.random.randrange(3)) for x in (line, "")]
        # Said again, without its number.
        for a in done:
            if self.random.random() < 0.1:
                out += ["ACTION: " + a.line(), ""]
        if self.random.random() < 0.4:
            topic = "The matter of %s %d" % (self.random.choice(WORDS), self.random.randrange(100))
            self.uncovered.append(topic)
            out += ["## %s NOT COVERED" % topic, "", "Nobody had read the *proposal* about %s." % topic.split()[-1], ""]
        return out

    # What must hold

    def expect(self, what, expected, found):
        if expected != found:
            if isinstance(expected, str):
                lines = difflib.unified_diff(expected.splitlines(), found.splitlines(), "expected", "found", n=0, lineterm="")
                raise Wrong("\n".join([what, *lines]))
            raise Wrong("%s\n  expected: %s\n  found:    %s" % (what, expected, found))

    def check_draft(self, draft, date):
        name = "draft-%s.txt" % date
        with open(os.path.join(self.folder, name), "w", encoding="utf-8") as f:
            f.write(draft)
        self.run("check", "--strict", name)
        model = json.loads(self.run("render", name, "-t", "json"))
        self.expect("kind of the draft for %s" % date, "agenda", model["kind"])
        last = self.dates[-1]
        self.expect("open actions in the draft for %s" % date,
                    sorted((a.id, a.owner) for a in self.actions.values() if a.state == "open"),
                    sorted((a["id"], a["owners"][0].split()[0]) for a in model["actions"] if a["state"] == "open"))
        self.expect("closed ones in the draft for %s" % date,
                    sorted((a.id, a.state) for a in self.actions.values() if a.closed == str(last)),
                    sorted((a["id"], a["state"]) for a in model["actions"] if a["state"] != "open"))
        self.expect("series in the draft for %s" % date,
                    sorted((s.title, "v%d" % s.version, s.status) for s in self.series if s.state == "open"),
                    sorted((s["title"], s["version"], s["status"]) for s in model["series"]))
        for s in model["series"]:
            self.expect("stakeholders of " + s["title"],
                        sorted(next(x.stakeholders for x in self.series if x.title == s["title"])),
                        sorted(p["name"] for p in s["stakeholders"]))
        self.expect("roll of the draft for %s" % date, sorted(PEOPLE), sorted(p["name"] for p in model["attendees"]))
        self.expect("who was ticked", {"expected"}, {p["status"] for p in model["attendees"]})
        titles = [t["title"] for t in model["topics"]]
        self.expect("items not covered", self.uncovered, [t for t in titles if t.startswith("The matter of")])
        for a in self.actions.values():
            if a.state == "open":
                ago = sum(d >= a.since for d in self.dates)
                if "(since %s, %d call%s ago" % (a.since, ago, "" if ago == 1 else "s") not in draft:
                    raise Wrong("age of %s in the draft for %s is not %d" % (a.id, date, ago))

    def check_end(self):
        names = [os.path.basename(m) for m in self.minutes]
        self.random.shuffle(names)
        found = json.loads(self.run("actions", "-t", "json", *names))["actions"]
        self.expect("ids", sorted(self.actions), sorted(a["id"] for a in found))
        for a in found:
            mine = self.actions[a["id"]]
            self.expect("action " + a["id"],
                        (mine.state, mine.owner, mine.line(), str(mine.since), mine.closed, mine.carried),
                        (a["state"], a["owners"][0].split()[0], a["text"], a["since"], a["closed"], a["carried"]))
        found = json.loads(self.run("series", "-t", "json", *names))["series"]
        self.expect("series", sorted((s.title, "v%d" % s.version, s.status, s.state, tuple(sorted(s.stakeholders))) for s in self.series),
                    sorted((s["title"], s["version"], s["status"], s["state"], tuple(sorted(p["name"] for p in s["stakeholders"]))) for s in found))

    def keep(self, lines, date):
        self.minutes.append(os.path.join(self.folder, "%s.txt" % date))
        self.dates.append(date)
        with open(self.minutes[-1], "w", encoding="utf-8") as f:
            f.write("\n".join(lines) + "\n")

    def live(self):
        date = datetime.date(2024, 1, 9)
        self.keep(self.first(date), date)
        for _ in range(11):
            date += datetime.timedelta(days=self.random.choice([28, 28, 35]))
            names = [os.path.basename(m) for m in self.minutes]
            draft = self.run("draft", "--date", str(date), *names)
            # Where somebody took the age away that the last draft told, only the earlier minutes know it.
            self.expect("drafts from all minutes and from the last", *(re.sub(r", \d+ calls? ago", "", d) for d in (
                draft, self.run("draft", "--date", str(date), names[-1]))))
            self.check_draft(draft, date)
            if self.random.random() < 0.25:
                # Nobody came.
                name, old = "draft-%s.txt" % date, date
                date += datetime.timedelta(days=7)
                again = self.run("draft", "--date", str(date), *self.random.choice([[name], names + [name]]))
                wanted = draft.replace("Date: %s" % old, "Date: %s" % date, 1)
                wanted = wanted.replace(old.strftime("%B %Y"), date.strftime("%B %Y"), 1)
                self.expect("the draft of a call that was not held", wanted, again)
                draft = again
                self.check_draft(draft, date)
            self.keep(self.hold(draft, date), date)
        self.check_end()


def main(program, folder, seeds):
    for seed in seeds:
        try:
            Year(os.path.abspath(program), os.path.abspath(folder), seed).live()
            print("ok year %s" % seed)
        except Wrong as e:
            print("not ok year %s" % seed)
            print("  " + str(e).replace("\n", "\n  "))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
