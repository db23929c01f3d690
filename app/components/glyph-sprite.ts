import type { LucideIcon, LucideIconData } from 'lucide-react/types';
import type { ReactElement } from 'react';
import * as shapes from './glyph-shapes';

/** lucide keeps the lines of a shape in what the shape renders; a test fails where a version does so no more. */
type Drawn = { render: (props: object, ref: null) => ReactElement<{ icon: LucideIconData }> };

const listLines = (shape: LucideIcon) => (shape as unknown as Drawn).render({}, null).props.icon.node;

const writeAttributes = (attributes: object) =>
  Object.entries(attributes)
    .filter(([name]) => name !== 'key')
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('');

function writeSymbol(shape: LucideIcon): string {
  const lines = listLines(shape).map(([tag, attributes]) => `<${tag}${writeAttributes(attributes)}/>`);
  return `<symbol id="${shape.displayName}" viewBox="0 0 24 24">${lines.join('')}</symbol>`;
}

/** One SVG document with a symbol for each shape, by its name. */
export const glyphSprite = (): string =>
  `<svg xmlns="http://www.w3.org/2000/svg">${Object.values(shapes).map(writeSymbol).join('')}</svg>`;
