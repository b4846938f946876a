/* Fuzz target: any bytes as a user's document whose styles an ODT takes. It is refused with a reason, or it works. */
#include "common.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct write_options options = { .style = fuzz_file("style.odt", (struct str){ (const char *)data, size }) };
	struct document *doc = fuzz_document();
	struct buf package = fuzz_write(write_odt, doc, &options, true);
	buf_free(&package);
	document_free(doc);
	return 0;
}
