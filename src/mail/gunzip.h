/* Decompression of gzip's format, by zlib, which is loaded when a file needs it. */
#ifndef MAIL_GUNZIP_H
#define MAIL_GUNZIP_H

#include <stddef.h>
#include <stdbool.h>

struct gunzip;
struct gunzip *gunzip_new(void);
/* Takes input from *in, *in_n and gives at most n bytes to out; returns how many. *broken is set where the data are no
 * gzip data; several members behind each other are one content. */
size_t gunzip_step(struct gunzip *g, const char **in, size_t *in_n, char *out, size_t n, bool *broken);
/* Has the content ended where the input did? */
bool gunzip_complete(const struct gunzip *g);
void gunzip_free(struct gunzip *g);

#endif
