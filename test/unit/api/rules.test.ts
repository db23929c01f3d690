import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { FILE_BODY } from '@/lib/api/operation';
import { OPERATIONS } from '@/lib/api/operations';
import { apiCursor, toApiCursor } from '@/lib/api/rules/api-cursor';
import { curlExample } from '@/lib/api/rules/curl-example';
import { toSlice } from '@/lib/api/rules/lists';
import { matchOperation } from '@/lib/api/rules/match-operation';
import { sketchSchema } from '@/lib/api/rules/sketch-schema';
import { newId } from '@/lib/core/ids';

const partsOf = (path: string) =>
  path
    .slice(1)
    .split('/')
    .map((part) => (part === '{version}' ? '7' : part.startsWith('{') ? newId() : part));

describe('the operations', () => {
  it('are found each at its own address', () => {
    for (const operation of OPERATIONS) {
      const match = matchOperation(OPERATIONS, operation.method, partsOf(operation.path));
      expect(match).toMatchObject({ kind: 'found', operation: { id: operation.id } });
    }
  });

  it('have one name each, and a body where something is made of one', () => {
    expect(new Set(OPERATIONS.map(({ id }) => id)).size).toBe(OPERATIONS.length);
    for (const { method, body, example, status, answer, fileTypes } of OPERATIONS) {
      if (method === 'GET' || method === 'DELETE') expect(body).toBeNull();
      if (body) expect(example !== undefined).toBe(body !== FILE_BODY);
      expect(status === 204).toBe(answer === null && fileTypes === null);
    }
  });

  it('change nothing where they read', () => {
    for (const { method, scope } of OPERATIONS) expect(method === 'GET').toBe(scope === 'READ');
  });

  it.each(['0', '01', '-1', '1.5', '1e3', '99999999', 'x', newId()])('have no version %s', (version) => {
    const parts = ['submissions', newId(), 'passports', version];
    expect(matchOperation(OPERATIONS, 'GET', parts)).toEqual({ kind: 'none' });
  });

  it('are none at other addresses, whatever these are', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 6 }), (parts) => {
        const match = matchOperation(OPERATIONS, 'GET', ['x', ...parts]);
        expect(match).toEqual({ kind: 'none' });
      }),
    );
  });
});

describe('a cursor', () => {
  const schema = apiCursor((place) => place.startsWith('p'));

  it('comes back as it went', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        expect(schema.parse(toApiCursor(`p${text.toWellFormed()}`))).toBe(`p${text.toWellFormed()}`);
      }),
    );
  });

  it.each(['', 'x', toApiCursor('q'), `${toApiCursor('p1')}=`, `${toApiCursor('p1')}\n`, 'a'.repeat(1_000)])(
    'is not %j',
    (text) => {
      expect(schema.safeParse(text).success).toBe(false);
    },
  );
});

describe('a page of rows that were all read', () => {
  it('goes through them once, whatever the size of a page', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 12 }), (count, limit) => {
        const rows = Array.from({ length: count }, () => newId());
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const { data, next } = toSlice(rows, { cursor, limit }, (row) => row);
          seen.push(...data);
          cursor = next === null ? undefined : Buffer.from(next, 'base64url').toString();
        } while (cursor !== undefined);
        expect(seen).toEqual(rows);
      }),
    );
  });
});

describe('what people read', () => {
  it('sketches a schema', () => {
    const shape = z.object({
      id: z.uuid(),
      state: z.enum(['A', 'B']).nullable(),
      rows: z.array(z.object({ count: z.int().optional() })),
      none: z.object({}),
    });
    expect(sketchSchema(z.toJSONSchema(shape) as never)).toBe(
      [
        '{',
        '  "id": uuid,',
        '  "state": "A" | "B" | null,',
        '  "rows": [{',
        '    "count"?: integer',
        '  }, …],',
        '  "none": {}',
        '}',
      ].join('\n'),
    );
  });

  it('writes an example for a shell', () => {
    const operation = { method: 'POST', path: '/assets/{assetId}/a', example: { name: "it's" } };
    expect(curlExample(operation, 'https://desk.example/api/v1')).toBe(
      [
        'curl -H "Authorization: Bearer $PREFLIGHT_API_KEY" \\',
        '  -X POST \\',
        "  -H 'Content-Type: application/json' \\",
        String.raw`  -d '{"name":"it'\''s"}' \ `.trimEnd(),
        "  'https://desk.example/api/v1/assets/ASSET_ID/a'",
      ].join('\n'),
    );
  });

  it('writes an example of a file that is sent, and of one that is downloaded', () => {
    const sent = { method: 'POST', path: '/a', query: ['fileName', 'sha256'], isUpload: true };
    expect(curlExample(sent, 'https://desk.example/api/v1')).toBe(
      [
        'curl -H "Authorization: Bearer $PREFLIGHT_API_KEY" \\',
        '  -X POST \\',
        "  -H 'Content-Type: application/octet-stream' \\",
        '  --data-binary @FILE \\',
        "  'https://desk.example/api/v1/a?fileName=FILE_NAME&sha256=SHA256'",
      ].join('\n'),
    );
    const asked = { method: 'GET', path: '/a/{id}/report', isDownload: true };
    expect(curlExample(asked, 'https://desk.example/api/v1')).toContain("-OJ \\\n  'https://desk");
  });
});
