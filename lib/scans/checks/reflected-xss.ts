import type { FindingDraft } from '@/lib/findings/rules/finding';
import { decodedBodyText } from '@/lib/http/decoded-body-text';
import { type Exchange, headerValue } from '@/lib/http/exchange';
import type { ActiveCheck, InsertionPoint, ProbeContext } from './check';
import { toEvidence } from './probing/exchange-evidence';
import { predictRendering } from './probing/rendering';
import { scanScript } from './probing/script-state';
import { findOffsets, joinSurvivors, type Survivors, UNKNOWN_SURVIVORS } from './xss/canary';
import { findContexts, hasScriptPolicy, type ReflectionContext } from './xss/context';
import { draftXss } from './xss/draft-xss';
import { type InertProof, proveByInertMark } from './xss/inert-mark';
import { isInjected } from './xss/injection';
import { type Marks, type Payload, payloadsFor } from './xss/payloads';
import { findReflection, learnSurvivors, type Reflection, reflectBehind } from './xss/reflection';
import { findExpression, findRule } from './xss/scriptless-proofs';
import { xssRating } from './xss/xss-rating';

const MAX_PLACES = 4;
const MAX_PAYLOADS = 14;
/** Payloads tried where the canary itself was refused, so that nothing is known of the characters. */
const MAX_BLIND_PAYLOADS = 2;

type Place = { context: ReflectionContext | 'xml'; survivors: Survivors };
/** Some pages make a link of what begins as an address does. */
const ADDRESS = /^https?:\/\//i;

/** Pairs every context with what its own reflection of the canary let through. */
function pairPlaces(
  contexts: readonly (ReflectionContext | 'xml')[],
  survivors: readonly Survivors[],
): Place[] {
  const together = joinSurvivors(survivors);
  const places = contexts.map((context, index) => ({
    context,
    survivors: (survivors.length === contexts.length ? survivors[index] : undefined) ?? together,
  }));
  const placeKey = ({ context, survivors: { readFate } }: Place) =>
    JSON.stringify([context, ['"', "'", '<', '>'].map(readFate)]);
  return [...new Map(places.map((place) => [placeKey(place), place])).values()];
}

type Proof = { payload: Payload; marks: Marks; exchange: Exchange };

