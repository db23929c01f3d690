import { describe, expect, it } from 'vitest';
import { inflateMember } from '@/lib/reports/zip/inflate-member';
import { readDirectory } from '@/lib/reports/zip/read-directory';
import { writeZip } from '@/lib/reports/zip/write-zip';
import { AT } from '../../unit/reports/report-fixture';

const LIMITS = { entries: 10, totalBytes: 1_000_000, ratio: 200, ratioFromBytes: 100_000 };
const text = (value: string) => Buffer.from(value, 'utf8');
const NAMES = ['a.xml', 'folder/b.xml'];
const plain = writeZip(
  NAMES.map((name) => ({ name, bytes: text(`content of ${name} `.repeat(9)) })),
  AT,
);
const END = text('PK\x05\x06');
const CENTRAL = text('PK\x01\x02');

/** A copy of the plain zip, changed in place; `end` and `central` are where its records begin. */
function changed(change: (file: Buffer, end: number, central: number) => void): Uint8Array {
  const file = Buffer.from(plain);
  change(file, file.lastIndexOf(END), file.indexOf(CENTRAL));
  return file;
}

/** The same zip as streaming writers make it: every size and offset in fields of eight bytes. */
function long(lie: { count?: number; size?: bigint } = {}): Uint8Array {
  const file = Buffer.from(plain);
  const end = file.lastIndexOf(END);
  const from = file.indexOf(CENTRAL);
  const entries: Buffer[] = [];
  for (let at = from; at < end; ) {
    const nameLength = file.readUInt16LE(at + 28);
    const entry = Buffer.from(file.subarray(at, at + 46 + nameLength));
    const extra = Buffer.alloc(28);
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(24, 2);
    extra.writeBigUInt64LE(lie.size ?? BigInt(entry.readUInt32LE(24)), 4);
    extra.writeBigUInt64LE(BigInt(entry.readUInt32LE(20)), 12);
    extra.writeBigUInt64LE(BigInt(entry.readUInt32LE(42)), 20);
    for (const field of [20, 24, 42]) entry.writeUInt32LE(0xffffffff, field);
    entry.writeUInt16LE(28, 30);
    entries.push(entry, extra);
    at += 46 + nameLength;
  }
  const directory = Buffer.concat(entries);
  const record = Buffer.alloc(56);
  record.write('PK\x06\x06', 'latin1');
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(BigInt(lie.count ?? NAMES.length), 24);
  record.writeBigUInt64LE(BigInt(lie.count ?? NAMES.length), 32);
  record.writeBigUInt64LE(BigInt(directory.length), 40);
  record.writeBigUInt64LE(BigInt(from), 48);
  const locator = Buffer.alloc(20);
  locator.write('PK\x06\x07', 'latin1');
  locator.writeBigUInt64LE(BigInt(from + directory.length), 8);
  locator.writeUInt32LE(1, 16);
  const short = Buffer.alloc(22, 0xff);
  short.write('PK\x05\x06\0\0\0\0', 'latin1');
  short.writeUInt16LE(0, 20);
  return Buffer.concat([file.subarray(0, from), directory, record, locator, short]);
}

async function contents(bytes: Uint8Array) {
  const directory = readDirectory(bytes, LIMITS);
  if (!directory.ok) return directory.reason;
  const texts: string[] = [];
  for (const member of directory.members) {
    const pieces: Uint8Array[] = [];
    for await (const piece of inflateMember(member)) pieces.push(piece);
    texts.push(`${member.name}: ${Buffer.concat(pieces).toString('utf8').slice(0, 12)}`);
  }
  return texts;
}
const EXPECTED = NAMES.map((name) => `${name}: ${`content of ${name}`.slice(0, 12)}`);

describe('a zip from anywhere', () => {
  it.each<[string, () => Uint8Array]>([
    ['as ours', () => plain],
    ['with long fields throughout', () => long()],
    ['with something behind it', () => Buffer.concat([plain, text('\r\n-- \r\nsent by mail')])],
    ['with something before it', () => Buffer.concat([text('\r\n'), plain])],
    ['with a comment that is cut', () => changed((file, end) => file.writeUInt16LE(500, end + 20))],
    ['with the mark of an end behind it', () => Buffer.concat([plain, END, Buffer.alloc(40)])],
  ])('is read: %s', async (_what, make) => expect(await contents(make())).toEqual(EXPECTED));

  it.each<[string, () => Uint8Array, string]>([
    [
      'that claims another number',
      () => changed((file, end) => file.writeUInt16LE(7, end + 10)),
      'NOT_A_ZIP',
    ],
    ['of several disks', () => changed((file, end) => file.writeUInt16LE(1, end + 4)), 'NOT_A_ZIP'],
    [
      'whose directory is elsewhere',
      () => changed((file, end) => file.writeUInt32LE(0, end + 12)),
      'NOT_A_ZIP',
    ],
    [
      'whose entries overlap',
      () =>
        changed((file, _end, central) => {
          const next = file.indexOf(CENTRAL, central + 4);
          file.writeUInt32LE(file.readUInt32LE(central + 42), next + 42);
        }),
      'NOT_A_ZIP',
    ],
    [
      'whose entry runs into the directory',
      () => changed((file, _end, central) => file.writeUInt32LE(100_000, central + 20)),
      'NOT_A_ZIP',
    ],
    [
      'that names an entry twice, differently',
      () => changed((file) => file.write('b', file.indexOf('a.xml'))),
      'NOT_A_ZIP',
    ],
    ['with long fields that promise much', () => long({ size: 2n ** 40n }), 'TOO_LARGE_INSIDE'],
    ['with long fields that promise entries', () => long({ count: 1_000 }), 'TOO_MANY_ENTRIES'],
    [
      'with an end of its own behind the long one',
      () => {
        const file = Buffer.from(long());
        const end = file.length - 22;
        file.writeUInt16LE(1, end + 8);
        file.writeUInt16LE(1, end + 10);
        file.writeUInt32LE(120, end + 12);
        file.writeUInt32LE(0, end + 16);
        return file;
      },
      'NOT_A_ZIP',
    ],
  ])('is refused: %s', async (_what, make, reason) => expect(await contents(make())).toBe(reason));

  it.each([10, 100_000])('is not inflated beyond its claim, nor taken with less: %i', async (claim) => {
    const lie = changed((file, _end, central) => file.writeUInt32LE(claim, central + 24));
    await expect(contents(lie)).rejects.toMatchObject({ reason: 'NOT_A_ZIP' });
  });
});
