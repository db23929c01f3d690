import { afterEach, describe, expect, it } from 'vitest';
import { createThreadPool, type ThreadPool } from '@/lib/threads/create-thread-pool';
import { type AnyFunction, openThread, type Thread, type ThreadTask } from '@/lib/threads/open-thread';
import { runInThread } from '@/lib/threads/run-in-thread';
import type * as Work from './thread-work';

const MODULE = 'test/unit/threads/thread-work.ts';
const task = <K extends keyof typeof Work>(name: K) =>
  ({ module: MODULE, name }) as ThreadTask<(typeof Work)[K]>;
/** Far beyond what a slow machine needs: only the work that never ends meets a limit. */
const LONG = { timeLimitMs: 60_000 };
const SHORT = { timeLimitMs: 50 };

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});
function thread(options: Partial<Parameters<typeof openThread>[0]> = {}): Thread {
  const made = openThread({ memoryMb: 64, ...options });
  opened.push(made);
  return made;
}
function pool(over: Partial<Parameters<typeof createThreadPool>[0]> = {}): ThreadPool {
  const made = createThreadPool({ size: 1, queueMaximum: 2, memoryMb: 64, idleMs: 60_000, ...over });
  opened.push(made);
  return made;
}

describe('a thread', () => {
  it('answers with the value of a function, also of an asynchronous one', async () => {
    const one = thread();
    expect(await one.ask(task('add'), [2, 3], LONG)).toEqual({ ok: true, value: 5 });
    expect(await one.ask(task('addLater'), [2, 3], LONG)).toEqual({ ok: true, value: 5 });
  });

  it('remembers between calls, and runs them one at a time in the order of asking', async () => {
    const one = thread();
    const answers = await Promise.all([1, 2, 3].map(() => one.ask(task('countCalls'), [], LONG)));
    expect(answers.map((answer) => answer.ok && answer.value)).toEqual([1, 2, 3]);
  });

  it.each(['spin', 'backtrack'] as const)('ends a function that does not: %s', async (name) => {
    const one = thread();
    expect(await one.ask(task(name) as ThreadTask<AnyFunction>, [], SHORT)).toEqual({
      ok: false,
      reason: 'TIMED_OUT',
    });
    expect(await one.ask(task('countCalls'), [], LONG)).toEqual({ ok: true, value: 1 });
  });

  it('ends a function that fills the memory, and only it', async () => {
    const one = thread({ memoryMb: 24 });
    expect(await one.ask(task('fillMemory'), [], LONG)).toMatchObject({ ok: false, reason: 'OUT_OF_MEMORY' });
    expect(await one.ask(task('add'), [1, 1], LONG)).toEqual({ ok: true, value: 2 });
  });

  it('says what a function threw, and goes on', async () => {
    const one = thread();
    await one.ask(task('countCalls'), [], LONG);
    const thrown = await one.ask(task('fail'), [], LONG);
    expect(thrown).toMatchObject({ ok: false, reason: 'CRASHED' });
    expect(!thrown.ok && thrown.error).toBeInstanceOf(RangeError);
    expect(await one.ask(task('countCalls'), [], LONG)).toEqual({ ok: true, value: 2 });
  });

  it('says that a thread ended by itself, and begins another', async () => {
    const one = thread();
    expect(await one.ask(task('endThread'), [], LONG)).toMatchObject({ ok: false, reason: 'CRASHED' });
    expect(await one.ask(task('add'), [1, 1], LONG)).toEqual({ ok: true, value: 2 });
  });

  it('says that a module or a function is not there, and that a value cannot be copied', async () => {
    const one = thread();
    for (const wrong of [
      { module: 'lib/nowhere/nothing.ts', name: 'add' },
      { module: MODULE, name: 'nothing' },
      { module: MODULE, name: 'giveFunction' },
    ])
      expect(await one.ask(wrong, [], LONG)).toMatchObject({ ok: false, reason: 'CRASHED' });
  });

  it('refuses arguments that cannot be copied, and goes on', async () => {
    const one = thread();
    const add = task('add') as unknown as ThreadTask<(given: unknown) => number>;
    await expect(one.ask(add, [() => 1], LONG)).rejects.toThrow(/could not be cloned/);
    expect(await one.ask(task('add'), [1, 1], LONG)).toEqual({ ok: true, value: 2 });
  });

  it('tells each replacement what the first one was told', async () => {
    const one = thread({ opening: { module: MODULE, name: 'tell', args: ['the plan'] } });
    expect(await one.ask(task('whatWasTold'), [], LONG)).toEqual({ ok: true, value: 'the plan' });
    await one.ask(task('spin'), [], SHORT);
    expect(await one.ask(task('whatWasTold'), [], LONG)).toEqual({ ok: true, value: 'the plan' });
  });

  it('says what is wrong with an opening', async () => {
    const one = thread({ opening: { module: MODULE, name: 'fail', args: [] } });
    expect(await one.ask(task('add'), [1, 1], LONG)).toMatchObject({ ok: false, reason: 'CRASHED' });
  });

  it('ends the work when its caller aborts, before and while it runs', async () => {
    const one = thread();
    const leaving = new AbortController();
    const memory = new SharedArrayBuffer(4);
    const answer = one.ask(task('waitFor'), [memory], { ...LONG, signal: leaving.signal });
    const late = one.ask(task('countCalls'), [], { ...LONG, signal: leaving.signal });
    leaving.abort();
    expect(await answer).toEqual({ ok: false, reason: 'ABORTED' });
    expect(await late).toEqual({ ok: false, reason: 'ABORTED' });
    expect(await one.ask(task('countCalls'), [], LONG)).toEqual({ ok: true, value: 1 });
  });

  it('moves buffers that are to be transferred, and copies others', async () => {
    const one = thread();
    const [moved, copied] = [new ArrayBuffer(8), new ArrayBuffer(8)];
    expect(await one.ask(task('countBytes'), [moved], { ...LONG, transfer: [moved] })).toMatchObject({
      value: 8,
    });
    expect(await one.ask(task('countBytes'), [copied], LONG)).toMatchObject({ value: 8 });
    expect([moved.byteLength, copied.byteLength]).toEqual([0, 8]);
  });

  it('is given nothing of the environment', async () => {
    expect(await thread().ask(task('environment'), [], LONG)).toEqual({ ok: true, value: [] });
  });

  it('answers whoever waits when it is closed', async () => {
    const one = thread();
    const answer = one.ask(task('spin'), [], LONG);
    await one.close();
    expect(await answer).toEqual({ ok: false, reason: 'ABORTED' });
    expect(await one.ask(task('add'), [1, 1], LONG)).toEqual({ ok: false, reason: 'ABORTED' });
  });
});

