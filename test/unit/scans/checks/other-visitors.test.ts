import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { otherVisitors } from '@/lib/scans/checks/other-visitors';
import type { RawAnswer, RawSite } from '../../../fixtures/sites/raw-site';
import { startRawSite } from '../../../fixtures/sites/raw-site';
import { TROJAN_CASES } from '../../../fixtures/sites/trojan-cases';
import { startTrojanSite } from '../../../fixtures/sites/trojan-site';
import { runSiteCheck } from './site-harness';

let site: RawSite;
beforeAll(async () => {
  site = await startTrojanSite(TROJAN_CASES);
});
afterAll(() => site.close());

describe('a page that shows injected content to few', () => {
  it.each(TROJAN_CASES.filter(({ visitor }) => visitor))('$name', async ({ name }) => {
    const { findings } = await runSiteCheck(otherVisitors, site.origin, [`/${name}/`]);
    expect(findings).toMatchObject([{ class: 'TROJAN', confidence: 'CONFIRMED', severity: 'HIGH' }]);
    expect(String(findings[0]?.values.subject)).toMatch(/\.example$/);
  });
});

describe('a page that shows everybody the same, or something of its own', () => {
  it.each(TROJAN_CASES.filter(({ isVulnerable }) => !isVulnerable))('$name', async ({ name }) => {
    const { findings, requests } = await runSiteCheck(otherVisitors, site.origin, [`/${name}/`]);
    expect(findings).toEqual([]);
    expect(requests).toBeLessThanOrEqual(6);
  });
});

/** A site with one page that looks at its visitor. */
async function findingsOf(respond: (agent: string, referer: string, count: number) => RawAnswer) {
  let count = 0;
  const one = await startRawSite(({ headers }) =>
    respond(headers['user-agent'] ?? '', headers.referer ?? '', count++),
  );
  const { findings } = await runSiteCheck(otherVisitors, one.origin, ['/']);
  await one.close();
  return findings;
}
const page = (body: string): RawAnswer => ({
  body: `<!doctype html><title>Lamps</title><h1>Lamps</h1>${body}`,
});
const GO = '<script>location.href="https://far.test-bets.example/x"</script>';

describe('what is not injected', () => {
  it.each<[string, (agent: string, referer: string, count: number) => RawAnswer]>([
    [
      'telephones go to the shop of apps',
      (agent) =>
        /iPhone/.test(agent)
          ? page('<script>location.href="https://apps.apple.com/app/id1"</script>')
          : page(''),
    ],
    [
      'telephones go to the same brand under another end',
      (agent) =>
        /Mobile/.test(agent)
          ? { status: 302, headers: { Location: 'http://127.0.0.1/m' }, body: '' }
          : page(''),
    ],
    ['every other request leads away', (_agent, _referer, count) => page(count % 2 ? GO : '')],
    ['robots are refused', (agent) => (/bot|spider/i.test(agent) ? { status: 403, body: 'no' } : page(''))],
    [
      'robots get a list of the site’s own pages',
      (agent) => page(/bot|spider/i.test(agent) ? '<a href="/a">a</a><a href="/b">b</a>' : ''),
    ],
    ['a page that leads everybody away', () => page(GO)],
    [
      'the telephone page is declared',
      (agent) =>
        /Mobile/.test(agent)
          ? page(GO)
          : page('<link rel="alternate" media="only screen" href="https://far.test-bets.example/">'),
    ],
  ])('%s', async (_name, respond) => {
    expect(await findingsOf(respond)).toEqual([]);
  });
});

describe('what is injected for few', () => {
  it.each<[string, (agent: string, referer: string) => RawAnswer]>([
    [
      'only telephones that come from a search',
      (agent, referer) => page(/Mobile/.test(agent) && referer ? GO : ''),
    ],
    ['only Android', (agent) => page(/Android/.test(agent) ? GO : '')],
    [
      'only Googlebot',
      (agent) =>
        page(
          /Googlebot/.test(agent)
            ? '<p><a href="http://a1.example/">六合彩</a> <a href="http://b1.example/">百家乐</a></p>'
            : '',
        ),
    ],
    [
      'a refresh header',
      (_agent, referer) =>
        referer.includes('baidu')
          ? { headers: { Refresh: '0; url=http://far.test-bets.example/' }, body: '<p>…</p>' }
          : page(''),
    ],
    [
      'a hidden frame',
      (agent) =>
        page(
          /iPhone/.test(agent)
            ? '<iframe id="f" src="http://far.test-bets.example/" width=0 height=0></iframe>'
            : '',
        ),
    ],
    [
      'a title for robots',
      (agent) =>
        /spider|bot/i.test(agent)
          ? { body: '<title>六合彩开奖_时时彩平台</title><p>欢迎</p>' }
          : { body: '<title>灯具</title><p>欢迎</p>' },
    ],
  ])('%s', async (_name, respond) => {
    expect(await findingsOf(respond)).toMatchObject([{ confidence: 'CONFIRMED' }]);
  });

  it('a foreign script alone is likely', async () => {
    const respond = (_agent: string, referer: string) =>
      page(referer ? '<script src="https://far.test-bets.example/j.js?c=1" async></script>' : '');
    expect(await findingsOf(respond)).toMatchObject([{ confidence: 'LIKELY' }]);
  });
});
