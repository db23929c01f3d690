import { makeVectors } from '@/lib/signing/make-vectors';
import { nodePrimitives } from '@/lib/signing/node-primitives';

/** The vectors are the same for everybody: made once when the product is built. */
export const dynamic = 'force-static';

export function GET(): Response {
  return new Response(`${JSON.stringify(makeVectors(nodePrimitives), null, 2)}\n`, {
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
  });
}
