/* Templates: the frame of an HTML output and the words rollcall adds to it, in files that a user may replace.
 *
 * A template is well-formed XHTML: every element is closed, every attribute is quoted, and of all named characters
 * only XML's five exist (&#160; instead of &nbsp;). A <!DOCTYPE html> may stand first, nothing else may be declared.
 * Whatever the attributes below do not mark is passed through as it is, without the template's comments.
 *
 *   data-rc="NAME"        the element's content is replaced by NAME of the document; where there is none, it stays
 *   data-rc-if="NAME"     the element is left out where the document has no NAME
 *   data-rc-ATTR="NAME"   the attribute ATTR (lang, datetime, content, title, aria-label) is replaced by NAME; where
 *                         the document has none, it stays
 *   data-rc-word="WORD"   the element's text is what rollcall says for WORD; the element itself is left out
 *   data-rc="words"       the element is left out: a place to keep words in
 *
 * Which names and words there are is the writer's matter (struct template_type; html.h has the page's, and
 * rollcall-templates(7) tells them to users). A word that a user's template lacks is taken from the built-in one, and one
 * that a template lacks whose type is like another from that. */
#ifndef WRITE_TEMPLATE_H
#define WRITE_TEMPLATE_H

#include "base/arena.h"
#include "write/xml.h"

enum template_kind {
	SLOT_TEXT,           /* also in an attribute, and as often as wanted */
	SLOT_BLOCKS,         /* blocks with anchors: at most once */
	SLOT_STYLE,          /* a style sheet: in <style> only */
	SLOT_CONDITION       /* for data-rc-if only */
};

struct template_slot {
	const char *name;
	enum template_kind kind;
	bool required;       /* a template that does not use it is refused */
};

struct template_type {
	const char *file;    /* "page.html" */
	const struct template_slot *slots;
	size_t slot_count;
	const char *const *words;
	size_t word_count;
	const struct template_type *like;    /* has the words that this one lacks, and the same list of them; or NULL */
};

struct template;

/* The file in folder or, where folder is NULL or has no such file, the built-in one. Returns NULL, or what is wrong
 * with the template ("FILE:LINE: what", in arena). The template lives in arena too but must be freed. */
const char *template_read(struct arena *arena, const struct template_type *type, const char *folder,
	struct template **t);
void template_free(struct template *t);

/* Does the slot stand where elements may? (Not so in <title>, or in a link.) */
bool template_uses(const struct template *t, size_t slot);
struct str template_word(const struct template *t, size_t word);

/* What a template asks of its writer; slot is an index into the type's slots. */
struct template_host {
	void *context;
	bool (*has)(void *context, size_t slot);
	/* The slot's content. Plain where no element may stand: the element holds characters only, or is itself a link. */
	void (*fill)(void *context, size_t slot, bool plain);
	struct str (*value)(void *context, size_t slot);     /* of a SLOT_TEXT, for an attribute */
};

/* Behind <!DOCTYPE html> where the template's root is <html>; what has another is a fragment. */
void template_write(struct template *t, struct xml *x, const struct template_host *host);

#endif
