import { request as httpRequest } from 'node:http';
import type { FindingDraft } from '@/lib/findings/rules/finding';
import type { Exchange, RawHeader } from '@/lib/http/exchange';
import type { ActiveCheck, InsertionPoint, ProbeContext, SiteFile } from '@/lib/scans/checks/check';
import type { CaseSite, SiteCase } from '../../../fixtures/sites/case-site';
import { runWhole, sharedFacts } from './shared-facts';

type Wire = { method: string; url: string; headers: RawHeader[]; body: string };

const FORM: RawHeader = ['Content-Type', 'application/x-www-form-urlencoded'];
const JSON_TYPE: RawHeader = ['Content-Type', 'application/json'];

/** The insertion point's request with `value` in place, as it goes over the wire. */
function wireFor({ template, location, name }: InsertionPoint, value: string): Wire {
  const { method, body } = template;
  const url = new URL(template.url);
  const wire = (part: Partial<Wire>): Wire => ({ method, url: url.href, headers: [], body: '', ...part });
  switch (location) {
    case 'QUERY': {
      const pairs = [...url.searchParams].map(([key, old]) => [key, key === name ? value : old] as const);
      const query = pairs
        .map(([key, one]) => `${encodeURIComponent(key)}=${encodeURIComponent(one)}`)
        .join('&');
      return wire({ url: `${url.origin}${url.pathname}?${query}` });
    }
    case 'FORM': {
      const fields = body.kind === 'form' ? body.fields : [];
      const pairs = fields.map(([key, old]): [string, string] => [key, key === name ? value : old]);
      return wire({ headers: [FORM], body: new URLSearchParams(pairs).toString() });
    }
    case 'JSON':
      return wire({ headers: [JSON_TYPE], body: JSON.stringify({ [name]: value }) });
    case 'COOKIE':
      return wire({ headers: [['Cookie', `${name}=${encodeURIComponent(value)}`]] });
    case 'HEADER':
      return wire({ headers: [[name, value.replace(/[\r\n\0]/g, ' ')]] });
    default:
      return wire({ url: url.href.replace(/[^/]*$/, encodeURIComponent(value)) });
  }
}

function send({ method, url, headers, body }: Wire): Promise<Exchange> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(url, { method }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      const bytes = Buffer.concat(chunks);
      const raw = response.rawHeaders;
      const pairs = raw.flatMap((key, index): RawHeader[] =>
        index % 2 === 0 ? [[key, raw[index + 1] ?? '']] : [],
      );
      resolve({
        startedAt: new Date(0),
        request: { method, url, headers, body: Buffer.from(body) },
        response: {
          status: response.statusCode ?? 0,
          statusText: response.statusMessage ?? '',
          httpVersion: response.httpVersion,
          headers: pairs,
          body: bytes,
          decodedBody: bytes,
          isTruncated: false,
        },
        timing: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 1 },
        connection: { remoteAddress: '127.0.0.1', remotePort: 80, tls: null },
      });
    });
    outgoing.on('error', reject);
    for (const [key, value] of headers) outgoing.setHeader(key, value);
    outgoing.end(body);
  });
}

/** `values`: everything that was put in the place of the parameter's own value. */
export type CaseRun = { findings: FindingDraft[]; requests: number; values: string[] };

/** Runs one check against one case over real HTTP and counts what it sent. */
export async function runCase(
  check: ActiveCheck,
  site: CaseSite,
  one: SiteCase,
  siteFiles: readonly SiteFile[] = [],
): Promise<CaseRun> {
  const point = site.pointFor(one);
  const values: string[] = [];
  let baseline: Promise<Exchange> | null = null;
  let marks = 0;
  const sendValue = (value: string) => {
    values.push(value);
    return send(wireFor(point, value));
  };
  // A real mark is as long as this one: a letter, the scan's id, a counter.
  const mark = () => `pf7k2${(marks++).toString(36).padStart(4, 'a')}z`;
  const untouched = () => {
    baseline ??= sendValue(point.value);
    return baseline;
  };
  const context: ProbeContext = {
    origin: site.origin,
    mark,
    ...sharedFacts(point, { mark, baseline: untouched, send: sendValue }),
    inert: async () => null,
    siteFiles: async () => siteFiles,
    probe: (_point, value) => sendValue(value),
    baseline: untouched,
  };
  const findings = check.applies(point) ? await runWhole(check, point, context) : [];
  return { findings, requests: values.length, values };
}
