import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { configuration } from '@/lib/config/configuration';
import { AppError, conflict } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { database, inTransaction, isUniqueViolation, type Transaction } from '@/lib/db/client';
import { normaliseSiteAddress } from './rules/host';
import { addWebsiteSchema } from './schemas';
import { findWebsiteByHost, insertWebsite, type Website } from './store';

/**
 * Adds a website, unverified. That another organization holds its host is not told here: only who has put the
 * verification file there learns it.
 * @param input `{ address, name? }`; the host serves as the name where none is given
 * @param alongside what is to happen with it in the same transaction: if that fails, nothing is added
 * @throws AppError VALIDATION for an address that is not a public website; CONFLICT with `data.websiteId` where the
 *   organization has this host already
 */
export async function addWebsite(
  context: Context,
  input: unknown,
  alongside: (tx: Transaction, website: Website) => Promise<void> = async () => undefined,
): Promise<Website> {
  const scope = authorise(context, 'website.add');
  const { address: typed, name } = parseInput(addWebsiteSchema, input);
  const reading = normaliseSiteAddress(typed, {
    extraPorts: writtenPort(typed),
    allowPrivate: configuration().OUTBOUND_ALLOW_PRIVATE,
  });
  if (!reading.ok) {
    const fields = [{ field: 'address', message: `websites.address.${reading.problem}` }];
    throw new AppError('VALIDATION', { message: 'codes.VALIDATION', fields });
  }
  const { host, origin, hostname, displayHost } = reading.site;
  const at = context.clock.now();
  try {
    return await inTransaction(async (tx) => {
      const id = newId(at.getTime());
      const website = await insertWebsite(tx, scope, {
        id,
        name: name || host.replace(hostname, displayHost),
        origin,
        host,
        at,
      });
      await recordAudit(tx, context, {
        event: 'website.added',
        organizationId: scope.organizationId,
        subject: { type: 'website', id },
        after: { name: website.name, origin: website.origin },
      });
      await alongside(tx, website);
      return website;
    });
  } catch (error) {
    if (!isUniqueViolation(error, 'Website_host_once_per_organization')) throw error;
    const existing = await findWebsiteByHost(database(), scope, host);
    throw conflict('websites.hostExists', {
      values: { host },
      data: { websiteId: existing?.id ?? null },
    });
  }
}

/** A port above the system's own (1–1023) may be a website's; below it, only 80 and 443 are. */
function writtenPort(typed: string): number[] {
  const port = Number(/:(\d+)(?=$|[/?#])/.exec(typed)?.[1]);
  return port >= 1_024 ? [port] : [];
}
