/**
 * Where every thread begins. It is JavaScript, because a thread inherits no loader from its process: TypeScript can be
 * imported only after this line has registered one.
 */
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
await import(workerData.answers);
