import { setTimeout as wait } from 'node:timers/promises';
import type { Context, PlatformScope } from '@/lib/auth/actor';
import { configuration } from '@/lib/config/configuration';
import { database } from '@/lib/db/client';
import type { Execution } from '@/lib/jobs/long-work';
import { openSecret, sealSecret } from '@/lib/storage/seal-secret';
import type { ScanDeps } from '../engine/scan-deps';
import type { ScanRecord } from '../scan-record';
import { findCheckpoint, storeCheckpoint } from './checkpoint-store';

/** Sealed and written as text, a crawl of usual size has a tenth of this. */
const MAX_SEALED_CHARACTERS = 16 * 1_024 * 1_024;
/** A database that is away does not hold up the scan: what it found is written once the database is back. */
const WRITTEN_WITHIN_MS = 3_000;

type Part = 'sealed' | 'sealedJournal';
const encryptionContext = (part: Part, scanId: string): string =>
  `${part === 'sealed' ? 'scan-checkpoint' : 'scan-journal'}:${scanId}`;

/**
 * What a scan has found and used up, kept where it outlives the worker: pages and forms hold the data of the site's users,
 * so it is sealed. What can no longer be opened is as good as none: the scan begins again.
 * @param requestsSoFar what this execution has sent, for the limits of the next
 */
export async function keptCheckpoint(
  context: Context & { scope: PlatformScope },
  scan: ScanRecord,
  whileLeased: Execution['whileLeased'],
  requestsSoFar: () => number,
): Promise<NonNullable<ScanDeps['resume']>> {
  const { clock, scope } = context;
  const keys = configuration().ENCRYPTION_KEYS;
  const beganMs = clock.now().getTime();
  const stored = await findCheckpoint(database(), scope, scan.id);
  const open = async (part: Part): Promise<Uint8Array | null> => {
    const sealed = stored?.[part];
    const opened = sealed ? await openSecret(sealed, encryptionContext(part, scan.id), keys) : null;
    return opened?.ok ? new Uint8Array(Buffer.from(opened.value, 'base64')) : null;
  };
  const [state, journal] = [await open('sealed'), await open('sealedJournal')];
  const isKnown = stored !== null && (state !== null || journal !== null);
  const used = isKnown ? usedUp(stored, scan) : { requests: 0, elapsedMs: 0 };
  const keep = (part: Part) => async (bytes: Uint8Array) => {
    const text = Buffer.from(bytes).toString('base64');
    const sealed = await sealSecret(text, encryptionContext(part, scan.id), keys);
    if (sealed.length > MAX_SEALED_CHARACTERS) return;
    const at = clock.now();
    const elapsedMs = used.elapsedMs + at.getTime() - beganMs;
    const checkpoint = { [part]: sealed, at, elapsedMs, requests: requestsSoFar() };
    const writing = whileLeased(({ tx }) => storeCheckpoint(tx, scope, scan.id, checkpoint));
    const isLate = await Promise.race([writing.then(() => false), wait(WRITTEN_WITHIN_MS, true)]);
    if (isLate) writing.catch(() => undefined);
  };
  return { used, state, journal, keep: keep('sealed'), keepJournal: keep('sealedJournal') };
}

/** Also what was sent after it: the site got it, whatever came of it. */
function usedUp(stored: { requests: number; elapsedMs: number; at: Date }, { progress }: ScanRecord) {
  const lastMs = progress ? new Date(progress.at).getTime() : stored.at.getTime();
  return {
    requests: Math.max(stored.requests, progress?.counters.requests ?? 0),
    elapsedMs: stored.elapsedMs + Math.max(0, lastMs - stored.at.getTime()),
  };
}
