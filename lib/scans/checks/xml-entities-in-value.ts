import type { ActiveCheck } from './check';
import { entityFinding } from './xml/entity-finding';
import { proveEntities } from './xml/prove-entities';
import { packedXml } from './xml/xml-carrier';

/**
 * External entities (CWE-611, OWASP WSTG-INPV-07) in a document that a single value holds: a field with XML, an
 * assertion of a login in base64, a request to sign in that is packed, too.
 */
export const xmlEntitiesInValue: ActiveCheck = {
  kind: 'active',
  id: 'xml-entities-in-value',
  version: 2,
  class: 'XXE',
  cwe: 611,
  applies: ({ value, effect }) => effect === 'READS' && packedXml(value) !== null,
  async run(point, context) {
    const packed = packedXml(point.value);
    if (!packed) return [];
    const found = await proveEntities({
      document: packed.document,
      isOffered: false,
      mark: () => context.mark(),
      send: async (text, isWide) => (isWide ? null : context.probe(point, packed.write(text))),
    });
    const { method, url, location, name } = point;
    return found
      ? [entityFinding(xmlEntitiesInValue, { method, url, parameter: { location, name } }, found)]
      : [];
  },
};
