import path from 'node:path';
import { configuration } from '@/lib/config/configuration';
import { createLocalStore, DEFAULT_MAX_OBJECT_BYTES } from './local-store';
import type { ObjectStore } from './object-store';
import { createS3Store } from './s3-store';

/** Where this installation keeps files: a bucket where one is configured, else a folder of this machine. */
export function configuredStore(maxBytes = DEFAULT_MAX_OBJECT_BYTES): ObjectStore {
  const settings = configuration();
  const folder = path.resolve(settings.STORAGE_DIR);
  const { STORAGE_S3_BUCKET: bucket } = settings;
  if (bucket === undefined) return createLocalStore(folder, maxBytes);
  const place = {
    bucket,
    prefix: settings.STORAGE_S3_PREFIX,
    region: settings.STORAGE_S3_REGION,
    endpoint: settings.STORAGE_S3_ENDPOINT ?? null,
    addressing: settings.STORAGE_S3_ADDRESSING,
    accessKeyId: settings.STORAGE_S3_ACCESS_KEY_ID ?? '',
    secretAccessKey: settings.STORAGE_S3_SECRET_ACCESS_KEY ?? '',
  };
  return createS3Store(place, folder, maxBytes);
}
