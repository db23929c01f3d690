import type { Severity } from '@/lib/findings/rules/finding';
import { classifyWeakness, findCwe } from './classify-weakness';
import { isRecord, type JsonRecord, listOrEmpty, ownMember, recordOrEmpty, textOrNone } from './json-value';
import { ROW_LENGTHS } from './opinion-row';
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
    for (const [name, entries] of Object.entries(recordOrEmpty(report[section]))) {
      const category = readCategory(name, recordOrEmpty(ownMember(classifications, name)));
      for (const entry of listOrEmpty(entries)) addEntry(recordOrEmpty(entry), category, target, collector);
    }
}

type Category = { name: string; cwe: number | null; chapters: string[]; desc: string; sol: string };

/** What is said once of all entries of a name. */
function readCategory(name: string, { ref, wstg, desc, sol }: JsonRecord): Category {
  const references = Object.entries(recordOrEmpty(ref)).flatMap(([title, url]) => [title, textOrNone(url)]);
  return {
    name: name.slice(0, ROW_LENGTHS.title),
    cwe: findCwe(references),
    chapters: listOrEmpty(wstg).map(textOrNone),
    desc: textOrNone(desc),
    sol: textOrNone(sol),
  };
}

function addEntry(entry: JsonRecord, category: Category, target: string, collector: RowCollector): void {
  const { name, cwe } = category;
  const chapters = [...listOrEmpty(entry.wstg).map(textOrNone), ...category.chapters];
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
      ['desc', category.desc],
      ['sol', category.sol],
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
