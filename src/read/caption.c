#include "read/caption.h"

#include "base/phrases.h"
#include "model/words.h"

bool caption_of_one(struct str title)
{
	while (title.n && (is_punct(title.p[title.n - 1]) || is_space(title.p[title.n - 1])))
		title.n--;
	return str_starts_nocase(title, STR("action")) && !str_starts_nocase(title, STR("actions")) && !str_ends(title, STR("s"));
}

bool caption_of_other(struct str title)
{
	static const char *const words[] = { "summary", "of", "the", "discussion", "discussions", "discussed", "notes", "minutes", "background", "agenda", NULL };
	struct str rest = title, word;
	while (str_word(&rest, &word)) {
		while (word.n && is_punct(word.p[word.n - 1]))
			word.n--;
		if (!word_in(word, words))
			return false;
	}
	return title.n > 0;
}

enum caption actions_caption(struct str title, enum action_state *state)
{
	static const char *const others[] = {
		"items", "item", "open", "closed", "from", "last", "meeting", "meetings", "week", "month", "update", "updates", "summary", "of", "review", "new", "old",
		"outstanding", "previous", "the", "register", "points", "point", "done", "completed", "pending", "list", "call", "calls", "status", "our", "past", "and",
		"follow-up", "follow-ups", "followup", "todo", "carried", "over", "this", "most", "recent", "next", "steps", "key", "assigned", "today", "minutes", "not", "covered", "plan", "plans", "follow", "up",
		"on", "for", "recap", "one", "two", "three", "four", "five", "several", "some", "arising", "owner", "owners", "assignee", "assignees", NULL,
	};
	static const char *const steps[] = {
		"next steps", "next step", "takeaways", "key takeaways", "follow-up", "follow-ups", "followup", "followups", "follow up", "follow ups", "tasks", "assignments",
		"to do", "to dos", "to-do", "to-dos", "todo", "to do list", "to-do list", "todo list", "task list", "open tasks", "new tasks", "assigned tasks", "next tasks", "homework", NULL,
	};
	struct str word, rest = title;
	bool action = false;
	*state = ACTION_OPEN;
	while (title.n && (is_punct(title.p[title.n - 1]) || is_space(title.p[title.n - 1])))
		title.n--;
	if (!title.n || title.n > 60)
		return CAPTION_NONE;
	if (word_in(title, steps))
		return CAPTION_STEPS;
	/* Most texts are no caption: a quick look, before every word is judged. */
	static struct phrases hints = PHRASES("action", "ais", "ars", "todos");
	if (!phrases_in(&hints, title))
		return CAPTION_NONE;
	while (str_word(&rest, &word)) {
		while (word.n && is_punct(word.p[word.n - 1]))
			word.n--;
		while (word.n && is_punct(*word.p))
			word = str_skip(word, 1);
		if (str_ends(word, STR("'s")))
			word.n -= 2;
		else if (str_ends(word, STR("\xe2\x80\x99s")))
			word.n -= 4;
		bool ok = !word.n || is_digit(*word.p) || word_in(word, others);
		if (word_in(word, (const char *const[]){ "action", "actions", "ais", "ars", "todos", NULL }))
			action = ok = true;
		if (!ok)
			return CAPTION_NONE;
		if (word_in(word, (const char *const[]){ "closed", "done", "completed", NULL }))
			*state = ACTION_DONE;
	}
	return action ? CAPTION_ACTIONS : CAPTION_NONE;
}
