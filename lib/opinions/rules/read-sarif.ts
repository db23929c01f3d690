import { severityOfScore } from '@/lib/findings/rules/cvss';
import type { Severity } from '@/lib/findings/rules/finding';
import { classifyWeakness, findCwe } from './classify-weakness';
import {
  asCount,
  isRecord,
  type JsonRecord,
  listOrEmpty,
  ownMember,
  recordOrEmpty,
  textOrNone,
} from './json-value';
import { OpinionRefused } from './opinion-problem';
import { ROW_LENGTHS } from './opinion-row';
import { type RowCollector, severityOrNull } from './row-collector';

const LEVELS: Record<string, Severity> = { error: 'HIGH', warning: 'MEDIUM', note: 'LOW', none: 'HINT' };
/** Results that say that something is there (§3.27.9); the others say that it is not, or not whether. */
const FOUND = ['fail', 'open', 'review'];

export const isSarif = (report: JsonRecord): boolean =>
  Array.isArray(report.runs) && (typeof report.version === 'string' || typeof report.$schema === 'string');

/**
 * A SARIF 2.1 log of any tool, its runs one after the other. Nothing that it refers to outside of itself is read.
 * @throws OpinionRefused for another version, and for a report of our own
 */
export function readSarif(report: JsonRecord, collector: RowCollector): void {
  if (!/^2\.1(\.|$)/.test(textOrNone(report.version))) throw new OpinionRefused('SARIF_VERSION');
  for (const run of listOrEmpty(report.runs).map(recordOrEmpty)) {
    if (textOrNone(readDriver(run).name) === 'Preflight') throw new OpinionRefused('OWN_REPORT');
    for (const result of listOrEmpty(run.results).map(recordOrEmpty)) addResult(result, run, collector);
  }
}

export const readDriver = (run: JsonRecord): JsonRecord => recordOrEmpty(recordOrEmpty(run.tool).driver);

function addResult(result: JsonRecord, run: JsonRecord, collector: RowCollector): void {
  if (!isFound(result)) {
    collector.leaveOut('NO_FINDING');
    return;
  }
  const rule = findRule(result, run);
  const properties = recordOrEmpty(rule.properties);
  const title = chooseTitle(result, rule).slice(0, ROW_LENGTHS.title);
  const cwe = findCwe(listWeaknesses(result, rule));
  const request = recordOrEmpty(result.webRequest);
  const places = listPlaces(result, run);
  collector.add({
    title,
    class: classifyWeakness({
      cwe,
      name: `${title} ${textOrNone(rule.name)} ${textOrNone(result.ruleId)}`,
    }),
    cwe,
    severity: readSeverity(result, rule),
    method: textOrNone(request.method) || textOrNone(recordOrEmpty(result.properties).method),
    place: places[0] ?? textOrNone(request.target),
    address: places.find((place) => /^https?:/i.test(place)) ?? textOrNone(request.target),
    parameter: readParameter(result),
    texts: [
      ['message', sayMessage(recordOrEmpty(result.message), rule)],
      ['locations', places.slice(1).join('\n')],
      ['evidence', readEvidence(result)],
      ['fullDescription', textOrNone(recordOrEmpty(rule.fullDescription).text)],
      ['help', textOrNone(recordOrEmpty(rule.help).text)],
      ['solution', textOrNone(recordOrEmpty(properties.solution).text)],
    ],
  });
}

/** Neither what is not there, nor what was there before, nor what somebody has decided to leave. */
function isFound(result: JsonRecord): boolean {
  const kind = textOrNone(result.kind) || 'fail';
  const isSuppressed = listOrEmpty(result.suppressions)
    .map(recordOrEmpty)
    .some(({ status }) => status === undefined || status === 'accepted');
  return FOUND.includes(kind) && result.baselineState !== 'absent' && !isSuppressed;
}

/** The rule of a result: by its place in the tool or an extension of it, else by its id (§3.27.7, §3.52). */
function findRule(result: JsonRecord, run: JsonRecord): JsonRecord {
  const reference = recordOrEmpty(result.rule);
  const extension = asCount(recordOrEmpty(reference.toolComponent).index);
  const component =
    extension === null
      ? readDriver(run)
      : recordOrEmpty(listOrEmpty(recordOrEmpty(run.tool).extensions)[extension]);
  const rules = listOrEmpty(component.rules).map(recordOrEmpty);
  const index = asCount(reference.index) ?? asCount(result.ruleIndex);
  const id = textOrNone(result.ruleId) || textOrNone(reference.id);
  const placed = index === null ? undefined : rules[index];
  // A result may be of a part of a rule: `CA1000/1`.
  return (
    placed ??
    rules.find((rule) => id !== '' && (rule.id === id || id.startsWith(`${textOrNone(rule.id)}/`))) ??
    {}
  );
}

