import { type Exchange, headerValue } from '@/lib/http/exchange';

const BACK_OFF_MS = [2_000, 4_000, 8_000] as const;
const MAX_MS = 30_000;

/** Whether an answer says that the same request is welcome later. */
export const asksToWait = ({ response }: Exchange): boolean =>
  response.status === 429 ||
  (response.status === 503 && headerValue(response.headers, 'retry-after') !== null);

/** How long to wait before the next try: what `Retry-After` asks for (RFC 9110 §10.2.3, seconds or a date), within limits. */
export function retryDelayMs({ response }: Exchange, retry: number, now: Date): number {
  const said = headerValue(response.headers, 'retry-after') ?? '';
  const asked = /^\s*\d+\s*$/.test(said) ? Number(said) * 1_000 : Date.parse(said) - now.getTime();
  const least = BACK_OFF_MS[retry] ?? MAX_MS;
  return Math.min(Number.isFinite(asked) ? Math.max(asked, least) : least, MAX_MS);
}
