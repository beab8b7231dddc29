import type { BeiheVerifyAttributes, PhaseDetail } from 'beihe';
import { defineComponent, h, type DefineComponent } from 'vue';

// The types for templates. If you use templates, vite.config.ts needs
// vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === 'beihe-verify' } } }).
declare module 'vue' {
  interface GlobalComponents {
    'beihe-verify': DefineComponent<BeiheVerifyAttributes>;
  }
}

export const Verification = defineComponent({
  props: { token: { type: String, required: true } },
  emits: { done: () => true },
  setup(props, { emit }) {
    const onPhase = ({ detail }: CustomEvent<PhaseDetail>) => {
      if (detail.phase === 'done') emit('done');
    };
    return () => {
      const attributes: BeiheVerifyAttributes = { 'session-token': props.token, locale: 'zh-CN' };
      return h('beihe-verify', { ...attributes, 'onBeihe-phase': onPhase });
    };
  },
});
