import { SaxesParser } from 'saxes';
import type { XmlInvoice } from './behaviour';

const MOST_TEXT = 20_000;

/**
 * Reads `<invoice><customer>…</customer><note>…</note></invoice>`.
 * @param entities texts of the document's own entities, by name
 */
export function parseXmlInvoice(document: string, entities: Readonly<Record<string, string>>): XmlInvoice {
  const texts: Record<string, string> = {};
  const open: string[] = [];
  const parser = new SaxesParser();
  Object.assign(parser.ENTITIES, entities);
  parser.on('opentag', ({ name }) => open.push(name));
  parser.on('closetag', () => open.pop());
  parser.on('text', (text) => {
    const name = open.at(-1) ?? '';
    texts[name] = (texts[name] ?? '') + text;
  });
  parser.on('error', (error) => {
    throw error;
  });
  try {
    parser.write(document.slice(0, MOST_TEXT)).close();
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : 'This is no XML.' };
  }
  return { ok: true, customer: texts.customer?.trim() ?? '', note: texts.note?.trim() ?? '' };
}
