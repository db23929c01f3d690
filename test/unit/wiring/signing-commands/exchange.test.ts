import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { explainCommand } from '@/lib/wiring/commands/explain';
import { signCommand } from '@/lib/wiring/commands/sign';
import { verifyCommand } from '@/lib/wiring/commands/verify';
import { AT, KEY, runCommand, WITH_KEY, type World } from './run-command';

const URL_ = 'https://saas.example.com/produce';
const sign = (options: string[], world: World = {}) =>
  runCommand(signCommand, [...WITH_KEY, ...options], world);
const verify = (options: string[], world: World = {}) =>
  runCommand(verifyCommand, [...WITH_KEY, ...options], world);
const explain = (options: string[], world: World = {}) =>
  runCommand(explainCommand, [...WITH_KEY, ...options], world);

async function signedUrl(body: string, at = AT): Promise<string> {
  const { out } = await sign(['--url', URL_, '--body', body, '--at', at, '--json']);
  return (JSON.parse(out) as { url: string }).url;
}
const raw = (url: string, body: string) =>
  `POST ${url.slice('https://saas.example.com'.length)} HTTP/1.1\r\nHost: a\r\n\r\n${body}`;

describe('sign', () => {
  it('signs a V2.0 request by default, from each source, byte for byte', async () => {
    const body = '{"b":1, "a":"é"}\n';
    const inner = createHmac('sha256', KEY).update(body).digest('hex');
    for (const [options, world] of [
      [['--body', body], {}],
      [['--file', 'b.json'], { files: { 'b.json': body } }],
      [[], { input: body }],
    ] as const) {
      const { code, out } = await sign(['--url', URL_, ...options], world);
      expect(code).toBe(0);
      expect(out).toContain(`bodyHash   ${inner}\n`);
      expect(out).toContain('--data-raw \'{"b":1, "a":"é"}\n\'');
    }
  });

  it('writes the body as KooGallery does when asked', async () => {
    const { out } = await sign(['--url', URL_, '--canonical', '--body', '{"b":null, "c":1, "a":2}']);
    expect(out).toContain('--data-raw \'{"a":2,"c":1}\'');
    expect(await sign(['--url', URL_, '--canonical', '--body', 'no'])).toMatchObject({ code: 2 });
  });

  it('gives V1.0 calls their timeStamp and signs the query that the URL has', async () => {
    const options = [
      '--profile',
      'v1-auth-token',
      '--url',
      `${URL_}?activity=newInstance`,
      '--parameter',
      'email=a+b==',
    ];
    const { out } = await sign([...options, '--json']);
    const text = 'activity=newInstance&email=a+b==&timeStamp=20260301080000123';
    const token = createHmac('sha256', `${KEY}20260301080000123`).update(text).digest('base64');
    expect(JSON.parse(out)).toMatchObject({
      authToken: token,
      timeStamp: '20260301080000123',
      method: 'GET',
    });
    expect(await verify(['--url', (JSON.parse(out) as { url: string }).url])).toMatchObject({ code: 0 });
  });

  it('writes kit headers and Body-Sign', async () => {
    const kit = await sign(['--profile', 'v2-kit', '--body', '{}']);
    expect(kit.out).toMatch(/header {5}x-sign: [0-9a-f]{64}\n/);
    const value = createHmac('sha256', KEY).update('{}').digest('base64');
    const answer = await sign(['--profile', 'v1-body-sign', '--body', '{}']);
    expect(answer.out).toContain(`header     Body-Sign: sign_type="HMAC-SHA256", signature="${value}"\n`);
  });

  it.each([
    [['--body', 'x'], 'v2-request needs --url'],
    [['--url', 'ftp://a', '--body', 'x'], 'no http or https address|is not an http'],
    [['--url', URL_, '--body', 'x', '--file', 'y'], '--body, --file'],
    [['--url', URL_, '--file', 'gone'], 'gone cannot be read \\(ENOENT\\)'],
    [['--profile', 'v3'], 'v2-request, v2-kit'],
    [['--url', URL_, '--body', 'x', '--at', 'noon'], 'Not a time'],
    [['--parameter', 'x'], 'name=value'],
  ])('answers %j with exit code 2 and a sentence', async (options, sentence) => {
    const { code, error, out } = await sign(options);
    expect(code).toBe(2);
    expect(error).toMatch(new RegExp(sentence));
    expect(out).toBe('');
  });
});

