/* What survives a mail client: the page's blocks with every look in-line, from styles/mail.css and templates/mail.html. */
#include "write/html.h"

#include "base/mem.h"
#include "write/mail_style.h"

/* Elements that mail clients drop, or do not lay out, become others; within: a class of the element or of one around. */
static const struct rename {
	const char *within, *element, *instead;
} renames[] = {
	{ "fields", "dl", "table" }, { "fields", "div", "tr" }, { "fields", "dt", "td" }, { "fields", "dd", "td" },
	{ NULL, "time", "span" }, { NULL, "mark", "span" },
};
enum { RENAMES = sizeof renames / sizeof *renames };

/* All others would be dropped, or reach out of the mail. */
static const char *const kept[] = {
	"align", "border", "cellpadding", "cellspacing", "colspan", "dir", "href", "lang", "rowspan", "scope", "start", "title",
	"value", "width",
};

/* What older clients read instead of the style. */
static const struct legacy {
	const char *attribute, *property;
	const char *elements;
} legacy[] = {
	{ "bgcolor", "background-color", "table tr td th" }, { "valign", "vertical-align", "tr td th" },
	{ "width", "width", "table td th" },
};

/* Blocks of text. What is copied out of a mail or pasted into one may lose what is around them, so they carry their
 * colours themselves. */
static const char carriers[] = "p li dt dd";

/* An open element. */
struct place {
	uint64_t around;                 /* it and those around it, to the style sheet */
	unsigned within;                 /* the same, to the renames */
	size_t elements;                 /* in it, so far */
	struct str background, colour;   /* as they show here */
};

struct filter {
	const struct mail_style *style;
	struct xml *to;
	struct place *open;
	size_t depth, room;
	/* the start tag that is being written */
	const char *name;
	struct buf values;
	struct { const char *name; size_t begin, end; } attributes[16];
	size_t attribute_count;
	struct buf css;
};

static bool has_word(struct str words, struct str wanted)
{
	struct str word;
	while (str_word(&words, &word))
		if (str_eq(word, wanted))
			return true;
	return false;
}

static void start(void *context, const char *name)
{
	struct filter *f = context;
	f->name = name;
	f->attribute_count = 0;
	buf_cut(&f->values, 0);
}

static void attr(void *context, const char *name, struct str value)
{
	struct filter *f = context;
	if (f->attribute_count == sizeof f->attributes / sizeof *f->attributes)
		return;
	f->attributes[f->attribute_count].name = name;
	f->attributes[f->attribute_count].begin = f->values.n;
	buf_str(&f->values, value);
	f->attributes[f->attribute_count++].end = f->values.n;
}

static struct str attribute(const struct filter *f, size_t i)
{
	return str_range(f->values.p + f->attributes[i].begin, f->values.p + f->attributes[i].end);
}

static struct str attribute_named(const struct filter *f, const char *name)
{
	for (size_t i = 0; i < f->attribute_count; i++)
		if (strcmp(f->attributes[i].name, name) == 0)
			return attribute(f, i);
	return STR_EMPTY;
}

static const char *rename_element(const struct filter *f, unsigned within)
{
	for (size_t i = 0; i < RENAMES; i++)
		if (strcmp(renames[i].element, f->name) == 0 && (!renames[i].within || (within & 1u << i)))
			return renames[i].instead;
	return f->name;
}

static void put_kept(struct filter *f)
{
	for (size_t i = 0; i < f->attribute_count; i++)
		for (size_t k = 0; k < sizeof kept / sizeof *kept; k++) {
			if (strcmp(f->attributes[i].name, kept[k]) != 0)
				continue;
			/* A place within the page: ids do not survive. */
			if (strcmp(kept[k], "href") != 0 || !str_starts(attribute(f, i), STR("#")))
				xml_attr(f->to, kept[k], attribute(f, i));
		}
}

static void put_declaration(struct filter *f, struct str property, struct str value)
{
	if (f->css.n)
		buf_cstr(&f->css, ";");
	buf_str(&f->css, property);
	buf_cstr(&f->css, ":");
	buf_str(&f->css, value);
}

