import { appendFileSync } from 'node:fs';
import { test } from 'vitest';
import { domXss } from '@/lib/scans/checks/dom-xss';
import { domRedirection } from '@/lib/scans/checks/dom-redirection';
import { reflectedXss } from '@/lib/scans/checks/reflected-xss';
import { urlRedirection } from '@/lib/scans/checks/url-redirection';
import { FRAMEWORK_APPLICATIONS } from '../../../fixtures/sites/browser/framework-applications';
import { FURTHER_APPLICATIONS } from '../../../fixtures/sites/browser/further-applications';
import { FURTHER_VULNERABLE_PAGES } from '../../../fixtures/sites/browser/further-vulnerable-pages';
import { PLAIN_APPLICATIONS } from '../../../fixtures/sites/browser/plain-applications';
import { SAFE_PAGES } from '../../../fixtures/sites/browser/safe-pages';
import { VULNERABLE_PAGES } from '../../../fixtures/sites/browser/vulnerable-pages';
import { scanApplication, scanPages, timing } from './browser-bed';

const say = (line: string) => appendFileSync('/tmp/bw/measure.txt', `${line}\n`);
const only = process.env.ONLY ? new RegExp(process.env.ONLY) : /./;
const all = [...VULNERABLE_PAGES, ...FURTHER_VULNERABLE_PAGES, ...SAFE_PAGES].filter((p) =>
  only.test(p.name),
);
const parts = Array.from({ length: Math.ceil(all.length / 12) }, (_, at) => all.slice(at * 12, at * 12 + 12));
const KIND = process.env.KIND ?? 'all';
if (KIND !== 'apps')
  test.each(parts)('pages', { timeout: 900_000 }, async (...pages) => {
    const at = performance.now();
    const { found, result } = await scanPages(
      pages,
      process.env.NORED ? [domXss, domRedirection] : [domXss, domRedirection, reflectedXss, urlRedirection],
    );
    const names = new Set(found.map((f) => f.split(' ')[0]));
    for (const p of pages) {
      const hit = names.has(p.name);
      say(
        `${hit === p.isVulnerable ? 'ok  ' : p.isVulnerable ? 'MISS' : 'FALSE'} ${p.name} ${result.findings
          .filter((f) => new URL(f.url).pathname.split('/')[1] === p.name)
          .map((f) => `${f.checkId}:${f.sink}:${f.confidence}`)
          .join(', ')}`,
      );
    }
    say(JSON.stringify(timing)); say(
      `-- ${pages.length} pages ${((performance.now() - at) / 1000).toFixed(1)} s, ${result.counters.requests} requests, ${result.outcome} ${JSON.stringify(result.coverage.warnings)} other: ${[...names].filter((n) => !pages.some((p) => p.name === n))}`,
    );
  });
if (KIND !== 'pages')
  test.each(
    [...PLAIN_APPLICATIONS, ...FRAMEWORK_APPLICATIONS, ...FURTHER_APPLICATIONS].filter((a) =>
      only.test(a.name),
    ),
  )('$name', { timeout: 900_000 }, async (app) => {
    const at = performance.now();
    const { missing, harm, result, site } = await scanApplication(app, [domXss, reflectedXss]);
    say(
      `APP ${app.name} ${app.endpoints.length - missing.length}/${app.endpoints.length} harm: ${harm.join()} missing: ${missing.join(', ')}  -- ${((performance.now() - at) / 1000).toFixed(1)} s ${result.counters.requests} requests ${result.outcome} findings ${result.findings.map((f) => f.sink + f.url)} ${JSON.stringify(result.coverage.warnings)}`,
    );
    if (process.env.SHOW)
      say(
        JSON.stringify(result.coverage.skipped, null, 1) +
          '\n' +
          site.log.map((l) => `${l.method} ${l.url.pathname}${l.url.search} ${l.body}`).join('\n'),
      );
  });
