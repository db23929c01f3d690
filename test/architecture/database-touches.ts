import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  breach,
  isFunction,
  isNode,
  listChildren,
  literalText,
  memberName,
  nameOfNode,
  nodesIn,
  ROOT,
  type SourceFile,
  type SyntaxNode,
  textOfNode,
  walk,
} from './parse-source';

/** `what` is null for a breach: access that nobody can attribute to a table. */
export type Touch = { model: string | null; isWrite: boolean; place: string };

/** The fields of each model, with the type of each: the schema as written. */
export function schemaModels(): Map<string, Map<string, string>> {
  const folder = path.join(ROOT, 'prisma/schema');
  const text = readdirSync(folder)
    .map((name) => readFileSync(path.join(folder, name), 'utf8'))
    .join('\n');
  return new Map(
    [...text.matchAll(/^model (\w+) \{([\s\S]*?)^\}/gm)].map(([, model = '', body = '']) => [
      model,
      new Map([...body.matchAll(/^ {2}(\w+)\s+(\w+)/gm)].map(([, field = '', type = '']) => [field, type])),
    ]),
  );
}

const MODELS = schemaModels();
const MODEL_OF = new Map(
  [...MODELS.keys()].map((model) => [model[0]?.toLowerCase() + model.slice(1), model]),
);
const READS = /^(find(Unique|First|Many)(OrThrow)?|count|aggregate|groupBy)$/;
const WRITES = /^(create|update|delete|upsert)(Many(AndReturn)?)?$/;
const NESTED_WRITES =
  /^(create|createMany|connectOrCreate|update|updateMany|upsert|delete|deleteMany|set|connect|disconnect)$/;
const HANDLE_TYPE = /\b(Transaction|Database|PrismaClient|TransactionClient)\b/;
const SQL_WRITE =
  /\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?|MERGE\s+INTO|COPY)\s+(?:ONLY\s+)?(?:"?public"?\.)?"(\w+)"/gi;

