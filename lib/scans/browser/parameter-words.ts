const MAX_NAMES = 30;
/** `[?&]title=`, `(?:q|query)=`, `'&page='`; `campaign=([^&]*)`; `.split('note=')`. */
const WRITTEN = [
  /[?&]\]?\(?(?:\?:)?([\w-]{1,30}(?:\|[\w-]{1,30}){0,10})\)?=/g,
  /([\w-]{1,30})=\(\[\^/g,
  /\(\s?["'`][?#&]?([\w-]{1,30})=["'`]/g,
];

/** Names of parameters that scripts cut out of an address by themselves. */
export function listParameterWords(scripts: readonly string[]): string[] {
  const names = new Set<string>();
  for (const script of scripts)
    for (const pattern of WRITTEN)
      for (const [, found = ''] of script.matchAll(pattern))
        for (const name of found.split('|')) if (names.size < MAX_NAMES) names.add(name);
  return [...names];
}
