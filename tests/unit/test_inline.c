/* model/inline.c: Markdown in lines of text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "model/inline.h"

/* A text with its joints as "{.}". */
static void dump_text(struct buf *b, struct str s)
{
	const size_t joint = sizeof INLINE_JOINT - 1;
	for (size_t at; (at = str_find(s, STR(INLINE_JOINT), 0)) != STR_NONE; s = str_skip(s, at + joint)) {
		buf_str(b, str_first(s, at));
		buf_cstr(b, "{.}");
	}
	buf_str(b, s);
}

/* Spans as text: {i:emphasis} {b:strong} {u:underline} {s:strike} {h:highlight} {sub:} {sup:} {ins:} {c:code} {/} for
 * a break and {a=URL:text}. */
static void dump(struct buf *b, struct inlines text)
{
	static const char *const marks[] = { "i", "b", "u", "s", "h", "sub", "sup", "ins", "a=" };
	for (size_t i = 0; i < text.count; i++) {
		const struct span *s = &text.spans[i];
		if (s->type == SPAN_TEXT || s->type == SPAN_OPEN || s->type == SPAN_CODE) {
			buf_cstr(b, s->type == SPAN_TEXT ? "" : s->type == SPAN_CODE ? "{c:" : "{");
			buf_cstr(b, s->type == SPAN_OPEN ? marks[s->mark] : "");
			dump_text(b, s->text);
		}
		buf_cstr(b, s->type == SPAN_OPEN ? ":" : s->type == SPAN_CODE || s->type == SPAN_CLOSE ? "}" : "");
		buf_cstr(b, s->type == SPAN_BREAK ? "{/}" : "");
	}
}

static struct arena arena;
static struct inline_context *context;

