import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '@/lib/http/decoded-body-text';
import type {
  CapturedRequest,
  CapturedResponse,
  Exchange,
  OutboundRequest,
  RawHeader,
} from '@/lib/http/exchange';
import { followRedirects } from '@/lib/http/follow-redirects';
import { parseSetCookie, requestAsText, responseAsText } from '@/lib/http/http-text';
import { MASK, maskHeader, maskSecrets } from '@/lib/http/mask-secrets';

const bytes = (text: string) => new TextEncoder().encode(text);
const request = (more: Partial<CapturedRequest> = {}): CapturedRequest => ({
  method: 'POST',
  url: 'https://shop.example/login?next=%2F',
  headers: [['Host', 'shop.example']],
  body: bytes('user=anna&pass=p%40ss+word'),
  ...more,
});
const response = (more: Partial<CapturedResponse> = {}): CapturedResponse => {
  const body = more.decodedBody ?? bytes('hello');
  return {
    status: 200,
    statusText: 'OK',
    httpVersion: '1.1',
    headers: [],
    body,
    decodedBody: body,
    isTruncated: false,
    ...more,
  };
};

describe('an exchange as text', () => {
  it('shows the request as it stood on the wire, without its secrets', () => {
    const headers: RawHeader[] = [
      ['Host', 'shop.example'],
      ['authorization', 'Bearer abc.def'],
      ['Cookie', 'sid=s3cret; lang=en'],
    ];
    expect(requestAsText(request({ headers }), { secrets: ['p@ss word'] })).toBe(
      [
        'POST /login?next=%2F HTTP/1.1',
        'Host: shop.example',
        `authorization: Bearer ${MASK}`,
        `Cookie: sid=${MASK}; lang=${MASK}`,
        '',
        `user=anna&pass=${MASK}`,
      ].join('\r\n'),
    );
  });

  it('shows the answer, its cookies masked but their attributes not', () => {
    const headers: RawHeader[] = [['Set-Cookie', 'sid=s3cret; Path=/; HttpOnly']];
    expect(responseAsText(response({ headers }))).toBe(
      `HTTP/1.1 200 OK\r\nSet-Cookie: sid=${MASK}; Path=/; HttpOnly\r\n\r\nhello`,
    );
    expect(maskHeader(['Authorization', 'opaque'])).toEqual(['Authorization', MASK]);
    expect(maskHeader(['X-Api-Key', 'k'])).toEqual(['X-Api-Key', MASK]);
  });

  it('hides a secret in every spelling, also where a cap cuts through it', () => {
    const secret = 'p"ä&<ss> wörd/+=';
    const spelled = [
      secret,
      encodeURIComponent(secret),
      new URLSearchParams({ secret }).toString(),
      JSON.stringify({ secret }),
      Buffer.from(secret).toString('base64'),
      Buffer.from(secret).toString('base64url'),
    ];
    for (const text of spelled) expect(maskSecrets(text, [secret])).toContain(MASK);
    for (let cap = 0; cap < 60; cap++) {
      const text = responseAsText(response({ decodedBody: bytes('.......hunter2-hunter2.......') }), {
        secrets: ['hunter2-hunter2'],
        maxBodyBytes: cap,
      });
      expect(text).not.toMatch(/hunter2|\.h/);
    }
  });

  it('knows quotation marks as PHP, Go, Django and Java write them into pages', () => {
    const secret = `it's a "secret"`;
    const pages = [
      'it&#039;s a &quot;secret&quot;',
      'it&#39;s a &#34;secret&#34;',
      'it&#x27;s a &quot;secret&quot;',
      `it&apos;s a &quot;secret&quot;`,
    ];
    for (const page of pages) expect(maskSecrets(`<p>${page}</p>`, [secret])).toBe(`<p>${MASK}</p>`);
  });

  it('never leaves any secret in, whatever stands around it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 9 }), fc.string(), (before, secret, after) => {
        fc.pre(!MASK.includes(secret));
        expect(maskSecrets(`${before}${secret}${after}`, [secret]).includes(secret)).toBe(false);
      }),
    );
  });
});

