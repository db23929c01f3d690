/**
 * Frequent characters of responses and of texts at all, by the charset in which sellers write them. Bytes of one can be
 * read as another; only the right one yields characters that people use.
 */
const FREQUENT: readonly (readonly [name: string, label: string, characters: string])[] = [
  [
    'GBK',
    'gb18030',
    '的一是了在不有个人这上中大为来国到说们时要就出会可也你对生能而子得于着下自之年过发后作里用道行所然家种事成方多经去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运功败签错误请登录数据订单服务返回失效参验证',
  ],
  [
    'Big5',
    'big5',
    '的一是了在不有個人這上中大為來國到說們時要就出會可也你對生能而子得於著下自之年過發後作裡用道行所然家種事成方多經去法學如都同現當沒動面起看定天分還進好小部其些主樣理心本前開但因只從想實日者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應向頭文體美相見被利什二等產或新己制身果加西月話合回特代內信表化老給世位次度門任常先通教原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活更別打女變四總何電數安少報才結反受目太量再感建務做接必場件計管期市直資命指許統區保至形社便空決治展科司基書非則聽白界達光放強即像難且權思完設式色路記品住告類求據程邊張該交規取格望覺領共確傳師觀清今切院讓識候帶導爭運功敗簽錯誤請登錄訂單服務返失效參驗證',
  ],
  ['Shift_JIS', 'shift_jis', ''],
  [
    'EUC-KR',
    'euc-kr',
    '이다는을를가의에서로고하지한기사자인은시일어리도정대해아성공실패요청했습니다합있없되었처문주록증인결과서비스값오류명번호사용자등입니다',
  ],
];
const KANA = /[\u3040-\u30ff]/;
/** What may stand between characters of any language. */
const MARK = /[\u3000-\u303f\uff00-\uffef]/;

/**
 * The charsets that a body can be read in so that its characters are frequent ones, the best first; several where they
 * are equally good. Empty where none is.
 */
export function readAsCharset(bytes: Uint8Array): string[] {
  if (isWestern(bytes)) return ['ISO-8859-1'];
  const scores = FREQUENT.map(([name, label, frequent]) => ({ name, score: rate(bytes, label, frequent) }));
  const best = Math.max(...scores.map(({ score }) => score));
  return best < LEAST_SHARE ? [] : scores.filter(({ score }) => score === best).map(({ name }) => name);
}
const LEAST_SHARE = 0.3;

/** The share of frequent characters among those that are not ASCII; 0 where the bytes are none of the charset. */
function rate(bytes: Uint8Array, label: string, frequent: string): number {
  try {
    const text = new TextDecoder(label, { fatal: true }).decode(bytes);
    const others = [...text].filter((character) => character > '\x7f' && !MARK.test(character));
    const known = others.filter((character) =>
      frequent === '' ? KANA.test(character) : frequent.includes(character),
    );
    // Half-width kana are what any bytes look like in Shift_JIS; its own texts mix kana and the signs of Chinese.
    return others.length === 0 ? 0 : known.length / others.length;
  } catch {
    return 0;
  }
}

/** Single bytes of letters with accents, each between letters or marks of ASCII. */
function isWestern(bytes: Uint8Array): boolean {
  const isHigh = (at: number) => (bytes[at] ?? 0) >= 0x80;
  const places = [...bytes.keys()].filter(isHigh);
  return places.every((at) => (bytes[at] ?? 0) >= 0xc0 && !isHigh(at - 1) && !isHigh(at + 1));
}
