import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { LOCALES } from '@/lib/i18n/locales';
import type { AcceptedFinding, ReportedScan } from '@/lib/reports/rules/reported-scan';
import { buildSarif, writeSarif } from '@/lib/reports/sarif/build-sarif';
import { findBodyRegion, toWebRequest, toWebResponse } from '@/lib/reports/sarif/web-message';
import { reportedScan, scanFinding } from './scan-fixture';

const LANGUAGE = { locale: 'en', timeZone: 'UTC' } as const;

/** What the schema of SARIF 2.1.0 asks of the parts that a report has: no member besides those that it names. */
const text = z.strictObject({ text: z.string().min(1), markdown: z.string().min(1).optional() });
const level = z.enum(['none', 'note', 'warning', 'error']);
const bag = z.looseObject({ tags: z.array(z.string()).optional() });
const reference = z.strictObject({
  id: z.string(),
  index: z.int().min(0),
  toolComponent: z.strictObject({ name: z.string(), index: z.int().min(0) }),
});
const message = {
  protocol: z.string(),
  version: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.strictObject({ text: z.string() }).optional(),
};
const position = z.int().min(1);
const result = z.strictObject({
  ruleId: z.string(),
  ruleIndex: z.int().min(0),
  kind: z.literal('fail'),
  level,
  message: text,
  locations: z.array(
    z.strictObject({
      physicalLocation: z.strictObject({
        artifactLocation: z.strictObject({ uri: z.url() }),
        region: z
          .strictObject({
            ...{ startLine: position, startColumn: position, endLine: position, endColumn: position },
            snippet: z.strictObject({ text: z.string() }),
          })
          .optional(),
      }),
      logicalLocations: z
        .array(z.strictObject({ name: z.string(), fullyQualifiedName: z.string(), kind: z.string() }))
        .optional(),
    }),
  ),
  partialFingerprints: z.record(z.string().regex(/\/v\d+$/), z.string()),
  taxa: z.array(reference),
  webRequest: z.strictObject({ ...message, method: z.string(), target: z.string() }).optional(),
  webResponse: z.strictObject({ ...message, statusCode: z.int(), reasonPhrase: z.string() }).optional(),
  suppressions: z.array(
    z.strictObject({
      kind: z.enum(['inSource', 'external']),
      status: z.enum(['accepted', 'underReview', 'rejected']),
      justification: z.string(),
    }),
  ),
  properties: bag,
});
const rule = z.strictObject({
  id: z.string(),
  name: z.string(),
  shortDescription: text,
  fullDescription: text,
  help: text,
  defaultConfiguration: z.strictObject({ level }),
  relationships: z.array(z.strictObject({ target: reference, kinds: z.array(z.string()) })),
  properties: bag,
});
const LOG = z.strictObject({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z.array(
    z.strictObject({
      tool: z.strictObject({
        driver: z.strictObject({
          ...{ name: z.string(), version: z.string(), language: z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/) },
          shortDescription: text,
          rules: z.array(rule),
          notifications: z.array(z.strictObject({ id: z.string() })),
          supportedTaxonomies: z.array(z.strictObject({ name: z.string(), index: z.int() })),
        }),
      }),
      language: z.string(),
      automationDetails: z.strictObject({ id: z.string() }),
      invocations: z.array(
        z.strictObject({
          executionSuccessful: z.boolean(),
          startTimeUtc: z.iso.datetime(),
          endTimeUtc: z.iso.datetime(),
          exitCodeDescription: z.string().optional(),
          toolExecutionNotifications: z.array(
            z.strictObject({ descriptor: z.strictObject({ id: z.string() }), level, message: text }),
          ),
        }),
      ),
      taxonomies: z.array(
        z.strictObject({
          ...{ name: z.string(), organization: z.string(), informationUri: z.url(), shortDescription: text },
          isComprehensive: z.boolean(),
          taxa: z.array(z.strictObject({ id: z.string(), helpUri: z.url() })),
        }),
      ),
      results: z.array(result),
      columnKind: z.enum(['utf16CodeUnits', 'unicodeCodePoints']),
      properties: bag,
    }),
  ),
});

