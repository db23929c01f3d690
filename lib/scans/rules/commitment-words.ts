import { readSaying } from './account-words';
import { HAN_CONTENT } from './danger-vocabulary';
import { decoded, splitWords } from './danger-words';

/** Said anywhere: an account, also one that is only an address or a number to begin with. */
const ACCOUNT =
  / (?:regist(?:er|ration)|sign(?:ing)? up|signups?|join(?: (?:now|us|today|free|our|the (?:waitlist|waiting list|list|club|team|beta|community|program|programme)))|creates?(?: (?:an?|your|my|new|free|the))*(?: \w+)? (?:account|user|member|customer)|(?:new|add)(?: an?)? (?:account|user|member|customer)|(?:open|set up)(?: (?:an?|your|my|new))* account|enrol|enroll|get started|(?:start|try)(?: \w+){0,2} (?:trial|free)|free trial|wait ?list|waiting list|early access|become(?: an?)? (?:member|partner|seller)|(?:get|send|request)(?: \w+)? code|zhuce) /;
/** Said anywhere: a person who is written to or called. */
const PERSON =
  / (?:contact (?:us|me|sales|form)|get in touch|(?:write|talk|speak) to (?:us|me|sales)|call me(?: back)?|request(?: an?)? (?:call|callback|demo|quote|access|invite|invitation|sample|info|information)|demo request|(?:book|schedule)(?: an?)? (?:demo|call|meeting|visit)|tell(?: an?)? friend|invite|add (?:team ?mates?|colleagues?|people)|enquir(?:y|e)|inquir(?:y|e)|newsletters?|subscribe|mailing list|(?:notify|remind|email|e mail|text) me|send(?: (?:us|him|her|them|an?|the|your|private|direct))* message|(?:leave|write|drop) (?:us|me|him|her|them)(?: an?)? (?:message|note|line)|(?:message|ask)(?: (?:the|this|your))? (?:seller|owner|host|author|us)|refer(?: an?)? (?:friend|colleague)|get(?: (?:an?|my|your|free))* quote|keep me (?:posted|informed|updated)|(?:stay|keep) in (?:the loop|touch)) /;
/** Said anywhere: a thing or a place that nobody else gets then. */
const ORDER =
  / (?:order now|pre ?order|apply (?:now|for)|(?:book|reserve) (?:now|it|an?|this|your|online|here)|(?:make|creates?|places?|completes?|finish|finali[sz]e|confirm|submit|cast)(?: (?:an?|new|your|my|this))* (?:order|appointment|reservation|booking|subscription|vote|ballot|bid|offer|application)|(?:claim|save|hold)(?: (?:my|your|an?))? (?:spot|seat|place)|count me in|(?:new|request(?: an?)?) (?:appointment|reservation|booking)|rsvp|yuyue|baoming|yuding|toupiao) /;
const HAN =
  /注册|註冊|开户|開戶|(?:创建|新建|建立|开通|開通).{0,3}(?:[账帐帳][户号戶號]|用户|会员)|免费(?:试用|体验)|申请(?:试用|入驻|体验|演示)|立即申请|立即(?:加入|体验|试用)|加入(?:我们|会员)|获取.{0,4}验证码|发送.{0,4}验证码|联系(?:我们|客服|销售)|(?:在线|立即|我要|免费)咨询|(?:在线|给我们)留言|私信|获取报价|邀请|订阅|回电|预约|预订|预定|订购|訂購|订座|挂号|报名|投票|点赞|抢购|下单|购买|结算|兑换/;
/** The first word of a button, or what the button is about. */
const PRESSED =
  /^ (?:i )?(?:join|order|buy|rent|hire|bid|book|reserve|attend|up ?vote|down ?vote|vote|donate|pledge|like|unlike|follow|unfollow|schedule|call) | (?:booking|reservation|appointment) |^ (?:赞|关注) $/;
/** Collections in which a submission without a row makes one. */
const COLLECTION =
  /^(?:users|accounts|members|customers|registrations?|sign-?ups?|register|reg|zhuce|join|trial|waitlist|waiting-?list|subscribers|subscriptions?|orders|bookings?|reservations?|appointments?|invitations?|invites|enrol?lments?|enrol|enroll|apply|rsvp|votes?|enquir(?:y|ies)|inquir(?:y|ies)|leads|yuyue|baoming|yuding)(?:\.\w{2,5})?$/i;
/** The same of a query: what the address tells to do, for a query of a collection only looks into it. */
const TOLD =
  /^(?:sign-?up|register|reg|zhuce|join|enrol|enroll|apply|rsvp|subscribe|yuyue|baoming|yuding)(?:\.\w{2,5})?$/i;
const REGISTERING = /^(?:register|sign-?up|zhuce)$/i;
/** What a page about any of these offers without doing it. */
const READING =
  /^ (?:search|find|filter|look ?up|query|track|check|view|show|browse|list|compare|calculate|estimate|preview|sort) |^ order by | (?:search|look ?up|history|status|count) $|查询|搜索|检索|查找|筛选|查看|跟踪|追踪/;
const SIGNING_IN = /^ (?:log ?in|log ?on|sign ?in) |登录|登陆/;
/** "Check and book": a button that does two things. */
const JOINED = / (?:and|or|then) |[并和或]/;

const spoken = (text: string): string => ` ${splitWords(text).join(' ')} `;
const splitParts = (label: string): string[] =>
  spoken(label)
    .split(JOINED)
    .map((part) => ` ${part.trim()} `);

/** Whether a heading or a name is about what commits somebody: an account, an order, a booking, a message to a person. */
export function isAboutCommitment(text: string): boolean {
  const said = spoken(text);
  const isHan = HAN.test(text) && !HAN_CONTENT.test(text.trim());
  return isHan || ACCOUNT.test(said) || PERSON.test(said) || ORDER.test(said);
}

/** Whether a button commits the person who presses it: as `isAboutCommitment`, and votes and likes. */
export const isCommitment = (label: string): boolean =>
  isAboutCommitment(label) || splitParts(label).some((part) => PRESSED.test(part));

/** Whether a button only looks something up, or signs in: "Log in or sign up" may make an account. */
export function isReading(label: string): boolean {
  const [first = '', ...others] = splitParts(label);
  if (others.some((part) => isCommitment(part) && !READING.test(part))) return false;
  return READING.test(first) || (SIGNING_IN.test(first) && readSaying(label) !== 'other');
}

/**
 * Whether a submission to this address makes an account, an order or a booking, whatever its form says.
 * @param isQuery whether it is a GET
 */
export function isCommittingAddress(url: string, isQuery = false): boolean {
  const segments = decoded(new URL(url).pathname)
    .split('/')
    .filter((segment) => segment !== '');
  const last = segments.at(-1) ?? '';
  return (isQuery ? TOLD : COLLECTION).test(last) || segments.some((segment) => REGISTERING.test(segment));
}
