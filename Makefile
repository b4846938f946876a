# rollcall: make demo, make check; the README says what each target does.
BUILD   ?= build
PREFIX  ?= /usr/local
CC      ?= cc
CFLAGS  ?= -O2 -g
STRICT   = -std=c11 -D_GNU_SOURCE -Wall -Wextra -Werror -Wmissing-prototypes -Isrc
LIBS     = libcmark libxml-2.0 libzip jansson
# Only their headers: base/library.h loads them when they are needed.
LOADED   = gmime-3.0 libical zlib

# Debian's names, each with a command that will do instead (tests/packages): to build, and to test.
BUILD_PACKAGES = gcc=cc libc6-dev pkg-config=pkg-config libcmark-dev libxml2-dev libzip-dev libjansson-dev libgmime-3.0-dev libical-dev zlib1g-dev
CHECK_PACKAGES = libcmocka-dev clang=clang libclang-rt-14-dev valgrind lowdown cmark pandoc jing libxml2-utils unzip poppler-utils mandoc \
	libreoffice-writer-nogui=soffice chromium=chromium nodejs=node npm=npm default-jre-headless=java \
	python3=python3 python3-jsonschema python3-gi gir1.2-gmime-3.0 xclip=xclip xvfb=xvfb-run git-email msmtp=msmtp mutt=mutt faketime

# Asked once, and only when something is compiled.
PKG_CFLAGS = $(if $(shell pkg-config --exists $(LIBS) $(LOADED) || echo no),$(error $(LIBS) $(LOADED) not found: \
	`make demo` installs what is missing))$(eval PKG_CFLAGS := $(shell pkg-config --cflags $(LIBS) $(LOADED)))$(PKG_CFLAGS)
# The tests judge by libraries that the program only loads.
TEST_LIBS  = $(eval TEST_LIBS := $(shell pkg-config --libs libical))$(TEST_LIBS)
PKG_LIBS   = $(eval PKG_LIBS := $(shell pkg-config --libs $(LIBS)))$(PKG_LIBS)

SOURCES = $(sort $(wildcard src/*/*.c))
ASSETS  = $(sort $(wildcard templates/* styles/*))
MANUALS = $(sort $(wildcard src/cli/*.[1-9]))
SAMPLES = $(filter-out samples/people.txt,$(sort $(wildcard samples/*.txt samples/*.md)))
UNITS   = $(patsubst tests/%.c,$(BUILD)/%,$(sort $(wildcard tests/unit/test_*.c)))
OBJECTS = $(SOURCES:src/%.c=$(BUILD)/%.o) $(BUILD)/assets.o
# Everything but main(): what unit tests, fuzzers and benchmarks link.
LIBRARY = $(BUILD)/rollcall.a

# What is made, in short; with V=1 the commands.
SAY = $(if $(V),,@echo '  $@'; )

all: $(BUILD)/rollcall

$(BUILD)/rollcall: $(BUILD)/cli/main.o $(LIBRARY)
	$(SAY)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ -Wl,--as-needed $(PKG_LIBS)

$(LIBRARY): $(filter-out $(BUILD)/cli/main.o,$(OBJECTS)) $(BUILD)/files.list
	@rm -f $@
	$(SAY)ar rcs $@ $(filter %.o,$^)

# Changes when a file comes or goes.
$(BUILD)/files.list: always
	@mkdir -p $(@D)
	@echo '$(SOURCES) $(ASSETS)' | cmp -s - $@ || echo '$(SOURCES) $(ASSETS)' > $@

$(BUILD)/%.o: src/%.c
	@mkdir -p $(@D)
	$(SAY)$(CC) $(STRICT) $(CFLAGS) $(PKG_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/assets.c: $(ASSETS) $(BUILD)/files.list Makefile
	@{ printf '#include "base/asset.h"\n#include <string.h>\n'; \
	   n=0; for f in $(ASSETS); do n=$$((n + 1)); \
	     printf '__asm__(".section .rodata\\nasset_%d: .incbin \\"%s\\"\\nasset_%d_end: .byte 0\\n.previous");\n' $$n $$f $$n; \
	     printf 'extern const char asset_%d[], asset_%d_end[];\n' $$n $$n; done; \
	   printf 'static const struct { const char *name, *begin, *end; } assets[] = {\n\t{ "", "", "" },\n'; \
	   n=0; for f in $(ASSETS); do n=$$((n + 1)); printf '\t{ "%s", asset_%d, asset_%d_end },\n' $$f $$n $$n; done; \
	   printf '};\nbool asset_find(const char *name, struct str *content)\n{\n'; \
	   printf '\tfor (size_t i = 1; i < sizeof assets / sizeof *assets; i++)\n'; \
	   printf '\t\tif (strcmp(assets[i].name, name) == 0) {\n'; \
	   printf '\t\t\t*content = str_range(assets[i].begin, assets[i].end);\n\t\t\treturn true;\n\t\t}\n'; \
	   printf '\treturn false;\n}\n'; } > $@

$(BUILD)/assets.o: $(BUILD)/assets.c
	$(SAY)$(CC) $(STRICT) $(CFLAGS) -MMD -MP -c -o $@ $<

units: $(UNITS)

$(BUILD)/unit/%: tests/unit/%.c $(LIBRARY)
	@mkdir -p $(@D)
	$(SAY)$(CC) $(STRICT) $(CFLAGS) $(PKG_CFLAGS) $(LDFLAGS) -MMD -MP -MF $@.d -o $@ $< $(LIBRARY) -Wl,--as-needed -lcmocka $(PKG_LIBS) $(TEST_LIBS)

# From nothing: install what is missing, then a make that finds it. Every sample in every format.
demo:
	@sh tests/packages $(BUILD_PACKAGES)
	@$(MAKE) --no-print-directory all
	@mkdir -p $(BUILD)/demo
	@for notes in $(SAMPLES); do \
		name=$$(basename $${notes%.*}); agenda=; files=; \
		[ ! -f samples/$$name.agenda.txt ] || agenda="--agenda samples/$$name.agenda.txt"; \
		for ending in md html odt txt json; do files="$$files $(BUILD)/demo/$$name.$$ending"; done; \
		$(BUILD)/rollcall render $$notes --people samples/people.txt $$agenda $$(printf ' -o %s' $$files) || exit 1; \
		printf '%s\n' $$files; \
	done

check:
	@sh tests/packages $(BUILD_PACKAGES)
	@sh tests/packages $(CHECK_PACKAGES) || echo "Going on without; what cannot be tested is skipped."
	@$(MAKE) --no-print-directory all units
	@BUILD=$(BUILD) tests/run

test: all units
	@BUILD=$(BUILD) tests/run --fast

# Rewrite the expected files of the golden cases and of format.md, and what the README shows; look at the difference.
accept: all
	@ACCEPT=1 BUILD=$(BUILD) tests/run cases cycle format readme post

fuzz bench: all
	@BUILD=$(BUILD) tests/run --start tests/$@/run

install: all
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(BUILD)/rollcall $(DESTDIR)$(PREFIX)/bin/rollcall
	for page in $(MANUALS); do folder=$(DESTDIR)$(PREFIX)/share/man/man$${page##*.}; \
		install -d $$folder && install -m 644 $$page $$folder || exit 1; done

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/rollcall
	for page in $(notdir $(MANUALS)); do rm -f $(DESTDIR)$(PREFIX)/share/man/man$${page##*.}/$$page || exit 1; done

clean:
	rm -rf $(BUILD)

-include $(OBJECTS:.o=.d) $(UNITS:=.d)

.PHONY: always all units demo check test accept fuzz bench install uninstall clean
.DELETE_ON_ERROR:
