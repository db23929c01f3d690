import { parentPort, workerData } from 'node:worker_threads';
import { loadModule } from './load-module';
import { OCCUPANT, STRETCH } from './stretch-state';

/** Reaches a function of the caller by its name, from within a thread. */
export type Host = (name: string, ...args: readonly unknown[]) => Promise<unknown>;

/** `ping` has no other answer than the counted stretch. */
export type ToThread =
  | { kind: 'call'; id: number; module: string; name: string; args: readonly unknown[] }
  | { kind: 'answer'; id: number; askId: number; value: unknown }
  | { kind: 'refusal'; id: number; askId: number; error: unknown }
  | { kind: 'ping' };
export type FromThread =
  | { kind: 'ready' }
  | { kind: 'ask'; id: number; askId: number; name: string; args: readonly unknown[] }
  | { kind: 'value'; id: number; value: unknown }
  | { kind: 'thrown'; id: number; error: unknown };

type Start = { modules: readonly string[]; shared: SharedArrayBuffer };
type Asked = { resolve(value: unknown): void; reject(error: unknown): void };

const { modules, shared } = workerData as Start;
const state = new Int32Array(shared);
const asked = new Map<number, Asked>();
let lastAskId = 0;

const post = (message: FromThread) => parentPort?.postMessage(message);
/** What was thrown may be anything, also what cannot be copied to another thread. */
const asError = (error: unknown) => (error instanceof Error ? error : new TypeError(String(error)));

// Before the first message, so that loading is not counted as the time of a call.
const loaded = new Map(modules.map((name) => [name, loadModule(name)] as const));

const createHost =
  (id: number): Host =>
  (name, ...args) =>
    new Promise((resolve, reject) => {
      const askId = ++lastAskId;
      asked.set(askId, { resolve, reject });
      post({ kind: 'ask', id, askId, name, args });
    });

async function run({ id, module, name, args }: Extract<ToThread, { kind: 'call' }>): Promise<void> {
  try {
    const called = loaded.get(module)?.[name];
    if (typeof called !== 'function') throw new TypeError(`${module} exports no function ${name}`);
    post({ kind: 'value', id, value: await called(createHost(id), ...args) });
  } catch (error) {
    post({ kind: 'thrown', id, error: asError(error) });
  }
}

parentPort?.on('message', (message: ToThread) => {
  Atomics.add(state, STRETCH, 1);
  if (message.kind === 'ping') return;
  // What a message sets going runs before the next message is taken up: its call is the one to blame until then.
  Atomics.store(state, OCCUPANT, message.id);
  if (message.kind === 'call') {
    void run(message);
    return;
  }
  const waiting = asked.get(message.askId);
  asked.delete(message.askId);
  if (message.kind === 'answer') waiting?.resolve(message.value);
  else waiting?.reject(message.error);
});
post({ kind: 'ready' });
