import type { FindingDraft } from '@/lib/findings/rules/finding';
import { attackerAddress } from '../browser/attacker-response';
import type { BrowserCheck, BrowserTarget } from './check';
import { type DomSource, leadingSources, mentions } from './dom/dom-sources';
import { DomTrial, type Way } from './dom/dom-trial';
import { toEvidence } from './probing/exchange-evidence';

const MAX_SHOWN = 400;
const LEADS = /\blocation\b|\bopen\s?\(|\.href\b|\bnavigat|\.submit\s?\(/;
/** Addresses of a foreign host: as they are mostly written, and as one that is only looked at for its first slash. */
const WRITINGS = [attackerAddress, (mark: string) => `//${mark}.invalid/x`];

const leads = ({ signal, source }: Way) =>
  signal.sink === 'location' && (source.name === 'fragment' || source.name === 'query');

function draft({ source, signal }: Way, target: BrowserTarget, address: string): FindingDraft {
  const { name, key } = source;
  const isParameter = name === 'query' && key !== null;
  return {
    checkId: domRedirection.id,
    class: domRedirection.class,
    cwe: domRedirection.cwe,
    titleKey: 'findings-browser.domRedirect',
    values: {
      ...{ source: name, key: key ?? 'none', address: address.slice(0, MAX_SHOWN) },
      after: signal.isPressed ? 'press' : 'none',
    },
    severity: 'HIGH',
    cvssVector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N',
    cvssScore: 6.1,
    confidence: 'CONFIRMED',
    method: 'GET',
    url: target.url,
    parameter: isParameter ? { location: 'QUERY', name: key } : null,
    // As the check that reads scripts names it, so that what both find is one finding.
    sink: isParameter ? 'script' : `dom-${name}-location`,
    evidence: toEvidence(target.exchange, []),
  };
}

/**
 * Open redirect by a script (OWASP WSTG-CLNT-04): a page that is opened with the address of a foreign host in its query or
 * fragment goes there in a real browser, by itself or after a press. Confirmed with a second host, in that source alone;
 * neither is asked for anything.
 */
export const domRedirection: BrowserCheck = {
  id: 'dom-redirection',
  version: 2,
  kind: 'browser',
  class: 'URL_REDIRECTION',
  cwe: 601,
  async run(target, context) {
    if (!mentions(target, LEADS)) return [];
    const trial = new DomTrial(target, context);
    const found = new Map<string, FindingDraft>();
    const nameSource = ({ name, key }: DomSource) => JSON.stringify([name, key]);
    for (const group of leadingSources(target))
      for (const write of WRITINGS) {
        for (const way of (await trial.listWays(group, write)).ways.filter(leads)) {
          const name = nameSource(way.source);
          if (found.has(name)) continue;
          const again = await trial.listWays([way.source], write, { isFresh: true });
          const proof = again.ways.find(leads);
          if (proof) found.set(name, draft(way, target, again.address));
        }
        if (group.every((source) => found.has(nameSource(source)))) break;
      }
    return [...found.values()];
  },
};
