import type { FindingDraft } from '@/lib/findings/rules/finding';
import { attackerAddress } from '../browser/attacker-response';
import type { BrowserCheck, BrowserContext, BrowserTarget } from './check';
import { type DomSource, domSources, laterSources, mentions } from './dom/dom-sources';
import { DomTrial, type Way } from './dom/dom-trial';
import { innerSources, messageSources } from './dom/inner-sources';
import { messageWords } from './dom/message-words';
import { toEvidence } from './probing/exchange-evidence';
import { xssRating } from './xss/xss-rating';

const MAX_SHOWN = 200;
/** Of parameters that are asked for only later. */
const MAX_NAMES = 30;
/** What scripts write that load something by an address. */
const LOADS =
  /\bimport\s?\(|\bimportScripts\b|\bfetch\s?\(|\.src\b|XMLHttpRequest|\baxios\b|\$\.(?:get|ajax|getScript)\b|\.load\s?\(/;

type Proof = { payload: string; address: string };

function draft({ source, signal }: Way, target: BrowserTarget, proof: Proof): FindingDraft {
  const isKept = source.name === 'storage' || source.name === 'cookie';
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
    ...xssRating(isKept ? 'COOKIE' : 'QUERY'),
    confidence: 'CONFIRMED',
    method: 'GET',
    url: target.url,
    parameter:
      source.name === 'query' && source.key !== null ? { location: 'QUERY', name: source.key } : null,
    sink: `dom-${source.name}-${signal.sink}`,
    evidence: toEvidence(target.exchange, []),
  };
}

/** Messages that the listeners of the page go on with; the page is asked once what they look for. */
async function listMessages(
  { url, asked, scripts }: BrowserTarget,
  context: BrowserContext,
): Promise<DomSource[]> {
  if (asked.listeners.length === 0) return [];
  const words = messageWords(asked.listeners, scripts);
  const plant = { literals: words.literals };
  const sight = await context.load({ url, plant, marks: [], proof: null, isExploring: false });
  return messageSources(sight?.shapes ?? [], words);
}

/**
 * Cross-site scripting that happens in the browser alone: a mark in something that an attacker can fill comes to a place
 * that runs or shows code, and a text for that place is then run. Both happened in a real browser.
 */
export const domXss: BrowserCheck = {
  id: 'dom-xss',
  version: 3,
  kind: 'browser',
  class: 'XSS',
  cwe: 79,
  async run(target, context) {
    const trial = new DomTrial(target, context);
    const drafts: FindingDraft[] = [];
    const settle = async (ways: readonly Way[]) => {
      for (const way of ways) {
        const proof = await trial.prove(way);
        if (proof) drafts.push(draft(way, target, proof));
      }
    };
    const groups = [...domSources(target), await listMessages(target, context)];
    const known = new Set<string>();
    for (let group = groups.shift(); group; group = groups.shift()) {
      if (group.length === 0) continue;
      const { ways, inside, asked } = await trial.listWays(group, (mark) => mark);
      await settle(ways);
      const inner = inside.flatMap(({ source, found }) => innerSources(source, found));
      const names = asked.filter((name) => !known.has(name) && known.size < MAX_NAMES);
      for (const name of names) known.add(name);
      groups.push(inner, laterSources(target, names));
      await settle(await trial.listDressed(group));
      if (mentions(target, LOADS)) await settle((await trial.listWays(group, attackerAddress)).ways);
    }
    return drafts;
  },
};
