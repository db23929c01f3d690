import type { CapturedRequest } from '@/lib/http/exchange';
import { toText } from '@/lib/signing/encoding';

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

/** A collection of one request in Postman's format 2.1, as JSON to import. */
export function postmanCollection(name: string, { method, url, headers, body }: CapturedRequest): string {
  const collection = {
    info: { name, schema: SCHEMA },
    item: [
      {
        name,
        request: {
          method,
          url,
          header: headers.map(([key, value]) => ({ key, value })),
          ...(body.length > 0 ? { body: { mode: 'raw', raw: toText(body) ?? '' } } : {}),
        },
      },
    ],
  };
  return JSON.stringify(collection, null, 2);
}
