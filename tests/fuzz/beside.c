/* Fuzz target: a people file, a posted agenda and notes, each ended by a byte 0x1e. */
#include "common.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str rest = { (const char *)data, size };
	struct read_options options = { .notation = "auto" };
	options.people_text = fuzz_part(&rest);
	options.agenda_text = fuzz_part(&rest);
	options.people_name = options.people_text.n ? STR("people.txt") : STR_EMPTY;
	options.agenda_name = options.agenda_text.n ? STR("agenda.txt") : STR_EMPTY;
	struct document *doc = fuzz_read(rest, &options);
	fuzz_laws(doc, &options);
	document_free(doc);
	return 0;
}
