import { afterEach, describe, expect, it } from 'vitest';
import type { ChangedResponse, FoundRequest, RequestChange, RequestCheck } from '@/lib/scans/checks/check';
import { applyChange } from '@/lib/scans/engine/requests/apply-change';
import { MAX_SUBMISSIONS } from '@/lib/scans/engine/saving/submission-place';
import { MAX_UPLOADS } from '@/lib/scans/rules/run-limits';
import { type LocalSite, notFound, page, redirect, type SiteHandler, startSite } from './local-site';

let site: LocalSite;
afterEach(() => site?.close());

const posts = (path: string) =>
  site.log.filter(({ method, url }) => method === 'POST' && url.pathname === path);

type Sent = { target: FoundRequest; answer: ChangedResponse | null };

/** A check that sends what the test gives it, once a POST request. */
function sending(changes: readonly RequestChange[], sent: Sent[]): RequestCheck {
  return {
    ...{ id: 'sending', version: 1, class: 'CSRF', cwe: 352, kind: 'request' },
    applies: ({ template }) => template.method === 'POST',
    run: async (target, context) => {
      for (const change of changes) sent.push({ target, answer: await context.send(change) });
      return [];
    },
  };
}

/** A guestbook with a token of its own for each page that is read. */
function guestbook() {
  const entries: string[] = [];
  const tokens = new Set<string>();
  const handler: SiteHandler = ({ url, method, body }) => {
    if (url.pathname === '/') return page('<a href="/book">Guestbook</a>');
    if (url.pathname !== '/book') return notFound;
    if (method === 'POST') {
      const fields = new URLSearchParams(body);
      if (!tokens.delete(fields.get('csrf_token') ?? '')) return { status: 403, body: 'Forbidden' };
      entries.push(fields.get('text') ?? '');
      return redirect('/book');
    }
    const token = `t${Math.imul(site.log.length, 2654435761) >>> 0}`;
    tokens.add(token);
    return page(`<ul>${entries.map((entry) => `<li>${entry}</li>`).join('')}</ul>
      <form method=post action=/book><input type=hidden name=csrf_token value=${token}>
      <textarea name=text></textarea><button>Post comment</button></form>`);
  };
  return { entries, handler };
}

describe('a request that saves', () => {
  it('is sent with a fresh token, a mark in each text and what the check changes', async () => {
    const { entries, handler } = guestbook();
    site = await startSite(handler);
    const sent: Sent[] = [];
    await site.scan({}, { checks: [sending([{ headers: [['Origin', 'https://foreign.invalid']] }], sent)] });
    expect(sent).toHaveLength(1);
    const { answer } = sent[0] as Sent;
    expect(sent[0]?.target.effect).toBe('SAVES');
    expect(posts('/book').at(-1)?.headers.origin).toBe('https://foreign.invalid');
    expect(answer?.marks.map(({ name }) => name)).toEqual(['text']);
    const mark = answer?.marks[0]?.mark ?? '';
    expect(entries).toContain(mark);
    expect(answer?.pages.some(({ response }) => Buffer.from(response.body).includes(mark))).toBe(true);
  });

  it('goes without a field that the check leaves out', async () => {
    const { entries, handler } = guestbook();
    site = await startSite(handler);
    const sent: Sent[] = [];
    await site.scan({}, { checks: [sending([{ fields: [['csrf_token', null]] }], sent)] });
    expect(sent[0]?.answer?.exchange.response.status).toBe(403);
    expect(posts('/book').at(-1)?.body).not.toContain('csrf_token');
    expect(entries).toHaveLength(1);
  });

  it('is sent no more often than a scan may', async () => {
    const { handler } = guestbook();
    site = await startSite(handler);
    const sent: Sent[] = [];
    const changes = Array.from({ length: 20 }, (): RequestChange => ({ headers: [['X-Test', '1']] }));
    const result = await site.scan({}, { checks: [sending(changes, sent)] });
    expect(posts('/book').length).toBeLessThanOrEqual(MAX_SUBMISSIONS);
    expect(sent.at(-1)?.answer).toBeNull();
    const entry = result.checklist.find((one) => one.class === 'CSRF');
    expect(entry).toMatchObject({ state: 'NOT_TESTED', reason: 'SAVING_PLACE' });
  });
});

describe('a form with a file', () => {
  const uploads: SiteHandler = ({ url, method }) => {
    if (url.pathname === '/')
      return page(
        '<form method=post action=/photo enctype="multipart/form-data"><input type=file name=photo><button>Upload</button></form>',
      );
    if (url.pathname === '/photo' && method === 'POST') return page('Thank you');
    return notFound;
  };

  it('gets the file as the check names it, a limited number of times, and lists it', async () => {
    site = await startSite(uploads);
    const sent: Sent[] = [];
    const file = (index: number): RequestChange => ({
      file: { field: 'photo', fileName: `pf-${index}.svg`, type: 'image/svg+xml', content: `text ${index}` },
    });
    const changes = Array.from({ length: MAX_UPLOADS + 2 }, (_, index) => file(index));
    const result = await site.scan({}, { checks: [sending(changes, sent)] });
    const files = posts('/photo').filter(({ body }) => body.includes('.svg'));
    expect(files).toHaveLength(MAX_UPLOADS);
    expect(files[0]?.body).toContain('filename="pf-0.svg"\r\nContent-Type: image/svg+xml\r\n\r\ntext 0\r\n');
    expect(result.leftBehind).toEqual(
      changes.slice(0, MAX_UPLOADS).map(({ file }) => ({
        ...{ method: 'POST', url: `${site.origin}/photo`, parameter: 'photo' },
        ...{ mark: file?.fileName, count: 1, wasPutBack: false },
      })),
    );
  });
});

describe('a request that reads', () => {
  it('is sent as often as the check asks, also with another body', async () => {
    site = await startSite(({ url, body, headers }) => {
      if (url.pathname === '/')
        return page('<form method=post action=/find><input name=q><button>Search</button></form>');
      return url.pathname === '/find' ? page(`${headers['content-type']} ${body.length}`) : notFound;
    });
    const sent: Sent[] = [];
    const change: RequestChange = { body: { type: 'text/xml', text: '<q/>' } };
    await site.scan({}, { checks: [sending(Array(9).fill(change), sent)] });
    expect(sent.map(({ answer }) => answer?.exchange.response.status)).toEqual(Array(9).fill(200));
    expect(posts('/find').at(-1)).toMatchObject({ body: '<q/>' });
    expect(posts('/find').at(-1)?.headers['content-type']).toBe('text/xml');
  });
});

describe('applyChange', () => {
  it('tells headers apart without their case and fields with it', () => {
    const changed = applyChange(
      {
        ...{ method: 'POST', url: 'https://shop.example/x' },
        headers: [
          ['Origin', 'https://shop.example'],
          ['Referer', 'https://shop.example/'],
        ],
        body: {
          kind: 'form',
          fields: [
            ['A', '1'],
            ['a', '2'],
            ['__proto__', '3'],
          ],
        },
      },
      {
        headers: [
          ['origin', null],
          ['REFERER', 'x'],
          ['New', 'y'],
        ],
        fields: [
          ['a', null],
          ['b', '4'],
          ['__proto__', '5'],
        ],
      },
    );
    expect(changed.headers).toEqual([
      ['Referer', 'x'],
      ['New', 'y'],
    ]);
    expect(changed.body).toEqual({
      kind: 'form',
      fields: [
        ['A', '1'],
        ['__proto__', '5'],
        ['b', '4'],
      ],
    });
  });
});
