import { expect, it } from 'vitest';
import { Speech } from '../../../../widget/step/speech.ts';

it('waits with what is not urgent, and says nothing twice in a row', () => {
  const speech = new Speech();
  const hint = (text: string) => ({ text, isUrgent: false });
  expect(speech.say(hint('a'), 0)).toEqual({ polite: 'a', assertive: '' });
  const first = speech.say(hint('a'), 9000);
  expect(speech.say(hint('a'), 20_000)).toBe(first);
  expect(speech.say(hint('b'), 1000).polite).toBe('a');
  expect(speech.say({ text: 'now', isUrgent: true }, 1000)).toEqual({ polite: '', assertive: 'now' });
  expect(speech.say(hint('b'), 1500).polite).toBe('');
  expect(speech.say(hint('b'), 9000).polite).toBe('b');
});
