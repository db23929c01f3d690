import { onTestFinished } from 'vitest';
import type { OpenBrowser } from '@/lib/scans/browser/scan-browser';
import type { Check } from '@/lib/scans/checks/check';
import type { ScanResult } from '@/lib/scans/rules/result';
import { seededDraw } from '../../../fixtures/bulk/seeded-draw';
import type { FrameworkPage } from '../../../fixtures/sites/browser/framework-page';
import { MINI_FRAMEWORKS } from '../../../fixtures/sites/browser/mini-frameworks';
import type { SmallApplication } from '../../../fixtures/sites/browser/small-application';
import { notFound, page, type SiteAnswer, type SiteHandler, startSite } from '../engine/local-site';

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  json: 'application/json',
  html: 'text/html; charset=utf-8',
};
const file = (name: string, body: string): SiteAnswer => ({
  type: TYPES[name.split('.').at(-1) ?? ''] ?? 'text/html',
  body,
});

const findLibrary = (path: string): SiteAnswer | null => {
  const body = MINI_FRAMEWORKS[/^\/lib\/(\w+)\.js$/.exec(path)?.[1] ?? ''];
  return body === undefined ? null : file(path, body);
};

/** What a bed is scanned with. */
type With = { checks: readonly Check[]; openBrowser: OpenBrowser };

async function scanSite(handler: SiteHandler, by: With) {
  const site = await startSite(handler);
  onTestFinished(() => site.close());
  const result = await site.scan({}, { ...by, random: seededDraw(7).next });
  return { site, result };
}

/** Scans pages that one start page links; tells which of them have findings. */
export async function scanPages(pages: readonly FrameworkPage[], by: With) {
  const links = pages.map(({ name, link = '' }) => `<a href="/${name}/${link}">${name}</a>`).join(' ');
  const { result, site } = await scanSite(({ url }) => {
    const library = findLibrary(url.pathname);
    if (library) return library;
    if (url.pathname === '/') return page(links);
    const [, name, ...rest] = url.pathname.split('/');
    const found = pages.find((one) => one.name === name);
    if (!found) return notFound;
    const own = found.files?.[rest.join('/')];
    if (own !== undefined) return file(rest.join('/'), typeof own === 'string' ? own : own(url));
    const html = typeof found.html === 'string' ? found.html : found.html(url);
    return { ...page(html, found.name), headers: found.headers ?? {} };
  }, by);
  const found = result.findings.map(({ url, checkId, confidence }) => ({
    name: new URL(url).pathname.split('/')[1] ?? '',
    checkId,
    confidence,
  }));
  return { result, site, found };
}

type Asked = { method: string; url: URL; body: string };

const isAt = (endpoint: string, { method, url, body }: Asked): boolean => {
  const [asked, path = '', operation] = endpoint.split(' ');
  return asked === method && url.pathname === path && (operation === undefined || body.includes(operation));
};

/** What was left out and only named also counts as found: it is on the report. */
const isNamed = (endpoint: string, { coverage }: ScanResult): boolean => {
  const path = endpoint.split(' ')[1] ?? '';
  return coverage.skipped.some(({ examples }) => examples.some((one) => one.includes(path)));
};

/** Scans an application; tells which of its endpoints were asked or named, and which forbidden ones were asked. */
export async function scanApplication(application: SmallApplication, by: With) {
  const { result, site } = await scanSite(({ url }) => {
    const { pathname } = url;
    const library = findLibrary(pathname);
    if (library) return library;
    const own = application.files[pathname];
    if (own !== undefined) return file(pathname, own);
    if (/^\/(?:api|graphql)(?:\/|$)/.test(pathname))
      return file('a.json', JSON.stringify(application.answers?.[pathname] ?? { ok: true }));
    return /\.\w+$/.test(pathname) ? notFound : page(application.html, application.name);
  }, by);
  const wasAsked = (endpoint: string) => site.log.some((asked) => isAt(endpoint, asked));
  return {
    result,
    site,
    missing: application.endpoints.filter((one) => !wasAsked(one) && !isNamed(one, result)),
    harm: application.forbidden.filter(wasAsked),
  };
}
