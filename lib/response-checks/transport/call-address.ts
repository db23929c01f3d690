/** Where a call went: what the sentences and commands of an explanation name. */
export type CallAddress = { host: string; port: number };

/** The host and port of a URL; of a text that is none, the text itself. */
export function readCallAddress(url: string): CallAddress {
  if (!URL.canParse(url)) return { host: url, port: 443 };
  const { hostname, port, protocol } = new URL(url);
  return { host: hostname, port: Number(port || (protocol === 'http:' ? 80 : 443)) };
}
