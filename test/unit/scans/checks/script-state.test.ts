import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeTokens, scanScript } from '@/lib/scans/checks/probing/script-state';
import { processorTime } from '../../processor-time';

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

  test.each([
    ["a = `$\u007bb <!-- '\n} @`", 'template'],
    ['a = `$\u007bf({c: 1}) <!-- `\n} @ $\u007bd}`', 'template'],
    ['a = `$\u007b[1].map((b) => {\n--> {\n return `@` })}`', 'template'],
    ['a = `$\u007b`$\u007bb\n<!-- }\n}` <!-- }\n} @`', 'template'],
    ["a = b <!-- c\n/ 2 + '@'", 'single'],
    ["a = {b: 1} <!-- c\n/ 2 + '@'", 'single'],
    ["a++ <!-- c\n/ 2 + '@'", 'single'],
    ["a.return <!-- c\n/ 2 + '@'", 'single'],
    ["a = `b` <!-- c\n/ 2 + '@'", 'single'],
    ["if (b) <!-- c\n/'/.test(@)", 'code'],
    ["if (b <!-- c\n) /'/.test(@)", 'code'],
    ["return <!-- c\n/'/.test(@)", 'code'],
    ["a = b / <!-- c\n/'/.test(@)", 'code'],
    ["a = b /*\n*/ --> '\n/ 2 + '@'", 'single'],
    ["a = b /* */ /*\n*/ /* */ --> '\n/ 2 + '@'", 'single'],
    ["a = `$\u007bb /*\n*/ --> '\n} @`", 'template'],
  ])('what is around an HTML-like comment goes on behind it: %j → %s', (code, state) => {
    expect([at(code), scanScript(code).isReliable]).toEqual([state, true]);
  });

  test('an HTML-like comment is read as one of two slashes is', () => {
    const part = fc.constantFrom(
      ...[
        "'x'",
        '"',
        '`',
        '${',
        '}',
        '{',
        '(',
        ')',
        'if (',
        'return ',
        '.x',
        'a',
        '++',
        '= ',
        '[',
        ']',
        '\n',
        ', ',
      ],
      ...["/'/ ", '\n/*\n*/', '/* */', '=> ', '<!-- ', '<!-- ', '\n--> '],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        const code = parts.join('');
        const usual = scanScript(code.replaceAll('<!--', '//--').replaceAll('\n-->', '\n//>'));
        const read = scanScript(code);
        const shown = ({ tokens }: typeof read) => tokens.map(({ type, at }) => `${type} ${at}`);
        // Brackets that close in another order than they opened have no place to go on from: that is said.
        if (read.isReliable) expect([shown(read), usual.isReliable]).toEqual([shown(usual), true]);
      }),
      { numRuns: 2_000 },
    );
  });

  test('thousands of comments take no other order of time than other texts as long', () => {
    const spent = (line: string) => {
      const computed = processorTime();
      scanScript(line.repeat(20_000));
      return computed();
    };
    const usual = spent('({//-xy\n');
    for (const line of ['({<!--x\n', '({});<!--x\n', `a(\`\${b <!--\n}\`);`])
      expect(spent(line)).toBeLessThan(30 * usual + 500);
  });

  test('a module has no such comments', () => {
    const code = "a <!--b; '@'";
    expect(scanScript(code, { isModule: true }).stateAt(code.indexOf('@'))).toBe('single');
    expect(at(code)).toBe('line-comment');
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
