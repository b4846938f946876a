"""An archive of mail of any size: the invented sample again and again, each time with ids and titles of its own, so that no
thread or series touches another."""
import os
import re

from rollcall import TOP

SAMPLE = os.path.join(TOP, "samples", "lantern-devel.mbox")


def mbox(size):
    """The bytes of an mbox of at least that size, and the number of its messages."""
    with open(SAMPLE, "rb") as f:
        sample = f.read()
    count = len(re.findall(rb"(?m)^From \S+ \w{3} \w{3} ", sample))
    # Message-IDs stand in angle brackets at the begin of a line or behind a blank; addresses behind a name too, so that these
    # change as well, which costs a reader no less.
    parts = re.split(rb"(?<=[\w.-])(?=@[\w.-]+>)", sample)
    out, total, n = [], 0, 0
    while total < size:
        copy = (b".c%d" % n).join(parts)
        copy = re.sub(rb"(?m)^(Subject: .*)$", rb"\1 (%d)" % n, copy)
        out.append(copy)
        total += len(copy)
        n += 1
    return b"".join(out), n * count
