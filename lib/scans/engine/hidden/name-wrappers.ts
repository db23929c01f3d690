/** A function of the site that sets a header or a cookie whose name, and perhaps value, it is given. */
export type NameWrapper = { called: string; kind: 'headers' | 'cookies'; name: number; value: number | null };

/** How far behind a function's parameters its use of them is looked for. */
const BODY_REACH = 1_500;
const MAX_WRAPPERS = 40;
const DECLARED =
  /\bfunction\s{1,3}([A-Za-z_$][\w$]{0,60})\s{0,3}\(([\w$,\s]{1,200})\)|\b([A-Za-z_$][\w$]{0,60})\s{0,3}[:=]\s{0,3}(?:async\s{1,3})?(?:function\s{0,3}\(([\w$,\s]{1,200})\)|\(([\w$,\s]{1,200})\)\s{0,3}=>)/g;
const SETS_HEADER =
  /\b(?:setRequestHeader|headers\.(?:set|append))\(\s{0,9}([A-Za-z_$][\w$]{0,60})\s{0,9},\s{0,9}([A-Za-z_$][\w$]{0,60})?/;
const SETS_COOKIE =
  /\bdocument\.cookie\s{0,9}=\s{0,9}(?:([A-Za-z_$][\w$]{0,60})\s{0,9}\+|`\$\{([A-Za-z_$][\w$]{0,60})\}=)/;
const IN_VALUE =
  /^[^;\n]{0,80}?=["'`]?\s{0,9}(?:\+|\$\{)\s{0,9}(?:\w{1,30}\()?\s{0,9}([A-Za-z_$][\w$]{0,60})/;

/** The functions of a script that set headers and cookies for others. */
export function listWrappers(script: string): NameWrapper[] {
  const found: NameWrapper[] = [];
  for (const match of script.matchAll(DECLARED)) {
    if (found.length >= MAX_WRAPPERS) break;
    const called = match[1] ?? match[3] ?? '';
    const parameters = (match[2] ?? match[4] ?? match[5] ?? '').split(',').map((one) => one.trim());
    const start = match.index + match[0].length;
    const body = script.slice(start, start + BODY_REACH).split(/\bfunction\b/)[0] ?? '';
    const header = SETS_HEADER.exec(body);
    const cookie = SETS_COOKIE.exec(body);
    const add = (kind: NameWrapper['kind'], name: string, value: string | undefined) => {
      const at = parameters.indexOf(name);
      const valueAt = parameters.indexOf(value ?? '');
      if (at !== -1) found.push({ called, kind, name: at, value: valueAt === -1 ? null : valueAt });
    };
    if (header) add('headers', header[1] ?? '', header[2]);
    if (cookie) {
      const rest = body.slice(cookie.index + cookie[0].length);
      add('cookies', cookie[1] ?? cookie[2] ?? '', IN_VALUE.exec(rest)?.[1]);
    }
  }
  return found;
}

const ARGUMENT =
  /\s{0,9}(?:(["'])([^"'\n]{0,200})\1|[^,()"'\n]{1,80}(?:\([^()\n]{0,120}\)[^,()\n]{0,40})?)\s{0,9}(,|\))/y;
const MAX_CALLS = 40;

/** The literal arguments of each call of a function in a text; null for an argument that is no literal. */
export function listCalls(text: string, called: string): (string | null)[][] {
  const calls: (string | null)[][] = [];
  const opening = `${called}(`;
  for (
    let at = text.indexOf(opening);
    at !== -1 && calls.length < MAX_CALLS;
    at = text.indexOf(opening, at + 1)
  ) {
    if (/[\w$]/.test(text[at - 1] ?? '') || /function\s{1,3}$/.test(text.slice(Math.max(0, at - 12), at)))
      continue;
    const args: (string | null)[] = [];
    ARGUMENT.lastIndex = at + opening.length;
    for (let read = ARGUMENT.exec(text); read !== null && args.length < 12; read = ARGUMENT.exec(text)) {
      args.push(read[2] ?? null);
      if (read[3] === ')') break;
    }
    if (args.length > 0) calls.push(args);
  }
  return calls;
}
