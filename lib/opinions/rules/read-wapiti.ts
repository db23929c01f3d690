import type { Severity } from '@/lib/findings/rules/finding';
import { classifyWeakness, findCwe } from './classify-weakness';
import { asList, asRecord, asText, isRecord, type JsonRecord, readMember } from './json-value';
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
  const target = asText(asRecord(report.infos).target);
  const classifications = asRecord(report.classifications);
  for (const section of SECTIONS)
    for (const [name, entries] of Object.entries(asRecord(report[section])))
      for (const entry of asList(entries))
        addEntry(
          { name, entry: asRecord(entry), classification: asRecord(readMember(classifications, name)) },
          target,
          collector,
        );
}

type Entry = { name: string; entry: JsonRecord; classification: JsonRecord };

function addEntry({ name, entry, classification }: Entry, target: string, collector: RowCollector): void {
  const chapters = [...asList(entry.wstg), ...asList(classification.wstg)].map(asText);
  const references = Object.entries(asRecord(classification.ref)).flatMap(([title, url]) => [
    title,
    asText(url),
  ]);
  const cwe = findCwe(references);
  const request = asText(entry.http_request);
  collector.add({
    title: name,
    class: classifyWeakness({ cwe, chapters, name }),
    cwe,
    severity: chapters.length === 0 ? null : severityOrNull(LEVELS, asText(entry.level)),
    method: asText(entry.method),
    place: joinPlace(target, asText(entry.path), request),
    parameter: asText(entry.parameter),
    texts: [
      ['info', asText(entry.info)],
      ['level', asText(entry.level)],
      ['http_request', request],
      ['desc', asText(classification.desc)],
      ['sol', asText(classification.sol)],
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
