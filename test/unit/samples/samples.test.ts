import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeVectors } from '@/lib/signing/make-vectors';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import samples from '../../../public/samples/samples.json';
import shared from '../../fixtures/signing-vectors.json';

const folder = path.resolve(import.meta.dirname, '../../../public/samples');
const readme = readFileSync(path.join(folder, 'README.md'), 'utf8');
/** How a sample runs from its source where its runtime is installed. */
const COMMANDS: Record<string, string[]> = {
  node: ['node'],
  java: ['java', '-Duser.language=en'],
  python3: ['python3', '-B'],
  go: ['go', 'run'],
  php: ['php'],
};
const isInstalled = (runtime: string) =>
  (process.env.PATH ?? '').split(path.delimiter).some((place) => existsSync(path.join(place, runtime)));

let work = '';
const files = { shared: '', ours: '', spoilt: '' };
beforeAll(() => {
  work = mkdtempSync(path.join(tmpdir(), 'preflight-samples-'));
  const write = (name: string, vectors: object) => {
    const file = path.join(work, `${name}.json`);
    writeFileSync(file, JSON.stringify(vectors));
    return file;
  };
  const ours = makeVectors(nodePrimitives);
  files.shared = write('shared', shared);
  files.ours = write('ours', ours);
  const spoil = (group: keyof typeof ours, output: string) =>
    ours[group].map((entry, index) => (index === 7 ? { ...entry, [output]: `${entry[output]}0` } : entry));
  files.spoilt = write('spoilt', {
    requestSignature: spoil('requestSignature', 'signature'),
    bodySign: spoil('bodySign', 'header'),
    authToken: spoil('authToken', 'authToken'),
    encryption: ours.encryption.map((entry, i) =>
      i === 7 ? { ...entry, aesKeyHex: '0', ciphertext: '0' } : entry,
    ),
  });
});
afterAll(() => rmSync(work, { recursive: true }));

/** What a sample's self-test prints and ends with. */
function selfTest(
  runtime: string,
  file: string,
  vectors: string,
): Promise<{ code: number; lines: string[] }> {
  const [command = runtime, ...options] = COMMANDS[runtime] ?? [runtime];
  return new Promise((resolve) => {
    execFile(command, [...options, path.join(folder, file), vectors], (error, stdout) => {
      resolve({
        code: typeof error?.code === 'number' ? error.code : error ? -1 : 0,
        lines: stdout.trim().split('\n'),
      });
    });
  });
}

describe('the list of samples', () => {
  it('names every sample, once', () => {
    const listed = samples.map(({ file }) => file).sort();
    const there = readdirSync(folder).filter((file) => !/^(README\.md|samples\.json)$/.test(file));
    expect(listed).toEqual(there.sort());
  });

  it.each(samples)(
    'says of $language what is true: run by tests, or not run here',
    ({ file, isRunByTests }) => {
      const row = readme.split('\n').find((line) => line.includes(`| \`${file}\` |`));
      expect(row?.includes('not run here')).toBe(!isRunByTests);
    },
  );

  it.each(samples.filter(({ isRunByTests }) => isRunByTests))('can run $language', ({ runtime }) => {
    expect(COMMANDS[runtime]).toBeDefined();
  });
});

const isHere = ({ runtime }: { runtime: string }) => isInstalled(runtime) && runtime in COMMANDS;

/** A sample that is marked as not run here is run all the same where its runtime is installed. */
const runnable = samples.filter((sample) => sample.isRunByTests || isHere(sample));
describe.each(runnable)('the sample in $language', ({ file, runtime }) => {
  it('passes the vectors of the JDK and our own, and finds a spoilt answer in each group', async (context) => {
    // Node.js runs this very test. Java and Python may be absent from a machine: that is told, and no pass.
    if (runtime !== 'node' && !isHere({ runtime })) context.skip(`${runtime} is not installed`);
    const passed = { code: 0, lines: ['96 passed, 0 failed'] };
    expect(await selfTest(runtime, file, files.shared)).toEqual(passed);
    expect(await selfTest(runtime, file, files.ours)).toEqual(passed);
    const spoilt = await selfTest(runtime, file, files.spoilt);
    expect(spoilt.code).toBe(1);
    expect(spoilt.lines.sort()).toEqual([
      '92 passed, 4 failed',
      'authToken[7] failed',
      'bodySign[7] failed',
      'encryption[7] failed',
      'requestSignature[7] failed',
    ]);
  });
});

it('reads vectors from standard input as well', () => {
  const input = readFileSync(files.ours);
  const printed = execFileSync('node', [path.join(folder, 'koogallery.mjs'), '-'], {
    input,
    encoding: 'utf8',
  });
  expect(printed).toBe('96 passed, 0 failed\n');
});
