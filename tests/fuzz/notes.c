/* Fuzz target: any bytes as notes, through the reader, every writer, and the Markdown back through the reader. */
#include "common.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct read_options options = { .notation = "auto" };
	struct document *doc = fuzz_read((struct str){ (const char *)data, size }, &options);
	struct out explained = OUT_MEMORY;
	read_explain(doc, &explained);
	out_free(&explained);
	fuzz_laws(doc, &options);
	document_free(doc);
	return 0;
}
