# rollcall: make demo, make check; the README says what each target does.
BUILD   ?= build
PREFIX  ?= /usr/local
CC      ?= cc
CFLAGS  ?= -O2 -g
STRICT   = -std=c11 -D_GNU_SOURCE -Wall -Wextra -Werror -Wmissing-prototypes -Isrc
LIBS     = libcmark libxml-2.0 libzip jansson
PKG_CFLAGS = $(shell pkg-config --cflags $(LIBS))
PKG_LIBS   = $(shell pkg-config --libs $(LIBS))

SOURCES = $(sort $(wildcard src/*/*.c))
ASSETS  = $(sort $(wildcard templates/* styles/*))
OBJECTS = $(SOURCES:src/%.c=$(BUILD)/%.o) $(BUILD)/assets.o
LIBRARY_OBJECTS = $(filter-out $(BUILD)/cli/%,$(OBJECTS))

all: $(BUILD)/rollcall

$(BUILD)/rollcall: $(OBJECTS)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(PKG_LIBS)

$(BUILD)/%.o: src/%.c
	@mkdir -p $(@D)
	$(CC) $(STRICT) $(CFLAGS) $(PKG_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/assets.c: $(ASSETS) Makefile
	@mkdir -p $(@D)
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
	$(CC) $(STRICT) $(CFLAGS) -MMD -MP -c -o $@ $<

clean:
	rm -rf $(BUILD)

-include $(OBJECTS:.o=.d)

.PHONY: all clean
.DELETE_ON_ERROR:
