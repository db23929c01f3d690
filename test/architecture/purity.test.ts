import { describe, expect, it } from 'vitest';
import { listImports, shownImport } from './list-imports';
import {
  breach,
  isFunction,
  parseText,
  readSources,
  type SourceFile,
  walk,
  walkReferences,
} from './parse-source';

/** Rooms of which every file is a rule. */
const PURE_ROOMS = ['koogallery', 'response-checks', 'adversarial'];
const isRule = ({ file }: SourceFile): boolean =>
  file.includes('/rules/') || PURE_ROOMS.some((room) => file.startsWith(`lib/${room}/`));

/** What rules may import: other rules, types of rows, inputs, and a few modules that only compute. */
const PURE = [
  /^lib\/(core|signing|koogallery|response-checks|adversarial)\//,
  /\/rules\//,
  /\/(schemas|[a-z-]+-record)$/,
  /^lib\/http\/(exchange|mask-secrets|outbound-policy)$/,
  /^lib\/i18n\/(locales|app-messages|text-or)$/,
];
/** Values of `core` that are no rule. */
const IMPURE_NAMES = ['systemClock', 'monotonicMs', 'newId', 'systemRandom'];
/** Packages that compute, and of Node's modules the names that do: a further name is asked for here. */
const PURE_PACKAGES: Record<string, RegExp> = {
  zod: /./,
  parse5: /./,
  tldts: /./,
  'ipaddr.js': /./,
  'node:net': /^isIP$/,
  'node:url': /^domainTo(ASCII|Unicode)$/,
  'node:zlib': /^(brotliDecompressSync|crc32|inflateRawSync|inflateSync)$/,
  'node:crypto': /^(createHash|constants|createPublicKey|publicEncrypt|KeyObject)$/,
};
const GLOBALS =
  /^(process|globalThis|window|navigator|localStorage|sessionStorage|fetch|XMLHttpRequest|WebSocket|EventSource|setTimeout|setInterval|setImmediate|queueMicrotask|performance|require|eval|Function|crypto)$/;

/** What in a rule is no rule: an import of another kind, waiting, a clock, the network, the environment. */
function impurities(source: SourceFile): string[] {
  const found = listImports(source)
    .filter(({ to, names }) => !mayImport(to, names))
    .map(shownImport);
  walk(source.program, (node) => {
    if (node.type === 'AwaitExpression' || node.await === true || (isFunction(node) && node.async === true))
      found.push(breach(source, node, 'waits'));
  });
  walkReferences(source.program, (node) => {
    if (GLOBALS.test(String(node.name))) found.push(breach(source, node, String(node.name)));
  });
  return found;
}

function mayImport(to: string, names: readonly string[]): boolean {
  if (to.startsWith('lib/'))
    return PURE.some((pure) => pure.test(to)) && !names.some((name) => IMPURE_NAMES.includes(name));
  return names.length > 0 && names.every((name) => PURE_PACKAGES[to]?.test(name));
}

describe('rules', () => {
  it.each([
    "import { findAsset } from '../store';",
    "import type { Asset } from '../store';",
    "export { findAsset as a } from '../store';",
    "export * from '../attach-website';",
    "export const a = () => import('../store');",
    'export const a = (name: string) => import(name);',
    "const a = require('../store'); export { a };",
    "import a = require('../store'); export { a };",
    "export type A = import('../store').Asset;",
    "import { systemClock as clock } from '@/lib/core/clock';",
    "import fs from 'node:fs';",
    "import net, { isIP } from 'node:net';",
    "export { connect } from 'node:net';",
    'export const a = async () => 1;',
    'export default async function a() { for await (const b of []) b; }',
    'export const a = () => fetch("/");',
    'export const a = process.env.A;',
    "export const a = globalThis['process'];",
    'export const a = () => setTimeout(() => 1, 1);',
  ])('may not hold %s', (text) => {
    expect(impurities(parseText('lib/assets/rules/a.ts', text))).not.toEqual([]);
  });

  it('may use each other, core and records', () => {
    const text = `import { DAY_MS } from '@/lib/core/clock';
      import { isIP } from 'node:net';
      import type { Asset } from '../asset-record';
      export { b } from './b';
      export const a = (process: { fetch: number }) => DAY_MS + isIP('') + ({} as Asset).fetch;`;
    expect(
      impurities(parseText('lib/assets/rules/a.ts', text)).filter((line) => !line.endsWith(' process')),
    ).toEqual([]);
  });

  it('are pure', () => {
    const rules = readSources('lib').filter(isRule);
    expect(rules.length).toBeGreaterThan(200);
    expect(rules.flatMap(impurities)).toEqual([]);
  });
});
