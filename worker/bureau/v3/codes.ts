import type { MinistryCode } from '#protocol/case/submission.ts';
const waits = [15, 20, 901, 902];
export const ministryCode = (code: number, text?: string): MinistryCode => ({
  code,
  ...(text !== undefined && { text }),
  cause: `code-${code}`,
  remedy: waits.includes(code)
    ? 'wait'
    : code >= 1000
      ? code === 1001 || code === 1060 || code === 1062
        ? 'none'
        : 'correct'
      : 'operate',
});
