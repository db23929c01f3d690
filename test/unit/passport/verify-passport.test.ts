import { sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newPassportKeyPair } from '@/lib/passport/passport-key';
import type { ManifestFacts } from '@/lib/passport/rules/manifest';
import { verifyPassport } from '@/lib/passport/verify-passport';
import { writePassport } from '@/lib/passport/write-passport';
import { readZip } from '@/lib/reports/zip/read-zip';
import { packEntry, streamZip, type ZipEntry } from '@/lib/reports/zip/write-zip';
import type { PackedEntry } from '@/lib/reports/zip/zip-layout';

const ID = '01a22ce7-4eff-7d1f-9a6d-0794d2fc0cd2';
const FACTS: ManifestFacts = {
  software: { name: 'Preflight', version: '1.2.3' },
  organization: { id: ID, name: '云账本 "Ledger"' },
  asset: { id: ID, name: 'Ledger' },
  submission: { id: ID, number: 1, submittedAt: '2026-03-02T09:00:00.000Z' },
  ...{ version: 2, event: 'approve', status: 'APPROVED', at: '2026-03-05T10:11:12.000Z' },
  previous: { version: 1, sha256: 'a'.repeat(64) },
  versions: { engine: '1.0.0', 'sql-injection': '3' },
};
const KEY = newPassportKeyPair();
const LIMITS = { entries: 100, totalBytes: 1e8, ratio: 1e6, ratioFromBytes: 1e8 };
const text = (name: string, content: string): ZipEntry => ({ name, bytes: Buffer.from(content) });
const CONTENT = [
  text('submission.json', '{"a":1}'),
  text('scans/1/findings-1.json', JSON.stringify([{ proof: 'x'.repeat(300) }])),
  text('appeals/1/files/0', ''),
];

async function* each<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items;
}
async function collect(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}
const write = (content: readonly ZipEntry[] = CONTENT, key = KEY) =>
  collect(writePassport(each(content), FACTS, key));
/** The entries of a passport, packed again as somebody who has no key could. */
async function repacked(change: (entries: ZipEntry[]) => ZipEntry[]): Promise<Buffer> {
  const read = readZip(await write(), LIMITS);
  if (!read.ok) throw new TypeError(read.reason);
  const method = ({ name }: ZipEntry): PackedEntry['method'] =>
    ['public-key.pem', 'manifest.json', 'manifest.sig'].includes(name) ? 0 : 8;
  const packed = change(read.entries).map((entry) => packEntry(entry, method(entry)));
  return collect(streamZip(each(packed), new Date(FACTS.at)));
}

describe('a passport', () => {
  it('proves what was put in, with the same bytes each time', async () => {
    const file = await write();
    expect(await write()).toEqual(file);
    expect(await verifyPassport(file, KEY.fingerprint)).toMatchObject({
      state: 'VALID',
      isPinned: true,
      fingerprint: KEY.fingerprint,
      manifest: { ...FACTS, entries: CONTENT.map(({ name, bytes }) => ({ name, size: bytes.length })) },
    });
    expect(await verifyPassport(file, null)).toMatchObject({ state: 'VALID', isPinned: false });
    const read = readZip(file, LIMITS);
    expect(read.ok && read.entries.slice(0, 3).map(({ bytes }) => Buffer.from(bytes))).toEqual(
      CONTENT.map(({ bytes }) => Buffer.from(bytes)),
    );
  });

  it('may be the first of its submission', async () => {
    const first = await collect(writePassport(each(CONTENT), { ...FACTS, version: 1, previous: null }, KEY));
    expect(await verifyPassport(first, null)).toMatchObject({ state: 'VALID', manifest: { previous: null } });
  });

  it('holds evidence that is nearly nothing when packed', async () => {
    const empty = { name: 'appeals/1/files/0', bytes: Buffer.alloc(10 * 1024 ** 2) };
    expect(await verifyPassport(await write([empty]), null)).toMatchObject({ state: 'VALID' });
  });

  it('holds any content', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 6 }), async (contents) => {
        const content = contents.map((bytes, index) => ({ name: `files/${index}`, bytes }));
        expect(await verifyPassport(await write(content), KEY.fingerprint)).toMatchObject({ state: 'VALID' });
      }),
      { numRuns: 40 },
    );
  });
});

