"""Notes that make a careless program slow: each shape is a function from a size in bytes to notes of about that size."""
import itertools

HEAD = "# Lantern community call 2031-05\n\n"
SHAPES = {}


def shape(function):
    SHAPES[function.__name__.replace("_", "-")] = function
    return function


def lines(size, line):
    """Numbered lines up to the size: line is called with 0, 1, 2..."""
    out, n = [], 0
    for i in itertools.count():
        if n >= size:
            return "".join(out)
        out.append(line(i) + "\n")
        n += len(out[-1])


def fill(size, text):
    return text * max(1, size // len(text))


def name(i):
    """A person's name, another for each number, in letters."""
    word = ""
    for _ in range(4):
        word, i = word + "bdfgklmnprstvz"[i % 14] + "aeiou"[i // 14 % 5], i // 70
    return word[:4].capitalize() + " " + word[4:].capitalize()


# One character, one line. What CommonMark, tables, quotes and labels are made of.
for character in "[]<>*_`|(:#~\\&!-+=\"'.@$^{%":
    def repeated(size, character=character):
        return fill(size, character)
    SHAPES["line of " + character] = repeated

# Pieces that open what never closes, and their like.
for piece in ("[a](", "[a](b ", "![", "[^a]", "[a][", "<a ", "<!--", "<![CDATA[", "<?", "</u>", "<u>", "<b><i>", "**a _b ",
              "*a_ ", "`a``b", "``` ", "~~a", "&amp", "&#x", "\\[", "$\\frac{", "http://", "<http://a", "www.", "a@", "<a@b",
              "(a", "[x] ", "ACTION: ", "Mira: ", "- ", "1. ", "> ", "+1 ", "| ", "a | ", "a\t", "a  ", "--> ", "... ",
              "NOT COVERED ", "\u00a0", "\u200b", "\u202e", "e\u0301", "\u0001", "\ufffd", "&nbsp;", "[v2] ", "v1 ", "a, ", "#a "):
    def pieces(size, piece=piece):
        return fill(size, piece)
    SHAPES["line of %r" % piece] = pieces

# The same as lines.
for piece in ("-", "*", "#", ">", "|", "```", "~~~", "---", "===", "[", "<u>", "a", "a:", "- a", "a\n=", "1.", "* [x] a", "... a", "[1]",
              "ACTION:", "DECISION: a", "VOTE: a", "Present: a", "a\tb", "a  b", "|a|b|", "|a|\n|-|", "    a", "> a", "a\n", "# a", "==a==",
              "\\", "<x@y>", "[a]: b", "[1] http://a/", "NOT COVERED", "-\n a", "#+a", "Date: 2031", "\f", " ", "--", "a \\", "a  "):
    def as_lines(size, piece=piece):
        return fill(size, piece + "\n")
    SHAPES["lines of %r" % piece] = as_lines


@shape
def nested_bullets(size):
    """Deeper by a blank a line: a size of n gives depths to the root of 2n."""
    return lines(size, lambda i: " " * i + "- a")


@shape
def nested_bullets_tabs(size):
    return lines(size, lambda i: "\t" * i + "* a")


@shape
def nested_up_and_down(size):
    return lines(size, lambda i: "  " * (i % 40) + "- a%d" % i)


@shape
def deeper_quotes(size):
    return lines(size, lambda i: ">" * (i % 200) + " a%d" % i)


@shape
def longer_code_spans(size):
    return lines(size, lambda i: "`" * (i + 1) + "a").replace("\n", " ")


@shape
def long_word(size):
    return fill(size, "a")


@shape
def long_line(size):
    return fill(size, "some words of a line that goes on ")


@shape
def statements_one_speaker(size):
    return "Present: Mira Okafor, Bo Lindqvist\n\n" + lines(size, lambda i: "Mira: word%d\n" % i)


@shape
def statements_unknown_speakers(size):
    return lines(size, lambda i: "%s: word%d\n" % (name(i), i))


@shape
def attendees(size):
    return "## Attendees\n\n" + lines(size, lambda i: "- %s, Northwind" % name(i))


@shape
def attendees_on_a_line(size):
    return "Present: " + lines(size, lambda i: name(i) + " (Tern Labs)").replace("\n", ", ")


@shape
def attendees_run_on(size):
    return "Attendees: " + lines(size, lambda i: name(i) + ", Northwind").replace("\n", " ")


@shape
def attendees_of_one_first_name(size):
    half = lines(size // 2, lambda i: "- Mira %s" % name(i).split()[1] + "x" * (i % 7))
    return "## Attendees\n\n" + half + "\n## Talk\n\n" + lines(size // 2, lambda i: "Mira: word%d\n" % i)


@shape
def attendees_twice(size):
    half = lines(size // 2, lambda i: "- %s, Northwind" % name(i))
    return "## Attendees\n\n" + half + "\n" + half


@shape
def attendees_all_speak(size):
    return "## Attendees\n\n" + lines(size // 2, lambda i: "- " + name(i)) + "\n## Talk\n\n" + \
        lines(size // 2, lambda i: "%s: word%d\n" % (name(i).split()[0], i))


@shape
def headings(size):
    return lines(size, lambda i: "## Topic %d\n" % i)


@shape
def headings_same(size):
    return lines(size, lambda i: "## Topic\n")


@shape
def headings_of_six_levels(size):
    return lines(size, lambda i: "#" * (i % 6 + 1) + " Topic %d\n\nword%d\n" % (i, i))


@shape
def bare_headings(size):
    return lines(size, lambda i: "Topic of %s\n\nA sentence that says word%d.\n" % (name(i), i))


@shape
def actions(size):
    return "Present: Mira Okafor, Bo Lindqvist\n\n" + lines(size, lambda i: "ACTION: Mira to do word%d\n" % i)


@shape
def actions_unknown_owners(size):
    return lines(size, lambda i: "ACTION: %s to do word%d\n" % (name(i), i))


@shape
def actions_same_id(size):
    return lines(size, lambda i: "ACTION 2031-05.1: Mira to do word%d\n" % i)


@shape
def actions_own_ids(size):
    return lines(size, lambda i: "ACTION 2031-05.%d: Mira to do word%d\n" % (i * 2, i))


@shape
def actions_in_one_line(size):
    return fill(size, "and then ACTION: Mira to do it ")


@shape
def decisions_same(size):
    return lines(size, lambda i: "DECISION: do it\n")


@shape
def votes(size):
    return lines(size, lambda i: "VOTE: do it %d\n\n1. yes\n2. no\n\n+1 Mira, Bo; -1 Ines; 0 Yun\n" % i)


@shape
def vote_of_many(size):
    return "VOTE: do it\n\n+1 " + lines(size, lambda i: name(i)).replace("\n", ", ")


@shape
def fields(size):
    return lines(size, lambda i: "Key%d: value%d" % (i, i))


@shape
def columns_pipe(size):
    half = max(1, size // 4)
    return "|" + "a|" * half + "\n|" + "-|" * half + "\n"


@shape
def columns_tab(size):
    return fill(size // 2, "a\t") + "\n" + fill(size // 2, "b\t") + "\n"


@shape
def columns_blanks(size):
    return fill(size // 2, "a   ") + "\n" + fill(size // 2, "b   ") + "\n"


@shape
def rows_pipe(size):
    return "| a | b |\n|---|---|\n" + lines(size, lambda i: "| word%d | ACTION: Mira to do it |" % i)


@shape
def rows_tab(size):
    return "Series\tStakeholders\n" + lines(size, lambda i: "Series number %d v%d\t%s (Tern Labs)" % (i, i % 9, name(i)))


@shape
def rows_wrapped(size):
    return "Series\tStakeholders\n" + lines(size, lambda i: "Series %d\tMira\n  goes on\n\tBo" % i)


@shape
def series_with_notes(size):
    return "Series\tStakeholders\nOne series v2\tMira Okafor\n" + lines(size, lambda i: "Bo: note %d\n" % i)


@shape
def small_tables(size):
    return lines(size, lambda i: "a%d\tb\nc\td\n" % i)


@shape
def references_used(size):
    return lines(size // 2, lambda i: "see [%d] and [%d]" % (i, i // 2)) + "\n" + \
        lines(size // 2, lambda i: "[%d] https://example.org/%d" % (i, i))


@shape
def references_same(size):
    return lines(size // 2, lambda i: "see [a]") + "\n" + lines(size // 2, lambda i: "[a]: https://example.org/%d" % i)


@shape
def references_to_one_long(size):
    """A short reference to a long address, many times: the output may not be their product."""
    return fill(size // 2, "[a] ") + "\n\n[a]: https://example.org/" + "x" * (size // 2) + "\n"


@shape
def references_undefined(size):
    return lines(size, lambda i: "see [a%d][b%d]" % (i, i))


@shape
def links(size):
    return lines(size, lambda i: "[word%d](https://example.org/%d) <https://example.org/> https://example.org/x%d" % (i, i, i))


@shape
def message_ids(size):
    return "List: https://lists.example.org/lantern-devel/\n\n" + lines(size, lambda i: "see <m%d@example.org>" % i)


@shape
def emphasis(size):
    return lines(size, lambda i: "*a **b `c` _d_ ~~e~~ <u>f</u>** g*")


@shape
def emphasis_across(size):
    return lines(size, lambda i: "*a **b _c")


@shape
def fences(size):
    return lines(size, lambda i: "```\ncode %d\n```\n" % i)


@shape
def quotes_and_text(size):
    return lines(size, lambda i: "> quoted %d\nanswered %d" % (i, i))


@shape
def blanks(size):
    return fill(size, " ") + "\nend\n"


@shape
def empty_lines(size):
    return fill(size, "\n") + "end\n"


@shape
def front_matter_unclosed(size):
    return "---\n" + lines(size, lambda i: "key%d: value" % i)


@shape
def irc_log(size):
    return lines(size, lambda i: "12:%02d <nick%d> word%d" % (i % 60, i % 50, i))


@shape
def mail_headers(size):
    return "From: Mira <mira@example.org>\n" + lines(size, lambda i: "X-Header-%d: value" % i) + "\ntext\n"


@shape
def windows_1252(size):
    return lines(size, lambda i: "caf\udce9 %d" % i)


@shape
def no_title(size):
    return lines(size, lambda i: "word%d and on" % i)


@shape
def wrapped_paragraph(size):
    return lines(size, lambda i: "a line of %d words" % i)


@shape
def sub_items(size):
    return "- Mira:\n" + lines(size, lambda i: "  - said %d" % i)


@shape
def long_label(size):
    return fill(size, "Mira Bo ") + ": text\n"


@shape
def labels_of_many(size):
    return lines(size, lambda i: name(i)).replace("\n", ", ") + ": text\n"


def notes(kind, size):
    """The bytes of a shape; most stand under a title."""
    text = SHAPES[kind](size)
    head = "" if kind in ("front-matter-unclosed", "mail-headers", "no-title") else HEAD
    return (head + text).encode("utf-8", "surrogateescape")
