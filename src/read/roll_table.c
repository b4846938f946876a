/* Rolls that are tables: a row a person. */
#include "model/names.h"
#include "model/words.h"
#include "read/resolve.h"
#include "read/rolls.h"

/* "Name (Affiliation)" is a column of names. */
static enum roll_column column_of(struct str head)
{
	size_t open = str_find_char(head, '(', 1);
	return roll_column(open == STR_NONE ? head : str_trim(str_first(head, open)));
}

bool roll_is_table(struct resolver *r, const struct block *table, bool under_caption)
{
	const struct block *head = table->first;
	bool name = false, other = false;
	if (!head || !head->u.row.header || table->u.table.kind != TABLE_PLAIN)
		return false;
	for (const struct block *cell = head->first; cell; cell = cell->next) {
		enum roll_column column = column_of(block_text(r, cell));
		name |= column == COLUMN_NAME;
		other |= column != COLUMN_NAME && column != COLUMN_OTHER;
	}
	return name && (under_caption || other);
}

/* "Yes", "x": in a column of attendance where somebody is marked so, an empty cell says no. */
static bool says_there(struct str text)
{
	static const char *const there[] = { "yes", "y", "x", "[x]", "present", "attended", "\xe2\x9c\x93", "\xe2\x9c\x94", "\xe2\x9c\x85", NULL };
	return word_in(text, there);
}

static bool marks_attendance(struct resolver *r, const struct block *table, size_t column)
{
	for (const struct block *row = table->first->next; row; row = row->next) {
		const struct block *cell = row->first;
		for (size_t i = 0; cell && i < column; i++)
			cell = cell->next;
		if (cell && says_there(block_text(r, cell)))
			return true;
	}
	return false;
}

enum name_part { NAME_WHOLE, NAME_GIVEN, NAME_FAMILY };

static enum name_part part_of(struct str head)
{
	struct str word;
	if (!str_word(&head, &word))
		return NAME_WHOLE;
	return word_in(word, (const char *const[]){ "given", "first", "forename", NULL }) ? NAME_GIVEN :
		word_in(word, (const char *const[]){ "family", "last", "surname", NULL }) ? NAME_FAMILY : NAME_WHOLE;
}

static enum attendance status_from(struct str text, enum attendance status)
{
	static const enum attendance all[] = { PERSON_PRESENT, PERSON_PARTIAL, PERSON_ABSENT, PERSON_EXPECTED };
	for (size_t i = 0; i < 4; i++)
		if (str_eq_nocase(text, str_of(attendance_name(all[i]))))
			return all[i];
	static const char *const away[] = { "no", "n", "regrets", "-", "n/a", "na", "excused", "apologies", "out", "away", "\xe2\x9d\x8c", "\xe2\x9c\x97" };
	for (size_t i = 0; i < sizeof away / sizeof *away; i++)
		if (str_eq_nocase(text, str_of(away[i])))
			return PERSON_ABSENT;
	return status;
}

/* In rollcall's own Markdown a head is its own, and nothing worth keeping, unless it is bold or another word. */
static bool own_head(const struct resolver *r, const struct block *cell, struct str head)
{
	static const char *const words[] = { "Notes", "Name", "Nick", "Affiliation", "Role", "Attendance" };
	for (size_t i = 0; i < sizeof words / sizeof *words && r->strict && !str_starts(raw_text(cell), STR("**")); i++)
		if (str_eq(head, str_of(words[i])))
			return true;
	return false;
}

/* A cell of names may hold an affiliation, too: "Mira Okafor (Northwind)". */
static void take_name(struct resolver *r, struct person *person, struct str text)
{
	struct person_list one = { NULL, 0, 0 };
	person->name = text;
	if (!r->strict && str_find_char(text, '(', 0) != STR_NONE &&
	    roll_parse(&r->doc->arena, r->knowledge, text, ROLL_ITEM, person->status, person->line, &one, NULL) == 1) {
		enum attendance status = person->status;
		*person = *one.items[0];
		person->status = status;
	}
	person_list_free(&one);
}

/* Of two cells; second says which part the second one is. */
static struct str full_name(struct resolver *r, struct str name, struct str text, enum name_part second)
{
	return second == NAME_GIVEN ? arena_join(&r->doc->arena, text, STR(" "), name) : arena_join(&r->doc->arena, name, STR(" "), text);
}

