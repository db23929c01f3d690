'use client';

import { useEffect, useState } from 'react';
import type { ScanState } from '@/lib/scans/read-scan-progress';

const LISTEN_AGAIN_MS = 5_000;

/**
 * The newest state of a scan or a re-test. Each event is a whole snapshot and the browser connects again by itself, so
 * that a reload, a lost connection or a restarted server shows the newest state and nothing else.
 */
export function useScanState<Initial extends ScanState | null>(
  scanId: string,
  initial: Initial,
): ScanState | Initial {
  const [state, setState] = useState<ScanState | Initial>(initial);
  useEffect(() => {
    let source: EventSource;
    let again: ReturnType<typeof setTimeout>;
    const listen = () => {
      source = new EventSource(`/api/scans/${scanId}/progress`);
      source.onmessage = (event: MessageEvent<string>) => {
        const next = JSON.parse(event.data) as ScanState;
        setState(next);
        if (next.isEnded) source.close();
      };
      // The browser connects again by itself, but not after an answer that was no stream: the database may be away.
      source.onerror = () => {
        if (source.readyState === EventSource.CLOSED) again = setTimeout(listen, LISTEN_AGAIN_MS);
      };
    };
    listen();
    return () => {
      clearTimeout(again);
      source.close();
    };
  }, [scanId]);
  return state;
}
