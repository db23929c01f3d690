/** Elements in which pages quote what somebody else's program said. */
const QUOTING = ['code', 'blockquote', 'textarea', 'samp', 'kbd'] as const;
/** Names that manuals give to programs, and how programs fail that no server runs. */
const OF_MANUALS =
  /\b(?:com|org|net)\.(?:example|acme|foo|mycompany|yourcompany)\.|Exception in thread "main"|File (?:"|'|&quot;|&#(?:34|39|x27|x22);)(?:<|&lt;)?(?:stdin|[\w-]{1,60}\.py\b)|\bat (?:Main|Test|Foo|Example|HelloWorld)\.\w{1,40}\(/;
const LOOKED_AT = 400;

/** Whether what stands at this place of a page is a lesson about errors: quoted, or of a program that is only an example. */
export function isQuotedCode(text: string, at: number, length: number): boolean {
  const before = text.slice(0, at).toLowerCase();
  const isWithin = (name: string) => before.lastIndexOf(`<${name}`) > before.lastIndexOf(`</${name}`);
  if (QUOTING.some(isWithin)) return true;
  return OF_MANUALS.test(text.slice(Math.max(0, at - LOOKED_AT / 2), at + length + LOOKED_AT));
}
