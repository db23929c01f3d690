import type { FindingDraft } from '@/lib/findings/rules/finding';
import type { Exchange } from '@/lib/http/exchange';
import type { ActiveCheck, InsertionPoint, ProbeContext } from './check';
import { toEvidence } from './probing/exchange-evidence';
import { type Destination, leadsTo, listDestinations } from './redirects/destinations';
import { bypassTargets, CONTINUED_TARGETS, PLAIN_TARGET, type RedirectTarget } from './redirects/targets';

const TELLING_NAME =
  /^(?:.*[_-])?(?:url|uri|urls?to|redirect\w*|redir|return\w*|next|dest\w*|target|go|goto|to|out|link|continue|forward|callback|back\w*|ref|referer|service|site|location|page|path|view|jump\w*|rurl|r|u)$/i;
const TELLING_TAIL = /(?:url|uri|redirect|return|next|target|destination)$/i;
const ADDRESS = /^(?:https?:)?\/|^[\w/-]+\.(?:html?|php|jsp|aspx?)\b/i;
/** Tried where only the name or the value speaks for a redirect. */
const MAX_GUESSED = 4;

type Hit = { value: string; host: string; destination: Destination; exchange: Exchange };
type Attempt = { exchange: Exchange; host: string; destinations: Destination[]; hit: Hit | null };

async function attempt(
  point: InsertionPoint,
  context: ProbeContext,
  target: RedirectTarget,
): Promise<Attempt | null> {
  const host = `${context.mark()}.invalid`;
  const value = target(host);
  const exchange = await context.probe(point, value);
  if (!exchange) return null;
  const destinations = listDestinations(exchange);
  const destination = destinations.find(({ address }) => leadsTo(address, exchange.request.url, host));
  return { exchange, host, destinations, hit: destination ? { value, host, destination, exchange } : null };
}

const isTelling = ({ name, part }: InsertionPoint): boolean =>
  [name, part?.of ?? ''].some((one) => TELLING_NAME.test(one) || TELLING_TAIL.test(one));

/** The values worth trying after a plain address did not work, by what speaks for a redirect at all. */
async function furtherTargets(
  point: InsertionPoint,
  context: ProbeContext,
  baseline: Exchange | null,
): Promise<RedirectTarget[]> {
  const isKnown = baseline !== null && listDestinations(baseline).length > 0;
  const isGuess = isTelling(point) || ADDRESS.test(point.value);
  if (!isKnown && (!isGuess || (await context.reaction(point)) === 'SILENT')) return [];
  const first = await attempt(point, context, PLAIN_TARGET);
  if (!first) return [];
  const bypasses = bypassTargets(point.url, point.value);
  // The site writes the value into an address of its own.
  const isContinued = first.destinations.some(({ address }) => address.toLowerCase().includes(first.host));
  if (isContinued) return [...CONTINUED_TARGETS, ...bypasses];
  const isRedirect = isKnown || first.destinations.length > 0;
  return isRedirect ? [...bypasses, ...CONTINUED_TARGETS] : bypasses.slice(0, MAX_GUESSED);
}

/** Severity as for reflected XSS: KooGallery's list names URL redirection among the high-risk vulnerabilities. */
function finding(point: InsertionPoint, hit: Hit, isRepeated: boolean): FindingDraft {
  const { sink, address } = hit.destination;
  return {
    checkId: 'url-redirection',
    class: 'URL_REDIRECTION',
    titleKey: 'findings-active.openRedirect',
    values: { parameter: point.name, payload: hit.value, sink: sink.split('-')[0] ?? sink },
    severity: 'HIGH',
    confidence: isRepeated ? 'CONFIRMED' : 'LIKELY',
    cvssVector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N',
    cvssScore: 6.1,
    cwe: 601,
    method: point.method,
    url: point.url,
    parameter: { location: point.location, name: point.name },
    sink,
    // A script may hold the address in another writing.
    evidence: toEvidence(hit.exchange, [address, hit.value, hit.host, btoa(hit.value)]),
  };
}

/**
 * Open redirect (OWASP WSTG-CLNT-04): a host below `.invalid` is offered and the answer read as a browser would —
 * Location and Refresh headers, meta refresh, scripts that set the location by themselves. Nothing is followed. One
 * request where nothing speaks for a redirect; confirmed by a second host that is reached by an address of another form. Headers and
 * cookies are left out: an attacker cannot put a link into them.
 */
export const urlRedirection: ActiveCheck = {
  kind: 'active',
  id: 'url-redirection',
  version: 5,
  class: 'URL_REDIRECTION',
  cwe: 601,
  applies: ({ location }) => ['QUERY', 'FORM', 'PATH', 'MULTIPART', 'JSON', 'XML'].includes(location),
  async run(point, context) {
    return (await mayLead(point, context)) ? proveByTargets(point, context, [PLAIN_TARGET]) : [];
  },
  async runFurther(point, context) {
    if (point.effect === 'SAVES') return [];
    const first = (await mayLead(point, context)) ? [] : await proveByTargets(point, context, [PLAIN_TARGET]);
    if (first.length > 0) return first;
    return proveByTargets(
      point,
      context,
      await furtherTargets(point, context, await context.baseline(point)),
    );
  },
};

/** Whether the name, the value or the untouched answer speaks for a redirect. */
async function mayLead(point: InsertionPoint, context: ProbeContext): Promise<boolean> {
  if (point.value === '' || isTelling(point) || ADDRESS.test(point.value)) return true;
  const baseline = await context.baseline(point);
  return baseline !== null && listDestinations(baseline).length > 0;
}

async function proveByTargets(
  point: InsertionPoint,
  context: ProbeContext,
  targets: readonly RedirectTarget[],
): Promise<FindingDraft[]> {
  for (const target of targets) {
    const hit = (await attempt(point, context, target))?.hit;
    if (!hit) continue;
    // Another host and another spelling of the address; where a filter takes only the one spelling, another host.
    const other = await attempt(point, context, (host) => `${target(host)}${context.mark()}?a=b#c`);
    const again = other?.hit ?? (await attempt(point, context, target))?.hit;
    return [finding(point, hit, Boolean(again))];
  }
  return [];
}
