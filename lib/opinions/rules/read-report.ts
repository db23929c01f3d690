import { isRecord, type JsonRecord, listOrEmpty, recordOrEmpty, textOrNone } from './json-value';
import { OpinionRefused } from './opinion-problem';
import type { OpinionReading, OpinionSource } from './opinion-row';
import { parseReport } from './parse-report';
import { isSarif, readDriver, readSarif } from './read-sarif';
import { isWapiti, readWapiti } from './read-wapiti';
import { isZap, readZap } from './read-zap';
import { RowCollector } from './row-collector';

type Reader = {
  source: OpinionSource;
  is(report: JsonRecord): boolean;
  read(report: JsonRecord, collector: RowCollector): void;
  /** Name and version of the tool, and when it made the report. */
  describe(report: JsonRecord): { tool: string; toolVersion: string; madeAt: string };
};

const FACT_LENGTH = 80;

const READERS: readonly Reader[] = [
  { source: 'SARIF', is: isSarif, read: readSarif, describe: describeSarif },
  { source: 'ZAP', is: isZap, read: readZap, describe: describeZap },
  { source: 'WAPITI', is: isWapiti, read: readWapiti, describe: describeWapiti },
];

/**
 * The rows of another scanner's report about one website.
 * @param host of the website, with its port where that is not the scheme's own
 * @throws OpinionRefused
 */
export function readReport(bytes: Uint8Array, host: string): OpinionReading {
  const report = parseReport(bytes);
  const reader = isRecord(report) ? READERS.find(({ is }) => is(report)) : undefined;
  if (!isRecord(report) || !reader) throw new OpinionRefused('UNKNOWN_REPORT');
  const collector = new RowCollector(host);
  reader.read(report, collector);
  const { tool, toolVersion, madeAt } = reader.describe(report);
  return {
    source: reader.source,
    tool: tool.slice(0, FACT_LENGTH),
    toolVersion: toolVersion.slice(0, FACT_LENGTH),
    madeAt: madeAt.slice(0, FACT_LENGTH),
    ...collector.finish(),
  };
}

function describeWapiti(report: JsonRecord) {
  const { version, date } = recordOrEmpty(report.infos);
  return {
    tool: 'Wapiti',
    toolVersion: textOrNone(version).replace(/^wapiti[ -]?/i, ''),
    madeAt: textOrNone(date),
  };
}

function describeZap(report: JsonRecord) {
  return {
    tool: textOrNone(report['@programName']) || 'ZAP',
    toolVersion: textOrNone(report['@version']),
    madeAt: textOrNone(report.created) || textOrNone(report['@generated']),
  };
}

function describeSarif(report: JsonRecord) {
  const [run] = listOrEmpty(report.runs).map(recordOrEmpty);
  const driver = run ? readDriver(run) : {};
  const [invocation] = listOrEmpty(run?.invocations).map(recordOrEmpty);
  return {
    tool: textOrNone(driver.name) || 'SARIF',
    toolVersion: textOrNone(driver.semanticVersion) || textOrNone(driver.version),
    madeAt: textOrNone(invocation?.endTimeUtc) || textOrNone(invocation?.startTimeUtc),
  };
}
