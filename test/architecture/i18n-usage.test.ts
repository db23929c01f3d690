import { describe, expect, it } from 'vitest';
import { loadMessages } from '@/lib/i18n/messages';
import { flatten } from './message-files';
import {
  childrenOf,
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
const asList = (value: unknown): SyntaxNode[] => (Array.isArray(value) ? value : []);
const argumentsOf = (node: SyntaxNode): SyntaxNode[] => asList(node.arguments);

/** The namespace that each translating variable of a scope stands for; null for variables of that name that translate nothing. */
type Bindings = ReadonlyMap<string, string | null>;

const isFunction = (node: SyntaxNode) => /Function/.test(node.type) && !node.type.startsWith('TS');

/** Keys that pages and components name in full: `const t = useTranslations('ns')`, then `t('key')` or `t.rich('key')`. */
function translatedKeys(source: SourceFile): Use[] {
  return keysOfScope(source, source.program, new Map());
}

function keysOfScope(source: SourceFile, scope: SyntaxNode, outer: Bindings): Use[] {
  const own = new Map(outer);
  const inner: SyntaxNode[] = [];
  const calls: SyntaxNode[] = [];
  for (const parameter of asList(scope.params))
    walk(parameter, (node) => void own.set(nameOf(node) ?? '', null));
  for (const child of childrenOf(scope)) {
    walk(child, (node) => {
      if (isFunction(node)) inner.push(node);
      else if (node.type === 'CallExpression') calls.push(node);
      else if (node.type === 'VariableDeclarator')
        for (const [name, namespace] of bind(node)) own.set(name, namespace);
      return !isFunction(node);
    });
  }
  const named = calls.flatMap((call) => keyOfCall(source, call, own));
  return [...named, ...inner.flatMap((node) => keysOfScope(source, node, own))];
}

/** `const t = hook('ns')`, and `const [a, t] = await Promise.all([b, hook('ns')])` place by place. */
function bind(declarator: SyntaxNode): [string, string | null][] {
  const { id, init } = declarator;
  if (!isNode(id)) return [];
  if (id.type !== 'ArrayPattern') return [[nameOf(id) ?? '', hookNamespace(init) ?? null]];
  const call = isNode(init) && init.type === 'AwaitExpression' ? init.argument : init;
  const [list] = isNode(call) ? argumentsOf(call) : [];
  const values = isNode(list) ? asList(list.elements) : [];
  return asList(id.elements).map((element, at) => [nameOf(element) ?? '', hookNamespace(values[at]) ?? null]);
}

function keyOfCall(source: SourceFile, call: SyntaxNode, bindings: Bindings): Use[] {
  if (!isNode(call.callee)) return [];
  const variable = call.callee.type === 'MemberExpression' ? nameOf(call.callee.object) : nameOf(call.callee);
  const namespace = bindings.get(variable ?? '');
  const key = literalText(argumentsOf(call)[0]);
  if (namespace === undefined || namespace === null || key === undefined) return [];
  return [{ key: `${namespace}.${key}`, place: placeOf(source, call) }];
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
    const page = parseText(
      'b.tsx',
      `async function meta() { const t = await getTranslations('a'); return t('x'); }
       async function Page() {
         const [data, t] = await Promise.all([load(), getTranslations('b')]);
         return rows.map((row) => t('y')).concat(other.map((t) => t('not a text')));
       }`,
    );
    expect(translatedKeys(page).map(({ key }) => key)).toEqual(['a.x', 'b.y']);
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
