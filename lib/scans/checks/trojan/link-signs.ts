import { elementText } from '../../engine/crawl/page-elements';
import { type HtmlElement, readAttribute } from '../probing/html-walk';
import { darkWords, speaksAgainst } from './dark-words';
import { foreignAddress, isService, ownName } from './foreign-address';
import { isUsualWay } from './hiding-ways';
import type { PageContents, SeenPart } from './page-contents';
import type { Hider } from './page-parts';
import type { Sign } from './sign';

export type ForeignLink = { address: string; host: string; words: readonly string[] };
type Block = { hider: Hider; isOutside: boolean; links: ForeignLink[] };

const LINK_TEXT = 200;
/** Of more links the first tell enough. */
const MAX_LINKS = 1_500;
const MANY = 3;
/** A block that something opens is known by one of these. */
const HANDLE = /^(?:id|class|role|aria-.+|data-.+)$/;

function foreignLink(page: PageContents, { part }: SeenPart): ForeignLink | null {
  const address = part.element.tagName === 'a' ? readAttribute(part.element, 'href') : null;
  const foreign = address === null ? null : foreignAddress(address, page.base);
  if (!foreign || address === null || isService(foreign)) return null;
  const words = darkWords(`${elementText(part.element, LINK_TEXT)} ${foreign.host}`);
  return { address, host: foreign.host, words };
}

const isLink = ({ part }: SeenPart): boolean => part.element.tagName === 'a';

/** Links to foreign hosts, whoever sees them. */
export const foreignLinks = (page: PageContents): ForeignLink[] =>
  page.seen
    .filter(isLink)
    .slice(0, MAX_LINKS)
    .flatMap((seen) => foreignLink(page, seen) ?? []);

/** The hidden blocks of a page that hold links to foreign hosts. */
function hiddenBlocks(page: PageContents): Block[] {
  const blocks = new Map<HtmlElement, Block>();
  const hidden = page.seen.filter((seen) => isLink(seen) && seen.part.hiders.length > 0);
  for (const seen of hidden.slice(0, MAX_LINKS)) {
    const hider = seen.part.hiders.at(-1);
    const link = hider ? foreignLink(page, seen) : null;
    if (!hider || !link) continue;
    const block = blocks.get(hider.element) ?? { hider, isOutside: seen.isOutside, links: [] };
    blocks.set(hider.element, block);
    block.links.push(link);
  }
  // Each link may be hidden by itself.
  const alone = [...blocks.values()].filter(
    ({ links, hider }) => links.length === 1 && hider.element.tagName === 'a',
  );
  const [first] = alone;
  if (!first || alone.length === 1) return [...blocks.values()];
  const together: Block = { ...first, links: alone.flatMap(({ links }) => links) };
  return [...[...blocks.values()].filter((block) => !alone.includes(block)), together];
}

/** Blocks of links to foreign hosts that only machines read. Their words count as a second sign, never as the first. */
export function linkSigns(page: PageContents): Sign[] {
  return hiddenBlocks(page).flatMap(({ hider, isOutside, links }): Sign[] => {
    const [first] = links;
    const owners = new Set(links.map(({ host }) => ownName(host)));
    const hosts = new Set(links.map(({ host }) => host));
    const words = new Set(links.flatMap((link) => link.words));
    const isUnusual = hider.ways.some((way) => !isUsualWay(way));
    const hasHandle = hider.element.attrs.some(({ name }) => HANDLE.test(name));
    const isMany = hosts.size >= MANY;
    if (!first || (!isMany && words.size === 0)) return [];
    const isSure =
      (words.size >= 2 && hosts.size >= 2) ||
      (words.size >= 1 && (isMany || isUnusual || isOutside)) ||
      (isMany && isOutside) ||
      (owners.size >= MANY && isUnusual && !hasHandle);
    if (!isSure && (hasHandle || !isMany)) return [];
    return [
      {
        kind: 'hiddenLinks',
        confidence: isSure ? 'CONFIRMED' : 'LIKELY',
        subject: first.host,
        detail: String(links.length),
        proofs: [first.address],
      },
    ];
  });
}

/** Links for everybody to see that advertise what no other word of the page is about. */
export function strangeLinks(page: PageContents): Sign[] {
  const links = foreignLinks(page).filter(({ words }) => words.length > 0);
  const words = new Set(links.flatMap((link) => link.words));
  const hosts = new Set(links.map(({ host }) => ownName(host)));
  const [first] = links;
  if (!first || words.size < TITLE_WORDS || hosts.size < TITLE_WORDS || speaksAgainst(page.text)) return [];
  const linked = page.seen.filter(isLink).map(({ part }) => elementText(part.element, LINK_TEXT));
  const others = linked.reduce(
    (text, one) => (one === '' ? text : text.replace(one, ' ')),
    `${page.title} ${page.text}`,
  );
  if (darkWords(others).length > 0) return [];
  return [
    {
      kind: 'strangeLinks',
      confidence: 'LIKELY',
      subject: first.host,
      detail: String(links.length),
      proofs: [first.address],
    },
  ];
}

const TITLE_WORDS = 2;

/** A title that a script gives only to robots or to those who come from a search engine. */
export const writtenTitleSigns = (page: PageContents): Sign[] =>
  page.acts.flatMap(({ kind, text, conditions }): Sign[] => {
    const words = kind === 'title' ? darkWords(text) : [];
    const [first] = words;
    const isForFew = conditions.includes('agent') || conditions.includes('referrer');
    if (first === undefined || !(isForFew || words.length >= TITLE_WORDS)) return [];
    const detail = words.slice(0, 3).join(' · ');
    return [
      {
        kind: 'foreignTitle',
        confidence: isForFew ? 'CONFIRMED' : 'LIKELY',
        subject: first,
        detail,
        proofs: [first],
      },
    ];
  });

/** A title or description that advertises what the page itself does not speak of. */
export function titleSigns(page: PageContents): Sign[] {
  const described = page.seen.flatMap(({ part: { element } }) =>
    element.tagName === 'meta' && /^(?:keywords|description)$/i.test(readAttribute(element, 'name') ?? '')
      ? [readAttribute(element, 'content') ?? '']
      : [],
  );
  const whole = `${page.title} ${described.join(' ')}`;
  const words = darkWords(whole);
  const [first] = words;
  if (first === undefined || words.length < TITLE_WORDS || speaksAgainst(whole)) return [];
  const isOwnTopic = darkWords(page.text).length > 0;
  if (isOwnTopic) return [];
  return [
    {
      kind: 'foreignTitle',
      confidence: 'CONFIRMED',
      subject: first,
      detail: words.slice(0, 3).join(' · '),
      proofs: [page.title, first, '<title'],
    },
  ];
}
