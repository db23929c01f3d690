import type { FindingDraft } from '@/lib/findings/rules/finding';
import { decodedBodyText } from '@/lib/http/decoded-body-text';
import { type Exchange, headerValue } from '@/lib/http/exchange';
import type { FindingIn } from '@/lib/i18n/app-messages';
import type { ActiveCheck, InsertionPoint, ProbeContext } from './check';
import { toEvidence } from './probing/exchange-evidence';
import { predictRendering } from './probing/rendering';
import { scanScript } from './probing/script-state';
import { findOffsets, type Survivors } from './xss/canary';
import { findContexts, hasScriptPolicy, type ReflectionContext } from './xss/context';
import { type InertProof, proveByInertMark } from './xss/inert-mark';
import { isInjected } from './xss/injection';
import { type Marks, type Payload, payloadsFor } from './xss/payloads';
import { findReflection, learnSurvivors, type Reflection } from './xss/reflection';
import { xssRating } from './xss/xss-rating';

const MAX_PLACES = 4;
const MAX_PAYLOADS = 14;
/** Payloads tried where the canary itself was refused, so that nothing is known of the characters. */
const MAX_BLIND_PAYLOADS = 2;

type Place = { context: ReflectionContext | 'xml'; survivors: Survivors };
const UNKNOWN: Survivors = { readFate: () => 'raw', isDecodedTwice: false, isCut: false };

function union(all: readonly Survivors[]): Survivors {
  const [first = UNKNOWN] = all;
  return {
    readFate: (char) => {
      const fates = all.map((one) => one.readFate(char));
      return (['raw', 'entity', 'changed'] as const).find((fate) => fates.includes(fate)) ?? 'gone';
    },
    isDecodedTwice: all.some((one) => one.isDecodedTwice),
    isCut: first.isCut,
  };
}

/** Pairs every context with what its own reflection of the canary let through. */
function pairPlaces(
  contexts: readonly (ReflectionContext | 'xml')[],
  survivors: readonly Survivors[],
): Place[] {
  const together = union(survivors);
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
): Promise<Proof | null> {
  const marks: Marks = { x: context.mark(), y: context.mark() };
  const payload = build(marks);
  // A word in front of a quotation mark: where a statement expects a number, text in quotes alone would be one.
  const lead = prefix === '' && /^['"`]/.test(payload.value) ? marks.x : prefix;
  const exchange = await context.probe(point, lead + payload.value + tail);
  if (!exchange) return null;
  const text = decodedBodyText(exchange);
  const rendering = predictRendering(exchange.response, text);
  return (rendering === 'html' || rendering === 'xml') && isInjected(text, payload, marks)
    ? { payload, marks, exchange }
    : null;
}

function draft(
  point: InsertionPoint,
  titleKey: FindingIn<'findings-active'>,
  sink: string,
  rest: Pick<FindingDraft, 'confidence' | 'severity' | 'cvssVector' | 'cvssScore' | 'evidence' | 'values'>,
): FindingDraft {
  return {
    checkId: 'reflected-xss',
    class: 'XSS',
    titleKey: `findings-active.${titleKey}`,
    cwe: 79,
    method: point.method,
    url: point.url,
    parameter: { location: point.location, name: point.name },
    sink,
    ...rest,
  };
}

function injectionFinding(
  point: InsertionPoint,
  place: Place,
  proof: Proof,
  isRepeated: boolean,
): FindingDraft {
  const policy = headerValue(proof.exchange.response.headers, 'content-security-policy');
  const sink = place.context === 'xml' ? 'xml-text' : place.context.sink;
  return draft(point, 'reflectedXss', sink, {
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
  draft(point, 'storedXss', 'stored-html', {
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
  const isUnfiltered = ["'", '<', '>'].every((char) => union(survivors).readFate(char) === 'raw');
  if (!isCallback || !isUnfiltered || survivors.length === 0) return [];
  return [
    draft(point, 'scriptCallback', 'jsonp-callback', {
      severity: 'LOW',
      cvssVector: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:N/I:L/A:N',
      cvssScore: 3.1,
      confidence: 'LIKELY',
      values: { parameter: point.name },
      evidence: toEvidence(exchange, [mark]),
    }),
  ];
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
  version: 4,
  class: 'XSS',
  cwe: 79,
  applies: () => true,
  async run(point, context) {
    if (point.effect === 'SAVES') {
      const proof = await proveByInertMark(point, context);
      return proof ? [storedFinding(point, proof)] : [];
    }
    const reflection = await findReflection(point, context);
    if (!reflection) return [];
    const { mark, exchange, text } = reflection;
    const rendering = predictRendering(exchange.response, text);
    if (rendering === 'none') return [];

    const survivors = await learnSurvivors(point, context, reflection.prefix);
    if (rendering === 'script') return callbackFinding(point, reflection, survivors);

    const isBlind = survivors.length === 0;
    const contexts = rendering === 'xml' ? (['xml'] as const) : findContexts(text, mark);
    const places = pairPlaces(contexts, isBlind ? [UNKNOWN] : survivors).map((place) => ({
      place,
      builds: payloadsFor(place.context, place.survivors),
    }));
    const isLineSafe = point.location === 'HEADER' || point.location === 'COOKIE';
    let left = isBlind ? MAX_BLIND_PAYLOADS : MAX_PAYLOADS;
    for (const { place, builds } of places.filter(({ builds }) => builds.length > 0).slice(0, MAX_PLACES)) {
      for (const build of builds.filter(
        (one) => !isLineSafe || !/[\r\n\f\u2028;]/.test(one({ x: 'x', y: 'y' }).value),
      )) {
        if (left-- <= 0) return [];
        const proof = await tryPayload(point, context, reflection, build);
        if (!proof) continue;
        const again = await tryPayload(point, context, reflection, build);
        return [injectionFinding(point, place, proof, again !== null)];
      }
    }
    return [];
  },
};
