#include "model/people.h"

/* A line without its bullet or number. */
static struct str without_bullet(struct str line)
{
	size_t n = 0;
	line = str_trim(line);
	if (line.n > 1 && (*line.p == '-' || *line.p == '*' || *line.p == '+') && is_space(line.p[1]))
		return str_trim_left(str_skip(line, 1));
	while (n < line.n && n < 6 && is_digit(line.p[n]))
		n++;
	if (n && n + 1 < line.n && (line.p[n] == '.' || line.p[n] == ')') && is_space(line.p[n + 1]))
		return str_trim_left(str_skip(line, n + 1));
	return line;
}

size_t people_load(struct arena *arena, struct str text, struct diags *diags, struct person_list *list)
{
	struct roll_knowledge *k = roll_knowledge_new(arena);
	struct str rest = text, line;
	size_t number = 0, before = list->count;
	bool comment = false;
	while (str_split(&rest, '\n', &line)) {
		struct str entry = without_bullet(line);
		number++;
		if (comment || str_starts(entry, STR("<!--"))) {
			comment = str_find(entry, STR("-->"), 0) == STR_NONE;
			continue;
		}
		if (!entry.n || *entry.p == '#' || str_eq(entry, STR("---")))
			continue;
		if (!roll_parse(arena, k, entry, ROLL_ITEM, PERSON_PRESENT, number, list, NULL))
			diag_add(diags, DIAG_BAD_PERSON, number, 1, entry, STR_EMPTY);
	}
	return list->count - before;
}
