/** What a person is asked to agree to, purpose by purpose. Separate consent: PIPL art. 29; CAC and MPS order 19 (2025). */
import type { Locale } from '#protocol/locale.ts';
import type { ConsentText } from '#protocol/session/consent.ts';

type Purpose = ConsentText['purposes'][number];

/** Who gets what in a case. */
export interface Parties {
  readonly provider: string;
  /** The authority database that compares the person. */
  readonly authority: Readonly<Record<Locale, string>>;
  /** The provincial communications administration that gets the filing. */
  readonly bureau: string;
}

const faceCapture: Purpose = {
  id: 'face-capture',
  required: true,
  text: {
    'zh-CN':
      '采集人脸信息：为核验您就是本次网站或 App 备案的负责人，我们将通过摄像头拍摄您按提示完成的几个动作，' +
      '采集您的人脸图像和面部关键点，经互联网加密传输至核验服务，分析是否由您本人实时完成。人脸信息属于敏感个人信息，一旦泄露或被非法使用，' +
      '可能影响您的人格尊严和人身、财产安全，因此需要您单独同意。您可以不同意并改用现场核验，备案办理不会因此受到不利影响。',
    en:
      'Capturing your face: to verify that you are the person in charge named in this filing, the camera records you ' +
      'while you follow a few prompts. We collect images of your face and points on it, send them encrypted over the ' +
      'Internet to the verification service, and analyse whether it is really you, now. Face information is sensitive personal information: if leaked or misused, it could harm your ' +
      'dignity, your safety or your property. It therefore needs your separate consent. You may decline and be ' +
      'verified in person instead, with no disadvantage to your filing.',
  },
};

const comparison: Purpose = {
  id: 'comparison',
  required: true,
  text: {
    'zh-CN':
      '与证件及权威数据比对：从拍摄内容中选取一张人像，连同您的姓名、证件号码，与您提交的证件以及国家有关部门的' +
      '权威数据进行比对，核验结果提供给为您办理备案的接入服务商，并用于生成备案信息真实性核验单、报送电信主管部门。',
    en:
      'Comparing with your document and the authority’s data: one portrait from the recording, with your name and ' +
      'document number, is compared with the document you submit and with the data of the competent state ' +
      'authority. The result goes to the access provider that handles your filing and, in its verification form, to ' +
      'the telecommunications authority.',
  },
};

const evidenceKeeping: Purpose = {
  id: 'evidence-keeping',
  required: true,
  text: {
    'zh-CN':
      '保存核验证据：保存核验所用的画面、动作数据和核验结果，仅用于备案审核、主管部门检查和争议处理。' +
      '如发生故障，还会记录出错的步骤、代码、耗时和浏览器类型等技术信息，不含您的姓名、证件号码和画面，供接入服务商排查问题。' +
      '保存期限最长 8 天（会话 24 小时，之后 7 天）；期限届满或您撤回同意后予以删除，法律、行政法规另有规定的除外。' +
      '在保存期内您随时可以撤回：在本页面，或使用本页面提供的撤回链接，或通过接入服务商。' +
      '数据以本次核验专用的密钥加密保存，删除时一并销毁密钥；数据库最长 30 天的恢复副本中只有密文，密钥销毁后任何人都无法读取。' +
      '撤回同意不影响撤回前已进行的处理的效力。',
    en:
      'Keeping the evidence: the images, motion data and result of this verification are kept, only for the review of ' +
      'your filing, for inspection by the authorities and to settle disputes. If something fails, technical facts (the step, a code, ' +
      'timings and the kind of browser) are kept too, without your name, document number or picture, so that the ' +
      'access provider can help. All of it is kept for 8 days at most (the session’s 24 hours and 7 days after) and ' +
      'deleted after that, or when you withdraw your consent, unless a law or administrative regulation says otherwise. ' +
      'You can withdraw at any time while it is kept: on this page, with the withdrawal link that this page gives you, or ' +
      'through the access provider. The data is stored encrypted under a key of this verification alone, and the key is ' +
      'destroyed with it. Recovery copies of the database, kept for up to 30 days, contain only encrypted data that nobody can read without the key. ' +
      'Withdrawing does not affect what was lawfully done before.',
  },
};

