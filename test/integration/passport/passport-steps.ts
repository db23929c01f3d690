import { getAppeal } from '@/lib/appeals/get-appeal';
import { systemContext } from '@/lib/auth/actor';
import { systemClock } from '@/lib/core/clock';
import { database } from '@/lib/db/client';
import { downloadPassport } from '@/lib/passport/download-passport';
import { listPassports } from '@/lib/passport/list-passports';
import { makePassport } from '@/lib/passport/make-passport';
import { verifyPassport } from '@/lib/passport/verify-passport';
import { readZip } from '@/lib/reports/zip/read-zip';
import { assess, attach } from '../appeals/appeal-steps';
import type { TestOrganization } from '../setup/people';

const LIMITS = { entries: 1_000, totalBytes: 1e9, ratio: 1e6, ratioFromBytes: 1e9 };

/** Makes what is due, as the worker's job does. */
export const make = (organization: TestOrganization, submissionId: string) =>
  makePassport({ ...systemContext('worker', systemClock), clock: organization.clock }, { submissionId });

/** How many jobs that make a passport of this submission wait. */
export async function countJobs(submissionId: string): Promise<number> {
  const rows = await database().$queryRaw<unknown[]>`
    SELECT 1 FROM graphile_worker._private_jobs WHERE payload->>'submissionId' = ${submissionId}`;
  return rows.length;
}

export async function collect(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

/** The newest passport as a member downloads it, checked and unpacked. */
export async function readNewest(organization: TestOrganization, submissionId: string) {
  const [newest] = await listPassports(organization.as('VIEWER'), submissionId);
  if (!newest) throw new TypeError('there is no passport');
  const asked = { submissionId, version: newest.version };
  const file = await collect((await downloadPassport(organization.as('VIEWER'), asked)).pieces);
  const judgement = await verifyPassport(file, newest.keyFingerprint);
  const zip = readZip(file, LIMITS);
  if (judgement.state !== 'VALID' || !zip.ok) throw new TypeError(JSON.stringify(judgement));
  const entries = new Map(zip.entries.map(({ name, bytes }) => [name, Buffer.from(bytes)]));
  const json = (name: string) => JSON.parse(entries.get(name)?.toString() ?? 'null');
  return { newest, file, manifest: judgement.manifest, names: [...entries.keys()], entries, json };
}

/** Answers the blocking findings and attaches a file. */
export async function answer(organization: TestOrganization, submissionId: string): Promise<void> {
  const { findings } = await getAppeal(organization.as('VIEWER'), submissionId);
  for (const { id } of findings) await assess(organization, submissionId, id);
  await attach(organization, submissionId);
}
