/** What a message asks for: argument names with their kind (`plain`, `number`, `plural`, `select` …) and tags. */
export type IcuArguments = Map<string, string>;

/**
 * The arguments of an ICU message, those inside plural and select branches too. Tags count as arguments of kind `tag`.
 * It reads names only; whether the message is well formed is proven by formatting it.
 */
export function icuArguments(message: string): IcuArguments {
  const found: IcuArguments = new Map();
  readMessage(unquote(message), 0, found);
  return found;
}

/** Quoted text of ICU (`'{'`) is no syntax. */
const unquote = (message: string) => message.replaceAll("''", '’').replaceAll(/'[{}<#|][^']*'/g, '');

function readMessage(text: string, start: number, found: IcuArguments): number {
  let at = start;
  while (at < text.length && text[at] !== '}') {
    if (text[at] === '{') at = readArgument(text, at + 1, found);
    else if (text[at] === '<') at = readTag(text, at, found);
    else at += 1;
  }
  return at + 1;
}

function readTag(text: string, start: number, found: IcuArguments): number {
  const tag = /^<([a-zA-Z][\w-]*)\/?>/.exec(text.slice(start));
  if (tag?.[1] !== undefined) found.set(tag[1], 'tag');
  return start + (tag?.[0].length ?? 1);
}

function readArgument(text: string, start: number, found: IcuArguments): number {
  const head = /^\s*([\w.-]+)\s*(?:,\s*(\w+)\s*)?(,)?/.exec(text.slice(start));
  if (head?.[1] === undefined) throw new Error(`no argument name at "${text.slice(start, start + 20)}"`);
  const [all, name, kind = 'plain', hasStyle] = head;
  found.set(name, kind);
  const at = start + all.length;
  if (hasStyle === undefined) return at + 1;
  if (!['plural', 'select', 'selectordinal'].includes(kind)) return text.indexOf('}', at) + 1;
  return readBranches(text, at, found);
}

function readBranches(text: string, start: number, found: IcuArguments): number {
  let at = start;
  while (at < text.length && text[at] !== '}') {
    if (text[at] === '{') at = readMessage(text, at + 1, found);
    else at += 1;
  }
  return at + 1;
}
