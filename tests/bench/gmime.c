/* A bare pass of GMime over an mbox: split it at "\n\nFrom ", parse each message, decode its header and the content of its
 * parts. The floor for what reading mail costs. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <gmime/gmime.h>

static size_t bytes;

static void decode_part(GMimeObject *parent, GMimeObject *part, gpointer unused)
{
	(void)parent;
	(void)unused;
	if (!GMIME_IS_PART(part) || !g_mime_part_get_content(GMIME_PART(part)))
		return;
	GMimeStream *out = g_mime_stream_mem_new();
	g_mime_data_wrapper_write_to_stream(g_mime_part_get_content(GMIME_PART(part)), out);
	bytes += (size_t)g_mime_stream_length(out);
	g_object_unref(out);
}

static void decode_message(const char *p, size_t n)
{
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(p, n);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
	if (message) {
		const char *subject = g_mime_message_get_subject(message);
		const char *references = g_mime_object_get_header(GMIME_OBJECT(message), "References");
		bytes += (size_t)internet_address_list_length(g_mime_message_get_from(message));
		bytes += (size_t)internet_address_list_length(g_mime_message_get_to(message));
		bytes += (size_t)internet_address_list_length(g_mime_message_get_cc(message));
		bytes += (subject ? strlen(subject) : 0) + (references ? strlen(references) : 0) + (g_mime_message_get_date(message) != NULL);
		g_mime_message_foreach(message, decode_part, NULL);
		g_object_unref(message);
	}
	g_object_unref(parser);
	g_object_unref(stream);
}

int main(int argc, char **argv)
{
	struct stat st;
	int fd = argc > 1 ? open(argv[1], O_RDONLY) : -1;
	if (fd < 0 || fstat(fd, &st) < 0)
		return 2;
	const char *p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0), *end = p + st.st_size, *next;
	g_mime_init();
	for (; p < end; p = next) {
		next = memmem(p + 1, (size_t)(end - p) - 1, "\n\nFrom ", 7);
		next = next ? next + 2 : end;
		const char *header = memchr(p, '\n', (size_t)(next - p));
		if (header)
			decode_message(header + 1, (size_t)(next - header) - 1);
	}
	printf("%zu\n", bytes);
	return 0;
}