static int set_up(void **state)
{
	(void)state;
	context = inline_context_new(&arena);
	inline_budget(context, 0);
	inline_define(context, STR(" Guide"), STR("http://example.org/guide"));
	inline_define(context, STR("guide"), STR("http://example.org/second"));
	inline_define(context, STR("bad"), STR("javascript:1"));
	inline_archive(context, STR("https://lists.example.org/r/"));
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static const struct {
	const char *name, *source, *spans;
} cases[] = {
	{ "plain", "Plain words, nothing else", "Plain words, nothing else" },
	{ "empty", "", "" },
	{ "only white space", " \n  ", "" },
	{ "blanks collapse", "two  blanks,\ta tab\nand a line", "two blanks, a tab and a line" },
	{ "leading white space", "   in front and behind  ", "in front and behind" },
	{ "no-break space stays", "10\302\240ms of 20\302\240ms", "10\302\240ms of 20\302\240ms" },
	{ "no heading", "# not a heading", "# not a heading" },
	{ "no bullet", "- not a bullet", "- not a bullet" },
	{ "no number", "1. not a number", "1. not a number" },
	{ "no quote", "> not a quote", "> not a quote" },
	{ "no code block", "    not code", "not code" },
	{ "no fence", "```", "```" },
	{ "no rule", "* * *", "* * *" },
	{ "no setext heading", "Title\n=====", "Title =====" },
	{ "no setext rule", "Title\n-----", "Title -----" },
	{ "no table", " a | b \n|---|---|", "a | b |---|---|" },
	{ "no HTML block", "<div>\nhello\n</div>", "<div> hello </div>" },
	{ "no definition", "[key]: http://example.org/k", "[key]: {a=http://example.org/k:http://example.org/k}" },
	{ "no front matter", "---\nkey: value", "--- key: value" },
	{ "emphasis", "*one* and _two_", "{i:one} and {i:two}" },
	{ "strong", "**one** and __two__", "{b:one} and {b:two}" },
	{ "both", "***one***", "{i:{b:one}}" },
	{ "intraword", "snake_case_name, 2 * 3 * 4, foo*bar*baz", "snake_case_name, 2 * 3 * 4, foo{i:{.}bar}{.}baz" },
	{ "unclosed", "**bold and *not", "**bold and *not" },
	{ "colon outside", "**Mira:** text", "{b:Mira:} text" },
	{ "colon and blank inside", "**Mira: **text", "**Mira: **text" },
	{ "non-ASCII around marks", "é*é*é « *x* » *y*。", "é{i:{.}é}{.}é « {i:x} » {i:y}。" },
	{ "same in same", "**a <b>b</b> c**", "{b:a b c}" },
	{ "like next to like", "<b>a</b><b>b</b> c", "{b:ab} c" },
	{ "blank moves out", "<b> a </b>b", "{b:a} b" },
	{ "empty mark", "x<b></b>y<i> </i>z", "xy z" },
	{ "break by backslash", "one\\\ntwo", "one{/}two" },
	{ "break by tag", "one <br> two<br/>three<BR />four", "one{/}two{/}three{/}four" },
	{ "two blanks are no break", "one  \ntwo", "one two" },
	{ "escaped backslash is no break", "one\\\\\ntwo", "one\\ two" },
	{ "breaks at the edges", "<br>one<br><br>two\\\n", "one{/}two\\" },
	{ "break at a mark's edge", "*a<br>*b<i><br>c</i>", "*a{/}*b{/}{i:c}" },
	{ "backslash at the end", "one\\", "one\\" },
	{ "code", "`a *b* <c> &amp;`", "{c:a *b* <c> &amp;}" },
	{ "code with backticks", "``a`b``", "{c:a`b}" },
	{ "code white space", " x` a  b `y", "x{.}{c:a b}{.}y" },
	{ "code cut from text", "`a `b", "{c:a} b" },
	{ "code, break inside", "`a\\\nb`", "{c:a \\ b}" },
	{ "unclosed code", "`a b", "`a b" },
	{ "code tag", "<code>a_b &lt;T&gt;</code>", "{c:a_b <T>}" },
	{ "code tag with marks", "<code>x *y*</code> z", "{c:x} {i:{c:y}} z" },
	{ "code tag with link", "<code>a [b](http://example.org/)</code>", "{c:a} {a=http://example.org/:{c:b}}" },
	{ "tags", "<u>a</u> <i>b</i> <b>c</b> <em>d</em> <strong>e</strong>", "{u:a} {i:b} {b:c} {i:d} {b:e}" },
	{ "more tags",
		"<s>a</s> <del>b</del> <ins>c</ins> H<sub>2</sub>O x<sup>2</sup> <mark>h</mark>",
		"{s:a} {s:b} {ins:c} H{sub:{.}2}{.}O x{sup:{.}2} {h:h}" },
	{ "tags' case and attributes", "<B>a</b> <em class=\"x\" id=y>b</em>", "{b:a} {i:b}" },
	{ "tags nest", "<u>a <i>b</i></u>", "{u:a {i:b}}" },
	{ "tag never closed", "<b>a", "<b>a" },
	{ "tag never opened", "a</b>", "a</b>" },
	{ "tags overlap", "<b>a <i>b</b> c</i>", "{b:a <i>b} c</i>" },
	{ "tag across emphasis", "*a <b>b* c</b>", "{i:a <b>b} c</b>" },
	{ "empty tag", "<b/>a</b>", "<b/>a</b>" },
	{ "other tags",
		"<span>a</span> <img src=\"x.png\" alt='b'> <script>c()</script>",
		"<span>a</span> <img src=\"x.png\" alt='b'> <script>c()</script>" },
	{ "like a tag", "<bold>a</bold> a<b and b>a <3", "<bold>a</bold> a<b and b>a <3" },
	{ "comment", "a <!-- *b* --> c", "a <!-- *b* --> c" },
	{ "instruction and CDATA",
		"<?php *x* ?> <![CDATA[ a ]]> <!DOCTYPE x>",
		"<?php *x* ?> <![CDATA[ a ]]> <!DOCTYPE x>" },
	{ "comment never closed", "a <!-- b", "a <!-- b" },
	{ "strike", "~~gone~~ a~~b~~c", "{s:gone} a{s:{.}b}{.}c" },
	{ "strike around marks", "~~*a* `b`~~ *~~c~~*", "{s:{i:a} {c:b}} {i:{s:c}}" },
	{ "no strike", "a ~~ b ~~ ~c~ ~~~d~~~ \\~~e~~ ~~f", "a ~~ b ~~ ~c~ ~~~d~~~ ~~e~~ ~~f" },
	{ "strike overlaps", "~~a <b>b~~ c</b>", "{s:a <b>b} c</b>" },
	{ "escapes", "\\*a\\* \\_b\\_ \\[c\\] \\<d> \\&amp; \\`e\\` \\# \\\\", "*a* _b_ [c] <d> &amp; `e` # \\" },
	{ "no escapes", "c:\\dir \\o/ \\alpha", "c:\\dir \\o/ \\alpha" },
	{ "entities", "&amp; &eacute; &#8230; &#x2014; &lt;b&gt;", "& é … — <b>" },
	{ "no entities", "&nope; AT&T &copy Q&A", "&nope; AT&T &copy Q&A" },
	{ "forbidden references", "&#1; &#x202E; &#8296; &#155; &#0;", "&#1; &#x202E; &#8296; &#155; �" },
	{ "white space references", "a&#10;&#9;b", "a b" },
	{ "control characters", "a\001b\177c", "a�b�c" },
	{ "formula", "about $\\frac{1}{3}$ of it", "about $\\frac{1}{3}$ of it" },
	{ "formula with marks", "$\\alpha_i^*$ and $\\beta_*x_i*$", "$\\alpha_i^*$ and $\\beta_*x_i*$" },
	{ "money", "$5 *and* $6", "$5 {i:and} $6" },
	{ "escaped formula", "$\\\\frac{1}{3}$", "$\\frac{1}{3}$" },
	{ "link", "[the *text*](http://example.org/a_b_c)", "{a=http://example.org/a_b_c:the {i:text}}" },
	{ "link with title",
		"[t](http://example.org \"Words here\") on",
		"{a=http://example.org:t} (Words here) on" },
	{ "link in angle brackets", "[t](<http://example.org/a b>)", "{a=http://example.org/a b:t}" },
	{ "link without text",
		"[](http://example.org) [ ](x.html)",
		"{a=http://example.org:http://example.org} {a=x.html:x.html}" },
	{ "link without URL", "[x]() [y](<>)", "[x]() [y](<>)" },
	{ "relative link",
		"[a](b/c.html) [d](#e) [f](//example.org)",
		"{a=b/c.html:a} {a=#e:d} {a=//example.org:f}" },
	{ "image", "![the logo](logo.png) ![](pic.png)", "{a=logo.png:the logo} {a=pic.png:pic.png}" },
	{ "image in link",
		"[![badge](https://example.org/b.svg)](https://example.org/)",
		"{a=https://example.org/:badge (https://example.org/b.svg)}" },
	{ "link in image",
		"![[a](http://example.org/a)](http://example.org/b)",
		"{a=http://example.org/b:a (http://example.org/a)}" },
	{ "URL in link",
		"[see https://example.org/x](https://example.org/y)",
		"{a=https://example.org/y:see https://example.org/x}" },
	{ "URL as link's text",
		"[https://example.org/x](https://example.org/x)",
		"{a=https://example.org/x:https://example.org/x}" },
	{ "safe schemes",
		"[a](HTTPS://example.org) [b](ftp://example.org) [c](irc://example.org/x) [d](tel:+1) "
		"[e](xmpp:a@example.org)",
		"{a=HTTPS://example.org:a} {a=ftp://example.org:b} {a=irc://example.org/x:c} {a=tel:+1:d} "
		"{a=xmpp:a@example.org:e}" },
	{ "script", "[x](javascript:alert(1))", "[x](javascript:alert(1))" },
	{ "script in disguise",
		"[x](JaVa&#x73;cript:1) [x](java&#10;script:1) [x](<java script:1>)",
		"[x](JaVa&#x73;cript:1) [x](java&#10;script:1) [x](<java script:1>)" },
	{ "data and file",
		"[x](data:text/html,1) ![y](file:///etc/passwd)",
		"[x](data:text/html,1) ![y](file:///etc/passwd)" },
	{ "unsafe link with marks", "[*x* <b>y</b>](vbscript:z) *tail*", "[*x* <b>y</b>](vbscript:z) {i:tail}" },
	{ "unsafe autolink", "<javascript:alert(1)> <made-up:x>", "<javascript:alert(1)> <made-up:x>" },
	{ "autolink",
		"<http://example.org/a_b_c> <mira@example.org>",
		"{a=http://example.org/a_b_c:http://example.org/a_b_c} {a=mailto:mira@example.org:mira@example.org}" },
	{ "reference",
		"[Guide] and [GUIDE][] and [here][ guide ] and [no]",
		"{a=http://example.org/guide:Guide} and {a=http://example.org/guide:GUIDE} and "
		"{a=http://example.org/guide:here} "
		"[ guide ] and [no]" },
	{ "unsafe reference", "[bad] [x][bad]", "[bad] [x][bad]" },
	{ "forged reference", "[x](<&#14;0>)", "{a=&#14;0:x}" },
	{ "definition in code", "`[guide]` \\[guide]", "{c:[guide]} [guide]" },
	{ "bare URL",
		"see https://example.org/a_b_c, or http://example.org.",
		"see {a=https://example.org/a_b_c:https://example.org/a_b_c}, or "
		"{a=http://example.org:http://example.org}." },
	{ "bare URL in brackets",
		"(https://example.org/w/A_(b)) [https://example.org/c] \"https://example.org/d\"",
		"({a=https://example.org/w/A_(b):https://example.org/w/A_(b)}) "
		"[{a=https://example.org/c:https://example.org/c}] "
		"\"{a=https://example.org/d:https://example.org/d}\"" },
	{ "bare URL in marks",
		"*https://example.org/a* _https://example.org/b_c_ **https://example.org/d**",
		"{i:{a=https://example.org/a:https://example.org/a}} "
		"{i:{a=https://example.org/b_c:https://example.org/b_c}} "
		"{b:{a=https://example.org/d:https://example.org/d}}" },
	{ "bare URL with marks inside",
		"https://example.org/_a_/b/*/c",
		"{a=https://example.org/_a_/b/*/c:https://example.org/_a_/b/*/c}" },
	{ "bare URL with entity",
		"https://example.org/?a=1&amp;b=2&c=3",
		"{a=https://example.org/?a=1&b=2&c=3:https://example.org/?a=1&b=2&c=3}" },
	{ "bare URL, escaped", "https\\://example.org/a\\_b", "{a=https://example.org/a_b:https://example.org/a_b}" },
	{ "bare URL in upper case", "HTTP://EXAMPLE.ORG/A", "{a=HTTP://EXAMPLE.ORG/A:HTTP://EXAMPLE.ORG/A}" },
	{ "bare URL, not ASCII",
		"https://例.example/パス、次 https://example.org/é… “https://example.org/q”",
		"{a=https://例.example/パス:https://例.example/パス}、次 {a=https://example.org/é:https://example.org/é}… "
		"“{a=https://example.org/q:https://example.org/q}”" },
	{ "no bare URL",
		"xhttp://example.org http:// https://, ://x foo://bar `http://example.org`",
		"xhttp://example.org http:// https://, ://x foo://bar {c:http://example.org}" },
	{ "www",
		"www.example.org/x. xwww.example.org www.example www. -www.example.org",
		"{a=http://www.example.org/x:www.example.org/x}. xwww.example.org www.example www. -www.example.org" },
	{ "mailto",
		"mailto:mira@example.org, mailto: x mira@example.org",
		"{a=mailto:mira@example.org:mailto:mira@example.org}, mailto: x mira@example.org" },
	{ "URL then tag",
		"https://example.org/a<b>c</b> https://example.org/d<span>e",
		"{a=https://example.org/a:https://example.org/a}{b:{.}c} "
		"{a=https://example.org/d:https://example.org/d}<span>e" },
	{ "URL goes on behind underline",
		"(see <u>https://example.org/d/1A7/</u>edit) we",
		"(see {u:{a=https://example.org/d/1A7/edit:https://example.org/d/1A7/edit}}) we" },
	{ "URL ends at underline",
		"<u>https://example.org/d/</u>. <u>https://example.org/e</u> <u>doc</u>tail",
		"{u:{a=https://example.org/d/:https://example.org/d/}}. "
		"{u:{a=https://example.org/e:https://example.org/e}} {u:doc}{.}tail" },
	{ "Message-ID",
		"see <20180412135637.GC2792@lantern.example.org>",
		"see "
		"{a=https://lists.example.org/r/20180412135637.GC2792@lantern.example.org:<20180412135637.GC2792@lantern.example.org>}" },
	{ "Message-ID, hexadecimal",
		"<5a4f1d2e02000078001d3a5b@example.org>",
		"{a=https://lists.example.org/r/5a4f1d2e02000078001d3a5b@example.org:<5a4f1d2e02000078001d3a5b@example.org>}" },
	{ "Message-ID with a slash",
		"<20180412135637/7#x@example.org>",
		"{a=https://lists.example.org/r/20180412135637%2F7%23x@example.org:<20180412135637/7#x@example.org>}" },
	{ "address with a number", "<mira1984@example.org>", "{a=mailto:mira1984@example.org:mira1984@example.org}" },
	{ "deep marks",
		"<u>1<i>2<b>3<s>4<mark>5<sub>6<sup>7<ins>8<u>9</u></ins></sup></sub></mark></s></b></i></u>",
		"{u:1{i:{.}2{b:{.}3{s:{.}4{h:{.}5{sub:{.}6{sup:{.}7{ins:{.}89}}}}}}}}" },
	{ "brackets", "[a][b] [[c]] ![d] ](e) [f]( [g](h", "[a][b] [[c]] ![d] ](e) [f]( [g](h" },
	{ "punctuation", "* _ [ ] < > & ` ~ ! ( ) | # +", "* _ [ ] < > & ` ~ ! ( ) | # +" },
};

static void check_case(void **state)
{
	size_t i = (size_t)(uintptr_t)*state;
	struct buf b = BUF_INIT;
	dump(&b, inline_parse(&arena, context, str_of(cases[i].source)));
	assert_string_equal(b.p, cases[i].spans);
	buf_free(&b);
}

static void without_context(void **state)
{
	(void)state;
	struct buf b = BUF_INIT;
	dump(&b, inline_parse(&arena, NULL, STR("[guide] <20180412135637.GC2792@lantern.example.org> <a@example.org>")));
	assert_string_equal(b.p, "[guide] <20180412135637.GC2792@lantern.example.org> {a=mailto:a@example.org:a@example.org}");
	buf_free(&b);
}

static void unsafe_archive(void **state)
{
	(void)state;
	struct inline_context *c = inline_context_new(&arena);
	inline_archive(c, STR("javascript:"));
	struct buf b = BUF_INIT;
	dump(&b, inline_parse(&arena, c, STR("<20180412135637.GC2792@lantern.example.org>")));
	assert_string_equal(b.p, "<20180412135637.GC2792@lantern.example.org>");
	buf_free(&b);
}

static void breaks(void **state)
{
	(void)state;
	static const struct {
		const char *source, *spans;
	} lines[] = {
		{ "one  \ntwo \nthree   \n four", "one{/}two three{/}four" },
		{ "plain  and \n  no break", "plain and no break" },
		{ "`code  \nhere` **strong  \nthere**", "{c:code here} {b:strong{/}there}" },
		{ "[text  \nof it](https://example.org/a) end  \n", "{a=https://example.org/a:text{/}of it} end" },
	};
	struct inline_context *c = inline_context_new(&arena);
	inline_breaks(c);
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct buf b = BUF_INIT;
		dump(&b, inline_parse(&arena, c, str_of(lines[i].source)));
		assert_string_equal(b.p, lines[i].spans);
		buf_free(&b);
	}
}

