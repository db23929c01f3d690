import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { MessageTree } from '@/lib/i18n/messages';
import { ROOT } from './parse-source';

const FOLDER = path.join(ROOT, 'lib/i18n/messages');

export const messageFileNames = (locale: string): string[] => readdirSync(path.join(FOLDER, locale)).sort();

/** One message file as a flat map of dotted key to text. */
export function readMessageFile(locale: string, name: string): Map<string, string> {
  const tree: MessageTree = JSON.parse(readFileSync(path.join(FOLDER, locale, name), 'utf8'));
  return flatten(tree);
}

export function flatten(tree: MessageTree, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') flat.set(prefix + key, value);
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) flat.set(inner, text);
  }
  return flat;
}
