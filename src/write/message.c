#include "write/message.h"

#include "base/gmime.h"
#include "write/message_header.h"

/* "=_" cannot stand in quoted-printable (RFC 2045 §6.7) nor in base64, so these part what they part in any message,
 * and are the same every time. */
static const char alternative_boundary[] = "=_rollcall_alternative", mixed_boundary[] = "=_rollcall_mixed";

enum { LINE_LENGTH = 998 };

static const struct file_type {
	const char *ending, *type, *subtype;
	bool text;       /* in UTF-8 */
} file_types[] = {
	{ ".odt", "application", "vnd.oasis.opendocument.text", false }, { ".ics", "text", "calendar", true },
	{ ".pdf", "application", "pdf", false }, { ".html", "text", "html", true }, { ".md", "text", "markdown", true },
	{ ".txt", "text", "plain", true }, { ".csv", "text", "csv", true }, { ".json", "application", "json", false },
	{ ".patch", "text", "x-patch", true }, { ".diff", "text", "x-patch", true },
	{ "", "application", "octet-stream", false },
};

bool message_is_date(struct str text)
{
	struct buf wanted = BUF_INIT;
	gmime_load();
	buf_str(&wanted, text);
	GDateTime *date = message_is_line(text) ? gmime.g_mime_utils_header_decode_date(wanted.p) : NULL;
	bool is = false;
	if (date) {
		char *full = gmime.g_mime_utils_header_format_date(date);
		struct str given = text, right = str_of(full);
		size_t comma = str_find_char(right, ',', 0);
		if (str_find_char(given, ',', 0) == STR_NONE && comma != STR_NONE)
			right = str_trim_left(str_skip(right, comma + 1));
		is = str_eq(given, right);
		(gmime.g_free)(full);
		gmime.g_date_time_unref(date);
	}
	buf_free(&wanted);
	return is;
}

/* Fields in the order in which they are set; GMime writes the value as it is. */
static void set_header(GMimeMessage *message, const char *name, struct buf *value)
{
	if (value->n) {
		buf_put(value, '\n');
		gmime.g_mime_object_set_header((GMimeObject *)message, name, "", NULL);
		GMimeHeaderList *list = gmime.g_mime_object_get_header_list((GMimeObject *)message);
		gmime.g_mime_header_set_raw_value(gmime.g_mime_header_list_get_header(list, name), value->p);
	}
	buf_cut(value, 0);
}

static void set_id(GMimeMessage *message, const char *name, struct str id, struct buf *value)
{
	if (id.n)
		buf_printf(value, " <%.*s>", STR_FMT(id));
	set_header(message, name, value);
}

static void set_headers(GMimeMessage *message, const struct message *m)
{
	struct buf value = BUF_INIT;
	if (m->from.address.n)
		header_addresses(&value, &m->from, 1);
	set_header(message, "From", &value);
	header_addresses(&value, m->to, m->to_count);
	set_header(message, "To", &value);
	if (m->subject.n)
		header_text(&value, m->subject, sizeof "Subject:" - 1);
	set_header(message, "Subject", &value);
	if (m->date.n)
		header_text(&value, m->date, sizeof "Date:" - 1);
	set_header(message, "Date", &value);
	set_id(message, "Message-ID", m->id, &value);
	set_id(message, "In-Reply-To", m->reply_to, &value);
	set_id(message, "References", m->reply_to, &value);
	buf_free(&value);
}

static GMimeObject *new_part(const char *type, const char *subtype, struct str content, GMimeContentEncoding encoding)
{
	GMimePart *part = gmime.g_mime_part_new_with_type(type, subtype);
	GMimeStream *stream = gmime.g_mime_stream_mem_new_with_buffer(content.p, content.n);
	GMimeDataWrapper *data =
		gmime.g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);
	gmime.g_object_unref(stream);
	gmime.g_mime_part_set_content(part, data);
	gmime.g_object_unref(data);
	gmime.g_mime_part_set_content_encoding(part, encoding);
	return (GMimeObject *)part;
}

