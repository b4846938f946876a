#include "mail/header.h"

#include "base/gmime.h"
#include "base/mem.h"
#include "mail/charset.h"
#include "mail/clean.h"

enum {
	FIELD_LIMIT = 64 * 1024,       /* bytes of a field that are decoded */
	ADDRESS_LIMIT = 2000,          /* of one field */
	FIRST_REFERENCES = 1, LAST_REFERENCES = 31
};

struct header {
	struct archive *archive;
	struct message *message;
	struct buf unfolded, converted, text;
};

static void complain(struct header *h, enum diag_code code, struct str first, struct str second)
{
	archive_diag(h->archive, code, h->message->file, h->message->offset, first, second);
}

/* Encoded words (RFC 2047) name their charsets. */
static void check_charsets(struct header *h, struct str value)
{
	for (size_t at = 0; (at = str_find(value, STR("=?"), at)) != STR_NONE; at += 2) {
		size_t end = str_find_char(value, '?', at + 2);
		if (end == STR_NONE)
			return;
		struct str charset = str_range(value.p + at + 2, value.p + end);
		size_t language = str_find_char(charset, '*', 0);      /* RFC 2231 §5 */
		charset = str_first(charset, language == STR_NONE ? charset.n : language);
		if (charset.n && str_find_char(charset, ' ', 0) == STR_NONE && end + 2 < value.n && value.p[end + 2] == '?' &&
			!charset_known(charset)) {
			complain(h, DIAG_MAIL_CHARSET, charset, STR("UTF-8"));
			return;
		}
	}
}

/* A raw value in one line of UTF-8, encoded words as they are; a string of C. */
static struct str unfold(struct header *h, enum field field, struct str raw)
{
	if (raw.n > FIELD_LIMIT) {
		char number[24];
		snprintf(number, sizeof number, "%zu", raw.n);
		complain(h, DIAG_MAIL_LONG_HEADER, str_of(field_name(field)), str_of(number));
		raw.n = FIELD_LIMIT;
	}
	buf_cut(&h->unfolded, 0);
	for (size_t i = 0; i < raw.n; i++)
		buf_put(&h->unfolded, raw.p[i] && !is_space(raw.p[i]) ? raw.p[i] : ' ');
	struct str text = buf_slice(&h->unfolded);
	if (charset_decode(STR_EMPTY, text, &h->converted).p != text.p) {
		buf_cut(&h->unfolded, 0);
		buf_str(&h->unfolded, buf_slice(&h->converted));
	}
	return buf_slice(&h->unfolded);
}

static struct str clean(struct header *h, struct str text)
{
	buf_cut(&h->text, 0);
	mail_clean_line(&h->text, text);
	return buf_slice(&h->text);
}

static struct str decode_words(struct header *h, struct str value)
{
	if (str_find(value, STR("=?"), 0) == STR_NONE)
		return clean(h, value);
	check_charsets(h, value);
	char *decoded = gmime.g_mime_utils_header_decode_text(NULL, value.p);
	struct str text = clean(h, str_of(decoded));
	(gmime.g_free)(decoded);
	return text;
}

struct address_list {
	const struct mail_address **items;
	size_t count, room;
};

/* Some programs put a name in quotes of their own: "'Mira Okafor'". */
static struct str without_quotes(struct str name)
{
	bool quoted = name.n > 2 && (name.p[0] == '"' || name.p[0] == '\'') && name.p[name.n - 1] == name.p[0];
	return quoted ? str_trim(str_range(name.p + 1, name.p + name.n - 1)) : name;
}

