import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDeclaration } from '@/lib/connection-tests/rules/declaration';
import { findInterface } from '@/lib/koogallery/interface-catalog';
import { validateRequest } from '@/lib/koogallery/validate-request';
import { curlCommand, shellQuote } from '@/lib/response-checks/reproduce/curl';

const NONE: ReadonlySet<string> = new Set();

describe('declaration of the production URL', () => {
  it.each([
    ['', ['URL_MISSING']],
    ['saas.example.com/p', ['URL_INVALID']],
    ['https://', ['URL_INVALID']],
    ['https://a.example.com/p, https://b.example.com/p', ['SEVERAL_URLS']],
    ['https://a.example.com/p q', ['URL_INVALID']],
    ['http://a.example.com/p', ['NOT_HTTPS']],
    ['ftp://a.example.com/p', ['NOT_HTTPS']],
    ['https://203.0.113.7/p', ['HOST_IS_ADDRESS']],
    ['https://0xcb007107/p', ['HOST_IS_ADDRESS']],
    ['https://3405803783/p', ['HOST_IS_ADDRESS']],
    ['https://203.0.113.7./p', ['HOST_IS_ADDRESS']],
    ['https://[2001:db8::1]/p', ['HOST_IS_ADDRESS']],
    ['https://localhost/p', ['HOST_NOT_PUBLIC']],
    ['https://seller.internal/p', ['HOST_NOT_PUBLIC']],
    ['https://u:p@a.example.com/p', ['CREDENTIALS_IN_URL']],
    ['https://a.example.com/p#top', ['FRAGMENT_IN_URL']],
    ['https://a.example.com/p?nonce=1', ['SIGNATURE_IN_URL']],
  ])('refuses %j', (url, problems) => {
    expect(checkDeclaration(url, NONE)).toMatchObject({ ok: false, problems, waived: [] });
  });

  it('accepts one https URL of a domain name, with a warning when the port is not 443', () => {
    const clean = { ok: true, problems: [], warnings: [], waived: [] };
    expect(checkDeclaration(' https://saas.example.com/koogallery?tenant=1 ', NONE)).toEqual(clean);
    expect(checkDeclaration('https://saas.example.com:443/', NONE)).toEqual(clean);
    expect(checkDeclaration('https://saas.example.com:8443/', NONE)).toEqual({
      ...clean,
      warnings: ['PORT_NOT_443'],
    });
  });

  it('lets the hosts of the operator pass, exactly those, and says what it waived', () => {
    const allowed = new Set(['127.0.0.1:4010']);
    expect(checkDeclaration('http://127.0.0.1:4010/produce', allowed)).toEqual({
      ok: true,
      problems: [],
      warnings: ['PORT_NOT_443'],
      waived: ['NOT_HTTPS', 'HOST_IS_ADDRESS'],
    });
    expect(checkDeclaration('http://127.0.0.1:4011/produce', allowed).ok).toBe(false);
    expect(checkDeclaration('http://u:p@127.0.0.1:4010/', allowed).problems).toEqual(['CREDENTIALS_IN_URL']);
    expect(checkDeclaration('ftp://127.0.0.1:4010/', allowed).ok).toBe(false);
  });
});

describe('requests', () => {
  let count = 0;
  const context = {
    now: new Date('2026-03-01T08:00:00Z'),
    newId: () => `id-${count++}`,
    orderId: 'CS1',
    orderLineId: 'CS1-000001',
    instanceId: 'i-1',
  };

  it('carry a new businessId each time, and times from the clock', () => {
    const build = () => findInterface('V2.0', 'newInstance')?.templates[0].build(context).businessId;
    expect(build()).not.toBe(build());
    expect(findInterface('V2.0', 'refreshInstance')?.templates[0].build(context).expireTime).toBe(
      '20270301080000',
    );
    expect(findInterface('V1.0', 'updateInstanceStatus')).toBeNull();
  });

  const valid = {
    refreshInstance: {
      activity: 'refreshInstance',
      scene: 'RENEWAL',
      orderId: 'o',
      orderLineId: 'l',
      instanceId: 'i',
      expireTime: '20270301080000',
    },
    queryInstance: { activity: 'queryInstance', instanceId: 'i' },
    newInstance: { activity: 'newInstance', orderId: 'o', orderLineId: 'l', businessId: 'b' },
  };
  it.each([
    ['newInstance', { orderId: '' }, { field: 'orderId', code: 'REQUIRED' }],
    ['newInstance', { orderId: null }, { field: 'orderId', code: 'REQUIRED' }],
    ['newInstance', { orderId: 7 }, { field: 'orderId', code: 'NOT_TEXT' }],
    [
      'newInstance',
      { orderId: 'o'.repeat(65) },
      { field: 'orderId', code: 'TOO_LONG', length: 65, maxLength: 64 },
    ],
    [
      'newInstance',
      { activity: 'other' },
      { field: 'activity', code: 'NOT_ONE_OF', allowed: ['newInstance'] },
    ],
    ['newInstance', { testFlag: '2' }, { field: 'testFlag', code: 'NOT_ONE_OF', allowed: ['0', '1'] }],
    ['newInstance', { buyerInfo: 'text' }, { field: 'buyerInfo', code: 'NOT_JSON' }],
    [
      'newInstance',
      { buyerInfo: { a: 'x'.repeat(5_000) } },
      { field: 'buyerInfo', code: 'TOO_LONG', length: 5_008, maxLength: 4_096 },
    ],
    ['refreshInstance', { expireTime: '2027-03-01' }, { field: 'expireTime', code: 'EXPIRE_TIME_FORMAT' }],
    ['queryInstance', { instanceId: 'a,,b' }, { field: 'instanceId', code: 'EMPTY_ID' }],
    [
      'queryInstance',
      { instanceId: Array.from({ length: 101 }, (_, i) => i).join() },
      { field: 'instanceId', code: 'TOO_MANY_IDS', count: 101, most: 100 },
    ],
  ] as const)('to %s with %j are refused', (activity, change, problem) => {
    const spec = findInterface('V2.0', activity);
    expect(spec && validateRequest(spec, { ...valid[activity], ...change }).problems).toEqual([problem]);
  });

  it('with a field of nobody are sent with a warning; 17 digits and 100 ids are within the limits', () => {
    const spec = findInterface('V2.0', 'refreshInstance');
    const body = { ...valid.refreshInstance, expireTime: '20270301080000123', extra: true };
    expect(spec && validateRequest(spec, body)).toEqual({
      problems: [],
      warnings: [{ field: 'extra', code: 'UNKNOWN_FIELD' }],
    });
    const query = findInterface('V2.0', 'queryInstance');
    const instanceId = Array.from({ length: 100 }, () => 'i'.repeat(64)).join();
    expect(query && validateRequest(query, { ...valid.queryInstance, instanceId }).problems).toEqual([]);
  });
});

