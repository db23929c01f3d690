import type { ResponsePage } from './read-page';

/** Of Cloudflare: what came between it and the server behind it. */
const ORIGIN: Readonly<Record<number, string>> = {
  504: 'time',
  521: 'refused',
  522: 'time',
  523: 'name',
  524: 'time',
  525: 'tls',
  526: 'certificate',
  530: 'name',
  598: 'time',
  599: 'time',
};
/** In the words of gateways, the most telling first. */
const REASONS: readonly (readonly [reason: string, words: RegExp])[] = [
  [
    'certificate',
    /certificate.?verify.?failed|unable to (get|verify) .{0,20}certificate|x509: |self.signed certificate|certificate has expired/,
  ],
  ['tls', /ssl handshake|tls error|tls_error/],
  [
    'name',
    /name resolution failed|could not be resolved|host not found|no such host|dns (failure|error|resolution)|error code: 1016/,
  ],
  [
    'refused',
    /connection refused|web server is down|no live upstreams|no healthy upstream|no server is available|no (available|backend) server|unable to find instance|failed to establish a connection|get a peer from the ring|connection termination/,
  ],
  ['time', /timed? ?out|timeout/],
];
/** A tunnel whose inner end is away, whatever its status is. */
const TUNNEL = /^ngrok-error-code:/m;

/** Why a gateway has no response of the server behind it; null for a response that is no gateway's. */
export function recogniseUpstream({ status, title, text, head }: ResponsePage): string | null {
  const isGateway =
    status === 499 || (status >= 502 && status <= 504) || (status >= 520 && status <= 530) || status >= 598;
  if (!isGateway && !(status >= 400 && TUNNEL.test(head))) return null;
  const words = `${title}\n${text}`.toLowerCase();
  return ORIGIN[status] ?? REASONS.find(([, said]) => said.test(words))?.[0] ?? 'other';
}
