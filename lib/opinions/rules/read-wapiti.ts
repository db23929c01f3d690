import type { Severity } from '@/lib/findings/rules/finding';
import { classifyWeakness, findCwe } from './classify-weakness';
import { isRecord, type JsonRecord, listOrEmpty, ownMember, recordOrEmpty, textOrNone } from './json-value';
import { type RowCollector, severityOrNull } from './row-collector';

/** Wapiti's levels since it names chapters; before, 1 was the gravest, and releases between them cannot be told apart. */
const LEVELS: Record<string, Severity> = { 0: 'HINT', 1: 'LOW', 2: 'MEDIUM', 3: 'HIGH', 4: 'HIGH' };
/** What broke or timed out while it scanned is no finding, but is read as what it is: a note. */
const SECTIONS = ['vulnerabilities', 'anomalies', 'additionals'] as const;

export const isWapiti = (report: JsonRecord): boolean =>
  isRecord(report.vulnerabilities) && isRecord(report.infos) && !Array.isArray(report.runs);

/**
 * Wapiti's JSON report, of 3.0.4 (without modules and chapters) to 3.3 (with levels of detail). Places are paths; the
 * site is named once, as the target. Names may be in any language, so that the class comes from weaknesses and chapters
 * first.
 */
export function readWapiti(report: JsonRecord, collector: RowCollector): void {
  const target = textOrNone(recordOrEmpty(report.infos).target);
  const classifications = recordOrEmpty(report.classifications);
  for (const section of SECTIONS)
    for (const [name, entries] of Object.entries(recordOrEmpty(report[section])))
      for (const entry of listOrEmpty(entries))
        addEntry(
          {
            name,
            entry: recordOrEmpty(entry),
            classification: recordOrEmpty(ownMember(classifications, name)),
          },
          target,
          collector,
        );
}

type Entry = { name: string; entry: JsonRecord; classification: JsonRecord };

function addEntry({ name, entry, classification }: Entry, target: string, collector: RowCollector): void {
  const chapters = [...listOrEmpty(entry.wstg), ...listOrEmpty(classification.wstg)].map(textOrNone);
  const references = Object.entries(recordOrEmpty(classification.ref)).flatMap(([title, url]) => [
    title,
    textOrNone(url),
  ]);
  const cwe = findCwe(references);
  const request = textOrNone(entry.http_request);
  collector.add({
    title: name,
    class: classifyWeakness({ cwe, chapters, name }),
    cwe,
    severity: chapters.length === 0 ? null : severityOrNull(LEVELS, textOrNone(entry.level)),
    method: textOrNone(entry.method),
    place: joinPlace(target, textOrNone(entry.path), request),
    parameter: textOrNone(entry.parameter),
    texts: [
      ['info', textOrNone(entry.info)],
      ['level', textOrNone(entry.level)],
      ['http_request', request],
      ['desc', textOrNone(classification.desc)],
      ['sol', textOrNone(classification.sol)],
      ['detail', isRecord(entry.detail) ? JSON.stringify(entry.detail, null, 1) : ''],
    ],
  });
}

/** The address of a path at the target; with the query that the request had. */
function joinPlace(target: string, path: string, request: string): string {
  const [, asked = ''] = /^[A-Z]{1,20} (\S{1,4000})/.exec(request) ?? [];
  const wanted = asked.startsWith('/') || /^https?:/i.test(asked) ? asked : path;
  const url = URL.parse(wanted === '' ? '/' : wanted, target);
  return url ? url.href : wanted;
}