static void add_mailbox(struct header *h, InternetAddress *address, struct address_list *list)
{
	const char *name = gmime.internet_address_get_name(address);
	const char *mailbox = gmime.internet_address_mailbox_get_addr((InternetAddressMailbox *)address);
	struct str shown = archive_text(h->archive, without_quotes(clean(h, str_of(name ? name : ""))));
	struct str where = clean(h, str_of(mailbox ? mailbox : ""));
	/* "Mira Okafor" alone, without an address, is a name all the same. */
	if (!shown.n && where.n && str_find_char(where, '@', 0) == STR_NONE) {
		shown = archive_text(h->archive, where);
		where = STR_EMPTY;
	}
	if (!shown.n && !where.n)
		return;
	VEC_ROOM(list->items, list->count, list->room);
	list->items[list->count++] = archive_address(h->archive, shown, where);
}

static void add_addresses(struct header *h, InternetAddressList *addresses, struct address_list *list, unsigned depth)
{
	int count = addresses ? gmime.internet_address_list_length(addresses) : 0;
	for (int i = 0; i < count && list->count < ADDRESS_LIMIT; i++) {
		InternetAddress *address = gmime.internet_address_list_get_address(addresses, i);
		if (gmime.g_type_check_instance_is_a((GTypeInstance *)address, gmime.internet_address_mailbox_get_type()))
			add_mailbox(h, address, list);
		else if (depth < 3 &&
			gmime.g_type_check_instance_is_a((GTypeInstance *)address, gmime.internet_address_group_get_type()))
			add_addresses(h, gmime.internet_address_group_get_members((InternetAddressGroup *)address), list, depth + 1);
	}
}

/* "mira at example.org", as some archives write addresses: with its '@' again, in b. Others stay as they are. */
static struct str with_at(struct str address, struct buf *b)
{
	struct str rest = address, words[4];
	size_t count = 0;
	while (count < 4 && str_word(&rest, &words[count]))
		count++;
	if (count != 3 || !str_eq(words[1], STR("at")) || str_find_char(words[2], '.', 0) == STR_NONE)
		return address;
	buf_cut(b, 0);
	buf_str(b, words[0]);
	buf_put(b, '@');
	buf_str(b, words[2]);
	return buf_slice(b);
}

/* One mailbox: "Mira Okafor <mira@example.org>", "mira at example.org (Mira Okafor)", or what is left of it: the name or
 * the address alone. */
static void add_lenient(struct header *h, struct str item, struct address_list *list)
{
	size_t open = str_find_char(item, '<', 0), comment = str_find(item, STR(" ("), 0);
	struct buf joined = BUF_INIT;
	struct str name = str_trim(str_first(item, open == STR_NONE ? item.n : open));
	struct str address = open == STR_NONE ? STR_EMPTY : str_skip(item, open + 1);
	size_t close = str_find_char(address, '>', 0);
	address = str_trim(str_first(address, close == STR_NONE ? address.n : close));
	if (open == STR_NONE) {
		bool behind = comment != STR_NONE && item.p[item.n - 1] == ')';
		struct str bare = with_at(str_trim(str_first(item, behind ? comment : item.n)), &joined);
		if (str_find_char(bare, '@', 0) != STR_NONE && str_find_char(bare, ' ', 0) == STR_NONE) {
			address = bare;
			name = behind ? str_trim(str_range(item.p + comment + 2, item.p + item.n - 1)) : STR_EMPTY;
		}
	} else {
		address = with_at(address, &joined);
	}
	name = without_quotes(name);
	if ((name.n || address.n) && list->count < ADDRESS_LIMIT) {
		struct str words = arena_str(&h->archive->arena, name);
		name = archive_text(h->archive, decode_words(h, words));
		VEC_ROOM(list->items, list->count, list->room);
		list->items[list->count++] = archive_address(h->archive, name, archive_text(h->archive, clean(h, address)));
	}
	buf_free(&joined);
}

/* Archives lose and change addresses, which GMime's parser needs: what stands between commas is a mailbox. */
static void add_lenient_list(struct header *h, struct str value, struct address_list *list)
{
	size_t begin = 0, depth = 0;
	bool quoted = false;
	for (size_t i = 0; i <= value.n; i++) {
		char c = i < value.n ? value.p[i] : ',';
		quoted ^= c == '"';
		depth += c == '(';
		depth -= c == ')' && depth;
		if (i == value.n || (c == ',' && !quoted && !depth)) {
			add_lenient(h, str_trim(str_range(value.p + begin, value.p + i)), list);
			begin = i + 1;
		}
	}
}

