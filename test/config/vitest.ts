import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const root = path.resolve(import.meta.dirname, '../..');
/** Tests make many objects that live for a moment: in the usual space, copying them took a third of the processor's time. */
const YOUNG_SPACE = '--max-semi-space-size=64';
// Of the threads that this process starts.
setFlagsFromString(YOUNG_SPACE);
const alias = { '@': root, 'server-only': path.join(root, 'lib/config/server-only.ts') };
/** What opens sockets or starts processes; types alone do not. */
const OPENS =
  /^import (?!type\b)[^;]*?from '(node:(http|https|http2|net|tls|child_process)|@\/lib\/(fakes|db)\/[^']+|selfsigned)'/m;
/** What replaces modules or the page's globals, which other files would meet. */
const REPLACES = /\bvi\.(mock|stubGlobal|resetModules)\(|@vitest-environment/;
const IMPORTED = /from '((?:\.{1,2}|@\/test)\/[^']+)'/g;

type Settings = NonNullable<TestProjectInlineConfiguration['test']>;

const quiet: Settings = { env: { LOG_LEVEL: 'silent' }, pool: 'threads' };
const onDatabase: Settings = {
  globalSetup: ['test/config/integration-database.ts'],
  setupFiles: ['test/config/no-deprecations.ts'],
  execArgv: [YOUNG_SPACE, '--trace-deprecation'],
};
const alone = filesBelow(['test/unit', 'test/hostile', 'test/integration']).filter((file) =>
  REPLACES.test(readFileSync(path.join(root, file), 'utf8')),
);
const plain = filesBelow(['test/unit', 'test/hostile']);
const loopback = plain.filter((file) => opensSockets(file, new Set()));

/**
 * Projects by what they need: rules that only compute, what needs servers or processes on this machine, verbs on the
 * real database, and the shape of the house. Files of a project share a worker's modules, for reading them takes
 * longer than most tests; what replaces any has a world of its own (`…-alone`). The limits end what hangs, also on a
 * machine that is busy with ten other things: no test is judged by its time.
 */
export default defineConfig({
  root,
  resolve: { alias },
  test: {
    // Two workers also where there are two cores: files are independent of each other.
    maxWorkers: 2,
    projects: [
      ...project('architecture', filesBelow(['test/architecture']), { execArgv: [YOUNG_SPACE] }),
      ...project('integration', filesBelow(['test/integration']), onDatabase),
      ...project('loopback', loopback, quiet),
      ...project(
        'unit',
        plain.filter((file) => !loopback.includes(file)),
        quiet,
      ),
    ],
  },
});

function project(
  name: string,
  files: readonly string[],
  settings: Settings,
): TestProjectInlineConfiguration[] {
  const limits = { testTimeout: 240_000, hookTimeout: 240_000 };
  const shared = { name, include: files.filter((file) => !alone.includes(file)), isolate: false };
  const own = { name: `${name}-alone`, include: files.filter((file) => alone.includes(file)) };
  return [shared, own]
    .filter(({ include }) => include.length > 0)
    .map((which) => ({ resolve: { alias }, test: { ...limits, ...settings, ...which } }));
}

function filesBelow(folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.test\.tsx?$/.test(name))
      .map((name) => path.join(folder, name)),
  );
}

/** Whether a file opens sockets or starts processes, itself or through what it shares with other tests. */
function opensSockets(file: string, seen: Set<string>): boolean {
  if (seen.has(file)) return false;
  seen.add(file);
  const text = readFileSync(path.join(root, file), 'utf8');
  if (OPENS.test(text)) return true;
  return [...text.matchAll(IMPORTED)].some(([, target = '']) => {
    const at = target.startsWith('.') ? path.join(path.dirname(file), target) : target.slice(2);
    const shared = [`${at}.ts`, `${at}.tsx`].find((name) => existsSync(path.join(root, name)));
    return shared?.startsWith('test/') ? opensSockets(shared, seen) : false;
  });
}
