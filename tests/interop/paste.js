// Copies pages in Chromium and pastes them: node paste.js PLAYWRIGHT CHROMIUM SCREENSHOTS < [{"file": path, "page": bool}...]
// By the browser's own copy and paste commands and its clipboard, into an editor in the same page and into one in a second.
// Prints one JSON object a way of looking: {"file", "way", "wrong": [what]}.
'use strict';
const fs = require('fs');
const path = require('path');
const http = require('http');
const [playwright, program, shots] = process.argv.slice(2);
const { chromium } = require(playwright);

const ways = [];
for (const width of [640, 390])
	for (const colorScheme of ['light', 'dark'])
		ways.push({ width, colorScheme });

// Runs in the page: what is to survive, of a root, in order. An element of the source that is nothing but a wrapper may be
// gone; words, their colours and what a reader sees of headings, borders and links may not.
const look = (root) => {
	const texts = [], walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
	const shown = (e) => e && getComputedStyle(e).display !== 'none' && !e.closest('template, style, script, title, .editor:not(#root)');
	const ground = (e) => {
		for (; e; e = e.parentElement) {
			const c = getComputedStyle(e).backgroundColor;
			if (c !== 'rgba(0, 0, 0, 0)')
				return c;
		}
		return 'none';
	};
	for (let n; (n = walker.nextNode());) {
		const e = n.parentElement;
		if (!n.data.trim() || !shown(e) || !e.getClientRects().length)
			continue;
		const s = getComputedStyle(e);
		for (const word of n.data.trim().split(/\s+/))
			texts.push({ word, color: s.color, link: !!e.closest('a'), ground: ground(e), weight: s.fontWeight, size: s.fontSize });
	}
	const all = (selector) => [...root.querySelectorAll(selector)].filter(shown);
	const text = (e) => e.textContent.replace(/\s+/g, '');
	return {
		texts,
		headings: all('h1, h2, h3, h4, h5, h6').map((e) => [e.localName, text(e), getComputedStyle(e).fontSize, getComputedStyle(e).fontWeight].join(' ')),
		cells: all('td, th').map((e) => {
			const s = getComputedStyle(e);
			return [text(e).slice(0, 40), s.borderBottomWidth, s.borderBottomStyle, s.borderBottomColor, s.paddingTop, s.paddingLeft].join(' ');
		}),
		links: all('a[href]').map((e) => e.href.replace(/.*#/, '#') + ' ' + getComputedStyle(e).color),
		marks: all('*').map((e) => getComputedStyle(e)).filter((s) => s.borderLeftStyle === 'solid' && s.borderLeftWidth === '3px')
			.map((s) => s.borderLeftColor),
	};
};

function compare(before, after, isPage, where) {
	const wrong = [];
	const list = (what, a, b) => {
		const i = a.findIndex((x, k) => x !== b[k]);
		if (i >= 0 || a.length !== b.length)
			wrong.push(`${where}: ${what}: ${a.length}, pasted ${b.length}; first ${JSON.stringify(a[Math.max(i, 0)])}, pasted ${JSON.stringify(b[Math.max(i, 0)])}`);
	};
	const words = (x) => x.texts.map((t) => t.word).join('').replace(/\s+/g, '');
	if (words(before) !== words(after)) {
		const a = words(before), b = words(after);
		let i = 0;
		while (a[i] === b[i])
			i++;
		wrong.push(`${where}: text: ${a.length} letters, pasted ${b.length}; from '${a.slice(i, i + 40)}', pasted '${b.slice(i, i + 40)}'`);
	}
	// A page's links have the colour of the text around; pasted, an editor gives them its own.
	const colour = (t) => t.word + ' ' + (isPage && t.link ? 'link' : t.color);
	list('colours', before.texts.map(colour), after.texts.map(colour));
	list('weights', before.texts.map((t) => t.word + ' ' + t.weight), after.texts.map((t) => t.word + ' ' + t.weight));
	list('headings', before.headings, after.headings);
	list('cells', before.cells, after.cells);
	const link = (l) => isPage ? l.split(' ')[0] : l;
	list('links', before.links.map(link), after.links.map(link));
	list('marks', before.marks, after.marks);
	if (!isPage)
		list('grounds', before.texts.map((t) => t.word + ' ' + t.ground), after.texts.map((t) => t.word + ' ' + t.ground));
	return wrong;
}

async function paste(page, selector) {
	await page.click(selector);
	await page.keyboard.press('Control+V');
	return page.evaluate(([s, f]) => { const e = document.querySelector(s); e.id = 'root'; return eval(f)(e); }, [selector, look.toString()]);
}

async function tryOne(browser, base, job, { width, colorScheme }) {
	const wrong = [];
	const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
	await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: base });
	try {
		const page = await context.newPage();
		page.on('request', (r) => { if (!r.url().startsWith(base)) wrong.push('fetches ' + r.url().slice(0, 100)); });
		await page.goto(base + '/file?' + encodeURIComponent(job.file));
		const before = await page.evaluate((f) => eval(f)(document.body), look.toString());
		const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
		if (sideways > 0)
			wrong.push(`scrolls sideways by ${sideways} px`);
		if (!job.page) {
			// A client's dark mode may change what has no colour of its own: nothing here may be left to it.
			const left = before.texts.filter((t) => t.ground === 'none').map((t) => t.word);
			if (left.length)
				wrong.push('no background behind: ' + left.slice(0, 5).join(' '));
			await page.screenshot({ path: path.join(shots, `${path.basename(job.file, '.html')}-${width}-${colorScheme}.png`), fullPage: true });
		}
		await page.keyboard.press('Control+A');
		await page.keyboard.press('Control+C');
		await page.evaluate(() => {
			const e = document.createElement('div');
			e.className = 'editor'; e.contentEditable = 'true';
			document.body.append(e);
			e.append(document.createElement('br'));
			getSelection().removeAllRanges();
		});
		wrong.push(...compare(before, await paste(page, '.editor'), job.page, 'same page'));
		const second = await context.newPage();
		await second.goto(base + '/editor');
		wrong.push(...compare(before, await paste(second, '.editor'), job.page, 'second page'));
		if (!job.page)
			await second.screenshot({ path: path.join(shots, `${path.basename(job.file, '.html')}-${width}-${colorScheme}-pasted.png`), fullPage: true });
	} catch (e) {
		wrong.push(String(e.message).slice(0, 300));
	} finally {
		await context.close();
	}
	return wrong;
}

(async () => {
	const jobs = JSON.parse(fs.readFileSync(0, 'utf8'));
	const files = new Set(jobs.map((j) => j.file));
	// The clipboard is for secure contexts: pages come from the loopback, not from files.
	const server = http.createServer((request, answer) => {
		const [place, file] = request.url.split('?');
		answer.setHeader('Content-Type', 'text/html; charset=utf-8');
		if (place === '/file' && files.has(decodeURIComponent(file)))
			answer.end(fs.readFileSync(decodeURIComponent(file)));
		else
			answer.end('<!DOCTYPE html><title>Editor</title><body><div class="editor" contenteditable="true"><br></div>');
	}).listen(0, '127.0.0.1');
	await new Promise((done) => server.on('listening', done));
	const base = 'http://127.0.0.1:' + server.address().port;
	const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox', '--disable-gpu'] });
	for (const job of jobs)
		for (const way of ways)
			process.stdout.write(JSON.stringify({
				file: job.file, way: `${way.width} px ${way.colorScheme}`, wrong: await tryOne(browser, base, job, way),
			}) + '\n');
	await browser.close();
	server.close();
})().catch((e) => { console.error(e); process.exit(1); });
