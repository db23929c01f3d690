import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { isBlocking } from '@/lib/findings/rules/finding';
import { listDestinations, refreshAddress } from '@/lib/scans/checks/redirects/destinations';
import { scriptEffects } from '@/lib/scans/checks/redirects/script-redirects';
import { urlRedirection } from '@/lib/scans/checks/url-redirection';
import { type CaseSite, type SiteCase, startCaseSite } from '../../../fixtures/sites/case-site';
import { REDIRECT_CASES } from '../../../fixtures/sites/redirect-cases';
import { capturedPage } from './captured-page';
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
    expect(findings[0]).toMatchObject({
      class: 'URL_REDIRECTION',
      confidence: 'CONFIRMED',
      severity: 'HIGH',
    });
    expect(findings.every(isBlocking)).toBe(true);
    expect(findings[0]?.evidence.marks.some((mark) => mark.in === 'response')).toBe(true);
    expect(requests).toBeLessThanOrEqual(20);
  });

  test.each(REDIRECT_CASES.filter((one) => !one.isVulnerable))('stays silent on $name', async (one) => {
    const { findings, requests } = await runCase(urlRedirection, site, one);
    expect(findings).toEqual([]);
    expect(requests).toBeLessThanOrEqual(20);
  });

  test('a cookie leads away too, which no link sets: of little weight', async () => {
    const plain = REDIRECT_CASES.find(({ name }) => name === 'location');
    if (!plain) throw new Error('the case is gone');
    const one: SiteCase = { ...plain, location: 'COOKIE' };
    const own = await startCaseSite([one]);
    onTestFinished(() => own.close());
    const { findings } = await runCase(urlRedirection, own, one);
    expect(findings).toMatchObject([{ confidence: 'CONFIRMED', severity: 'LOW', cvssScore: 3.4 }]);
    expect(findings.some(isBlocking)).toBe(false);
  });

  test('spends one request of its own where nothing speaks for a redirect', async () => {
    const quiet = REDIRECT_CASES.find((one) => one.name === 'safe-text');
    if (!quiet) throw new Error('the case is gone');
    const { requests } = await runCase(urlRedirection, site, { ...quiet, parameter: 'q', sample: 'lamp' });
    // The untouched one, and a plain and a broken value that all checks share.
    expect(requests).toBeLessThanOrEqual(4);
  });
});

