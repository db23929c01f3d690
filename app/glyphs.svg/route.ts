import { glyphSprite } from '@/app/components/glyph-sprite';
import { GLYPH_VERSION } from '@/app/components/glyph-version';

const sprite = glyphSprite();
const A_YEAR_SECONDS = 31_536_000;

/**
 * The shapes of all icons, for whoever sees a page. The browser keeps them under the address of their version; a page of
 * another build asks for another version and gets what is here, not to be kept.
 */
export function GET(request: Request): Response {
  const isOwn = new URL(request.url).searchParams.get('v') === GLYPH_VERSION;
  return new Response(sprite, {
    headers: {
      'Content-Type': 'image/svg+xml',
      'Cache-Control': isOwn ? `public, max-age=${A_YEAR_SECONDS}, immutable` : 'no-store',
    },
  });
}
