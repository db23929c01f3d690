import { type HtmlElement, readAttribute } from '../probing/html-walk';
import type { Style } from './page-styles';

/**
 * How an element is kept from being seen. Menus, tabs and dialogs use the first three; the others have few uses but to
 * keep something from people and not from machines.
 */
export type HidingWay =
  | 'display'
  | 'visibility'
  | 'transparent'
  | 'offScreen'
  | 'size'
  | 'clip'
  | 'font'
  | 'colour';

const USUAL: ReadonlySet<HidingWay> = new Set(['display', 'visibility', 'transparent']);
export const isUsualWay = (way: HidingWay): boolean => USUAL.has(way);

const FAR = -300;
const SMALL = 3;
const SMALL_FONT = 2;
const FRAMES = new Set(['iframe', 'frame', 'object', 'embed']);
const PIXELS: Readonly<Record<string, number>> = { '': 1, px: 1, em: 16, rem: 16, pt: 1.33, vw: 12, vh: 8 };

/** A length in pixels; null for shares of what is around it. */
export function toPixels(value: string | null | undefined): number | null {
  const [, number, unit = ''] = /^(-?\d{0,9}(?:\.\d{1,9})?)([a-z]{0,3})$/i.exec(value?.trim() ?? '') ?? [];
  const factor = PIXELS[unit];
  return number === undefined || number === '' || number === '-' || factor === undefined
    ? null
    : Number(number) * factor;
}

const NAMED_COLOURS: Readonly<Record<string, string>> = { white: '#ffffff', black: '#000000' };

/** A colour in one way of writing. */
function toColour(value: string | undefined): string | null {
  if (value === undefined) return null;
  const first = /^(?:#[\da-f]{3,8}|rgba?\([^)]{1,60}\)|[a-z]{3,20})/.exec(value)?.[0] ?? '';
  const short = /^#([\da-f])([\da-f])([\da-f])$/.exec(first);
  if (short)
    return `#${short
      .slice(1)
      .map((digit) => digit + digit)
      .join('')}`;
  const numbers = /^rgba?\((\d{1,3})[,\s]+(\d{1,3})[,\s]+(\d{1,3})/.exec(first);
  if (numbers)
    return `#${numbers
      .slice(1)
      .map((one) => Number(one).toString(16).padStart(2, '0'))
      .join('')}`;
  return NAMED_COLOURS[first] ?? (first === '' ? null : first);
}

const isFar = (value: string | undefined): boolean => (toPixels(value) ?? 0) <= FAR;

function isOffScreen(style: Style): boolean {
  const position = style.get('position') ?? '';
  const isMoved = /^(?:absolute|fixed|relative)$/.test(position);
  const sides = isMoved ? ['left', 'top', 'right', 'bottom'] : [];
  const shifts = [...sides, 'margin-left', 'margin-top', 'text-indent'].map((name) => style.get(name));
  const margin = (style.get('margin') ?? '').split(/\s+/);
  const moved = /translate[xy3d]{0,2}\(\s*(-?[\w.]{1,12})(?:\s*,\s*(-?[\w.]{1,12}))?/.exec(
    style.get('transform') ?? '',
  );
  return [...shifts, ...margin, moved?.[1], moved?.[2]].some(isFar);
}

function isSmall(element: HtmlElement, style: Style): boolean {
  const isFrame = FRAMES.has(element.tagName);
  const hasOwnSize = isFrame || element.tagName === 'marquee';
  const size = (name: string) =>
    toPixels(
      style.get(name) ?? style.get(`max-${name}`) ?? (hasOwnSize ? readAttribute(element, name) : null),
    );
  const [width, height] = [size('width'), size('height')];
  if (/scale[xy]?\(\s*0(?:\.0\d*)?\s*[,)]/.test(style.get('transform') ?? '')) return true;
  const limit = element.tagName === 'marquee' ? 5 : SMALL;
  const isGrown = style.has('min-width') || style.has('min-height');
  const small = [width, height].map((pixels) => pixels !== null && pixels <= limit);
  if (hasOwnSize) return !isGrown && (small.every(Boolean) || (isFrame && (width === 0 || height === 0)));
  return /hidden|clip/.test(`${style.get('overflow')} ${style.get('overflow-y')}`) && small.some(Boolean);
}

function isSameColour(style: Style): boolean {
  const colour = toColour(style.get('color'));
  const behind = toColour(style.get('background-color') ?? style.get('background'));
  return colour === 'transparent' || (colour !== null && colour !== 'inherit' && colour === behind);
}

/** The ways in which an element hides what is in it. */
export function hidingWays(element: HtmlElement, style: Style): HidingWay[] {
  const ways: HidingWay[] = [];
  if (style.get('display') === 'none' || (readAttribute(element, 'hidden') !== null && !style.has('display')))
    ways.push('display');
  if (/^(?:hidden|collapse)$/.test(style.get('visibility') ?? '')) ways.push('visibility');
  const opacity =
    style.get('opacity') ??
    /opacity\(\s{0,5}(?:opacity\s{0,5}=)?([\d.]{1,6})/.exec(style.get('filter') ?? '')?.[1];
  if (opacity !== undefined && opacity !== '' && Number(opacity.replace('%', '')) <= 0.05)
    ways.push('transparent');
  if (isOffScreen(style)) ways.push('offScreen');
  if (isSmall(element, style)) ways.push('size');
  if (
    /^rect\(\s*[01](?:px)?[\s,]/.test(style.get('clip') ?? '') ||
    /inset\(\s*(?:50|100)%|circle\(\s*0/.test(style.get('clip-path') ?? '')
  )
    ways.push('clip');
  const font = toPixels(style.get('font-size'));
  if (font !== null && font <= SMALL_FONT) ways.push('font');
  if (isSameColour(style)) ways.push('colour');
  return ways;
}
