import type { S3Client } from '@aws-sdk/client-s3';
import { SECOND_MS } from '@/lib/core/clock';

/** A bucket and how it is reached; the endpoint is null for that of the region at AWS. */
export type S3Place = {
  bucket: string;
  /** Empty, or ends with a slash. */
  prefix: string;
  region: string;
  endpoint: string | null;
  addressing: 'virtual-host' | 'path';
  accessKeyId: string;
  secretAccessKey: string;
};

/** The client of a place, and the library that makes its commands. */
export type S3Kit = {
  client: S3Client;
  sdk: typeof import('@aws-sdk/client-s3');
  Upload: typeof import('@aws-sdk/lib-storage').Upload;
};

/** What is larger is sent in parts of this size, two at a time, each in memory while it is sent. */
export const S3_PART_BYTES = 8 * 1024 * 1024;
/** With growing pauses between them; only what may pass by itself is tried again (5xx, SlowDown, broken connections). */
const TRIES = 4;
const CONNECT_WITHIN_MS = 5 * SECOND_MS;
const IDLE_AT_MOST_MS = 30 * SECOND_MS;

const kits = new Map<string, Promise<S3Kit>>();

/** One client a place and process, loaded when a place in S3 is first used. */
export function s3Kit(place: S3Place): Promise<S3Kit> {
  const name = JSON.stringify(place);
  const known = kits.get(name) ?? createKit(place);
  kits.set(name, known);
  return known;
}

async function createKit(place: S3Place): Promise<S3Kit> {
  const [sdk, { Upload }] = await Promise.all([import('@aws-sdk/client-s3'), import('@aws-sdk/lib-storage')]);
  const { region, endpoint, addressing, accessKeyId, secretAccessKey } = place;
  const client = new sdk.S3Client({
    region,
    ...(endpoint === null ? {} : { endpoint }),
    forcePathStyle: addressing === 'path',
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: TRIES,
    retryMode: 'standard',
    // Servers that are not AWS do not know the checksums that the library adds of itself.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: CONNECT_WITHIN_MS, socketTimeout: IDLE_AT_MOST_MS },
  });
  return { client, sdk, Upload };
}
