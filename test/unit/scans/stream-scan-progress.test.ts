import { describe, expect, it } from 'vitest';
import { toEventStream } from '@/app/api/scans/[scanId]/progress/to-event-stream';
import type { ScanState } from '@/lib/scans/read-scan-progress';
import { streamScanProgress } from '@/lib/scans/stream-scan-progress';

const state = (sequence: number, isEnded = false): ScanState => ({
  ...{ sequence, isEnded, isCancelRequested: false, progress: null },
  status: isEnded ? 'COMPLETE' : 'RUNNING',
});

/** Answers one after another, the last one for ever, and counts how often it was asked. */
function script(...states: ScanState[]) {
  const seen = { reads: 0, pausedMs: 0 };
  return {
    seen,
    read: async () => {
      const next = states[Math.min(seen.reads, states.length - 1)];
      seen.reads += 1;
      if (!next) throw new Error('nothing to read');
      return next;
    },
    pause: async (ms: number) => {
      seen.pausedMs += ms;
    },
  };
}

const alive = new AbortController().signal;
const listIds = (events: string[]) => events.map((event) => /^id: (\d+)$/m.exec(event)?.[1] ?? event);
async function collect(events: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const event of events) all.push(event);
  return all;
}

describe('the words of the progress stream', () => {
  it('are a whole snapshot at once, before any waiting', async () => {
    const { read, pause, seen } = script(state(7));
    const stream = streamScanProgress(read, alive, pause);
    const { value } = await stream.next();
    expect(value).toBe(`id: 7\ndata: ${JSON.stringify(state(7))}\n\n`);
    expect(seen).toEqual({ reads: 1, pausedMs: 0 });
  });

  it('tell each change once, and end with the scan', async () => {
    const { read, pause } = script(state(1), state(1), state(2), state(2), state(5), state(6, true));
    expect(listIds(await collect(streamScanProgress(read, alive, pause)))).toEqual(['1', '2', '5', '6']);
  });

  it('give one who comes back after the end the newest and no more', async () => {
    const { read, pause, seen } = script(state(9, true));
    expect(listIds(await collect(streamScanProgress(read, alive, pause)))).toEqual(['9']);
    expect(seen).toEqual({ reads: 1, pausedMs: 0 });
  });

  it('keep a silent connection open, and let it end after five minutes to ask again who reads', async () => {
    const { read, pause, seen } = script(state(3));
    const events = await collect(streamScanProgress(read, alive, pause));
    expect(events[0]).toContain('id: 3');
    expect(new Set(events.slice(1))).toEqual(new Set([': still here\n\n']));
    expect(events.length).toBeGreaterThan(10);
    expect(seen.pausedMs).toBe(5 * 60_000);
  });

  it('end when the reader has gone, without asking the database again', async () => {
    const gone = new AbortController();
    const { read, seen } = script(state(1), state(2));
    const events = await collect(streamScanProgress(read, gone.signal, async () => gone.abort()));
    expect(listIds(events)).toEqual(['1']);
    expect(seen.reads).toBe(1);
  });
});

describe('the answer that carries them', () => {
  const readText = (response: Response) => response.text();

  it('is an event stream that nobody keeps or collects', async () => {
    const { read, pause } = script(state(1), state(2, true));
    const response = toEventStream((signal) => streamScanProgress(read, signal, pause), alive);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
    expect(listIds((await readText(response)).split(/(?<=\n\n)/))).toEqual(['1', '2']);
  });

  it('stops reading when its reader cancels', async () => {
    const { read, seen } = script(state(1), state(2));
    const untilGone = (_ms: number, signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        if (signal.aborted) resolve();
        signal.addEventListener('abort', () => resolve());
      });
    let carried: AbortSignal | null = null;
    const response = toEventStream((signal) => {
      carried = signal;
      return streamScanProgress(read, signal, untilGone);
    }, alive);
    const reader = response.body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('id: 1');
    await reader?.cancel();
    expect(carried).toMatchObject({ aborted: true });
    expect(seen.reads).toBe(1);
  });

  it('stops reading when the request is aborted, and closes', async () => {
    const request = new AbortController();
    const { read, seen } = script(state(1), state(2));
    const abort = async () => request.abort();
    const response = toEventStream((signal) => streamScanProgress(read, signal, abort), request.signal);
    expect(listIds((await readText(response)).split(/(?<=\n\n)/))).toEqual(['1']);
    expect(seen.reads).toBe(1);
  });

  it('closes when the state cannot be read: the browser connects again', async () => {
    let reads = 0;
    const read = async () => {
      reads += 1;
      if (reads > 1) throw new Error('the database is away');
      return state(1);
    };
    const response = toEventStream(
      (signal) => streamScanProgress(read, signal, async () => undefined),
      alive,
    );
    expect(listIds((await readText(response)).split(/(?<=\n\n)/))).toEqual(['1']);
  });
});
