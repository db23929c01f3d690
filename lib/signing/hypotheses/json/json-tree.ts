import type { JsonText } from './json-text';

/** A JSON text as a tree. Numbers and words keep their literal text. */
export type JsonNode =
  | { kind: 'object'; members: readonly (readonly [name: string, value: JsonNode])[] }
  | { kind: 'list'; items: readonly JsonNode[] }
  | { kind: 'text'; text: string }
  | { kind: 'word' | 'number'; literal: string };

/** As deep as `readJsonText` lets a text be. */
export function buildJsonTree({ tokens }: JsonText): JsonNode {
  let at = 0;
  const read = (): JsonNode => {
    const token = tokens[at++] ?? 'null';
    if (token === '[') {
      const items: JsonNode[] = [];
      while (tokens[at] !== ']' && at < tokens.length) {
        items.push(read());
        if (tokens[at] === ',') at++;
      }
      at++;
      return { kind: 'list', items };
    }
    if (token === '{') {
      const members: [string, JsonNode][] = [];
      while (tokens[at] !== '}' && at < tokens.length) {
        const name = String(JSON.parse(tokens[at] ?? '""'));
        at += 2; // past the colon
        members.push([name, read()]);
        if (tokens[at] === ',') at++;
      }
      at++;
      return { kind: 'object', members };
    }
    if (token.startsWith('"')) return { kind: 'text', text: String(JSON.parse(token)) };
    return { kind: /^[-\d]/.test(token) ? 'number' : 'word', literal: token };
  };
  return read();
}

export const isContainer = ({ kind }: JsonNode): boolean => kind === 'object' || kind === 'list';

/** Members by their names, items by their places. */
export function listNodeMembers(node: JsonNode): readonly (readonly [string | number, JsonNode])[] {
  if (node.kind === 'object') return node.members;
  return node.kind === 'list' ? node.items.map((item, at) => [at, item] as const) : [];
}
