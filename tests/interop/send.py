#!/usr/bin/env python3
"""Can what is posted be sent, and does it open right? With real programs.

usage: send.py FOLDER      a folder for messages

git send-email and a sendmail take the message; the latter delivers it, to a server of the test's own, as it is. mutt
shows the text of its first part.
"""
import os
import pty
import shutil
import socket
import subprocess
import sys
import threading
import time

from rollcall import TOP, Report, run

FOLDER = os.path.abspath(sys.argv[1])
NOTES = os.path.join(TOP, "samples", "lantern-2024-06.txt")
TITLE = "Agenda and Minutes: Lantern Community Call June 2024"
report = Report()


def path(name, content=None):
    full = os.path.join(FOLDER, name)
    if content is not None:
        with open(full, "wb") as f:
            f.write(content)
    return full


def git(message):
    core = subprocess.run(["git", "--exec-path"], capture_output=True, text=True).stdout.strip()
    if not os.path.exists(os.path.join(core, "git-send-email")):
        report.skip("git send-email", "git-email is not installed")
        return
    ended = subprocess.run(["git", "send-email", "--dry-run", "--confirm=never", "--suppress-cc=all", "--smtp-server=localhost",
                            "--from", "a@example.org", "--to", "b@example.org", message], capture_output=True, text=True, cwd=FOLDER, timeout=60,
                           env={**os.environ, "GIT_DIR": "/dev/null", "HOME": FOLDER, "EMAIL": "a@example.org"})
    wanted = ("RCPT TO:<list@example.org>", "Subject: " + TITLE, "In-Reply-To: <0@example.org>",
              'Content-Type: multipart/alternative; boundary="=_rollcall_alternative"')
    missing = [w for w in wanted if w not in ended.stdout]
    report.result("git send-email takes the message", "%s not in:\n%s%s" % (missing, ended.stdout, ended.stderr) if missing else None)


class Server(threading.Thread):
    """One SMTP session (RFC 5321) on the loopback interface; what came is in recipients and data."""

    def __init__(self):
        super().__init__(daemon=True)
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.socket.settimeout(30)
        self.port = self.socket.getsockname()[1]
        self.recipients, self.data = [], b""

    def run(self):
        connection, _ = self.socket.accept()
        connection.settimeout(30)
        with connection, connection.makefile("rwb") as stream:
            def say(line):
                stream.write(line + b"\r\n")
                stream.flush()
            say(b"220 test")
            for line in stream:
                verb = line[:4].upper()
                if verb == b"RCPT":
                    self.recipients.append(line.split(b":", 1)[1].strip().decode())
                if verb == b"DATA":
                    say(b"354 go on")
                    for line in stream:
                        if line == b".\r\n":
                            break
                        self.data += line[1:] if line.startswith(b".") else line
                say(b"221 bye" if verb == b"QUIT" else b"250 ok")
                if verb == b"QUIT":
                    return


def sendmail(message):
    if not shutil.which("msmtp"):
        report.skip("sendmail -t", "msmtp is not installed")
        return
    server = Server()
    server.start()
    config = path("msmtprc", b"account default\nhost 127.0.0.1\nport %d\nfrom a@example.org\ndomain localhost\n"
                  b"set_from_header off\nset_date_header off\nset_msgid_header off\nundisclosed_recipients off\n" % server.port)
    os.chmod(config, 0o600)
    with open(message, "rb") as f:
        ended = subprocess.run(["msmtp", "-C", config, "-t"], stdin=f, capture_output=True, text=True, timeout=60)
        server.join(30)
        f.seek(0)
        sent = f.read()
    wrong = ended.stderr if ended.returncode else None
    if not wrong and server.recipients != ["<list@example.org>"]:
        wrong = "sent to %s" % server.recipients
    if not wrong and server.data.replace(b"\r\n", b"\n") != sent:
        wrong = "another message arrived:\n%s" % server.data.decode("utf-8", "replace")
    report.result("sendmail -t delivers the message as it is", wrong)


def mutt(message):
    if not shutil.which("mutt"):
        report.skip("mutt shows the text", "mutt is not installed")
        return
    with open(message, "rb") as f:
        box = path("box", b"From a@example.org Tue Jun 11 16:00:00 2024\n" + f.read() + b"\n")
    shown = path("shown")
    config = path("muttrc", b"set folder=%b spoolfile=%b record= mbox_type=mbox move=no read_only=yes wait_key=no pipe_decode=yes\n"
                  b"set reflow_text=no confirmappend=no quit=yes alias_file=/dev/null history_file=/dev/null\n"
                  b"push \"<pipe-message>cat > shown<enter><exit>\"\n" % (FOLDER.encode(), box.encode()))
    child, terminal = pty.fork()
    if not child:
        os.chdir(FOLDER)
        os.environ.update(TERM="xterm", HOME=FOLDER)
        os.execvp("mutt", ["mutt", "-n", "-R", "-F", config, "-f", box])
    end, ended = time.time() + 60, False
    while not ended and time.time() < end:
        try:
            ended = not os.read(terminal, 65536)
        except OSError:
            ended = True
    if not ended:
        os.kill(child, 9)
    os.waitpid(child, 0)
    os.close(terminal)
    if not os.path.exists(shown):
        report.result("mutt shows the text", "it showed nothing")
        return
    with open(shown, encoding="utf-8") as f:
        header, _, body = f.read().partition("\n\n")
    text = run("post", "--text", NOTES).stdout.decode()
    wanted = text.splitlines()
    wrong = [] if "Subject: " + TITLE in header else ["the header is\n" + header]
    lines = body.rstrip("\n").splitlines()
    # Parts that it does not show it may tell of before and after the text.
    lines = [line for line in lines if not line.startswith("[-- ")]
    if [line for line in lines if line.strip()] != [line for line in wanted if line.strip()]:
        wrong.append("\n".join(line for line in lines if line not in wanted) or "lines are missing")
    report.result("mutt shows the text", "\n".join(wrong))


def main():
    message = path("minutes.eml", run("post", NOTES, "--to", "List <list@example.org>", "--reply-to-id", "0@example.org").stdout)
    git(message)
    sendmail(message)
    mutt(message)


main()