static GMimeObject *new_text(const char *subtype, struct str content, GMimeContentEncoding encoding)
{
	GMimeObject *part = new_part("text", subtype, content, encoding);
	gmime.g_mime_object_set_content_type_parameter(part, "charset", "utf-8");
	return part;
}

/* As it is, so that it can be read as it stands, where RFC 5322 §2.1.1 allows its lines; no line may look like the begin
 * of a message in a mailbox. */
static GMimeContentEncoding encoding_of(struct str text)
{
	struct str rest = text, line;
	GMimeContentEncoding encoding = GMIME_CONTENT_ENCODING_7BIT;
	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)text.p[i] >= 0x80)
			encoding = GMIME_CONTENT_ENCODING_8BIT;
	while (str_split(&rest, '\n', &line))
		if (line.n > LINE_LENGTH || str_starts(line, STR("From ")))
			return GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE;
	return encoding;
}

/* Base64 keeps every byte, line ends too. */
static GMimeObject *new_file(const struct message_file *file)
{
	const struct file_type *type = file_types;
	while (!(file->name.n >= strlen(type->ending) && str_eq_nocase(
	         str_skip(file->name, file->name.n - strlen(type->ending)), str_of(type->ending))))
		type++;
	struct buf name = BUF_INIT;
	GMimeObject *part = new_part(type->type, type->subtype, file->content, GMIME_CONTENT_ENCODING_BASE64);
	if (type->text)
		gmime.g_mime_object_set_content_type_parameter(part, "charset", "utf-8");
	gmime.g_mime_object_set_disposition(part, GMIME_DISPOSITION_ATTACHMENT);
	buf_str(&name, file->name);
	gmime.g_mime_part_set_filename((GMimePart *)part, name.p);
	buf_free(&name);
	return part;
}

static void add(GMimeMultipart *whole, GMimeObject *part)
{
	gmime.g_mime_multipart_add(whole, part);
	gmime.g_object_unref(part);
}

static GMimeMultipart *new_multipart(const char *subtype, const char *boundary)
{
	GMimeMultipart *whole = gmime.g_mime_multipart_new_with_subtype(subtype);
	gmime.g_mime_multipart_set_boundary(whole, boundary);
	return whole;
}

/* Text in HTML too, or text alone. */
static GMimeObject *new_texts(const struct message *m)
{
	if (!m->html.n)
		return new_text("plain", m->text, encoding_of(m->text));
	GMimeMultipart *both = new_multipart("alternative", alternative_boundary);
	GMimeObject *text = new_text("plain", m->text, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
	gmime.g_mime_object_set_content_type_parameter(text, "format", "flowed");
	gmime.g_mime_object_set_content_type_parameter(text, "delsp", "no");
	add(both, text);
	add(both, new_text("html", m->html, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE));
	return (GMimeObject *)both;
}

static GMimeObject *new_body(const struct message *m)
{
	GMimeObject *texts = new_texts(m);
	if (!m->file_count)
		return texts;
	GMimeMultipart *whole = new_multipart("mixed", mixed_boundary);
	add(whole, texts);
	for (size_t i = 0; i < m->file_count; i++)
		add(whole, new_file(&m->files[i]));
	return (GMimeObject *)whole;
}

void message_write(const struct message *m, struct out *out)
{
	gmime_load();
	GMimeMessage *message = gmime.g_mime_message_new(FALSE);
	GMimeObject *body = new_body(m);
	set_headers(message, m);
	gmime.g_mime_message_set_mime_part(message, body);
	gmime.g_object_unref(body);
	char *bytes = gmime.g_mime_object_to_string((GMimeObject *)message, NULL);
	out_cstr(out, bytes);
	(gmime.g_free)(bytes);
	gmime.g_object_unref(message);
}
