// @vitest-environment happy-dom
import { act, type ReactNode, Suspense, use, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PageRefresher } from '@/app/(desk)/assets/page-refresher';

const refresh = vi.hoisted(() => vi.fn());
const router = vi.hoisted(() => ({ refresh }));
vi.mock('next/navigation', () => ({ useRouter: () => router }));
vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  refresh.mockReset();
});

const DRAWN = Promise.resolve('drawn');
let setPage: (page: Promise<string>) => void;
/** A page that waits for what the server draws, as Next's router does. */
function Page({ children }: { children: ReactNode }) {
  const [page, set] = useState(DRAWN);
  setPage = set;
  use(page);
  return children;
}

async function show(isUnderWay: boolean, root = createRoot(document.createElement('div'))) {
  await act(async () =>
    root.render(
      <Suspense>
        <Page>{isUnderWay ? <PageRefresher everyMs={1_000} /> : null}</Page>
      </Suspense>,
    ),
  );
  return root;
}

async function pass(seconds: number) {
  for (let second = 0; second < seconds; second += 1)
    await act(async () => {
      vi.advanceTimersByTime(1_000);
    });
}

it('asks for the page again as long as it is there', async () => {
  await show(true);
  await pass(3);
  expect(refresh).toHaveBeenCalledTimes(3);
});

it('asks a server that is slow to draw it for no other one meanwhile', async () => {
  let answer = (_text: string) => {};
  refresh.mockImplementation(() =>
    setPage(
      new Promise((resolve) => {
        answer = resolve;
      }),
    ),
  );
  await show(true);
  await pass(6);
  expect(refresh).toHaveBeenCalledTimes(1);
  await act(async () => answer('drawn at last'));
  await pass(1);
  expect(refresh).toHaveBeenCalledTimes(2);
});

it('asks again when nothing comes of it', async () => {
  refresh.mockImplementation(() => setPage(new Promise(() => {})));
  await show(true);
  await pass(25);
  expect(refresh).toHaveBeenCalledTimes(2);
});

it('asks once more when it is gone: the parts of the page may be of different instants', async () => {
  const root = await show(true);
  await show(false, root);
  expect(refresh).toHaveBeenCalledTimes(1);
  await pass(5);
  expect(refresh).toHaveBeenCalledTimes(1);
});
