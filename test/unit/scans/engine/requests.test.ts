import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InsertionPoint, RequestTemplate } from '@/lib/scans/checks/check';
import { isAvoided } from '@/lib/scans/engine/crawl/scope-url';
import { scriptReferences } from '@/lib/scans/engine/crawl/script-urls';
import { similarity, wordCounts } from '@/lib/scans/engine/crawl/text-similarity';
import { isDangerousLink } from '@/lib/scans/engine/danger/danger';
import { maskEvidence } from '@/lib/scans/engine/mask-evidence';
import { markMaker, markSeries } from '@/lib/scans/engine/places/mark-maker';
import { listCandidates } from '@/lib/scans/engine/requests/insertion-points';
import { probeRequest } from '@/lib/scans/engine/requests/place-part';
import { PLAN_DEFAULTS, planProblems } from '@/lib/scans/rules/plan';
import { processorTime } from '../../processor-time';

const URL_WITH_QUERY = 'https://shop.example/item/7?a=1&b=x%20y&a=2';
const template = (body: RequestTemplate['body'] = { kind: 'none' }): RequestTemplate => ({
  method: body.kind === 'none' ? 'GET' : 'POST',
  url: URL_WITH_QUERY,
  headers: [['Cookie', 'sid=1; theme=dark']],
  body,
});
const point = (
  location: InsertionPoint['location'],
  name: string,
  body?: RequestTemplate['body'],
): InsertionPoint => ({
  id: '1',
  method: 'GET',
  url: URL_WITH_QUERY,
  location,
  name,
  value: '',
  template: template(body),
  effect: 'READS',
});
const decodeBody = (request: { body?: Uint8Array }) => new TextDecoder().decode(request.body);

describe('probe request', () => {
  it('replaces one value and leaves the spelling of the rest', () => {
    expect(probeRequest(point('QUERY', 'b'), "'<&").url).toBe(
      'https://shop.example/item/7?a=1&b=%27%3C%26&a=2',
    );
    expect(probeRequest(point('PATH', '2'), 'a/b').url).toBe(
      'https://shop.example/item/a%2Fb?a=1&b=x%20y&a=2',
    );
    expect(probeRequest(point('COOKIE', 'theme'), '"; x').headers).toEqual([
      ['Cookie', 'sid=1; theme=%22%3B%20x'],
    ]);
    expect(probeRequest(point('HEADER', 'Referer'), 'a\r\nX: b').headers?.at(-1)).toEqual([
      'Referer',
      'a  X: b',
    ]);
  });

  it('reads back every value that it writes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        expect(new URL(probeRequest(point('QUERY', 'b'), value).url).searchParams.get('b')).toBe(value);
        const form = point('FORM', 'n', {
          kind: 'form',
          fields: [
            ['m', '1'],
            ['n', '2'],
          ],
        });
        expect(new URLSearchParams(decodeBody(probeRequest(form, value))).get('n')).toBe(value);
        const json = point('JSON', '/list/0/a~1b', {
          kind: 'json',
          text: '{"list":[{"a/b":1}],"keep":true}',
        });
        expect(JSON.parse(decodeBody(probeRequest(json, value)))).toEqual({
          list: [{ 'a/b': value }],
          keep: true,
        });
      }),
    );
  });

  it('writes multipart parts and XML text', () => {
    const multipart = decodeBody(
      probeRequest(point('MULTIPART', 'n', { kind: 'multipart', fields: [['n', '1']] }), 'new'),
    );
    expect(multipart).toMatch(
      /^--preflight-\w+\r\nContent-Disposition: form-data; name="n"\r\n\r\nnew\r\n--preflight-\w+--\r\n$/,
    );
    expect(
      decodeBody(probeRequest(point('XML', 'name', { kind: 'xml', text: '<a><name>x</name></a>' }), 'a<b')),
    ).toBe('<a><name>a&lt;b</name></a>');
  });

  it('offers every place but anti-forgery tokens', () => {
    const found = listCandidates(
      template({
        kind: 'form',
        fields: [
          ['q', ''],
          ['csrf_token', 'x'],
        ],
      }),
    );
    expect(found.map(({ location, name }) => `${location} ${name}`)).toEqual([
      'QUERY a',
      'QUERY b',
      'QUERY a',
      'PATH 2',
      'FORM q',
    ]);
  });
});

