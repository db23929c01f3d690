import { afterEach, describe, expect, it } from 'vitest';
import { openSharedThread, type SharedTask, type SharedThread } from '@/lib/threads/open-shared-thread';
import type * as Work from './shared-thread-work';

const MODULE = 'test/unit/threads/shared-thread-work.ts';
const task = <K extends keyof typeof Work>(name: K) =>
  ({ module: MODULE, name }) as SharedTask<(typeof Work)[K]>;

const opened: SharedThread[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});
function thread(over: Partial<Parameters<typeof openSharedThread>[0]> = {}): SharedThread {
  const made = openSharedThread({ memoryMb: 64, modules: [MODULE], stretchLimitMs: 500, ...over });
  opened.push(made);
  return made;
}

/** A caller's function that the test answers when it wants to. */
function gate() {
  const waiting: ((value: number) => void)[] = [];
  let asked = () => {};
  return {
    valueOf: () =>
      new Promise<number>((resolve) => {
        waiting.push(resolve);
        asked();
      }),
    open: (value: number) => waiting.splice(0).forEach((resolve) => void resolve(value)),
    asked: (times: number) =>
      new Promise<void>((resolve) => {
        asked = () => waiting.length >= times && resolve();
        asked();
      }),
  };
}

describe('a shared thread', () => {
  it('answers several calls at a time, each of which asks its caller', async () => {
    const one = thread();
    const door = gate();
    const sums = [1, 2, 3].map(() =>
      one.call(task('sumValues'), [['a']], { host: { valueOf: door.valueOf } }),
    );
    await door.asked(3);
    expect(await one.call(task('add'), [2, 3])).toEqual({ ok: true, value: 5 });
    door.open(7);
    expect(await Promise.all(sums)).toEqual([1, 2, 3].map(() => ({ ok: true, value: 7 })));
  });

  it('does not count the time in which a call waits for its caller', async () => {
    const one = thread();
    const door = gate();
    const sum = one.call(task('sumValues'), [['a']], { host: { valueOf: door.valueOf } });
    await door.asked(1);
    // Its own limit passes while another call meets it.
    expect(await one.call(task('spin'), [])).toMatchObject({ ok: false, reason: 'TIMED_OUT' });
    await door.asked(2);
    door.open(4);
    expect(await sum).toEqual({ ok: true, value: 4 });
  });

  it('ends the call that computes, also behind an answer, and lets the others begin again', async () => {
    const one = thread();
    const [door, trigger] = [gate(), gate()];
    const bystander = one.call(task('sumValues'), [['a']], { host: { valueOf: door.valueOf } });
    const culprit = one.call(task('askThenSpin'), [], { host: { valueOf: trigger.valueOf } });
    await Promise.all([door.asked(1), trigger.asked(1)]);
    trigger.open(1);
    expect(await culprit).toEqual({ ok: false, reason: 'TIMED_OUT' });
    // Once by each thread.
    await door.asked(2);
    door.open(5);
    expect(await bystander).toEqual({ ok: true, value: 5 });
  });

  it('ends the call that fills the memory, and only it', async () => {
    const one = thread({ memoryMb: 24, stretchLimitMs: 60_000 });
    const door = gate();
    const bystander = one.call(task('sumValues'), [['a']], { host: { valueOf: door.valueOf } });
    await door.asked(1);
    expect(await one.call(task('fillMemory'), [])).toMatchObject({ ok: false, reason: 'OUT_OF_MEMORY' });
    await door.asked(2);
    door.open(5);
    expect(await bystander).toEqual({ ok: true, value: 5 });
  });

  it('says what was thrown on either side, and goes on', async () => {
    const one = thread();
    const thrown = await one.call(task('fail'), []);
    expect(!thrown.ok && thrown.error).toBeInstanceOf(RangeError);
    const refused = await one.call(task('sumValues'), [['a']], {
      host: { valueOf: () => Promise.reject(new Error('closed')) },
    });
    expect(refused).toMatchObject({ ok: false, reason: 'CRASHED', error: { message: 'closed' } });
    expect(await one.call(task('endThread'), [])).toMatchObject({ ok: false, reason: 'CRASHED' });
    expect(await one.call(task('giveFunction'), [])).toMatchObject({ ok: false, reason: 'CRASHED' });
    const uncopied = await one.call(task('add'), [(() => 1) as unknown as number, 1]);
    expect(uncopied).toMatchObject({ ok: false, reason: 'CRASHED' });
    expect(await one.call(task('add'), [1, 1])).toEqual({ ok: true, value: 2 });
  });

  it('ends the waiting of one caller at its signal, and of all when it is closed', async () => {
    const one = thread({ stretchLimitMs: 60_000 });
    const door = gate();
    const stop = new AbortController();
    const host = { valueOf: door.valueOf };
    const stopped = one.call(task('sumValues'), [['a']], { host, signal: stop.signal });
    const other = one.call(task('askThenSpin'), [], { host });
    await door.asked(2);
    stop.abort();
    expect(await stopped).toEqual({ ok: false, reason: 'ABORTED' });
    door.open(1);
    await one.close();
    expect(await other).toEqual({ ok: false, reason: 'ABORTED' });
    expect(await one.call(task('add'), [1, 1])).toEqual({ ok: false, reason: 'ABORTED' });
  });

  it('says that its modules cannot be loaded', async () => {
    const one = thread({ modules: ['lib/nowhere/nothing.ts'] });
    expect(await one.call(task('add'), [1, 1])).toMatchObject({ ok: false, reason: 'CRASHED' });
  });
});
