/** The beginning of the SHA-256 of the sprite: its address changes with its shapes. A test says when and what to write. */
export const GLYPH_VERSION = '742b7a2b';
