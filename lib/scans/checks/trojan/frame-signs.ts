import { type HtmlElement, readAttribute } from '../probing/html-walk';
import {
  type ForeignAddress,
  foreignAddress,
  hostileHost,
  isMachineAddress,
  isService,
} from './foreign-address';
import { isUsualWay, toPixels } from './hiding-ways';
import { isHiddenHost, type PageContents, type SeenPart } from './page-contents';
import type { PagePart } from './page-parts';
import type { Sign } from './sign';

const ADDRESS: Readonly<Record<string, string>> = {
  iframe: 'src',
  frame: 'src',
  object: 'data',
  embed: 'src',
};
/** What the page's own code or a reader would know a frame by. */
const HANDLE = /^(?:id|name|title|allow|sandbox|aria-.+|data-.+|role|loading)$/;
const SEEN_PIXELS = 40;
/** A sign-in service that is asked whether somebody is signed in already (OpenID Connect Core §3.1.2.1). */
const SILENT_SIGN_IN = /[?&](?:prompt=none|response_mode=web_message)(?:&|$)/;

const isAnonymous = ({ attrs }: HtmlElement): boolean => !attrs.some(({ name }) => HANDLE.test(name));

/** Of a frame in a block that is not shown: whether it is made to be looked at once the block is. */
function isForEyes({ element }: PagePart): boolean {
  const size = (name: string) => toPixels(readAttribute(element, name)) ?? 0;
  return (
    (size('width') >= SEEN_PIXELS && size('height') >= SEEN_PIXELS) ||
    readAttribute(element, 'title') !== null
  );
}

function isHidden(part: PagePart): boolean {
  const own = part.hiders.some(({ isItself }) => isItself);
  const isUnusual = part.hiders.some(({ ways }) => ways.some((way) => !isUsualWay(way)));
  return own || (part.hiders.length > 0 && (!isForEyes(part) || (isUnusual && isAnonymous(part.element))));
}

/** Signs besides being hidden, each of another kind. */
function seconds(page: PageContents, { part, by, isOutside }: SeenPart, foreign: ForeignAddress): string[] {
  const { element, hiders } = part;
  const blocks = hiders.filter(({ isItself }) => !isItself).map((hider) => hider.element);
  const hasHandle = [element, ...blocks].some(
    (one) => !isAnonymous(one) || (one !== element && readAttribute(one, 'class') !== null),
  );
  const isUnusual = hiders.some(({ ways }) => ways.some((way) => !isUsualWay(way)));
  return [
    ...(hasHandle ? [] : ['anonymous']),
    ...(isOutside || (by && page.isFromOutside(by)) ? ['outside'] : []),
    ...(by && isHiddenHost(page, foreign.host, by) ? ['hiddenCode'] : []),
    ...(hostileHost(foreign.host) ? ['known'] : []),
    ...(isMachineAddress(foreign.host) ? ['number'] : []),
    ...(isUnusual && foreign.url.protocol === 'http:' && page.base.startsWith('https:') ? ['plain'] : []),
  ];
}

/** Frames that load a foreign host and that nobody can see. */
export function frameSigns(page: PageContents): Sign[] {
  return page.seen.flatMap((seen): Sign[] => {
    const { part } = seen;
    const attribute = ADDRESS[part.element.tagName];
    const address = attribute === undefined ? null : readAttribute(part.element, attribute);
    const foreign = address === null ? null : foreignAddress(address, page.base);
    if (!foreign || address === null || !isHidden(part)) return [];
    const type = readAttribute(part.element, 'type') ?? 'text/html';
    if (isService(foreign) || SILENT_SIGN_IN.test(foreign.url.search) || !/html|x-scriptlet/i.test(type))
      return [];
    const isSure = seconds(page, seen, foreign).length > 0 && !page.isDeclared(foreign.domain);
    return [
      {
        kind: 'hiddenFrame',
        confidence: isSure ? 'CONFIRMED' : 'LIKELY',
        subject: foreign.host,
        detail: '',
        proofs: [address, foreign.host],
      },
    ];
  });
}
