/**
 * An answer of server-sent events. `events` is asked for the next one when the reader can take it, and its signal
 * aborts when the reader has gone away. An event that cannot be made ends the stream: browsers connect again.
 * @param onEnd called at least once when nothing more will be sent
 */
export function toEventStream(
  events: (signal: AbortSignal) => AsyncGenerator<string, void, undefined>,
  requestSignal: AbortSignal,
  onEnd: () => void = () => undefined,
): Response {
  const gone = new AbortController();
  const signal = AbortSignal.any([gone.signal, requestSignal]);
  signal.addEventListener('abort', onEnd, { once: true });
  if (signal.aborted) onEnd();
  const source = events(signal);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await source.next().catch(() => ({ done: true, value: undefined }) as const);
      if (next.done) onEnd();
      if (gone.signal.aborted) return;
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    cancel() {
      gone.abort();
    },
  });
  return new Response(body, {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    },
  });
}
