#include "model/letters.h"

static enum letter latin_extended(uint32_t c)
{
	if (c == 0x138 || c == 0x149 || c == 0x17f)
		return LETTER_LOWER;
	if (c == 0x178)
		return LETTER_UPPER;
	/* Pairs begin with the capital; between these bounds the capital has the odd number. */
	bool odd = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17e) || (c >= 0x1cd && c <= 0x1dc);
	return (c & 1) == odd ? LETTER_UPPER : LETTER_LOWER;
}

enum letter letter_of(uint32_t c)
{
	static const struct { uint32_t first, last; enum letter letter; } ranges[] = {
		{ 0x00aa, 0x00aa, LETTER_LOWER }, { 0x00b5, 0x00b5, LETTER_LOWER }, { 0x00ba, 0x00ba, LETTER_LOWER },
		{ 0x0250, 0x02af, LETTER_LOWER }, { 0x0300, 0x036f, LETTER_MARK },
		{ 0x0386, 0x038f, LETTER_UPPER }, { 0x0391, 0x03a9, LETTER_UPPER }, { 0x03ac, 0x03ce, LETTER_LOWER },
		{ 0x0400, 0x042f, LETTER_UPPER }, { 0x0430, 0x045f, LETTER_LOWER }, { 0x0531, 0x0556, LETTER_UPPER },
		{ 0x0561, 0x0587, LETTER_LOWER }, { 0x05b0, 0x05c7, LETTER_MARK }, { 0x05d0, 0x05f2, LETTER_OTHER },
		{ 0x0620, 0x064a, LETTER_OTHER }, { 0x064b, 0x065f, LETTER_MARK }, { 0x0671, 0x06d5, LETTER_OTHER },
		{ 0x0900, 0x0903, LETTER_MARK }, { 0x0904, 0x0939, LETTER_OTHER }, { 0x093a, 0x094f, LETTER_MARK },
		{ 0x0980, 0x0fff, LETTER_OTHER }, { 0x10a0, 0x139f, LETTER_OTHER }, { 0x1780, 0x17d3, LETTER_OTHER },
		{ 0x2071, 0x2071, LETTER_LOWER }, { 0x3041, 0x318f, LETTER_OTHER }, { 0x3400, 0x4dbf, LETTER_OTHER },
		{ 0x4e00, 0x9fff, LETTER_OTHER }, { 0xac00, 0xd7a3, LETTER_OTHER }, { 0xf900, 0xfaff, LETTER_OTHER },
		{ 0x20000, 0x3134f, LETTER_OTHER },
	};
	if (c < 0x80)
		return is_upper((char)c) ? LETTER_UPPER : is_lower((char)c) ? LETTER_LOWER : LETTER_NONE;
	if (c >= 0xc0 && c <= 0xff)
		return c == 0xd7 || c == 0xf7 ? LETTER_NONE : c <= 0xde ? LETTER_UPPER : LETTER_LOWER;
	if ((c >= 0x100 && c <= 0x24f) || (c >= 0x460 && c <= 0x52f) || (c >= 0x1e00 && c <= 0x1eff))
		return c < 0x250 ? latin_extended(c) : c & 1 ? LETTER_LOWER : LETTER_UPPER;
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (c >= ranges[i].first && c <= ranges[i].last)
			return ranges[i].letter;
	return LETTER_NONE;
}

/* U+00C0 to U+017F without diacritics, a letter each; those of two letters follow in the function. */
static const char bases[] =
	"aaaaaaaceeeeiiii" "dnooooo*ouuuuyts" "aaaaaaaceeeeiiii" "dnooooo*ouuuuyty"
	"aaaaaaccccccccdd" "ddeeeeeeeeeegggg" "gggghhhhiiiiiiii" "iiiijjkkklllllll"
	"lllnnnnnnnnnoooo" "oooorrrrrrssssss" "ssttttttuuuuuuuu" "uuuuwwyyyzzzzzzs";

/* Of U+1EA0 to U+1EF9, the letters of Vietnamese. */
static char vietnamese(uint32_t c)
{
	return c < 0x1eb8 ? 'a' : c < 0x1ec8 ? 'e' : c < 0x1ecc ? 'i' : c < 0x1ee4 ? 'o' : c < 0x1ef2 ? 'u' : 'y';
}

static const char *pair_of(uint32_t c, bool digraph)
{
	switch (c) {
	case 0xc6: case 0xe6: return "ae";
	case 0xde: case 0xfe: return "th";
	case 0xdf: case 0x1e9e: return "ss";
	case 0x132: case 0x133: return "ij";
	case 0x152: case 0x153: return "oe";
	case 0xc4: case 0xe4: return digraph ? "ae" : NULL;
	case 0xd6: case 0xf6: case 0xd8: case 0xf8: return digraph ? "oe" : NULL;
	case 0xdc: case 0xfc: return digraph ? "ue" : NULL;
	case 0xc5: case 0xe5: return digraph ? "aa" : NULL;
	default: return NULL;
	}
}

void letter_fold(struct buf *b, uint32_t c, bool digraph)
{
	const char *pair;
	if (c < 0x80)
		buf_put(b, to_lower((char)c));
	else if ((pair = pair_of(c, digraph)))
		buf_cstr(b, pair);
	else if (c >= 0xc0 && c <= 0x17f && letter_of(c) != LETTER_NONE)
		buf_put(b, bases[c - 0xc0]);
	else if (c >= 0x1ea0 && c <= 0x1ef9)
		buf_put(b, vietnamese(c));
	else if (letter_of(c) == LETTER_MARK)
		return;
	else if (letter_of(c) == LETTER_UPPER && ((c >= 0x391 && c <= 0x3a9) || (c >= 0x410 && c <= 0x42f)))
		utf8_put(b, c + 0x20);
	else if (c >= 0x400 && c <= 0x40f)
		utf8_put(b, c + 0x50);
	else if (letter_of(c) == LETTER_UPPER && c >= 0x100 && c < 0x1f00)
		utf8_put(b, c + 1);
	else
		utf8_put(b, c);
}
