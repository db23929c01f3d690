import { describe, expect, it } from 'vitest';
import { parseApiDocument, readApiDocument } from '@/lib/scans/engine/crawl/api-documents';

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

describe('an API document in YAML', () => {
  const paths =
    'paths:\n  /api/items:\n    get:\n      parameters:\n        - {in: query, name: q, schema: {type: string}}\n';
  it.each([
    ['as it is', `openapi: 3.0.3\n${paths}`],
    ['behind comments and a mark', `# Shop\n---\ninfo: {title: Shop}\n"openapi": "3.1.0"\n${paths}`],
    ['of version 2', `swagger: "2.0"\n${paths}`],
    ['with aliases', `openapi: 3.0.0\nx: &s {type: string}\n${paths.replace('{type: string}', '*s')}`],
  ])('is read: %s', (_name, text) => {
    const operations = readApiDocument(parseApiDocument(text), 'https://shop.example/openapi.yaml') ?? [];
    expect(operations.map(({ method, template }) => `${method} ${new URL(template.url).pathname}`)).toEqual([
      'GET /api/items',
    ]);
  });

  it.each([
    ['prose', 'The openapi: key\nstands for nothing'],
    ['a list', '- openapi: 1\n- 2'],
    ['broken', 'openapi: 3.0.0\npaths: [1'],
    [
      'without end',
      `openapi: 3.0.0\na: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'.replace(/./g, (name, at: number) => `${name}: &${name} [${`*${'abcdefghi'[at]},`.repeat(9)}]\n`)}`,
    ],
    ['in circles', 'openapi: 3.0.0\nx: &x\n  y: *x\n'],
    ['a page', '<!doctype html><pre>\nopenapi: 3.0.0\n</pre>'],
  ])('is none: %s', (_name, text) => expect(parseApiDocument(text)).toBeNull());
});
