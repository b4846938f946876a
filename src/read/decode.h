/* Bytes of a file to text: UTF-8, '\n' line ends, no BOM, nothing that hides. */
#ifndef READ_DECODE_H
#define READ_DECODE_H

#include "model/document.h"

/* Sets doc->source from bytes, which must live as long as doc. What was changed is said in doc->diags:
 * - invalid UTF-8: read as Windows-1252 where that makes text, the bytes alone or the whole; else, and for NUL,
 *   DIAG_BINARY and an empty source;
 * - CRLF, CR, form feed, U+0085, U+2028, U+2029 end a line; NBSP is a blank; U+200B, U+FEFF are dropped;
 * - control characters become U+FFFD, bidirectional controls their name in brackets. */
void decode(struct document *doc, struct str bytes);

#endif
