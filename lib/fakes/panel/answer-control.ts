import type { z } from 'zod';
import { sha256Hex } from '@/lib/core/bytes';
import type { EncryptType } from '@/lib/signing/encryption';
import type { SiteAddresses } from '../addresses';
import { isFaultName } from '../faults';
import { accessKeySchema, faultSchema, verificationFileSchema } from '../schemas';
import { isSiteName, listFaults, type SellerState, type SiteName } from '../seller-state';
import { type Ask, jsonReply, type Reply, reply } from '../wire/ask-and-reply';
import { CONTROL_HEADER, isControlCall } from './refuse-foreign';

export type PanelContext = {
  port: number;
  state: SellerState;
  sites: Record<SiteName, SiteAddresses>;
  kitPublicKeyPem: string;
  encryptType: EncryptType;
};

const SITE_PATH = /^\/control\/sites\/([a-z]+)\/(verification-file|access-key|kit-access-key)$/;
const FAULT_PATH = /^\/control\/faults\/([a-z0-9.-]+)$/;

/** The panel for programs: JSON in and out, nothing secret in the responses; null for paths it does not have. */
export function answerControl(ask: Ask, context: PanelContext): Reply | null {
  if (ask.path === '/control/state') {
    return ask.method === 'GET' ? jsonReply(200, describeState(context)) : notAllowed('GET');
  }
  const change = findChange(ask.path, context.state);
  if (!change) return null;
  if (ask.method !== 'PUT') return notAllowed('PUT');
  if (!isControlCall(ask)) {
    return jsonReply(403, { message: `Send application/json with the header ${CONTROL_HEADER}: 1.` });
  }
  const problem = change(ask.body);
  return problem ? jsonReply(422, { message: problem }) : jsonReply(200, describeState(context));
}

/** Reads a body and applies it; returns what is wrong with it, or null. */
type Change = (body: Uint8Array) => string | null;

function findChange(path: string, state: SellerState): Change | null {
  const [, site = '', what] = SITE_PATH.exec(path) ?? [];
  if (isSiteName(site)) {
    if (what !== 'verification-file') {
      const kind = what === 'kit-access-key' ? 'kit' : 'basic';
      return parsed(accessKeySchema, ({ accessKey }) => state.setAccessKey(site, accessKey, kind));
    }
    return parsed(verificationFileSchema, ({ content }) =>
      state.setVerificationFile(site, content === null ? null : new TextEncoder().encode(content)),
    );
  }
  const fault = FAULT_PATH.exec(path)?.[1] ?? '';
  if (!isFaultName(fault)) return null;
  return parsed(faultSchema, ({ enabled, delayMs }) => {
    state.setFault(fault, enabled);
    if (delayMs !== undefined) state.setSlowMs(delayMs);
  });
}

const parsed =
  <S extends z.ZodType>(schema: S, apply: (value: z.output<S>) => void): Change =>
  (body) => {
    const result = schema.safeParse(readJson(body));
    if (result.success) apply(result.data);
    return result.success
      ? null
      : result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  };

function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body));
  } catch {
    return undefined;
  }
}

const notAllowed = (allow: string): Reply =>
  reply(405, 'text/plain; charset=utf-8', `Use ${allow}.`, [['Allow', allow]]);

function describeState({ state, sites, kitPublicKeyPem, encryptType }: PanelContext) {
  const site = (name: SiteName) => {
    const file = state.verificationFile(name);
    return {
      ...sites[name],
      verificationFile: file && { bytes: file.length, sha256: sha256Hex(file) },
      hasAccessKey: state.accessKey(name) !== null,
      hasKitAccessKey: state.accessKey(name, 'kit') !== null,
      kitRecords: Object.fromEntries(
        Object.entries(state.kitRecords(name)).map(([table, records]) => [table, records.size()]),
      ),
    };
  };
  return {
    sites: { safe: site('safe'), vulnerable: site('vulnerable') },
    kitPublicKeyPem,
    encryptType,
    slowMs: state.slowMs(),
    faults: listFaults(state),
  };
}
