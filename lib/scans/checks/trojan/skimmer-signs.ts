import { readAttribute } from '../probing/html-walk';
import type { ScriptAct } from '../scripts/script-act';
import { foreignAddress, isService } from './foreign-address';
import type { PageContents, SeenPart } from './page-contents';
import { target } from './script-signs';
import type { Sign } from './sign';

/** Fields for the number of a payment card and its check digits, by name, id or purpose. */
const CARD_FIELD =
  /card[-_]?(?:num|no\b)|\bcc[-_]?(?:num|no\b|number)|^cc$|cvv|cvc|\bcsc\b|ccnum|credit[-_]?card|security[-_]?code|银行卡|卡号/i;

/** What else of a visitor is worth stealing: where it is read, and how the finding calls it. */
const STOLEN = [
  ['cookie', 'session'],
  ['store', 'session'],
  ['keys', 'keys'],
] as const;
const TOKEN_NAME = /token|jwt|auth|session|secret|passw/i;
/** A script that looks at every field, whatever the page asks for. */
const ALL_FIELDS =
  /querySelectorAll\(\s{0,3}["'][^"']{0,80}\b(?:input|select|textarea)\b|getElementsByTagName\(\s{0,3}["'](?:input|form)["']|new FormData\(\s{0,3}(?:e|ev|evt|event|this)\b|document\.forms/;

const isSent = ({ kind }: ScriptAct): boolean => /^(?:send|socket)$/.test(kind);

const isCardField = ({ part: { element } }: SeenPart): boolean =>
  element.tagName === 'input' &&
  ['name', 'id', 'autocomplete', 'placeholder'].some((name) =>
    CARD_FIELD.test(readAttribute(element, name) ?? ''),
  );

const isSecretField = (seen: SeenPart): boolean =>
  isCardField(seen) || /^password$/i.test(readAttribute(seen.part.element, 'type') ?? '');

/** Whether the page asks for a card or a password, or its script file looks for such a field or for all fields. */
const asksForSecret = ({ isPage, seen, source }: PageContents): boolean =>
  isPage ? seen.some(isSecretField) : CARD_FIELD.test(source) || ALL_FIELDS.test(source);

/** Hosts that the page loads scripts from by elements of its own. */
function scriptDomains(page: PageContents): Set<string> {
  return new Set(
    page.seen.flatMap(({ part: { element }, by }) => {
      const address = element.tagName === 'script' && by === null ? readAttribute(element, 'src') : null;
      return address === null ? [] : (foreignAddress(address, page.base)?.domain ?? []);
    }),
  );
}

function skimmer(page: PageContents, act: ScriptAct, detail: string, isSure: boolean): Sign[] {
  const foreign = target(page, act);
  if (!foreign || page.isDeclared(foreign.domain) || scriptDomains(page).has(foreign.domain)) return [];
  const confidence = isSure ? 'CONFIRMED' : 'LIKELY';
  return [{ kind: 'skimmer', confidence, subject: foreign.host, detail, proofs: [foreign.host] }];
}

/** Scripts that send what people type into a payment form or a sign-in form to a host that the page names nowhere. */
export function skimmerSigns(page: PageContents): Sign[] {
  const sent = page.acts.filter((act) => isSent(act) && act.sources.includes('input'));
  if (sent.length === 0 || !asksForSecret(page)) return [];
  const isOfCards = page.isPage ? page.seen.some(isCardField) : CARD_FIELD.test(page.source);
  // An interface of the site's own may be elsewhere: whoever signs in there looks at what it answers.
  return sent
    .filter((act) => isOfCards || !act.isResponseUsed)
    .flatMap((act) => skimmer(page, act, 'form', isOfCards && page.isPage && !act.isResponseUsed));
}

/** Scripts that send cookies, stored tokens or every key to a host that the page names nowhere, and look at no response. */
export const stolenSigns = (page: PageContents): Sign[] =>
  page.acts
    .filter((act) => isSent(act) && !act.isResponseUsed)
    .flatMap((act) =>
      STOLEN.flatMap(([source, detail]): Sign[] => {
        const isTold = source !== 'store' || TOKEN_NAME.test(page.source);
        return act.sources.includes(source) && isTold ? skimmer(page, act, detail, false) : [];
      }),
    );

/** A payment form that a script writes into the page and that is sent to a host that the page names nowhere. */
export function writtenFormSigns(page: PageContents): Sign[] {
  if (!page.seen.some((seen) => seen.by !== null && isCardField(seen))) return [];
  return page.seen.flatMap(({ part: { element }, by }): Sign[] => {
    const action = element.tagName === 'form' && by !== null ? readAttribute(element, 'action') : null;
    const foreign = action === null ? null : foreignAddress(action, page.base);
    if (!foreign || isService(foreign) || page.isDeclared(foreign.domain)) return [];
    return [
      {
        kind: 'skimmer',
        confidence: 'LIKELY',
        subject: foreign.host,
        detail: 'form',
        proofs: [foreign.host],
      },
    ];
  });
}
