import { configuration } from '@/lib/config/configuration';
import type { JsonObject } from '@/lib/signing/canonical';
import { openSecret, resealSecret, sealSecret } from '@/lib/storage/seal-secret';
import type { RunItem } from './rules/run-item';

const encryptionContext = (assetId: string) => `connection-request:${assetId}`;

/** Encrypts a request of a case for this asset: a seller may write a buyer's name, a phone number or a secret into it. */
export const sealRequest = (request: JsonObject, assetId: string): Promise<string> =>
  sealSecret(JSON.stringify(request), encryptionContext(assetId), configuration().ENCRYPTION_KEYS);

/** Null where there is none, and where the key that sealed it is gone. */
export async function openRequest(sealed: string | null, assetId: string): Promise<JsonObject | null> {
  if (sealed === null) return null;
  const opened = await openSecret(sealed, encryptionContext(assetId), configuration().ENCRYPTION_KEYS);
  return opened.ok ? (JSON.parse(opened.value) as JsonObject) : null;
}

/** The same under the current key; null if it already is, or can't be opened. */
export async function movedRequest(sealed: string, assetId: string): Promise<string | null> {
  const moved = await resealSecret(sealed, encryptionContext(assetId), configuration().ENCRYPTION_KEYS);
  return moved.ok && moved.isChanged ? moved.sealed : null;
}

/** The builder's requests of a run, by the keys of its items; null where no item has one. */
export async function sealRunRequests(items: readonly RunItem[], assetId: string): Promise<string | null> {
  const requests = items.flatMap(({ key, request }) => (request ? [[key, request] as const] : []));
  return requests.length === 0 ? null : sealRequest(Object.fromEntries(requests), assetId);
}

/** The items with the requests that `sealRunRequests` sealed; null where those can no longer be opened. */
export async function withRequests(
  items: readonly RunItem[],
  sealed: string | null,
  assetId: string,
): Promise<RunItem[] | null> {
  if (sealed === null) return [...items];
  const opened = await openRequest(sealed, assetId);
  if (!opened) return null;
  const requests = new Map(Object.entries(opened as Readonly<Record<string, JsonObject>>));
  return items.map((item) => {
    const request = requests.get(item.key);
    return request ? { ...item, request } : item;
  });
}
