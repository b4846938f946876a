#!/usr/bin/env python3
"""A run of more than a second shows on a terminal how far it is, and takes that away: the program on a terminal of its own, and
a file that pauses where it is a pipe."""
import os
import pty
import re
import tempfile
import threading
import time

from rollcall import ROLLCALL, TOP, Report

SAMPLE = os.path.join(TOP, "samples", "lantern-devel.mbox")


def shown(path):
    """What the program writes to its terminal; its output goes elsewhere."""
    child, terminal = pty.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.execv(ROLLCALL, [ROLLCALL, "series", "--mail", path])
    text = b""
    try:
        while piece := os.read(terminal, 4096):
            text += piece
    except OSError:
        pass                    # how a terminal ends
    os.close(terminal)
    _, status = os.waitpid(child, 0)
    return text if status == 0 else b"status %d: " % status + text


def feed(pipe, data):
    with open(pipe, "wb") as f:
        for piece in (data[:len(data) // 2], data[len(data) // 2:]):
            f.write(piece)
            f.flush()
            time.sleep(1.2)


report = Report()
with open(SAMPLE, "rb") as sample:
    mail = sample.read()
with tempfile.TemporaryDirectory(dir=os.environ["SCRATCH"]) as folder:
    slow = os.path.join(folder, "pipe")
    os.mkfifo(slow)
    writer = threading.Thread(target=feed, args=(slow, mail))
    writer.start()
    text = shown(slow)
    writer.join()
    report.result("a long run says how far it is", not re.fullmatch(rb"(\rrollcall: \d+ KB of mail\x1b\[K)+\r\x1b\[K", text) and text)
report.result("a short run says nothing", shown(SAMPLE))
