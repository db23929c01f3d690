/** What a host is known for. */
export type HostileKind = 'miner' | 'supplyChain' | 'skimmer';
export type HostileHost = { domain: string; kind: HostileKind; since: string };

/** The last public notice that the lists take into account. */
export const HOSTILE_HOSTS_AS_OF = '2025-09-08';

/**
 * Domains that served code against the visitors of other sites. Sources: Sansec, "Polyfill supply chain attack hits
 * 100K+ sites" (June 2024) and its follow-up that names the sister domains of the same owner; Cloudflare's and Namecheap's
 * notices of the same week; the public records of browser miners (Coinhive, closed in March 2019, and those like it);
 * RiskIQ, "Inside Magecart" (2018).
 */
export const HOSTILE_HOSTS: readonly HostileHost[] = [
  ...[
    'polyfill.io',
    'polyfill.com',
    'bootcss.com',
    'bootcdn.net',
    'staticfile.net',
    'staticfile.org',
    'unionadjs.com',
    'xhsbpza.com',
    'macoms.la',
    'newcrbpc.com',
  ].map((domain): HostileHost => ({ domain, kind: 'supplyChain', since: '2024-06' })),
  ...[
    'coinhive.com',
    'coin-hive.com',
    'cnhv.co',
    'authedmine.com',
    'crypto-loot.com',
    'cryptoloot.pro',
    'cryptaloot.pro',
    'coinimp.com',
    'jsecoin.com',
    'minero.cc',
    'webmine.cz',
    'monerominer.rocks',
    'ppoi.org',
  ].map((domain): HostileHost => ({ domain, kind: 'miner', since: '2017-09' })),
  ...['magentocore.net', 'neweggstats.com', 'baways.com'].map(
    (domain): HostileHost => ({ domain, kind: 'skimmer', since: '2018-09' }),
  ),
];

/**
 * Releases of packages that carried code against visitors, as a library host serves them: `name@version`. Sources: the
 * GitHub advisories GHSA-pjwm-rvh2-c87w (2021-10), Ledger's notice on Connect Kit (2023-12), LottieFiles' notice
 * (2024-10), GHSA-jcxm-7wvp-g6p5 (2024-12), and the notices on chalk and debug (2025-09).
 */
export const HOSTILE_RELEASES: ReadonlySet<string> = new Set([
  ...['ua-parser-js@0.7.29', 'ua-parser-js@0.8.0', 'ua-parser-js@1.0.0'],
  ...['@ledgerhq/connect-kit@1.1.5', '@ledgerhq/connect-kit@1.1.6', '@ledgerhq/connect-kit@1.1.7'],
  ...[
    '@lottiefiles/lottie-player@2.0.5',
    '@lottiefiles/lottie-player@2.0.6',
    '@lottiefiles/lottie-player@2.0.7',
  ],
  ...['@solana/web3.js@1.95.6', '@solana/web3.js@1.95.7'],
  ...['chalk@5.6.1', 'debug@4.4.2', 'ansi-styles@6.2.2', 'strip-ansi@7.1.1'],
]);

