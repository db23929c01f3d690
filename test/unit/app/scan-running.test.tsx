// @vitest-environment happy-dom
import { NextIntlClientProvider } from 'next-intl';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ScanRunning } from '@/app/(desk)/scans/[scanId]/scan-running';
import { loadMessages } from '@/lib/i18n/messages';
import type { ScanState } from '@/lib/scans/read-scan-progress';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
const refresh = vi.hoisted(() => vi.fn());
const router = vi.hoisted(() => ({ refresh }));
vi.mock('next/navigation', () => ({ useRouter: () => router }));
vi.mock('@/app/(desk)/scans/actions', () => ({
  stopScanAction: async () => ({ ok: true, value: undefined }),
}));

/** A stream as the browser opens it; the test says what becomes of it. */
class Stream {
  static readonly CLOSED = 2;
  static opened: Stream[] = [];
  readyState = 1;
  onmessage: ((event: { data: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  constructor(readonly url: string) {
    Stream.opened.push(this);
  }
  close() {
    this.readyState = Stream.CLOSED;
  }
  fail(readyState: number) {
    this.readyState = readyState;
    this.onerror?.();
  }
}

const QUEUED: ScanState = {
  status: 'QUEUED',
  sequence: 1,
  isCancelRequested: false,
  isEnded: false,
  progress: null,
} as ScanState;

let draw: (initial: ScanState) => Promise<void>;
let unmount: () => void;
let host: HTMLElement;
beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', Stream);
  Stream.opened = [];
  refresh.mockClear();
  host = document.createElement('div');
  const root = createRoot(host);
  draw = (initial) =>
    act(async () =>
      root.render(
        <NextIntlClientProvider locale="en" messages={loadMessages('en')} timeZone="UTC">
          <ScanRunning scanId="a" initial={initial} mayStop />
        </NextIntlClientProvider>,
      ),
    );
  await draw(QUEUED);
  unmount = () => act(() => root.unmount());
});
afterEach(() => {
  unmount();
  vi.useRealTimers();
});

it('listens again after an answer that was no stream, and shows what comes then', async () => {
  expect(host.textContent).toContain('Waiting');
  // Cut off: the browser connects again by itself.
  Stream.opened[0]?.fail(0);
  await vi.runAllTimersAsync();
  expect(Stream.opened).toHaveLength(1);
  Stream.opened[0]?.fail(Stream.CLOSED);
  await vi.runAllTimersAsync();
  expect(Stream.opened.map(({ url }) => url)).toEqual(Array(2).fill('/api/scans/a/progress'));
  const stopping = JSON.stringify({ ...QUEUED, isCancelRequested: true });
  const before = host.textContent;
  await act(async () => Stream.opened[1]?.onmessage?.({ data: stopping }));
  expect(host.textContent).not.toBe(before);
});

it('listens no longer when the page is left', async () => {
  Stream.opened[0]?.fail(Stream.CLOSED);
  unmount();
  await vi.runAllTimersAsync();
  expect(Stream.opened).toHaveLength(1);
  unmount = () => undefined;
});

it('has the whole page drawn again when the scan starts and when it ends, once each', async () => {
  const say = (state: Partial<ScanState>) =>
    act(async () => Stream.opened[0]?.onmessage?.({ data: JSON.stringify({ ...QUEUED, ...state }) }));
  await say({ sequence: 2 });
  expect(refresh).not.toHaveBeenCalled();
  await say({ sequence: 3, status: 'RUNNING' });
  expect(refresh).toHaveBeenCalledTimes(1);
  await draw({ ...QUEUED, status: 'RUNNING' });
  await say({ sequence: 4, status: 'RUNNING', isCancelRequested: true });
  expect(refresh).toHaveBeenCalledTimes(1);
  await say({ sequence: 5, status: 'INCOMPLETE', isEnded: true });
  expect(refresh).toHaveBeenCalledTimes(2);
  expect(Stream.opened[0]?.readyState).toBe(Stream.CLOSED);
});
