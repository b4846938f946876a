/* A shared library that is loaded when it is first needed: what few runs need must not slow the start of all. */
#ifndef BASE_LIBRARY_H
#define BASE_LIBRARY_H

#include <stddef.h>

/* Fills functions, an array (or a structure that has only function pointers), with the addresses of names, in their
 * order; dlopen(3) says where file, "libzip.so.4", is looked for. Functions of the libraries that it needs itself are
 * found too. Without the library or one of the names the program dies with the loader's reason. */
void library_load(const char *file, const char *const *names, size_t count, void *functions);

#endif
