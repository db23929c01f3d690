import { createAsset } from '@/lib/assets/create-asset';
import {
  authoriseSystem,
  type OrganizationScope,
  systemContext,
  toOrganizationScope,
} from '@/lib/auth/actor';
import { newId } from '@/lib/core/ids';
import { inTransaction } from '@/lib/db/client';
import { insertAttempt, insertMessage } from '@/lib/messages/for-other-rooms';
import type { AttemptRecord, NewMessage } from '@/lib/messages/message-record';
import { sealAttempt } from '@/lib/messages/record/seal-attempt';
import { sealMessage } from '@/lib/messages/record/seal-message';
import type { TestOrganization } from '../setup/people';

export const scopeFor = (organization: TestOrganization): OrganizationScope =>
  toOrganizationScope(
    { organizationId: organization.id },
    authoriseSystem(systemContext('worker', organization.clock)),
  );

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
export const json = (value: unknown): Uint8Array => bytes(JSON.stringify(value));

/** A passed queryInstance, changed as a test needs. */
export const newAttempt = (at: Date, changes: Partial<AttemptRecord> = {}): AttemptRecord => ({
  startedAt: at,
  method: 'POST',
  url: 'https://saas.example.com/produce?signature=0123456789ABCDEF0123&timestamp=1&nonce=n',
  requestHead: [['Content-Type', 'application/json;charset=utf8']],
  requestBody: json({ activity: 'queryInstance', instanceId: 'i-1' }),
  status: 200,
  responseHead: [['Content-Type', 'application/json']],
  responseBody: json({ resultCode: '000000', resultMsg: 'success.' }),
  failure: null,
  timing: { dnsMs: 1, connectMs: 2, tlsMs: 3, firstByteMs: 10, totalMs: 12 },
  checks: [],
  explanations: [],
  isPassed: true,
  failureCode: null,
  resultCode: '000000',
  ...changes,
});

export const newAsset = async (organization: TestOrganization, name = 'Ledger'): Promise<string> =>
  (await createAsset(organization.as('EDITOR'), { category: 'SAAS', name })).id;

type Changes = Partial<Omit<NewMessage, 'attempt'>> & { attempt?: Partial<AttemptRecord> };

/** Keeps a message of this organization, made now by its clock. @returns its id */
export async function keptMessage(
  organization: TestOrganization,
  assetId: string,
  { attempt, ...changes }: Changes = {},
): Promise<string> {
  const createdAt = changes.createdAt ?? organization.clock.now();
  const id = newId(createdAt.getTime());
  const sealed = await sealMessage({
    id,
    assetId,
    runId: null,
    protocol: 'V2.0',
    activity: 'queryInstance',
    caseName: '',
    purpose: 'CASE',
    ...changes,
    createdAt,
    attempt: newAttempt(createdAt, attempt),
  });
  await inTransaction((tx) => insertMessage(tx, scopeFor(organization), sealed));
  return id;
}

/** Keeps another attempt of a message. */
export async function keptAttempt(
  organization: TestOrganization,
  messageId: string,
  changes: Partial<AttemptRecord> = {},
): Promise<void> {
  const sealed = await sealAttempt(newAttempt(organization.clock.now(), changes));
  await inTransaction((tx) => insertAttempt(tx, scopeFor(organization), messageId, sealed));
}
