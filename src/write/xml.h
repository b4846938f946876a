/* XML and HTML writing behind one file: escaping and balance are its.
 *
 * Characters that XML 1.0 §2.2 forbids, and bytes that are no UTF-8, become U+FFFD. Attributes come after xml_start()
 * and before any content. Names are the caller's until the element ends. */
#ifndef WRITE_XML_H
#define WRITE_XML_H

#include "base/out.h"

struct xml;

enum xml_syntax {
	XML_XML,      /* an element without content is <e/> */
	XML_HTML      /* void elements are <br>, all others are closed by a tag */
};

/* Writes to out, which must outlive it. xml_free() closes what is still open and flushes into out. */
struct xml *xml_new(struct out *out, enum xml_syntax syntax);

/* What stands between a writer and an output that is not quite its: elements and attributes go to the filter, which
 * writes what it makes of them to the output; text and mark-up go there as they are, after content(). */
struct xml_filter {
	void *context;
	void (*start)(void *context, const char *name);
	void (*attr)(void *context, const char *name, struct str value);
	void (*content)(void *context);      /* the start tag, of a void element too, has all its attributes */
	void (*end)(void *context);          /* of an element that is not void */
};

/* Writes to the filter and to to, both of which must outlive it. Freeing it does not free to. */
struct xml *xml_new_filtered(struct xml *to, const struct xml_filter *filter);
void xml_free(struct xml *x);

void xml_start(struct xml *x, const char *name);
void xml_end(struct xml *x);
void xml_attr(struct xml *x, const char *name, struct str value);
void xml_attr_c(struct xml *x, const char *name, const char *value);
void xml_attr_n(struct xml *x, const char *name, long value);
void xml_text(struct xml *x, struct str text);
void xml_text_c(struct xml *x, const char *text);
/* Bytes that are well-formed mark-up already (a template, a style sheet). */
void xml_raw(struct xml *x, struct str markup);
/* Text of an element in which HTML (§13.1.2.1) knows no escapes: name is "style" or "script". What looks like its end
 * tag is made inert. */
void xml_raw_text(struct xml *x, struct str text, const char *name);
/* xml_start, xml_text, xml_end. */
void xml_element(struct xml *x, const char *name, struct str text);

/* Is it an element of HTML (§13.1.2) that has no content and no end tag? ASCII case does not matter. */
bool xml_is_void(const char *name);
/* Offset of the first byte that xml_text() would have to replace, or STR_NONE. */
size_t xml_find_forbidden(struct str text, enum xml_syntax syntax);

#endif
