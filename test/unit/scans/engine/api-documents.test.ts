import { describe, expect, it } from 'vitest';
import { readApiDocument } from '@/lib/scans/engine/crawl/api-documents';

const document = (servers?: { url: string }[]) => ({
  openapi: '3.0.0',
  ...(servers ? { servers } : {}),
  paths: { '/api/items': { get: { parameters: [{ in: 'query', name: 'q', schema: { type: 'string' } }] } } },
});

describe('an API document', () => {
  it.each([
    [undefined, 'https://shop.example/api/items'],
    [[{ url: '/v2' }], 'https://shop.example/v2/api/items'],
    [[{ url: 'https://shop.example/v3/' }], 'https://shop.example/v3/api/items'],
  ])('with servers %j is asked below %s', (servers, start) => {
    const [operation] = readApiDocument(document(servers), 'https://shop.example/docs/openapi.json') ?? [];
    expect(JSON.stringify(operation)).toContain(`"${start}?`);
  });
});
