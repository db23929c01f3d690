import type { Severity } from './finding';

/** One stroke of a shape in a box of 16 by 16: filled, or drawn as a line. */
type ShapePart = { d: string; isFilled: boolean };

/** The four shapes of severity: full octagon, full triangle, half-full diamond, open circle. They differ without colour too. */
export const SEVERITY_PATHS: Record<Severity, readonly ShapePart[]> = {
  HIGH: [{ d: 'M5 .75h6L15.25 5v6L11 15.25H5L.75 11V5z', isFilled: true }],
  MEDIUM: [{ d: 'M8 1.2 15.4 14.4H.6z', isFilled: true }],
  LOW: [
    { d: 'M8 1.5 14.5 8 8 14.5 1.5 8z', isFilled: false },
    { d: 'M1.5 8h13L8 14.5z', isFilled: true },
  ],
  HINT: [{ d: 'M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0z', isFilled: false }],
};