static void many_definitions(void **state)
{
	(void)state;
	struct inline_context *c = inline_context_new(&arena);
	inline_budget(c, 0);
	for (int i = 0; i < 5000; i++)
		inline_define(c, arena_printf(&arena, "Label  %d", i), arena_printf(&arena, "http://example.org/%d", i));
	struct buf b = BUF_INIT;
	dump(&b, inline_parse(&arena, c, STR("[label 0] [label 4999] [LABEL\t77] [label 5000]")));
	assert_string_equal(b.p, "{a=http://example.org/0:label 0} {a=http://example.org/4999:label 4999} "
		"{a=http://example.org/77:LABEL 77} [label 5000]");
	buf_free(&b);
}

static void budget(void **state)
{
	(void)state;
	static char url[60 * 1024];
	memset(url, 'u', sizeof url);
	struct inline_context *c = inline_context_new(&arena);
	inline_define(c, STR("long"), (struct str){ url, sizeof url });
	struct buf b = BUF_INIT;
	dump(&b, inline_parse(&arena, c, STR("[long] [t][long]")));
	assert_string_equal(b.p, "{a=#:long} {a=#:t} [long]");
	buf_cut(&b, 0);
	inline_budget(c, 0);
	dump(&b, inline_parse(&arena, c, STR("[long] [t][long]")));
	assert_int_equal(b.n, sizeof url + strlen("{a=:long} [t][long]"));
	assert_string_equal(b.p + b.n - strlen(" [t][long]"), " [t][long]");
	buf_free(&b);
}

