import type { Ask } from '../wire/ask-and-reply';

/** Sent with every JSON change: another origin cannot set it without a preflight, which is never answered. */
export const CONTROL_HEADER = 'x-fake-seller-control';

/**
 * Whether a request may be answered by the panel at all. The Host must be the panel's own (a name that an attacker's
 * DNS points to 127.0.0.1 is not), and a browser that says where the request comes from must say: from the panel.
 * @param port the panel's own port
 */
export function isOwnRequest(ask: Ask, port: number): boolean {
  const hosts = [`localhost:${port}`, `127.0.0.1:${port}`];
  if (!hosts.includes(ask.headers.host ?? '')) return false;
  const { origin } = ask.headers;
  if (origin !== undefined && !hosts.some((host) => origin === `http://${host}`)) return false;
  if (ask.method === 'GET' || ask.method === 'HEAD') return true;
  const site = ask.headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
}

/** A form comes from a browser, and browsers send Origin with every POST: one without it is not a form of ours. */
export const isOwnForm = (ask: Ask): boolean => ask.headers.origin !== undefined;

export const isControlCall = (ask: Ask): boolean =>
  ask.headers[CONTROL_HEADER] === '1' && (ask.headers['content-type'] ?? '').startsWith('application/json');
