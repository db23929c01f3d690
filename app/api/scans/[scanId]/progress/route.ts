import { setTimeout as pause } from 'node:timers/promises';
import { requireRouteContext } from '@/app/current-actor';
import { runRoute } from '@/app/run-route';
import { readScanProgress } from '@/lib/scans/read-scan-progress';

const POLL_MS = 500;
const KEEP_ALIVE_EVERY = 30;

/**
 * The progress of a scan as server-sent events. Each event is a whole snapshot with its sequence number as id, so a
 * reader that comes late, or comes back, needs nothing that it missed. The stream ends when the scan has.
 */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ scanId: string }> },
): Promise<Response> {
  return runRoute('scans.progress', request, async () => {
    const context = await requireRouteContext(request);
    const { scanId } = await params;
    // Another organization's scan is answered as not found before the stream opens.
    await readScanProgress(context, scanId);
    const encoder = new TextEncoder();
    const stream = new ReadableStream<Uint8Array>({
      async start(controller) {
        let sent = Number(request.headers.get('last-event-id') ?? -1);
        try {
          for (let round = 0; !request.signal.aborted; round++) {
            const state = await readScanProgress(context, scanId);
            if (state.sequence !== sent || round === 0) {
              controller.enqueue(encoder.encode(`id: ${state.sequence}\ndata: ${JSON.stringify(state)}\n\n`));
              sent = state.sequence;
            } else if (round % KEEP_ALIVE_EVERY === 0) {
              controller.enqueue(encoder.encode(': still here\n\n'));
            }
            if (state.isEnded) break;
            await pause(POLL_MS, undefined, { signal: request.signal });
          }
        } catch {
          // The reader went away, or the database did: the browser connects again and gets the newest snapshot.
        } finally {
          if (!request.signal.aborted) controller.close();
        }
      },
    });
    return new Response(stream, {
      headers: {
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store, no-transform',
        'X-Accel-Buffering': 'no',
      },
    });
  });
}