static void no_copy(void **state)
{
	(void)state;
	static const char *const plain[] = { "Words, \"quotes\" and 'more'.", "a_b * c & d < e [f] g: h", "(x) #1 ~2 - 3!" };
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
		struct str source = str_of(plain[i]);
		struct inlines text = inline_parse(&arena, NULL, source);
		assert_int_equal(text.count, 1);
		assert_ptr_equal(text.spans[0].text.p, source.p);
		assert_int_equal(text.spans[0].text.n, source.n);
		assert_ptr_equal(inline_plain(&arena, text).p, source.p);
	}
	struct str source = STR("see https://example.org/a for b");
	struct inlines text = inline_parse(&arena, NULL, source);
	assert_int_equal(text.count, 5);
	assert_ptr_equal(text.spans[1].text.p, source.p + 4);
}

#define SPAN(kind, which, literal) { .type = kind, .mark = which, .text = { literal, sizeof(literal) - 1 } }

static void plain(void **state)
{
	(void)state;
	static const char *const rows[][2] = {
		{ "", "" }, { "a *b* `c`d", "a b c" INLINE_JOINT "d" }, { "a<br>b", "a b" }, { "[t](http://example.org) u", "t u" },
		{ "*a* **b**", "a b" }, { "one\\\ntwo", "one two" },
		{ "~~six~~nine months", "six nine months" }, { "a~~b~~, <ins>c</ins>d", "a b, c d" },
		{ "H<sub>2</sub>O", "H" INLINE_JOINT "2" INLINE_JOINT "O" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str text = inline_plain(&arena, inline_parse(&arena, NULL, str_of(rows[i][0])));
		assert_string_equal(arena_cstr(&arena, text), rows[i][1]);
	}
	static const struct span spans[] = {
		SPAN(SPAN_BREAK, 0, ""), SPAN(SPAN_TEXT, 0, " a "), SPAN(SPAN_BREAK, 0, ""),
		SPAN(SPAN_CODE, 0, " b  c\n"), SPAN(SPAN_BREAK, 0, ""),
	};
	struct str text = inline_plain(&arena, (struct inlines){ spans, 5 });
	assert_string_equal(arena_cstr(&arena, text), "a b c");
}

static void literal(void **state)
{
	(void)state;
	struct str source = STR("*a* <b> https://example.org/ [x](y)");
	struct inlines text = inline_literal(&arena, source);
	assert_int_equal(text.count, 1);
	assert_ptr_equal(text.spans[0].text.p, source.p);
	text = inline_literal(&arena, STR(" a  b\n c\t"));
	assert_string_equal(arena_cstr(&arena, text.spans[0].text), "a b c");
	assert_int_equal(inline_literal(&arena, STR(" \n")).count, 0);
}

static void equal(void **state)
{
	(void)state;
	static const struct { const char *left, *right; bool equal; } rows[] = {
		{ "", "", true }, { "a", "a", true }, { "a", "b", false }, { "a", "", false }, { "a", "ab", false },
		{ "*a* b", "<i>a</i> b", true }, { "*a*", "**a**", false }, { "*a*", "a", false }, { "`a`", "a", false },
		{ "[a](b)", "[a](b)", true }, { "[a](b)", "[a](c)", false }, { "a<br>b", "a\\\nb", true }, { "a<br>b", "a b", false },
		{ "https://example.org", "<https://example.org>", true },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct inlines left = inline_parse(&arena, NULL, str_of(rows[i].left));
		struct inlines right = inline_parse(&arena, NULL, str_of(rows[i].right));
		assert_int_equal(inline_equal(left, right), rows[i].equal);
		assert_int_equal(inline_equal(right, left), rows[i].equal);
	}
	static const struct span split[] = {
		SPAN(SPAN_TEXT, 0, "a"), SPAN(SPAN_TEXT, 0, ""), SPAN(SPAN_TEXT, 0, "bc"),
	}, other[] = { SPAN(SPAN_TEXT, 0, "ab"), SPAN(SPAN_TEXT, 0, "c") };
	assert_true(inline_equal((struct inlines){ split, 3 }, (struct inlines){ other, 2 }));
	assert_false(inline_equal((struct inlines){ split, 3 }, (struct inlines){ other, 1 }));
}

static void empty(void **state)
{
	(void)state;
	static const struct span spans[] = { SPAN(SPAN_OPEN, MARK_STRONG, ""), SPAN(SPAN_CLOSE, MARK_STRONG, "") };
	assert_true(inline_empty(INLINES_NONE));
	assert_true(inline_empty((struct inlines){ spans, 2 }));
	assert_true(inline_empty(inline_parse(&arena, NULL, STR("<b> </b><br>"))));
	assert_false(inline_empty(inline_parse(&arena, NULL, STR("`a`"))));
}

/* ---- laws, over texts made of what may disturb each other ---- */

static uint32_t seed;

static uint32_t any(uint32_t below)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % below;
}

