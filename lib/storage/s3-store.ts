import { createReadStream } from 'node:fs';
import path from 'node:path';
import type { _Object, S3Client } from '@aws-sdk/client-s3';
import { AppError } from '@/lib/core/errors';
import { DEFAULT_MAX_OBJECT_BYTES } from './local-store';
import { hashOfKey, objectKey } from './object-key';
import type { ObjectStore } from './object-store';
import { S3_PART_BYTES, type S3Kit, type S3Place, s3Kit } from './s3-client';
import { hasS3Name, s3Failure } from './s3-failure';
import { collectPieces, verifiedPieces } from './verified-pieces';
import { removePart, removeParts, requireRoom, writePart } from './write-part';

const NOT_THERE = new Set(['NoSuchKey', 'NotFound']);
const PARTS_AT_ONCE = 2;
const PROBE_KEY = 'probe';
/** As of the local store: enough that a place without room says so. */
const PROBE_BYTES = 16 * 1024;
/** Whoever asks whether the place is ready waits no longer. */
const PROBE_MS = 10_000;

/**
 * Objects in a bucket, each under the prefix and its key. What is streamed is written to a folder first, because only
 * its end tells the key; it is sent in parts when it is large, each with its hash.
 * @param folder absolute, for files on their way
 */
export function createS3Store(
  place: S3Place,
  folder: string,
  maxBytes = DEFAULT_MAX_OBJECT_BYTES,
): ObjectStore {
  const { bucket, prefix } = place;
  const at = (key: string) => ({ Bucket: bucket, Key: `${prefix}${key}` });
  const withKit = <T>(work: (kit: S3Kit) => Promise<T>) => using(place, work);
  const openKey: ObjectStore['open'] = async (key) => {
    const sha256 = hashOfKey(key);
    if (sha256 === null) return null;
    const found = await withKit(({ client, sdk }) => orNull(client.send(new sdk.GetObjectCommand(at(key)))));
    if (!found?.Body) return null;
    const pieces = translated(found.Body as AsyncIterable<Uint8Array>);
    return { size: found.ContentLength ?? 0, pieces: verifiedPieces(pieces, sha256) };
  };
  return {
    place: { setting: 'STORAGE_S3_BUCKET', name: `${bucket}/${prefix}` },
    put: async (source) => {
      if (source instanceof Uint8Array) requireRoom(source.byteLength, maxBytes);
      const { file, sha256, size } = await writePart(path.join(folder, 'unfinished'), source, maxBytes);
      const key = objectKey(sha256);
      try {
        await withKit((kit) => upload(kit, at(key), file));
      } finally {
        await removePart(file);
      }
      return { key, sha256, size };
    },
    open: openKey,
    get: async (key) => collectPieces(await openKey(key)),
    has: async (key) =>
      hashOfKey(key) !== null &&
      (await withKit(({ client, sdk }) => orNull(client.send(new sdk.HeadObjectCommand(at(key)))))) !== null,
    remove: async (key) => {
      if (hashOfKey(key) === null) return;
      await withKit(({ client, sdk }) => client.send(new sdk.DeleteObjectCommand(at(key))));
    },
    keysBefore: async function* (before) {
      const { client, sdk } = await s3Kit(place);
      for await (const { Key = '', LastModified } of listed(client, sdk, place)) {
        const key = Key.slice(prefix.length);
        if (hashOfKey(key) !== null && LastModified && LastModified < before) yield key;
      }
    },
    removeUnfinished: async (before) =>
      (await removeParts(folder, before)) + (await withKit((kit) => abortUploads(kit, place, before))),
    tryWriting: () => withKit((kit) => tryProbe(kit, at(PROBE_KEY))),
  };
}

type Address = { Bucket: string; Key: string };

/** @throws as `s3Failure` says */
async function using<T>(place: S3Place, work: (kit: S3Kit) => Promise<T>): Promise<T> {
  try {
    return await work(await s3Kit(place));
  } catch (error) {
    throw s3Failure(error);
  }
}

async function upload({ client, Upload }: S3Kit, address: Address, file: string): Promise<void> {
  const params = { ...address, Body: createReadStream(file), ChecksumAlgorithm: 'SHA256' as const };
  await new Upload({ client, params, partSize: S3_PART_BYTES, queueSize: PARTS_AT_ONCE }).done();
}

async function tryProbe({ client, sdk }: S3Kit, address: Address): Promise<void> {
  const abortSignal = AbortSignal.timeout(PROBE_MS);
  const body = { Body: new Uint8Array(PROBE_BYTES) };
  await client.send(new sdk.PutObjectCommand({ ...address, ...body }), { abortSignal });
  await client.send(new sdk.DeleteObjectCommand(address), { abortSignal });
}

async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (hasS3Name(error, NOT_THERE)) return null;
    throw error;
  }
}

async function* translated(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* pieces;
  } catch (error) {
    throw error instanceof AppError ? error : s3Failure(error);
  }
}

async function* listed(client: S3Client, sdk: S3Kit['sdk'], place: S3Place): AsyncGenerator<_Object> {
  const asked = { Bucket: place.bucket, Prefix: `${place.prefix}sha256-` };
  try {
    for await (const { Contents = [] } of sdk.paginateListObjectsV2({ client }, asked)) yield* Contents;
  } catch (error) {
    throw s3Failure(error);
  }
}

/** Ends uploads in parts that nobody finished: their parts are paid for and shown nowhere. */
async function abortUploads({ client, sdk }: S3Kit, place: S3Place, before: Date): Promise<number> {
  const { bucket, prefix } = place;
  let count = 0;
  let after: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined } | null = {};
  while (after !== null) {
    const page: Awaited<ReturnType<typeof listUploads>> = await listUploads({ client, sdk }, place, after);
    for (const { Key = '', UploadId, Initiated } of page.Uploads ?? []) {
      const isOurs = Key.startsWith(prefix) && hashOfKey(Key.slice(prefix.length)) !== null;
      if (!isOurs || !Initiated || Initiated >= before) continue;
      const upload = { Bucket: bucket, Key, UploadId };
      // One that ended meanwhile is no longer there to be ended.
      await client.send(new sdk.AbortMultipartUploadCommand(upload)).catch((error: unknown) => {
        if (!hasS3Name(error, new Set(['NoSuchUpload']))) throw error;
      });
      count += 1;
    }
    after = page.IsTruncated
      ? { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker }
      : null;
  }
  return count;
}

const listUploads = (
  { client, sdk }: Pick<S3Kit, 'client' | 'sdk'>,
  { bucket, prefix }: S3Place,
  after: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined },
) => client.send(new sdk.ListMultipartUploadsCommand({ Bucket: bucket, Prefix: prefix, ...after }));