const improvement: Purpose = {
  id: 'improvement',
  required: false,
  text: {
    'zh-CN':
      '改进核验质量：使用本次的动作数据和核验结果评估并降低误判率，不使用您的姓名和证件号码。' +
      '不同意不影响本次核验。',
    en:
      'Improving the verification: the motion data and result are used to measure and reduce wrong decisions, ' +
      'without your name or document number. Declining does not affect this verification.',
  },
};

/** A live check alone: what happens to its result later is not decided here. */
export const liveCheckPurposes: readonly Purpose[] = [faceCapture, comparison, evidenceKeeping, improvement];

/** In a case it is known who compares, who is told, and how long the filing is kept. */
export const casePurposes = ({ provider, authority, bureau }: Parties): readonly Purpose[] => [
  faceCapture,
  {
    id: 'comparison',
    required: true,
    text: {
      'zh-CN':
        `与证件及权威数据比对：从拍摄内容中选取一张人像，连同您的姓名、证件号码，与您提交的证件比对，并加密提供给${authority['zh-CN']}，` +
        `与其权威数据比对。比对结果提供给接入服务商${provider}，由其审核并生成备案信息真实性核验单，连同该人像报送${bureau}。`,
      en:
        'Comparing with your document and the authority’s data: one portrait from the recording, with your name and ' +
        `document number, is compared with the document you submit, and is sent encrypted to ${authority.en}, which compares it with its own ` +
        `data. The result goes to the access provider ${provider}, which reviews it, makes the verification form, and submits the form and the ` +
        `portrait to the communications administration of the province (${bureau}).`,
    },
  },
  {
    id: 'evidence-keeping',
    required: true,
    text: {
      'zh-CN':
        '保存核验证据和备案材料：拍摄的画面、动作数据和核验结果仅用于备案审核、主管部门检查和争议处理，最长保存 8 天（会话 24 小时，之后 7 天）。' +
        '您提交的证件、本次选取的人像、您的同意、签名和比对结果属于备案材料，随备案保存：备案信息 30 天没有变动且未出具核验单的，予以删除；' +
        '已出具核验单的，最长保存 180 天；法律、行政法规另有规定的除外。' +
        '如发生故障，还会记录出错的步骤、代码、耗时和浏览器类型等技术信息，不含您的姓名、证件号码和画面，供接入服务商排查问题。' +
        '您随时可以撤回同意：拍摄的画面和动作数据可以在本页面，或使用本页面提供的撤回链接删除；备案材料请通过接入服务商撤回。' +
        '两者分别以专用的密钥加密保存，删除时一并销毁密钥；数据库最长 30 天的恢复副本中只有密文，密钥销毁后任何人都无法读取。' +
        '撤回同意不影响撤回前已进行的处理的效力。',
      en:
        'Keeping the evidence and the filing: the images, motion data and result of this verification are kept for 8 days at most (the ' +
        'session’s 24 hours and 7 days after), only for the review of your filing, for inspection by the authorities and to settle ' +
        'disputes. Your document, the portrait, your consent, your signature and the result of the comparison belong to the filing and are kept with ' +
        'it: they are deleted 30 days after the filing’s last change if no verification form was made, and at most 180 days after it otherwise, ' +
        'unless a law or administrative regulation says otherwise. If something fails, technical facts (the step, a code, timings and the kind of ' +
        'browser) are kept too, without your name, document number or picture, so that the access provider can help. You can withdraw ' +
        'your consent at any time: on this page or with the withdrawal link that this page gives you, which deletes the images and motion data; ' +
        'through the access provider for what belongs to the filing. Each is stored encrypted under a key of its own, which is destroyed with ' +
        'it. Recovery copies of the database, kept for up to 30 days, contain only encrypted data that nobody can read without the key. ' +
        'Withdrawing does not affect what was lawfully done before.',
    },
  },
  improvement,
];
