import { encode } from 'uqr';

/** A QR code as the path of its dark squares, one unit each; `size` is how many there are in a row. */
export type QrDrawing = { path: string; size: number };

export function drawQr(text: string): QrDrawing {
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  const squares = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])));
  return { path: squares.join(''), size };
}