describe('a changed passport', () => {
  it('is not valid, whichever bit was changed', async () => {
    const file = await write();
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: file.length - 1 }), fc.nat({ max: 7 }), async (at, bit) => {
        const changed = Buffer.from(file);
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        expect((await verifyPassport(changed, KEY.fingerprint)).state).not.toBe('VALID');
      }),
      { numRuns: 600 },
    );
  });

  it('is not valid, whichever byte was changed', async () => {
    const file = await write();
    for (let at = 0; at < file.length; at++) {
      const changed = Buffer.from(file);
      changed[at] = (changed[at] ?? 0) ^ 0xff;
      expect((await verifyPassport(changed, null)).state, `byte ${at}`).not.toBe('VALID');
    }
  });

  it('is not valid where anything was cut off, put before, after or between', async () => {
    const file = await write();
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: file.length }),
        fc.uint8Array({ minLength: 1, maxLength: 30 }),
        async (at, added) => {
          const longer = Buffer.concat([file.subarray(0, at), added, file.subarray(at)]);
          expect((await verifyPassport(longer, KEY.fingerprint)).state).not.toBe('VALID');
          if (at < file.length)
            expect((await verifyPassport(file.subarray(0, at), null)).state).not.toBe('VALID');
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each<[string, string, (entries: ZipEntry[]) => ZipEntry[]]>([
    ['ENTRY_CHANGED', 'submission.json', (all) => [text('submission.json', '{"a":2}'), ...all.slice(1)]],
    ['ENTRY_MISSING', 'submission.json', (all) => all.slice(1)],
    ['ENTRY_NOT_LISTED', 'extra.json', (all) => [...all, text('extra.json', '{}')]],
    ['ENTRY_NOT_LISTED', '../../evil', (all) => [...all, text('../../evil', '{}')]],
    ['ENTRY_NOT_LISTED', 'scans/1/findings-1.json', (all) => [all[1], all[0], ...all.slice(2)] as ZipEntry[]],
    ['ENTRY_MISSING', 'manifest.sig', (all) => all.filter(({ name }) => name !== 'manifest.sig')],
    [
      'SIGNATURE_WRONG',
      'manifest.json',
      (all) => all.map((one) => (one.name === 'manifest.sig' ? { ...one, bytes: Buffer.alloc(64) } : one)),
    ],
    [
      'KEY_UNREADABLE',
      'public-key.pem',
      (all) => all.map((one) => (one.name === 'public-key.pem' ? text(one.name, 'no key') : one)),
    ],
  ])('is %s at %s', async (reason, entry, change) => {
    expect(await verifyPassport(await repacked(change), null)).toEqual({ state: 'NOT_VALID', reason, entry });
  });

  it('is not what another key signed, where a key is named', async () => {
    const other = newPassportKeyPair();
    const forged = await write([text('submission.json', '{"a":2}')], other);
    expect(await verifyPassport(forged, KEY.fingerprint)).toMatchObject({ reason: 'OTHER_KEY' });
    expect(await verifyPassport(forged, null)).toMatchObject({
      state: 'VALID',
      isPinned: false,
      fingerprint: other.fingerprint,
    });
  });

  it('is not a manifest that is signed and says something else than it should', async () => {
    for (const manifest of ['{}', '[]', 'null', ' {"format":"preflight-passport/1"}', '{"a":']) {
      const file = await repacked((all) =>
        all.map((one) => {
          if (one.name === 'manifest.json') return text(one.name, manifest);
          if (one.name !== 'manifest.sig') return one;
          return { ...one, bytes: sign(null, Buffer.from(manifest), KEY.privateKey) };
        }),
      );
      expect(await verifyPassport(file, null)).toMatchObject({ reason: 'MANIFEST_UNREADABLE' });
    }
  });

  it('cannot be read where it is no zip, or claims more than a passport holds', async () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from('PK'), Buffer.alloc(5_000, 'x')])
      expect(await verifyPassport(bytes, null)).toEqual({ state: 'UNREADABLE' });
  });

  it('is not unpacked where nobody signed what would be', async () => {
    const bomb = packEntry({ name: 'submission.json', bytes: Buffer.alloc(40 * 1024 ** 2) });
    const file = await collect(streamZip(each([bomb]), new Date(FACTS.at)));
    expect(await verifyPassport(file, null)).toMatchObject({ reason: 'ENTRY_MISSING' });
    const claims = Buffer.from(file);
    // What the directory claims to be inside: more than any passport has.
    claims.writeUInt32LE(0xfffffffe, file.indexOf(Buffer.from('PK\x01\x02', 'latin1')) + 24);
    expect(await verifyPassport(claims, null)).toMatchObject({ state: 'UNREADABLE' });
  });
});
