import type { BeiheVerifyAttributes, PhaseDetail } from 'beihe';

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'beihe-verify': DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement> &
        BeiheVerifyAttributes & { 'onbeihe-phase'?: (event: CustomEvent<PhaseDetail>) => void };
    }
  }
}

export function Verification({ token, onDone }: { token: string; onDone: () => void }) {
  return (
    <beihe-verify
      session-token={token}
      locale="zh-CN"
      onbeihe-phase={({ detail }) => {
        if (detail.phase === 'done') onDone();
      }}
    />
  );
}
