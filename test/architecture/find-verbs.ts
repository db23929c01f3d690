import { listTouches } from './database-touches';
import {
  isFunction,
  isNode,
  listChildren,
  literalText,
  memberName,
  nameOfNode,
  nodesIn,
  readSources,
  type SourceFile,
  type SyntaxNode,
  textOfNode,
  walk,
} from './parse-source';

/** A function that takes a context first and nothing that proves an authorisation: it has to ask for one itself. */
export type Verb = {
  file: string;
  name: string;
  /** What it asks for: permissions of the table, `own` or `system`; those of the verbs that it hands its context to. */
  asks: string[];
  /** Whether something was awaited, or the database touched, before it had asked. */
  waitsFirst: boolean;
};

type Found = { source: SourceFile; name: string; node: SyntaxNode; isExported: boolean; hasProof: boolean };

/** Steps for verbs that have asked: they take a context for its clock, send requests or make a value, and read no rows. */
export const STEPS = ['runLadder', 'callInterface', 'incomplete', 'cancelled', 'transact'];

const PROOFS = /\b(Organization|Platform|Own)?Scope\b|\bTransaction\b|\bTxContext\b/;
const isRuleOrProof = ({ file }: SourceFile): boolean => /\/rules\/|\/auth\/actor\.ts$/.test(file);

/** Every verb of the sources, by file and name, in whatever syntax it is written and under whatever name exported. */
export function findVerbs(all: readonly SourceFile[] = readSources('lib')): Verb[] {
  const sources = all.filter((source) => !isRuleOrProof(source));
  const contexts = contextTypes(all);
  const found = sources.flatMap((source) => contextFunctions(source, contexts));
  const verbs = found.filter(
    ({ name, isExported, hasProof }) => isExported && !hasProof && !STEPS.includes(name),
  );
  return verbs.map((verb) => ({
    file: verb.source.file,
    name: verb.name,
    asks: [...new Set(listAsked(verb, found, new Set()))],
    waitsFirst: waitsBeforeAsking(verb, found),
  }));
}

/** The names of types that are a context, or more than one. */
function contextTypes(sources: readonly SourceFile[]): Set<string> {
  const names = new Set(['Context']);
  for (let before = 0; before !== names.size; ) {
    before = names.size;
    for (const source of sources)
      walk(source.program, (node) => {
        if (node.type === 'ImportSpecifier' && names.has(nameOfNode(node.imported) ?? ''))
          names.add(nameOfNode(node.local) ?? '');
        if (node.type === 'TSTypeAliasDeclaration' && isContextType(node.typeAnnotation, names))
          names.add(nameOfNode(node.id) ?? '');
        if (node.type === 'TSInterfaceDeclaration')
          for (const base of nodesIn(node.extends))
            if (names.has(nameOfNode(base.expression) ?? '')) names.add(nameOfNode(node.id) ?? '');
      });
  }
  return names;
}

function isContextType(type: unknown, names: ReadonlySet<string>): boolean {
  if (!isNode(type)) return false;
  if (type.type === 'TSTypeReference') {
    const written =
      isNode(type.typeName) && type.typeName.type === 'TSQualifiedName' ? type.typeName.right : type.typeName;
    if (names.has(nameOfNode(written) ?? '')) return true;
    return (
      /^(Readonly|Pick|Omit|Partial|Required|Parameters)$/.test(nameOfNode(written) ?? '') &&
      isNode(type.typeArguments) &&
      nodesIn(type.typeArguments.params).some((given) => isContextType(given, names))
    );
  }
  if (type.type === 'TSIntersectionType' || type.type === 'TSUnionType')
    return nodesIn(type.types).some((part) => isContextType(part, names));
  if (type.type === 'TSImportType') return names.has(nameOfNode(type.qualifier) ?? '');
  return (
    (type.type === 'TSTypeAnnotation' || type.type === 'TSParenthesizedType') &&
    isContextType(type.typeAnnotation, names)
  );
}

function contextFunctions(source: SourceFile, contexts: ReadonlySet<string>): Found[] {
  const exported = exportedNames(source);
  const found: Found[] = [];
  const look = (node: SyntaxNode, name: string, isInExport: boolean, isDeclared: boolean) => {
    if (isFunction(node)) {
      const parameters = nodesIn(node.params);
      if (takesContext(parameters[0], contexts, isDeclared))
        found.push({
          source,
          name,
          node,
          isExported: isInExport,
          hasProof: parameters.some((parameter) => PROOFS.test(textOfNode(source, parameter))),
        });
      return;
    }
    for (const child of listChildren(node))
      look(
        child,
        name,
        isInExport,
        node.type === 'VariableDeclarator' && isNode(node.id) && isNode(node.id.typeAnnotation),
      );
  };
  for (const statement of nodesIn(source.program.body)) {
    const isDefault = statement.type === 'ExportDefaultDeclaration';
    const declaration = isNode(statement.declaration) ? statement.declaration : statement;
    const parts =
      declaration.type === 'VariableDeclaration' ? nodesIn(declaration.declarations) : [declaration];
    for (const part of parts) {
      const local = nameOfNode(part.id) ?? 'default';
      look(part, exported.get(local) ?? local, isDefault || exported.has(local), false);
    }
  }
  return found;
}

