/** Endings of files that are source, and how a failure names the line: in words of many languages, or behind a sign. */
const ENDING =
  '(?:java|kts?|scala|groovy|clj|jspx?|py|rb|erb|php\\d?|phtml|inc|cs|cshtml|vb|fs|aspx?|ascx|ashx|asp|cfm|cfc|pl|pm|go|rs|exs?|erl|hs|lua|dart|swift|cpp|cc|c|[cm]?[jt]sx?|vue|twig|blade\\.php|ftl|tpl)';
const LINE = String.raw`(?::|\(|['"]?,\s{0,3}|\s{1,3}\()(?:line:?\s?)?\d{1,6}\b|[^\n]{0,80}?(?:\bline(?:[_ -]?(?:number|no))?\b|\bligne\b|\bl[ií]nea\b|\blinha\b|\bZeile\b|строк[аеи]|行号?|줄)[\s:"'=：]{0,12}(?:<\/?\w{1,10}[^<>]{0,60}>|&nbsp;|\s){0,6}\d`;
/** A file by its whole path, below at least one folder. */
const ABSOLUTE = new RegExp(
  String.raw`(?<![\w./:-])(?:file:\/\/)?(?:\/(?:[\w.@+-]{1,80}\/){1,20}|[A-Za-z]:[\\/]{1,2}(?:[\w .@+-]{1,80}[\\/]{1,2}){1,20})[\w.@+-]{1,80}\.${ENDING}(?:${LINE})`,
  'i',
);
/** A file of the project by folder, name and line. */
const RELATIVE = new RegExp(
  String.raw`(?<![\w/:-])(?:\.{0,2}\/)?(?:[\w-]{1,60}\/){1,12}[\w-]{1,60}\.${ENDING}(?::\d{1,6}){1,2}\b`,
  'gi',
);
/** The same with the line in words, also behind a name that the framework has for a folder: `APPPATH/Home.php at line 3`. */
const PLACED = new RegExp(
  String.raw`(?<![\w/:.-])(?:[\w-]{1,60}\/){1,12}[\w-]{1,60}\.${ENDING}\b[^\n]{0,40}?\bline\b[\s:]{0,4}(?:<\/?\w{1,10}>){0,2}\s?\d{1,6}\b`,
  'i',
);
const MANY = 2;
const CUE = /\.\w{1,6}|\bline\b|行/i;

/**
 * Where in its source a failing application says that it failed, whatever it is written in: a file by its whole path with
 * a line, or several files of the project with theirs. Only of use on answers that report a failure.
 */
export function findSourcePlace(text: string): { technology: string; proof: string; at: number } | null {
  if (!CUE.test(text)) return null;
  const plain = text.replaceAll('\\/', '/');
  const whole = ABSOLUTE.exec(plain) ?? PLACED.exec(plain);
  if (whole) return { technology: 'unknown', proof: whole[0].trim(), at: whole.index };
  const parts = [...plain.matchAll(RELATIVE)].slice(0, 20);
  const [first] = parts;
  const isTrace = new Set(parts.map(([place]) => place)).size >= MANY;
  return first && isTrace ? { technology: 'unknown', proof: first[0], at: first.index } : null;
}
