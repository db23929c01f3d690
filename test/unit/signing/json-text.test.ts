import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ascending, descending, withoutNulls } from '@/lib/signing/hypotheses/json/json-members';
import {
  COMPACT,
  type JsonStyle,
  readJsonText,
  rearranged,
  SPACED,
  writeJsonText,
} from '@/lib/signing/hypotheses/json/json-text';

/** Lists and objects, with strings that look like JSON. */
const { tree } = fc.letrec((tie) => ({
  text: fc.oneof(fc.string(), fc.constantFrom('{', '}', '[],:', '"', '\\', '\\"', 'null', ' ')),
  leaf: fc.oneof(
    tie('text'),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
  ),
  value: fc.oneof({ maxDepth: 4 }, tie('leaf'), tie('tree')),
  tree: fc.oneof(
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(tie('text') as fc.Arbitrary<string>, tie('value'), { maxKeys: 5 }),
  ),
}));

const rewritten = (text: string, style: JsonStyle) => {
  const json = readJsonText(text);
  return json && writeJsonText({ ...json, style });
};
const python = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(python).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, member]) => `${JSON.stringify(name)}: ${python(member)}`)
    .join(', ')}}`;
};

describe('a JSON text', () => {
  it('is written in any style as a serialiser writes it, from any other style', () => {
    fc.assert(
      fc.property(tree, (value) => {
        const styles: [JsonStyle, string][] = [
          [COMPACT, JSON.stringify(value)],
          [SPACED, python(value)],
          [{ ...SPACED, indent: 2 }, JSON.stringify(value, null, 2)],
          [{ ...SPACED, indent: 4 }, JSON.stringify(value, null, 4)],
        ];
        for (const [, from] of styles)
          for (const [style, expected] of styles) expect(rewritten(from, style)).toBe(expected);
      }),
    );
  });

  it('keeps numbers, escapes, doubles and what follows the last bracket', () => {
    const text = '{"a":1.50,"b":"\\u00e9\\/","a":1e2}\r\n';
    expect(rewritten(text, COMPACT)).toBe(text);
  });

  it('keeps its own style when its members are rearranged', () => {
    const order = (text: string, arrange: typeof ascending) => {
      const json = readJsonText(text);
      return json && writeJsonText(rearranged(json, arrange));
    };
    expect(order('{"b": 1, "a": [{"d": 2, "c": 3}]}', ascending)).toBe('{"a": [{"c": 3, "d": 2}], "b": 1}');
    expect(order('{"a":{"c":3,"d":2},"b":1}', descending)).toBe('{"b":1,"a":{"d":2,"c":3}}');
    expect(order('{\n  "b": null,\n  "a": [\n    null\n  ]\n}', withoutNulls)).toBe(
      '{\n  "a": [\n    null\n  ]\n}',
    );
    expect(order('{"b":null}', withoutNulls)).toBe('{}');
    expect(order('{"\\u0062":1,"a":2,"B":3}', ascending)).toBe('{"B":3,"a":2,"\\u0062":1}');
  });

  it('says the same after rearranging as the values do', () => {
    fc.assert(
      fc.property(tree, (value) => {
        const json = readJsonText(JSON.stringify(value));
        for (const arrange of [ascending, descending])
          expect(json && JSON.parse(writeJsonText(rearranged(json, arrange)))).toEqual(
            JSON.parse(JSON.stringify(value)),
          );
      }),
    );
  });

  it('is none where no list or object stands, or one too deep', () => {
    for (const text of ['', 'null', '"a"', '12', '{', '[1,]', '{"a":1}}', '\ufeff{}'])
      expect(readJsonText(text)).toBeNull();
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(readJsonText(nested(16))).not.toBeNull();
    expect(readJsonText(nested(17))).toBeNull();
    expect(readJsonText(nested(100_000))).toBeNull();
  });

  it('is read whole however much it holds', () => {
    const json = readJsonText(`{"list":[${Array.from({ length: 200_000 }, (_, i) => i).join()}],"a":1}`);
    expect(json && writeJsonText(rearranged(json, ascending))).toMatch(/^\{"a":1,"list":\[0,1,/);
  });
});
