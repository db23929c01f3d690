import { setTimeout as wait } from 'node:timers/promises';
import { requireRouteContext, stillSignedIn } from '@/app/current-actor';
import { runRoute } from '@/app/run-route';
import { readScanProgress } from '@/lib/scans/read-scan-progress';
import { streamScanProgress } from '@/lib/scans/stream-scan-progress';
import { oneStreamMore } from './open-streams';
import { toEventStream } from './to-event-stream';

type Params = { params: Promise<{ scanId: string }> };

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  wait(ms, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });

/**
 * The progress of a scan as server-sent events; another organization's scan is not found before the stream opens. Who
 * reads is asked for with every look: a session that is over hears nothing more.
 */
export function GET(request: Request, { params }: Params): Promise<Response> {
  return runRoute('scans.progress', request, async () => {
    const context = await requireRouteContext(request);
    const { scanId } = await params;
    await readScanProgress(context, scanId);
    const read = async () => readScanProgress(await stillSignedIn(context), scanId);
    const release = oneStreamMore(context.actor.userId);
    return toEventStream((signal) => streamScanProgress(read, signal, pause), request.signal, release);
  });
}
