import type { BeiheVerify, BeiheVerifyAttributes } from 'beihe';
import { useEffect, useRef, type DetailedHTMLProps, type HTMLAttributes } from 'react';

declare global {
  namespace JSX {
    interface IntrinsicElements {
      'beihe-verify': DetailedHTMLProps<HTMLAttributes<BeiheVerify>, BeiheVerify> & BeiheVerifyAttributes;
    }
  }
}

export function Verification({ token, onDone }: { token: string; onDone: () => void }) {
  const ref = useRef<BeiheVerify>(null);
  const latest = useRef(onDone);
  useEffect(() => {
    latest.current = onDone;
  });
  useEffect(() => {
    const element = ref.current;
    const read = () => {
      if (element?.phase === 'done') latest.current();
    };
    element?.addEventListener('beihe-phase', read);
    // In a page that the server rendered, the element may be done before React listens.
    read();
    return () => element?.removeEventListener('beihe-phase', read);
  }, []);
  // The element sets the attribute `phase`, which the server did not render.
  return <beihe-verify ref={ref} session-token={token} locale="zh-CN" suppressHydrationWarning />;
}
