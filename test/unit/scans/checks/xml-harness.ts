import type { FindingDraft } from '@/lib/findings/rules/finding';
import type { Exchange } from '@/lib/http/exchange';
import type { InsertionPoint, RequestTemplate } from '@/lib/scans/checks/check';
import type { OutsideListener } from '@/lib/scans/checks/outside-listener';
import { xmlEntitiesInBody } from '@/lib/scans/checks/xml-entities-in-body';
import { xmlEntitiesInFile } from '@/lib/scans/checks/xml-entities-in-file';
import { xmlEntitiesInValue } from '@/lib/scans/checks/xml-entities-in-value';
import { applyChange } from '@/lib/scans/engine/requests/apply-change';
import { listCandidates } from '@/lib/scans/engine/requests/insertion-points';
import { probeRequest } from '@/lib/scans/engine/requests/place-part';
import { toRetrieverRequest } from '@/lib/scans/engine/requests/probe-request';
import type { RetrieverRequest } from '@/lib/scans/engine/requests/retriever';
import type { XmlCase, XmlSite } from '../../../fixtures/sites/xml-site';
import { sendRaw } from '../../fixtures/send-raw';
import { capturedPage } from './captured-page';
import { sharedFacts } from './shared-facts';

export type XmlRun = { findings: FindingDraft[]; sent: string[] };

/** The request that a crawler would have found. */
function templateOf({ origin }: XmlSite, one: XmlCase): RequestTemplate {
  const { contentType, body: text } = one.sample;
  const { method, path } = one.documentRequest(text);
  const url = origin + path;
  if (one.carrier === 'file' || one.carrier === 'office') {
    const body = { kind: 'multipart', fields: [['upload', '']], files: ['upload'] } as const;
    return { method, url, headers: [], body };
  }
  if (method === 'GET') {
    const query = one.documentRequest(one.sampleDocument).path;
    return { method, url: origin + query, headers: [], body: { kind: 'none' } };
  }
  if (/json/.test(contentType)) return { method, url, headers: [], body: { kind: 'json', text } };
  if (/urlencoded/.test(contentType))
    return { method, url, headers: [], body: { kind: 'form', fields: [...new URLSearchParams(text)] } };
  return { method, url, headers: [['Content-Type', contentType]], body: { kind: 'xml', text } };
}

async function exchangeOf({ method, url, headers = [], body }: RetrieverRequest): Promise<Exchange> {
  const sent = { method, url, headers: Object.fromEntries(headers), body: Buffer.from(body ?? '') };
  const { status, headers: received, text } = await sendRaw(sent);
  return capturedPage({
    url,
    status,
    body: text,
    headers: Object.entries(received).map(([name, value]) => [name, String(value)]),
  });
}

/** Runs both checks over one case, as a scan does over what it found. */
export async function runXmlCase(site: XmlSite, one: XmlCase, outside?: OutsideListener): Promise<XmlRun> {
  const template = templateOf(site, one);
  const sent: string[] = [];
  let marks = 0;
  const mark = () => `pf7k2m4qx9${(marks++).toString(36).padStart(3, '0')}k3z`;
  const send = (request: RetrieverRequest) => {
    sent.push(`${decodeURIComponent(request.url)}\n${Buffer.from(request.body ?? '')}`);
    return exchangeOf(request);
  };
  const findings: FindingDraft[] = [];
  const target = { id: '1', template, effect: 'READS' as const, isKept: false };
  for (const check of [xmlEntitiesInBody, xmlEntitiesInFile])
    if (check.applies(target))
      findings.push(
        ...(await check.run(target, {
          ...{ origin: site.origin, mark, cookies: [], open: async () => null, captured: async () => null },
          ...{ preflight: async () => null, notTested: async () => undefined, outside },
          send: async (change) => ({
            exchange: await send(toRetrieverRequest(applyChange(template, change))),
            ...{ pages: [], marks: [] },
          }),
        })),
      );
  for (const candidate of listCandidates(template)) {
    const { method, url } = template;
    const point: InsertionPoint = { id: '1', method, url, effect: 'READS', ...candidate };
    if (!xmlEntitiesInValue.applies(point)) continue;
    const baseline = () => send(toRetrieverRequest(template));
    const sendValue = (value: string) => send(probeRequest(point, value));
    findings.push(
      ...(await xmlEntitiesInValue.run(point, {
        ...{ origin: site.origin, mark, outside, inert: async () => null, siteFiles: async () => [] },
        ...sharedFacts(point, { mark, baseline, send: sendValue }),
        probe: (_point, value) => sendValue(value),
        baseline,
      })),
    );
  }
  return { findings, sent };
}
