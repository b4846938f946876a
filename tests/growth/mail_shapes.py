"""Archives of mail that make a careless program slow: each shape is a function from a size in bytes to an mbox of about that
size."""
import itertools

import mail_corpus

SHAPES = {}
FROM = "From mok@example.org Mon May  6 10:00:00 2024\n"


def shape(function):
    SHAPES[function.__name__.replace("_", "-")] = function
    return function


def message(number, header="", body="text", name="Mira Okafor", subject="[PATCH] lamp: Dim slowly"):
    return "%sFrom: %s <%s@example.org>\nDate: Mon, 6 May 2024 %02d:%02d:%02d +0000\nMessage-ID: <%s@x>\nSubject: %s\n%s\n%s\n\n" % (
        FROM, name, name.split()[0].lower(), number // 3600 % 24, number // 60 % 60, number % 60, number, subject, header, body)


def many(size, make):
    """Messages up to the size: make is called with 0, 1, 2..."""
    out, n = [], 0
    for i in itertools.count():
        if n >= size:
            return "".join(out).encode()
        out.append(make(i))
        n += len(out[-1])


def one(size, piece, before="", **parts):
    """One message whose body is the piece again and again, and a second one that must be read too."""
    body = before + piece * max(1, (size - 500) // len(piece))
    return (message(0, body=body, **parts) + message(1, subject="[PATCH] the next one")).encode()


@shape
def samples(size):
    return mail_corpus.mbox(size)[0]


@shape
def answers_to_one(size):
    return many(size, lambda i: message(i, i and "In-Reply-To: <0@x>\n" or "", name="Name%d Okafor" % i))


@shape
def answers_in_a_chain(size):
    return many(size, lambda i: message(i, "In-Reply-To: <%d@x>\n" % (i - 1), "Please call a vote on this.", subject="Re: [PATCH v2 3/5] lamp: Dim"))


@shape
def answers_in_a_circle(size):
    return many(size, lambda i: message(i, "In-Reply-To: <%d@x>\n" % (i ^ 1)))


@shape
def answers_by_subject(size):
    return many(size, lambda i: message(i, subject="Re: lamp: Dim slowly"))


@shape
def answers_to_two(size):
    return many(size, lambda i: message(i, "In-Reply-To: <%d@x> <%d@x>\nReferences: <gone%d@x> <gone@x>\n" % (i - 1, i // 2, i)))


@shape
def one_id(size):
    return many(size, lambda i: message(0, name="Name%d Okafor" % i))


@shape
def versions(size):
    return many(size, lambda i: message(i, subject="[PATCH v%d] lamp: Dim slowly" % (i + 1)))


@shape
def titles(size):
    return many(size, lambda i: message(i, subject="[PATCH v2 1/9] lamp: Dim number %d" % i))


@shape
def counts(size):
    return many(size, lambda i: message(i, subject="[PATCH v%d 1/999] lamp: Dim number %d" % (i, i)))


@shape
def patches(size):
    return many(size, lambda i: message(i, "In-Reply-To: <0@x>\n", subject="[PATCH %d/900] lamp: Dim number %d" % (i % 900, i)))


@shape
def votes(size):
    return many(size, lambda i: message(i, "In-Reply-To: <0@x>\n", "I think this needs an explicit vote of the maintainers. I am for option %d." % i,
                                        name="Name%d Okafor" % i, subject="Re: [PATCH] lamp: Dim slowly"))


@shape
def reviews(size):
    return many(size, lambda i: message(i, "In-Reply-To: <0@x>\n", "For patches 1-3:\nReviewed-by: Name%d Okafor <n%d@example.org>" % (i, i),
                                        subject="Re: [PATCH] lamp: Dim slowly"))


@shape
def pings(size):
    return many(size, lambda i: message(i, "In-Reply-To: <0@x>\n", "Ping?", subject="Re: [PATCH] lamp: Dim slowly"))


@shape
def changes(size):
    return many(size, lambda i: message(i, body="change-id: lamp-%d\nSupersedes: <%d@x>" % (i % 7, i - 1), subject="[PATCH v%d] lamp: %d" % (i + 1, i)))


@shape
def receivers(size):
    return (message(0, "To: " + ", ".join("n%d@example.org" % i for i in range(size // 20)) + "\n") + message(1)).encode()


@shape
def references(size):
    return (message(0, "References:" + "".join(" <%d@y>\n" % i for i in range(size // 9))) + message(1)).encode()


@shape
def fields(size):
    return (message(0, "X-Lamp: dim\n" * (size // 12)) + message(1)).encode()


@shape
def lines_that_begin_with_from(size):
    return one(size, "\nFrom a conceptual point of view\n")


@shape
def from_lines_without_a_header(size):
    return one(size, "\nFrom me Mon May  6 10:00:00 2024\n")


@shape
def from_lines_without_a_date(size):
    return many(size, lambda i: message(i).replace(" Mon May  6 10:00:00 2024", "", 1) if i else message(0))


@shape
def one_subject_line(size):
    return (message(0, subject="Re: [PATCH] " + "=?utf-8?q?a?= " * (size // 14)) + message(1)).encode()


@shape
def options(size):
    return one(size, "1. Wait.\n2. Do not wait.\n", "These options need a vote:\n")


@shape
def tags(size):
    return one(size, "Acked-by: Ines Duarte <ines@example.org>\n")


# Bodies of one piece again and again.
for piece in (">", "> ", "> a\n", ">> a\n> b\n", "a", "a ", "a\n", "\n", "a. ", "vote ", "I need a vote. ", "On Monday, Mira Okafor wrote:\n", "-- \n", "+a\n",
              "- a\n", "_", ":", "<a@b> ", "\u202e", "[PATCH] "):
    def pieces(size, piece=piece):
        return one(size, piece)
    SHAPES["body of %r" % piece] = pieces

for piece in ("<", "<b>", "<!--", "<style>", "<blockquote>", "&lt;", "&", "<script></"):
    def hypertext(size, piece=piece):
        return one(size, piece, header="Content-Type: text/html\n")
    SHAPES["page of %r" % piece] = hypertext

for piece in ("--b\n\na\n", "--b\nContent-Type: multipart/mixed; boundary=b\n\n", "--b\nContent-Type: message/rfc822\n\n", "--b--\n"):
    def parts(size, piece=piece):
        return one(size, piece, header="Content-Type: multipart/mixed; boundary=b\n")
    SHAPES["parts of %r" % piece] = parts


@shape
def messages_in_messages(size):
    return one(size, "Content-Type: message/rfc822\n\n", header="Content-Type: message/rfc822\n")


@shape
def flowed_lines(size):
    return one(size, "a \n", header="Content-Type: text/plain; format=flowed\n")
