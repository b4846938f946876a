/* model/words.h: sentences told from headings, labels from people. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/words.h"

static const char *const natures[] = { "title", "sentence", "greeting" };

static const struct { const char *line; enum line_nature nature; } lines[] = {
	{ "Release plan for Lantern 2.4", NATURE_TITLE },
	{ "Reworking the memory map to keep guests alive", NATURE_TITLE },
	{ "Partly blocked on timers & clocks", NATURE_TITLE },
	{ "Test rig: status and candidates, other topics", NATURE_TITLE },
	{ "Committee seats, terms of members, etc.", NATURE_TITLE },
	{ "Any points for the board meeting on the 9th", NATURE_TITLE },
	{ "How should we number releases", NATURE_TITLE },
	{ "Who restores the state of a guest?", NATURE_TITLE },
	{ "Can we drop the old loader from third-party?", NATURE_TITLE },
	{ "Should we merge the staging branch", NATURE_TITLE },
	{ "What next?", NATURE_TITLE },
	{ "Next call", NATURE_TITLE },
	{ "7 members (quorum)", NATURE_TITLE },
	{ "No objections", NATURE_TITLE },
	{ "Quorum reached", NATURE_TITLE },
	{ "May 2019", NATURE_TITLE },
	{ "Will Moss", NATURE_TITLE },
	{ "Phase I", NATURE_TITLE },
	{ "IT and US export rules", NATURE_TITLE },
	{ "Updates from Heliograph Inc.", NATURE_TITLE },
	{ "Best practices", NATURE_TITLE },
	{ "Agreed actions", NATURE_TITLE },
	{ "Where to keep the notes", NATURE_TITLE },
	{ "", NATURE_TITLE },
	{ "I meant to spend twenty minutes on it, if we can", NATURE_SENTENCE },
	{ "So we should get fresh ones next month", NATURE_SENTENCE },
	{ "And the rest, which is close to done", NATURE_SENTENCE },
	{ "Then there was the work which waits for timers", NATURE_SENTENCE },
	{ "The list was left alone. What the call said is in green.", NATURE_SENTENCE },
	{ "Stay as we were in 2.3", NATURE_SENTENCE },
	{ "Mira welcomed the new people to the board", NATURE_SENTENCE },
	{ "Mira and Otto raised the idea again", NATURE_SENTENCE },
	{ "Tomas went through the list", NATURE_SENTENCE },
	{ "Yun thinks that the loader can wait", NATURE_SENTENCE },
	{ "Please send corrections to the list", NATURE_SENTENCE },
	{ "Before Monday, please read the proposal", NATURE_SENTENCE },
	{ "Feel free to bring a rig", NATURE_SENTENCE },
	{ "some more talk.", NATURE_SENTENCE },
	{ "The loader works on three boards now.", NATURE_SENTENCE },
	{ "We'll see about that", NATURE_SENTENCE },
	{ "That isn't settled yet", NATURE_SENTENCE },
	{ "It\xe2\x80\x99s still open who tests this", NATURE_SENTENCE },
	{ "we currently print this on page two", NATURE_SENTENCE },
	{ "As the matter is tricky, the video is below.", NATURE_SENTENCE },
	{ "as discussed on the list last week,", NATURE_SENTENCE },
	{ "The rig in Lisbon came back. Nobody touched it", NATURE_SENTENCE },
	{ "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen", NATURE_SENTENCE },
	{ "Hi all", NATURE_GREETING },
	{ "Hi all,", NATURE_GREETING },
	{ "Dear friends of Lantern,", NATURE_GREETING },
	{ "Hello everyone!", NATURE_GREETING },
	{ "Best Regards", NATURE_GREETING },
	{ "Kind regards,", NATURE_GREETING },
	{ "Regards", NATURE_GREETING },
	{ "Thanks, Mira.", NATURE_GREETING },
	{ "Thank you all!", NATURE_GREETING },
	{ "Cheers", NATURE_GREETING },
	{ "Later, Otto.", NATURE_GREETING },
	{ "Good morning", NATURE_GREETING },
};

static void test_natures(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		enum line_nature got = line_nature(str_of(lines[i].line));
		if (got != lines[i].nature)
			print_error("'%s' is a %s, not a %s\n", lines[i].line, natures[lines[i].nature], natures[got]);
		assert_int_equal(got, lines[i].nature);
	}
}

static void test_verbs(void **state)
{
	(void)state;
	assert_true(words_have_verb(STR("the rig is down")));
	assert_true(words_have_verb(STR("we need a second rig")));
	assert_true(words_have_verb(STR("does it matter")));
	assert_false(words_have_verb(STR("a second rig for Lisbon")));
	assert_false(words_have_verb(STR("Mira Okafor, Northwind")));
	assert_false(words_have_verb(STR_EMPTY));
}

static void test_table(void **state)
{
	(void)state;
	assert_null(words_check());
}

static const struct { const char *word; bool function, subject, auxiliary, label, name; } words[] = {
	{ "the", true, false, false, false, false },
	{ "The", true, false, false, false, false },
	{ "we", true, true, false, false, false },
	{ "we'll", true, true, true, false, false },
	{ "isn\xe2\x80\x99t", true, false, true, false, false },
	{ "it's", true, true, true, false, false },
	{ "will", true, false, true, false, true },
	{ "note", false, false, false, true, false },
	{ "Notes", false, false, false, true, false },
	{ "dependencies", false, false, false, true, false },
	{ "branches", false, false, false, true, false },
	{ "link", false, false, false, true, true },
	{ "Okafor", false, false, false, false, false },
	{ "", false, false, false, false, false },
	{ "averyveryverylongwordthatisinnotable", false, false, false, false, false },
};

static void test_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct str word = str_of(words[i].word);
		if (word_is_function(word) != words[i].function || word_is_subject(word) != words[i].subject ||
		    word_is_auxiliary(word) != words[i].auxiliary || word_is_label(word) != words[i].label ||
		    word_can_be_name(word) != words[i].name)
			fail_msg("'%s': %d %d %d %d %d", words[i].word, word_is_function(word), word_is_subject(word),
				word_is_auxiliary(word), word_is_label(word), word_can_be_name(word));
	}
	assert_true(word_is_organisation(STR("GmbH")));
	assert_true(word_is_organisation(STR("foundation")));
	assert_false(word_is_organisation(STR("Northwind")));
	assert_true(word_is_role(STR("Chair")));
	assert_true(word_is_role(STR("non-voting")));
	assert_false(word_is_role(STR("Mira")));
	assert_true(word_is_verb(STR("suggests")));
	assert_false(word_is_verb(STR("suggestion")));
}

static const char *const nobody[] = {
	"Access Code", "Next steps", "New members", "Drop a loader", "Drop a loader as an exception", "United Provinces", "New Island",
	"United Republic", "Note", "Notes", "NOTE", "Time", "Date", "Link", "Links", "Goal", "Status", "Question", "Problem", "Examples",
	"ACTION", "Motion", "Q", "A", "TODO Mira Okafor", "For the guest side", "See", "see", "Move to change the name", "Good results",
	"Main problem", "Version change", "Second", "Dial-in number", "Meeting ID", "Further meeting times",
	"The chair", "What next?", "To", "From", "10", "10:30", "", "Changes to the charter", "Two of the rigs we own", "/etc/hosts",
	"**Goal**", "Test results", "Not covered", "You",
};

static const char *const somebody[] = {
	"Mira", "Mira Okafor", "Will", "Will Moss", "May Lind", "MO", "Jean-Luc Moss", "Otto and Mira", "Bo from Tern Labs", "An Vu",
	"Page Holt", "Mark", "Grant Moss", "bosco", "Per Lind", "**Yun**", "\xe6\x9d\x8e\xe9\x9b\xb7",
};

static void test_labels(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof nobody / sizeof *nobody; i++)
		if (!label_is_no_person(str_of(nobody[i])))
			fail_msg("'%s' could be somebody", nobody[i]);
	for (size_t i = 0; i < sizeof somebody / sizeof *somebody; i++)
		if (label_is_no_person(str_of(somebody[i])))
			fail_msg("'%s' could be nobody", somebody[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_natures),
		cmocka_unit_test(test_verbs),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_labels),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
