import { SECOND_MS } from '@/lib/core/clock';
import type { RawHeader } from '@/lib/http/exchange';
import { openSharedThread, type SharedTask } from '@/lib/threads/open-shared-thread';
import type { ThreadAnswer } from '@/lib/threads/open-thread';
import type {
  InsertionPoint,
  ProbeContext,
  RequestChange,
  RequestContext,
  SiteContext,
} from '../checks/check';
import type { OutsideListener } from '../checks/outside-listener';
import { emptyPage } from '../engine/crawl/read-page';
import { sentForm } from '../engine/packed-exchange';
import type { NotTestedReason } from '../rules/result';
import type * as Tasks from './registered-tasks';
import type { CheckStart, FetchedPath } from './scan-tasks';
import type { Done, OpenScanWork, ScanWork } from './scan-work';

/** A stretch of computing on the largest page takes some tenths of a second on a slow machine. */
const STRETCH_LIMIT_MS = 5 * SECOND_MS;
/** A page of 768 KB with an element every four bytes needs less; several such scans stay within a small worker. */
const MEMORY_MB = 72;
const TASKS = 'lib/scans/work/registered-tasks.ts';

export type WorkLimits = {
  stretchLimitMs?: number;
  memoryMb?: number;
  /** The module with the scan's tasks, by its path from the project's root. */
  tasks?: string;
};

function done<T>(response: ThreadAnswer<T>): Done<T> {
  if (response.ok) return response;
  const { reason } = response;
  if (reason === 'ABORTED') return { ok: false, reason: 'ENDED' };
  return { ok: false, reason: reason === 'CRASHED' ? 'FAILED' : 'TIMED_OUT' };
}

type HostCalls = Readonly<Record<string, (...args: never[]) => unknown>>;
const outsideHost = ({ outside }: { outside?: OutsideListener | undefined }): HostCalls =>
  outside
    ? {
        offer: (text: string) => outside.offer(text),
        wereAsked: (addresses: readonly string[]) => outside.wereAsked(addresses),
      }
    : {};

/** What a request check asks its scan for. */
const requestHost = (context: RequestContext) => ({
  send: (change: RequestChange) => context.send(change),
  open: (url: string, isStranger: boolean) => context.open(url, isStranger),
  captured: async () => {
    const exchange = await context.captured();
    return exchange && sentForm(exchange);
  },
  preflight: (origin: string, headers: readonly string[]) => context.preflight(origin, headers),
  notTested: (reason: NotTestedReason) => context.notTested(reason),
  ...outsideHost(context),
});

/** The same of a site check. */
const siteHost = (context: SiteContext) => ({
  fetchPath: async (path: string, headers: readonly RawHeader[]): Promise<FetchedPath> => {
    const exchange = await context.fetchPath(path, headers);
    return exchange && { exchange, isMissing: context.looksLikeMissing(exchange) };
  },
  inspectTls: () => context.inspectTls(),
});

/** What an active check asks its scan for. */
const activeHost = (point: InsertionPoint, context: ProbeContext) => ({
  probe: (value: string) => context.probe(point, value),
  baseline: async () => {
    const exchange = await context.baseline(point);
    return exchange && sentForm(exchange);
  },
  plain: () => context.plain(point),
  broken: () => context.broken(point),
  reaction: () => context.reaction(point),
  takesAsText: (value: string, mark: string) => context.takesAsText(point, value, mark),
  inert: (round: number) => context.inert(point, round),
  siteFiles: () => context.siteFiles(),
  ...outsideHost(context),
});

/** Works in one thread of the scan's own, so that the worst page costs one item some seconds and nobody else anything. */
export function threadedWork({
  stretchLimitMs = STRETCH_LIMIT_MS,
  memoryMb = MEMORY_MB,
  tasks = TASKS,
}: WorkLimits = {}): OpenScanWork {
  const task = <K extends keyof typeof Tasks>(name: K): SharedTask<(typeof Tasks)[K]> => ({
    module: tasks,
    name,
  });
  return ({ marks, signal }) => {
    const thread = openSharedThread({ memoryMb, modules: [tasks], stretchLimitMs });
    const toStart = ({ origin }: { origin: string }): CheckStart => ({ origin, marks });

    const runPassive: ScanWork['runPassive'] = async (checks, exchange, context) => {
      const ids = checks.map(({ id }) => id);
      const all = done(await thread.call(task('runPassive'), [ids, sentForm(exchange), context], { signal }));
      if (all.ok) return all.value;
      if (all.reason !== 'TIMED_OUT' || checks.length === 1) return checks.map(() => all);
      // One of them was too slow, or all together: each alone tells.
      const alone: Awaited<ReturnType<typeof runPassive>> = [];
      for (const check of checks) alone.push(...(await runPassive([check], exchange, context)));
      return alone;
    };

    return {
      readPage: async (exchange) => {
        const read = await thread.call(task('readPage'), [sentForm(exchange)]);
        return read.ok ? read.value : emptyPage(exchange);
      },
      parseResponse: async (response) =>
        done(await thread.call(task('parseResponse'), [response], { signal })),
      runPassive,
      runActive: async ({ id }, point, context, part = 'run') => {
        const host = activeHost(point, context);
        const start = { ...toStart(context), part, hasListener: context.outside !== undefined };
        return done(await thread.call(task('runActive'), [id, point, start], { host, signal }));
      },
      runRequest: async ({ id }, target, context) => {
        const start = {
          ...toStart(context),
          cookies: context.cookies,
          hasListener: context.outside !== undefined,
        };
        const host = requestHost(context);
        return done(await thread.call(task('runRequest'), [id, target, start], { host, signal }));
      },
      runSite: async ({ id }, context) => {
        const start = { ...toStart(context), scopePath: context.scopePath };
        const args = [id, start, context.exchanges().map(sentForm)] as const;
        return done(await thread.call(task('runSite'), [...args], { host: siteHost(context), signal }));
      },
      close: () => thread.close(),
    };
  };
}
