import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { newPassportKeyPair } from '@/lib/passport/passport-key';
import { writePassport } from '@/lib/passport/write-passport';
import { verifyFile } from '@/lib/wiring/commands/passport';

const ID = '01a22ce7-4eff-7d1f-9a6d-0794d2fc0cd2';
const FACTS = {
  software: { name: 'preflight', version: '1.2.3' },
  organization: { id: ID, name: 'Ledger\u001b[31m "Ltd"' },
  asset: { id: ID, name: '云账本' },
  submission: { id: ID, number: 3, submittedAt: null },
  ...{ version: 2, event: 'fail', status: 'REJECTED', at: '2026-03-05T10:11:12.000Z' },
  previous: { version: 1, sha256: 'c'.repeat(64) },
  versions: {},
};

async function passportFile(change: (bytes: Buffer) => Buffer = (bytes) => bytes) {
  const key = newPassportKeyPair();
  const content = (async function* () {
    yield { name: 'submission.json', bytes: Buffer.from('{"a":1}') };
  })();
  const pieces: Uint8Array[] = [];
  for await (const piece of writePassport(content, FACTS, key)) pieces.push(piece);
  const folder = await mkdtemp(path.join(tmpdir(), 'preflight-passport-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'passport.zip');
  await writeFile(file, change(Buffer.concat(pieces)));
  return { file, key };
}
async function run(file: string, pinned: string | null) {
  let text = '';
  const code = await verifyFile(file, pinned, (more) => {
    text += more;
  });
  return { code, text };
}

it('says what a passport proves, and of a key that nobody named that it is not known', async () => {
  const { file, key } = await passportFile();
  const pinned = await run(file, key.fingerprint);
  expect(pinned.code).toBe(0);
  expect(pinned.text).toContain('VALID: passport version 2 of request #3 of the asset "云账本"');
  expect(pinned.text).toContain('2026-03-05T10:11:12.000Z, when the status became REJECTED');
  expect(pinned.text).toContain('1 file with 7 bytes');
  expect(pinned.text).toContain(`version 1, whose archive has the SHA-256 ${'c'.repeat(64)}`);
  expect(pinned.text).toContain(key.fingerprint);
  expect(pinned.text).toContain('This is the key that you named');
  const open = await run(file, null);
  expect(open.code).toBe(0);
  expect(open.text).toContain('You named no key');
});

it('lets no name in the archive steer the terminal', async () => {
  const { file } = await passportFile();
  expect((await run(file, null)).text).not.toContain('\u001b');
});

it('answers 1 for what is not valid, and 2 for what cannot be read', async () => {
  const { file } = await passportFile();
  const other = await run(file, 'd'.repeat(64));
  expect([other.code, other.text]).toEqual([1, expect.stringContaining('NOT VALID: Another key')]);
  const changed = await passportFile((bytes) => Buffer.concat([bytes, Buffer.from('x')]));
  expect((await run(changed.file, null)).code).toBe(1);
  const cut = await passportFile((bytes) => bytes.subarray(0, 100));
  expect((await run(cut.file, null)).code).toBe(2);
  expect((await run(path.join(path.dirname(file), 'none.zip'), null)).code).toBe(2);
  expect((await run(path.dirname(file), null)).code).toBe(2);
});
