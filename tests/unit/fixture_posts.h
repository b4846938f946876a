/* An archive that a test fills message by message, all of May 2024, and what it shows of it. */
#ifndef FIXTURE_POSTS_H
#define FIXTURE_POSTS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "mail/message.h"

static struct archive archive;
static struct buf mbox, shown;
static char path[] = "/tmp/test_posts.XXXXXX";

/* For a test's setup, before its collectors; 0, or not. */
static int posts_begin(void)
{
	strcpy(path, "/tmp/test_posts.XXXXXX");
	int fd = mkstemp(path);
	close(fd);
	mbox = shown = (struct buf)BUF_INIT;
	archive_init(&archive);
	return fd < 0;
}

static int posts_end(void)
{
	archive_free(&archive);
	buf_free(&mbox);
	buf_free(&shown);
	return unlink(path);
}

/* A message of a day of May 2024; to: the id that it answers, or NULL. */
static void mail(int day, const char *who, const char *id, const char *to, const char *subject, const char *body)
{
	buf_printf(&mbox, "From x@example.org Wed May %2d 10:00:00 2024\nFrom: %s <%s@example.org>\n"
		"Date: %d May 2024 10:00:00 +0000\nMessage-ID: <%s>\nSubject: %s\n", day, who, who, day, id, subject);
	if (to)
		buf_printf(&mbox, "In-Reply-To: <%s>\n", to);
	buf_printf(&mbox, "\n%s\n\n", body);
}

/* Reads and threads them. */
static void posts_read(void)
{
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(mbox.p, 1, mbox.n, f), mbox.n);
	assert_int_equal(fclose(f), 0);
	assert_int_equal(archive_read(&archive, path), 0);
	archive_thread(&archive);
}

#endif
