import { lookup } from 'node:dns/promises';
import { addressReach } from './rules/address';
import { OutboundError } from './rules/failure';
import type { RequestTarget } from './rules/request-target';

/** All addresses of a name, IPv4 and IPv6. Rejects as Node's look-up does (`ENOTFOUND`, `EAI_AGAIN`). */
export type Resolve = (host: string) => Promise<string[]>;

/** The system's resolver, hosts file included. */
export const systemResolve: Resolve = async (host) => {
  const found = await lookup(host, { all: true, verbatim: true });
  return found.map(({ address }) => address);
};

/**
 * The addresses that a target may be connected to: the only look-up of a request.
 * One address out of bounds refuses the name as a whole, for a name that points inside half of the time is an attack.
 * @throws OutboundError ADDRESS_NOT_PUBLIC, DNS_NOT_FOUND; whatever `resolve` throws
 */
export function checkedAddresses(target: Named, resolve: Resolve): string[] | Promise<string[]> {
  if (target.isLiteral) return reachable(target, [target.hostname]);
  return resolve(target.hostname).then((found) => reachable(target, [...new Set(found)]));
}

type Named = Pick<RequestTarget, 'hostname' | 'isLiteral' | 'isPrivateAllowed'>;

function reachable(target: Named, addresses: string[]): string[] {
  if (addresses.length === 0) throw new OutboundError('DNS_NOT_FOUND', `no address for ${target.hostname}`);
  const refused = addresses.filter((address) => !isReachable(address, target.isPrivateAllowed));
  if (refused.length > 0) throw new AddressRefused(addresses, refused);
  return addresses;
}

/** Carries the addresses, which the failure shows. */
export class AddressRefused extends OutboundError {
  readonly addresses: readonly string[];

  constructor(addresses: readonly string[], refused: readonly string[]) {
    super('ADDRESS_NOT_PUBLIC', refused.join(', '));
    this.addresses = addresses;
  }
}

function isReachable(address: string, isPrivateAllowed: boolean): boolean {
  const reach = addressReach(address);
  return reach === 'public' || (reach === 'private' && isPrivateAllowed);
}