const chooseTitle = (result: JsonRecord, rule: JsonRecord): string =>
  [
    textOrNone(recordOrEmpty(rule.shortDescription).text),
    textOrNone(rule.name),
    textOrNone(result.ruleId),
    textOrNone(recordOrEmpty(result.message).text),
  ].find((text) => text !== '') ?? '';

/** Everywhere that a weakness is written: taxa of the result, relationships and tags of the rule, properties of both. */
function listWeaknesses(result: JsonRecord, rule: JsonRecord): string[] {
  const targets = [
    ...listOrEmpty(result.taxa),
    ...listOrEmpty(rule.relationships).map((one) => recordOrEmpty(one).target),
  ].map(recordOrEmpty);
  const taxa = targets
    .filter(({ toolComponent }) => /^cwe$/i.test(textOrNone(recordOrEmpty(toolComponent).name)))
    .map(({ id }) => textOrNone(id).replace(/^(?:cwe-)?/i, 'CWE-'));
  const properties = [recordOrEmpty(result.properties), recordOrEmpty(rule.properties)];
  return [
    ...taxa,
    ...properties.flatMap(({ tags, cwe }) =>
      [...listOrEmpty(tags), ...listOrEmpty(cwe), cwe].map(textOrNone),
    ),
    textOrNone(rule.helpUri),
  ];
}

/** By score where there is one, else by level: of the result, of the rule, or the standard's own default (§3.27.10). */
function readSeverity(result: JsonRecord, rule: JsonRecord): Severity | null {
  for (const { properties } of [result, rule]) {
    const score = Number.parseFloat(textOrNone(ownMember(recordOrEmpty(properties), 'security-severity')));
    if (score >= 0 && score <= 10) return severityOfScore(score);
  }
  const level =
    textOrNone(result.level) || textOrNone(recordOrEmpty(rule.defaultConfiguration).level) || 'warning';
  return severityOrNull(LEVELS, level);
}

function sayMessage(message: JsonRecord, rule: JsonRecord): string {
  const template =
    textOrNone(message.text) ||
    textOrNone(recordOrEmpty(ownMember(recordOrEmpty(rule.messageStrings), textOrNone(message.id))).text);
  const values = listOrEmpty(message.arguments).map(textOrNone);
  return template.replace(/\{(\d{1,2})\}/g, (whole, index: string) => values[Number(index)] ?? whole);
}

/** The places of a result: addresses or files, these with their line. */
function listPlaces(result: JsonRecord, run: JsonRecord): string[] {
  return listOrEmpty(result.locations).flatMap((location) => {
    const { artifactLocation, region } = recordOrEmpty(recordOrEmpty(location).physicalLocation);
    const artifact = recordOrEmpty(artifactLocation);
    const index = asCount(artifact.index);
    const listed =
      index === null ? {} : recordOrEmpty(recordOrEmpty(listOrEmpty(run.artifacts)[index]).location);
    const uri = textOrNone(artifact.uri) || textOrNone(listed.uri);
    const line = asCount(recordOrEmpty(region).startLine);
    if (uri === '') return [];
    return [line === null || /^https?:/i.test(uri) ? uri : `${uri}:${line}`];
  });
}

function readParameter(result: JsonRecord): string {
  const named = listOrEmpty(result.locations)
    .flatMap((location) => listOrEmpty(recordOrEmpty(location).logicalLocations))
    .map(recordOrEmpty)
    .find(({ kind }) => kind === 'parameter');
  const { param, parameter } = recordOrEmpty(result.properties);
  return (
    textOrNone(named?.name) ||
    textOrNone(param) ||
    (isRecord(parameter) ? textOrNone(parameter.name) : textOrNone(parameter))
  );
}

function readEvidence(result: JsonRecord): string {
  const [location] = listOrEmpty(result.locations).map(recordOrEmpty);
  const { attack, evidence } = recordOrEmpty(location?.properties);
  const snippet = recordOrEmpty(recordOrEmpty(recordOrEmpty(location?.physicalLocation).region).snippet);
  return [textOrNone(attack), textOrNone(evidence), textOrNone(snippet.text)]
    .filter((text) => text !== '')
    .join('\n');
}
