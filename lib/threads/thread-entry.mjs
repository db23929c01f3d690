/**
 * Where every thread begins. It is JavaScript, because a thread inherits no loader from its process: TypeScript can be
 * required only after this line has registered one. The loader of `import` would start a second thread beside each, of
 * some 25 MB; that of `require` works in the thread itself.
 */
import { createRequire } from 'node:module';
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/cjs/api';

register();
createRequire(import.meta.url)(workerData.answers);