static void random_text(struct buf *b)
{
	static const char *const tokens[] = {
		"q", "q ", " ", "*", "**", "_", "__", "`", "``", "~~", "<b>", "</b>", "<i>", "</i>", "<u>", "</u>", "<code>",
		"</code>", "<x>", "<!--", "-->", "<", ">", "[", "]", "](", ")", "(", "[guide]", "![", "](http://q.org/q_q)",
		"https://q.org/q", "www.q.org", "_q", "/", ".", ",", "&", "&amp;", "&#1;", "&lt;", "\\", "\\*", "\n", "$",
		"$\\q_q$", "<http://q.org>", "<q@q.org>", "<20180412135637.q@q.org>", "q.", ": ", "\"", " \"q\")", "](javascript:q)",
		"\xc3\xa9", "\xc2\xa0", "|", "#", "~", "=", "<del>", "</del>", "mailto:q@q.org", "1", "<sub>", "</sub>", "!", "'",
	};
	for (uint32_t n = any(12) + 1; n; n--)
		buf_cstr(b, tokens[any(sizeof tokens / sizeof *tokens)]);
}

static size_t count(const struct buf *b, char c)
{
	size_t n = 0;
	for (size_t i = 0; i < b->n; i++)
		n += b->p[i] == c;
	return n;
}

