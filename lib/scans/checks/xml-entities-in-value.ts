import type { ActiveCheck } from './check';
import { entityFinding } from './xml/entity-finding';
import { proveEntities } from './xml/prove-entities';
import { isXmlText, xmlInBase64 } from './xml/xml-carrier';

/**
 * External entities (CWE-611, OWASP WSTG-INPV-07) in a document that a single value holds: a field with XML, an
 * assertion of a login in base64.
 */
export const xmlEntitiesInValue: ActiveCheck = {
  kind: 'active',
  id: 'xml-entities-in-value',
  version: 1,
  class: 'XXE',
  cwe: 611,
  applies: ({ value, effect }) => effect === 'READS' && (isXmlText(value) || xmlInBase64(value) !== null),
  async run(point, context) {
    const inBase64 = xmlInBase64(point.value);
    const found = await proveEntities({
      document: inBase64 ?? point.value,
      isOffered: false,
      mark: () => context.mark(),
      send: async (text, isWide) => {
        if (isWide) return null;
        return context.probe(point, inBase64 === null ? text : Buffer.from(text).toString('base64'));
      },
    });
    const { method, url, location, name } = point;
    return found
      ? [entityFinding(xmlEntitiesInValue, { method, url, parameter: { location, name } }, found)]
      : [];
  },
};
