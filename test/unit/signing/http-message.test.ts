import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHeaderLine, parseHttpMessage } from '@/lib/signing/http-message';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (body: Uint8Array | undefined) => new TextDecoder().decode(body);

describe('a pasted HTTP message', () => {
  it('is read with headers in their order and case, and the body byte for byte', () => {
    const message = parseHttpMessage(
      bytes('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nBody-sign:  x \r\n\r\n{"a":1}\r\n'),
    );
    expect(message?.start).toEqual({ kind: 'response', status: 200 });
    expect(message?.headers).toEqual([
      ['Content-Type', 'application/json'],
      ['Body-sign', 'x'],
    ]);
    expect(text(message?.body)).toBe('{"a":1}\r\n');
  });

  it.each([
    ['POST /p?x=1 HTTP/1.1\nHost: a\n\nbody', { kind: 'request', method: 'POST', target: '/p?x=1' }],
    ['POST https://a.example/p\n\nbody', { kind: 'request', method: 'POST', target: 'https://a.example/p' }],
    ['\r\n\nGET / HTTP/1.1\r\n\r\nbody', { kind: 'request', method: 'GET', target: '/' }],
    ['HTTP/2 204 \n\nbody', { kind: 'response', status: 204 }],
  ])('%j is read', (pasted, start) => {
    const message = parseHttpMessage(bytes(pasted));
    expect(message?.start).toEqual(start);
    expect(text(message?.body)).toBe('body');
  });

  it.each(['', '{"a":1}', 'Body-Sign: x', 'hello world again more', 'POST', 'post / HTTP/1.1'])(
    '%j is none',
    (pasted) => {
      expect(parseHttpMessage(bytes(pasted))).toBeNull();
    },
  );

  it('joins folded header lines and passes over what is no header', () => {
    const message = parseHttpMessage(bytes('GET / HTTP/1.1\nA: 1\n  2\nnot a header\nno: \n'));
    expect(message?.headers).toEqual([
      ['A', '1 2'],
      ['no', ''],
    ]);
  });

  it.each([
    [3, 'abc', []],
    [2, 'ab', [{ code: 'BODY_CUT', declared: 2, seen: 3 }]],
    [9, 'abc', [{ code: 'BODY_SHORT', declared: 9, seen: 3 }]],
  ])('ends where Content-Length %i says', (length, body, notes) => {
    const message = parseHttpMessage(bytes(`HTTP/1.1 200\ncontent-length: ${length}\n\nabc`));
    expect(text(message?.body)).toBe(body);
    expect(message?.notes).toEqual(notes);
  });

  it.each([
    ['3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n', 'abc0123456789'],
    ['{"joined":"already"}', '{"joined":"already"}'],
    ['5\r\nabc', '5\r\nabc'],
    ['3\r\nabcd\r\n0\r\n', '3\r\nabcd\r\n0\r\n'],
  ])('joins chunks where there are any: %j', (sent, body) => {
    expect(
      text(parseHttpMessage(bytes(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${sent}`))?.body),
    ).toBe(body);
  });

  it('never throws, whatever the bytes', () => {
    const start = fc.constantFrom(
      '',
      'POST / HTTP/1.1\r\n',
      'HTTP/1.1 200 OK\n',
      'HTTP/1.1 200\nTransfer-Encoding: chunked\n\n',
    );
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 300 }), (line, rest) => {
        const message = parseHttpMessage(Uint8Array.of(...bytes(line), ...rest));
        if (line !== '') expect(message).not.toBeNull();
      }),
    );
  });

  it('keeps any body that follows the empty line', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (body) => {
        const message = parseHttpMessage(Uint8Array.of(...bytes('POST / HTTP/1.1\r\nA: b\r\n\r\n'), ...body));
        expect(message?.body).toEqual(body);
      }),
    );
  });
});

it('a header line keeps its case and value', () => {
  expect(parseHeaderLine('Body-Sign: a: b ')).toEqual(['Body-Sign', 'a: b']);
  for (const wrong of ['Body-Sign', ': x', 'a b: c']) expect(parseHeaderLine(wrong)).toBeNull();
});
