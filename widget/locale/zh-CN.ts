import { environmentAdvice, hasOneEngine, otherBrowser } from '../page/advice.ts';
import type { Place } from '../page/place.ts';
import type { EnvironmentCode } from '../page/support-code.ts';
import type { Wording } from './wording.ts';

const environment = (code: EnvironmentCode) => (place: Place) => environmentAdvice['zh-CN'](code, place);

/** Where another browser has the same engine, only a newer system can help. In an app the browser can. */
const otherEngine = (place: Place): string =>
  place.shownIn === 'browser' && hasOneEngine(place)
    ? '更新系统后再试；仍不行，请换一台设备，或者告知服务商。'
    : `换一个浏览器打开（${otherBrowser['zh-CN'][place.system]}）；仍不行，请告知服务商。`;

/** What the person closes and opens again. */
const shown = ({ shownIn }: Place): string => (shownIn === 'browser' ? '浏览器' : '应用');

export const zhCN: Wording = {
  sandbox: '沙盒环境，仅供测试',
  pause: '，',
  preparing: '正在准备…',
  consent: {
    title: '确认是您本人',
    asks: (provider) => `${provider} 请您完成备案真实性核验`,
    organiser: '主办单位',
    domains: '域名',
    steps: [
      '打开前置摄像头，摘下墨镜，脸对准圆框',
      '照着提示做三个简单动作，约 15 秒',
      '动作数据和少量照片交由上述机构核验，不录制视频',
    ],
    purposes: '请您确认',
    required: '必选',
    optional: '可选',
    missing: '请先勾选必选项，才能继续。',
    agree: '同意并开始',
    resume: '开始核验',
    alternative: (provider) => `不想刷脸？您也可以联系 ${provider} 办理现场核验，办理结果没有区别。`,
    slower: '我需要更多时间',
    slowerDetail: '每个动作的时间约为两倍，其他都一样。',
    slowerGiven: '每个动作的时间已延长到约两倍。',
  },
  readying: { title: '马上就好', loading: '正在加载识别模型', camera: '请允许使用摄像头' },
  positioning: { ready: '很好，保持不动', soon: '马上开始' },
  hints: {
    'face-missing': '请把脸放进圆框',
    'faces-several': '画面里请只留您一个人',
    'too-dark': '脸上光线不足，请面向光源',
    'too-bright': '光线太强，请避开直射光',
    'face-too-small': '请靠近一点',
    'face-too-close': '请离远一点',
    'off-centre': '请移到圆框中间',
    'turned-away': '请正对屏幕',
    'glasses-dark': '请摘下墨镜或深色眼镜',
    'mouth-open': '请先合上嘴',
  },
  camera: {
    troubles: {
      opening: '正在打开摄像头…',
      muted: '摄像头暂时被其他应用占用，请稍候',
      slow: '画面有点卡：请到亮一点的地方，并关闭其他应用',
    },
    unseen: '请让核验画面显示在屏幕上',
    switch: '换一个摄像头',
    offer: '还是没有看到您？可以换一个摄像头试试。',
    tap: '点这里显示画面',
  },
  asks: {
    blink: (count) => `眨眼 ${count} 次`,
    turnLeft: '向左转头',
    turnRight: '向右转头',
    nod: '点一下头',
    openMouth: '张一下嘴',
    blinkDetail: '其余时间请睁着眼',
    turnDetail: '转过去，再转回来',
    nodDetail: '低下去，再抬起来',
    openMouthDetail: '张大，再合上',
    enough: {
      'turn-head': '可以了，请转回正面',
      nod: '可以了，请抬起头',
      'open-mouth': '可以了，请合上嘴',
    },
    neutral: '请看着屏幕',
    answered: '很好',
    eyesOpen: '请睁着眼',
    nextSoon: '等下一个提示',
    finishing: '马上就好',
  },
  windowOf: (n, windows) => `第 ${n} 个动作，共 ${windows} 个`,
  preview: '摄像头画面',
  sending: { title: '正在提交', detail: '请不要关闭页面', busy: '当前核验的人较多，正在排队，请不要关闭页面' },
  done: { title: '已完成', mend: '核验材料已提交，结果会发给您的服务商。可以关闭本页面。' },
  withdrawal: {
    title: '撤回同意',
    kept: (until) => `您的核验数据保存至 ${until}，到期自动删除。在此之前，您可以随时撤回同意并删除。`,
    offer: '撤回同意并删除',
    copy: '复制撤回链接',
    copied: '已复制。请妥善保存，持有该链接的人都可以删除这次的数据。',
    byHand: '请长按复制并保存下面的链接，之后可以用它撤回：',
    question: '确定要撤回吗？',
    detail: '照片、动作数据和核验结果将全部删除，无法恢复。如果备案还没有办完，需要重新核验。',
    confirm: '撤回并删除',
    cancel: '暂不撤回',
    sending: '正在删除…',
    unsent: '没有删除成功。请检查网络后再试。',
  },
  retry: {
    title: '还差一点',
    detail: '请按下面的提示调整后再试一次：',
    again: '再试一次',
    slower: '我需要更多时间，慢一点再试',
  },
  causes: {
    'face-missing': { title: '有时看不到您的脸', mend: '全程把脸留在圆框里。' },
    'faces-several': { title: '画面里不止一个人', mend: '请其他人离开画面。' },
    'face-too-small': { title: '脸离屏幕太远', mend: '靠近一些，让脸填满圆框。' },
    'face-too-close': { title: '脸离屏幕太近', mend: '离远一些，让整张脸都在圆框里。' },
    'moved-too-fast': { title: '移动得太快', mend: '动作放慢，手机拿稳。' },
    'too-dark': { title: '脸上光线不足', mend: '开灯，或者面向窗户，不要背光；戴墨镜的请摘下。' },
    'too-bright': { title: '光线太强', mend: '避开阳光和灯光直射。' },
    'frames-too-few': { title: '画面不够流畅', mend: '关闭其他应用和省电模式，再试一次。' },
    'connection-slow': { title: '网络太慢', mend: '换一个网络，或者靠近路由器。' },
    'action-missed': { title: '有动作没有看清', mend: '看到提示再做，做到位后回到正面。' },
    'action-mirrored': {
      title: '转头方向反了',
      mend: '请照图示的方向转。如果没有转错，是摄像头左右颠倒了：请关闭它的“镜像”，或者换一个摄像头。',
    },
    'action-other': { title: '做了没有要求的动作', mend: '只做提示的动作，其余时间看着屏幕。' },
    'portrait-missing': { title: '没有拍到清楚的正脸', mend: '开始时正对屏幕，睁眼闭嘴，保持片刻。' },
    'evidence-unusable': {
      title: '这次的画面不能使用',
      mend: '请在光线均匀的地方，直接用手机前置摄像头，不要用虚拟摄像头或录像。',
    },
  },
  failures: {
    'page-insecure': { title: '本页的连接不安全', mend: environment('page-insecure') },
    'camera-forbidden': { title: '当前页面不能使用摄像头', mend: environment('camera-forbidden') },
    'browser-in-app': { title: '请在系统浏览器中打开', mend: environment('browser-in-app') },
    'browser-unsupported': { title: '这个浏览器无法完成核验', mend: environment('browser-unsupported') },
    'model-missing': { title: '识别模型没有加载成功', mend: '检查网络后再试；仍不行，请告知服务商。' },
    'model-altered': {
      title: '识别模型与预期不符',
      mend: '网络可能改动了文件。换一个网络再试；仍不行，请告知服务商。',
    },
    'wasm-refused': {
      title: '浏览器不允许运行识别程序',
      mend: otherEngine,
    },
    'device-too-slow': { title: '设备跟不上', mend: '关闭其他应用和省电模式再试，或者换一台设备。' },
    'vision-blocked': { title: '识别程序没有启动', mend: otherEngine },
    'camera-denied': {
      title: '没有摄像头权限',
      mend: (place) =>
        place.shownIn !== 'browser'
          ? '请在系统设置里允许这个应用使用摄像头，再试一次。'
          : place.system === 'harmony'
            ? '请在系统设置和浏览器设置里允许使用摄像头，再试一次。'
            : '点地址栏左边的图标，把摄像头改为“允许”，再试一次。',
    },
    'camera-absent': { title: '没有找到摄像头', mend: '接上摄像头，或者换用手机打开。' },
    'camera-busy': { title: '摄像头正被占用', mend: '关闭正在使用摄像头的应用（会议、相机等），再试一次。' },
    'camera-unanswered': {
      title: '还没有允许使用摄像头',
      mend: '再试一次，在弹出的窗口里点“允许”。没有弹窗的话，请换用系统浏览器打开。',
    },
    'camera-too-small': { title: '摄像头画面太小', mend: '换一个摄像头，或者换用手机打开。' },
    'camera-infrared': {
      title: '只有红外摄像头的画面',
      mend: '请启用普通的彩色摄像头，或者换一台设备。',
    },
    'camera-blank': {
      title: '摄像头画面是黑的',
      mend: '打开镜头上的滑盖，擦一擦镜头，把灯打开，再试一次。',
    },
    'camera-frozen': {
      title: '摄像头画面不动了',
      mend: (place) => `关闭其他使用摄像头的应用，再试一次；仍不行，请重启${shown(place)}。`,
    },
    'camera-silent': {
      title: '摄像头没有画面',
      mend: (place) => `关闭其他使用摄像头的应用，再试一次；仍不行，请重启${shown(place)}，或者换用系统浏览器打开。`,
    },
    'camera-slow': {
      title: '摄像头画面太卡',
      mend: '到亮一点的地方，关闭其他应用，再试一次；或者换一个摄像头。',
    },
    'camera-rotated': { title: '屏幕方向变了', mend: '做动作时请拿稳，不要转动手机，再试一次。' },
    'camera-interrupted': {
      title: '摄像头被其他应用占用了',
      mend: '结束通话，关闭使用摄像头的应用；电脑有摄像头开关的，请打开，再试一次。',
    },
    'camera-revoked': {
      title: '浏览器关闭了摄像头',
      mend: ({ shownIn }) =>
        `再试一次，询问时请允许；没有询问的话，请先在${shownIn === 'browser' ? '浏览器的网站设置' : '系统设置'}里允许使用摄像头。`,
    },
    'camera-lost': { title: '摄像头断开了', mend: '重新接好摄像头，再试一次。' },
    'picture-blocked': {
      title: '画面没有显示出来',
      mend: '再试一次，出现“点这里显示画面”时点一下；省电模式请先关闭。',
    },
    'iframe-refused': { title: '核验页面没有打开', mend: '请检查网络后再试；仍不行，请告知服务商。' },
    'network-lost': { title: '网络断开了', mend: '检查网络后再试一次。' },
    'network-slow': {
      title: '网络太慢，无法开始',
      mend: '上传至少需要 64 kbit/s。换到信号好的地方，或者换一个网络再试。',
    },
    'verifier-invalid': { title: '核验服务的地址不对', mend: '请告知服务商。' },
    'verifier-failed': { title: '核验服务暂时不可用', mend: '请稍后再试；仍不行，请告知服务商。' },
    'attester-failed': { title: '核验程序出错了', mend: '请再试一次；还是不行的话，请刷新页面。' },
    'page-hidden': { title: '核验中断了', mend: '核验时请不要切换应用或锁屏，再试一次。' },
    'element-hidden': {
      title: '核验画面不见了',
      mend: '做动作时，核验画面要一直显示在屏幕上。请不要关闭它或滚动到别处，再试一次。',
    },
    'session-expired': { title: '本次核验已过期', mend: '请回到服务商的页面重新开始。' },
    'session-unknown': { title: '本次核验不存在', mend: '请回到服务商的页面重新开始。' },
    'session-withdrawn': { title: '本次核验已撤回', mend: '相关数据已删除。如需核验，请回到服务商的页面重新开始。' },
    'session-finished': { title: '本次核验已结束', mend: '不需要再做什么，可以关闭本页面。' },
    'token-invalid': { title: '核验凭证无效', mend: '请回到服务商的页面重新打开。' },
    'token-expired': { title: '链接已过期', mend: '请回到服务商的页面重新开始。' },
    'token-foreign': { title: '核验凭证无效', mend: '请回到服务商的页面重新打开。' },
    'key-foreign': {
      title: '本次核验已绑定另一台设备或浏览器',
      mend: '请在最初打开它的设备和浏览器里继续；清除过浏览器数据的，请回到服务商的页面重新开始。',
    },
    'consent-outdated': { title: '授权说明已更新', mend: '请重新阅读并确认。' },
    'challenge-replaced': { title: '核验在另一个窗口重新开始了', mend: '请只保留一个窗口，再试一次。' },
    'attempts-paused': { title: '尝试次数较多，先休息一下', mend: '为保护您的账户，暂停片刻后可以再试。' },
    'attempts-exhausted': { title: '本次核验的次数已用完', mend: '请回到服务商的页面重新开始，或者办理现场核验。' },
    'subject-digest-stale': { title: '备案信息有改动', mend: '请回到服务商的页面重新打开，核对后再继续。' },
    'case-withdrawn': { title: '备案申请已撤回', mend: '相关材料已删除，不需要再做什么。' },
    'evidence-late': { title: '提交超时', mend: '网络太慢。换一个网络再试一次。' },
    'frames-late': { title: '提交超时', mend: '网络太慢。换一个网络再试一次。' },
    'upload-slow': { title: '网络太慢，没有传完', mend: '换一个信号好的网络，再试一次。' },
    'verifier-busy': { title: '当前核验的人较多', mend: '请稍等几分钟再试。' },
    'sandbox-local-only': { title: '沙盒只能在本机使用', mend: '请通过 localhost 打开。' },
  },
  other: { title: '出了点问题', mend: '请再试一次；仍不行，请把下面的代码告知服务商。' },
  exit: {
    copy: '复制链接',
    copied: '已复制，请到浏览器里粘贴打开',
    byHand: '长按复制下面的链接，到浏览器里打开：',
    open: '在新窗口打开',
  },
  iframe: '备案真实性核验',
  code: '代码',
  pausedUntil: (time) => `${time} 后可以再试`,
  tryAgain: '再试一次',
};
