import { splitWords } from './danger-words';

const SIGN_IN =
  / (?:log ?in|log ?on|sign ?in|sign ?on|authenticate|auth|sessions?|denglu|sso) |登录|登入|登錄|登陆|登陸/;
/** What makes an account, or changes a password. */
const OTHER =
  / (?:registe?r|registration|sign ?up|join|join now|create(?: (?:an?|your|my|new|free|the))* account|new account|account create|open(?: an?)? account|enrol|enroll|get started|start(?: \w+)? trial|zhuce|forgot|forgotten|lost|reset|recover|recovery|restore|change|update|new password|set password|confirm password|invite|newsletter|subscribe) |注册|註冊|开户|開戶|创建账|创建帐|新建账|建立帳|立即加入|开通|找回|忘记|忘記|重置|重设|修改密码|更改密码|设置密码/;

/** What a text says about an account: that one signs in, or anything else that is done to accounts. */
export type Saying = 'sign-in' | 'other' | null;

/** The other doing wins: "Create an account or sign in" may create one. */
export function readSaying(text: string): Saying {
  const words = ` ${splitWords(text).join(' ')} `;
  if (OTHER.test(words)) return 'other';
  return SIGN_IN.test(words) ? 'sign-in' : null;
}