describe('a pool', () => {
  it('runs as many at once as it has threads', async () => {
    const two = pool({ size: 2 });
    const memory = new SharedArrayBuffer(4);
    const held = two.run(task('waitFor'), [memory], LONG);
    expect(await two.run(task('add'), [1, 2], LONG)).toEqual({ ok: true, value: 3 });
    Atomics.store(new Int32Array(memory), 0, 1);
    Atomics.notify(new Int32Array(memory), 0);
    expect(await held).toMatchObject({ ok: true });
  });

  it('lets nobody wait longer than they want to, and not more than fit', async () => {
    const one = pool({ queueMaximum: 1 });
    const leaving = new AbortController();
    const held = one.run(task('waitFor'), [new SharedArrayBuffer(4)], { ...LONG, signal: leaving.signal });
    const impatient = one.run(task('add'), [1, 1], { ...LONG, waitMs: 1 });
    expect(await one.run(task('add'), [1, 1], LONG)).toEqual({ ok: false, reason: 'BUSY' });
    expect(await impatient).toEqual({ ok: false, reason: 'BUSY' });
    const gone = new AbortController();
    const waiting = one.run(task('add'), [1, 1], { ...LONG, signal: gone.signal });
    gone.abort();
    expect(await waiting).toEqual({ ok: false, reason: 'ABORTED' });
    const patient = one.run(task('add'), [4, 4], { ...LONG, waitMs: 60_000 });
    leaving.abort();
    expect(await held).toEqual({ ok: false, reason: 'ABORTED' });
    expect(await patient).toEqual({ ok: true, value: 8 });
  });

  it('uses a warm thread again, and closes one that nobody needs', async () => {
    const warm = pool({ size: 2 });
    await warm.run(task('countCalls'), [], LONG);
    expect(await warm.run(task('countCalls'), [], LONG)).toEqual({ ok: true, value: 2 });
    const cold = pool({ idleMs: 0 });
    await cold.run(task('countCalls'), [], LONG);
    // Timers of the same length run in their order.
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(await cold.run(task('countCalls'), [], LONG)).toEqual({ ok: true, value: 1 });
  });

  it('of the process is there for everybody', async () => {
    expect(await runInThread(task('add'), [20, 22], LONG)).toEqual({ ok: true, value: 42 });
  });
});
