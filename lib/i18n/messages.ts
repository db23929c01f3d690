import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { environmentVariable } from '@/lib/config/process-environment';
import * as POLICY from '@/lib/core/policy';
import type { Locale } from './locales';

/** Texts by key; a namespace is a key of the first level. */
export type MessageTree = { [key: string]: string | MessageTree };

const FOLDER = path.join(process.cwd(), 'lib/i18n/messages');
const ERRORS_OF_A_ROOM = /^errors-(.+)$/;

type Catalogue = { signature: string; messages: MessageTree };
const catalogues = new Map<string, Catalogue>();

/**
 * All texts of a language: every `messages/<locale>/<namespace>.json`, and each `errors-<room>.json` below
 * `errors.<room>`. Read once. Where texts are edited, which is everywhere but in production, a file that was edited is
 * read again, so that a new text needs no restart; that looks at every file at every call.
 * @throws when the folder or a file cannot be read or is not JSON: without its texts the process must not serve
 */
export function loadMessages(
  locale: Locale,
  folder: string = FOLDER,
  isEdited: boolean = environmentVariable('NODE_ENV') !== 'production',
): MessageTree {
  const place = path.join(/* turbopackIgnore: true */ folder, locale);
  const known = catalogues.get(place);
  if (known && !isEdited) return known.messages;
  const files = messageFiles(place);
  const signature = files.map(({ file, stamp }) => `${file}@${stamp}`).join();
  if (known?.signature === signature) return known.messages;
  const messages = mergeNamespaces(files.map(({ namespace, file }) => [namespace, readTree(locale, file)]));
  catalogues.set(place, { signature, messages });
  return messages;
}

function messageFiles(place: string) {
  const names = readdirSync(place).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => {
    const file = path.join(place, name);
    const { mtimeMs, size } = statSync(file);
    return { namespace: path.basename(name, '.json'), file, stamp: `${mtimeMs}-${size}` };
  });
}

const readTree = (locale: Locale, file: string): MessageTree =>
  JSON.parse(tellPolicy(locale, readFileSync(file, 'utf8'))) as MessageTree;

const NUMBERS = new Map<string, number>(Object.entries(POLICY));

/** Puts the numbers of `lib/core/policy.ts` in the place of the arguments that name them. */
const tellPolicy = (locale: Locale, text: string): string =>
  text.replace(/\{([A-Z_]+)\}/g, (argument, name: string) => {
    const value = NUMBERS.get(name);
    return value === undefined ? argument : value.toLocaleString(locale);
  });

/** Puts namespaces into one tree; `errors-<room>` becomes `errors.<room>` so that each room owns its own file. */
export function mergeNamespaces(namespaces: readonly (readonly [string, MessageTree])[]): MessageTree {
  const merged: MessageTree = {};
  const errors: MessageTree = {};
  for (const [namespace, tree] of namespaces) {
    const room = ERRORS_OF_A_ROOM.exec(namespace)?.[1];
    if (room !== undefined) errors[room] = tree;
    else if (namespace === 'errors') Object.assign(errors, tree);
    else merged[namespace] = tree;
  }
  return Object.keys(errors).length > 0 ? { ...merged, errors } : merged;
}

/** The named namespaces alone, or parts of them (`assets.row`): what a page sends to the browser. */
export function pickNamespaces(messages: MessageTree, namespaces: readonly string[]): MessageTree {
  const picked: MessageTree = {};
  for (const name of namespaces) {
    const keys = name.split('.');
    let from: MessageTree[string] | undefined = messages;
    for (const key of keys) from = typeof from === 'object' ? from[key] : undefined;
    if (from === undefined) continue;
    const last = keys.pop() ?? name;
    let into = picked;
    for (const key of keys) {
      const below = into[key];
      // A copy: what was put here may be a part of the texts themselves.
      const branch: MessageTree = typeof below === 'object' ? { ...below } : {};
      into[key] = branch;
      into = branch;
    }
    into[last] = from;
  }
  return picked;
}
