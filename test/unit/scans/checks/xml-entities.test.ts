import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { OutsideListener } from '@/lib/scans/checks/outside-listener';
import { FRAMEWORK_XML_CASES } from '../../../fixtures/sites/framework-xml-cases';
import type { RawAnswer } from '../../../fixtures/sites/raw-site';
import { XML_CASES } from '../../../fixtures/sites/xml-cases';
import type { XmlRules } from '../../../fixtures/sites/xml-engine';
import { startXmlSite, type XmlFacts, type XmlSite, xmlCaseOf } from '../../../fixtures/sites/xml-site';
import { runXmlCase } from './xml-harness';

/** A document of a kind that nobody has seen, and a type that is tried only where a place was seen to take it. */
const OUT_OF_REACH = /^of-(?:settings-file(?:-includes)?|text-type-only)$/;
const CASES = [...XML_CASES, ...FRAMEWORK_XML_CASES.filter(({ name }) => !OUT_OF_REACH.test(name))];

let site: XmlSite;
beforeAll(async () => {
  site = await startXmlSite(CASES);
});
afterAll(() => site.close());

const shown = CASES.filter(({ isVulnerable, isBlind }) => isVulnerable && !isBlind);
const blind = XML_CASES.filter(({ isBlind }) => isBlind);
const safe = CASES.filter(({ isVulnerable }) => !isVulnerable);

describe('a parser that opens files', () => {
  it.each(shown)('$name', async (one) => {
    const { findings } = await runXmlCase(site, one);
    expect(findings).toMatchObject([{ class: 'XXE', confidence: 'CONFIRMED', severity: 'HIGH', cwe: 611 }]);
  });
});

describe('a parser that opens files and shows nothing of them', () => {
  it.each(blind)('$name is known by its errors, if it has any', async (one) => {
    const { findings } = await runXmlCase(site, one);
    expect(findings.map(({ confidence }) => confidence)).toEqual(
      one.rules.opensExternal ? ['CONFIRMED'] : [],
    );
  });
});

describe('a place that opens no file', () => {
  it.each(safe)('$name', async (one) => {
    const { findings } = await runXmlCase(site, one);
    expect(findings).toEqual([]);
  });
});

async function runSister(facts: Partial<XmlFacts>) {
  const one = xmlCaseOf({ name: 'sister', why: 'a sister', isVulnerable: false, rules: {}, ...facts });
  const own = await startXmlSite([one]);
  onTestFinished(() => own.close());
  return runXmlCase(own, one);
}

const KERNEL = 'Linux version 6.1.0 (gcc 12)';
const page = (text: string, status = 200): RawAnswer => ({ status, body: `<p>${text}</p>` });
const nameIn = (document: string) => /<article>([^<]*)/.exec(document)?.[1] ?? '';

describe('a place whose answers need a second look', () => {
  it.each<[string, (document: string) => RawAnswer]>([
    ['tells its kernel anyway', (document) => page(`${KERNEL} ${nameIn(document)}`)],
    [
      'baits whoever names the file',
      (document) => page(document.includes('proc/version') ? KERNEL : nameIn(document)),
    ],
    [
      'baits whoever uses entities',
      (document) => page(document.includes('<!ENTITY') ? KERNEL : nameIn(document)),
    ],
    [
      'refuses the names of system files, and no other',
      (document) => page('', /proc\/\w+"/.test(document) ? 403 : 200),
    ],
    [
      'names the address of every entity in an error',
      (document) => page(/"([^"]*)">/.exec(document)?.[1] ?? 'done', /ENTITY/.test(document) ? 400 : 200),
    ],
    [
      'refuses marks in addresses',
      (document) => page(document, /SYSTEM[^>]*pf\w+/.test(document) ? 400 : 500),
    ],
  ])('is not confirmed where it %s', async (_name, respond) => {
    const { findings } = await runSister({ respond });
    expect(findings.filter(({ confidence }) => confidence === 'CONFIRMED')).toEqual([]);
  });

  it.each<[string, Partial<XmlFacts>]>([
    [
      'a JSON interface that includes texts only',
      { carrier: 'json', rules: { doctype: 'refused', includes: true } },
    ],
    ['a form that shows the beginning', { carrier: 'form', show: 'cut', rules: { opensExternal: true } }],
    [
      'an assertion that is in an error',
      { carrier: 'base64', document: 'assertion', show: 'number', rules: { opensExternal: true } },
    ],
    [
      'a feed with errors of its parser alone',
      { document: 'rss', show: 'nothing', rules: { opensExternal: true } },
    ],
  ])('is confirmed for %s', async (_name, facts) => {
    const { findings } = await runSister({ isVulnerable: true, ...facts });
    expect(findings).toMatchObject([{ confidence: 'CONFIRMED', severity: 'HIGH' }]);
  });
});