static void escape(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (is_punct(s.p[i]))
			buf_put(b, '\\');
		if (!strchr(INLINE_JOINT, s.p[i]))     /* no other character of these texts has its bytes */
			buf_put(b, s.p[i]);
	}
}

/* The plainest writer of Markdown there can be. */
static void write(struct buf *b, struct inlines text)
{
	static const char *const open[] = { "<i>", "<b>", "<u>", "<s>", "<mark>", "<sub>", "<sup>", "<ins>", "[" };
	static const char *const close[] = { "</i>", "</b>", "</u>", "</s>", "</mark>", "</sub>", "</sup>", "</ins>", "](<" };
	struct str url = STR_EMPTY;
	for (size_t i = 0; i < text.count; i++) {
		const struct span *s = &text.spans[i];
		switch (s->type) {
		case SPAN_TEXT:
			escape(b, s->text);
			break;
		case SPAN_CODE:
			buf_cstr(b, "<code>");
			escape(b, s->text);
			buf_cstr(b, "</code>");
			break;
		case SPAN_BREAK:
			buf_cstr(b, "<br>");
			break;
		case SPAN_OPEN:
			buf_cstr(b, open[s->mark]);
			url = s->mark == MARK_LINK ? s->text : url;
			break;
		default:
			buf_cstr(b, close[s->mark]);
			if (s->mark == MARK_LINK) {
				escape(b, url);
				buf_cstr(b, ">)");
			}
		}
	}
}