describe('marks', () => {
  it('are different, start with a letter and carry the scan', () => {
    const mark = markMaker(markSeries('0196A1B2-c3d4-7e5f-8a9b-0c1d2e3f4a5b'), () => 0.999);
    const marks = Array.from({ length: 2_000 }, mark);
    expect(new Set(marks).size).toBe(2_000);
    expect(marks.every((text) => /^pf2e3f4a5b[a-z0-9]{6}$/.test(text))).toBe(true);
  });
});

describe('danger', () => {
  it.each([
    '/logout',
    '/user/signOut',
    '/item?action=delete',
    '/a?do=resetPassword',
    '/用户/退出',
    '/api/v1/remove_user',
    '/log-out',
    '/account/change-password',
  ])('does not follow %s', (path) =>
    expect(isDangerousLink(`https://shop.example${encodeURI(path)}`)).toBe(true),
  );
  it.each([
    '/login',
    '/dropdown',
    '/payload',
    '/presets',
    '/undeleted-scenes',
    '/blog/signing',
    '/emails',
    '/cancellation-policy',
  ])('follows %s', (path) => expect(isDangerousLink(`https://shop.example${path}`)).toBe(false));
  it('reads the words of a link too', () => {
    expect(isDangerousLink('https://shop.example/x?i=1', 'Sign out')).toBe(true);
    expect(isDangerousLink('https://shop.example/x?i=1', '删除订单')).toBe(true);
  });
  it('keeps off the paths of the list', () => {
    const avoided = ['/admin', '/shop/*/buy'];
    expect(
      ['/admin/a', '/%61dmin', '/shop/7/buy', '/public/admin'].map((path) =>
        isAvoided(new URL(path, 'https://shop.example'), avoided),
      ),
    ).toEqual([true, true, true, false]);
  });
});

describe('script references', () => {
  it('reads calls, templates and open ends, and leaves what is no address', () => {
    const script = `
      fetch('/api/a/' + id); fetch(\`/api/b/\${id}?x=\${y}\`); const t = "text/html", d = "1/2/2026", s = ' / ';
      fetch("/api/c", { method: "POST", body: JSON.stringify({ name, "mail": m, n: 1 }) });
      $.post('/api/d', { a: 1 }); x.open("POST", "/api/e"); fetch('/api/f', { method: 'DELETE' }); go("save.php?id=");`;
    const found = scriptReferences(script).map(
      ({ method, reference, jsonMembers }) => `${method} ${reference} ${jsonMembers}`,
    );
    expect(found).toEqual([
      'GET /api/a/1 ',
      'GET /api/b/1?x=1 ',
      'POST /api/c name,mail,n',
      'POST /api/d a',
      'POST /api/e ',
      // What a script deletes can be read.
      'GET /api/f ',
      'GET save.php?id=1 ',
    ]);
  });

  const POST = '"/a", { method: "POST", body: JSON.stringify';
  it.each([
    ['the nearest', `const d = { old: 1 }; f(d); d = { title: t, n }; fetch(${POST}(d) })`],
    ['a name with a dollar sign', `let $d = { title: t, n }; fetch(${POST}($d) })`],
    [
      'one behind the address',
      'x.open("POST", "/a"); d = { title: t, n }; x.send(JSON.stringify(d)); d = { b: 1 }',
    ],
  ])('reads the body that a name stands for: %s', (_what, script) => {
    expect(scriptReferences(script)).toMatchObject([{ method: 'POST', jsonMembers: ['title', 'n'] }]);
  });

  it.each([
    ['escaped quotation marks', String.raw`x.send("<a b=\"c\"><d>e</d></a>")`, '<a b="c"><d>e</d></a>'],
    ['a long envelope', `x.send('<a>${'<b>c</b>'.repeat(120)}</a>')`, `<a>${'<b>c</b>'.repeat(120)}</a>`],
    ['an escaped sign of its own', String.raw`x.send('<a>it\'s</a>')`, "<a>it's</a>"],
  ])('reads a document with %s, and its type', (_what, call, xml) => {
    const script = `x.open("POST", "/a"); x.setRequestHeader("Content-Type", "text/xml; charset=utf-8"); ${call}`;
    expect(scriptReferences(script)).toMatchObject([{ method: 'POST', xml, xmlType: 'text/xml' }]);
  });

  it('reads the same call thousands of times in time', () => {
    const spentMs = processorTime();
    expect(scriptReferences(`fetch(${POST}(x) }); x  `.repeat(16_000))).toHaveLength(1);
    expect(spentMs()).toBeLessThan(8_000);
  });
});

