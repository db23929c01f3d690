/** Longer payloads are not searched: it would take too long. */
const MAX_SEARCHED_BYTES = 4_096;
const FIRST_PRINTABLE = 0x20;
const LAST_PRINTABLE = 0x7e;

/**
 * Every payload that differs from this one in one byte: another printable character, one bit, or one byte less.
 *
 * For the fault `ignores-body`. A signature covers the body, so nobody who checks the key can overlook the body
 * altogether; what can be shown from outside is that the seller overlooks one altered byte and still knows the key.
 * That takes trying which payload was signed: some 40,000 for a usual call, a good part of a second.
 * The array is the same one each time; it is not to be kept.
 */
export function* alteredPayloads(payload: Uint8Array): Generator<Uint8Array> {
  if (payload.length > MAX_SEARCHED_BYTES) return;
  for (let at = 0; at < payload.length; at++) {
    yield Uint8Array.from([...payload.subarray(0, at), ...payload.subarray(at + 1)]);
  }
  const changed = Uint8Array.from(payload);
  for (const [at, original] of payload.entries()) {
    for (let byte = FIRST_PRINTABLE; byte <= LAST_PRINTABLE; byte++) {
      changed[at] = byte;
      yield changed;
    }
    for (let bit = 1; bit < 0x100; bit <<= 1) {
      changed[at] = original ^ bit;
      yield changed;
    }
    changed[at] = original;
  }
}
