// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PageRefresher } from '@/app/(desk)/assets/page-refresher';

const refresh = vi.hoisted(() => vi.fn());
vi.mock('next/navigation', () => ({ useRouter: () => ({ refresh }) }));
vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  refresh.mockClear();
});

function show(isUnderWay: boolean, root = createRoot(document.createElement('div'))) {
  act(() => root.render(isUnderWay ? <PageRefresher everyMs={1_000} /> : null));
  return root;
}

it('asks for the page again as long as it is there', () => {
  show(true);
  vi.advanceTimersByTime(3_500);
  expect(refresh).toHaveBeenCalledTimes(3);
});

it('asks once more when it is gone: the parts of the page may be of different instants', () => {
  const root = show(true);
  show(false, root);
  expect(refresh).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(5_000);
  expect(refresh).toHaveBeenCalledTimes(1);
});
