import type { BeiheVerify, BeiheVerifyAttributes, PhaseDetail } from 'beihe';
import { useEffect, useRef, type DetailedHTMLProps, type HTMLAttributes } from 'react';

declare global {
  namespace JSX {
    interface IntrinsicElements {
      'beihe-verify': DetailedHTMLProps<HTMLAttributes<BeiheVerify>, BeiheVerify> & BeiheVerifyAttributes;
    }
  }
}

export function Verification({ token, onDone }: { token: string; onDone: () => void }) {
  const element = useRef<BeiheVerify>(null);
  useEffect(() => {
    const listen = ({ detail }: CustomEvent<PhaseDetail>) => {
      if (detail.phase === 'done') onDone();
    };
    const { current } = element;
    current?.addEventListener('beihe-phase', listen);
    return () => current?.removeEventListener('beihe-phase', listen);
  }, [onDone]);
  return <beihe-verify ref={element} session-token={token} locale="zh-CN" />;
}
