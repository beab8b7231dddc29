import { expect, it } from 'vitest';
import { Speech, type Utterance } from '../../../../widget/step/speech.ts';

it('Speech delays texts that are not urgent, and says no text twice in a row', () => {
  const speech = new Speech();
  const hint = (text: string): Utterance => ({ text, manner: 'polite' });
  expect(speech.say(hint('a'), 0)).toEqual({ polite: 'a', assertive: '' });
  const first = speech.say(hint('a'), 9000);
  expect(speech.say(hint('a'), 20_000)).toBe(first);
  expect(speech.say(hint('b'), 1000).polite).toBe('a');
  expect(speech.say({ text: 'now', manner: 'assertive' }, 1000)).toEqual({ polite: '', assertive: 'now' });
  expect(speech.say(hint('b'), 1500).polite).toBe('');
  expect(speech.say(hint('b'), 9000).polite).toBe('b');
});

it('Speech says only some of many hints in a short time', () => {
  const speech = new Speech();
  const said = new Set<string>();
  for (let n = 0; n < 8; n += 1) said.add(speech.say({ text: `hint ${n}`, manner: 'polite' }, n * 1_000).polite);
  expect([...said]).toEqual(['hint 0', 'hint 3', 'hint 6']);
});

it('Speech says a timely text without a pause, and not in place of an assertive one', () => {
  const speech = new Speech();
  speech.say({ text: 'turn', manner: 'assertive' }, 0);
  expect(speech.say({ text: 'turn back', manner: 'timely' }, 800)).toEqual({ polite: 'turn back', assertive: '' });
  expect(speech.say({ text: 'good', manner: 'polite' }, 1_600).polite).toBe('turn back');
});
