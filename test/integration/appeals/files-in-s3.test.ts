import { afterAll, beforeAll, expect, it } from 'vitest';
import { collectOrphans } from '@/lib/appeals/collect-orphans';
import { downloadProof } from '@/lib/appeals/download-proof';
import { getAppeal } from '@/lib/appeals/get-appeal';
import { openAppeal } from '@/lib/appeals/open-appeal';
import { proofFiles } from '@/lib/appeals/proof-files';
import { uploadEvidence } from '@/lib/appeals/upload-evidence';
import { systemContext } from '@/lib/auth/actor';
import { configureFrom } from '@/lib/config/configuration';
import { sha256Hex } from '@/lib/core/bytes';
import { DAY_MS, systemClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { objectKey } from '@/lib/storage/object-key';
import { S3_ACCOUNT, S3_BUCKET, type S3Peer, startS3Peer } from '@/test/fixtures/s3/s3-peer';
import { newOrganization } from '../setup/people';
import { submissionWithFindings } from '../setup/rejected-submission';

let peer: S3Peer;
beforeAll(async () => {
  // Three a page, so that the collector turns pages.
  peer = await startS3Peer(3);
  configureFrom({
    ...process.env,
    STORAGE_S3_BUCKET: S3_BUCKET,
    STORAGE_S3_ENDPOINT: `http://127.0.0.1:${peer.port}`,
    STORAGE_S3_ADDRESSING: 'path',
    STORAGE_S3_REGION: S3_ACCOUNT.region,
    STORAGE_S3_PREFIX: 'desk',
    STORAGE_S3_ACCESS_KEY_ID: S3_ACCOUNT.accessKeyId,
    STORAGE_S3_SECRET_ACCESS_KEY: S3_ACCOUNT.secretAccessKey,
  });
});
afterAll(async () => {
  configureFrom(process.env);
  await peer.close();
});

async function opened() {
  const organization = await newOrganization();
  const { id: submissionId } = await submissionWithFindings(organization);
  await openAppeal(organization.as('EDITOR'), { submissionId });
  return { organization, submissionId };
}
const unique = () => new TextEncoder().encode(`evidence ${newId()}`);
const name = (bytes: Uint8Array) => `desk/${objectKey(sha256Hex(bytes))}`;
function makeOld(bytes: Uint8Array): void {
  const kept = peer.objects.get(name(bytes));
  if (kept) peer.objects.set(name(bytes), { ...kept, modifiedAt: new Date(Date.now() - 8 * DAY_MS) });
}
const collect = () => collectOrphans(systemContext('cron', systemClock));

it('keeps evidence in the bucket, gives it back, and collects what nothing refers to', async () => {
  const { organization, submissionId } = await opened();
  const upload = (bytes: Uint8Array) =>
    uploadEvidence(organization.as('EDITOR'), { submissionId, fileName: 'a.txt', bytes });
  const referred = Array.from({ length: 5 }, unique);
  for (const bytes of referred) await upload(bytes);
  const [orphans, young] = [Array.from({ length: 5 }, unique), unique()];
  for (const bytes of [...orphans, young]) await proofFiles().put(bytes);
  for (const bytes of [...orphans, ...referred]) makeOld(bytes);
  peer.uploads.set('old', { key: name(unique()), initiatedAt: new Date(0), parts: new Map() });
  expect(await collect()).toEqual({ deleted: 6 });
  expect([...peer.objects.keys()].sort()).toEqual([...referred, young].map(name).sort());
  expect(peer.uploads.size).toBe(0);
  const { proofs } = await getAppeal(organization.as('VIEWER'), submissionId);
  const read = await Promise.all(
    proofs.map(({ id }) => downloadProof(organization.as('VIEWER'), { submissionId, proofId: id })),
  );
  expect(read.map(({ bytes }) => Buffer.from(bytes).toString()).sort()).toEqual(
    referred.map((bytes) => Buffer.from(bytes).toString()).sort(),
  );
});

it('deletes no object under an upload of the same bytes', async () => {
  const { organization, submissionId } = await opened();
  for (let round = 0; round < 8; round++) {
    const bytes = unique();
    await proofFiles().put(bytes);
    makeOld(bytes);
    await Promise.all([
      uploadEvidence(organization.as('EDITOR'), { submissionId, fileName: 'a.txt', bytes }),
      collect(),
    ]);
    expect(peer.objects.has(name(bytes))).toBe(true);
  }
});