describe('likeness', () => {
  it('ignores numbers, scripts and the path that was asked for', () => {
    const page = (path: string, n: number) =>
      `<h1>Not found</h1><p>${path} at ${n}</p><script>var x = ${n}</script>`;
    const paths = new Set(['qwe', 'asd']);
    expect(similarity(wordCounts(page('/qwe', 1)), wordCounts(page('/asd', 22)), paths)).toBe(1);
    expect(similarity(wordCounts('one two three'), wordCounts('four five six'))).toBe(0);
    expect(similarity(wordCounts(''), wordCounts(''))).toBe(1);
  });
});

describe('masking', () => {
  it('hides secrets in every spelling and keeps the marks on their words', () => {
    const request =
      'POST /a?p=s3cr%26t%21 HTTP/1.1\r\nCookie: sid=abcdef; theme=dark\r\n\r\npw=s3cr%26t%21&q=PROOF';
    const response = 'HTTP/1.1 200 OK\r\nSet-Cookie: sid=abcdef; Path=/\r\n\r\nhello s3cr&t! <b>PROOF</b>';
    const marked = (text: string, where: 'request' | 'response') => ({
      in: where,
      from: text.indexOf('PROOF'),
      to: text.indexOf('PROOF') + 5,
    });
    const masked = maskEvidence(
      {
        request,
        response,
        isTruncated: false,
        marks: [marked(request, 'request'), marked(response, 'response')],
      },
      ['s3cr&t!', 'x'],
    );
    expect(masked.request + masked.response).not.toMatch(/s3cr|abcdef|dark/);
    expect(masked.request).toContain('Cookie: sid=********; theme=********');
    expect(masked.marks.map((mark) => masked[mark.in].slice(mark.from, mark.to))).toEqual(['PROOF', 'PROOF']);
  });
});

describe('plan', () => {
  it('names what makes it impossible', () => {
    const plan = {
      scanId: 's',
      origin: 'https://shop.example',
      startUrls: [],
      login: { mode: 'none' as const },
      customHeaders: [],
      pathsToAvoid: [],
      ...PLAN_DEFAULTS,
    };
    expect(planProblems(plan)).toEqual([]);
    expect(planProblems({ ...plan, origin: 'https://shop.example/path' })).toEqual(['ORIGIN_INVALID']);
    expect(planProblems({ ...plan, startUrls: ['https://evil.example/'] })).toEqual([
      'START_URL_OUT_OF_SCOPE',
    ]);
    expect(planProblems({ ...plan, customHeaders: [['Host', 'x']] })).toEqual(['HEADER_RESERVED']);
    expect(planProblems({ ...plan, maxRequests: 0 })).toEqual(['LIMIT_INVALID']);
  });
});
