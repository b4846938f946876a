/* One message, from its bytes. */
#include "mail/body.h"
#include "mail/header.h"

void message_read(struct archive *a, struct str file, uint64_t offset, char *bytes, size_t n, struct str envelope)
{
	struct fields fields;
	struct message *m = archive_new(a, MAIL_MESSAGE, file, offset);
	fields_parse((struct str){ bytes, n }, &fields);
	header_fill(a, m, &fields, envelope);
	if (!fields.complete && bytes[n - 1] != '\n')
		archive_diag(a, DIAG_MAIL_TRUNCATED, m->file, offset, STR("message"), STR_EMPTY);
	m = archive_add(a, m);
	if (!m)
		return;
	archive_begin(a, m);
	body_read(a, m, fields.first[FIELD_CONTENT_TYPE], fields.first[FIELD_ENCODING],
		str_range(bytes + fields.size, bytes + n));
	archive_end(a, m);
}
