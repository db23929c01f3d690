import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { siteAddresses } from '@/lib/fakes/addresses';
import { FAULT_NAMES } from '@/lib/fakes/faults';
import { type FakeSellerOptions, fakeSellerOptionsSchema } from '@/lib/fakes/schemas';
import { EXIT } from '@/lib/wiring/commands/exit-codes';
import { fakeSellerCommand } from '@/lib/wiring/commands/fake-seller';
import { KEY, runCommand, WITH_KEY, type World } from '../wiring/signing-commands/run-command';

const never = new Promise<never>(() => undefined);

/** Runs the command with a seller that was never started; what it would have been started with. */
async function run(args: readonly string[], world: World = {}, ending: 'signal' | 'crash' = 'signal') {
  const seen = {
    options: null as FakeSellerOptions | null,
    isStopped: false,
    files: new Map<string, string>(),
  };
  const outcome = await runCommand(
    (terminal) =>
      fakeSellerCommand(terminal, {
        spawn: async (options = {}) => {
          // As the child reads them.
          seen.options = fakeSellerOptionsSchema.parse(JSON.parse(JSON.stringify(options)));
          return {
            sites: { safe: siteAddresses(1001), vulnerable: siteAddresses(1002) },
            controlUrl: 'http://localhost:1003',
            caPem: 'certificate of the authority',
            kitPublicKeyPem: 'public key',
            pid: 1,
            ended: ending === 'crash' ? Promise.resolve() : never,
            stop: async () => {
              seen.isStopped = true;
            },
          };
        },
        writePem: async (file, pem) => void seen.files.set(file, pem),
        stopSignal: () => (ending === 'signal' ? Promise.resolve() : never),
      }),
    args,
    world,
  );
  return { ...outcome, ...seen };
}

describe('fake-seller', () => {
  it('makes up both keys and prints them with every address', async () => {
    const { code, out, options, isStopped } = await run([]);
    const { accessKey, kitAccessKey, encryptType, faults } = options ?? {};
    expect(accessKey).toMatch(/^\w{32}$/);
    expect(kitAccessKey).not.toBe(accessKey);
    expect([encryptType, faults]).toEqual(['1', []]);
    const { produceUrl, kitUrls } = siteAddresses(1001);
    const shown = [produceUrl, ...Object.values(kitUrls), 'http://localhost:1003', accessKey, kitAccessKey];
    for (const text of shown) expect(out).toContain(text);
    expect([code, isStopped]).toEqual([EXIT.ok, true]);
  });

  it('passes on what it was told, and repeats no key that was named', async () => {
    const args = [
      '--port',
      '8443',
      '--vulnerable-port',
      '8444',
      '--control-port',
      '8445',
      '--slow-ms',
      '900',
    ];
    const keys = [...WITH_KEY, '--kit-access-key-env', 'KIT'];
    const faults = ['--fault', 'slow', '--fault', 'tls-1.1-only', '--encrypt-type', '2'];
    const { out, options } = await run([...args, ...keys, ...faults], { environment: { KIT: 'kit-secret' } });
    expect(options).toMatchObject({
      ports: { safe: 8443, vulnerable: 8444, control: 8445 },
      accessKey: KEY,
      kitAccessKey: 'kit-secret',
      encryptType: '2',
      faults: ['slow', 'tls-1.1-only'],
      slowMs: 900,
    });
    expect(out).not.toMatch(new RegExp(`${KEY}|kit-secret`));
  });

  it('reads the key from a file and writes certificate and public key', async () => {
    const args = ['--access-key-file', 'key.txt', '--ca-file', 'ca.pem', '--kit-public-key-file', 'kit.pem'];
    const { options, files } = await run(args, { files: { 'key.txt': 'from-file\n' } });
    expect(options).toMatchObject({ accessKey: 'from-file' });
    expect([...files]).toEqual([
      ['ca.pem', 'certificate of the authority'],
      ['kit.pem', 'public key'],
    ]);
  });

  it('answers JSON for programs', async () => {
    const { out } = await run([...WITH_KEY, '--json', '--fault', 'redirect']);
    const answer = JSON.parse(out);
    expect(answer).toMatchObject({
      sites: { safe: siteAddresses(1001) },
      caPem: 'certificate of the authority',
      kitPublicKeyPem: 'public key',
      faults: ['redirect'],
      kitAccessKey: expect.any(String),
    });
    expect(answer).not.toHaveProperty('accessKey');
  });

  it('says when the seller ended by itself', async () => {
    const { code, error } = await run([], {}, 'crash');
    expect([code, error]).toEqual([EXIT.incomplete, 'The fake seller ended by itself.\n']);
  });

  it('lists the faults without starting anything', async () => {
    const text = await run(['--list-faults']);
    expect([text.code, text.options]).toEqual([EXIT.ok, null]);
    expect(text.out.trimEnd().split('\n')).toHaveLength(FAULT_NAMES.length);
    expect(text.out).toMatch(/^sensitive-in-clear +V1 +Sends userName and password as they are/m);
    const listed = JSON.parse((await run(['--list-faults', '--json'])).out);
    expect(listed.map(({ name }: { name: string }) => name)).toEqual(FAULT_NAMES);
  });

  it.each([
    [['--port', '65536']],
    [['--port', '-1']],
    [['--fault', 'unheard-of']],
    [['--slow-ms', '30001']],
    [['--encrypt-type', '3']],
    [['--access-key-env', 'NOT_SET']],
    [['--kit-access-key-env', 'NOT_SET']],
    [['--access-key-env', 'KEY', '--access-key-file', 'key.txt']],
  ])('answers %j with the exit code of usage', async (args) => {
    const { code, options, error } = await run(args);
    expect([code, options]).toEqual([EXIT.usage, null]);
    expect(error).not.toBe('');
  });

  it('really runs, and ends with 0 at Ctrl-C', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'fake-seller-'));
    const caFile = path.join(folder, 'ca.pem');
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'lib/wiring/cli.ts', 'fake-seller', '--ca-file', caFile, '--fault', 'redirect'],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line);
      if (line === 'Ctrl+C ends it.') break;
    }
    const control = lines.find((line) => line.startsWith('control panel'))?.split(/\s+/)[2] ?? '';
    const state = (await (await fetch(`${control}/control/state`)).json()) as {
      faults: { name: string; isEnabled: boolean }[];
    };
    expect(state.faults.filter(({ isEnabled }) => isEnabled)).toMatchObject([{ name: 'redirect' }]);
    expect(readFileSync(caFile, 'utf8')).toContain('BEGIN CERTIFICATE');
    const closed = once(child, 'close');
    child.kill('SIGINT');
    expect(await closed).toEqual([0, null]);
    await expect(fetch(control)).rejects.toThrow();
    await rm(folder, { recursive: true });
  });
});
