import type { Exchange } from '@/lib/http/exchange';

/** Bodies kept whole; what comes after this many bytes is kept by its beginning. */
const MAX_KEPT_BYTES = 64 * 1_024 * 1_024;
const KEPT_BEGINNING_BYTES = 16 * 1_024;

/** Answers for the passive checks, without letting a huge site fill the memory. */
export class KeptExchanges {
  readonly all: Exchange[] = [];
  private bytes = 0;

  keep(exchange: Exchange): void {
    const { response } = exchange;
    this.bytes += response.decodedBody.length;
    if (this.bytes <= MAX_KEPT_BYTES) {
      this.all.push(exchange);
      return;
    }
    // A copy: a view would keep all of the bytes.
    const body = new Uint8Array(response.decodedBody.subarray(0, KEPT_BEGINNING_BYTES));
    const isTruncated = response.isTruncated || body.length < response.decodedBody.length;
    this.all.push({ ...exchange, response: { ...response, body, decodedBody: body, isTruncated } });
  }
}