static void add_list(struct header *h, struct str value, struct address_list *list)
{
	check_charsets(h, value);
	InternetAddressList *addresses = gmime.internet_address_list_parse(NULL, value.p);
	add_addresses(h, addresses, list, 0);
	if (addresses)
		gmime.g_object_unref(addresses);
	if (!list->count)
		add_lenient_list(h, value, list);
}

static struct mail_addresses read_addresses(struct header *h, enum field field, const struct fields *fields)
{
	struct address_list list = { NULL, 0, 0 };
	const struct str raw[] = { fields->first[field], fields->again[field] };
	for (size_t i = 0; i < 2; i++) {
		if (!raw[i].n)
			continue;
		struct str value = unfold(h, field, raw[i]);
		(h->message->form == MAIL_PAGE ? add_lenient_list : add_list)(h, value, &list);
	}
	struct mail_addresses result = { ARENA_ARRAY(&h->archive->arena, const struct mail_address *, list.count), list.count };
	if (list.count)
		memcpy(result.items, list.items, list.count * sizeof *list.items);
	mem_free(list.items);
	return result;
}

/* Lists that may not forward a sender's address put their own in its place: "Mira Okafor via Lantern-devel <the list's>",
 * and hers into Reply-To. The name before "via" is hers if the list is a receiver too, or if Reply-To has it. */
static const struct mail_address *sender(struct header *h, const struct mail_address *from, const struct fields *fields)
{
	size_t via = str_find(from->name, STR(" via "), 1);
	if (via == STR_NONE)
		return from;
	struct str name = archive_text(h->archive, without_quotes(str_first(from->name, via)));
	struct mail_addresses replies = read_addresses(h, FIELD_REPLY_TO, fields);
	for (size_t i = 0; i < replies.count; i++)
		if (str_eq(replies.items[i]->name, name))
			return replies.items[i];
	const struct mail_addresses *receivers[] = { &h->message->to, &h->message->cc };
	for (size_t k = 0; k < 2; k++)
		for (size_t i = 0; i < receivers[k]->count; i++)
			if (str_eq_nocase(receivers[k]->items[i]->address, from->address))
				return archive_address(h->archive, name, STR_EMPTY);
	return from;
}

/* The next "<...>" of a field at or after *at; some programs write words, commas and dates between them. */
static bool next_id(struct str s, size_t *at, struct str *id)
{
	for (;;) {
		size_t open = str_find_char(s, '<', *at);
		size_t close = open == STR_NONE ? STR_NONE : str_find_char(s, '>', open);
		if (close == STR_NONE)
			return false;
		*at = close + 1;
		/* "<a <b@c>": the last one that opens. */
		for (size_t i = open + 1; i < close; i++)
			if (s.p[i] == '<')
				open = i;
		*id = str_range(s.p + open + 1, s.p + close);
		if (id->n && id->n < 1000)
			return true;
	}
}

/* An id as it is compared: folded ones are joined. */
static struct mail_id *intern(struct header *h, struct str id)
{
	buf_cut(&h->text, 0);
	struct str word;
	while (str_word(&id, &word))
		mail_clean(&h->text, word);
	return archive_intern_id(h->archive, buf_slice(&h->text));
}

