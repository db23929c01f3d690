import { describe, expect, it } from 'vitest';
import { injectedContent } from '@/lib/scans/checks/injected-content';
import { TROJAN_CASES } from '../../../fixtures/sites/trojan-cases';
import type { TrojanCase } from '../../../fixtures/sites/trojan-site';
import { capturedPage } from './captured-page';

const ORIGIN = 'https://shop.test';

/** What the check says of the page of a case and of its scripts. */
function findingsOf(one: TrojanCase) {
  const { body, status = 200, headers = {} } = one.respond({ userAgent: '', referer: '' });
  const raw = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  const page = capturedPage({ url: `${ORIGIN}/${one.name}/`, status, headers: raw, body: String(body) });
  const files = Object.entries(one.files ?? {}).map(([name, file]) => {
    const exchange = capturedPage({ url: `${ORIGIN}/${one.name}/${name}`, body: String(file.body) });
    return {
      ...exchange,
      response: { ...exchange.response, headers: [['Content-Type', file.type ?? 'text/html'] as const] },
    };
  });
  return [page, ...files].flatMap((exchange) =>
    injectedContent.run(exchange, { origin: ORIGIN, isBehindLogin: false }),
  );
}

describe('a page with injected content', () => {
  it.each(TROJAN_CASES.filter((one) => one.isVulnerable && !one.visitor))('$name', (one) => {
    const findings = findingsOf(one);
    const sure = findings.filter(({ confidence }) => confidence === 'CONFIRMED');
    expect(sure).not.toEqual([]);
    for (const { class: name, severity, evidence } of sure) {
      expect([name, severity]).toEqual(['TROJAN', 'HIGH']);
      expect(evidence.marks).not.toEqual([]);
    }
    if (/frame|loader|miner|skimmer|host|behindEnd|redirect|alike/.test(one.kind))
      expect(sure.map(({ values }) => values.subject)).toContain(one.foreign);
  });
});

describe('a page that only looks so', () => {
  it.each(TROJAN_CASES.filter((one) => !one.isVulnerable))('$name', (one) => {
    expect(
      findingsOf(one).map(({ titleKey, values, confidence }) => ({ titleKey, values, confidence })),
    ).toEqual([]);
  });
});
