/* The entry of a fuzz target, and files for what reads files. */
#ifndef FUZZ_FILES_H
#define FUZZ_FILES_H

#include <stdint.h>

#include "base/str.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A folder for the files of this process, below $SCRATCH or the system's temporary one; removed at exit. */
const char *fuzz_folder(void);
/* A file in it with these bytes; its name is valid until the next call. */
const char *fuzz_file(const char *name, struct str bytes);

#endif