static struct mail_ids read_ids(struct header *h, struct str raw)
{
	struct mail_id *found[FIRST_REFERENCES + LAST_REFERENCES];
	size_t total = 0, at = 0, kept = 0;
	/* The last ones as a ring, so that very many take no room. */
	struct str ring[LAST_REFERENCES], first = STR_EMPTY, id;
	for (; next_id(raw, &at, &id); total++) {
		if (total < FIRST_REFERENCES)
			first = id;
		else
			ring[(total - FIRST_REFERENCES) % LAST_REFERENCES] = id;
	}
	size_t last = total > FIRST_REFERENCES ? total - FIRST_REFERENCES : 0;
	if (total)
		found[kept++] = intern(h, first);
	for (size_t i = last > LAST_REFERENCES ? last - LAST_REFERENCES : 0; i < last; i++)
		found[kept++] = intern(h, ring[i % LAST_REFERENCES]);
	if (total > 1000) {
		char number[24];
		snprintf(number, sizeof number, "%zu", total);
		complain(h, DIAG_MAIL_REFERENCES, str_of(number), STR_EMPTY);
	}
	struct mail_ids ids = { ARENA_ARRAY(&h->archive->arena, struct mail_id *, kept), kept };
	if (kept)
		memcpy(ids.items, found, kept * sizeof *found);
	return ids;
}

/* From 1980 to 2099: what lies outside is a clock that was never set. */
static bool is_possible(int64_t seconds)
{
	return seconds >= 315532800 && seconds < 4102444800;
}

static bool parse_date(struct str value, struct mail_date *date)
{
	char text[128];
	if (!value.n || value.n >= sizeof text)
		return false;
	memcpy(text, value.p, value.n);
	text[value.n] = '\0';
	GDateTime *parsed = gmime.g_mime_utils_header_decode_date(text);
	if (!parsed)
		return false;
	int64_t seconds = gmime.g_date_time_to_unix(parsed);
	int zone = (int)(gmime.g_date_time_get_utc_offset(parsed) / 60000000);
	gmime.g_date_time_unref(parsed);
	if (is_possible(seconds))
		*date = (struct mail_date){ true, seconds, zone };
	return date->known;
}

static void read_date(struct header *h, struct str raw, struct str envelope)
{
	struct mail_date *date = &h->message->date;
	struct str value = unfold(h, FIELD_DATE, raw);
	if (parse_date(str_trim(value), date))
		return;
	bool other = parse_date(envelope, date);
	struct str instead = other ? STR("the date of its From_ line is used") : STR("left unknown");
	if (!raw.n && h->message->form == MAIL_PAGE)
		return;
	if (raw.n)
		complain(h, DIAG_MAIL_DATE, value, instead);
	else
		complain(h, DIAG_MAIL_NO_DATE, instead, STR_EMPTY);
}

static struct mail_id *read_id(struct header *h, struct str raw)
{
	struct str id, word, rest = raw;
	size_t at = 0;
	if (next_id(raw, &at, &id))
		return intern(h, id);
	return str_word(&rest, &word) && word.n < 1000 ? intern(h, word) : NULL;
}

void header_fill(struct archive *a, struct message *m, const struct fields *fields, struct str envelope)
{
	struct header h = { a, m, BUF_INIT, BUF_INIT, BUF_INIT };
	const struct str *raw = fields->first;
	gmime_load();
	m->id = read_id(&h, raw[FIELD_ID]);
	m->references = read_ids(&h, raw[FIELD_REFERENCES]);
	m->in_reply_to = read_ids(&h, raw[FIELD_IN_REPLY_TO]);
	struct mail_addresses from = read_addresses(&h, FIELD_FROM, fields);
	m->to = read_addresses(&h, FIELD_TO, fields);
	m->cc = read_addresses(&h, FIELD_CC, fields);
	m->from = from.count ? sender(&h, from.items[0], fields) : NULL;
	m->subject = archive_text(a, decode_words(&h, unfold(&h, FIELD_SUBJECT, raw[FIELD_SUBJECT])));
	m->supersedes = archive_text(a, clean(&h, unfold(&h, FIELD_SUPERSEDES, raw[FIELD_SUPERSEDES])));
	m->change_id = archive_text(a, clean(&h, unfold(&h, FIELD_CHANGE_ID, raw[FIELD_CHANGE_ID])));
	read_date(&h, raw[FIELD_DATE], envelope);
	buf_free(&h.unfolded);
	buf_free(&h.converted);
	buf_free(&h.text);
}