/** Local names of what a file exports, with the names that others know. */
function exportedNames({ program }: SourceFile): Map<string, string> {
  const names = new Map<string, string>();
  for (const statement of nodesIn(program.body)) {
    if (!statement.type.startsWith('Export')) continue;
    const { declaration } = statement;
    if (isNode(declaration))
      for (const part of declaration.type === 'VariableDeclaration'
        ? nodesIn(declaration.declarations)
        : [declaration]) {
        const name = nameOfNode(part.id) ?? (part.type === 'Identifier' ? nameOfNode(part) : undefined);
        if (name) names.set(name, name);
      }
    for (const { local, exported } of nodesIn(statement.specifiers))
      names.set(nameOfNode(local) ?? '', nameOfNode(exported) ?? '');
  }
  return names;
}

/** @param isDeclared whether the function has its parameters' types from a declaration elsewhere: then the name counts */
function takesContext(
  parameter: SyntaxNode | undefined,
  contexts: ReadonlySet<string>,
  isDeclared: boolean,
): boolean {
  if (!parameter) return false;
  if (parameter.type === 'AssignmentPattern' && isNode(parameter.left))
    return takesContext(parameter.left, contexts, isDeclared);
  if (isNode(parameter.typeAnnotation)) return isContextType(parameter.typeAnnotation, contexts);
  return isDeclared && /^(context|ctx)$/i.test(nameOfNode(parameter) ?? '');
}

function listAsked(verb: Found, all: readonly Found[], seen: Set<Found>): string[] {
  if (seen.has(verb)) return [];
  seen.add(verb);
  return listCalls(verb).flatMap((call) => {
    if (call.name === 'authoriseOwn') return ['own'];
    if (call.name === 'authoriseSystem') return ['system'];
    if (/^authorise/.test(call.name)) return [call.permission ?? 'unknown'];
    const next = call.takesContext ? all.find(({ name }) => name === call.name) : undefined;
    return next ? listAsked(next, all, seen) : [];
  });
}

type Call = { name: string; start: number; takesContext: boolean; permission: string | undefined };

/** Calls by the names that the functions have where they are defined; one that is only called like a guard is none. */
function listCalls({ source, node: verb }: Found): Call[] {
  const imported = new Map<string, { name: string; from: string }>();
  for (const statement of nodesIn(source.program.body))
    for (const part of nodesIn(statement.specifiers))
      if (part.type === 'ImportSpecifier')
        imported.set(nameOfNode(part.local) ?? '', {
          name: nameOfNode(part.imported) ?? '',
          from: literalText(statement.source) ?? '',
        });
  const [first] = nodesIn(verb.params);
  const context = nameOfNode(first?.type === 'AssignmentPattern' ? first.left : first);
  const calls: Call[] = [];
  walk(verb, (node) => {
    if (node.type !== 'CallExpression' || !isNode(node.callee)) return;
    const written =
      node.callee.type === 'MemberExpression' ? memberName(node.callee) : nameOfNode(node.callee);
    const known = imported.get(written ?? '');
    const name = known?.name ?? written ?? '';
    const isGuard = /^authorise/.test(name);
    if (isGuard && !/(^@\/lib\/auth|\.)\/actor$/.test(known?.from ?? '')) return;
    const [given, second] = nodesIn(node.arguments);
    calls.push({
      name,
      start: node.start,
      takesContext: given?.type === 'Identifier' && given.name === context,
      permission: literalText(second),
    });
  });
  return calls;
}

/** Waiting for the very expression that asks is no waiting before. */
function waitsBeforeAsking(verb: Found, all: readonly Found[]): boolean {
  const asking = listCalls(verb).find(
    ({ name, takesContext }) =>
      /^authorise/.test(name) || (takesContext && all.some((other) => other.name === name)),
  );
  if (!asking) return false;
  let waits = false;
  walk(verb.node, (node) => {
    if (Number(node.end) <= asking.start) {
      if (node.type === 'AwaitExpression' || node.await === true) waits = true;
      const called = node.type === 'CallExpression' && isNode(node.callee) ? node.callee : undefined;
      if (called && opensDatabase(verb.source, called)) waits = true;
    }
    // A transaction around the question has begun before it.
    if (node.type === 'CallExpression' && isNode(node.callee) && node.start < asking.start)
      if (nameOfNode(node.callee) === 'inTransaction') waits = true;
  });
  return waits;
}

/** Whether a callee is of a store, or a query. */
function opensDatabase(source: SourceFile, callee: SyntaxNode): boolean {
  if (callee.type === 'MemberExpression')
    return listTouches({ ...source, program: callee }).length > 0 || /^\$/.test(memberName(callee) ?? '');
  return nodesIn(source.program.body).some(
    (statement) =>
      statement.type === 'ImportDeclaration' &&
      /(^|[/-])store$/.test(literalText(statement.source) ?? '') &&
      nodesIn(statement.specifiers).some(({ local }) => nameOfNode(local) === nameOfNode(callee)),
  );
}
