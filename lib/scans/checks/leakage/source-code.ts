import { holdsMarkup } from './file-formats';

/** What interpreters of pages run and never send. */
const EMBEDDED = /<\?php\b|<\?=|<%@ ?(?:page|Language|import)|<%[=!]? {0,5}\w/i;
/** How a program begins, behind its comments. */
const BEGINNING =
  /^(?:#!\/(?:usr\/)?bin\/[^\n]{1,100}|(?:import|from|package|using|require) [\w.*'"/-]{1,100}(?: import [^\n]{1,100}|;|$)|(?:const|var|let) [\w{} ,]{1,100}= {0,3}require\(|(?:def|class|module|function) \w{1,60})/;
const COMMENT = /^(?:\/\/|#(?!!)|\/?\*|"""|'''|'use strict')/;

/**
 * The words that show that an answer is the bare source of a page: code of an interpreter that a page would have run,
 * or a program from its first line on. A page that shows code writes it as references inside elements.
 */
export function sourceCodeIn(text: string, isCalledHtml: boolean): string | null {
  const start = text.trimStart();
  const embedded = EMBEDDED.exec(text);
  if (embedded && (!isCalledHtml || /^<[?%]/.test(start))) return embedded[0];
  if (isCalledHtml || holdsMarkup(text)) return null;
  const first = start.split('\n', 60).find((line) => line.trim() !== '' && !COMMENT.test(line.trimStart()));
  return BEGINNING.exec(first?.trimEnd() ?? '')?.[0] ?? null;
}
