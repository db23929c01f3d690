import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parse, defaultTreeAdapter as tree } from 'parse5';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '@/lib/i18n/locales';
import { buildHtmlReport } from '@/lib/reports/html/build-html-report';
import { encodeHtml } from '@/lib/reports/html/safe-html';
import { reportedScan, scanFinding } from './scan-fixture';

const LANGUAGE = { locale: 'en', timeZone: 'UTC' } as const;

type Element = { name: string; attributes: Record<string, string>; text: string };

/** Every element of a document as a browser would make it, with all the text in it. */
function elementsIn(text: string): Element[] {
  const found: Element[] = [];
  const enter = (node: DefaultTreeAdapterTypes.ChildNode): string => {
    if (tree.isTextNode(node)) return node.value;
    if (!tree.isElementNode(node)) return '';
    const element: Element = {
      name: node.tagName,
      attributes: Object.fromEntries(node.attrs.map(({ name, value }) => [name, value])),
      text: '',
    };
    found.push(element);
    element.text = node.childNodes.map(enter).join('');
    return element.text;
  };
  for (const node of parse(text).childNodes) enter(node);
  return found;
}

const named = (elements: readonly Element[], name: string) => elements.filter((one) => one.name === name);

describe('the printable report', () => {
  const elements = elementsIn(buildHtmlReport(reportedScan(), LANGUAGE));
  const all = elements[0]?.text ?? '';

  it('marks the proof in the response and shows the request', () => {
    expect(named(elements, 'mark').map(({ text }) => text)).toEqual(['<b>pf1</b>']);
    expect(named(elements, 'pre').some(({ text }) => text.includes("GET /search?q=' HTTP/1.1"))).toBe(true);
  });

  it.each([
    ['the verdict', '1 confirmed high finding blocks release'],
    ['the score and its vector', '9.1 CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:N'],
    ['the weakness', 'CWE-89'],
    ['the clause', 'Security hardening: The product is scanned'],
    ['an example of the fix', 'prepareStatement'],
    ['how to fix it', 'bound parameters'],
    ['what was tried in a class without findings', 'Handshakes with each protocol version'],
    ['how much was tested', '2 tested of 3 seen'],
    ['what was left out', 'https://shop.example.com/logout'],
    ['what stays on the site', 'Look for pf0190a0 and remove it'],
    ['the versions of the checks', 'sql-injection 3'],
  ])('tells %s', (_what, text) => {
    expect(all.replace(/\s+/g, ' ')).toContain(text);
  });

  it('runs nothing, loads nothing and leads nowhere but into itself', () => {
    expect(new Set(elements.map(({ name }) => name))).not.toContain('script');
    for (const { name, attributes } of elements) {
      expect(['iframe', 'img', 'link', 'object', 'embed', 'form', 'base']).not.toContain(name);
      expect(Object.keys(attributes).filter((one) => /^on|^(src|srcset|style|action)$/.test(one))).toEqual(
        [],
      );
      if (attributes.href !== undefined) expect(attributes.href).toMatch(/^#finding-\d+$/);
    }
  });

  it('allows exactly its own style', () => {
    const [style] = named(elements, 'style');
    const hash = createHash('sha256')
      .update(style?.text ?? '')
      .digest('base64');
    const policy = elements.find(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy');
    expect(policy?.attributes.content).toContain(`default-src 'none'; style-src 'sha256-${hash}'`);
    expect(style?.text).not.toMatch(/url\(|@import/);
  });

  it.each(LOCALES)('is whole in %s, for each outcome', (locale) => {
    for (const scan of [
      reportedScan(),
      reportedScan([]),
      reportedScan([], {
        outcome: 'INCOMPLETE',
        reason: { code: 'LOGIN_FAILED', values: {} },
        checklist: [],
      }),
      reportedScan([], { outcome: 'CANCELLED', reason: { code: 'STOPPED_BY_USER', values: {} } }),
    ]) {
      const text = buildHtmlReport(scan, { locale, timeZone: 'Asia/Shanghai' });
      expect(text).toContain(`<html lang="${locale}">`);
      expect(text).not.toMatch(/undefined|\[object |NaN/);
      expect(buildHtmlReport(scan, { locale, timeZone: 'Asia/Shanghai' })).toBe(text);
    }
  });

  it('is never called clean where the scan is incomplete', () => {
    const text = buildHtmlReport(
      reportedScan([], { outcome: 'INCOMPLETE', reason: { code: 'SESSION_LOST', values: {} } }),
      LANGUAGE,
    );
    expect(text).toContain('The scan is incomplete');
    expect(text).toContain('The session was lost');
    expect(text).not.toContain('No findings.');
  });

  it('says by which rule a finding is graver than its score', () => {
    const rule = 'CVSS alone would say Medium';
    expect(buildHtmlReport(reportedScan(), LANGUAGE)).not.toContain(rule);
    expect(buildHtmlReport(reportedScan([scanFinding({ cvssScore: 6.1 })]), LANGUAGE)).toContain(rule);
  });

  it('says that a finding was accepted, and counts it no more', () => {
    const [finding] = reportedScan().findings;
    const accepted = new Map([
      [
        finding?.fingerprint ?? '',
        {
          conclusion: 'FALSE_POSITIVE' as const,
          explanation: 'The page is static.',
          reference: '',
          decidedAt: new Date('2026-03-05T09:00:00Z'),
        },
      ],
    ]);
    const text = buildHtmlReport(reportedScan([scanFinding()], { accepted }), LANGUAGE);
    expect(text).toContain('A reviewer accepted this finding as “False positive”');
    expect(text).toContain('No findings; clean in');
  });
});

describe('hostile evidence', () => {
  const TEXT = [
    '</pre></main><script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '"><svg/onload=alert(1)>',
    '<!--',
    ']]><style>@import "//evil.example"',
    '</style><base href="//evil.example">',
    '\u202e\u0000\u001b[31m',
    '\ud800 lone',
    '&lt;script&gt;',
  ].join('\n');

  it('stays text wherever it is', () => {
    const count = (names: readonly string[], elements: readonly Element[]) =>
      elements.filter(({ name }) => names.includes(name)).length;
    const plain = elementsIn(buildHtmlReport(reportedScan(), LANGUAGE));
    const response = `HTTP/1.1 200 OK\r\n\r\n${TEXT}`;
    const hostile = elementsIn(
      buildHtmlReport(
        reportedScan([
          scanFinding({
            url: `https://shop.example.com/a?q=${encodeURIComponent(TEXT.toWellFormed())}`,
            values: { parameter: TEXT, database: TEXT, payload: TEXT },
            parameter: { location: 'QUERY', name: TEXT },
            evidence: {
              request: TEXT,
              response,
              isTruncated: true,
              marks: [{ in: 'response', from: 19, to: 40 }],
            },
          }),
        ]),
        LANGUAGE,
      ),
    );
    const alien = ['script', 'img', 'base', 'style', 'svg', 'iframe'];
    expect(count(alien, hostile)).toBe(count(alien, plain));
    expect(hostile[0]?.text).toContain('<script>alert(1)</script>');
    expect(hostile[0]?.text).toContain('⟨U+202E⟩⟨U+0000⟩⟨U+001B⟩[31m');
  });

  it('comes back from any encoding as it was, but for what cannot be seen', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const [shown] = named(elementsIn(`<title>${encodeHtml(text)}</title>`), 'title');
        const [attribute] = named(elementsIn(`<p title="${encodeHtml(text)}">`), 'p');
        const expected = text
          .toWellFormed()
          .replaceAll('\r\n', '\n')
          .replace(/(?![\t\n])\p{Cc}|\p{Bidi_Control}/gu, (one) => encodeHtml(one));
        expect(shown?.text).toBe(expected);
        expect(attribute?.attributes.title).toBe(expected);
      }),
    );
  });
});