/* A client's dark mode replaces what is not said: no colour comes without its background, and the other way round. */
static void put_style(struct filter *f, const struct mail_declarations *found, struct place *place)
{
	bool carries = has_word(str_of(carriers), str_of(f->name));
	struct str background = mail_style_value(found, STR("background-color"));
	struct str colour = mail_style_value(found, STR("color"));
	buf_cut(&f->css, 0);
	for (size_t i = 0; i < found->count; i++)
		put_declaration(f, found->items[i]->property, found->items[i]->value);
	if ((carries || colour.n) && !background.n && place->background.n)
		put_declaration(f, STR("background-color"), place->background);
	if ((carries || background.n) && !colour.n && place->colour.n)
		put_declaration(f, STR("color"), place->colour);
	if (f->css.n)
		xml_attr(f->to, "style", buf_slice(&f->css));
	place->background = background.n ? background : place->background;
	place->colour = colour.n ? colour : place->colour;
}

static void put_legacy(struct filter *f, const char *element, const struct mail_declarations *found)
{
	if (strcmp(element, "table") == 0) {
		const struct { const char *name, *value; } bare[] = { { "border", "0" }, { "cellpadding", "0" }, { "cellspacing", "0" } };
		for (size_t i = 0; i < sizeof bare / sizeof *bare; i++)
			if (!attribute_named(f, bare[i].name).n)
				xml_attr_c(f->to, bare[i].name, bare[i].value);
	}
	for (size_t i = 0; i < sizeof legacy / sizeof *legacy; i++) {
		struct str value = mail_style_value(found, str_of(legacy[i].property));
		if (!value.n || !has_word(str_of(legacy[i].elements), str_of(element)) ||
		    attribute_named(f, legacy[i].attribute).n)
			continue;
		if (str_ends(value, STR("em")))
			continue;        /* the attribute knows pixels and per cent */
		xml_attr(f->to, legacy[i].attribute, str_ends(value, STR("px")) ? str_first(value, value.n - 2) : value);
	}
}

static void content(void *context)
{
	struct filter *f = context;
	struct place *parent = f->depth ? &f->open[f->depth - 1] : NULL;
	struct place place = { 0, 0, 0, STR_EMPTY, STR_EMPTY };
	struct str classes = attribute_named(f, "class");
	struct mail_element e = { str_of(f->name), classes, !parent || parent->elements == 0 };
	struct mail_declarations found;
	if (parent) {
		parent->elements++;
		place = *parent;
		place.elements = 0;
	}
	for (size_t i = 0; i < RENAMES; i++)
		if (renames[i].within && has_word(classes, str_of(renames[i].within)))
			place.within |= 1u << i;
	mail_style_find(f->style, &e, place.around, &found);
	const char *element = rename_element(f, place.within);
	xml_start(f->to, element);
	put_kept(f);
	put_legacy(f, element, &found);
	put_style(f, &found, &place);
	if (xml_is_void(f->name))
		return;
	place.around |= mail_style_around(f->style, &e);
	VEC_ROOM(f->open, f->depth, f->room);
	f->open[f->depth++] = place;
}

static void end(void *context)
{
	struct filter *f = context;
	f->depth--;
	xml_end(f->to);
}

const char *write_mail_html(struct document *doc, const struct write_options *options, struct out *out)
{
	static const char built_in[] = "styles/mail.css";
	struct html h = { .doc = doc, .style = STR_EMPTY, .no_places = true };
	struct filter f = { .values = BUF_INIT, .css = BUF_INIT };
	const struct xml_filter filter = { &f, start, attr, content, end };
	const char *error = html_read_style(&h, built_in, options->style);
	if (!error)
		error = mail_style_read(&doc->arena, options->style ? options->style : built_in, h.style, &f.style);
	if (error)
		return error;
	f.to = xml_new(out, XML_HTML);
	h.x = xml_new_filtered(f.to, &filter);
	error = html_write(&h, HTML_MAIL, options);
	xml_free(h.x);
	xml_free(f.to);
	mem_free(f.open);
	buf_free(&f.values);
	buf_free(&f.css);
	return error;
}
