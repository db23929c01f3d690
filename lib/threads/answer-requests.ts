import { parentPort } from 'node:worker_threads';
import { loadModule } from './load-module';

/** One call of an exported function; `module` is a path from the project's root. */
export type ThreadRequest = { id: number; module: string; name: string; args: readonly unknown[] };
/** `begun` is sent when the module is loaded, so that loading it is not counted as the function's time. */
export type ThreadReply =
  | { id: number; kind: 'begun' }
  | { id: number; kind: 'value'; value: unknown }
  | { id: number; kind: 'thrown'; error: unknown };

const reply = (message: ThreadReply) => parentPort?.postMessage(message);

async function answer({ id, module, name, args }: ThreadRequest): Promise<void> {
  try {
    const called = loadModule(module)[name];
    if (typeof called !== 'function') throw new TypeError(`${module} exports no function ${name}`);
    reply({ id, kind: 'begun' });
    reply({ id, kind: 'value', value: await called(...args) });
  } catch (error) {
    // What was thrown may be anything, also what cannot be copied to another thread.
    reply({ id, kind: 'thrown', error: error instanceof Error ? error : new TypeError(String(error)) });
  }
}

parentPort?.on('message', answer);
