import { isNode, literalText, parseFolder, type SourceFile, type SyntaxNode, walk } from './parse-source';

/** A function that takes a context first and nothing that proves an authorisation: it has to ask for one itself. */
export type Verb = {
  file: string;
  name: string;
  /** What it asks for: permissions of the table, `own` or `system`; those of the verbs that it hands its context to. */
  asks: string[];
  /** Whether something was awaited before it had asked. */
  waitsFirst: boolean;
};

type Found = { file: string; name: string; body: SyntaxNode };

/** Steps that only send requests, for verbs that have asked: they take a context for its clock and read no rows. */
export const STEPS = ['climb', 'callInterface'];

const PROOFS = /\b(Organization|Platform|Own)?Scope\b|\bTransaction\b/;

/** Every verb of the rooms, by file and name. */
export function findVerbs(): Verb[] {
  const found = parseFolder('lib')
    .filter(({ file }) => !/\/rules\/|\/auth\/actor\.ts$/.test(file))
    .flatMap(verbsOf);
  const verbs = found.filter(({ name }) => !STEPS.includes(name));
  return verbs.map((verb) => ({
    file: verb.file,
    name: verb.name,
    asks: [...new Set(asksOf(verb, found, new Set()))],
    waitsFirst: waitsBeforeAsking(verb.body, found),
  }));
}

function verbsOf({ file, text, program }: SourceFile): Found[] {
  const verbs: Found[] = [];
  walk(program, (node) => {
    if (node.type !== 'ExportNamedDeclaration' || !isNode(node.declaration)) return;
    const { declaration } = node;
    if (declaration.type !== 'FunctionDeclaration' || !isNode(declaration.id) || !isNode(declaration.body))
      return;
    const parameters = Array.isArray(declaration.params) ? declaration.params.filter(isNode) : [];
    const written = parameters.map((parameter) => text.slice(parameter.start, Number(parameter.end)));
    if (!/^context: Context\b/.test(written[0] ?? '') || written.some((parameter) => PROOFS.test(parameter)))
      return;
    verbs.push({ file, name: String(declaration.id.name), body: declaration.body });
  });
  return verbs;
}

function asksOf(verb: Found, verbs: readonly Found[], seen: Set<string>): string[] {
  if (seen.has(verb.name)) return [];
  seen.add(verb.name);
  return callsOf(verb.body).flatMap((call) => {
    if (call.name === 'authoriseOwn') return ['own'];
    if (call.name === 'authoriseSystem') return ['system'];
    if (/^authorise/.test(call.name)) return [call.permission ?? 'unknown'];
    const next = call.takesContext ? verbs.find(({ name }) => name === call.name) : undefined;
    return next ? asksOf(next, verbs, seen) : [];
  });
}

type Call = { name: string; start: number; takesContext: boolean; permission: string | undefined };

function callsOf(body: SyntaxNode): Call[] {
  const calls: Call[] = [];
  walk(body, (node) => {
    if (node.type !== 'CallExpression' || !isNode(node.callee) || node.callee.type !== 'Identifier') return;
    const [first, second] = Array.isArray(node.arguments) ? node.arguments : [];
    calls.push({
      name: String(node.callee.name),
      start: node.start,
      takesContext: isNode(first) && first.type === 'Identifier' && first.name === 'context',
      permission: literalText(second),
    });
  });
  return calls;
}

/** Waiting for the very expression that asks is no waiting before. */
function waitsBeforeAsking(body: SyntaxNode, verbs: readonly Found[]): boolean {
  const asking = callsOf(body).find(
    ({ name, takesContext }) =>
      /^authorise/.test(name) || (takesContext && verbs.some((verb) => verb.name === name)),
  );
  let waits = false;
  walk(body, (node) => {
    if (node.type === 'AwaitExpression' && asking && Number(node.end) <= asking.start) waits = true;
  });
  return waits;
}
