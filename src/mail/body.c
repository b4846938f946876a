#include "mail/body.h"

#include "base/gmime.h"
#include "mail/charset.h"
#include "mail/hypertext.h"

enum {
	DEPTH_LIMIT = 30,              /* of parts in parts */
	PART_LIMIT = 20000,            /* lines that may begin a part */
	TEXT_LIMIT = 4 << 20           /* bytes of one text part that are read */
};

struct body {
	struct archive *archive;
	struct message *message;
	struct buf decoded, converted;
	bool said_deep;
};

static bool is_type(GMimeContentType *type, const char *media, const char *subtype)
{
	return gmime.g_mime_content_type_is_type(type, media, subtype);
}

static struct str parameter(GMimeContentType *type, const char *name)
{
	const char *value = gmime.g_mime_content_type_get_parameter(type, name);
	return value ? str_trim(str_of(value)) : STR_EMPTY;
}

static void complain(struct body *b, enum diag_code code, const char *first, struct str second)
{
	archive_diag(b->archive, code, b->message->file, b->message->offset, str_of(first), second);
}

static struct str decode_transfer(struct body *b, GMimeContentEncoding encoding, struct str bytes)
{
	if (encoding != GMIME_CONTENT_ENCODING_BASE64 && encoding != GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE)
		return bytes;
	GMimeEncoding state;
	buf_cut(&b->decoded, 0);
	gmime.g_mime_encoding_init_decode(&state, encoding);
	buf_reserve(&b->decoded, gmime.g_mime_encoding_outlen(&state, bytes.n) + 1);
	b->decoded.n = gmime.g_mime_encoding_step(&state, bytes.p, bytes.n, b->decoded.p);
	b->decoded.p[b->decoded.n] = '\0';
	return buf_slice(&b->decoded);
}

static void read_text(struct body *b, GMimeContentType *type, GMimeContentEncoding encoding, struct str bytes, unsigned quote)
{
	struct str charset = parameter(type, "charset");
	if (bytes.n > TEXT_LIMIT) {
		complain(b, DIAG_MAIL_LONG, "text", STR("4194304"));
		bytes.n = TEXT_LIMIT;
	}
	bytes = decode_transfer(b, encoding, bytes);
	struct str text = charset_decode(charset, bytes, &b->converted);
	if (memchr(text.p, '\0', text.n))
		complain(b, DIAG_MAIL_BINARY, "", STR_EMPTY);
	if (charset.n && !charset_known(charset))
		archive_diag(b->archive, DIAG_MAIL_CHARSET, b->message->file, b->message->offset, charset,
			text.p == bytes.p ? STR("UTF-8") : STR("Windows-1252"));
	if (is_type(type, "text", "html")) {
		hypertext_lines(b->archive, b->message, text, quote);
		return;
	}
	body_lines(b->archive, b->message, text, quote, str_eq_nocase(parameter(type, "format"), STR("flowed")),
		str_eq_nocase(parameter(type, "delsp"), STR("yes")));
}

static bool is_a(void *object, GType type)
{
	return object && gmime.g_type_check_instance_is_a(object, type);
}

static GMimeContentType *type_of(GMimeObject *part)
{
	return gmime.g_mime_object_get_content_type(part);
}

static void read_part(struct body *b, GMimeObject *part, struct str all, unsigned quote)
{
	GMimePart *leaf = (GMimePart *)part;
	GMimeContentType *type = type_of(part);
	GMimeDataWrapper *content = gmime.g_mime_part_get_content(leaf);
	bool text = is_type(type, "text", "plain") || is_type(type, "text", "html");
	if (!text || !content || gmime.g_mime_part_is_attachment(leaf))
		return;
	GMimeStream *stream = gmime.g_mime_data_wrapper_get_stream(content);
	size_t begin = (size_t)stream->bound_start, end = stream->bound_end < 0 ? all.n : (size_t)stream->bound_end;
	if (end <= all.n && begin <= end)
		read_text(b, type, gmime.g_mime_part_get_content_encoding(leaf), str_range(all.p + begin, all.p + end), quote);
}

/* Of alternatives the plain text, else the first that has parts itself, else the page. */
static GMimeObject *choose(GMimeMultipart *parts)
{
	GMimeObject *best = NULL;
	int best_rank = 0, count = gmime.g_mime_multipart_get_count(parts);
	for (int i = 0; i < count; i++) {
		GMimeObject *part = gmime.g_mime_multipart_get_part(parts, i);
		GMimeContentType *type = type_of(part);
		int rank = is_type(type, "text", "plain") ? 3 : is_type(type, "multipart", "*") ? 2 :
			is_type(type, "text", "html") ? 1 : 0;
		if (rank > best_rank) {
			best = part;
			best_rank = rank;
		}
	}
	return best;
}