describe('verify', () => {
  it('accepts what sign made, in parts and as a raw message', async () => {
    const url = await signedUrl('{"a":1}');
    expect(await verify(['--url', url, '--body', '{"a":1}'])).toMatchObject({
      code: 0,
      out: 'valid: v2-request\n',
    });
    expect(await verify([], { input: raw(url, '{"a":1}') })).toMatchObject({ code: 0 });
    expect(await verify(['--file', 'm'], { files: { m: raw(url, '{"a":1}') } })).toMatchObject({ code: 0 });
  });

  it('judges the window now, at a time, or not at all', async () => {
    const url = await signedUrl('{}', '2026-03-01T07:00:00.000Z');
    const parts = ['--url', url, '--body', '{}'];
    const stale = await verify(parts);
    expect(stale).toMatchObject({ code: 1 });
    expect(stale.out).toContain('read as milliseconds, is 3,600,123 ms old; 60,000 ms are allowed.');
    expect(await verify([...parts, '--at', '2026-03-01T07:01:00Z'])).toMatchObject({ code: 0 });
    expect(await verify([...parts, '--at', '1772348400'])).toMatchObject({ code: 0 });
    const ignored = await verify([...parts, '--ignore-time']);
    expect(ignored).toMatchObject({ code: 0 });
    expect(ignored.out).toContain('not judged');
    expect(await verify([...parts, '--ignore-time', '--at', AT])).toMatchObject({ code: 2 });
  });

  it('accepts seconds and says so', async () => {
    const hmac = (text: string) => createHmac('sha256', KEY).update(text).digest('hex');
    const nonce = 'n'.repeat(16);
    const signature = hmac(`${KEY}${nonce}1772352000${hmac('{}')}`);
    const url = `${URL_}?signature=${signature}&timestamp=1772352000&nonce=${nonce}`;
    const { code, out } = await verify(['--url', url, '--body', '{}']);
    expect(code).toBe(0);
    expect(out).toContain('in seconds');
  });

  it('names the mistake behind a signature that does not match, and never prints the key', async () => {
    const url = await signedUrl('{"b":1,"a":2}');
    const { code, out } = await verify([], { input: raw(url, '{"b": 1, "a": 2}') });
    expect(code).toBe(1);
    expect(out).toContain('invalid: v2-request: The signature is');
    expect(out).toContain('mistake: The body was parsed and written again before it was hashed.');
    expect(out).toContain('canonical  {accessKey}');
    expect(out).not.toContain(KEY);
    const json = await verify(['--json'], { input: raw(url, '{"b": 1, "a": 2}') });
    expect(JSON.parse(json.out)).toMatchObject({
      valid: false,
      failure: { code: 'SIGNATURE_MISMATCH' },
      xray: { verdict: 'EXPLAINED', mistakes: [{ id: 'body-reserialised' }] },
    });
    expect(json.out).not.toContain(KEY);
  });

  it('reads an answer, and sees its header in another case', async () => {
    const value = createHmac('sha256', KEY).update('{}').digest('base64');
    const answer = (name: string) =>
      `HTTP/1.1 200 OK\n${name}: sign_type="HMAC-SHA256", signature="${value}"\n\n{}`;
    expect(await verify([], { input: answer('Body-Sign') })).toMatchObject({ code: 0 });
    const recased = await verify([], { input: answer('body-sign') });
    expect(recased).toMatchObject({ code: 1 });
    expect(recased.out).toContain('KooGallery only reads Body-Sign');
  });

  it.each([
    [[], { input: 'hello' }, 'not an HTTP message'],
    [[], { input: 'GET / HTTP/1.1\n\n' }, '--profile'],
    [['--header', 'x'], {}, 'Name: value'],
    [[], { isInteractive: true }, 'nothing to read'],
  ] as const)('answers %j of %j with exit code 2', async (options, world, sentence) => {
    const { code, error } = await verify([...options], world);
    expect(code).toBe(2);
    expect(error).toContain(sentence);
  });

  it('tells of a body that is longer or shorter than declared', async () => {
    const url = await signedUrl('{}');
    const declared = (body: string) => raw(url, body).replace('Host: a', 'Content-Length: 2');
    expect((await verify([], { input: declared('{}\n') })).error).toContain('Content-Length says 2');
    expect(await verify([], { input: declared('{') })).toMatchObject({ code: 1 });
  });
});