describe('what is sent', () => {
  it.each(CASES)('$name names no other host and no entity that grows', async (one) => {
    const { sent } = await runXmlCase(site, one);
    const addresses = sent.flatMap((text) => [
      ...text.matchAll(/(?:SYSTEM|PUBLIC "x"|href=)\s*["']([^"']*)/g),
    ]);
    const foreign = addresses.filter(([, address = '']) => !/^(?:file:\/\/\/|\/proc\/)/.test(address));
    expect(foreign).toEqual([]);
    expect(sent.filter((text) => /<!ENTITY[^>]*&\w+;&/.test(text))).toEqual([]);
    // A place of files is asked for four kinds of them.
    expect(sent.length).toBeLessThanOrEqual(one.carrier === 'file' || one.carrier === 'office' ? 40 : 16);
  });
});

/** The operator's listener, and what a machine behind it is answered. */
function outsideOf() {
  const offered = new Map<string, string>();
  const asked = new Set<string>();
  const fetch = (address: string) => {
    asked.add(address);
    return offered.get(address) ?? null;
  };
  const outside: OutsideListener = {
    offer: async (text) => {
      const address = `http://listener.test/${String(offered.size).padStart(32, 'k')}`;
      offered.set(address, text);
      return address;
    },
    wereAsked: async (addresses) => addresses.filter((address) => asked.has(address)),
  };
  return { outside, fetch, offered };
}

async function runBeside(
  facts: Partial<XmlFacts>,
  run: (fetch: (address: string) => string | null) => Partial<XmlFacts>,
) {
  const { outside, fetch, offered } = outsideOf();
  const one = xmlCaseOf({
    ...{ name: 'sister', why: 'a sister', isVulnerable: false, rules: {} },
    ...facts,
    ...run(fetch),
  });
  const own = await startXmlSite([one]);
  onTestFinished(() => own.close());
  const { findings, sent } = await runXmlCase(own, one, outside);
  return { confidences: findings.map(({ titleKey, confidence }) => [titleKey, confidence]), sent, offered };
}

const OUTSIDE = 'findings-xml.externalEntityOutside';
const BLIND = { show: 'nothing', errors: 'generic' } as const;

describe("a place that shows nothing, beside the operator's listener", () => {
  it.each<[string, XmlRules]>([
    ['opens entities', { opensExternal: true, opensParameters: true }],
    ['opens parameter entities alone', { opensParameters: true, unknown: 'nothing' }],
    ['opens entities of the text alone', { opensExternal: true }],
  ])('is known where it %s', async (_name, rules) => {
    const { confidences } = await runBeside(BLIND, (fetch) => ({
      rules: { ...rules, fetch },
      // Files of the disk are out of reach.
      refuses: /file:|"\/proc/,
    }));
    expect(confidences).toEqual([[OUTSIDE, 'CONFIRMED']]);
  });

  it.each<[string, XmlRules]>([
    ['opens nothing', {}],
    ['refuses types', { doctype: 'refused' }],
    ['skips types', { doctype: 'skipped' }],
  ])('is left alone where it %s', async (_name, rules) => {
    const { confidences } = await runBeside(BLIND, (fetch) => ({ rules: { ...rules, fetch } }));
    expect(confidences).toEqual([]);
  });

  it('is no parser where every address of a text is opened', async () => {
    const { confidences } = await runBeside({}, (fetch) => ({
      respond: (document) => {
        for (const [address] of document.matchAll(/http:[\w:/.-]+/g)) fetch(address);
        return page('done');
      },
    }));
    expect(confidences).toEqual([]);
  });

  it('is offered no address of anybody else', async () => {
    const { sent, offered } = await runBeside(BLIND, (fetch) => ({ rules: { fetch } }));
    const addresses = sent.flatMap((text) => [
      ...(text.split('\n\n').at(-1) ?? '').matchAll(/SYSTEM "(https?:[^"]*)"/g),
    ]);
    expect(addresses.length).toBeGreaterThan(0);
    for (const [, address = ''] of addresses) expect(offered.has(address)).toBe(true);
  });
});
