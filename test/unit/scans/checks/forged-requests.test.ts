import { afterEach, describe, expect, it } from 'vitest';
import { crossSiteRequestForgery } from '@/lib/scans/checks/cross-site-request-forgery';
import { guessedSecrets, tokenChanges } from '@/lib/scans/checks/forgery/form-secrets';
import { MAX_SUBMISSIONS } from '@/lib/scans/engine/saving/submission-place';
import { type LocalSite, notFound, page, redirect, type SiteRequest, startSite } from '../engine/local-site';

let site: LocalSite;
afterEach(() => site.close());

const SID = 's7d41c09be22f';
const CHECKS = [crossSiteRequestForgery];
const posts = () => site.log.filter(({ method }) => method === 'POST');

type Shop = {
  cookie?: string;
  form?: string;
  /** Whether a submission is taken. */
  takes?(request: SiteRequest): boolean;
  /** What is on the page for somebody without a session. */
  forStrangers?(): string;
  /** What is in the form besides. */
  hidden?(): string;
  /** What the page shows of what was taken. */
  show?(texts: readonly string[], reads: number): string;
};

/** A page behind a cookie that keeps a text. */
async function shopOf({
  cookie = 'SameSite=None',
  form = '<input name=nick value="Mina">',
  takes = () => true,
  show = (texts) => texts.at(-1) ?? 'Mina',
  forStrangers = () => '<p>Hello stranger</p>',
  hidden = () => '',
}: Shop) {
  const texts: string[] = [];
  let reads = 0;
  site = await startSite((request) => {
    const { url, method, cookies, body } = request;
    if (url.pathname === '/')
      return {
        ...page('<a href="/me">Me</a>'),
        headers: cookies.includes('sid=') ? {} : { 'Set-Cookie': `sid=${SID}; Path=/; ${cookie}` },
      };
    if (url.pathname !== '/me') return notFound;
    if (method === 'POST') {
      const isTaken = cookies.includes(SID) && takes(request);
      if (isTaken) texts.push(new URLSearchParams(body).get('nick') ?? '');
      reads = 0;
      return isTaken ? redirect('/me') : { status: 403, body: 'Refused' };
    }
    if (!cookies.includes(SID)) return page(forStrangers());
    reads += 1;
    return page(
      `<p>${show(texts, reads)}</p><form method=post>${form}${hidden()}<button>Save</button></form>`,
    );
  });
}

describe('a forged request', () => {
  it('goes out as a browser sends it, and is not the last', async () => {
    await shopOf({});
    const { findings } = await site.scan({}, { checks: CHECKS });
    expect(findings).toMatchObject([
      { confidence: 'CONFIRMED', severity: 'MEDIUM', parameter: { name: 'nick' } },
    ]);
    const forged = posts().find(({ headers }) => headers.origin?.includes('.invalid'));
    expect(forged?.headers).toMatchObject({ 'sec-fetch-site': 'cross-site', cookie: `sid=${SID}` });
    expect(posts().at(-1)?.body).toBe('nick=Mina');
  });

  it('leaves cookies at home that SameSite keeps there', async () => {
    await shopOf({ cookie: 'SameSite=Strict' });
    const { findings, checklist } = await site.scan({}, { checks: CHECKS });
    expect(findings).toEqual([]);
    expect(checklist.find((entry) => entry.class === 'CSRF')?.state).toBe('CLEAN');
    expect(posts().some(({ headers }) => headers.origin?.includes('.invalid'))).toBe(false);
  });

  it('is no finding where the page shows what was sent once and no more', async () => {
    await shopOf({ show: (texts, reads) => (reads === 1 ? `Thank you, ${texts.at(-1)}` : 'Hello') });
    expect((await site.scan({}, { checks: CHECKS })).findings).toEqual([]);
  });

  it('is likely where nobody saw how the site sets the cookie', async () => {
    await shopOf({});
    const login = { mode: 'cookie', cookieHeader: `sid=${SID}`, verifyUrl: `${site.origin}/me` } as const;
    const { findings } = await site.scan({ login }, { checks: CHECKS });
    expect(findings).toMatchObject([{ confidence: 'LIKELY', values: { sameSite: 'unknown' } }]);
  });

  it('that adds a record is sent no more often than agreed', async () => {
    await shopOf({ form: '<textarea name=nick></textarea>', show: (texts) => texts.join(', ') });
    const { findings } = await site.scan({}, { checks: CHECKS });
    expect(findings).toMatchObject([{ class: 'CSRF', confidence: 'CONFIRMED' }]);
    expect(posts().length).toBeLessThanOrEqual(MAX_SUBMISSIONS);
  });

  it('is no finding where a field is asked for that only the user knows', async () => {
    await shopOf({ takes: ({ body }) => new URLSearchParams(body).get('secret') === 'lamp' });
    expect((await site.scan({}, { checks: CHECKS })).findings).toEqual([]);
  });
});

describe('a token', () => {
  /** Tokens by whom they were given to; each page has a new one. */
  const tokenShop = (isFor: (owner: string | undefined) => boolean) => {
    const owners = new Map<string, string>();
    let nick = 'Mina';
    const field = (owner: string) => {
      const token = `t${owners.size}f04e5d80c21a9${owner.length}`;
      owners.set(token, owner);
      return `<input type=hidden name=csrf_token value=${token}>`;
    };
    return shopOf({
      form: '',
      hidden: () => `<input name=nick value="${nick}">${field('user')}`,
      forStrangers: () =>
        `<form method=post action=/in>${field('nobody')}<input name=n><input type=password name=p></form>`,
      takes: ({ body }) => {
        const fields = new URLSearchParams(body);
        const isTaken = isFor(owners.get(fields.get('csrf_token') ?? ''));
        if (isTaken) nick = fields.get('nick') ?? '';
        return isTaken;
      },
    });
  };

  it('that the site gives to anybody protects nobody', async () => {
    await tokenShop((owner) => owner !== undefined);
    const { findings } = await site.scan({}, { checks: CHECKS });
    expect(findings).toMatchObject([{ class: 'CSRF', confidence: 'CONFIRMED', values: { token: 'given' } }]);
  });

  it('of the session protects, whatever strangers are given', async () => {
    await tokenShop((owner) => owner === 'user');
    expect((await site.scan({}, { checks: CHECKS })).findings).toEqual([]);
  });

  const secret = (value: string) => [{ location: 'FORM' as const, name: 'token', value }];

  it.each(['YW5uYQ==', '616e6e61', 'a70f9e38ff015afaa9ab0aacabee2e13', 'A70F9E38FF015AFAA9AB0AACABEE2E13'])(
    'that is made of a word of the page is guessed: %s',
    (value) => {
      expect(guessedSecrets(secret(value), 'Signed in as anna (admin)').has('token')).toBe(true);
      expect(guessedSecrets(secret(value), 'Signed in as bert').size).toBe(0);
    },
  );

  it('is replaced by a text that no row has, never by a neighbour of its own', () => {
    for (const value of ['ORD10000017', 'a94f22c1', '2b1c8f0e-6f3a-4a55-9d1b-77aa01c2d3e4']) {
      const { fields } = tokenChanges(secret(value), 'madeUp', () => 'pf2e3f4a5b001abc');
      const [, made = ''] = fields?.[0] ?? [];
      expect(made).toHaveLength(value.length);
      expect(made).not.toContain(value.slice(0, 4));
    }
  });
});
