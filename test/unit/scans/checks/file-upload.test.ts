import { describe, expect, it, onTestFinished } from 'vitest';
import { fileUpload } from '@/lib/scans/checks/file-upload';
import { MAX_UPLOADS } from '@/lib/scans/rules/run-limits';
import { FRAMEWORK_UPLOAD_CASES } from '../../../fixtures/sites/framework-upload-cases';
import { UPLOAD_CASES } from '../../../fixtures/sites/upload-cases';
import { startUploadSite, type UploadCase } from '../../../fixtures/sites/upload-site';
import { scanPart } from './scan-part';

async function findingsOf(one: UploadCase) {
  const site = await startUploadSite([one]);
  onTestFinished(() => site.close());
  const result = await scanPart(site.origin, {}, [fileUpload]);
  expect(result.reason).toBeNull();
  const files = result.leftBehind.filter(({ mark }) => mark.includes('.'));
  expect(files.length).toBeLessThanOrEqual(MAX_UPLOADS);
  return result.findings;
}

const CASES = [...UPLOAD_CASES, ...FRAMEWORK_UPLOAD_CASES];
/** What is sent by PUT is never sent by a scan. */
const isSent = ({ carrier }: UploadCase) => carrier !== 'put';

describe('a place that takes files and serves them badly', () => {
  it.each(CASES.filter((one) => one.isVulnerable && isSent(one)))('$name', async (one) => {
    const found = await findingsOf(one);
    expect(found.map(({ class: name, confidence }) => [name, confidence])).toContainEqual([
      'FILE_UPLOAD',
      'CONFIRMED',
    ]);
  });
});

describe('a place that keeps them well', () => {
  it.each(CASES.filter(({ isVulnerable }) => !isVulnerable))('$name', async (one) => {
    expect(await findingsOf(one)).toEqual([]);
  });
});
