import type { Exchange } from '@/lib/http/exchange';
import { heldBytes, packExchange } from '../packed-exchange';

const MAX_RESPONSES = 10_000;
const MAX_BYTES = 12 * 1_024 * 1_024;

type Remembered = Promise<Exchange | null>;

/** Answers by what was asked for; beyond so many, or so many bytes, the oldest are forgotten and asked for once more. */
export class RememberedResponses {
  private readonly known = new Map<string, { response: Remembered; bytes: number }>();
  private bytes = 0;

  remember(key: string, ask: () => Remembered): Remembered {
    const before = this.known.get(key);
    if (before) return before.response;
    const entry = { response: ask().then((exchange) => exchange && packExchange(exchange)), bytes: 0 };
    this.known.set(key, entry);
    if (this.known.size > MAX_RESPONSES) this.forgetOldest();
    const weigh = (exchange: Exchange | null) => {
      if (exchange === null || this.known.get(key) !== entry) return;
      entry.bytes = heldBytes(exchange);
      this.bytes += entry.bytes;
      while (this.bytes > MAX_BYTES) this.forgetOldest();
    };
    void entry.response.then(weigh, () => undefined);
    return entry.response;
  }

  private forgetOldest(): void {
    const [oldest] = this.known;
    if (!oldest) return;
    this.known.delete(oldest[0]);
    this.bytes -= oldest[1].bytes;
  }
}