static void check_shape(struct inlines text)
{
	size_t depth = 0;
	bool blank = true;
	for (size_t i = 0; i < text.count; i++) {
		const struct span *s = &text.spans[i];
		depth += s->type == SPAN_OPEN;
		assert_true(depth <= INLINE_DEPTH);
		assert_true(s->type != SPAN_CLOSE || depth > 0);
		depth -= s->type == SPAN_CLOSE;
		assert_true(s->type != SPAN_TEXT || s->text.n);
		for (size_t k = 0; s->type <= SPAN_CODE && k < s->text.n; k++) {
			assert_false(blank && is_space(s->text.p[k]));
			blank = is_space(s->text.p[k]);
		}
		blank = s->type == SPAN_BREAK || (s->type > SPAN_CODE && blank);
	}
	assert_int_equal(depth, 0);
	assert_true(text.count == 0 || !blank);
}

static void laws(void **state)
{
	(void)state;
	for (seed = 1; seed < 60000;) {
		uint32_t first = seed;
		struct arena a = ARENA_INIT;
		struct buf source = BUF_INIT, spans = BUF_INIT, written = BUF_INIT, again = BUF_INIT;
		random_text(&source);
		struct inlines text = inline_parse(&a, context, buf_slice(&source));
		check_shape(text);
		dump(&spans, text);
		if (count(&spans, 'q') < count(&source, 'q'))
			fail_msg("words lost in \"%s\": \"%s\"", source.p, spans.p);
		write(&written, text);
		dump(&again, inline_parse(&a, context, buf_slice(&written)));
		if (strcmp(spans.p, again.p) != 0)
			fail_msg("\"%s\" is \"%s\", but written as \"%s\" it is \"%s\"", source.p, spans.p, written.p, again.p);
		/* An escape in front changes nothing, though it needs cmark where the text alone may not. */
		if (spans.n && !strchr(source.p, '\n')) {
			struct str front = STR("\\! ");
			buf_cut(&again, 0);
			dump(&again, inline_parse(&a, context, arena_join(&a, front, STR_EMPTY, buf_slice(&source))));
			struct str behind = str_skip(buf_slice(&again), 2);
			if (!str_eq(behind, buf_slice(&spans)))
				fail_msg("\"%s\" is \"%s\", but read with cmark \"%s\"", source.p, spans.p, behind.p);
		}
		buf_free(&source);
		buf_free(&spans);
		buf_free(&written);
		buf_free(&again);
		arena_free(&a);
		seed = first + 1;
	}
}

