#include "common.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static _Noreturn void broken(const char *law, const char *how)
{
	fprintf(stderr, "law broken: %s: %s\n", law, how);
	abort();
}

struct document *fuzz_read(struct str bytes, const struct read_options *options)
{
	struct buf notes = BUF_INIT;
	buf_str(&notes, bytes);
	struct document *doc = read_notes(STR("notes.txt"), &notes, options);
	const char *wrong = document_check(doc);
	if (wrong)
		broken("the tree keeps its shapes", wrong);
	return doc;
}

struct document *fuzz_document(void)
{
	static const char notes[] =
		"# Lantern community call 2031-05\n\nDate: 2031-05-07\n\n## Attendees\n\n- Mira Okafor, Northwind\n"
		"- Bo Lindqvist, Tern Labs\n\n## Timers\n\nMira: the *new* timer <b>works</b>\n\nACTION: Bo to test it\n\n"
		"DECISION: ship it\n\n| a | b |\n|---|---|\n| 1 | 2 |\n";
	const struct read_options options = { .notation = "auto" };
	return fuzz_read(str_range(notes, notes + sizeof notes - 1), &options);
}

struct buf fuzz_write(write_function *write, struct document *doc, const struct write_options *options, bool may_complain)
{
	struct out out = OUT_MEMORY;
	const char *wrong = write(doc, options, &out);
	if (wrong && !may_complain)
		broken("writers write", wrong);
	if (out.error)
		broken("memory takes all bytes", "out.error");
	return out.pending;
}

/* Takes out what is a place in the notes, or says how they write it, and so may change: both models are compared without. */
static void forget_places(json_t *value)
{
	static const char *const places[] = { "source", "line", "column", "diagnostics", "id_written" };
	const char *key;
	json_t *item;
	size_t i;
	if (json_is_object(value)) {
		for (i = 0; i < sizeof places / sizeof *places; i++)
			json_object_del(value, places[i]);
		json_object_foreach(value, key, item)
			forget_places(item);
	}
	json_array_foreach(value, i, item)
		forget_places(item);
}

static json_t *model(struct document *doc)
{
	struct buf text = fuzz_write(write_json, doc, &(struct write_options){ NULL, NULL }, false);
	json_error_t error;
	json_t *value = json_loadb(text.p, text.n, 0, &error);
	if (!value)
		broken("the model is JSON", error.text);
	forget_places(value);
	buf_free(&text);
	return value;
}

void fuzz_laws(struct document *doc, const struct read_options *options)
{
	static write_function *const writers[] = { write_html, write_odt, write_text, write_markdown, write_json };
	const struct write_options none = { NULL, NULL };
	const bool crashes_only = getenv("FUZZ_CRASHES");
	/* The last two are run below. */
	for (size_t i = 0; i < (crashes_only ? 5 : 3); i++) {
		struct buf output = fuzz_write(writers[i], doc, &none, false);
		buf_free(&output);
	}
	if (crashes_only)
		return;
	struct read_options again_options = *options;
	again_options.agenda_name = again_options.agenda_text = STR_EMPTY;
	struct buf once = fuzz_write(write_markdown, doc, &none, false);
	struct document *again = fuzz_read(buf_slice(&once), &again_options);
	struct buf twice = fuzz_write(write_markdown, again, &none, false);
	json_t *first = model(doc), *second = model(again);
	/* Law 3 over any bytes is a search of its own: FUZZ_LAWS=1. A run of minutes looks for crashes, shapes and time. */
	bool law = getenv("FUZZ_LAWS") != NULL;
	if (law && !json_equal(first, second))
		broken("fixpoint", "the Markdown reads as another model");
	if (law && !str_eq(buf_slice(&once), buf_slice(&twice)))
		broken("fixpoint", "the Markdown renders as another");
	json_decref(first);
	json_decref(second);
	buf_free(&once);
	buf_free(&twice);
	document_free(again);
}

struct str fuzz_part(struct str *rest)
{
	size_t n = str_find_char(*rest, 0x1e, 0);
	struct str part = str_first(*rest, n == STR_NONE ? rest->n : n);
	*rest = str_skip(*rest, n == STR_NONE ? rest->n : n + 1);
	return part;
}

static char folder[512];

static void remove_folder(void)
{
	char command[600];
	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	if (system(command) != 0)
		fprintf(stderr, "cannot remove %s\n", folder);
}

const char *fuzz_folder(void)
{
	if (!*folder) {
		const char *room = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : getenv("TMPDIR");
		snprintf(folder, sizeof folder, "%s/rollcall-fuzz.XXXXXX", room ? room : "/tmp");
		if (!mkdtemp(folder)) {
			perror(folder);
			exit(1);
		}
		atexit(remove_folder);
	}
	return folder;
}

const char *fuzz_file(const char *name, struct str bytes)
{
	static char path[600];
	snprintf(path, sizeof path, "%s/%s", fuzz_folder(), name);
	FILE *file = fopen(path, "wb");
	if (!file || fwrite(bytes.p, 1, bytes.n, file) != bytes.n || fclose(file) != 0) {
		perror(path);
		exit(1);
	}
	return path;
}
