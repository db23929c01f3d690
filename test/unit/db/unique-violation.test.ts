import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isUniqueViolation } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { UNIQUE_INDEXES } from '@/lib/db/unique-indexes';

const MIGRATIONS = path.resolve(import.meta.dirname, '../../../prisma/migrations');

/** As Prisma tells of a second row that the index refused. */
const refusedBy = (index: string) =>
  new Prisma.PrismaClientKnownRequestError('Unique constraint failed', {
    code: 'P2002',
    clientVersion: '7',
    meta: {
      modelName: 'Scan',
      driverAdapterError: {
        name: 'DriverAdapterError',
        cause: { originalMessage: `duplicate key value violates unique constraint "${index}"` },
      },
    },
  });

describe('isUniqueViolation', () => {
  it('knows the index that refused from every other', () => {
    for (const index of UNIQUE_INDEXES) {
      expect(UNIQUE_INDEXES.filter((other) => isUniqueViolation(refusedBy(index), other))).toEqual([index]);
      expect(isUniqueViolation(refusedBy('SubmissionTransition_submissionId_sequence_key'), index)).toBe(
        false,
      );
    }
  });

  it('takes any of several', () => {
    expect(isUniqueViolation(refusedBy('User_email_key'), 'Identity_pkey', 'User_email_key')).toBe(true);
  });

  it('is given names that the migrations create', () => {
    const sql = readdirSync(MIGRATIONS, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.sql'))
      .map((file) => readFileSync(path.join(MIGRATIONS, file), 'utf8'))
      .join('\n');
    const created = new Set(
      [...sql.matchAll(/(?:CREATE UNIQUE INDEX|CONSTRAINT) "(\w+)"/g)].map((match) => match[1]),
    );
    expect(UNIQUE_INDEXES.filter((index) => !created.has(index))).toEqual([]);
  });
});
