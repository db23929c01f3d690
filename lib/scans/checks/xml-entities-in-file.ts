import type { RequestCheck } from './check';
import { filePlaces } from './uploads/upload-place';
import { entityFinding } from './xml/entity-finding';
import { proveEntities } from './xml/prove-entities';
import { XML_FILES } from './xml/xml-files';

/**
 * External entities (CWE-611, OWASP WSTG-INPV-07) in a file that the site reads and does not keep, such as one that is
 * previewed, converted or checked: feeds, drawings, and the XML within texts and sheets of offices. What keeps its files
 * gets none of these.
 */
export const xmlEntitiesInFile: RequestCheck = {
  kind: 'request',
  id: 'xml-entities-in-file',
  version: 2,
  class: 'XXE',
  cwe: 611,
  applies: ({ template, effect }) =>
    effect === 'READS' && template.body.kind === 'multipart' && filePlaces(template).length > 0,
  async run({ template }, context) {
    const [place] = filePlaces(template);
    if (!place) return [];
    for (const { fileName, type, document, write } of XML_FILES) {
      const found = await proveEntities({
        ...{ document, isOffered: true, mark: () => context.mark(), outside: context.outside },
        send: async (text, isWide) => {
          const file = { fileName, type, content: write(text) };
          return isWide ? null : ((await context.send(place.changeFor(file)))?.exchange ?? null);
        },
      });
      if (!found) continue;
      const { method, url } = template;
      const parameter = { location: 'MULTIPART', name: place.field } as const;
      return [entityFinding(xmlEntitiesInFile, { method, url, parameter }, found)];
    }
    return [];
  },
};