static void walk(struct body *b, GMimeObject *part, struct str all, unsigned depth, unsigned quote)
{
	if (!part)
		return;
	if (depth > DEPTH_LIMIT) {
		if (!b->said_deep)
			complain(b, DIAG_MAIL_DEEP, "30", STR_EMPTY);
		b->said_deep = true;
	} else if (is_a(part, gmime.g_mime_multipart_get_type())) {
		GMimeMultipart *parts = (GMimeMultipart *)part;
		int count = gmime.g_mime_multipart_get_count(parts);
		if (is_type(type_of(part), "multipart", "alternative"))
			walk(b, choose(parts), all, depth + 1, quote);
		else
			for (int i = 0; i < count; i++)
				walk(b, gmime.g_mime_multipart_get_part(parts, i), all, depth + 1, quote);
	} else if (is_a(part, gmime.g_mime_message_part_get_type())) {
		/* What somebody else wrote and the sender passes on. */
		GMimeMessage *inner = gmime.g_mime_message_part_get_message((GMimeMessagePart *)part);
		walk(b, inner ? gmime.g_mime_message_get_mime_part(inner) : NULL, all, depth + 1, quote + 1);
	} else if (is_a(part, gmime.g_mime_part_get_type())) {
		read_part(b, part, all, quote);
	}
}

/* The body up to the line that may begin one part too many: GMime takes a kilobyte for each. */
static struct str limit_parts(struct body *b, struct str body)
{
	size_t parts = 0;
	for (size_t at = 0; (at = str_find(body, STR("\n--"), at)) != STR_NONE; at += 3)
		if (++parts > PART_LIMIT) {
			complain(b, DIAG_MAIL_PARTS, "20000", STR_EMPTY);
			return str_first(body, at + 1);
		}
	return body;
}

/* The whole field in one line, for GMime's parser, which wants a string. */
static const char *value_of(struct str raw, struct buf *b)
{
	buf_cut(b, 0);
	for (size_t i = 0; i < raw.n; i++)
		buf_put(b, raw.p[i] == '\n' || raw.p[i] == '\r' || !raw.p[i] ? ' ' : raw.p[i]);
	return b->p;
}

/* A body of one part. A type that is none is plain text (RFC 2045 §5.2). */
static void read_single(struct body *b, struct str type, struct str encoding, struct str body)
{
	struct buf text = BUF_INIT;
	bool valid = str_find_char(type, '/', 0) != STR_NONE;
	GMimeContentEncoding how = encoding.n ?
		gmime.g_mime_content_encoding_from_string(value_of(encoding, &text)) : GMIME_CONTENT_ENCODING_DEFAULT;
	GMimeContentType *parsed = gmime.g_mime_content_type_parse(NULL, valid ? value_of(type, &text) : "text/plain");
	if (is_type(parsed, "text", "*"))
		read_text(b, parsed, how, body, 0);
	gmime.g_object_unref(parsed);
	buf_free(&text);
}

/* A body of several parts: GMime cuts it, from the two fields that say how, and the body. */
static void read_parts(struct body *b, struct str type, struct str encoding, struct str body)
{
	static GMimeParser *parser;
	body = limit_parts(b, body);
	GByteArray *bytes = gmime.g_byte_array_new();
	struct str pieces[] = { STR("Content-Type: "), type, STR("\nContent-Transfer-Encoding: "), encoding, STR("\n\n"), body };
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
		gmime.g_byte_array_append(bytes, (const guint8 *)pieces[i].p, (guint)pieces[i].n);
	GMimeStream *stream = gmime.g_mime_stream_mem_new_with_byte_array(bytes);
	gmime.g_mime_stream_mem_set_owner((GMimeStreamMem *)stream, FALSE);
	if (!parser)
		parser = gmime.g_mime_parser_new();
	gmime.g_mime_parser_init_with_stream(parser, stream);
	gmime.g_mime_parser_set_persist_stream(parser, TRUE);
	GMimeObject *part = gmime.g_mime_parser_construct_part(parser, NULL);
	/* A boundary that is not there has no parts. */
	if (is_a(part, gmime.g_mime_multipart_get_type()) && !gmime.g_mime_multipart_get_count((GMimeMultipart *)part))
		read_single(b, STR_EMPTY, encoding, body);
	else
		walk(b, part, (struct str){ (const char *)bytes->data, bytes->len }, 0, 0);
	if (part)
		gmime.g_object_unref(part);
	gmime.g_object_unref(stream);
	gmime.g_byte_array_free(bytes, TRUE);
}

static bool may_have_parts(struct str type)
{
	return str_starts_nocase(type, STR("multipart/")) || str_starts_nocase(type, STR("message/"));
}

void body_read(struct archive *a, struct message *m, struct str type, struct str encoding, struct str body)
{
	struct body b = { .archive = a, .message = m, .decoded = BUF_INIT, .converted = BUF_INIT };
	if (may_have_parts(type))
		read_parts(&b, type, encoding, body);
	else
		read_single(&b, type, encoding, body);
	buf_free(&b.decoded);
	buf_free(&b.converted);
}
