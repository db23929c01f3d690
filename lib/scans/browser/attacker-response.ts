import type { BrowserRequest, BrowserResponse } from './scan-browser';

/** What only code asks for that runs where no page is, as in a worker. */
const RUN_PATH = '/ran';

/** The address of a host that an attacker would own; what is asked of it is answered here and goes nowhere. */
export const attackerAddress = (name: string): string => `https://${name}.invalid/x`;
export const runAddress = (proof: string): string => `https://${proof}.invalid${RUN_PATH}`;

/** What the attacker's host would send: a script or markup that calls the proof. Null for every other host. */
export function attackerResponse(
  { kind, url }: BrowserRequest,
  proof: string,
): { response: BrowserResponse; isRun: boolean } | null {
  const { hostname, pathname } = new URL(url);
  if (hostname !== `${proof}.invalid`) return null;
  const isScript = kind === 'script';
  const text = isScript ? `${proof}()` : `<img src=x onerror=${proof}()>`;
  const type = isScript ? 'text/javascript' : 'text/html';
  const headers: [string, string][] = [
    ['Content-Type', type],
    ['Access-Control-Allow-Origin', '*'],
  ];
  const response = { status: 200, headers, body: new TextEncoder().encode(text) };
  return { response, isRun: pathname === RUN_PATH };
}
