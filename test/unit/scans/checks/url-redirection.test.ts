import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isBlocking } from '@/lib/findings/rules/finding';
import { refreshAddress } from '@/lib/scans/checks/redirects/destinations';
import { scriptRedirects } from '@/lib/scans/checks/redirects/script-redirects';
import { urlRedirection } from '@/lib/scans/checks/url-redirection';
import { type CaseSite, startCaseSite } from '../../../fixtures/sites/case-site';
import { REDIRECT_CASES } from '../../../fixtures/sites/redirect-cases';
import { runCase } from './probe-harness';

let site: CaseSite;
beforeAll(async () => {
  site = await startCaseSite(REDIRECT_CASES);
});
afterAll(() => site.close());

describe('URL redirection', () => {
  test.each(REDIRECT_CASES.filter((one) => one.isVulnerable))('confirms $name', async (one) => {
    const { findings, requests } = await runCase(urlRedirection, site, one);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ class: 'URL_REDIRECTION', grade: 'CONFIRMED', severity: 'HIGH' });
    expect(findings.every(isBlocking)).toBe(true);
    expect(findings[0]?.evidence.marks.some((mark) => mark.in === 'response')).toBe(true);
    expect(requests).toBeLessThanOrEqual(17);
  });

  test.each(REDIRECT_CASES.filter((one) => !one.isVulnerable))('stays silent on $name', async (one) => {
    const { findings, requests } = await runCase(urlRedirection, site, one);
    expect(findings).toEqual([]);
    expect(requests).toBeLessThanOrEqual(20);
  });

  test('spends one request besides the untouched one where nothing speaks for a redirect', async () => {
    const quiet = REDIRECT_CASES.find((one) => one.name === 'safe-text');
    if (!quiet) throw new Error('the case is gone');
    const { requests } = await runCase(urlRedirection, site, { ...quiet, parameter: 'q', sample: 'lamp' });
    expect(requests).toBe(2);
  });
});

describe('reading redirects', () => {
  test.each([
    ['0;url=/a', '/a'],
    ['5, URL="/a b"x', '/a b'],
    ["0; url='/a", '/a'],
    ['0 /a', '/a'],
    ['30', null],
    ['', null],
  ])('refresh %j leads to %j', (content, address) => {
    expect(refreshAddress(content)).toBe(address);
  });

  test.each([
    ["window.location='/a'", ['/a']],
    ['location.href == "/a"', []],
    ["mylocation = '/a'", []],
    ['var s = "location=\'/a\'"', []],
    ["location.replace('/a' + '?b' + c)", ['/a?b']],
    ['location.href = unknown', []],
    ["location = '\\x2f\\u002fhost'", ['//host']],
    ["if (confirm('Leave?')) { location = '/a' }", []],
    ["if (confirm('Leave?')) location = '/a'", []],
    ["if (input.ok) { location = '/a' }", ['/a']],
    ["b.onclick = () => { location = '/a' }", []],
    ["$('#b').on('click', function () { location = '/a' })", []],
    ["$('#b').click(function () { location = '/a' })", []],
    ["$(document).ready(function () { location = '/a' })", ['/a']],
    ["const go = () => { location = '/a' };", []],
    ["const go = () => { location = '/a' }; setTimeout(go, 1);", ['/a']],
  ])('script %j leads to %j', (code, addresses) => {
    expect(scriptRedirects(code)).toEqual(addresses);
  });
});