async function tryPayload(
  point: InsertionPoint,
  context: ProbeContext,
  { prefix, tail }: Reflection,
  build: (marks: Marks) => Payload,
  write = (value: string) => value,
): Promise<Proof | null> {
  const marks: Marks = { x: context.mark(), y: context.mark() };
  const payload = build(marks);
  // A word in front of a quotation mark: where a statement expects a number, text in quotes alone would be one.
  const lead = prefix === '' && /^['"`]/.test(payload.value) ? marks.x : prefix;
  const exchange = await context.probe(point, lead + write(payload.value) + tail);
  if (!exchange) return null;
  const text = decodedBodyText(exchange);
  const rendering = predictRendering(exchange.response, text);
  return (rendering === 'html' || rendering === 'xml') && isInjected(text, payload, marks)
    ? { payload, marks, exchange }
    : null;
}

function injectionFinding(
  point: InsertionPoint,
  place: Place,
  proof: Proof,
  isRepeated: boolean,
): FindingDraft {
  const policy = headerValue(proof.exchange.response.headers, 'content-security-policy');
  const sink = place.context === 'xml' ? 'xml-text' : place.context.sink;
  return draftXss(point, 'reflectedXss', sink, {
    ...xssRating(point.location),
    confidence: isRepeated ? 'CONFIRMED' : 'LIKELY',
    values: {
      parameter: point.name,
      payload: proof.payload.value,
      place: sink.split('-')[0] ?? sink,
      policy: hasScriptPolicy(policy) ? 'yes' : 'no',
    },
    evidence: toEvidence(proof.exchange, [proof.payload.value, proof.marks.y]),
  });
}

/** Stored by whoever may submit the form, run by whoever opens the page: the element arrived as an element, twice. */
const storedFinding = (point: InsertionPoint, { exchange, text, element }: InertProof): FindingDraft =>
  draftXss(point, 'storedXss', 'stored-html', {
    ...xssRating(point.location),
    confidence: 'CONFIRMED',
    values: { parameter: point.name, mark: text, page: new URL(exchange.request.url).pathname },
    evidence: toEvidence(exchange, [`<${element}>`, text]),
  });

/**
 * A script answer (JSONP) that begins with an unfiltered callback: not run by itself, but a gadget against the content
 * policies of every page that trusts this host. Names of letters, digits, dots and brackets are what JSONP is meant to echo.
 */
function callbackFinding(
  point: InsertionPoint,
  { mark, text, exchange }: Reflection,
  survivors: Survivors[],
): FindingDraft[] {
  const [at = -1] = findOffsets(text, mark);
  const isCallback =
    at !== -1 &&
    /^[\s;/*]*(?:typeof\s*)?$/.test(text.slice(0, at)) &&
    scanScript(text).stateAt(at) === 'code';
  const isUnfiltered = ["'", '<', '>'].every((char) => joinSurvivors(survivors).readFate(char) === 'raw');
  if (!isCallback || !isUnfiltered || survivors.length === 0) return [];
  return [
    draftXss(point, 'scriptCallback', 'jsonp-callback', {
      severity: 'LOW',
      cvssVector: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:N/I:L/A:N',
      cvssScore: 3.1,
      confidence: 'LIKELY',
      values: { parameter: point.name },
      evidence: toEvidence(exchange, [mark]),
    }),
  ];
}

/** What can be written behind one reflection of a mark. */
async function examine(
  point: InsertionPoint,
  context: ProbeContext,
  reflection: Reflection,
): Promise<FindingDraft[]> {
  const { mark, exchange, text, prefix } = reflection;
  const rendering = predictRendering(exchange.response, text);
  if (rendering === 'none') return [];
  const survivors = await learnSurvivors(point, context, prefix);
  if (rendering === 'script') return callbackFinding(point, reflection, survivors);

  const isBlind = survivors.length === 0;
  const contexts = rendering === 'xml' ? (['xml'] as const) : findContexts(text, mark);
  const places = pairPlaces(contexts, isBlind ? [UNKNOWN_SURVIVORS] : survivors).map((place) => ({
    place,
    builds: payloadsFor(place.context, place.survivors),
  }));
  const isLineSafe = point.location === 'HEADER' || point.location === 'COOKIE';
  const decoded = async () => {
    const [first] = isBlind && rendering === 'html' ? places : [];
    return first ? examineDecoded(point, context, { place: first.place, reflection }) : [];
  };
  let left = isBlind ? MAX_BLIND_PAYLOADS : MAX_PAYLOADS;
  for (const { place, builds } of places.filter(({ builds }) => builds.length > 0).slice(0, MAX_PLACES)) {
    for (const build of builds.filter(
      (one) => !isLineSafe || !/[\r\n\f\u2028;]/.test(one({ x: 'x', y: 'y' }).value),
    )) {
      if (left-- <= 0) return decoded();
      const proof = await tryPayload(point, context, reflection, build);
      if (!proof) continue;
      const again = await tryPayload(point, context, reflection, build);
      return [injectionFinding(point, place, proof, again !== null)];
    }
  }
  if (rendering !== 'html') return [];
  const expression = await findExpression(point, context, reflection);
  if (expression.length > 0) return expression;
  return isBlind ? decoded() : findRule(point, context, reflection, survivors);
}

/** With the signs that addresses may hold as they are. */
const encodeWhole = (value: string): string =>
  encodeURIComponent(value).replace(/['()!*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);

/** What a page shows that decodes its value once more behind a filter that refuses. */
async function examineDecoded(
  point: InsertionPoint,
  context: ProbeContext,
  { place, reflection }: { place: Place; reflection: Reflection },
): Promise<FindingDraft[]> {
  const [build] = payloadsFor(place.context, place.survivors);
  const proof = build && (await tryPayload(point, context, reflection, build, encodeWhole));
  if (!proof) return [];
  const again = await tryPayload(point, context, reflection, build, encodeWhole);
  return [injectionFinding(point, place, proof, again !== null)];
}

/**
 * Reflected cross-site scripting (OWASP WSTG-INPV-01): one plain mark finds the reflections and their contexts, one
 * canary learns which characters survive in each, then only payloads that can work there are sent. A finding is
 * confirmed when the parsed answer would run our identifier, twice, with different marks. A page that reflects nothing
 * costs one request, one that encodes costs two.
 */
export const reflectedXss: ActiveCheck = {
  kind: 'active',
  id: 'reflected-xss',
  version: 5,
  class: 'XSS',
  cwe: 79,
  applies: () => true,
  async run(point, context) {
    if (point.effect === 'SAVES') {
      const proof = await proveByInertMark(point, context);
      return proof ? [storedFinding(point, proof)] : [];
    }
    const reflection = await findReflection(point, context);
    const found = reflection ? await examine(point, context, reflection) : [];
    if (found.length > 0 || reflection?.prefix !== '' || !ADDRESS.test(point.value)) return found;
    const behind = await reflectBehind(point, context, point.value);
    return behind ? examine(point, context, behind) : [];
  },
};
