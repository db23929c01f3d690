/** Words of advertisements for gambling, drugs and loans; not the words of those who write about them (赌博, gambling). */
const CHINESE =
  /六合彩|时时彩|時時彩|北京赛车|北京賽車|幸运飞艇|百家乐|百家樂|老虎机|葡京|威尼斯人|金沙娱乐|太阳城|娱乐城|娛樂城|真人娱乐|[AB]G真人|真人荷官|开元棋牌|棋牌游戏|网上赌场|澳门赌场|赌场|博彩|私彩|快三|pk10|捕鱼游戏|体育投注|滚球|足球投注|彩票平台|彩金|伟哥|万艾可|壮阳|催情|裸聊|成人视频|成人电影|一夜情|代开发票|黑户贷款|秒批贷款|私服|真人百家|电子游艺|送彩金|棋牌官网|赌球|电竞投注|炸金花|赌场官网|开奖结果|一码中特|三肖|特码|亚博|乐鱼体育|开云体育|米兰体育|华体会|爱游戏体育|九游会|半岛体育|江南体育|星空体育|沙巴体育|皇冠体育|雷火电竞|新葡京|万博体育|黄色电影|黄色视频|黄色小说|色情|情色|三级片|无码|约炮|援交|春药|迷药|办证刻章|外围女|ブランドコピー|スーパーコピー|激安|偽ブランド|出会い系|アダルト/gi;
const ENGLISH =
  /\b(?:casinos?|slots?|poker|baccarat|roulette|sportsbook|jackpots?|betting|bet\d{2,4}|togel|slot88|viagra|cialis|levitra|tadalafil|sildenafil|tramadol|xanax|payday loans?|replica watch(?:es)?|escorts?|porn|xxx|ivermectin|online pharmacy|essay writing service|crack download|keygen|hentai|camgirls?|judi online|situs judi|gacor)\b/gi;
/** Who warns or reports. */
const AGAINST =
  /打击|查处|警方|通报|举报|防范|警惕|严禁|取缔|被骗|诈骗|反赌|戒赌|warn|illness|addict|illegal|police|prevent|fraud|scam|\bhelp\b/i;

/** The different advertising words of a text, in small letters. */
export function darkWords(text: string): string[] {
  const words = [...text.matchAll(CHINESE), ...text.replace(/[-_.]+/g, ' ').matchAll(ENGLISH)];
  return [...new Set(words.map(([word]) => word.toLowerCase()))];
}

export const speaksAgainst = (text: string): boolean => AGAINST.test(text);
