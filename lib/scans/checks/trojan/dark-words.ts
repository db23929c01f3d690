/** Words of advertisements for gambling, drugs and loans; not the words of those who write about them (赌博, gambling). */
const CHINESE =
  /六合彩|时时彩|時時彩|北京赛车|北京賽車|幸运飞艇|百家乐|百家樂|老虎机|葡京|威尼斯人|金沙娱乐|太阳城|娱乐城|娛樂城|真人娱乐|[AB]G真人|真人荷官|开元棋牌|棋牌游戏|网上赌场|澳门赌场|赌场|博彩|私彩|快三|pk10|捕鱼游戏|体育投注|滚球|足球投注|彩票平台|彩金|伟哥|万艾可|壮阳|催情|裸聊|成人视频|成人电影|一夜情|代开发票|黑户贷款|秒批贷款|私服/gi;
const ENGLISH =
  /\b(?:casinos?|slots?|poker|baccarat|roulette|sportsbook|jackpots?|betting|bet\d{2,4}|togel|slot88|viagra|cialis|levitra|tadalafil|sildenafil|tramadol|xanax|payday loans?|replica watch(?:es)?|escorts?|porn|xxx)\b/gi;
/** Who warns or reports. */
const AGAINST =
  /打击|查处|警方|通报|举报|防范|警惕|严禁|取缔|被骗|诈骗|反赌|戒赌|warn|illness|addict|illegal|police|prevent|fraud|scam|\bhelp\b/i;

/** The different advertising words of a text, in small letters. */
export function darkWords(text: string): string[] {
  const words = [...text.matchAll(CHINESE), ...text.replace(/[-_.]+/g, ' ').matchAll(ENGLISH)];
  return [...new Set(words.map(([word]) => word.toLowerCase()))];
}

export const speaksAgainst = (text: string): boolean => AGAINST.test(text);
