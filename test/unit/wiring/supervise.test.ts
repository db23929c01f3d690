import { type ChildProcess, spawn } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { type RestartLimit, type Supervised, supervise } from '@/lib/wiring/supervise';

const LIMIT: RestartLimit = { atMost: 2, withinMs: 60_000, firstPauseMs: 1, longestPauseMs: 2 };
const READY = "process.send('ready');";
const STAYS = `process.on('SIGTERM', () => process.exit(0)); setInterval(() => {}, 1000); ${READY}`;

const supervised: Supervised[] = [];
afterEach(async () => {
  for (const one of supervised.splice(0)) await one.stop();
});

/** Runs one script after the other; the last one again and again. */
function watch(scripts: string[], limit = LIMIT) {
  const children: ChildProcess[] = [];
  const lines: string[] = [];
  let started = (_count: number): void => undefined;
  const start = () => {
    const script = scripts[Math.min(children.length, scripts.length - 1)] ?? '';
    const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    children.push(child);
    child.once('message', () => started(children.length));
    return child;
  };
  const one = supervise('worker', start, (line) => lines.push(line), limit);
  supervised.push(one);
  const untilStarted = (count: number) =>
    new Promise<void>((resolve) => {
      started = (now) => now >= count && resolve();
    });
  return { ...one, children, lines, untilStarted };
}

describe('a process that ends by itself', () => {
  it('is started again, whatever it ends with, and both are told', async () => {
    const { ready, children, lines, untilStarted } = watch([
      `${READY} process.exit(0)`,
      `${READY} process.exit(7)`,
      STAYS,
    ]);
    const third = untilStarted(3);
    await ready;
    await third;
    expect(children).toHaveLength(3);
    expect(lines).toEqual([
      expect.stringContaining('worker has ended (0) and is started again in 0.001 s'),
      expect.stringContaining('worker has ended (7) and is started again in 0.002 s'),
    ]);
  });

  it('is given up when it ends too often', async () => {
    const { ready, lasting, children } = watch([`${READY} process.exit(1)`]);
    await ready;
    await expect(lasting).rejects.toThrow('The worker ended (1) once more after 2 restarts.');
    expect(children).toHaveLength(3);
  });

  it('is started again when it is killed', async () => {
    const { ready, children, lines, untilStarted } = watch([STAYS]);
    await ready;
    const second = untilStarted(2);
    children[0]?.kill('SIGKILL');
    await second;
    expect(lines).toEqual([expect.stringContaining('SIGKILL')]);
  });

  it('is not tried again when it was never ready', async () => {
    const { ready, children } = watch(['process.exit(3)']);
    await expect(ready).rejects.toThrow('The worker ended (3) before it was ready.');
    expect(children).toHaveLength(1);
  });
});

describe('stopping', () => {
  it('ends the process and starts no other', async () => {
    const { ready, stop, children, lines } = watch([STAYS]);
    await ready;
    await stop();
    expect(children.map(({ exitCode }) => exitCode)).toEqual([0]);
    expect(lines).toEqual([]);
  });

  it('works during the pause before a restart', async () => {
    const hour = 3_600_000;
    const { ready, stop, children } = watch([`${READY} process.exit(1)`], {
      ...LIMIT,
      firstPauseMs: hour,
      longestPauseMs: hour,
    });
    await ready;
    const [child] = children;
    if (child && child.exitCode === null) await new Promise((resolve) => child.once('exit', resolve));
    await stop();
    expect(children).toHaveLength(1);
  });
});
