import { afterEach, describe, expect, it } from 'vitest';
import { reflectedXss } from '@/lib/scans/checks/reflected-xss';
import { type LocalSite, notFound, page, type SiteRequest, startSite } from './local-site';

let site: LocalSite;
afterEach(() => site.close());

/** Tokens that hold once. */
function tokens() {
  const open = new Set<string>();
  let count = 0;
  return {
    issue: () => {
      const token = `t${(count++ * 7_919 + 31_337).toString(36)}x`;
      open.add(token);
      return token;
    },
    take: (token: string | null | undefined) => open.delete(token ?? ''),
  };
}

const form = (content: string, action = '/ask') =>
  `<form method=post action="${action}">${content}<input name=topic value=""><button>Go</button></form>`;
const readFields = ({ body }: SiteRequest) => new URLSearchParams(body);
const thanks = (topic: unknown) => page(`<h1>Answer</h1><p>Here is what we know about ${topic}</p>`);
const EXPIRED = page('<p>Your form has expired, load it again.</p>');

type Case = {
  name: string;
  formPage(token: string): ReturnType<typeof page>;
  readToken(request: SiteRequest): string | null | undefined;
  readTopic?(request: SiteRequest): unknown;
};
const readCookie = ({ cookies }: SiteRequest, name: string) =>
  new RegExp(`(?:^|; )${name}=([^;]*)`).exec(cookies)?.[1];
const json = (request: SiteRequest) => (JSON.parse(request.body) as { topic: unknown }).topic;
const SCRIPT = `<script>fetch("/ask", { method: "POST", body: JSON.stringify({ topic }) })</script>`;

const CASES: Case[] = [
  {
    name: 'a hidden field with a name of a framework',
    formPage: (token) => page(form(`<input type=hidden name=csrf_token value=${token}>`)),
    readToken: (request) => readFields(request).get('csrf_token'),
  },
  {
    name: 'a hidden field with any name',
    formPage: (token) => page(form(`<input type=hidden name=k7 value=${token}>`)),
    readToken: (request) => readFields(request).get('k7'),
  },
  {
    name: 'the address of the form',
    formPage: (token) => page(form('', `/ask?t=${token}`)),
    readToken: ({ url }) => url.searchParams.get('t'),
  },
  {
    name: 'a meta element and a header',
    formPage: (token) => page(`<meta name="csrf-token" content="${token}">${SCRIPT}`),
    readToken: ({ headers }) => String(headers['x-csrf-token']),
    readTopic: json,
  },
  {
    name: 'a header that a meta element names',
    formPage: (token) =>
      page(`<meta name=_csrf content=${token}><meta name=_csrf_header content=X-My-Token>${SCRIPT}`),
    readToken: ({ headers }) => String(headers['x-my-token']),
    readTopic: json,
  },
  {
    name: 'a cookie and a header',
    formPage: (token) => ({ ...page(SCRIPT), headers: { 'Set-Cookie': `XSRF-TOKEN=${token}; Path=/` } }),
    readToken: (request) => {
      const header = String(request.headers['x-xsrf-token']);
      return readCookie(request, 'XSRF-TOKEN') === header ? header : null;
    },
    readTopic: json,
  },
  {
    name: 'a cookie and a field',
    formPage: (token) => ({
      ...page(form(`<input type=hidden name=check value=${token}>`)),
      headers: { 'Set-Cookie': `check=${token}; Path=/` },
    }),
    readToken: (request) => {
      const field = readFields(request).get('check');
      return readCookie(request, 'check') === field ? field : null;
    },
  },
];

function start({ formPage, readToken, readTopic }: Case, render: (topic: string) => string) {
  const { issue, take } = tokens();
  return startSite((request) => {
    if (request.url.pathname === '/') return page('<a href="/ask">ask</a>');
    if (request.url.pathname !== '/ask') return notFound;
    if (request.method === 'GET') return formPage(issue());
    const topic = readTopic ? readTopic(request) : readFields(request).get('topic');
    return take(readToken(request)) ? thanks(render(String(topic))) : EXPIRED;
  });
}

describe('a token that holds once is renewed before each probe', () => {
  it.each(CASES)('$name', async (one) => {
    site = await start(one, (topic) => topic);
    const result = await site.scan({}, { checks: [reflectedXss] });
    expect(
      result.findings.map(
        ({ method, url, confidence }) => `${method} ${new URL(url).pathname} ${confidence}`,
      ),
    ).toContain('POST /ask CONFIRMED');
  });

  it.each(CASES)('$name, encoded', async (one) => {
    site = await start(one, (topic) =>
      topic.replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
    );
    const result = await site.scan({}, { checks: [reflectedXss] });
    expect(result.findings).toEqual([]);
    expect(result.checklist[0]).toEqual({ class: 'XSS', state: 'CLEAN' });
  });
});

describe('a form that stays expired', () => {
  it('is not tested, with its place', async () => {
    site = await startSite(({ url, method }) => {
      if (url.pathname === '/') return page('<a href="/ask">ask</a>');
      if (url.pathname !== '/ask') return notFound;
      return method === 'GET' ? page(form('<input type=hidden name=csrf value=made-by-a-script>')) : EXPIRED;
    });
    const result = await site.scan({}, { checks: [reflectedXss] });
    expect(result.checklist[0]).toMatchObject({
      state: 'NOT_TESTED',
      reason: 'FORM_EXPIRED',
      gaps: [{ places: ['POST /ask FORM topic'] }],
    });
  });
});

describe('a form whose token holds for the session', () => {
  it('costs few requests', async () => {
    site = await startSite((request) => {
      if (request.url.pathname === '/') return page('<a href="/ask">ask</a>');
      if (request.url.pathname !== '/ask') return notFound;
      if (request.method === 'GET') return page(form('<input type=hidden name=csrf value=stays>'));
      return readFields(request).get('csrf') === 'stays' ? thanks(readFields(request).get('topic')) : EXPIRED;
    });
    const result = await site.scan({}, { checks: [reflectedXss] });
    expect(result.findings).toHaveLength(1);
    const counted = (wanted: string) =>
      site.log.filter(({ url, method }) => url.pathname === '/ask' && method === wanted).length;
    // The page is asked for its headers as well, three at a time; each probe would add one more.
    expect(counted('GET')).toBeLessThanOrEqual(10);
    expect(counted('POST')).toBeGreaterThan(6);
  });
});
