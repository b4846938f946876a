"""A thousand calls of 8 KB: the large notes of corpus.py, cut between their paragraphs, each part with a head of its
own."""
import datetime
import os

import corpus

HEAD = "Agenda and Minutes: Lantern Community Call %s\n\nDate: %s\nTime: 15:00 UTC\nChair: Tomas Hale\n\n"


def write(folder, count, size=8 << 10):
    text = corpus.notes(count * size).decode()
    begin = text.index("\nAttendees\n") + 1
    roll = text[begin:text.index("\n\n", begin + len("Attendees\n\n"))]
    room = size - len(HEAD) - len(roll) - 64
    paragraphs, parts, length = text[begin + len(roll):].split("\n\n"), [[]], 0
    for paragraph in paragraphs:
        if length > room and len(parts) < count:
            parts.append([])
            length = 0
        parts[-1].append(paragraph)
        length += len(paragraph) + 2
    day = datetime.date(2000, 1, 4)
    os.makedirs(folder, exist_ok=True)
    for part in parts:
        day += datetime.timedelta(days=7)
        head = HEAD % (day.strftime("%d %B %Y"), day)
        with open(os.path.join(folder, "%s.txt" % day), "w", encoding="utf-8") as f:
            f.write(head + roll + "\n\n" + "\n\n".join(part) + "\n")