describe('a body as text', () => {
  const decode = (body: Uint8Array, contentType = '') =>
    decodeText({ decodedBody: body, headers: contentType === '' ? [] : [['content-type', contentType]] });

  it.each([
    [
      [0xef, 0xbb, 0xbf, 0x61],
      'text/html; charset=gbk',
      { text: 'a', charset: 'utf-8', charsetFrom: 'bom', hasBom: true },
    ],
    [[0xff, 0xfe, 0x61, 0], '', { text: 'a', charset: 'utf-16le', charsetFrom: 'bom', hasBom: true }],
    [
      [0xd6, 0xd0],
      'text/html; charset="GBK"',
      { text: '中', charset: 'gbk', charsetFrom: 'header', hasBom: false },
    ],
    [
      [0xe4],
      'text/plain;charset=iso-8859-1',
      { text: 'ä', charset: 'windows-1252', charsetFrom: 'header', hasBom: false },
    ],
    [
      [0x61, 0xff],
      'text/plain; charset=no-such',
      { text: 'a\ufffd', charset: 'utf-8', charsetFrom: 'default', hasBom: false },
    ],
  ])('%j as %j', (body, contentType, expected) => {
    expect(decode(Uint8Array.from(body), contentType)).toEqual(expected);
  });

  it('finds the charset that a page names itself', () => {
    const page = Buffer.concat([Buffer.from('<html><meta charset="gb2312"><p>'), Buffer.from([0xd6, 0xd0])]);
    expect(decode(page, 'text/html')).toMatchObject({ charset: 'gbk', charsetFrom: 'meta' });
    expect(decode(page, 'application/json')).toMatchObject({ charset: 'utf-8', charsetFrom: 'default' });
  });
});

describe('Set-Cookie', () => {
  it('is read with its attributes, the last of a kind', () => {
    expect(parseSetCookie('sid=a=b; Path=/x; secure; HTTPONLY; SameSite=Lax; path=/y')).toEqual({
      name: 'sid',
      value: 'a=b',
      isSecure: true,
      isHttpOnly: true,
      sameSite: 'lax',
      domain: null,
      path: '/y',
    });
    expect(parseSetCookie('=nameless')).toBeNull();
    expect(parseSetCookie('nothing')).toBeNull();
  });
});

describe('redirects', () => {
  const run = async (status: number, first: Partial<OutboundRequest>, location = '/next') => {
    const sent: OutboundRequest[] = [];
    const send = async (asked: OutboundRequest) => {
      sent.push(asked);
      const timing = { dnsMs: 0, connectMs: 0, tlsMs: 0, firstByteMs: 0, totalMs: 400 };
      const isFirst = sent.length === 1;
      const exchange: Exchange = {
        startedAt: new Date(0),
        request: request({ method: asked.method, url: asked.url }),
        response: response({
          status: isFirst ? status : 200,
          headers: isFirst ? [['Location', location]] : [],
        }),
        timing,
        connection: { remoteAddress: '93.184.216.34', remotePort: 443, tls: null },
      };
      return { ok: true as const, exchange };
    };
    const whole = { method: 'GET', url: 'https://shop.example/', timeoutMs: 1_000, ...first };
    const followed = await followRedirects({ send }, whole, {
      maxRedirects: 3,
      isInScope: (from, to) => from.hostname === to.hostname,
    });
    return { sent, followed };
  };
  const post = {
    method: 'POST',
    body: bytes('x'),
    headers: [
      ['Content-Type', 'text/plain'],
      ['X-A', '1'],
    ] as const,
  };

  it.each([
    [301, 'GET'],
    [302, 'GET'],
    [303, 'GET'],
    [307, 'POST'],
    [308, 'POST'],
  ])('after %i a POST goes on as %s', async (status, method) => {
    const { sent } = await run(status, post);
    expect(sent[1]?.method).toBe(method);
    expect(sent[1]?.body).toEqual(method === 'POST' ? post.body : undefined);
    expect(sent[1]?.headers).toEqual(method === 'POST' ? post.headers : [['X-A', '1']]);
  });

  it('share one time limit, and drop credentials on the way to another origin', async () => {
    const headers = [
      ['Authorization', 'x'],
      ['cookie', 'y'],
      ['X-A', '1'],
    ] as const;
    const { sent } = await run(302, { headers }, 'https://shop.example:444/');
    expect([sent[1]?.timeoutMs, sent[1]?.headers]).toEqual([600, [['X-A', '1']]]);
    expect((await run(302, { headers })).sent[1]?.headers).toEqual(headers);
  });

  it('end out of scope without asking there, and where no place is named', async () => {
    const outside = await run(302, {}, 'https://other.example/');
    expect([outside.sent.length, outside.followed.failure?.code]).toEqual([1, 'REDIRECT_OUT_OF_SCOPE']);
    const nowhere = await run(302, {}, 'http://[');
    expect([nowhere.sent.length, nowhere.followed.failure]).toEqual([1, null]);
  });
});
