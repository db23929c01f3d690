import type { Context } from '@/lib/auth/actor';
import { preconditionFailed } from '@/lib/core/errors';
import { getOwnership } from './get-ownership';

/**
 * The file to put at the root of the website, byte for byte as it is compared later.
 * @throws AppError NOT_FOUND; PRECONDITION_FAILED where none was made, or where it has expired
 */
export async function getVerificationFile(
  context: Context,
  websiteId: string,
): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }> {
  const { file } = await getOwnership(context, websiteId);
  if (!file) throw preconditionFailed('ownership.noFile');
  if (file.isExpired) throw preconditionFailed('ownership.fileExpired');
  return { name: file.name, bytes: new TextEncoder().encode(file.content) };
}
