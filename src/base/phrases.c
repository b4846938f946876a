#include "base/phrases.h"

static void fill(struct phrases *p)
{
	for (size_t k = 0; p->list[k]; k++)
		for (size_t i = 0; i < PHRASE_LEAST; i++) {
			char c = p->list[k][i];
			p->at[i][(unsigned char)c] |= (uint32_t)1 << k;
			if (!p->exact) {
				p->at[i][(unsigned char)to_lower(c)] |= (uint32_t)1 << k;
				p->at[i][(unsigned char)to_upper(c)] |= (uint32_t)1 << k;
			}
		}
	p->filled = true;
}

bool phrases_in(struct phrases *p, struct str text)
{
	const unsigned char *t = (const unsigned char *)text.p;
	if (!p->filled)
		fill(p);
	for (size_t i = 0; i + PHRASE_LEAST <= text.n; i++) {
		uint32_t may = p->at[0][t[i]] & p->at[1][t[i + 1]];
		if (!may)
			continue;
		may &= p->at[2][t[i + 2]];
		for (size_t k = 0; may; k++, may >>= 1) {
			struct str phrase = may & 1 ? str_of(p->list[k]) : STR_EMPTY, rest = str_skip(text, i);
			if (phrase.n && (p->exact ? str_starts(rest, phrase) : str_starts_nocase(rest, phrase)))
				return true;
		}
	}
	return false;
}