describe('reading redirects', () => {
  test('a refresh that a script writes into the page counts, and one in a text does not', () => {
    const page = (code: string) =>
      listDestinations(capturedPage({ body: `<p>x</p><script>${code}</script>` }));
    const refresh = '<meta http-equiv="refresh" content="0;url=/a">';
    expect(page(`document.write('${refresh}')`)).toEqual([{ sink: 'meta-refresh', address: '/a' }]);
    expect(page(`document.write('<scr' + "ipt>location='/a'<\\/script>")`)).toEqual([
      { sink: 'script', address: '/a' },
    ]);
    expect(page(`var s = '${refresh}'`)).toEqual([]);
    expect(page(`box.innerHTML = '${refresh}'`)).toEqual([{ sink: 'meta-refresh', address: '/a' }]);
    expect(
      page("var m = document.createElement('meta'); m.httpEquiv = 'refresh'; m.content = '0;url=' + '/a'"),
    ).toEqual([{ sink: 'meta-refresh', address: '/a' }]);
    expect(page("m.httpEquiv = 'refresh'; d.content = '0;url=/a'")).toEqual([]);
  });

  test.each([
    ['0;url=/a', '/a'],
    ['5, URL="/a b"x', '/a b'],
    ["0; url='/a", '/a'],
    ['0 /a', '/a'],
    ['30', null],
    ['3 ; url=/a', '/a'],
    ['1,url="/a"', '/a'],
    ['url=/a', null],
    ['0;', null],
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
    ["location.href = decodeURIComponent('%2F%2Fhost')", ['//host']],
    ["location = unescape('%2fa') + '?b'", ['/a?b']],
    ["window['location']['href'] = `/a`", ['/a']],
    ["self . location ['replace'] ('/a')", ['/a']],
    ["window.open('/a', '_self')", ['/a']],
    ["open('/a', '_TOP')", ['/a']],
    ["window.open('/a')", []],
    ["window.open('/a', '_blank')", []],
    ["const p = {url: '/a', n: {v: 1}}; window.location = p.url;", ['/a']],
    ["var p = {}; p.url = '/a'; location.assign(p.url)", ['/a']],
    ["var p = ['/a', '/b']; location = p[1]", ['/b']],
    ["location = ['/a', 'b'].join('/')", ['/a/b']],
    ['location = JSON.parse(\'{"to":{"url":"/a"}}\').to.url', ['/a']],
    ['setTimeout("location.href=\'/a\'", 500)', ['/a']],
    ['setTimeout("location.href=\'" + "/a" + "\'", 500)', ['/a']],
    ['eval(\'window.location.replace("/a")\')', ['/a']],
    ["location = atob('L2E=')", ['/a']],
    ["$(location).attr('href', '/a')", ['/a']],
    ["jQuery(window).attr('location', '/a')", ['/a']],
    ["$('a').attr('href', '/a')", []],
    ["var w = window; w.location = '/a'", ['/a']],
    ["const l = document.location; l.href = '/a'", ['/a']],
    ["function go(u) { location.href = u; } go('/a');", ['/a']],
    ["(function (w, u) { w.location = u; })(window, '/a');", ['/a']],
    ["const go = (u) => { location = u; }; go('/a' + '/b');", ['/a/b']],
    [`const h = "b"; location = \`/a/\${h}/c\``, ['/a/b/c']],
    ["location = new URL('/a', location.href)", ['/a']],
    ["location = new URL('/a').href", ['/a']],
    ["location.href = String('/a').trim()", ['/a']],
    ["location = encodeURIComponent('/a')", ['%2Fa']],
    ["location = '/go?u=' + encodeURIComponent('//host')", ['/go?u=%2F%2Fhost']],
    ["navigation.navigate('/a')", ['/a']],
    ["var u = '//h'; if (u.startsWith('/')) location = u", ['//h']],
    ["var u = 'https://h'; if (u.startsWith('/')) location = u", []],
    ["var u = 'https://h'; if (u.indexOf('/') === 0) { location = u }", []],
    ["var u = 'https://h'; if (!u.startsWith('/')) { throw 1 } location = u", []],
    ["var u = 'https://h'; if (allowed.includes(u)) location = u", []],
    ["var u = 'https://h'; if (/^\\/[a-z]/.test(u)) { location = u; }", []],
    ["var u = 'https://h'; if (!isOwn(u)) return; location = u", []],
    ["var u = 'https://h'; if (u && u.length > 0) location = u", ['https://h']],
    ["var u = 'https://h'; if (u === '/home') location = '/home'", ['/home']],
    ["var u = '/a'; document.title = u; if (location.href === u) run();", []],
    ["b.addEventListener('click', go); function go() { location = '/a' }", []],
    ["b.onclick = go; function go() { location = '/a' }", []],
    ["window.onload = function () { location = '/a' }", ['/a']],
    ["var o = { go: function () { location = '/a' } };", []],
    ["e.textContent = '/a'; e.dataset.location = '/a'", []],
    ["history.pushState(null, '', '/a')", []],
    ['var u = u + u; location = u', []],
    ["const {url, n: other} = {url: '/a', n: '/b'}; location = url; open(other, '_self')", ['/a', '/b']],
    ["var u = '/a'; location = u ? u : '/'", ['/a']],
    ["var u = '/a'; location = u || '/home'; location.assign(u ?? '/')", ['/a', '/a']],
    ["var u = '/a'; location = u === '/b' ? '/b' : '/'", ['/b']],
    ["var u = '/a'; location.replace(u === '/b' ? u : '/')", []],
    ["var u = '//h'; location = u.indexOf('/') === 0 ? u : '/'", ['//h']],
    ["var u = '//h'; location = isOwn(u) ? u : '/'", []],
    ["var a = document.createElement('a'); a.href = '/a'; a.click()", ['/a']],
    ["var a = document.createElement('a'); a.href = '/a'; body.append(a)", []],
    ['window["loc" + "ation"] = "/a"', ['/a']],
    ["location = 'xx/a'.replace('xx', '').slice(0, 2)", ['/a']],
    ["location = constructor('/a'); location = toString('/a')", []],
  ])('script %j leads to %j', (code, addresses) => {
    expect(scriptEffects(code).addresses).toEqual(addresses);
  });
});
