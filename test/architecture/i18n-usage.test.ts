import { describe, expect, it } from 'vitest';
import { loadMessages } from '@/lib/i18n/messages';
import { flatten } from './message-files';
import {
  isNode,
  literalText,
  parseFolder,
  parseText,
  placeOf,
  type SourceFile,
  type SyntaxNode,
  walk,
} from './parse-source';

const HOOKS = new Set(['useTranslations', 'getTranslations']);
const THROWERS = new Set(['conflict', 'preconditionFailed', 'limitExceeded']);

type Use = { key: string; place: string };

const nameOf = (node: unknown) => (isNode(node) && typeof node.name === 'string' ? node.name : undefined);
const argumentsOf = (node: SyntaxNode): unknown[] => (Array.isArray(node.arguments) ? node.arguments : []);

/** Keys that pages and components name in full: `const t = useTranslations('ns')`, then `t('key')` or `t.rich('key')`. */
function translatedKeys(source: SourceFile): Use[] {
  const namespaces = new Map<string, Set<string>>();
  const uses: Use[] = [];
  walk(source.program, (node) => {
    const variable = node.type === 'VariableDeclarator' ? nameOf(node.id) : undefined;
    const namespace = hookNamespace(node.init);
    if (variable === undefined || namespace === undefined) return;
    namespaces.set(variable, (namespaces.get(variable) ?? new Set()).add(namespace));
  });
  walk(source.program, (node) => {
    if (node.type !== 'CallExpression' || !isNode(node.callee)) return;
    const { callee } = node;
    const variable = callee.type === 'MemberExpression' ? nameOf(callee.object) : nameOf(callee);
    const known = namespaces.get(variable ?? '');
    const key = literalText(argumentsOf(node)[0]);
    if (known === undefined || known.size > 1 || key === undefined) return;
    for (const namespace of known) uses.push({ key: `${namespace}.${key}`, place: placeOf(source, node) });
  });
  return uses;
}

function hookNamespace(init: unknown): string | undefined {
  const call = isNode(init) && init.type === 'AwaitExpression' ? init.argument : init;
  if (!isNode(call) || call.type !== 'CallExpression' || !HOOKS.has(nameOf(call.callee) ?? ''))
    return undefined;
  return literalText(argumentsOf(call)[0]);
}

/** Keys that thrown errors name: `conflict('assets.nameTaken')`, `notFound('asset')`, `new AppError(…, { message })`. */
function errorKeys(source: SourceFile): Use[] {
  const uses: Use[] = [];
  walk(source.program, (node) => {
    const key = thrownKey(node);
    if (key !== undefined) uses.push({ key: `errors.${key}`, place: placeOf(source, node) });
  });
  return uses;
}

function thrownKey(node: SyntaxNode): string | undefined {
  const callee = nameOf(node.callee) ?? '';
  const [first, second] = argumentsOf(node);
  if (node.type === 'CallExpression' && THROWERS.has(callee)) return literalText(first);
  if (node.type === 'CallExpression' && callee === 'notFound' && first !== undefined) {
    const what = literalText(first);
    return what === undefined ? undefined : `notFound.${what}`;
  }
  if (
    node.type !== 'NewExpression' ||
    callee !== 'AppError' ||
    !isNode(second) ||
    !Array.isArray(second.properties)
  )
    return;
  const message = second.properties.find(
    (property) => isNode(property) && nameOf(property.key) === 'message',
  );
  return isNode(message) ? literalText(message.value) : undefined;
}

function missing(uses: Use[]): string[] {
  const texts = flatten(loadMessages('en'));
  return uses.filter(({ key }) => !texts.has(key)).map(({ key, place }) => `${place} ${key}`);
}

describe('keys of texts', () => {
  it('are read from components and from errors', () => {
    const component = parseText(
      'a.tsx',
      "function A() { const t = useTranslations('shell'); return t.rich('skip'); }",
    );
    expect(translatedKeys(component).map(({ key }) => key)).toEqual(['shell.skip']);
    const verb = parseText(
      'a.ts',
      "notFound('asset'); conflict('x.y'); new AppError('FORBIDDEN', { message: 'z' });",
    );
    expect(errorKeys(verb).map(({ key }) => key)).toEqual([
      'errors.notFound.asset',
      'errors.x.y',
      'errors.z',
    ]);
  });

  it('that pages and components name exist', () => {
    expect(missing(parseFolder('app').flatMap(translatedKeys))).toEqual([]);
  });

  it('that errors name exist', () => {
    expect(missing([...parseFolder('lib'), ...parseFolder('app')].flatMap(errorKeys))).toEqual([]);
  });
});
