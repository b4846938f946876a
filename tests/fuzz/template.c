/* Fuzz target: any bytes as a user's page template and, behind a byte 0x1e, as a style sheet. They are refused with a
 * reason, or they work. */
#include "common.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str rest = { (const char *)data, size };
	fuzz_file("page.html", fuzz_part(&rest));
	struct write_options options = { .templates = fuzz_folder(), .style = rest.n ? fuzz_file("page.css", rest) : NULL };
	struct document *doc = fuzz_document();
	struct buf page = fuzz_write(write_html, doc, &options, true);
	buf_free(&page);
	document_free(doc);
	return 0;
}
