import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { encodePicture } from '@/lib/appeals/evidence/encode-picture';
import { takeEvidence } from '@/lib/appeals/evidence/take-evidence';
import { isPlainPicture, PIXELS_MAXIMUM, type PictureKind } from '@/lib/appeals/rules/picture';
import { makePng } from '../../fixtures/pictures';

const GPS = { IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '39/1 54/1 15/1', GPSLongitudeRef: 'E' } };

/** Two halves, red on the left and blue on the right. */
function halves(width = 32, height = 16) {
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < width * height; at++) pixels[at * 3 + (at % width < width / 2 ? 0 : 2)] = 255;
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}
const behind = (picture: Uint8Array, text: string) => Uint8Array.from([...picture, ...Buffer.from(text)]);
const holds = (bytes: Uint8Array, text: string) => Buffer.from(bytes).includes(text);

/** Size and the colour of a corner, as a decoder sees them. */
async function look(bytes: Uint8Array) {
  const { data, info } = await sharp(bytes, { unlimited: true }).raw().toBuffer({ resolveWithObject: true });
  return {
    width: info.width,
    height: info.height,
    topLeft: [...data.subarray(0, 3)].map((one) => one > 128),
  };
}
const RED = [true, false, false];

async function encoded(bytes: Uint8Array, kind: PictureKind): Promise<Uint8Array> {
  const picture = await encodePicture(bytes, kind);
  if (!picture) throw new TypeError('it was not read');
  expect(isPlainPicture(picture, kind)).toBe(true);
  return picture;
}

describe('a picture that holds more than what is seen', () => {
  it('is kept as it is seen, without the place where it was taken', async () => {
    const photo = await halves().jpeg().withExif(GPS).withMetadata({ orientation: 6 }).toBuffer();
    expect(isPlainPicture(photo, 'jpg')).toBe(false);
    const picture = await encoded(photo, 'jpg');
    expect((await sharp(picture).metadata()).exif).toBeUndefined();
    // Turned by a quarter, as a camera that was held upright says.
    expect(await look(picture)).toEqual({ width: 16, height: 32, topLeft: RED });
  });

  it.each<[string, PictureKind, () => Promise<Uint8Array> | Uint8Array]>([
    [
      'a page behind a PNG',
      'png',
      async () => behind(await halves().png().toBuffer(), '<script>SECRET</script>'),
    ],
    [
      'a zip behind a JPEG',
      'jpg',
      async () => behind(await halves().jpeg().toBuffer(), 'PK\u0003\u0004SECRET'),
    ],
    ['a text of a PNG', 'png', () => makePng('a', { chunks: [['tEXt', 'Comment\0SECRET']] })],
    ['an own chunk of a PNG', 'png', () => makePng('a', { chunks: [['prVt', 'SECRET']] })],
    ['XMP', 'png', () => makePng('a', { chunks: [['iTXt', 'XML:com.adobe.xmp\0\0\0\0\0SECRET']] })],
  ])('loses it: %s', async (_what, kind, make) => {
    const bytes = await make();
    expect(holds(bytes, 'SECRET')).toBe(true);
    expect(holds(await encoded(bytes, kind), 'SECRET')).toBe(false);
  });

  it('keeps its pixels where its format loses none', async () => {
    const [before, after] = [await halves().png().toBuffer(), behind(await halves().png().toBuffer(), 'x')];
    const raw = (bytes: Uint8Array) => sharp(bytes).raw().toBuffer();
    expect((await raw(await encoded(after, 'png'))).equals(await raw(before))).toBe(true);
  });

  it.each<[string, PictureKind, () => Promise<Uint8Array> | Uint8Array]>([
    [
      'half of one',
      'png',
      async () => (await halves(400, 400).png({ compressionLevel: 0 }).toBuffer()).subarray(0, 9_000),
    ],
    ['more pixels than anybody looks at', 'png', () => makePng('', { width: 60_000, height: 60_000 })],
    ['no pixels', 'png', () => makePng('', { width: 0 })],
    ['a beginning alone', 'jpg', () => Uint8Array.from([0xff, 0xd8, 0xff, 0xe0])],
    ['another format', 'png', async () => halves().webp().toBuffer()],
    [
      'a drawing',
      'png',
      () => new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    ],
  ])('is refused with %s', async (_what, kind, make) => {
    expect(await encodePicture(await make(), kind)).toBeNull();
  });

  it('is told apart from what may stay as it is: nothing else is re-encoded', async () => {
    const plain = makePng('as it is');
    expect((await takeEvidence({ fileName: 'a.png', bytes: plain })).bytes).toBe(plain);
    const text = new TextEncoder().encode('a log');
    expect((await takeEvidence({ fileName: 'a.log', bytes: text })).bytes).toBe(text);
    const dirty = behind(plain, 'PK');
    const kept = await takeEvidence({ fileName: '../a.png', bytes: dirty });
    expect(kept).toMatchObject({ fileName: 'a.png', contentType: 'image/png' });
    expect(isPlainPicture(kept.bytes, 'png')).toBe(true);
    await expect(takeEvidence({ fileName: 'a.png', bytes: makePng('', { width: 0 }) })).rejects.toMatchObject(
      { details: { fields: [{ message: 'appeals.evidence.PICTURE_UNREADABLE' }] } },
    );
  });

  it('may be as large as the limit says', () => expect(PIXELS_MAXIMUM).toBe(50_000_000));
});
