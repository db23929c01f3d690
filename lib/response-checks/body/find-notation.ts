/** What a text is written in instead of JSON; `plain`: words alone, `object`: the name of an object of the program. */
export type Notation =
  | 'quotes'
  | 'typographic'
  | 'keys'
  | 'map'
  | 'form'
  | 'xml'
  | 'lines'
  | 'object'
  | 'plain';

const NOTATIONS: readonly (readonly [Notation, RegExp])[] = [
  ['xml', /^\s{0,100}<(?:\?xml|[\w:]{1,60}(?: [^>]{0,300})?>\s{0,100}<)/],
  // Programs that print a type, an arrow or a sign of their own in front.
  [
    'map',
    /^\s{0,100}(?:(?:Array|array|map|stdClass|[aO]:\d+:|\$VAR1 =|[%&]\{)|(?:[\w.:$]{1,80} ?)?[({[]\s{0,100}(?:["']?:?[A-Za-z_][\w]{0,60}["']?\]?\s{0,3}=|[A-Za-z_]\w{0,60}:[^\s"'{[]{1,60}[ }]))/,
  ],
  [
    'map',
    /^\s{0,100}(?:[A-Za-z_][\w.:]{0,80} ?[{(]\s{0,100}[A-Za-z_]\w{0,60}:|\[\s{0,100}"[^"]{1,60}"\s{0,3}:)/,
  ],
  ['quotes', /^\s{0,100}\{\s{0,100}'/],
  ['typographic', /^\s{0,100}\{\s{0,100}[“”„″]/],
  ['keys', /^\s{0,100}\{\s{0,100}[A-Za-z_$][\w$]{0,60}\s{0,10}:/],
  ['form', /^\s{0,100}[A-Za-z_]\w{0,60}=[^&\s]{0,300}&/],
  ['lines', /^\s{0,100}(?:---\s{1,10})?[A-Za-z_]\w{0,60}\s{0,3}[:=]/],
];
/** How languages print an object that has no text of its own. */
const OBJECT =
  /^(?:\[object [A-Z]\w{0,60}\]|[\w.$]{1,200}@[\da-f]{4,16}|(?:[A-Z]\w{0,60}\.){1,10}[A-Z][\w`]{0,80}(?:\[.{0,300}\])?|#?<[\w.: ]{1,200}(?: object)?(?: at |:)0x[\da-f]{6,16}.{0,60}>|Array|Object)$/s;
const JSON_LIKE = /^\s{0,100}\{\s{0,100}"(?![^"\n]{0,60}"\s{0,3}=)/;
const MOST_PLAIN = 300;

/** What a text that is no JSON was written in; null where it was meant to be JSON, or is nothing known. */
export function findNotation(text: string): Notation | null {
  const whole = text.replace(/^\ufeff/, '').trim();
  if (OBJECT.test(whole.slice(0, 600))) return 'object';
  // A sentence, a code or a word that a handler returned.
  if (whole.length <= MOST_PLAIN && /^[^{}[\]<>"'=:/#]{1,300}$/.test(whole) && /[\p{L}\p{N}]/u.test(whole))
    return 'plain';
  if (!/result_?code/i.test(whole) || JSON_LIKE.test(whole)) return null;
  return NOTATIONS.find(([, form]) => form.test(whole))?.[0] ?? null;
}
