#include "call/known_people.h"

#include "model/people.h"

struct known_people {
	struct people *people;
};

struct known_people *known_people_new(struct arena *arena, struct str text, struct diags *diags)
{
	struct known_people *known = ARENA_NEW(arena, struct known_people);
	struct person_list list = { NULL, 0, 0 };
	known->people = people_new(arena);
	people_load(arena, text, diags, &list);
	for (size_t i = 0; i < list.count; i++)
		people_add(known->people, list.items[i], PEOPLE_FILE);
	person_list_free(&list);
	return known;
}

struct str known_affiliation(const struct known_people *known, struct str name)
{
	struct people_answer answer = people_find(known->people, name);
	return answer.found == PEOPLE_UNIQUE ? answer.person->affiliation : STR_EMPTY;
}
