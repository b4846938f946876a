// Looks at pages in Chromium: node chromium.js NPM CHROMIUM SCREENSHOTS < [{"page": path, "all": bool}...]
// Prints one JSON object a look: {"page", "way", "wrong": [what]}.
'use strict';
const fs = require('fs');
const path = require('path');
const [npm, program, shots] = process.argv.slice(2);
const { chromium } = require(path.join(npm, 'node_modules', 'playwright-core'));
const axe = fs.readFileSync(path.join(npm, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');

const every = [];
for (const width of [390, 1280])
	for (const colorScheme of ['light', 'dark'])
		every.push({ width, colorScheme, media: 'screen' });
every.push({ width: 1280, colorScheme: 'light', media: 'print' });

async function look(browser, file, { width, colorScheme, media }) {
	const wrong = [];
	const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
	try {
		const page = await context.newPage();
		page.on('request', (r) => {
			if (r.url() !== 'file://' + encodeURI(file) && !r.url().startsWith('data:'))
				wrong.push('fetches ' + r.url().slice(0, 100));
		});
		page.on('dialog', (d) => { wrong.push('opens a dialog: ' + d.message()); d.dismiss(); });
		page.on('pageerror', (e) => wrong.push('script error: ' + e.message));
		page.on('console', (m) => { if (m.type() === 'error') wrong.push('console: ' + m.text()); });
		await page.emulateMedia({ media, colorScheme });
		await page.goto('file://' + encodeURI(file));
		const seen = await page.evaluate(() => {
			const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
			return {
				scripts: document.querySelectorAll('script').length,
				active: [...document.querySelectorAll('*')].flatMap((e) => [...e.attributes])
					.filter((a) => a.name.startsWith('on') || /^(href|src|srcset|action|formaction|data|poster|.*:href)$/.test(a.name) &&
						/^[\s\x00-\x1f]*(javascript|data|vbscript):/i.test(a.value)).length,
				wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
				twice: ids.filter((id, i) => ids.indexOf(id) !== i).slice(0, 3),
				dangling: [...document.querySelectorAll('a[href^="#"]')].map((a) => a.getAttribute('href').slice(1))
					.filter((id) => !document.getElementById(decodeURIComponent(id))).slice(0, 3),
			};
		});
		if (seen.scripts || seen.active)
			wrong.push(`${seen.scripts} scripts, ${seen.active} active attributes`);
		if (seen.wide > 0 && media === 'screen')
			wrong.push(`scrolls sideways by ${seen.wide} px`);
		if (seen.twice.length)
			wrong.push('ids that stand twice: ' + seen.twice.join(' '));
		if (seen.dangling.length)
			wrong.push('links to no place: ' + seen.dangling.join(' '));
		if (media === 'screen') {
			await page.evaluate(axe);
			const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
			for (const v of result.violations)
				wrong.push(`axe ${v.id}: ${v.help}; ${v.nodes.length} x, first ${v.nodes[0].html.slice(0, 120)}` +
					` ${(v.nodes[0].failureSummary || '').replace(/\s+/g, ' ').slice(0, 160)}`);
		}
		await page.screenshot({
			path: path.join(shots, `${path.basename(file, '.html')}-${width}-${media === 'print' ? 'print' : colorScheme}.png`),
			fullPage: true,
		});
	} catch (e) {
		wrong.push(String(e.message).slice(0, 300));
	} finally {
		await context.close();
	}
	return wrong;
}

(async () => {
	const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox', '--disable-gpu'] });
	const looks = JSON.parse(fs.readFileSync(0, 'utf8'))
		.flatMap((job) => (job.all ? every : every.slice(0, 1)).map((way) => ({ page: job.page, way })));
	const worker = async () => {
		for (let next; (next = looks.shift());) {
			const { page, way } = next;
			process.stdout.write(JSON.stringify({
				page, way: `${way.width} px ${way.media === 'print' ? 'print' : way.colorScheme}`,
				wrong: await look(browser, page, way),
			}) + '\n');
		}
	};
	await Promise.all([worker(), worker()]);
	await browser.close();
})().catch((e) => { console.error(e); process.exit(1); });