describe('explain', () => {
  const hmac = (text: string) => createHmac('sha256', KEY).update(text).digest('hex');

  it('says of a correct value that it is correct', async () => {
    const url = await signedUrl('{}');
    expect(await explain(['--url', url, '--body', '{}'])).toMatchObject({
      code: 0,
      out: 'This value is correct.\n',
    });
  });

  it('names the mistake in the value of the other side, with its fix', async () => {
    const url = await signedUrl('{"a":"é"}');
    const query = new URL(url).searchParams;
    const theirs = hmac(`${KEY}${query.get('timestamp')}${query.get('nonce')}${hmac('{"a":"é"}')}`);
    const { code, out } = await explain(['--theirs', theirs], { input: raw(url, '{"a":"é"}') });
    expect(code).toBe(1);
    expect(out).toContain('mistake: Timestamp and nonce are swapped');
    expect(out).toContain('fix: The order is accessKey, nonce, timestamp, body hash.');
  });

  it('recognises another key from a variable or a file', async () => {
    const other = await runCommand(
      signCommand,
      ['--access-key-env', 'OLD', '--url', URL_, '--body', '{}', '--json'],
      {
        environment: { OLD: 'old-key' },
      },
    );
    const { url } = JSON.parse(other.out) as { url: string };
    const parts = ['--url', url, '--body', '{}'];
    for (const options of [
      ['--other-key-env', 'OLD'],
      ['--other-key-file', 'old'],
    ]) {
      const result = await explain([...parts, ...options], {
        environment: { OLD: 'old-key' },
        files: { old: 'old-key\n' },
      });
      expect(result.out).toContain('mistake: Another key was used');
    }
    const unexplained = await explain(parts);
    expect(unexplained.code).toBe(1);
    expect(unexplained.out).toContain('No known mistake reproduces this value');
  });

  it('answers 2 when there is no value, and 1 when an input is missing', async () => {
    const message = {
      input: 'POST /?signature=&timestamp=1772352000123&nonce=0123456789abcdef HTTP/1.1\n\n{}',
    };
    expect(await explain([], message)).toMatchObject({ code: 2, out: expect.stringContaining('no value') });
    const missing = await explain([], { input: 'POST /?signature=ab HTTP/1.1\n\n{}' });
    expect(missing).toMatchObject({ code: 1, out: expect.stringContaining('parameter nonce is missing') });
  });

  it('keeps every key out of its JSON', async () => {
    const url = await signedUrl('{}');
    const query = new URL(url).searchParams;
    const theirs = hmac(`${query.get('timestamp')}${query.get('nonce')}${KEY}${hmac('{}')}`);
    const { out } = await explain(['--json', '--theirs', theirs, '--url', url, '--body', '{}']);
    expect(JSON.parse(out)).toMatchObject({
      mistakes: [{ id: 'order-reversed' }],
      theirs: { signature: theirs },
    });
    expect(out).not.toContain(KEY);
  });
});
