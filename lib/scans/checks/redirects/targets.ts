import { resolveAddress } from '../probing/resolve-address';

/** Builds a value that leads to `host`, a reserved name below `.invalid` that can never be reached (RFC 6761 §6.4). */
export type RedirectTarget = (host: string) => string;

export const PLAIN_TARGET: RedirectTarget = (host) => `https://${host}/`;

/** Ways around checks that look at the text of an address and not at what a browser makes of it, the commonest first. */
export function bypassTargets(base: string, original: string): RedirectTarget[] {
  const { host, protocol } = new URL(base);
  const opposite = base.startsWith('https:') ? 'http' : 'https';
  const foreign = /^https?:\/\//i.test(original) ? resolveAddress(original, base)?.host : undefined;
  const confused = (trusted: string): RedirectTarget[] => [
    (target) => `https://${trusted}@${target}/`,
    (target) => `https://${target}/?https://${trusted}`,
    (target) => `https://${trusted}.${target}/`.replace(/:\d+\./, '.'),
  ];
  return [
    (target) => `//${target}/`,
    ...confused(foreign ?? host),
    (target) => `/\\${target}/`,
    // Behind the host for pages that look at the end of the value, or for a word or an address in it.
    (target) => `HTTPS://${target}/${foreign === undefined ? original.replace(/^\/+/, '') : `?${original}`}`,
    (target) => `/\t/${target}/`,
    (target) => `${opposite}:${target}/`,
    (target) => `https:\\\\${target}/`,
    (target) => `%2f%2f${target}/`,
    ...(foreign !== undefined && foreign !== host ? confused(host) : []),
    // Where the whole origin is looked at.
    ...(protocol === 'http:'
      ? confused(host).map((target) => (name: string) => target(name).replace(/^https/, 'http'))
      : []),
  ];
}

/** Values for a site that writes its own beginning of an address in front. */
export const CONTINUED_TARGETS: readonly RedirectTarget[] = [
  (target) => `${target}/`,
  (target) => `@${target}/`,
  (target) => `.${target}/`,
  (target) => `/${target}/`,
];