describe('curl', () => {
  /** What a real shell hands to curl: its arguments, then what is on its standard input. */
  function shell(command: string): { args: string[]; stdin: Buffer } {
    const script = `curl() { printf '%s\\0' "$@"; printf '\\0'; if [ "$has_input" ]; then cat; fi; }\n`;
    const input = command.startsWith('printf') ? 'has_input=1\n' : '';
    const output = execFileSync('sh', ['-c', script + input + command], { maxBuffer: 1e7 });
    const end = output.indexOf('\0\0');
    return { args: output.subarray(0, end).toString().split('\0'), stdin: output.subarray(end + 2) };
  }
  const readValues = (args: string[], flag: string) =>
    args.flatMap((arg, i) => (arg === flag ? [args[i + 1] ?? ''] : []));
  const printable = fc.string({ minLength: 1, maxLength: 40 }).filter((text) => !text.includes('\0'));

  it('quotes any text so that the shell hands it on unchanged', () => {
    fc.assert(
      fc.property(printable, (text) => {
        expect(execFileSync('sh', ['-c', `printf %s ${shellQuote(text)}`]).toString()).toBe(text);
      }),
      { numRuns: 40, examples: [["it's"], ['$(id)`id`\\'], ['"!*\n\t'], ["''"]] },
    );
  });

  it('repeats method, URL, headers and body, whatever is in them', () => {
    fc.assert(
      fc.property(printable, fc.uint8Array({ minLength: 1, maxLength: 60 }), (value, body) => {
        const url = `https://a.example/p?x=${encodeURIComponent(value)}'$(id)[1-9]{a,b}`;
        const headers = [
          ['X-Any', value],
          ['Content-Type', 'application/json'],
          ['Host', 'a'],
          ['Content-Length', '9'],
          ['X-Empty', ''],
        ] as const;
        const { args, stdin } = shell(curlCommand({ method: 'POST', url, headers, body }));
        expect(readValues(args, '--request')).toEqual(['POST']);
        expect(readValues(args, '--url')).toEqual([url]);
        expect(readValues(args, '--header')).toEqual([
          `X-Any: ${value}`,
          'Content-Type: application/json',
          'X-Empty;',
        ]);
        const sent = readValues(args, '--data-raw')[0];
        expect(sent === undefined ? new Uint8Array(stdin) : new TextEncoder().encode(sent)).toEqual(body);
        expect(args.includes('--data-binary')).toBe(sent === undefined);
      }),
      {
        numRuns: 40,
        examples: [
          ['@file', new TextEncoder().encode('@/etc/hosts')],
          ['x', Uint8Array.of(0x41, 0, 0x42)],
        ],
      },
    );
  });

  it('sends no body where there was none, and no content type that was not sent', () => {
    const request = { method: 'GET', url: 'https://a.example/', headers: [], body: new Uint8Array() };
    expect(
      shell(curlCommand(request)).args.some((arg) => arg.startsWith('--data') || arg === '--header'),
    ).toBe(false);
    const { args } = shell(curlCommand({ ...request, method: 'POST', body: Uint8Array.of(0x7b) }));
    expect(readValues(args, '--header')).toEqual(['Content-Type:']);
  });
});
