import { HAN_CONTENT } from './danger-vocabulary';
import { decoded, wordsOf } from './danger-words';

/** Said anywhere: an account, also one that is only an address or a number to begin with. */
const ACCOUNT =
  / (?:regist(?:er|ration)|sign(?:ing)? up|signups?|join(?: (?:now|us|today|free|our|the (?:waitlist|waiting list|list|club|team|beta|community|program|programme)))|creates?(?: (?:an?|your|my|new|free|the))*(?: \w+)? (?:account|user|member|customer)|(?:new|add)(?: an?)? (?:account|user|member|customer)|open(?: an?)? account|enrol|enroll|get started|(?:start|try)(?: \w+){0,2} (?:trial|free)|free trial|wait ?list|waiting list|early access|become(?: an?)? (?:member|partner|seller)|(?:get|send|request)(?: \w+)? code|zhuce) /;
/** Said anywhere: a person who is written to or called. */
const PERSON =
  / (?:contact (?:us|me|sales|form)|get in touch|(?:write|talk|speak) to (?:us|me|sales)|call me(?: back)?|request(?: an?)? (?:call|callback|demo|quote|access|invite|invitation|sample|info|information)|demo request|(?:book|schedule)(?: an?)? (?:demo|call|meeting|visit)|tell(?: an?)? friend|invite|add (?:team ?mates?|colleagues?|people)|enquir(?:y|e)|inquir(?:y|e)|newsletters?|subscribe|mailing list|notify me|keep me (?:posted|informed|updated)|(?:stay|keep) in (?:the loop|touch)) /;
/** Said anywhere: a thing or a place that nobody else gets then. */
const ORDER =
  / (?:order now|pre ?order|apply (?:now|for)|(?:book|reserve) (?:now|it|an?|this|your|online|here)|(?:make|creates?|places?)(?: (?:an?|new|your))* (?:order|appointment|reservation|booking|subscription)|(?:new|request(?: an?)?) (?:appointment|reservation|booking)|rsvp|yuyue|baoming|yuding|toupiao) /;
const HAN =
  /注册|註冊|开户|開戶|免费(?:试用|体验)|申请(?:试用|入驻|体验)|立即(?:加入|体验|试用)|加入(?:我们|会员)|获取.{0,4}验证码|发送.{0,4}验证码|联系(?:我们|客服|销售)|在线咨询|立即咨询|邀请|订阅|回电|预约|预订|预定|订座|挂号|报名|投票|点赞|抢购|下单|购买|结算|兑换/;
/** The first word of a button, or what the button is about. */
const PRESSED =
  /^ (?:i )?(?:join|order|buy|rent|hire|bid|book|reserve|attend|up ?vote|down ?vote|vote|donate|pledge|like|unlike|follow|unfollow|schedule|call) | (?:booking|reservation|appointment) /;
/** Collections in which a submission without a row makes one. */
const COLLECTION =
  /^(?:users|accounts|members|customers|registrations?|sign-?ups?|register|reg|zhuce|join|trial|waitlist|waiting-?list|subscribers|subscriptions?|orders|bookings?|reservations?|appointments?|invitations?|invites|enrol?lments?|enrol|enroll|apply|rsvp|votes?|enquir(?:y|ies)|inquir(?:y|ies)|leads|yuyue|baoming|yuding)(?:\.\w{2,5})?$/i;
/** The same of a query: what the address tells to do, for a query of a collection only looks into it. */
const TOLD =
  /^(?:sign-?up|register|reg|zhuce|join|enrol|enroll|apply|rsvp|subscribe|yuyue|baoming|yuding)(?:\.\w{2,5})?$/i;
const REGISTERING = /^(?:register|sign-?up|zhuce)$/i;
/** What a page about any of these offers without doing it. */
const READING =
  /^ (?:search|find|filter|look ?up|query|track|check|view|show|browse|list|compare|calculate|estimate|preview|sort|log ?in|log ?on|sign ?in) |^ order by | (?:search|look ?up|history|status|count) $|查询|搜索|检索|查找|筛选|查看|跟踪|追踪|登录|登陆/;

const spoken = (text: string): string => ` ${wordsOf(text).join(' ')} `;

/** Whether a heading or a name is about what commits somebody: an account, an order, a booking, a message to a person. */
export function isAboutCommitment(text: string): boolean {
  const said = spoken(text);
  const isHan = HAN.test(text) && !HAN_CONTENT.test(text.trim());
  return isHan || ACCOUNT.test(said) || PERSON.test(said) || ORDER.test(said);
}

/** Whether a button commits the person who presses it: as `isAboutCommitment`, and votes and likes. */
export const isCommitment = (label: string): boolean =>
  isAboutCommitment(label) || PRESSED.test(spoken(label));

/** Whether a button only looks something up, or signs in. */
export const isReading = (label: string): boolean => READING.test(spoken(label));

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
