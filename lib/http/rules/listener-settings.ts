/** `address`: under which others reach this machine; `host` and `port`: where it listens. */
export type ListenerSettings = { address: string; host: string; port: number };

const HTTP_PORT = 80;
const PLACE = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9.-]+)):(\d{1,5})$/i;

/**
 * Where to listen for an address; undefined without one.
 * @param place `host:port` to listen on; the address's own when absent
 * @throws RangeError that names what is wrong
 */
export function readListener(address: string | undefined, place?: string): ListenerSettings | undefined {
  if (address === undefined) {
    if (place !== undefined) throw new RangeError('says where to listen for no address');
    return undefined;
  }
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol !== 'http:' || url.search !== '' || url.hash !== '' || url.username !== '')
    throw new RangeError('must be an http:// address without a query');
  if (place === undefined) {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    return { address: url.href, host, port: Number(url.port) || HTTP_PORT };
  }
  const [, six, name, digits] = PLACE.exec(place) ?? [];
  const port = Number(digits);
  const host = six ?? name;
  if (host === undefined || port < 1 || port > 65_535) throw new RangeError('must be host:port');
  return { address: url.href, host, port };
}
