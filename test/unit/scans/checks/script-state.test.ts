import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeTokens, scanScript } from '@/lib/scans/checks/probing/script-state';

/** The state at the `@` of a script. */
const at = (code: string) => scanScript(code).stateAt(code.indexOf('@'));

describe('where a character of a script stands', () => {
  test.each([
    ['a = @', 'code'],
    ["a = '@'", 'single'],
    ['a = "it\'s @"', 'double'],
    ["a = 'it\\'s @'", 'single'],
    ["a = 'x' + @", 'code'],
    ["a = 'x\\\\' + @", 'code'],
    ['a = `x @`', 'template'],
    [`a = \`x \${@}\``, 'code'],
    [`a = \`x \${ {b: \`y\`} } @\``, 'template'],
    [`a = \`x \${'}'} @\``, 'template'],
    ['// @', 'line-comment'],
    ['// x\n@', 'code'],
    ['// x\u2028@', 'code'],
    ['<!-- @', 'line-comment'],
    ['a;\n  --> @', 'line-comment'],
    ['a = b /*\n*/ --> @', 'line-comment'],
    ['a = b /* */ --> @', 'code'],
    ['while (n --> @)', 'code'],
    ['/* x\n @ */', 'block-comment'],
    ['/* x */ @', 'code'],
    ["a = /['@]/", 'regex'],
    ["a = /[/'] @/", 'regex'],
    ["a = b / c; d = '@'", 'single'],
    ["a = (b) / c; d = '@'", 'single'],
    ["if (b) /'/.test(@)", 'code'],
    ["return /'/.test(@)", 'code'],
    ["a = b[0] / 2 + '@'", 'single'],
    ["a = '\\\r\n@'", 'single'],
  ])('%j → %s', (code, state) => {
    expect(at(code)).toBe(state);
  });

  test.each(["a = 'x\nb", '/* x', 'a = `x', `a = \`\${b`, "if (x) { } else {} /'", 'a = /x\n'])(
    '%j is out of step',
    (code) => {
      expect(scanScript(code).isReliable).toBe(false);
    },
  );

  test('any text is read to its end', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom("'", '"', '`', '\\', '/', '*', '${', '}', '{', '\n', 'a', ' ', '-->', '(', ')'),
        ),
        (parts) => {
          const code = parts.join('');
          const scan = scanScript(code);
          for (let index = 0; index < code.length; index++) expect(typeof scan.stateAt(index)).toBe('string');
        },
      ),
    );
  });

  test('what is quoted by JSON never leaves its string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
        const text = `${before}markz${after}`;
        expect(codeTokens(`var a = ${JSON.stringify(text)};`, 'markz')).toEqual([]);
      }),
    );
  });

  test('a token is a whole word in code', () => {
    expect(codeTokens("ab = b; 'b'; b2; /* b */ x.b(b)", 'b')).toEqual([5, 27, 29]);
  });
});
