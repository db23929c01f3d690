import type { OutboundFailure, RawHeader } from '@/lib/http/exchange';
import { MASK, maskHeader, maskSecrets } from '@/lib/http/mask-secrets';
import type { StoredCheck, StoredExplanation } from '../message-record';
import { findHiddenValues, isLongEnough, requestSignatures } from './find-hidden-values';
import { maskBodySign } from './mask-body-sign';
import { type MaskedJson, maskJson, maskNamedText, storableText } from './mask-json';
import { maskText } from './mask-text';
import { maskedQuery, maskUrl } from './mask-url';

/** Nobody reads on, and a search through a column of these stays quick. */
export const MAX_SHOWN_CHARACTERS = 65_536;
/** Beyond this a JSON body is read, not searched by path. */
const MAX_JSON_CHARACTERS = 262_144;

/** An attempt with its bodies as texts; null for a body that is not text, or that is not there. */
export type ReadableAttempt = {
  url: string;
  requestHead: readonly RawHeader[];
  requestText: string | null;
  responseHead: readonly RawHeader[] | null;
  responseText: string | null;
  failure: OutboundFailure | null;
  checks: readonly StoredCheck[];
  explanations: readonly StoredExplanation[];
};

export type MaskedAttempt = {
  url: string;
  requestHead: readonly RawHeader[];
  requestText: string | null;
  responseHead: readonly RawHeader[] | null;
  responseText: string | null;
  requestJson: MaskedJson | undefined;
  responseJson: MaskedJson | undefined;
  failure: OutboundFailure | null;
  checks: readonly StoredCheck[];
  explanations: readonly StoredExplanation[];
};

/**
 * What anybody who may see the message log may read of an attempt: no value of a sensitive name is in it, wherever it
 * was, nor the same value repeated under another name.
 * @param known secrets that the exchange itself does not name
 */
export function maskMessage(attempt: ReadableAttempt, known: readonly string[] = []): MaskedAttempt {
  const { url, requestHead, requestText, responseHead, responseText, failure } = attempt;
  const secrets = [...findHiddenValues(url, [requestText, responseText]), ...known.filter(isLongEnough)];
  const hide = (text: string) => storableText(maskSecrets(text, secrets));
  const shown = (text: string | null) => {
    if (text === null) return null;
    const masked = maskText(text);
    const isCut = masked.length > MAX_SHOWN_CHARACTERS;
    return storableText(maskSecrets(masked.slice(0, MAX_SHOWN_CHARACTERS), secrets, isCut));
  };
  const head = (headers: readonly RawHeader[], show = maskedHeader): RawHeader[] =>
    headers.map(([name, value]) => [storableText(name), hide(show([name, value]))]);
  const signatures = requestSignatures(url, requestHead);
  const hideSignatures = (text: string) => maskSecrets(text, signatures);
  const json = (text: string | null) =>
    text === null || text.length > MAX_JSON_CHARACTERS ? undefined : maskJson(text);
  const requestJson = json(requestText) ?? maskedQuery(url);
  const responseJson = json(responseText);
  return {
    url: hide(maskUrl(url)),
    requestHead: head(requestHead),
    requestText: shown(requestText),
    responseHead: responseHead && head(responseHead, (header) => maskResponseHeader(header, hideSignatures)),
    responseText: shown(responseText),
    requestJson: requestJson === undefined ? undefined : hideIn(requestJson, hide),
    responseJson: responseJson === undefined ? undefined : hideIn(responseJson, hide),
    failure: failure && { ...failure, url: hide(maskUrl(failure.url)), seen: hide(maskText(failure.seen)) },
    checks: attempt.checks.map((check) => maskedCheck(check, hide, hideSignatures)),
    explanations: attempt.explanations.map((explanation) => maskedExplanation(explanation, hide)),
  };
}

const maskedHeader = ([name, value]: RawHeader): string => {
  const [, kept] = maskHeader([name, value]);
  return kept === value ? maskNamedText(name, value) : kept;
};

const maskResponseHeader = ([name, value]: RawHeader, hideSignatures: Hide): string =>
  /^body-sign$/i.test(name) ? hideSignatures(maskBodySign(value)) : maskedHeader([name, value]);

type Hide = (text: string) => string;

/** What a check saw in a sensitive field is a value of that field. */
function maskedCheck(check: StoredCheck, hide: Hide, hideSignatures: Hide): StoredCheck {
  const field = check.field?.split(/[.[\]]+/).findLast((part) => /\D/.test(part)) ?? '';
  const shown = (text: string | null, mask: Hide) => (text === null ? null : hide(mask(text)));
  const { expected, seen, message } = check;
  if (check.code.startsWith('BODY_SIGN_')) {
    const maskResponseText = (text: string) => hideSignatures(maskBodySign(text));
    return {
      ...check,
      expected: shown(expected, maskResponseText),
      seen: shown(seen, maskResponseText),
      message: shown(message, hideSignatures),
    };
  }
  const isSigned = /SIGN|AUTH_TOKEN/.test(check.code);
  const named = (name: string) => (text: string) =>
    isSigned ? maskLongWords(maskNamedText('', text)) : maskNamedText(name, text);
  return {
    ...check,
    expected: shown(expected, named('')),
    seen: shown(seen, named(field)),
    message: shown(message, named('')),
  };
}

/** In a sentence about signatures: what looks like one keeps its beginning. */
const maskLongWords = (text: string): string =>
  text.replace(/[A-Za-z0-9+/=_-]{24,}/g, (word) => `${word.slice(0, 4)}${MASK}`);

const maskedExplanation = (explanation: StoredExplanation, hide: Hide): StoredExplanation => ({
  ...explanation,
  values: hideValues(explanation.values, hide),
});

/** The values of an explanation that is kept apart from its exchange. */
export const maskValues = (
  values: StoredExplanation['values'],
  known: readonly string[],
): StoredExplanation['values'] =>
  hideValues(values, (text) => storableText(maskSecrets(text, known.filter(isLongEnough))));

const hideValues = (values: StoredExplanation['values'], hide: Hide): StoredExplanation['values'] =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? hide(maskNamedText(name, value)) : value,
    ]),
  );

function hideIn(value: MaskedJson, hide: Hide): MaskedJson {
  if (typeof value === 'string') return hide(value);
  if (Array.isArray(value)) return value.map((member) => hideIn(member, hide));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, hideIn(member, hide)]));
}
