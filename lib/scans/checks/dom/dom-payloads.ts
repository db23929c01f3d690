import type { SinkSignal } from '../../browser/scan-browser';
import { type ScriptState, scanScript } from '../probing/script-state';

const MARKUP = (call: string) => `<img src=x onerror=${call}>`;
/** Leaves every text and attribute that markup can stand in; the second is for those that take quotation marks away. */
const markup = (call: string): string[] => [
  `'"></textarea></title></style></script>-->${MARKUP(call)}`,
  MARKUP(call),
];

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
function code({ text, mark }: SinkSignal, call: string): string[] {
  const state = scanScript(text).stateAt(text.indexOf(mark));
  const others: ScriptState[] = ['single', 'double', 'code'];
  return [...new Set([state, ...others])].map((one) => BY_STATE[one](call));
}

/** Texts for the source of a signal that call a function of ours where its sink runs them, the likeliest first. */
export function domPayloads(signal: SinkSignal, proof: string): string[] {
  const call = `${proof}()`;
  switch (signal.sink) {
    case 'html':
      return markup(call);
    case 'srcdoc':
      return [...markup(call), `<script>${call}</script>`];
    case 'code':
    case 'handler':
    case 'script':
      return code(signal, call);
    case 'script-address':
      return [`data:text/javascript,${call}`];
    case 'address':
    case 'location':
      return [`javascript:top.${call}`];
  }
}
