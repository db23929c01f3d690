import { describe, expect, it } from 'vitest';
import { parseApiDocument, readApiDocument } from '@/lib/scans/engine/crawl/api/api-documents';

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

describe('a body in an API document', () => {
  const bodyOf = (content: object, more: object = {}) => {
    const paths = { '/orders': { post: { requestBody: { content } } } };
    const [operation] =
      readApiDocument({ openapi: '3.0.0', paths, ...more }, 'https://shop.example/openapi.json') ?? [];
    return operation?.template;
  };
  const order = { type: 'object', properties: { article: { type: 'integer' }, note: { example: 'a < b' } } };
  const written = (root: string) =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<${root}><article>1</article><note>a &lt; b</note></${root}>`;

  it.each<[string, object, object, string]>([
    ['without a name', { schema: order }, {}, written('root')],
    ['named by its schema', { schema: { ...order, xml: { name: 'Order' } } }, {}, written('Order')],
    [
      'named by its reference',
      { schema: { $ref: '#/components/schemas/Order' } },
      { components: { schemas: { Order: order } } },
      written('Order'),
    ],
    ['with an example', { schema: order, example: '<o><a>7</a></o>' }, {}, '<o><a>7</a></o>'],
    ['with a named example', { examples: { one: { value: '<o/>' } } }, {}, '<o/>'],
  ])('is XML: %s', (_name, media, more, text) => {
    for (const type of ['application/xml', 'text/xml; charset=utf-8', 'application/soap+xml'])
      expect(bodyOf({ [type]: media }, more)).toMatchObject({
        headers: [['Content-Type', type]],
        body: { kind: 'xml', text },
      });
  });

  it('is JSON where both are taken, and what an example says', () => {
    const both = { 'application/xml': { schema: order }, 'application/json': { schema: order } };
    expect(bodyOf(both)?.body).toEqual({ kind: 'json', text: '{"article":1,"note":"a < b"}' });
    expect(bodyOf({ 'application/json': { example: '{"a": 7}' } })?.body).toMatchObject({ text: '{"a":7}' });
    expect(bodyOf({ 'application/vnd.shop+json': { example: { a: 7 } } })?.body).toMatchObject({
      text: '{"a":7}',
    });
  });

  it('is a form with the fields of its example', () => {
    const type = 'application/x-www-form-urlencoded';
    expect(bodyOf({ [type]: { example: 'a=1&b=x+y' } })?.body).toMatchObject({
      kind: 'form',
      fields: [
        ['a', '1'],
        ['b', 'x y'],
      ],
    });
  });

  it.each([
    [['application/xml'], 'xml'],
    [['application/xml', 'application/json'], 'json'],
    [undefined, 'json'],
  ])('of version 2 that consumes %j is %s', (consumes, kind) => {
    const post = { consumes, parameters: [{ in: 'body', name: 'order', schema: order }] };
    const [operation] =
      readApiDocument({ swagger: '2.0', paths: { '/x': { post } } }, 'https://shop.example/swagger.json') ??
      [];
    expect(operation?.template.body.kind).toBe(kind);
  });
});
