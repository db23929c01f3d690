import type { Severity } from '@/lib/findings/rules/finding';
import { classifyWeakness } from './classify-weakness';
import { asCount, isRecord, type JsonRecord, listOrEmpty, recordOrEmpty, textOrNone } from './json-value';
import { ROW_LENGTHS } from './opinion-row';
import { type RowCollector, severityOrNull } from './row-collector';

const RISKS: Record<string, Severity> = { 0: 'HINT', 1: 'LOW', 2: 'MEDIUM', 3: 'HIGH' };
/** What somebody marked as a false positive in ZAP. */
const FALSE_POSITIVE = '0';

/** The messages of the report with requests and responses, by their names there. */
const MESSAGES = ['request-header', 'request-body', 'response-header', 'response-body'] as const;

export const isZap = (report: JsonRecord): boolean =>
  listSites(report).length > 0 &&
  listSites(report).every((site) => isRecord(site) && ('alerts' in site || '@name' in site));

/** One site may be written without a list around it. */
const listSites = ({ site }: JsonRecord): readonly unknown[] => (isRecord(site) ? [site] : listOrEmpty(site));

/** ZAP's traditional JSON report, with or without requests and responses: a row for each instance of an alert. */
export function readZap(report: JsonRecord, collector: RowCollector): void {
  for (const site of listSites(report).map(recordOrEmpty))
    for (const alert of listOrEmpty(site.alerts).map(recordOrEmpty)) {
      const instances = listOrEmpty(alert.instances).map(recordOrEmpty);
      // Older reports have the place in the alert itself.
      for (const instance of instances.length > 0 ? instances : [alert])
        addInstance(alert, instance, textOrNone(site['@name']), collector);
    }
}

function addInstance(alert: JsonRecord, instance: JsonRecord, site: string, collector: RowCollector): void {
  if (textOrNone(alert.confidence) === FALSE_POSITIVE) {
    collector.leaveOut('NO_FINDING');
    return;
  }
  const title = plainText((textOrNone(alert.name) || textOrNone(alert.alert)).slice(0, ROW_LENGTHS.title));
  const cwe = asCount(alert.cweid);
  const place = plainText(textOrNone(instance.uri));
  collector.add({
    title,
    class: classifyWeakness({ cwe: cwe || null, name: title }),
    cwe: cwe || null,
    severity: severityOrNull(RISKS, textOrNone(alert.riskcode)),
    method: textOrNone(instance.method),
    place: place === '' ? site : place,
    address: site,
    parameter: plainText(textOrNone(instance.param)),
    texts: [
      ...(['attack', 'evidence'] as const).map(
        (name) => [name, plainText(textOrNone(instance[name]))] as const,
      ),
      ['otherinfo', plainText(textOrNone(instance.otherinfo) || textOrNone(alert.otherinfo))],
      ['desc', plainText(textOrNone(alert.desc))],
      ['solution', plainText(textOrNone(alert.solution))],
      ...MESSAGES.map((name) => [name, plainText(textOrNone(instance[name]))] as const),
    ],
  });
}

/** What is longer is not kept: markup takes up to six times the room of what it says. */
const LONGEST = ROW_LENGTHS.text * 6;
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&', '#39': "'" };

/** ZAP writes its texts as markup: paragraphs become lines and what it encoded becomes itself, once. */
const plainText = (text: string): string =>
  text
    .slice(0, LONGEST)
    .replace(/<\/p>(?:\s{0,10}<p>)?|<br ?\/?>/gi, '\n')
    .replace(/<p>/gi, '')
    .replace(/&(lt|gt|quot|apos|amp|#39);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .trim();
