import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskExchange } from '@/lib/appeals/exchanges/mask-exchange';
import {
  readExchangeFile,
  readPastedRequest,
  readPastedResponse,
  writeExchangeFile,
  writeMessage,
} from '@/lib/appeals/rules/exchange-text';

const REQUEST = 'GET /search?q=1 HTTP/1.1\nHost: shop.example.com';
const RESPONSE = 'HTTP/1.1 200 OK\nContent-Type: text/html\n\n<p>1</p>';

const rewritten = (read: typeof readPastedRequest, text: string) => {
  const reading = read(text);
  return reading.ok ? writeMessage(reading.message) : reading.problem;
};

describe('a pasted request', () => {
  it.each([
    [REQUEST, REQUEST],
    ['\ufeff\r\n\r\nGET /a HTTP/1.1\r\nHost: a\r\n\r\nx\r\ny', 'GET /a HTTP/1.1\nHost: a\n\nx\ny'],
    ['GET /a', 'GET /a HTTP/1.1'],
    ['POST https://shop.example.com/a HTTP/2\nA: 1\n b\n', 'POST https://shop.example.com/a HTTP/2\nA: 1 b'],
    [':method: GET\n:authority: a\n:path: /a?b=1\naccept: */*', 'GET /a?b=1 HTTP/2\naccept: */*'],
    ['GET /\u202etxt.exe HTTP/1.1\nA: \u0007b\u0000', 'GET /\ufffdtxt.exe HTTP/1.1\nA: \ufffdb\ufffd'],
    ['GET /a HTTP/1.1\n\n\nbody', 'GET /a HTTP/1.1\n\n\nbody'],
  ])('is read as tools show it: %j', (text, written) =>
    expect(rewritten(readPastedRequest, text)).toBe(written),
  );

  it.each([
    ['curl https://shop.example.com', 'REQUEST_LINE'],
    [RESPONSE, 'REQUEST_LINE'],
    ['GET', 'REQUEST_LINE'],
    ['GET /a b HTTP/1.1', 'REQUEST_LINE'],
    [':authority: a', 'REQUEST_LINE'],
    ['GET /a HTTP/1.1\nthis is no header', 'HEADER'],
    [`GET /a HTTP/1.1\n${'A: 1\n'.repeat(201)}`, 'TOO_MANY_HEADERS'],
  ])('is refused by name: %j', (text, problem) => expect(rewritten(readPastedRequest, text)).toBe(problem));
});

describe('a pasted response', () => {
  it.each([
    [RESPONSE, RESPONSE],
    ['HTTP/2 404 \r\nserver: a', 'HTTP/2 404\nserver: a'],
    [':status: 302\nlocation: /a', 'HTTP/2 302\nlocation: /a'],
  ])('is read as tools show it: %j', (text, written) =>
    expect(rewritten(readPastedResponse, text)).toBe(written),
  );

  it.each(['200 OK', 'HTTP/1.1 OK', '<html>', ':status: x'])('is refused: %j', (text) =>
    expect(rewritten(readPastedResponse, text)).toBe('STATUS_LINE'),
  );
});

describe('the file of an exchange', () => {
  it('holds both sides, whatever they look like', () => {
    const side = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }).map((text) => text.toWellFormed()),
      fc.constantFrom('[Response, 0 characters]\n', '\n[Request, 3 characters]\nabc\n', ''),
    );
    fc.assert(
      fc.property(side, side, (request, response) => {
        const bytes = new TextEncoder().encode(writeExchangeFile({ request, response }));
        const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
        expect(readExchangeFile(text)).toEqual({ request, response });
      }),
    );
  });

  it.each(['', 'a log', '[Request, 99999 characters]\nx', '[Request, 1 characters]\nx\n'])(
    'is none where another program wrote it: %j',
    (text) => expect(readExchangeFile(text)).toBeNull(),
  );
});

describe('what is secret in a pasted exchange', () => {
  const SECRET = 'tiger-9f2c81ba';
  it.each([
    ['a header', `GET / HTTP/1.1\nAuthorization: Bearer ${SECRET}`, RESPONSE],
    ['a key of an interface', `GET / HTTP/1.1\nX-Api-Key: ${SECRET}`, RESPONSE],
    ['a cookie', `GET / HTTP/1.1\nCookie: a=1; sid=${SECRET}`, RESPONSE],
    ['a new cookie', REQUEST, `HTTP/1.1 200 OK\nSet-Cookie: sid=${SECRET}; Path=/`],
    ['a query', `GET /a?page=1&access_token=${SECRET} HTTP/1.1`, RESPONSE],
    ['an absolute address', `GET https://a.example/a?password=${SECRET} HTTP/1.1`, RESPONSE],
    ['a form', `POST / HTTP/1.1\n\nuser=a&password=${SECRET}`, RESPONSE],
    ['JSON', REQUEST, `HTTP/1.1 200 OK\n\n{"data":{"clientSecret":"${SECRET}"}}`],
    ['JSON that is cut', REQUEST, `HTTP/1.1 200 OK\n\n{"data":{"password":"${SECRET}`],
    [
      'a repetition',
      `POST / HTTP/1.1\n\n{"password":"${SECRET}"}`,
      `HTTP/1.1 400 Bad\n\n<p>${SECRET} is wrong</p>`,
    ],
    ['a pseudo header', `:method: GET\n:path: /a?token=${SECRET}`, RESPONSE],
  ])('is masked in %s', (_where, request, response) => {
    const masked = maskExchange({ request, response });
    expect(masked.ok).toBe(true);
    expect(JSON.stringify(masked)).not.toContain(SECRET);
    expect(JSON.stringify(masked)).toContain('********');
  });

  it('is not what is no secret', () => {
    expect(maskExchange({ request: REQUEST, response: RESPONSE })).toEqual({
      ...{ ok: true, request: REQUEST, response: RESPONSE },
    });
  });

  it('is found in time that grows with the text', () => {
    const hostile = ['"password":"', 'a=', '\\"', '<a ', ' \n', 'A: ', '{"name":"', 'e'.repeat(50)].map(
      (part) => part.repeat(Math.floor(60_000 / part.length)),
    );
    for (const body of hostile)
      expect(
        maskExchange({ request: `POST / HTTP/1.1\n\n${body}`, response: `HTTP/1.1 200 OK\n\n${body}` }).ok,
      ).toBe(true);
  });
});
