import { readAttribute } from '../probing/html-walk';
import type { ScriptAct } from '../scripts/browser-parts';
import { type ForeignAddress, foreignAddress, isService } from './foreign-address';
import { isHiddenHost, type PageContents } from './page-contents';
import type { Sign } from './sign';

/** Events that come without a visitor's doing. */
const BY_ITSELF = /^(?:load|ready|DOMContentLoaded|pageshow|readystatechange)$/i;
const LOADS: Readonly<Record<string, string>> = {
  script: 'src',
  iframe: 'src',
  frame: 'src',
  object: 'data',
  embed: 'src',
};
/** Fields for the number of a payment card and its check digits, by name, id or purpose. */
const CARD_FIELD =
  /card[-_]?(?:num|no\b)|\bcc[-_]?(?:num|no\b|number)|^cc$|cvv|cvc|\bcsc\b|ccnum|credit[-_]?card|security[-_]?code|银行卡|卡号/i;

const isSelfRun = ({ event }: ScriptAct): boolean => event === null || BY_ITSELF.test(event);

/** The foreign host of an act, unless it is a service. */
function target(page: PageContents, act: ScriptAct): ForeignAddress | null {
  const foreign = foreignAddress(act.text, page.base);
  return foreign && !isService(foreign) ? foreign : null;
}

type Effect = { foreign: ForeignAddress; act: ScriptAct; effect: string };

/** What scripts load from foreign hosts or lead to. */
function effects(page: PageContents): Effect[] {
  const loaded = page.seen.flatMap(({ part: { element }, by }): Effect[] => {
    const attribute = LOADS[element.tagName];
    const address = attribute === undefined ? null : readAttribute(element, attribute);
    const foreign = by && address !== null ? target(page, { ...by, text: address }) : null;
    const effect = element.tagName === 'script' ? 'script' : 'frame';
    return foreign && by ? [{ foreign, act: by, effect }] : [];
  });
  const led = page.acts.flatMap((act): Effect[] => {
    const foreign = act.kind === 'go' && isSelfRun(act) ? target(page, act) : null;
    return foreign ? [{ foreign, act, effect: 'redirect' }] : [];
  });
  return [...loaded, ...led];
}

/** Scripts that hide which foreign host they load from or lead to. */
export const hiddenCodeSigns = (page: PageContents): Sign[] =>
  effects(page)
    .filter(({ foreign, act }) => isHiddenHost(page, foreign.host, act))
    .map(({ foreign, act, effect }) => ({
      kind: 'hiddenCode',
      confidence: 'CONFIRMED',
      subject: foreign.host,
      detail: effect,
      proofs: [act.text.slice(0, 80)],
    }));

/** Scripts that send away only those who come from a search engine or with a telephone. */
export const conditionSigns = (page: PageContents): Sign[] =>
  effects(page).flatMap(({ foreign, act, effect }): Sign[] => {
    const asked = [...act.conditions, ...act.sources];
    const isOfSearch = asked.includes('referrer');
    const isOfDevice = asked.includes('agent') && effect === 'redirect';
    if (!(isOfSearch || isOfDevice) || page.isDeclared(foreign.domain)) return [];
    return [
      {
        kind: 'visitorRedirect',
        confidence: effect === 'redirect' ? 'CONFIRMED' : 'LIKELY',
        subject: foreign.host,
        detail: isOfSearch ? 'search' : 'phone',
        proofs: [foreign.host],
      },
    ];
  });

/** Whether the page asks for the number of a card, or its script file looks for such a field. */
function asksForCard({ isPage, seen, source }: PageContents): boolean {
  if (!isPage) return CARD_FIELD.test(source);
  return seen.some(
    ({ part: { element } }) =>
      element.tagName === 'input' &&
      ['name', 'id', 'autocomplete', 'placeholder'].some((name) =>
        CARD_FIELD.test(readAttribute(element, name) ?? ''),
      ),
  );
}

/** Hosts that the page loads scripts from by elements of its own. */
function scriptDomains(page: PageContents): Set<string> {
  return new Set(
    page.seen.flatMap(({ part: { element }, by }) => {
      const address = element.tagName === 'script' && by === null ? readAttribute(element, 'src') : null;
      return address === null ? [] : (foreignAddress(address, page.base)?.domain ?? []);
    }),
  );
}

/** Scripts that send what people type into a payment form to a host that the page names nowhere. */
export function skimmerSigns(page: PageContents): Sign[] {
  const sent = page.acts.filter(
    ({ kind, sources }) => /^(?:send|socket|write)$/.test(kind) && sources.includes('input'),
  );
  if (sent.length === 0 || !asksForCard(page)) return [];
  const known = scriptDomains(page);
  return sent.flatMap((act): Sign[] => {
    const foreign = target(page, act);
    if (!foreign || act.kind === 'write' || known.has(foreign.domain) || page.isDeclared(foreign.domain))
      return [];
    const isSure = page.isPage && !act.isResponseUsed;
    return [
      {
        kind: 'skimmer',
        confidence: isSure ? 'CONFIRMED' : 'LIKELY',
        subject: foreign.host,
        detail: '',
        proofs: [foreign.host],
      },
    ];
  });
}
