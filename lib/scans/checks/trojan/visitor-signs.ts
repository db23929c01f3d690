import type { Exchange } from '@/lib/http/exchange';
import { listDestinations } from '../redirects/destinations';
import { foreignAddress, isService, ownName } from './foreign-address';
import { loadedAddresses } from './host-signs';
import { foreignLinks } from './link-signs';
import { type PageContents, pageContents } from './page-contents';
import { pageSigns } from './page-signs';
import { distinctSigns, type Sign } from './sign';

const MANY_WORDS = 2;
const MANY_OWNERS = 5;

export const signKey = ({ kind, subject }: Sign): string => `${kind} ${subject}`;

/** Where the answer leads by itself, to foreign hosts. */
function redirectSigns(exchange: Exchange, plain: PageContents | null, isPhone: boolean): Sign[] {
  return listDestinations(exchange).flatMap(({ address }): Sign[] => {
    const foreign = foreignAddress(address, exchange.request.url);
    if (!foreign || isService(foreign) || plain?.isDeclared(foreign.domain)) return [];
    const detail = isPhone ? 'phone' : 'search';
    return [
      { kind: 'visitorRedirect', confidence: 'CONFIRMED', subject: foreign.host, detail, proofs: [address] },
    ];
  });
}

/** Foreign code of hosts that the page has for nobody else. */
function codeSigns(page: PageContents, plain: PageContents | null, isPhone: boolean): Sign[] {
  const known = new Set(plain ? loadedAddresses(plain).map(({ domain }) => domain) : []);
  return loadedAddresses(page).flatMap((one): Sign[] => {
    if (isService(one) || known.has(one.domain)) return [];
    const detail = isPhone ? 'phone' : 'search';
    return [
      { kind: 'visitorRedirect', confidence: 'LIKELY', subject: one.host, detail, proofs: [one.address] },
    ];
  });
}

/** Links to foreign hosts that the page has for nobody else; their words are the second sign. */
function addedLinks(page: PageContents, plain: PageContents | null): Sign[] {
  const known = new Set(plain ? foreignLinks(plain).map(({ host }) => host) : []);
  const links = foreignLinks(page).filter(({ host }) => !known.has(host));
  const [first] = links;
  const words = new Set(links.flatMap((link) => link.words));
  const owners = new Set(links.map(({ host }) => ownName(host)));
  const isSure = words.size >= MANY_WORDS;
  if (!first || !(isSure || owners.size >= MANY_OWNERS)) return [];
  const confidence = isSure ? 'CONFIRMED' : 'LIKELY';
  return [
    {
      kind: 'addedLinks',
      confidence,
      subject: first.host,
      detail: String(links.length),
      proofs: [first.address],
    },
  ];
}

/** What is in an answer for one visitor and not in the one for anybody. Being shown to few is the second sign of what has one. */
export function visitorSigns(exchange: Exchange, plain: Exchange, isPhone: boolean): Sign[] {
  const [page, plainPage] = [pageContents(exchange), pageContents(plain)];
  const plainSigns = plainPage ? pageSigns(plainPage) : [];
  const known = new Set([...plainSigns, ...redirectSigns(plain, null, isPhone)].map(signKey));
  const own = page ? pageSigns(page).map((sign): Sign => ({ ...sign, confidence: 'CONFIRMED' })) : [];
  const added = page ? [...addedLinks(page, plainPage), ...codeSigns(page, plainPage, isPhone)] : [];
  const all = distinctSigns([...own, ...redirectSigns(exchange, plainPage, isPhone), ...added]);
  const sure = new Set(
    all.filter(({ confidence }) => confidence === 'CONFIRMED').map(({ subject }) => subject),
  );
  // One sign a host is enough, the surest, and of those the page's own.
  const bySubject = new Map<string, Sign>();
  for (const sign of all) {
    if (known.has(signKey(sign)) || bySubject.has(sign.subject)) continue;
    if (sign.confidence === 'CONFIRMED' || !sure.has(sign.subject)) bySubject.set(sign.subject, sign);
  }
  return [...bySubject.values()];
}