/* What the cells of a column hold. */
struct column {
	enum roll_column kind;
	enum name_part completes; /* which part it adds to the name before: "Surname" behind "Given name"; else NAME_WHOLE */
	bool marked;              /* of attendance: a cell that is empty says no */
};

/* The columns of a table, and their heads by kind; whether one is worth keeping. */
static bool read_columns(struct resolver *r, const struct block *table, struct column *columns, size_t *count, struct str *heads)
{
	enum name_part named = NAME_WHOLE;
	bool any = false, kept = false;
	*count = 0;
	for (const struct block *cell = table->first->first; cell; cell = cell->next) {
		struct str head = block_text(r, cell);
		struct column column = { column_of(head), NAME_WHOLE, false };
		enum name_part part = part_of(head);
		if (named && part && named != part && !r->strict) {
			column.completes = part;
			column.kind = COLUMN_NAME;
			named = NAME_WHOLE;
		} else if ((column.kind == COLUMN_NAME && any) || heads[column.kind].n) {
			column.kind = COLUMN_OTHER;
		} else if (column.kind == COLUMN_NAME) {
			any = true;
			named = part;
		}
		column.marked = column.kind == COLUMN_STATUS && !r->strict && marks_attendance(r, table, *count);
		if (!own_head(r, cell, head)) {
			heads[column.kind] = heads[column.kind].n ? arena_join(&r->doc->arena, heads[column.kind], STR(", "), head) : head;
			kept = true;
		}
		columns[(*count)++] = column;
	}
	return kept;
}

/* What stands below one another in a cell goes into one line. */
static struct str cell_text(struct resolver *r, const struct block *cell)
{
	struct str text = roll_entry_of(r, cell);
	for (const struct block *below = cell->first; below; below = below->next)
		text = arena_join(&r->doc->arena, text, STR(" "), roll_entry_of(r, below));
	return str_trim(text);
}

struct block *roll_from_table(struct resolver *r, struct block *table, enum attendance status, struct str label)
{
	struct column columns[TABLE_COLUMNS];
	size_t count;
	struct person_list people = { NULL, 0, 0 };
	struct block *roll = roll_new(r, table, label);
	struct str *heads = ARENA_ARRAY(&r->doc->arena, struct str, COLUMN_STATUS + 1);
	for (size_t i = 0; i <= COLUMN_STATUS; i++)
		heads[i] = STR_EMPTY;
	bool kept = read_columns(r, table, columns, &count, heads);
	/* rollcall's own Markdown says whoever was not there, whatever the caption. */
	if (r->strict)
		status = PERSON_PRESENT;
	for (const struct block *row = table->first->next; row; row = row->next) {
		struct person *person = person_new(&r->doc->arena, STR_EMPTY, row->line);
		person->status = status;
		size_t i = 0;
		for (const struct block *cell = row->first; cell && i < count; cell = cell->next, i++) {
			struct str text = cell_text(r, cell), alias, rest = text;
			switch (columns[i].kind) {
			case COLUMN_NAME:
				if (columns[i].completes && person->name.n && text.n)
					person->name = full_name(r, person->name, text, columns[i].completes);
				else
					take_name(r, person, text);
				break;
			case COLUMN_AFFILIATION:
				/* "affiliation" in the column of that name: nobody filled it in. */
				if (!r->strict && str_eq_nocase(text, heads[COLUMN_AFFILIATION]))
					roll_note(r, person, text);
				else
					person->affiliation = text;
				break;
			case COLUMN_ROLE: person->role = text; break;
			case COLUMN_ALIAS:
				while (rest.n && str_split(&rest, ',', &alias))
					if (str_trim(alias).n)
						person_alias(&r->doc->arena, person, str_trim(alias));
				break;
			case COLUMN_STATUS:
				person->status = columns[i].marked && !text.n ? PERSON_ABSENT : status_from(text, status);
				if (!r->strict)
					roll_note(r, person, text);
				break;
			default:
				roll_note(r, person, text);
			}
		}
		if (!person->name.n && person->alias_count)
			person->name = person->aliases[0];
		if (person->name.n) {
			roll_learn_affiliation(r->knowledge, person->affiliation);
			roll_learn_name(r->knowledge, person->name);
			person_list_add(&people, person);
		}
	}
	if (!people.count)
		return NULL;
	if (kept)
		roll->u.roll.columns = heads;
	roll_fill(r, roll, &people);
	return roll_replace(table, roll);
}
