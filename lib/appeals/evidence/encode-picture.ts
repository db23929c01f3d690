import sharp from 'sharp';
import { isPlainPicture, PIXELS_MAXIMUM, type PictureKind } from '../rules/picture';

/** Of one picture; the thread ends later, so that it is never ended while the library is at work. */
const TIME_LIMIT_SECONDS = 40;
const JPEG_QUALITY = 92;

sharp.cache(false);
sharp.concurrency(1);
// Of the many formats that the library reads, uploads have two.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadPngBuffer', 'VipsForeignLoadJpegBuffer'] });

/**
 * The picture alone, re-encoded as it is seen: turned as its camera says, of an animation the first frame, without
 * places, texts, profiles, thumbnails and whatever was hidden around it. For a thread.
 * @returns null for what is no picture, or one with more pixels than anybody looks at
 */
export async function encodePicture(bytes: Uint8Array, kind: PictureKind): Promise<Uint8Array | null> {
  try {
    const seen = sharp(bytes, { limitInputPixels: PIXELS_MAXIMUM, failOn: 'error', pages: 1 })
      .timeout({ seconds: TIME_LIMIT_SECONDS })
      .autoOrient();
    const written = kind === 'png' ? seen.png() : seen.jpeg({ quality: JPEG_QUALITY });
    const picture = Uint8Array.from(await written.toBuffer());
    return isPlainPicture(picture, kind) ? picture : null;
  } catch {
    return null;
  }
}
