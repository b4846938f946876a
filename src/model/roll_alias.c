/* Other names of a person in brackets behind the name: initials, nicks, spellings. */
#include "model/letters.h"
#include "model/names.h"
#include "model/roll_parts.h"
#include "model/words.h"

bool is_short_name(struct str text, struct str name, struct str affiliation)
{
	struct str rest = affiliation.n ? affiliation : name, word;
	size_t n = 0;
	if (!name_is_initials(text) || str_find_char(text, '.', 0) != STR_NONE || !name.n)
		return false;
	while (n < text.n && str_word(&rest, &word) && to_lower(*word.p) == to_lower(text.p[n]))
		n++;
	bool each = n == text.n && !str_word(&rest, &word);
	return affiliation.n ? !each && to_lower(*text.p) == to_lower(*name.p) : each;
}

/* How many names the text stands behind so far; one read twice counts once. */
static size_t holders(struct brackets *b, struct str name, struct str text)
{
	return tally_add(&b->entries, str_range(name.p, text.p + text.n)) == 1 ? tally_add(&b->texts, text) : tally_count(&b->texts, text);
}

/* Two to four capitals. */
static bool is_code(struct str text)
{
	enum { LONGEST = 4 };
	return text.n <= LONGEST && name_is_initials(text) && str_find_char(text, '.', 0) == STR_NONE;
}

/* "BRY" of "Bo Rey": letters of the name in their order, from its first on. */
static bool is_made_of(struct str code, struct str name)
{
	size_t taken = to_lower(*code.p) == to_lower(*name.p);
	for (size_t i = 1; taken && i < name.n && taken < code.n; i++)
		taken += to_lower(name.p[i]) == to_lower(code.p[taken]);
	return taken == code.n;
}

/* In "Ana Moss (AMS), Bo Rey (BRY), Cy Lind (CFL)" all are short names: each has its own, and nearly all are made of
 * the letters of the name. */
static bool are_short_names(const struct brackets *b)
{
	return b->codes >= 2 && !b->shared && b->fitting * 4 >= b->codes * 3;
}

/* Are all letters Latin, or else all of other scripts? */
static bool is_script(struct str text, bool latin)
{
	enum { LATIN_END = 0x370 };
	size_t letters = 0, n;
	for (; text.n; text = str_skip(text, n)) {
		uint32_t code = letter_decode(text, &n);
		if (letter_of(code) == LETTER_NONE || letter_of(code) == LETTER_MARK)
			continue;
		if ((code < LATIN_END) != latin)
			return false;
		letters++;
	}
	return letters > 0;
}

/* "Mira Okafor (Мира Окафор)": the name as its own script writes it. */
static bool is_spelling(struct str text, struct str name)
{
	return name_shape(name) == NAME_LIKELY && is_script(name, true) && is_script(text, false);
}

/* "Mira Okafor (mira.okafor)": words of the name with full stops between. */
static bool is_dotted_name(struct str text, struct str name)
{
	struct str part;
	size_t parts = 0;
	while (str_split(&text, '.', &part)) {
		struct str rest = name, word;
		bool found = false;
		while (!found && str_word(&rest, &word))
			found = str_eq_nocase(word, part);
		if (!found)
			return false;
		parts++;
	}
	return parts > 1;
}

/* "miraok (Mira Okafor)": a full name behind a nick. */
static bool stands_behind_nick(struct str text, struct str nick)
{
	return name_is_nick(nick) && is_lower(*nick.p) && name_shape(text) == NAME_LIKELY;
}

/* Is the nick made of a part of the name? */
static bool is_nick_from(struct str nick, struct str name)
{
	enum { SHORTEST = 3 };
	struct str word;
	while (str_word(&name, &word))
		if ((word.n >= SHORTEST && str_find_nocase(nick, word, 0) != STR_NONE) || (nick.n >= SHORTEST && str_starts_nocase(word, nick)))
			return true;
	return false;
}

bool is_full_name(const struct roll_knowledge *k, struct str text, struct str nick)
{
	if (!stands_behind_nick(text, nick))
		return false;
	return is_nick_from(nick, text) || (k && k->brackets.full >= 2 && !k->grouped && tally_count(&k->brackets.texts, text) == 1);
}

/* "Mira Okafor (Miranda Okafor)": a full name that ends as the name does. */
static bool ends_alike(struct str text, struct str name)
{
	size_t last = name.n;
	while (last && !is_space(name.p[last - 1]))
		last--;
	return last && name_shape(text) == NAME_LIKELY && str_ends(text, str_skip(name, last - 1)) && !str_eq(text, name);
}

bool is_other_name(const struct roll_knowledge *k, struct str text, const struct person *person)
{
	return ends_alike(text, person->name) || is_dotted_name(text, person->name) ||
		(is_spelling(text, person->name) && !(k && tally_count(&k->brackets.texts, text) > 1)) ||
		(k && !person->affiliation.n && is_code(text) && are_short_names(&k->brackets) && tally_count(&k->brackets.texts, text));
}

bool brackets_study(struct brackets *b, struct str text, struct str name)
{
	if (is_code(text) && name_shape(name) == NAME_LIKELY) {
		bool fits = is_made_of(text, name);
		size_t before = b->entries.used, names = holders(b, name, text);
		b->shared |= names > 1;
		b->codes += b->entries.used - before;
		b->fitting += fits ? b->entries.used - before : 0;
		return fits;
	}
	if (is_spelling(text, name))
		return holders(b, name, text) == 1;
	if (stands_behind_nick(text, name)) {
		size_t before = b->entries.used, names = holders(b, name, text);
		b->full += b->entries.used - before;
		return names == 1 || is_nick_from(name, text);
	}
	return is_dotted_name(text, name);
}
