import type { FindingDraft } from '@/lib/findings/rules/finding';
import type { Exchange } from '@/lib/http/exchange';
import type { ActiveCheck, InsertionPoint, ProbeContext } from './check';
import { toEvidence } from './probing/exchange-evidence';
import { type Destination, destinationsBy, leadsTo, listDestinations } from './redirects/destinations';
import { bypassTargets, CONTINUED_TARGETS, PLAIN_TARGET, type RedirectTarget } from './redirects/targets';

const TELLING_NAME =
  /^(?:.*[_-])?(?:url|uri|urls?to|redirect\w*|redir|return\w*|next|dest\w*|target|go|goto|to|out|link|continue|forward|callback|back\w*|ref|referer|service|site|location|page|path|view|jump\w*|rurl|r|u)$/i;
const TELLING_TAIL = /(?:url|uri|redirect|return|next|target|destination)$/i;
const ADDRESS = /^(?:https?:)?\/|^[\w/-]+\.(?:html?|php|jsp|aspx?)\b/i;
/** The number of a page or a row, whatever its name. */
const NUMBER = /^\d+$/;
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

/** Whether the site writes the value into an address of its own. */
const isContinued = ({ destinations, host }: Attempt): boolean =>
  destinations.some(({ address }) => address.toLowerCase().includes(host));

/**
 * The values worth trying after a plain address did not work, by what speaks for a redirect at all.
 * @param before the plain address, where it was just tried
 */
async function furtherTargets(
  point: InsertionPoint,
  context: ProbeContext,
  before: Attempt | null,
): Promise<RedirectTarget[]> {
  const baseline = await context.baseline(point);
  const isGuess = ADDRESS.test(point.value) || (isTelling(point) && !NUMBER.test(point.value));
  // A page may lead away whatever the value of a place is that nothing speaks for.
  const isKnown =
    baseline !== null &&
    (isGuess ? listDestinations(baseline) : destinationsBy(baseline, point.value)).length > 0;
  if (!isKnown && !before && (!isGuess || (await context.reaction(point)) === 'SILENT')) return [];
  const first = before ?? (await attempt(point, context, PLAIN_TARGET));
  if (!first) return [];
  const bypasses = bypassTargets(point.url, point.value);
  // These were tried at once.
  if (isContinued(first)) return before ? [...CONTINUED_TARGETS, ...bypasses] : bypasses;
  if (isKnown) return [...bypasses, ...CONTINUED_TARGETS];
  return isGuess ? bypasses.slice(0, MAX_GUESSED) : [];
}

/** Severity as for reflected XSS: KooGallery's list names URL redirection among the high-risk vulnerabilities. */
const BY_LINK = {
  severity: 'HIGH',
  cvssVector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N',
  cvssScore: 6.1,
} as const;
/** Somebody has to set the cookie first, from a neighbouring name or another fault. */
const BY_COOKIE = {
  severity: 'LOW',
  cvssVector: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:C/C:N/I:L/A:N',
  cvssScore: 3.4,
} as const;

function finding(point: InsertionPoint, hit: Hit, isRepeated: boolean): FindingDraft {
  const { sink, address } = hit.destination;
  return {
    checkId: 'url-redirection',
    class: 'URL_REDIRECTION',
    titleKey: 'findings-active.openRedirect',
    values: { parameter: point.name, payload: hit.value, sink: sink.split('-')[0] ?? sink },
    ...(point.location === 'COOKIE' ? BY_COOKIE : BY_LINK),
    confidence: isRepeated ? 'CONFIRMED' : 'LIKELY',
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
 * request where nothing speaks for a redirect; confirmed by a second host that is reached by an address of another form. A link
 * sets no cookie, so that one in a cookie is of little weight; headers are left out, which nobody sets for a visitor.
 */
export const urlRedirection: ActiveCheck = {
  kind: 'active',
  id: 'url-redirection',
  version: 7,
  class: 'URL_REDIRECTION',
  cwe: 601,
  applies: ({ location }) =>
    ['QUERY', 'FORM', 'PATH', 'MULTIPART', 'JSON', 'XML', 'COOKIE'].includes(location),
  async run(point, context) {
    const first = (await mayLead(point, context)) ? await attempt(point, context, PLAIN_TARGET) : null;
    if (!first) return [];
    if (first.hit) return prove(point, context, PLAIN_TARGET, first.hit);
    return isContinued(first) ? proveByTargets(point, context, CONTINUED_TARGETS) : [];
  },
  async runFurther(point, context) {
    if (point.effect === 'SAVES') return [];
    const before = (await mayLead(point, context)) ? null : await attempt(point, context, PLAIN_TARGET);
    if (before?.hit) return prove(point, context, PLAIN_TARGET, before.hit);
    return proveByTargets(point, context, await furtherTargets(point, context, before));
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
    if (hit) return prove(point, context, target, hit);
  }
  return [];
}

/** Another host and another spelling of the address; where a filter takes only the one spelling, another host. */
async function prove(
  point: InsertionPoint,
  context: ProbeContext,
  target: RedirectTarget,
  hit: Hit,
): Promise<FindingDraft[]> {
  const other = await attempt(point, context, (host) => `${target(host)}${context.mark()}?a=b#c`);
  const again = other?.hit ?? (await attempt(point, context, target))?.hit;
  return [finding(point, hit, Boolean(again))];
}