/* ---- hostile texts: one megabyte of each must be read, and no q lost ---- */

static void hostile(void **state)
{
	(void)state;
	static const char *const units[] = {
		"[", "<", "_q", "*q ", "**q *q ", "![[]()", "![`]`[]()", "[q](b", "[q](<b", "<!--", "<!-- q ", "<?", "<?q ?", "<!Q ",
		"<![CDATA[", "![", "[![", "&q", "\\(", "<a b=\"", "<a b='<a b=\"", "](", "*_", "[[]", "**x [q*b**c*](d)", "<http:q",
		"~~q ", "<b>", "<b></i>", "<u>http://q</u>", "mailto:q", "www.q", "http://q(", "$\\q", "*<b>", "<code>", "`q``b```",
		"q\\\n", "<br>", "[guide]", "![guide] ", "<20180412135637.q@q.org>", "q", "\x01", "\xff[", "[q](\\", "https://q/)))",
	};
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		struct arena a = ARENA_INIT;
		struct buf source = BUF_INIT, spans = BUF_INIT;
		while (source.n < 1 << 20)
			buf_cstr(&source, units[i]);
		struct inlines text = inline_parse(&a, context, buf_slice(&source));
		check_shape(text);
		dump(&spans, text);
		if (count(&spans, 'q') < count(&source, 'q'))
			fail_msg("words lost in many of \"%s\"", units[i]);
		buf_free(&source);
		buf_free(&spans);
		arena_free(&a);
	}
}

/* Two thousand marks deep, each kind of mark: what is too deep is unmarked, and nothing is lost. */
static void deep(void **state)
{
	(void)state;
	static const char *const open[] = { "<u>", "<i>", "<b>", "<s>", "<mark>", "<sub>", "<sup>", "<ins>", "*a ", "[" };
	struct buf source = BUF_INIT;
	for (size_t i = 0; i < 2000; i++) {
		buf_cstr(&source, open[i % 10]);
		buf_cstr(&source, "q");
	}
	for (size_t i = 2000; i--;) {
		const char *o = open[i % 10];
		if (o[0] == '<')
			buf_printf(&source, "</%s", o + 1);
		else
			buf_cstr(&source, o[0] == '*' ? "a*" : "](q)");
	}
	struct buf spans = BUF_INIT;
	struct inlines text = inline_parse(&arena, NULL, buf_slice(&source));
	check_shape(text);
	dump(&spans, text);
	assert_true(count(&spans, 'q') >= count(&source, 'q'));
	buf_free(&source);
	buf_free(&spans);
}

int main(void)
{
	static const struct CMUnitTest others[] = {
		cmocka_unit_test(without_context), cmocka_unit_test(unsafe_archive), cmocka_unit_test(many_definitions), cmocka_unit_test(breaks), cmocka_unit_test(budget),
		cmocka_unit_test(no_copy), cmocka_unit_test(plain), cmocka_unit_test(literal), cmocka_unit_test(equal),
		cmocka_unit_test(empty), cmocka_unit_test(laws), cmocka_unit_test(hostile), cmocka_unit_test(deep),
	};
	enum { CASES = sizeof cases / sizeof *cases, OTHERS = sizeof others / sizeof *others };
	static struct CMUnitTest tests[CASES + OTHERS];
	for (size_t i = 0; i < CASES; i++)
		tests[i] = (struct CMUnitTest){ cases[i].name, check_case, NULL, NULL, (void *)(uintptr_t)i };
	memcpy(tests + CASES, others, sizeof others);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
