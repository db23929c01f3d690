import { glyphSprite } from '@/app/components/glyph-sprite';

const sprite = glyphSprite();

/** The shapes of all icons, for whoever sees a page; kept by the browser for an hour. */
export const GET = (): Response =>
  new Response(sprite, {
    headers: { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'public, max-age=3600' },
  });
