import { severityOfScore } from '@/lib/findings/rules/cvss';
import type { Severity } from '@/lib/findings/rules/finding';
import { classifyWeakness, findCwe } from './classify-weakness';
import { asCount, asList, asRecord, asText, isRecord, type JsonRecord, readMember } from './json-value';
import { OpinionRefused } from './opinion-problem';
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
  if (!/^2\.1(\.|$)/.test(asText(report.version))) throw new OpinionRefused('SARIF_VERSION');
  for (const run of asList(report.runs).map(asRecord)) {
    if (asText(readDriver(run).name) === 'Preflight') throw new OpinionRefused('OWN_REPORT');
    for (const result of asList(run.results).map(asRecord)) addResult(result, run, collector);
  }
}

export const readDriver = (run: JsonRecord): JsonRecord => asRecord(asRecord(run.tool).driver);

function addResult(result: JsonRecord, run: JsonRecord, collector: RowCollector): void {
  if (!isFound(result)) {
    collector.leaveOut('NO_FINDING');
    return;
  }
  const rule = findRule(result, run);
  const properties = asRecord(rule.properties);
  const title = chooseTitle(result, rule);
  const cwe = findCwe(listWeaknesses(result, rule));
  const request = asRecord(result.webRequest);
  const places = listPlaces(result, run);
  collector.add({
    title,
    class: classifyWeakness({ cwe, name: `${title} ${asText(rule.name)} ${asText(result.ruleId)}` }),
    cwe,
    severity: readSeverity(result, rule),
    method: asText(request.method) || asText(asRecord(result.properties).method),
    place: places[0] ?? asText(request.target),
    address: places.find((place) => /^https?:/i.test(place)) ?? asText(request.target),
    parameter: readParameter(result),
    texts: [
      ['message', sayMessage(asRecord(result.message), rule)],
      ['locations', places.slice(1).join('\n')],
      ['evidence', readEvidence(result)],
      ['fullDescription', asText(asRecord(rule.fullDescription).text)],
      ['help', asText(asRecord(rule.help).text)],
      ['solution', asText(asRecord(properties.solution).text)],
    ],
  });
}

/** Neither what is not there, nor what was there before, nor what somebody has decided to leave. */
function isFound(result: JsonRecord): boolean {
  const kind = asText(result.kind) || 'fail';
  const isSuppressed = asList(result.suppressions)
    .map(asRecord)
    .some(({ status }) => status === undefined || status === 'accepted');
  return FOUND.includes(kind) && result.baselineState !== 'absent' && !isSuppressed;
}

/** The rule of a result: by its place in the tool or an extension of it, else by its id (§3.27.7, §3.52). */
function findRule(result: JsonRecord, run: JsonRecord): JsonRecord {
  const reference = asRecord(result.rule);
  const extension = asCount(asRecord(reference.toolComponent).index);
  const component =
    extension === null ? readDriver(run) : asRecord(asList(asRecord(run.tool).extensions)[extension]);
  const rules = asList(component.rules).map(asRecord);
  const index = asCount(reference.index) ?? asCount(result.ruleIndex);
  const id = asText(result.ruleId) || asText(reference.id);
  const placed = index === null ? undefined : rules[index];
  // A result may be of a part of a rule: `CA1000/1`.
  return (
    placed ??
    rules.find((rule) => id !== '' && (rule.id === id || id.startsWith(`${asText(rule.id)}/`))) ??
    {}
  );
}

const chooseTitle = (result: JsonRecord, rule: JsonRecord): string =>
  [
    asText(asRecord(rule.shortDescription).text),
    asText(rule.name),
    asText(result.ruleId),
    asText(asRecord(result.message).text),
  ].find((text) => text !== '') ?? '';

/** Everywhere that a weakness is written: taxa of the result, relationships and tags of the rule, properties of both. */
function listWeaknesses(result: JsonRecord, rule: JsonRecord): string[] {
  const targets = [
    ...asList(result.taxa),
    ...asList(rule.relationships).map((one) => asRecord(one).target),
  ].map(asRecord);
  const taxa = targets
    .filter(({ toolComponent }) => /^cwe$/i.test(asText(asRecord(toolComponent).name)))
    .map(({ id }) => asText(id).replace(/^(?:cwe-)?/i, 'CWE-'));
  const properties = [asRecord(result.properties), asRecord(rule.properties)];
  return [
    ...taxa,
    ...properties.flatMap(({ tags, cwe }) => [...asList(tags), ...asList(cwe), cwe].map(asText)),
    asText(rule.helpUri),
  ];
}

/** By score where there is one, else by level: of the result, of the rule, or the standard's own default (§3.27.10). */
function readSeverity(result: JsonRecord, rule: JsonRecord): Severity | null {
  for (const { properties } of [result, rule]) {
    const score = Number.parseFloat(asText(readMember(asRecord(properties), 'security-severity')));
    if (score >= 0 && score <= 10) return severityOfScore(score);
  }
  const level = asText(result.level) || asText(asRecord(rule.defaultConfiguration).level) || 'warning';
  return severityOrNull(LEVELS, level);
}

function sayMessage(message: JsonRecord, rule: JsonRecord): string {
  const template =
    asText(message.text) ||
    asText(asRecord(readMember(asRecord(rule.messageStrings), asText(message.id))).text);
  const values = asList(message.arguments).map(asText);
  return template.replace(/\{(\d{1,2})\}/g, (whole, index: string) => values[Number(index)] ?? whole);
}

/** The places of a result: addresses or files, these with their line. */
function listPlaces(result: JsonRecord, run: JsonRecord): string[] {
  return asList(result.locations).flatMap((location) => {
    const { artifactLocation, region } = asRecord(asRecord(location).physicalLocation);
    const artifact = asRecord(artifactLocation);
    const index = asCount(artifact.index);
    const listed = index === null ? {} : asRecord(asRecord(asList(run.artifacts)[index]).location);
    const uri = asText(artifact.uri) || asText(listed.uri);
    const line = asCount(asRecord(region).startLine);
    if (uri === '') return [];
    return [line === null || /^https?:/i.test(uri) ? uri : `${uri}:${line}`];
  });
}

function readParameter(result: JsonRecord): string {
  const named = asList(result.locations)
    .flatMap((location) => asList(asRecord(location).logicalLocations))
    .map(asRecord)
    .find(({ kind }) => kind === 'parameter');
  const { param, parameter } = asRecord(result.properties);
  return (
    asText(named?.name) || asText(param) || (isRecord(parameter) ? asText(parameter.name) : asText(parameter))
  );
}

function readEvidence(result: JsonRecord): string {
  const [location] = asList(result.locations).map(asRecord);
  const { attack, evidence } = asRecord(location?.properties);
  const snippet = asRecord(asRecord(asRecord(location?.physicalLocation).region).snippet);
  return [asText(attack), asText(evidence), asText(snippet.text)].filter((text) => text !== '').join('\n');
}
