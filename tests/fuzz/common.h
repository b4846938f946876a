/* What the fuzz targets share. A law that is broken ends in abort(), which the fuzzer reports with its input. */
#ifndef FUZZ_COMMON_H
#define FUZZ_COMMON_H

#include "base/buf.h"
#include "files.h"
#include "model/document.h"
#include "read/read.h"
#include "write/write.h"

/* Reads bytes as notes and checks the tree's shapes. */
struct document *fuzz_read(struct str bytes, const struct read_options *options);
/* Some notes that have a bit of everything, read. */
struct document *fuzz_document(void);
/* Runs a writer into memory; what it complains of may be a template or style, which only some targets give. */
struct buf fuzz_write(write_function *write, struct document *doc, const struct write_options *options, bool may_complain);
/* Every writer; and, unless FUZZ_CRASHES is set, reading the Markdown must give the same model and the same Markdown. */
void fuzz_laws(struct document *doc, const struct read_options *options);
/* The next part of an input: up to a byte 0x1e, which no text has, or its end. */
struct str fuzz_part(struct str *rest);

#endif
