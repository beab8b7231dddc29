import type { BeiheVerify, BeiheVerifyAttributes } from 'beihe';
import { defineComponent, h, onMounted, ref, type DefineComponent } from 'vue';

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
    const element = ref<BeiheVerify>();
    const read = () => {
      if (element.value?.phase === 'done') emit('done');
    };
    // In a page that the server rendered, the element may be done before Vue listens.
    onMounted(read);
    return () => {
      const attributes: BeiheVerifyAttributes = { 'session-token': props.token, locale: 'zh-CN' };
      return h('beihe-verify', { ...attributes, ref: element, 'onBeihe-phase': read });
    };
  },
});
