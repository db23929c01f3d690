import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

/** What can open a connection: modules by name, and calls that need no import. */
const NETWORK_MODULES = [
  'http',
  'https',
  'http2',
  'net',
  'tls',
  'dns',
  'dns/promises',
  'dgram',
  'undici',
  'axios',
  'got',
  'node-fetch',
  'ws',
  'pg',
  'nodemailer',
  '@aws-sdk/client-s3',
  '@aws-sdk/lib-storage',
];
const CALLS =
  /(?<![.\w])(?:fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon)\s*\(|\bnew\s+(?:WebSocket|EventSource|XMLHttpRequest)\b|\bnavigator\.sendBeacon\b/;
/** Of a network module, these only listen, name kinds, or compute: they reach nobody. */
const HARMLESS = new Set([
  'createServer',
  'createSecureServer',
  'performServerHandshake',
  'Server',
  'IncomingMessage',
  'IncomingHttpHeaders',
  'OutgoingHttpHeaders',
  'RequestListener',
  'ServerResponse',
  'STATUS_CODES',
  'validateHeaderName',
  'validateHeaderValue',
  'AddressInfo',
  'isIP',
  'isIPv4',
  'isIPv6',
  'TlsOptions',
  'PeerCertificate',
]);

/** `fetch` among `may` stands for every call that needs no import. */
type Exception = { at: string; may: string[]; because: string };
const EXCEPTIONS: Exception[] = [
  { at: 'lib/http/', may: ['http', 'net', 'tls', 'dns/promises'], because: 'the guard itself' },
  { at: 'lib/db/', may: ['pg', 'net'], because: "the operator's own PostgreSQL, named by configuration" },
  {
    at: 'lib/mail/',
    may: ['nodemailer', 'tls'],
    because: "the operator's own mail server, named by configuration",
  },
  {
    at: 'lib/storage/',
    may: ['@aws-sdk/client-s3', '@aws-sdk/lib-storage'],
    because: "the operator's own object store, named by configuration",
  },
  {
    at: 'lib/fakes/site/assets.ts',
    may: ['fetch'],
    because: 'the text of a script that the fake site sends to browsers',
  },
  {
    at: 'app/sign-in/request-sign-in.ts',
    may: ['fetch'],
    because: 'called by the form in the browser, own origin',
  },
];
/** Components run in the browser, where they reach their own origin. */
const IN_BROWSER = (text: string) => /^\s*['"]use client['"]/.test(text);

type Source = { file: string; text: string };

function sources(folder: string): Source[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs|js)$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .filter((file) => !file.includes('/generated/'))
    .map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }));
}

/** Network modules of which a file imports something that can reach out; type imports reach nobody. */
function reachingModules(text: string): string[] {
  const imports = [
    ...text.matchAll(/^\s*(?:import|export)\s+(type\s+)?([^'"();=]*?)\s*(?:from\s*)?['"]([^'"]+)['"]/gm),
  ];
  const found = imports.flatMap(([, isType, names = '', from = '']) => {
    const module = from.replace(/^node:/, '');
    return !isType && NETWORK_MODULES.includes(module) && !isHarmless(names) ? [module] : [];
  });
  const dynamic = [...text.matchAll(/\b(?:import|require)\s*\(\s*['"](?:node:)?([^'"]+)['"]\s*\)/g)].map(
    ([, from = '']) => from,
  );
  return [...found, ...dynamic.filter((module) => NETWORK_MODULES.includes(module))];
}

function isHarmless(names: string): boolean {
  const named = /^\{([^}]*)\}$/s.exec(names.trim())?.[1];
  if (named === undefined) return false;
  return named
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('type '))
    .every((name) => HARMLESS.has(name.split(/\s+as\s+/)[0] ?? ''));
}

const withoutComments = (text: string) =>
  text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');

/** What a file does that it may not, in words; empty when it opens nothing. */
function breaches({ file, text }: Source): string[] {
  const allowed = EXCEPTIONS.find(({ at }) => file.startsWith(at))?.may ?? [];
  const modules = reachingModules(text).filter((module) => !allowed.includes(module));
  const call = CALLS.exec(withoutComments(text))?.[0];
  const isBrowser = file.startsWith('app/') && IN_BROWSER(text);
  return [
    ...modules.map((module) => `${file}: ${module}`),
    ...(call && !isBrowser && !allowed.includes('fetch') ? [`${file}: ${call}`] : []),
  ];
}

describe('outgoing connections', () => {
  it('are opened by lib/http alone, but for the listed exceptions', () => {
    const all = [...sources('lib'), ...sources('app')];
    expect(all.length).toBeGreaterThan(50);
    expect(all.flatMap(breaches)).toEqual([]);
  });

  it('has no exception that nobody needs', () => {
    const files = [...sources('lib'), ...sources('app')];
    for (const { at, may } of EXCEPTIONS) {
      const text = files.filter(({ file }) => file.startsWith(at)).map((source) => source.text);
      const used = new Set(
        text.flatMap((one) => [
          ...reachingModules(one),
          ...(CALLS.test(withoutComments(one)) ? ['fetch'] : []),
        ]),
      );
      expect(may.filter((module) => !used.has(module)).map((module) => `${at}: ${module}`)).toEqual([]);
    }
  });

  it('the browser side asks its own origin only', () => {
    const foreign = sources('app').filter(({ text }) =>
      /\b(?:fetch|EventSource|WebSocket)\s*\(\s*['"`](?:https?:|wss?:|\/\/)/.test(text),
    );
    expect(foreign.map(({ file }) => file)).toEqual([]);
  });

  it('lib/http never reads a proxy setting and never uses a ready-made client', () => {
    const guard = sources('lib/http')
      .map(({ text }) => withoutComments(text))
      .join('\n');
    expect(guard).not.toMatch(/process\.env|_proxy\b|ProxyAgent/i);
    expect(guard).not.toMatch(/(?<![.\w])fetch\s*\(/);
  });

  it.each([
    ["import { request } from 'node:http';", ['http']],
    ["import http from 'node:https';", ['https']],
    ["import * as net from 'net';", ['net']],
    ["import { createServer, request } from 'node:http';", ['http']],
    ["import {\n  connect,\n  type Socket,\n} from 'node:tls';", ['tls']],
    ["const { connect } = await import('node:net');", ['net']],
    ["export { lookup } from 'node:dns';", ['dns']],
    ["import 'undici';", ['undici']],
    ["import { createServer, type RequestListener } from 'node:http';", []],
    ["import type { Socket } from 'node:net';", []],
    ["import { isIP } from 'node:net';", []],
  ])('the scan sees through %j', (text, modules) => {
    expect(reachingModules(text)).toEqual(modules);
  });

  it.each(['await fetch(url)', 'new WebSocket(url)', 'navigator.sendBeacon(url)'])(
    'the scan sees the call %j',
    (text) => {
      expect(breaches({ file: 'lib/scans/x.ts', text })).toHaveLength(1);
    },
  );
});
