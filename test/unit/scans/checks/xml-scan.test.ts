import { afterEach, describe, expect, it } from 'vitest';
import { xmlEntitiesInBody } from '@/lib/scans/checks/xml-entities-in-body';
import { xmlEntitiesInValue } from '@/lib/scans/checks/xml-entities-in-value';
import { escapeText } from '../../../fixtures/sites/case-site';
import { findElement, textOf, XmlError, XmlReader, type XmlRules } from '../../../fixtures/sites/xml-engine';
import { type LocalSite, notFound, page, type SiteAnswer, startSite } from '../engine/local-site';

let site: LocalSite;
afterEach(() => site?.close());

const OPEN: XmlRules = { opensExternal: true };
const DOCUMENT = '<query><name>lamp</name></query>';

function found(document: string, rules: XmlRules): SiteAnswer {
  try {
    const name = findElement(new XmlReader(rules).read(document), 'name');
    return page(`<p>No hits for ${escapeText(name ? textOf(name) : '')}</p>`);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    return { status: 400, body: `<p>${escapeText(error.message)}</p>` };
  }
}

const content = (type: string, example: unknown) => ({
  post: { requestBody: { content: { [type]: { example } } } },
});
const API = JSON.stringify({
  openapi: '3.0.0',
  paths: {
    '/search/xml': content('application/xml', DOCUMENT),
    '/search/json': content('application/json', { name: 'lamp' }),
    '/search/closed': content('text/xml', DOCUMENT),
    '/comments': content('application/xml', '<comment><text>Nice lamps</text></comment>'),
  },
});

/** Searches that take XML, one of them without saying so; one is closed, and comments are kept. */
function startShop() {
  const comments: string[] = [];
  return startSite(({ url, method, body, headers }) => {
    if (url.pathname === '/openapi.json') return { type: 'application/json', body: API };
    if (url.pathname === '/')
      return page(
        `<form action=/lookup method=get><input name=document value="${escapeText(DOCUMENT)}"><button>Search</button></form>`,
      );
    if (url.pathname === '/lookup') return found(url.searchParams.get('document') ?? '', OPEN);
    if (method !== 'POST') return notFound;
    if (url.pathname === '/search/xml') return found(body, OPEN);
    if (url.pathname === '/search/closed') return found(body, { doctype: 'refused' });
    if (url.pathname === '/search/json')
      return /xml/.test(headers['content-type'] ?? '') ? found(body, OPEN) : page('No hits');
    comments.push(body);
    return page(`<p>Saved</p><pre>${escapeText(comments.join('\n'))}</pre>`);
  });
}

describe('a whole scan of places that read XML', () => {
  it('finds the open ones, and sends nothing but plain texts to what saves', async () => {
    site = await startShop();
    const result = await site.scan({}, { checks: [xmlEntitiesInBody, xmlEntitiesInValue] });
    const places = result.findings.map(({ url, confidence, parameter }) => [
      `${new URL(url).pathname} ${confidence}`,
      `${parameter?.location} ${parameter?.name}`,
    ]);
    expect(places.sort()).toEqual([
      ['/lookup CONFIRMED', 'QUERY document'],
      ['/search/json CONFIRMED', 'XML name'],
      ['/search/xml CONFIRMED', 'XML name'],
    ]);
    const saved = site.log.filter(({ url, method }) => url.pathname === '/comments' && method === 'POST');
    expect(saved.filter(({ body }) => /ENTITY|DOCTYPE|include/.test(body))).toEqual([]);
    expect(site.log.length).toBeLessThan(120);
  });
});
