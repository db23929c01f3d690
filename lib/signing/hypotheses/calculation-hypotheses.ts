import { fromBase64, fromHex } from '../encoding';
import { type Hypothesis, hypothesis } from './hypothesis';
import type { OutputEncoding, Recipe } from './recipe';

/** A setting that differs from the profile's; null where the recipe has it already. */
function setting<const Id extends string, Name extends keyof Recipe>(
  id: Id,
  name: Name,
  value: Recipe[Name],
) {
  return hypothesis(id, name, (recipe) => (recipe[name] === value ? null : { ...recipe, [name]: value }));
}

const hashesBody = (recipe: Recipe) => recipe.message === 'parts' && recipe.inner !== 'unhashed';

const inner = <const Id extends string>(id: Id, value: Recipe['inner']) =>
  hypothesis(id, 'inner', (recipe) =>
    hashesBody(recipe) && recipe.inner !== value ? { ...recipe, inner: value } : null,
  );

const innerEncoding = <const Id extends string>(id: Id, value: Recipe['innerEncoding']) =>
  hypothesis(id, 'innerEncoding', (recipe) =>
    hashesBody(recipe) && recipe.innerEncoding !== value ? { ...recipe, innerEncoding: value } : null,
  );

const order = <const Id extends string>(id: Id, value: Recipe['order']) =>
  hypothesis(id, 'order', (recipe) => (recipe.message === 'parts' ? { ...recipe, order: value } : null));

/** Another text of the key itself; null where the key reads the same either way. */
const key = <const Id extends string>(id: Id, change: (accessKey: string) => string) =>
  hypothesis(id, 'key', (recipe) => {
    const accessKey = change(recipe.accessKey);
    return accessKey === recipe.accessKey ? null : { ...recipe, accessKey };
  });

const decodedKey = <const Id extends string>(id: Id, decode: (accessKey: string) => Uint8Array | null) =>
  hypothesis(id, 'key', (recipe) => {
    const bytes = decode(recipe.accessKey);
    return bytes && bytes.length > 0 ? { ...recipe, decodedKey: bytes } : null;
  });

const encoding = <const Id extends string>(id: Id, value: OutputEncoding) => setting(id, 'encoding', value);

export const CALCULATION_HYPOTHESES = [
  hypothesis('profile-kit', 'inner', (recipe) =>
    hashesBody(recipe) ? { ...recipe, inner: 'unhashed' } : null,
  ),
  hypothesis('profile-v2-request', 'inner', (recipe) =>
    recipe.message === 'parts' && recipe.inner === 'unhashed' ? { ...recipe, inner: 'hmac' } : null,
  ),
  hypothesis('profile-body-sign', 'message', (recipe) =>
    recipe.message === 'parts' ? { ...recipe, message: 'body', encoding: 'base64' } : null,
  ),
  inner('inner-plain-sha256', 'plain-sha256'),
  inner('inner-swapped', 'swapped-hmac'),
  innerEncoding('inner-upper-case', 'upper-hex'),
  innerEncoding('inner-base64', 'base64'),
  order('order-timestamp-first', ['accessKey', 'timestamp', 'nonce']),
  order('order-reversed', ['timestamp', 'nonce', 'accessKey']),
  order('order-without-key', ['nonce', 'timestamp']),
  hypothesis('timestamp-in-seconds', 'timestamp', (recipe) =>
    recipe.message === 'parts' && /^\d{13}$/.test(recipe.timestamp)
      ? { ...recipe, timestamp: recipe.timestamp.slice(0, 10) }
      : null,
  ),
  hypothesis('timestamp-in-milliseconds', 'timestamp', (recipe) =>
    recipe.message === 'parts' && /^\d{10}$/.test(recipe.timestamp)
      ? { ...recipe, timestamp: `${recipe.timestamp}000` }
      : null,
  ),
  hypothesis('nonce-plus-lost', 'nonce', (recipe) =>
    recipe.nonce.includes('+') ? { ...recipe, nonce: recipe.nonce.replaceAll('+', ' ') } : null,
  ),
  hypothesis('nonce-percent-encoded', 'nonce', (recipe) => {
    const nonce = encodeURIComponent(recipe.nonce);
    return nonce === recipe.nonce ? null : { ...recipe, nonce };
  }),
  key('key-trimmed', (accessKey) => accessKey.trim()),
  key('key-newline', (accessKey) => `${accessKey}\n`),
  key('key-lower-case', (accessKey) => accessKey.toLowerCase()),
  key('key-upper-case', (accessKey) => accessKey.toUpperCase()),
  decodedKey('key-hex-decoded', fromHex),
  decodedKey('key-base64-decoded', fromBase64),
  hypothesis('key-without-timestamp', 'keySuffix', (recipe) =>
    recipe.message === 'parameters' && recipe.keySuffix !== '' ? { ...recipe, keySuffix: '' } : null,
  ),
  hypothesis('key-with-timestamp', 'keySuffix', (recipe, facts) => {
    const suffix = recipe.message === 'parts' ? recipe.timestamp : facts.requestTimestamp;
    return recipe.message !== 'parameters' && suffix ? { ...recipe, keySuffix: suffix } : null;
  }),
  setting('outer-plain-sha256', 'outer', 'plain-sha256'),
  setting('outer-swapped', 'outer', 'swapped-hmac'),
  setting('outer-hmac-sha1', 'outer', 'hmac-sha1'),
  encoding('output-hex', 'hex'),
  encoding('output-base64', 'base64'),
  encoding('output-base64-unpadded', 'base64-unpadded'),
  encoding('output-base64-url', 'base64-url-alphabet'),
  encoding('output-base64-of-hex', 'base64-of-hex'),
  encoding('output-percent-encoded', 'base64-percent-encoded'),
  encoding('output-plus-lost', 'base64-plus-lost'),
] satisfies readonly Hypothesis[];
