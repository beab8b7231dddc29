/** Apps that show pages in a browser of their own, by what stands in their user agents. */
const apps =
  /micromessenger|wxwork|alipayclient|aliapp\(|dingtalk|\blark\/|weibo|aweme|newsarticle|baiduboxapp|jdapp|\bqq\/\d/i;

/**
 * Whether this calls itself a browser inside an app, whose menu leads to the system's. It chooses the advice and decides
 * nothing.
 *
 * @param agent the user agent
 */
export function isInApp(agent: string): boolean {
  if (apps.test(agent)) return true;
  // Android's web view says so, but some browsers of their own say it too; that of iOS leaves out what every browser there has.
  return (
    (/; ?wv\)/.test(agent) && !/browser\//i.test(agent)) ||
    (/\bip(hone|ad|od)/i.test(agent) && !/safari\//i.test(agent))
  );
}