const read = (scan: ReportedScan, locale: (typeof LOCALES)[number] = 'en') => {
  const log = LOG.parse(JSON.parse(writeSarif(buildSarif(scan, { locale, timeZone: 'UTC' }))));
  const [run] = log.runs;
  if (!run) throw new Error('no run');
  return run;
};
const redirect = scanFinding({
  class: 'URL_REDIRECTION',
  titleKey: 'findings-active.openRedirect',
  values: { parameter: 'next', payload: 'https://pf.invalid', sink: 'location' },
  severity: 'MEDIUM',
  confidence: 'LIKELY',
  cvssVector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:N/I:L/A:N',
  cvssScore: 4.3,
  cwe: 601,
  parameter: { location: 'QUERY', name: 'next' },
});
const second = scanFinding({ url: 'https://shop.example.com/items?id=1', cvssScore: 7.5 });
const three = reportedScan([scanFinding(), redirect, second]);

describe('the report as SARIF', () => {
  it.each(LOCALES)('has the shape of the standard in %s, and refers to what is there', (locale) => {
    const run = read(three, locale);
    const { rules } = run.tool.driver;
    expect(rules.map(({ id }) => id)).toEqual(['findings-active/sqlError', 'findings-active/openRedirect']);
    for (const one of run.results) {
      expect(rules[one.ruleIndex]?.id).toBe(one.ruleId);
      for (const { id, index, toolComponent } of one.taxa) {
        expect(run.taxonomies[toolComponent.index]?.name).toBe(toolComponent.name);
        expect(run.taxonomies[toolComponent.index]?.taxa[index]?.id).toBe(id);
      }
    }
    const ids = run.invocations.flatMap(({ toolExecutionNotifications }) =>
      toolExecutionNotifications.map(({ descriptor }) => descriptor.id),
    );
    expect(run.tool.driver.notifications.map(({ id }) => id).sort()).toEqual([...new Set(ids)].sort());
  });

  it('tells level, weakness and score of each rule by its gravest finding, in words of its kind', () => {
    const [sql, open] = read(three).tool.driver.rules;
    expect(sql).toMatchObject({
      name: 'SqlError',
      shortDescription: { text: 'SQL injection in <parameter> (<database>)' },
      defaultConfiguration: { level: 'error' },
      properties: { 'security-severity': '9.1', tags: ['security', 'external/cwe/cwe-89'] },
    });
    expect(sql?.help.text).toContain('bound parameters');
    expect(sql?.help.markdown).toContain('```\nPreparedStatement');
    expect(sql?.help.text).toContain('Product Security Review Standards 3.0: Security hardening');
    expect(open).toMatchObject({ defaultConfiguration: { level: 'warning' } });
  });

  it('keeps the fingerprint of a finding whatever was read at it', () => {
    const again = reportedScan([
      scanFinding({ values: { parameter: 'q', database: 'MySQL', payload: '"' } }),
    ]);
    const [one, other] = [read(three).results[0], read(again).results[0]];
    expect(one?.partialFingerprints).toEqual(other?.partialFingerprints);
    expect(one?.message.text).not.toBe(other?.message.text);
  });

  it('holds the exchange, and where in the body the proof is', () => {
    const [one] = read(three).results;
    expect(one?.webRequest).toEqual({
      ...{ protocol: 'HTTP', version: '1.1', method: 'GET', target: "/search?q='" },
      headers: { Host: 'shop.example.com' },
    });
    expect(one?.webResponse).toMatchObject({ statusCode: 200, reasonPhrase: 'OK' });
    const body = one?.webResponse?.body?.text ?? '';
    expect(one?.locations[0]?.physicalLocation.region).toEqual({
      ...{ startLine: 1, endLine: 1, startColumn: body.indexOf('<b>') + 1 },
      endColumn: body.indexOf('<b>') + 11,
      snippet: { text: '<b>pf1</b>' },
    });
  });

  it('is an unsuccessful execution where the scan is incomplete or was stopped', () => {
    expect(read(three).invocations[0]?.executionSuccessful).toBe(true);
    const incomplete = reportedScan([], {
      outcome: 'INCOMPLETE',
      reason: { code: 'SESSION_LOST', values: {} },
      checklist: [{ class: 'XSS', state: 'NOT_TESTED', reason: 'STOPPED_EARLY' }],
    });
    const [invocation] = read(incomplete).invocations;
    expect(invocation).toMatchObject({ executionSuccessful: false });
    expect(invocation?.toolExecutionNotifications.map(({ descriptor }) => descriptor.id)).toEqual([
      ...['ended/SESSION_LOST', 'warning/SESSION_RENEWED', 'left-out/DANGEROUS', 'not-tested/XSS'],
    ]);
    const stopped = reportedScan([], {
      outcome: 'CANCELLED',
      reason: { code: 'STOPPED_BY_USER', values: {} },
    });
    expect(read(stopped).invocations[0]?.executionSuccessful).toBe(false);
  });

  it.each([
    ['FALSE_POSITIVE', 1],
    ['RISK_ACCEPTED', 1],
    ['FIXED', 0],
  ] as const)('suppresses an accepted %s %i times', (conclusion, times) => {
    const acceptance: AcceptedFinding = {
      ...{ conclusion, explanation: 'The page is static.', reference: '', decidedAt: new Date(0) },
    };
    const accepted = new Map([[three.findings[0]?.fingerprint ?? '', acceptance]]);
    const run = read({ ...three, accepted });
    expect(run.results.map(({ suppressions }) => suppressions.length)).toEqual([times, 0, 0]);
    expect(run.results[0]?.properties.blocksRelease).toBe(false);
  });

  it('is well-formed whatever a site answered', () => {
    const hostile = scanFinding({
      url: 'https://shop.example.com/a b?q=<"\u4e2d%zz',
      parameter: { location: 'QUERY', name: '`]| <x>' },
      values: { parameter: '`]| <x>', database: '**x**', payload: '\ud800' },
      evidence: {
        request: 'CLIENT HELLO TLS 1.0',
        response: 'HTTP/1.1 200\r\nSet-Cookie: a=********\r\nset-cookie: b=********\r\n\r\n\ud800',
        isTruncated: false,
        marks: [{ in: 'response', from: 0, to: 8 }],
      },
    });
    const [one] = read(reportedScan([hostile])).results;
    expect(one?.webRequest).toBeUndefined();
    expect(one?.webResponse?.headers).toEqual({ 'Set-Cookie': 'a=********, b=********' });
    expect(one?.locations[0]?.physicalLocation.region).toBeUndefined();
    expect(one?.locations[0]?.physicalLocation.artifactLocation.uri).toMatch(/^https:[\w\-./?=%]+$/);
    expect(writeSarif(buildSarif(reportedScan([hostile]), LANGUAGE)).isWellFormed()).toBe(true);
  });
});