/** Everything that a file does with tables, by Prisma's client under whatever name, or in SQL. */
export function listTouches(source: SourceFile): Touch[] {
  const handles = listHandles(source);
  const touches: Touch[] = [];
  const note = (node: SyntaxNode, model: string | null, isWrite: boolean, what = '') =>
    touches.push({
      model,
      isWrite,
      place: breach(source, node, what || `${isWrite ? 'writes' : 'reads'} ${model}`),
    });
  const isHandle = (node: unknown) => isNode(node) && isHandleNode(node, handles);
  walk(source.program, (node) => {
    if (node.type === 'MemberExpression' && isNode(node.object)) {
      const name = memberName(node);
      const inner = node.object.type === 'MemberExpression' ? node.object : undefined;
      const model = inner && MODEL_OF.get(memberName(inner) ?? '');
      if (model && (isHandle(inner?.object) || READS.test(name ?? '') || WRITES.test(name ?? '')))
        note(node, model, !READS.test(name ?? ''));
      if (isHandle(node.object) && name === undefined) note(node, null, true, 'computes a table');
      if (isHandle(node.object) && /Unsafe$/.test(name ?? ''))
        note(node, null, true, 'writes SQL as a string');
      if (/^\$(query|execute)Raw/.test(name ?? '')) note(node, '', false, 'asks in SQL');
    }
    if (node.type === 'VariableDeclarator' && isNode(node.id) && isHandle(node.init)) {
      if (node.id.type === 'ObjectPattern') note(node, null, true, 'takes the client apart');
    }
    if (node.type === 'VariableDeclarator' && isNode(node.init) && node.init.type === 'MemberExpression') {
      const model = MODEL_OF.get(memberName(node.init) ?? '');
      if (model && isHandle(node.init.object)) note(node, null, true, `gives ${model} another name`);
    }
    if (/Function|Arrow/.test(node.type))
      for (const parameter of nodesIn(node.params))
        if (
          parameter.type === 'ObjectPattern' &&
          HANDLE_TYPE.test(annotation(source, parameter)) &&
          !nodesIn(parameter.properties).some((part) => HANDLE_TYPE.test(nameOfNode(part.key) ?? '')) &&
          takesModel(parameter)
        )
          note(parameter, null, true, 'takes the client apart');
    if (node.type === 'CallExpression') noteNested(node, note);
    for (const text of listTexts(node))
      for (const [, model = ''] of text.replace(/--.*$|\/\*[\s\S]*?\*\//gm, ' ').matchAll(SQL_WRITE))
        if (MODELS.has(model)) note(node, model, true);
    if (
      node.type === 'TaggedTemplateExpression' &&
      isNode(node.quasi) &&
      /Raw|sql/.test(textOfNode(source, node).slice(0, 60))
    )
      for (const piece of listTexts(node.quasi).slice(0, -1))
        if (
          /\b(INSERT\s+INTO|UPDATE|DELETE\s+FROM|TRUNCATE)\s+(ONLY\s+)?"?$/i.test(piece) &&
          !/FOR\s+(NO\s+KEY\s+)?UPDATE\s*$/i.test(piece)
        )
          note(node, null, true, 'computes a table');
  });
  return touches;
}

const takesModel = (pattern: SyntaxNode): boolean =>
  nodesIn(pattern.properties).some(({ key }) => MODEL_OF.has(nameOfNode(key) ?? ''));

/** Relations in `data` that write rows of other tables. */
function noteNested(
  call: SyntaxNode,
  note: (node: SyntaxNode, model: string | null, isWrite: boolean) => void,
): void {
  if (!isNode(call.callee) || call.callee.type !== 'MemberExpression' || !isNode(call.callee.object)) return;
  const model =
    call.callee.object.type === 'MemberExpression' && MODEL_OF.get(memberName(call.callee.object) ?? '');
  if (!model || !WRITES.test(memberName(call.callee) ?? '')) return;
  const enter = (node: SyntaxNode, fields: Map<string, string> | undefined) => {
    for (const child of listChildren(node)) {
      const target = child.type === 'Property' ? (fields?.get(nameOfNode(child.key) ?? '') ?? '') : '';
      const isNested =
        MODELS.has(target) &&
        isNode(child.value) &&
        nodesIn(child.value.properties).some(({ key }) => NESTED_WRITES.test(nameOfNode(key) ?? ''));
      if (isNested) note(child, target, true);
      enter(child, isNested ? MODELS.get(target) : fields);
    }
  };
  for (const argument of nodesIn(call.arguments)) enter(argument, MODELS.get(model));
}

/** The texts of a string or a template, piece by piece. */
function listTexts(node: SyntaxNode): string[] {
  if (node.type === 'TemplateLiteral')
    return nodesIn(node.quasis).map((piece) => {
      const { value } = piece;
      return typeof value === 'object' && value !== null && 'raw' in value ? String(value.raw) : '';
    });
  const text = node.type === 'Literal' ? literalText(node) : undefined;
  return text === undefined ? [] : [text];
}

const annotation = (source: SourceFile, node: SyntaxNode): string =>
  isNode(node.typeAnnotation) ? textOfNode(source, node.typeAnnotation) : '';

function isHandleNode(node: SyntaxNode, handles: ReadonlySet<string>): boolean {
  if (node.type === 'Identifier') return handles.has(String(node.name));
  if (node.type === 'TSAsExpression' || node.type === 'TSNonNullExpression')
    return isNode(node.expression) && isHandleNode(node.expression, handles);
  return node.type === 'CallExpression' && handles.has(`${nameOfNode(node.callee)}()`);
}

/** The names under which a file has the client or a transaction: by type, by where it comes from, by another name of it. */
function listHandles(source: SourceFile): Set<string> {
  const handles = new Set(['db', 'tx', 'prisma', 'database()']);
  for (let before = -1; before !== handles.size; ) {
    before = handles.size;
    walk(source.program, (node) => {
      if (node.type === 'ImportSpecifier' && nameOfNode(node.imported) === 'database')
        handles.add(`${nameOfNode(node.local)}()`);
      if (node.type === 'Identifier' && HANDLE_TYPE.test(annotation(source, node)))
        handles.add(String(node.name));
      if (
        node.type === 'VariableDeclarator' &&
        isNode(node.id) &&
        isNode(node.init) &&
        isHandleNode(node.init, handles)
      )
        if (node.id.type === 'Identifier') handles.add(String(node.id.name));
      if (node.type === 'CallExpression' && isNode(node.callee)) {
        const called =
          node.callee.type === 'MemberExpression' ? memberName(node.callee) : nameOfNode(node.callee);
        if (!/^(inTransaction|\$transaction)$/.test(called ?? '')) return;
        for (const work of nodesIn(node.arguments).filter(isFunction)) {
          const [first] = nodesIn(work.params);
          if (first?.type === 'Identifier') handles.add(String(first.name));
        }
      }
    });
  }
  return handles;
}
