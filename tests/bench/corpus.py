"""Notes of any size that read like a long call: one head and roll, then the topics of the samples over and over, with
other words in each copy. The same size gives the same bytes."""
import glob
import os
import random
import re

from rollcall import TOP

# Each with what its first topic begins with; the first gives the head.
SAMPLES = {"lantern-2024-06.txt": "C.1)", "lantern-2024-05.txt": "A long-lived", "lantern-board-2024-03.txt": "1. ",
           "lantern-docs-2024-06-12.md": "## Old"}
WORD = re.compile(r"(?<![\w/@.-])[a-z]{4,}(?![\w/@.-])")
ID = re.compile(r"\bACTION \d{4}(?:-\d\d)+\.\d+")
# Everybody who speaks in one of the samples is in the roll.
ROLL = re.compile(r"(?s)(?<=\nAttendees\n\n).*?(?=\n\n)")
# From here on text repeats: to vary it all would take longer than what it is for.
VARIED = 8 << 20


def notes(size):
    head, bodies = None, []
    for name, first in SAMPLES.items():
        with open(os.path.join(TOP, "samples", name), encoding="utf-8") as f:
            text = f.read()
        begin = text.index("\n" + first) + 1
        head = head or text[:begin]
        bodies.append(ID.sub("ACTION", text[begin:]))
    with open(os.path.join(TOP, "samples", "people.txt"), encoding="utf-8") as f:
        people = [re.sub(", aka .*", "", l) for l in f.read().splitlines() if l.startswith("- ")]
    head = ROLL.sub("\n".join(people), head, 1)
    head = re.sub(r"\nRegrets:.*\n", "\n", head)
    vocabulary = sorted(set(WORD.findall("\n".join(bodies))))
    chance = random.Random(1)

    def other(match):
        return vocabulary[int(chance.random() * len(vocabulary))] if chance.random() < 0.4 else match.group()

    out, length = [head], len(head)
    while length < min(size, VARIED):
        # The first copy of each is as it stands.
        body = bodies[(len(out) - 1) % len(bodies)]
        out.append((WORD.sub(other, body) if len(out) > len(bodies) else body) + "\n")
        length += len(out[-1])
    text = "".join(out)
    if length < size:
        text += text[len(head):] * ((size - length) // (length - len(head)) + 1)
    data = text.encode()
    # Never more than asked for; a line is not cut.
    return data[:data.rfind(b"\n", 0, size) + 1]


def real(size):
    """All of the real notes one behind the other, over and over; empty where they are not."""
    names = [n for pattern in ("seeds/*.txt", "notes/*.txt", "notes/*.md") for n in glob.glob(os.path.join(TOP, "..", "shared", pattern))]
    data = b"".join(open(n, "rb").read() + b"\n" for n in sorted(names))
    return (data * (size // len(data) + 1))[:size] if data else data
