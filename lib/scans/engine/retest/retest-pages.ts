import type { Check } from '../../checks/check';
import type { RetestTarget } from '../../rules/retest';
import { readEvidenceRequest } from './evidence-request';
import { readSource } from './source-request';

/** Which pages show the place of a finding, or are what its check looks at; each is opened once. */
export function listRetestPages(target: RetestTarget, kind: Check['kind']): string[] {
  const { method, url, values } = target;
  const foundOn = readSource(target)?.pageUrl;
  const evidence = readEvidenceRequest(target);
  const pages = [
    ...(method === 'GET' ? [url] : []),
    ...(foundOn ? [foundOn] : []),
    ...(evidence?.referer ? [evidence.referer] : []),
    // What proved a finding of a check that sends nothing, or asks for whole addresses, is a page by itself, and so is
    // one that showed what another place had stored.
    ...(evidence?.template.method === 'GET' &&
    (kind === 'passive' || kind === 'site' || (method !== 'GET' && kind === 'active'))
      ? [evidence.template.url]
      : []),
  ];
  if (kind !== 'site') return pages;
  const { origin } = new URL(url);
  const named = Object.values(values).filter((value) => String(value).startsWith('/'));
  // A copy (`/page.php.bak`, `/app.js.map`) is looked for beside what it is a copy of.
  const copied = pages.map((page) => page.replace(/\.\w+$/, ''));
  return [...pages, ...named.map((path) => `${origin}${path}`), ...copied].filter((page) =>
    URL.canParse(page),
  );
}

/** Whether a check that asks for many addresses may ask for this one: the finding's, a folder above it, or a made-up name. */
export function isNearTarget(path: string, target: RetestTarget, markPrefix: string): boolean {
  if (path.includes(markPrefix)) return true;
  const wanted = [new URL(target.url).pathname, ...Object.values(target.values).map(String)];
  const asked = path.split('?', 1)[0] ?? path;
  return wanted.some(
    (one) => one === asked || one === path || (asked.endsWith('/') && one.startsWith(asked)),
  );
}
