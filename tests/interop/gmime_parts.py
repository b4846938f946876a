#!/usr/bin/env python3
"""What GMime reads out of messages: gmime_parts.py FILE... prints {file: {"subject", "id", "parts": [[type, hex]]}}."""
import json
import sys

import gi
gi.require_version("GMime", "3.0")
from gi.repository import GMime


def leaves(part):
    if isinstance(part, GMime.Multipart):
        for i in range(part.get_count()):
            yield from leaves(part.get_part(i))
    else:
        memory = GMime.StreamMem.new()
        part.get_content().write_to_stream(memory)
        kind = part.get_content_type()
        yield ["%s/%s" % (kind.get_media_type(), kind.get_media_subtype()), bytes(memory.get_byte_array()).hex()]


def main():
    GMime.init()
    seen = {}
    for file in sys.argv[1:]:
        message = GMime.Parser.new_with_stream(GMime.StreamFile.open(file, "r")).construct_message(None)
        seen[file] = {"subject": message.get_subject() or "", "id": message.get_message_id() or "",
                      "parts": list(leaves(message.get_mime_part()))}
    json.dump(seen, sys.stdout)


main()
