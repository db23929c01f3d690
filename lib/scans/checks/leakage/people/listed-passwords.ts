const MAX_DEPTH = 6;
const MAX_RECORDS = 200;
/** Records of several people: one may be the visitor's own. */
const SEVERAL = 2;
const PASSWORD = /^(?:user_?)?(?:pass(?:word|wd)?|pwd|passphrase)$/i;
const PERSON =
  /^(?:user_?|login_?|full_?|first_?)?(?:name|login|id)$|^(?:user|account|e?mail)(?:_?address)?$/i;
/** What services write where they keep a password to themselves. */
const KEPT = /^(?:[*•x#.-]+|string|hidden|masked|secret|password|none|null|true|false)$/i;

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

function passwordIn(record: unknown): string | null {
  if (!isObject(record)) return null;
  const members = Object.entries(record);
  const [, password] = members.find(([name]) => PASSWORD.test(name)) ?? [];
  if (typeof password !== 'string' || !/^\S{3,100}$/.test(password) || KEPT.test(password)) return null;
  const persons = members.filter(([name]) => PERSON.test(name)).map(([, value]) => String(value));
  // Labels in several languages name a person and a password, too: neither an address nor a digit is in them.
  const isOfPerson = persons.some((value) => value.includes('@') || /\d/.test(password));
  return isOfPerson ? password : null;
}

function collect(value: unknown, depth: number): string[] {
  if (depth > MAX_DEPTH || value === null || typeof value !== 'object') return [];
  const inner = Object.values(value).slice(0, MAX_RECORDS);
  const own = Array.isArray(value) ? inner.flatMap((record) => passwordIn(record) ?? []) : [];
  return new Set(own).size >= SEVERAL ? own : inner.flatMap((one) => collect(one, depth + 1));
}

/** Passwords as they are, in a JSON list of several people; none where all are alike. */
export function listedPasswords(text: string): string[] {
  if (!/^\s*[[{]/.test(text) || !/"[\w-]*(?:pass|pwd)/i.test(text)) return [];
  try {
    return [...new Set(collect(JSON.parse(text), 0))];
  } catch {
    return [];
  }
}
