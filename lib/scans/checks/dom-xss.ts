import type { FindingDraft } from '@/lib/findings/rules/finding';
import type { SinkSignal } from '../browser/scan-browser';
import type { BrowserCheck, BrowserContext, BrowserTarget } from './check';
import { domPayloads } from './dom/dom-payloads';
import { type DomSource, domSources, type PlantedLoad } from './dom/dom-sources';
import { toEvidence } from './probing/exchange-evidence';
import { xssRating } from './xss/xss-rating';

/** Ways from a source to a sink that are proven on one page. */
const MAX_WAYS = 12;
const MAX_SHOWN = 200;

type Way = { source: DomSource; signal: SinkSignal };

/** Fills the sources of a group with marks and tells which of them came to a sink. */
async function listWays(
  group: readonly DomSource[],
  target: BrowserTarget,
  context: BrowserContext,
): Promise<Way[]> {
  const marked = group.map((source) => ({ source, mark: context.mark() }));
  const start: PlantedLoad = { url: target.url, plant: {} };
  const load = marked.reduce((before, { source, mark }) => source.fill(mark, before), start);
  const sight = await context.load({ ...load, marks: marked.map(({ mark }) => mark), proof: null });
  return (sight?.signals ?? []).flatMap((signal) => {
    const source = marked.find(({ mark }) => mark === signal.mark)?.source;
    return source ? [{ source, signal }] : [];
  });
}

/** The second proof: a text for this sink, in the source alone, that the browser runs. */
async function prove({ source, signal }: Way, target: BrowserTarget, context: BrowserContext) {
  const proof = context.mark();
  for (const payload of domPayloads(signal, proof)) {
    const load = source.fill(payload, { url: target.url, plant: {} });
    const sight = await context.load({ ...load, marks: [], proof });
    if (sight?.hasRun) return { payload, address: load.url };
  }
  return null;
}

function draft(
  { source, signal }: Way,
  target: BrowserTarget,
  proof: { payload: string; address: string },
): FindingDraft {
  return {
    checkId: domXss.id,
    class: domXss.class,
    cwe: domXss.cwe,
    titleKey: 'findings-browser.domXss',
    values: {
      source: source.name,
      key: source.key ?? 'none',
      // Words of the texts are letters only.
      sink: signal.sink === 'script-address' ? 'scriptAddress' : signal.sink,
      // The query of the address is what was planted.
      place: signal.place.replace(/\?[^:]*/, '') || 'none',
      payload: proof.payload.slice(0, MAX_SHOWN),
      address: proof.address.slice(0, 2 * MAX_SHOWN),
    },
    ...xssRating(source.name === 'storage' ? 'COOKIE' : 'QUERY'),
    confidence: 'CONFIRMED',
    method: 'GET',
    url: target.url,
    parameter:
      source.name === 'query' && source.key !== null ? { location: 'QUERY', name: source.key } : null,
    sink: `dom-${source.name}-${signal.sink}`,
    evidence: toEvidence(target.exchange, []),
  };
}

/**
 * Cross-site scripting that happens in the browser alone: a mark in something that an attacker can fill comes to a place
 * that runs or shows code, and a text for that place is then run. Both happened in a real browser.
 */
export const domXss: BrowserCheck = {
  id: 'dom-xss',
  version: 1,
  kind: 'browser',
  class: 'XSS',
  cwe: 79,
  async run(target, context) {
    const tried = new Set<string>();
    const proven = new Set<string>();
    const drafts: FindingDraft[] = [];
    for (const group of domSources(target)) {
      for (const way of await listWays(group, target, context)) {
        const key = JSON.stringify([way.source.name, way.source.key, way.signal.sink]);
        const told = `${way.source.name} ${way.signal.sink}`;
        if (proven.has(told) || tried.has(`${key}${way.signal.text.length}`) || tried.size >= MAX_WAYS)
          continue;
        tried.add(`${key}${way.signal.text.length}`);
        const proof = await prove(way, target, context);
        if (!proof) continue;
        if (way.source.name !== 'query') proven.add(told);
        drafts.push(draft(way, target, proof));
      }
    }
    return drafts;
  },
};
