import type { ResponsePage } from './read-page';

/** `default`: a web server without a site; `parked`: a name without one; `filing`: a provider's page about the ICP filing. */
export type SitePage = { kind: 'default' | 'parked' | 'filing'; product: string };

const FILING =
  /(尚未|没有|未)(完成|取得|办理|进行)?.{0,6}备案|备案(信息|号)?.{0,6}(不存在|不一致|异常|阻断|拦截|失效)|non-compliance icp filing|without (an? )?icp (filing|licen)|icp.{0,30}(required|not completed|not complete|missing)|域名暂时无法访问|webblock|batit\.aliyun|beian\.aliyun\.com/;
const PROVIDERS: readonly (readonly [string, RegExp])[] = [
  ['Alibaba Cloud', /aliyun|阿里云|alibaba cloud/],
  ['Tencent Cloud', /qcloud|dnspod|tencent|腾讯云/],
  ['Huawei Cloud', /huaweicloud|华为云/],
  ['Baidu AI Cloud', /bce\.baidu|百度智能云/],
  ['Volcengine', /volcengine|火山引擎/],
];
const DEFAULTS: readonly (readonly [string, RegExp])[] = [
  ['nginx', /welcome to nginx( on [a-z ]{1,30})?!/],
  ['OpenResty', /welcome to openresty!/],
  ['Tengine', /welcome to tengine!/],
  [
    'Apache httpd',
    /apache2? ([a-z]{1,20} )?default page|^it works!$|test page for the (apache )?http server|^(apache )?http server test page/m,
  ],
  ['Microsoft IIS', /^iis windows( server)?$|^iis ?\d{1,2}$|^internet information services$/m],
  ['Apache Tomcat', /you've successfully installed tomcat/],
  ['Caddy', /caddy works!|your web server is working\. now make it work for you/],
  ['cPanel', /defaultwebpage\.cgi|^default web ?site page$/m],
  ['Plesk', /web server's default page|^domain default page$/m],
  ['宝塔', /恭喜[,，]? ?站点创建成功|没有找到(对应的)?站点|宝塔linux面板/],
  ['lighttpd', /^placeholder page$/m],
];
const PARKED =
  /\b(domain|name)\b.{0,60}\b(is|may be|has been) (for sale|parked|registered and parked)|buy this domain|sedoparking|parkingcrew|(域名|网站).{0,12}(出售|转让|停放)/;

/** A page of a web server, a registrar or a provider that stands for a site that is not there; null for any other. */
export function recogniseSite({ isHtml, title, text, markup }: ResponsePage): SitePage | null {
  if (!isHtml) return null;
  const words = `${title}\n${text}`.toLowerCase();
  // A page of a living site may mention both; a page in its place is short.
  if (words.length > 6_000) return null;
  if (FILING.test(words) || /webblock|batit\.aliyun|beian\.aliyun\.com/.test(markup)) {
    const [product = '–'] = PROVIDERS.find(([, mark]) => mark.test(markup)) ?? [];
    return { kind: 'filing', product };
  }
  const [product] = DEFAULTS.find(([, mark]) => mark.test(words) || mark.test(markup)) ?? [];
  if (product !== undefined) return { kind: 'default', product };
  return PARKED.test(words) ? { kind: 'parked', product: '–' } : null;
}

const HOST =
  /invalid http_host|disallowedhost|invalid host(?:name| header)|blocked hosts?\b|(?:request )?host(?:name)? (?:is invalid|.{1,100} is not allowed)|misdirected request|unrecogni[sz]ed host|unknown (?:virtual )?(?:host|domain)|untrusted (?:host|domain)|(?:domain|host)(?: name)? \S{1,253} is (?:untrusted|not trusted)|host ?name is not valid for this server|no such app\b|requested route .{1,260} does not exist|nosuchbucket|specified bucket does not exist|there isn't a github pages site|this host .{1,260} is not allowed/;

/** Whether a server or framework refused a call because it does not know the host name that the call asked for. */
export const isHostRefused = ({ status, title, text }: ResponsePage): boolean =>
  status === 421 ||
  ([400, 403, 404, 500].includes(status) && HOST.test(`${title}\n${text}`.slice(0, 6_000).toLowerCase()));

const MAINTENANCE = /\bmaintenance\b|we'll be right back|维护|系统升级/;
/** With status 200, where a product may be about the maintenance of something. */
const MAINTENANCE_NOW =
  /\b(under|down for|scheduled|in) maintenance\b|maintenance mode|(系统|网站|平台|服务|正在|升级)维护|维护(中|期间)/;
/** Apache writes it wherever the server behind it does not answer. */
const STOCK = /maintenance downtime or capacity problems/;

/** Whether a site says that it was taken down for a while; Laravel does so by the words of the status alone. */
export function isUnderMaintenance({ status, title, text, isHtml, json }: ResponsePage): boolean {
  const isLaravel =
    status === 503 && title === 'Service Unavailable' && /^503\s+Service Unavailable$/.test(text);
  if (isLaravel) return true;
  if (status !== 503 && !(status === 200 && isHtml)) return false;
  const words = `${title}\n${text}`.toLowerCase();
  return (
    words.length < (json === null ? 1_500 : 600) &&
    (status === 200 ? MAINTENANCE_NOW : MAINTENANCE).test(words) &&
    !STOCK.test(words)
  );
}

/** Providers send the visitors of a name without a filing to a page of theirs. */
export const isFilingRedirect = (location: string): boolean =>
  /webblock|batit\.aliyun|beian\.aliyun\.com/i.test(location);
