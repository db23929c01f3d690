import { describe, expect, it } from 'vitest';
import { decryptCommand } from '@/lib/wiring/commands/decrypt';
import { encryptCommand } from '@/lib/wiring/commands/encrypt';
import { vectorsCommand } from '@/lib/wiring/commands/vectors';
import shared from '../../../fixtures/signing-vectors.json';
import { KEY, runCommand, WITH_KEY, type World } from './run-command';

const encrypt = (options: string[], world: World = {}) =>
  runCommand(encryptCommand, [...WITH_KEY, ...options], world);
const decrypt = (options: string[], world: World = {}) =>
  runCommand(decryptCommand, [...WITH_KEY, ...options], world);

describe('encrypt and decrypt', () => {
  it.each(['1', '2'])('undo each other with encryptType %s', async (type) => {
    const { out, error, code } = await encrypt(['--encrypt-type', type, '--text', 'pässword\n']);
    expect(code).toBe(0);
    expect(error).toBe('40 of 128 characters; room for 69 more bytes\n');
    expect(await decrypt(['--encrypt-type', type], { input: out })).toMatchObject({
      code: 0,
      out: 'pässword\n\n',
    });
  });

  it('leave the last line end of a file to the editor', async () => {
    const { out } = await encrypt(['--file', 'p'], { files: { p: 'secret\n' } });
    expect(await decrypt(['--text', out])).toMatchObject({ out: 'secret\n' });
  });

  it('tell of a line end that the encoder may have written', async () => {
    const { out } = await encrypt(['--text', 'secret']);
    const [value, inside] = [out.trimEnd(), `${out.slice(0, 20)}\n${out.slice(20).trimEnd()}`];
    const given = (v: string): [string[], World][] => [
      [['--text', v], {}],
      [['--file', 'v'], { files: { v } }],
    ];
    for (const [options, world] of [`${value}\n`, `${value}\r\n`].flatMap(given))
      expect(await decrypt(options, world)).toMatchObject({
        code: 0,
        out: 'secret\n',
        error: expect.stringContaining('without line ends'),
      });
    for (const [options, world] of [inside, `${inside}\n`].flatMap(given))
      expect(await decrypt(options, world)).toMatchObject({
        code: 1,
        error: expect.stringMatching(/has line ends.*"secret"/),
      });
    for (const [options, world] of [...given(value), [[], { input: out }] satisfies [string[], World]])
      expect(await decrypt(options, world)).toMatchObject({ code: 0, error: '' });
  });

  it('count against the limit, and answer 1 beyond it', async () => {
    const fits = await encrypt(['--text', 'x'.repeat(79)]);
    expect(fits).toMatchObject({ code: 0, error: '124 of 128 characters; no room for another byte\n' });
    const tooLong = await encrypt(['--text', 'x'.repeat(81)]);
    expect(tooLong).toMatchObject({
      code: 1,
      error: '144 of 128 characters: 2 bytes of plaintext too many\n',
    });
    expect(await encrypt(['--text', 'x'.repeat(81), '--limit', '256'])).toMatchObject({ code: 0 });
    const json = await encrypt(['--text', 'x'.repeat(81), '--json']);
    expect(JSON.parse(json.out)).toMatchObject({ fits: false, bytesLeft: -2, ciphertextCharacters: 144 });
  });

  it('tell why something cannot be decrypted', async () => {
    const { out } = await encrypt(['--text', 'secret']);
    const wrong = await runCommand(decryptCommand, ['--access-key-env', 'OTHER', '--text', out], {
      environment: { OTHER: 'another' },
    });
    expect(wrong.code).toBe(1);
    expect(wrong.out).toBe('');
    expect(wrong.error).toMatch(/padding is wrong|not UTF-8/);
    const json = await decrypt(['--text', 'short', '--json']);
    expect(json.code).toBe(1);
    expect(JSON.parse(json.out)).toMatchObject({
      ok: false,
      failure: { code: 'IV_MISSING', fix: expect.any(String) },
    });
  });

  it.each([[['--encrypt-type', '3']], [['--limit', '0']], [['--limit', 'x']]])(
    'refuse %j',
    async (options) => {
      expect(await encrypt(options)).toMatchObject({ code: 2 });
    },
  );

  it('refuse bytes that are no text', async () => {
    expect(await encrypt([], { input: Uint8Array.of(0xff) })).toMatchObject({ code: 2 });
  });
});

describe('the access key', () => {
  const run = (options: string[], world: World = {}) => runCommand(encryptCommand, options, world);

  it('comes from a file without its line end, from standard input, or from an answer', async () => {
    for (const [options, world] of [
      [['--access-key-file', 'key'], { files: { key: `${KEY}\r\n` } }],
      [['--access-key-file', '-'], { input: KEY }],
      [[], { isInteractive: true, answer: KEY }],
    ] as const) {
      const { out, questions } = await run([...options, '--text', 'secret'], world);
      expect(await decrypt(['--text', out])).toMatchObject({ code: 0, out: 'secret\n' });
      expect(questions).toHaveLength(options.length === 0 ? 1 : 0);
    }
  });

  it.each([
    [['--text', 'x'], {}, 'no access key'],
    [['--access-key-env', 'NONE', '--text', 'x'], {}, 'from NONE is empty or not set'],
    [['--access-key-file', 'key', '--text', 'x'], { files: { key: '\n' } }, 'from key is empty'],
    [['--access-key-file', 'key', '--text', 'x'], { files: { key: Uint8Array.of(0xff) } }, 'not UTF-8'],
    [['--access-key-file', '-'], { input: 'k' }, 'one thing only'],
    [['--access-key-file', 'a', '--access-key-env', 'b', '--text', 'x'], {}, 'only one of'],
  ])('is missed: %j', async (options, world, sentence) => {
    const { code, error } = await run(options, world);
    expect(code).toBe(2);
    expect(error).toContain(sentence);
  });
});

describe('vectors', () => {
  const vectors = (file: unknown, options: string[] = []) =>
    runCommand(vectorsCommand, ['v.json', ...options], {
      files: { 'v.json': typeof file === 'string' ? file : JSON.stringify(file) },
    });

  it('pass, and are counted', async () => {
    expect(await vectors(shared)).toMatchObject({ code: 0, out: '96 passed, 0 failed\n' });
    const input = JSON.stringify(shared);
    expect(await runCommand(vectorsCommand, ['-'], { input })).toMatchObject({ code: 0 });
  });

  it('that fail are named with what differs', async () => {
    const [first, second] = shared.bodySign;
    const { code, out } = await vectors({ bodySign: [first, { ...second, header: 'x' }, {}], odd: [1] });
    expect(code).toBe(1);
    expect(out).toMatch(/^bodySign\[1\] header: expected x, calculated sign_type="HMAC-SHA256", signature="/);
    expect(out).toContain('bodySign[2]: an input or output is missing');
    expect(out).toContain('odd[0]: unknown group');
    expect(out.endsWith('\n1 passed, 3 failed\n')).toBe(true);
  });

  it('are given as JSON when asked', async () => {
    const { out } = await vectors({ bodySign: [{}] }, ['--json']);
    expect(JSON.parse(out)).toMatchObject({
      passed: 0,
      failed: 1,
      results: [{ problem: 'MALFORMED_ENTRY' }],
    });
  });

  it.each(['{', '[]', '{"bodySign":1}', '{}', '{"bodySign":[]}'])(
    '%s is no file of vectors',
    async (text) => {
      const { code, out, error } = await vectors(text);
      expect(code).toBe(2);
      expect(out).toBe('');
      expect(error).toContain('v.json');
    },
  );
});
