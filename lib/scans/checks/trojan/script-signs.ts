import { readAttribute } from '../probing/html-walk';
import type { ScriptAct } from '../scripts/script-act';
import { type ForeignAddress, foreignAddress, isService } from './foreign-address';
import { isHiddenHost, type PageContents } from './page-contents';
import type { Sign } from './sign';

/** Events that come without a visitor's doing. */
const BY_ITSELF =
  /^(?:load|ready|DOMContentLoaded|pageshow|readystatechange|popstate|hashchange|visibilitychange|beforeunload|pagehide)$/i;
const LOADS: Readonly<Record<string, string>> = {
  script: 'src',
  iframe: 'src',
  frame: 'src',
  object: 'data',
  embed: 'src',
};
const isSelfRun = ({ event }: ScriptAct): boolean => event === null || BY_ITSELF.test(event);

/** The foreign host of an act, unless it is a service. */
export function target(page: PageContents, act: ScriptAct): ForeignAddress | null {
  const foreign = foreignAddress(act.text, page.base);
  return foreign && !isService(foreign) ? foreign : null;
}

/** Events of a visitor who wants to go away. */
const LEAVING = /^(?:popstate|hashchange|visibilitychange|beforeunload|pagehide)$/i;

type Effect = { foreign: ForeignAddress; act: ScriptAct; effect: string; address: string };

/** What scripts load from foreign hosts or lead to. */
function effects(page: PageContents): Effect[] {
  const loaded = page.seen.flatMap(({ part: { element }, by }): Effect[] => {
    const attribute = LOADS[element.tagName];
    const address = attribute === undefined ? null : readAttribute(element, attribute);
    const foreign = by && address !== null ? target(page, { ...by, text: address }) : null;
    const effect = element.tagName === 'script' ? 'script' : 'frame';
    return foreign && by && address !== null ? [{ foreign, act: by, effect, address }] : [];
  });
  const led = page.acts.flatMap((act): Effect[] => {
    const foreign = act.kind === 'go' && isSelfRun(act) ? target(page, act) : null;
    return foreign ? [{ foreign, act, effect: 'redirect', address: act.text }] : [];
  });
  return [...loaded, ...led];
}

/** Ways to bring an element into a page: whoever spells none of them in the source puts its name together. */
const WAYS_TO_ADD =
  /createElement|write|innerHTML|outerHTML|insertAdjacent|srcdoc|ContextualFragment|DOMParser|cloneNode|\$\(|jQuery/i;

/** Scripts that hide which foreign host they load from or lead to, or that they load anything at all. */
export const hiddenCodeSigns = (page: PageContents): Sign[] =>
  effects(page)
    .filter(
      ({ foreign, act, address, effect }) =>
        isHiddenHost(page, foreign.host, act, address) ||
        (effect !== 'redirect' && act.kind === 'write' && !WAYS_TO_ADD.test(page.source)),
    )
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
    const isLeaving = act.event !== null && LEAVING.test(act.event) && effect === 'redirect';
    const isOfSearch = asked.includes('referrer');
    const isOfDevice = asked.includes('agent') && effect === 'redirect';
    if (!(isOfSearch || isOfDevice || isLeaving) || page.isDeclared(foreign.domain)) return [];
    return [
      {
        kind: 'visitorRedirect',
        confidence: effect === 'redirect' && !isLeaving ? 'CONFIRMED' : 'LIKELY',
        subject: foreign.host,
        detail: isOfSearch ? 'search' : isOfDevice ? 'phone' : 'leaving',
        proofs: [foreign.host],
      },
    ];
  });

/** Code that a foreign host answers and that is run at once: what it does is nowhere in the page, and may change with each visit. */
export const fetchedCodeSigns = (page: PageContents): Sign[] =>
  page.acts.flatMap((act): Sign[] => {
    const foreign = act.kind === 'run' ? target(page, act) : null;
    if (!foreign || page.isDeclared(foreign.domain)) return [];
    return [
      {
        kind: 'fetchedCode',
        confidence: 'LIKELY',
        subject: foreign.host,
        detail: '',
        proofs: [foreign.host],
      },
    ];
  });
