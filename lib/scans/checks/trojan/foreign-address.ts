import { getDomain, getDomainWithoutSuffix } from 'tldts';
import { resolveAddress } from '../probing/resolve-address';
import { HOSTILE_HOSTS, type HostileHost, SERVICES } from './known-hosts';

/** An address on a host that does not belong to the site. */
export type ForeignAddress = { url: URL; host: string; domain: string };

const OPTIONS = { allowPrivateDomains: true };
const ADDRESS_OF_MACHINE = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:.]+\])$/i;
/** Names that many owners share say nothing about an owner. */
const SHORTEST_NAME = 4;

const toDomain = (host: string): string =>
  ADDRESS_OF_MACHINE.test(host) ? host : (getDomain(host, OPTIONS) ?? host);

/** The part of a host that its owner chose: `shop` of `www.shop.example`. */
export const ownName = (host: string): string => getDomainWithoutSuffix(host, OPTIONS) ?? host;

/** As `ownName`, where names below a service's name belong to the service: `googleapis` of `ajax.googleapis.com`. */
export const registeredName = (host: string): string => getDomainWithoutSuffix(host) ?? host;

/** Whether both hosts have the same owner, as far as their names tell: `shop.com` and `m.shop.cn`. */
function isSameOwner(host: string, other: string): boolean {
  if (toDomain(host) === toDomain(other)) return true;
  const name = ownName(host);
  return !ADDRESS_OF_MACHINE.test(host) && name.length >= SHORTEST_NAME && name === ownName(other);
}

/** The foreign address that a browser on `base` would open; null for the site's own, for others than web addresses and for half names. */
export function foreignAddress(address: string, base: string): ForeignAddress | null {
  const url = resolveAddress(address.trim(), base);
  if (!url || !/^(?:https?|wss?):$/.test(url.protocol)) return null;
  const host = url.hostname;
  const isWhole = ADDRESS_OF_MACHINE.test(host) || getDomain(host, OPTIONS) !== null;
  if (!isWhole || host.endsWith('.') || isSameOwner(host, new URL(base).hostname)) return null;
  return { url, host, domain: toDomain(host) };
}

/** Whether the host is a service that sites load things from rightly. */
export const isService = ({ host }: Pick<ForeignAddress, 'host'>): boolean => {
  const labels = host.split('.');
  return labels.some((_label, at) => SERVICES.has(labels.slice(at).join('.')));
};

export const hostileHost = (host: string): HostileHost | null =>
  HOSTILE_HOSTS.find(({ domain }) => host === domain || host.endsWith(`.${domain}`)) ?? null;

/** Whether a host is named without a name. */
export const isMachineAddress = (host: string): boolean => ADDRESS_OF_MACHINE.test(host);
