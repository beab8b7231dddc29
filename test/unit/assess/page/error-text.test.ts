import { expect, it } from 'vitest';
import { errorText, unfinishedText } from '../../../../assess/page/error-text.ts';
import { VerifierError } from '../../../../assess/page/verifier.ts';

it.each(['constructor', 'toString', '__proto__'])('a code that every object inherits has no words: %s', (code) => {
  expect(errorText(new VerifierError(code, 'as the server says'), 'zh-CN')).toBe(
    `服务端拒绝：as the server says（${code}）`,
  );
  expect(unfinishedText(code, 'en')).toBe(unfinishedText('no-such-code', 'en'));
});