/** Services whose frames and scripts are hidden rightly: payment, sign-in, statistics, maps, challenges, shops of apps. */
export const SERVICES: ReadonlySet<string> = new Set(
  `google.com googletagmanager.com google-analytics.com googleapis.com gstatic.com googlesyndication.com
  googleadservices.com doubleclick.net youtube.com youtube-nocookie.com recaptcha.net goo.gl page.link firebaseapp.com
  stripe.com stripe.network paypal.com paypalobjects.com braintreegateway.com braintree-api.com adyen.com klarna.com
  klarnacdn.net checkout.com squareup.com square.com squarecdn.com worldpay.com authorize.net mollie.com razorpay.com
  amazon.com amazon-adsystem.com media-amazon.com payments-amazon.com alipay.com alipayobjects.com alicdn.com
  aliyun.com taobao.com tmall.com tanx.com unionpay.com 95516.com tenpay.com wechat.com weixin.qq.com qq.com
  gtimg.cn gtimg.com idqqimg.com weibo.com weibo.cn sina.com.cn sinajs.cn sinaimg.cn baidu.com bdstatic.com bdimg.com
  baidustatic.com cnzz.com umeng.com 51.la growingio.com sensorsdata.cn bilibili.com douyin.com bytedance.com zhihu.com
  douban.com jd.com 360.cn so.com sogou.com amap.com huawei.com huaweicloud.com hicloud.com dbankcloud.cn
  microsoft.com microsoftonline.com live.com msauth.net msftauth.net bing.com clarity.ms linkedin.com licdn.com
  facebook.com facebook.net fbcdn.net instagram.com whatsapp.com twitter.com x.com t.co tiktok.com pinterest.com reddit.com telegram.org t.me
  apple.com mzstatic.com cdn-apple.com cloudflare.com cloudflareinsights.com hcaptcha.com arkoselabs.com geetest.com
  auth0.com okta.com oktacdn.com onelogin.com jsdelivr.net unpkg.com jquery.com bootstrapcdn.com fontawesome.com typekit.net adobedtm.com
  adobe.com demdex.net omtrdc.net hotjar.com hotjar.io intercom.io intercomcdn.com zendesk.com zdassets.com hubspot.com
  hs-scripts.com hsforms.com hsforms.net hs-analytics.net marketo.com marketo.net salesforce.com force.com pardot.com tawk.to crisp.chat
  livechatinc.com drift.com segment.com segment.io mixpanel.com mxpnl.com amplitude.com heap.io heapanalytics.com
  fullstory.com newrelic.com nr-data.net sentry.io sentry-cdn.com datadoghq.com datadoghq-browser-agent.com optimizely.com vwo.com visualwebsiteoptimizer.com
  criteo.com criteo.net taboola.com outbrain.com adroll.com yandex.ru yandex.net yastatic.net yandex.com mail.ru vk.com
  vimeo.com openstreetmap.org mapbox.com onetrust.com cookielaw.org cookiebot.com trustarc.com trustpilot.com onelink.me adjust.com
  app.link branch.io appsflyer.com jsdelivr.com gov.cn github.com wordpress.com wp.com matomo.cloud plausible.io statcounter.com addthis.com sharethis.com`
    .trim()
    .split(/\s+/),
);

export type CopiedHost = { host: string; path: RegExp };

/** Hosts that sites load code from, which others imitate; with the paths that they are known for. */
export const COPIED_HOSTS: readonly CopiedHost[] = [
  { host: 'www.google-analytics.com', path: /^\/(?:analytics|ga|gtm|collect|g)\b/ },
  { host: 'ssl.google-analytics.com', path: /^\/ga\.js/ },
  { host: 'www.googletagmanager.com', path: /^\/(?:gtm\.js|gtag|ns\.html)/ },
  { host: 'ajax.googleapis.com', path: /^\/ajax\/libs\// },
  { host: 'fonts.googleapis.com', path: /^\/(?:css2?|icon)\b/ },
  { host: 'cdn.jsdelivr.net', path: /^\/(?:npm|gh|combine|wp|g)\// },
  { host: 'cdnjs.cloudflare.com', path: /^\/ajax\/libs\// },
  { host: 'static.cloudflareinsights.com', path: /^\/beacon/ },
  { host: 'challenges.cloudflare.com', path: /^\/turnstile/ },
  { host: 'code.jquery.com', path: /jquery|^\/ui\// },
  { host: 'unpkg.com', path: /@\d|\.js/ },
  { host: 'maxcdn.bootstrapcdn.com', path: /bootstrap|font-awesome/ },
  { host: 'stackpath.bootstrapcdn.com', path: /bootstrap/ },
  { host: 'netdna.bootstrapcdn.com', path: /bootstrap|font-awesome/ },
  { host: 'use.fontawesome.com', path: /fontawesome|^\/releases\/|^\/[\da-f]{10}\.js/ },
  { host: 'ajax.aspnetcdn.com', path: /^\/ajax\// },
  { host: 'js.stripe.com', path: /^\/(?:v\d|basil|acacia)/ },
  { host: 'hm.baidu.com', path: /^\/(?:hm|h)\.js/ },
  { host: 'push.zhanzhang.baidu.com', path: /^\/push\.js/ },
  { host: 'connect.facebook.net', path: /\/(?:sdk|fbevents|all)\.js/ },
  { host: 'static.hotjar.com', path: /^\/c\/hotjar/ },
  { host: 'lib.baomitu.com', path: /\.js/ },
  { host: 'cdn.segment.com', path: /^\/analytics\.js/ },
  { host: 'cdn.tailwindcss.com', path: /^\/(?:$|\d)/ },
  { host: 'polyfill-fastly.io', path: /polyfill/ },
];
