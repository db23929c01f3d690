import { runRoute } from '@/app/run-route';
import { listPassportKeys } from '@/lib/passport/list-passport-keys';

/** The public keys that signed evidence passports here, for whoever checks one; nobody has to sign in. */
export const dynamic = 'force-dynamic';

export function GET(request: Request): Promise<Response> {
  return runRoute('passport-keys', request, async () => ({
    keys: (await listPassportKeys()).map(({ id: _, ...key }) => ({ algorithm: 'Ed25519', ...key })),
  }));
}
