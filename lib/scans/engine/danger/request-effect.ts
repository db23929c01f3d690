import type { RequestEffect, RequestTemplate } from '../../checks/check';
import { readGraphql } from '../requests/graphql';

/** `isCertain`: words or the method say so; otherwise what the site does with a harmless submission may say more. */
export type EffectGuess = { effect: RequestEffect; isCertain: boolean };

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** What changes something wherever it is said, a link included. */
const ACTING = words(
  'save update insert add append approve accept reject decline confirm publish unpublish assign unassign toggle ' +
    'enable activate archive unarchive merge rename duplicate unlock grant unblock ban mute unfollow ' +
    'upvote downvote vote unpin subscribe resend sync increment decrement',
);
/** What changes something on a button or in the address of a submission; a link of that name may only open a form. */
const CHANGING = words(
  'edit modify change create new post register signup write compose reply upload attach reserve book order apply ' +
    'enroll enrol share invite report sign finalize finalise adjust correct extend renew transfer store set ' +
    'release rate like dislike favorite favourite bookmark flag pin follow join leave mark claim complete finish close reopen stop pause ' +
    'resume move copy clone lock block restore put patch submit-order check-in check-out',
);
/** What a form with a file does with it; without one, the same words only start what the other fields say. */
const HANDING_IN = words('send import');
const HANDING_IN_CHINESE = /发送|导入/;
/** Things that are kept. Beside a reading word ("Search comments") they say nothing. */
const KEPT = words(
  'comment comments guestbook message messages review reviews feedback testimonial profile settings preferences ' +
    'registration ticket enquiry inquiry application note notes cart basket wishlist blog article reservation booking',
);
const READING = words(
  'search find filter query lookup look-up browse show view display list get fetch read login log-in ' +
    'logon log-on signin sign-in authenticate calculate calc compute convert estimate preview validate verify ' +
    'translate format encode decode sort compare track suggest autocomplete test ping resolve check inspect ' +
    'analyze analyse parse render count',
);
const ACTING_CHINESE =
  /保存|存储|修改|更新|更改|变更|新增|新建|添加|追加|创建|增加|发表|发布|发送|提交(?:订单|申请|评论|留言|资料)|回复|上传|导入|审批|批准|审核通过|驳回|拒绝|同意|确认|分享|投票|点赞|加入|下单|分配|启用|激活|邀请|举报|重命名|移动|复制|合并|恢复|归档|锁定|解锁|授权|签到|录入|编辑|填写|完善|绑定/;
const KEPT_CHINESE =
  /评论|留言|注册|设置|设定|收藏|关注|预订|预约|订购|报名|登记|申请|反馈|投诉|个人资料|购物车|工单|订阅/;
const READING_CHINESE =
  /查询|搜索|检索|搜一下|查找|筛选|过滤|查看|浏览|登录|登陆|登入|计算|试算|估算|预览|换算|转换|翻译|校验|验证|检测|排序|比较|对比|统计/;

/** Parameters whose value chooses what is done. */
const ROUTING =
  /^(?:a|ac|act|action|cmd|command|do|event|func|function|handler|m|method|mode|mod|op|oper|operation|route|task|todo|_method)$/i;
/** A word of the program, and not what somebody typed. */
const PROGRAM_WORD = /^[\p{L}_.-]{1,24}$/u;
const NAME_TYPES = new Set(['text', 'email', 'tel', 'number']);

const isDocument = (text: string): boolean =>
  /^\s*(?:<[?!\w][\s\S]*>|\{[\s\S]*\}|\[[\s\S]*\])\s*$/.test(text);

/** Splits what people and programmers join: camelCase, snake_case, paths. Pairs of neighbours count as words too. */
function splitNames(text: string): string[] {
  const single = text
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
  return [...single, ...single.map((word, index) => `${word}-${single[index + 1] ?? ''}`)];
}

function effectOfWords(text: string, isLink: boolean): RequestEffect | null {
  const said = splitNames(text);
  const has = (set: ReadonlySet<string>) => said.some((word) => set.has(word));
  if (has(ACTING) || ACTING_CHINESE.test(text) || (!isLink && has(CHANGING))) return 'SAVES';
  if (has(READING) || READING_CHINESE.test(text)) return 'READS';
  return !isLink && (has(KEPT) || KEPT_CHINESE.test(text)) ? 'SAVES' : null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The last segment of a path that has letters, and of the query what chooses the action (`action=save`). */
function addressWords(address: string): string {
  const { pathname, searchParams } = new URL(address);
  const segments = decoded(pathname)
    .split('/')
    .filter((segment) => /\p{L}/u.test(segment));
  const chosen = [...searchParams].filter(([name, value]) => ROUTING.test(name) && PROGRAM_WORD.test(value));
  return [segments.at(-1) ?? '', ...chosen.map(([, value]) => value)].join(' ');
}

/** The words of the form and of what is sent with a press on its button. */
function formWords({ body, form }: RequestTemplate): string {
  const buttons = (form?.fields ?? []).filter(({ type }) => type === 'submit');
  const routing = 'fields' in body ? body.fields.filter(([name]) => ROUTING.test(name)) : [];
  return [
    form?.words ?? '',
    ...buttons.map(({ name, value }) => `${name} ${value}`),
    ...routing.map(([, value]) => value),
  ].join(' ');
}

/**
 * Judges what a request does by everything known: its method, the words of its form and buttons, those of its address,
 * then the kinds of its fields. A link reads unless its words say otherwise; a submission saves unless they do.
 */
export function requestEffect(template: RequestTemplate): EffectGuess {
  const certain = (effect: RequestEffect): EffectGuess => ({ effect, isCertain: true });
  const method = template.method.toUpperCase();
  if (method === 'PUT' || method === 'PATCH' || method === 'DELETE') return certain('SAVES');
  const operation = readGraphql(template);
  if (operation) return certain(operation.kind === 'query' ? 'READS' : 'SAVES');
  const isLink = method !== 'POST';
  const bySaid =
    effectOfWords(formWords(template), isLink) ?? effectOfWords(addressWords(template.url), isLink);
  if (bySaid) return certain(bySaid);
  if (isLink) return certain('READS');
  const fields = template.form?.fields ?? [];
  const said = formWords(template);
  const isHandedIn = HANDING_IN_CHINESE.test(said) || splitNames(said).some((word) => HANDING_IN.has(word));
  if (isHandedIn && fields.some(({ type }) => type === 'file')) return certain('SAVES');
  // People write texts to be kept; a document that the page itself offers may be there to be read.
  if (fields.some(({ type, untouched }) => type === 'textarea' && !isDocument(untouched ?? '')))
    return certain('SAVES');
  const passwords = fields.filter(({ type }) => type === 'password').length;
  const names = fields.filter(({ type }) => NAME_TYPES.has(type)).length;
  // One password beside one name is a login, whatever its button says.
  if (passwords === 1 && names <= 1) return certain('READS');
  return { effect: 'SAVES', isCertain: false };
}
