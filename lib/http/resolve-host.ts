import { lookup } from 'node:dns/promises';
import { type AddressReach, addressReach } from './rules/address';
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
  const { hostname, literalReach, isPrivateAllowed } = target;
  if (literalReach === null) return resolve(hostname).then((found) => reachable(target, [...new Set(found)]));
  if (!isReachable(literalReach, isPrivateAllowed)) throw new AddressRefused([hostname], [hostname]);
  return [hostname];
}

type Named = Pick<RequestTarget, 'hostname' | 'literalReach' | 'isPrivateAllowed'>;

function reachable({ hostname, isPrivateAllowed }: Named, addresses: string[]): string[] {
  if (addresses.length === 0) throw new OutboundError('DNS_NOT_FOUND', `no address for ${hostname}`);
  const refused = addresses.filter((address) => !isReachable(addressReach(address), isPrivateAllowed));
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

const isReachable = (reach: AddressReach, isPrivateAllowed: boolean): boolean =>
  reach === 'public' || (reach === 'private' && isPrivateAllowed);
