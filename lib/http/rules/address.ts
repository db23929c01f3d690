import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * `public`: an ordinary address of the internet. `private`: loopback or a network of the operator's own, reachable
 * only where the operator lists it. `forbidden`: never connected to (link-local, multicast, reserved, translated).
 */
export type AddressReach = 'public' | 'private' | 'forbidden';

const PRIVATE_RANGES = new Set(['loopback', 'private', 'uniqueLocal', 'carrierGradeNat']);

/** Addresses in public space that a cloud keeps for talking to its own machines (Azure's host agent). */
const PLATFORM_ADDRESSES = new Set(['168.63.129.16']);

/**
 * How far an address reaches, after unwrapping IPv4-mapped IPv6.
 * Translations that carry an IPv4 address inside (NAT64, 6to4, Teredo, IPv4-compatible) are forbidden whole: where
 * they lead depends on a router that we do not see.
 * @param address canonical dotted IPv4 or IPv6 without brackets; every other spelling and every zone id is forbidden
 */
export function addressReach(address: string): AddressReach {
  const version = isIP(address);
  if (version === 0 || address.includes('%')) return 'forbidden';
  // What is IPv4 need not be tried as IPv6 first.
  const parsed = version === 4 ? ipaddr.IPv4.parse(address) : ipaddr.process(address);
  const range = parsed.range();
  if (PRIVATE_RANGES.has(range)) return 'private';
  if (range !== 'unicast' || PLATFORM_ADDRESSES.has(parsed.toString())) return 'forbidden';
  return parsed.kind() === 'ipv4' || isGlobalUnicastV6(parsed.toByteArray()) ? 'public' : 'forbidden';
}

/** IANA has given out 2000::/3 only; ipaddr.js calls the unassigned rest unicast too. */
const isGlobalUnicastV6 = (bytes: number[]): boolean => ((bytes[0] ?? 0) & 0xe0) === 0x20;

/** One spelling for each address, IPv4-mapped ones as IPv4; what is not an address stays as it is. */
export const canonicalAddress = (address: string): string =>
  isIP(address) === 0 ? address : ipaddr.process(address).toString();
