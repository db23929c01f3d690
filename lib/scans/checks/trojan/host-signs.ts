import { readAttribute } from '../probing/html-walk';
import {
  type ForeignAddress,
  foreignAddress,
  hostileHost,
  isService,
  registeredName,
} from './foreign-address';
import { COPIED_HOSTS, HOSTILE_HOSTS_AS_OF, HOSTILE_RELEASES } from './known-hosts';
import type { PageContents, SeenPart } from './page-contents';
import type { Sign } from './sign';

const LOADED: Readonly<Record<string, string>> = {
  script: 'src',
  iframe: 'src',
  frame: 'src',
  link: 'href',
  embed: 'src',
  object: 'data',
};
const SHORTEST_NAME = 5;
/** What a tag has that was only put there; others say how it is loaded or by whom. */
const BARE = /^(?:src|type|language|charset|width|height|style|frameborder|scrolling|border)$/;

type Loaded = ForeignAddress & { address: string; seen: SeenPart; isChecked: boolean };

/** What the page runs or shows of foreign hosts. */
export function loadedAddresses(page: PageContents): Loaded[] {
  return page.seen.flatMap((seen): Loaded[] => {
    const { element } = seen.part;
    const attribute = LOADED[element.tagName];
    const address = attribute === undefined ? null : readAttribute(element, attribute);
    const isSheet =
      element.tagName !== 'link' ||
      /stylesheet|script/i.test(`${readAttribute(element, 'rel')} ${readAttribute(element, 'as')}`);
    const foreign = address === null || !isSheet ? null : foreignAddress(address, page.base);
    const isChecked = /^\s*sha\d{3}-[\w+/=-]{20}/.test(readAttribute(element, 'integrity') ?? '');
    return foreign && address !== null ? [{ ...foreign, address, seen, isChecked }] : [];
  });
}

/** Code from hosts and releases that are known to have attacked visitors. */
function knownSigns(loaded: readonly Loaded[]): Sign[] {
  return loaded.flatMap(({ host, url, address, isChecked }): Sign[] => {
    const known = hostileHost(host);
    const release = [...HOSTILE_RELEASES].find((one) =>
      new RegExp(`/${one.replaceAll('.', '\\.')}(?:/|$)`).test(url.pathname),
    );
    if (!known && release === undefined) return [];
    return [
      {
        kind: known?.kind === 'miner' ? 'miner' : 'hostileHost',
        confidence: isChecked && known ? 'INFO' : 'CONFIRMED',
        subject: known ? host : (release ?? host),
        detail: known?.kind === 'miner' ? 'known' : `${known?.since ?? HOSTILE_HOSTS_AS_OF.slice(0, 4)}`,
        proofs: [address, host],
      },
    ];
  });
}

/** Whether one letter more, less, other or moved makes the one name the other. */
function isOneOff(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let same = 0;
  while (same < a.length && a[same] === b[same]) same += 1;
  const [restA, restB] = [a.slice(same), b.slice(same)];
  const isMoved = restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
  return restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1) || isMoved;
}

/** Hosts whose names are nearly those of hosts that everybody loads code from. */
function copiedSigns(loaded: readonly Loaded[]): Sign[] {
  return loaded.flatMap((one): Sign[] => {
    if (isService(one) || hostileHost(one.host)) return [];
    const name = registeredName(one.host);
    for (const { host, path } of COPIED_HOSTS) {
      const known = registeredName(host);
      const isOther =
        known.length >= SHORTEST_NAME && isOneOff(name, known) && one.host.replace(name, known) === host;
      const isOtherEnd =
        name === known && one.host !== host && one.host.startsWith(host.slice(0, host.lastIndexOf('.') + 1));
      if (!isOther && !isOtherEnd) continue;
      const isSure = isOther && path.test(one.url.pathname);
      return [
        {
          kind: 'copiedHost',
          confidence: isSure ? 'CONFIRMED' : 'LIKELY',
          subject: one.host,
          detail: host,
          proofs: [one.address, one.host],
        },
      ];
    }
    return [];
  });
}

/** Foreign code in front of the document or behind its end, where no template puts anything. */
function outsideSigns(page: PageContents, loaded: readonly Loaded[]): Sign[] {
  return loaded.flatMap((one): Sign[] => {
    const { element } = one.seen.part;
    const isOutside = one.seen.isOutside || (one.seen.by !== null && page.isFromOutside(one.seen.by));
    if (!isOutside || element.tagName === 'link' || isService(one)) return [];
    const isElsewhere = loaded.some(
      (other) =>
        other.domain === one.domain &&
        other.seen !== one.seen &&
        !other.seen.isOutside &&
        other.seen.by === null,
    );
    const isBare = element.attrs.every(({ name }) => BARE.test(name)) && one.url.search === '';
    const isSure = isBare && !isElsewhere && !page.isDeclared(one.domain);
    return [
      {
        kind: 'outsideDocument',
        confidence: isSure ? 'CONFIRMED' : 'LIKELY',
        subject: one.host,
        detail: '',
        proofs: [one.address, one.host],
      },
    ];
  });
}

/** Signs of what the page loads, by the hosts that it comes from. */
export function hostSigns(page: PageContents): Sign[] {
  const loaded = loadedAddresses(page);
  return [...knownSigns(loaded), ...copiedSigns(loaded), ...outsideSigns(page, loaded)];
}