describe('a message of evidence', () => {
  it.each([
    ['', null],
    ['GET /', null],
    ['get / HTTP/1.1', null],
    ['GET / HTTP/2', { method: 'GET', target: '/', protocol: 'HTTP', version: '2', headers: {} }],
    [
      'POST /a HTTP/1.1\nA: 1\n\nx\r\n\r\ny',
      {
        ...{ method: 'POST', target: '/a', protocol: 'HTTP', version: '1.1', headers: { A: '1' } },
        body: { text: 'x\r\n\r\ny' },
      },
    ],
  ])('is read as a request: %j', (given, expected) => {
    expect(toWebRequest(given)).toEqual(expected);
  });

  it('is a response without words too', () => {
    expect(toWebResponse('HTTP/2 404\r\n\r\n')).toMatchObject({ statusCode: 404, reasonPhrase: '' });
    expect(toWebResponse('TLS 1.0 accepted')).toBeNull();
  });

  it('counts lines and columns of its body from 1, the end excluded', () => {
    const response = 'HTTP/1.1 200 OK\r\n\r\none\r\ntwo\nthree';
    const region = (word: string) => {
      const from = response.indexOf(word);
      return findBodyRegion(response, { from, to: from + word.length });
    };
    expect(region('two\nth')).toMatchObject({ startLine: 2, startColumn: 1, endLine: 3, endColumn: 3 });
    expect(region('one')).toMatchObject({ startLine: 1, startColumn: 1, endLine: 1, endColumn: 4 });
    expect(region('200')).toBeNull();
  });
});
