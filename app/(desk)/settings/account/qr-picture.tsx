import type { QrDrawing } from './draw-qr';

/** As wide as readers ask for (ISO/IEC 18004 §6.3.8). */
const QUIET_ZONE = 4;

/** Dark on light in every theme: not every reader takes it the other way round. */
export function QrPicture({ qr: { path, size }, label }: { qr: QrDrawing; label: string }) {
  const whole = size + 2 * QUIET_ZONE;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`${-QUIET_ZONE} ${-QUIET_ZONE} ${whole} ${whole}`}
      shapeRendering="crispEdges"
      className="size-52 rounded-8"
    >
      <rect x={-QUIET_ZONE} y={-QUIET_ZONE} width={whole} height={whole} fill="white" />
      <path d={path} fill="black" />
    </svg>
  );
}
