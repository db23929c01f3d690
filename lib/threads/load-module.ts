import { createRequire } from 'node:module';
import path from 'node:path';

const requireFromRoot = createRequire(path.resolve('package.json'));

/** The exports of a module of this project, by its path from the root, within a thread. */
export const loadModule = (module: string): Record<string, unknown> => requireFromRoot(path.resolve(module));
