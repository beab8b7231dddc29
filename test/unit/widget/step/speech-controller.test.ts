import { expect, it } from 'vitest';
import { SpeechController } from '../../../../widget/step/speech-controller.ts';
import type { Utterance } from '../../../../widget/step/speech.ts';

function controlled() {
  const host = { utterance: undefined as Utterance | undefined, updates: 0 };
  const speech = new SpeechController(
    {
      addController: () => undefined,
      removeController: () => undefined,
      requestUpdate: () => {
        host.updates += 1;
      },
      updateComplete: Promise.resolve(true),
    },
    () => host.utterance,
  );
  return { host, speech };
}

it('the speech controller requests an update only when there is something new to say', () => {
  const { host, speech } = controlled();
  host.utterance = { text: 'nod', manner: 'assertive' };
  speech.speak();
  speech.speak();
  expect(speech.spoken).toEqual({ polite: '', assertive: 'nod' });
  expect(host.updates).toBe(1);
});

it('the speech controller can repeat a text after a silence', () => {
  const { host, speech } = controlled();
  host.utterance = { text: 'nod', manner: 'assertive' };
  speech.speak();
  const { utterance } = host;
  host.utterance = undefined;
  speech.speak();
  expect(speech.spoken).toEqual({ polite: '', assertive: '' });
  host.utterance = utterance;
  speech.speak();
  expect(speech.spoken.assertive).toBe('nod');
});
