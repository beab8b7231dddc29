/** The verifier is killed once, at any of its steps: nothing is lost, and no question is asked twice but as it is recorded. */
import { beforeAll, describe, expect, it } from 'vitest';
import { seededDraw } from '#protocol/policy/chance.ts';
import { casePictureKey, formFileKey } from '../../../../worker/case/blob-keys.ts';
import { sandboxSecret } from '../../../../worker/config.ts';
import { personName } from '../../../../worker/person/person-name.ts';
import { digestOf } from '../../../../worker/trust/digest.ts';
import { deriveKey } from '../../../../worker/trust/secret.ts';
import { blobsOf, companyRecord } from '../../../contract/filing-case.ts';
import { InterruptedCase } from '../../../contract/interrupted-case.ts';
import { Life } from '../../../contract/mortal.ts';

/** How many seeds. The suite runs some; BEIHE_CRASHES=200 runs more. */
const seeds = Number(process.env['BEIHE_CRASHES'] ?? 10);

/** Calls of a run that nothing interrupts. */
let calls = 0;
beforeAll(async () => {
  const undisturbed = new InterruptedCase(new Life());
  await undisturbed.run();
  calls = undisturbed.life.calls;
});

describe('a verifier that is killed', () => {
  it('has many steps at which it can be killed', () => {
    expect(calls).toBeGreaterThan(50);
  });

  it.each(Array.from({ length: seeds }, (_, n) => `seed ${n}`))(
    'loses nothing and asks nothing twice: %s',
    async (seed) => {
      const draw = seededDraw(seed);
      const [endsAt, takesEffect] = [1 + draw(calls), draw(2) === 1];
      const interrupted = new InterruptedCase(new Life(endsAt, takesEffect));
      const state = await interrupted.run();
      const { site, id, received, host } = interrupted;
      const said = `call ${endsAt}, ${takesEffect ? 'after' : 'before'} its effect`;

      expect(state.state, said).toBe('accepted');
      expect(
        state.timeline.map(({ n }) => n),
        said,
      ).toEqual(state.timeline.map((_, n) => n + 1));
      expect(state.documents.map(({ kind }) => kind).toSorted(), said).toEqual([
        'person-document-back',
        'person-document-front',
        'unit-document',
      ]);
      const blobs = blobsOf(site);
      for (const { digest } of state.documents) expect(await blobs.get(casePictureKey(id, digest)), said).toBeDefined();
      const [form] = state.forms;
      for (const kind of ['json', 'pdf'] as const) {
        expect(await blobs.get(formFileKey(id, form!.digest, { kind })), said).toBeDefined();
      }
      expect(await host.ports.caseIndex.findForm(digestOf(form!.number)), said).toEqual({ case: id, state: 'valid' });
      const { cases } = await host.ports.caseIndex.list('sandbox-provider', { limit: 10 });
      expect(cases, said).toMatchObject([{ id, state: 'accepted' }]);

      expect(state.submissions, said).toMatchObject([{ round: 1, account: 'sandbox', stage: 'answered' }]);
      const account = await host.ports.accounts.overview('sandbox', {}, site.clock.nowMs);
      expect(account.queued, said).toBe(1);
      const { events } = await host.ports.feeds.run(
        'sandbox-provider',
        'page',
        { after: 0, limit: 100 },
        site.clock.nowMs,
      );
      expect(
        events.map(({ type, data }) => data.state ?? type),
        said,
      ).toEqual([
        'open',
        'comparing',
        'in-review',
        'form-ready',
        'submitted',
        'sms-pending',
        'case.sms-reminder',
        'accepted',
      ]);
      expect(state.outbox, said).toEqual([]);

      const { typeId, number } = companyRecord().organiser.personInCharge.document;
      const person = personName(deriveKey(sandboxSecret, 'person-name'), typeId, number);
      // What was counted before it was asked is taken back, because it matched.
      expect(await host.persons.stored(person), said).toMatchObject({ comparisons: [] });

      const operations = (await received.list()).map(({ operation }) => operation);
      for (const [kind, operation] of [
        ['person', 'ContrastFaceVerify'],
        ['unit', 'EntElementVerify'],
      ] as const) {
        const sent = operations.filter((each) => each === operation).length;
        const question = state.questions.find((each) => each.kind === kind);
        expect(question, said).toMatchObject({ stage: 'answered', result: { outcome: 'match' } });
        const result = question?.stage === 'answered' ? question.result : undefined;
        expect(sent, said).toBeGreaterThan(0);
        expect(sent, said).toBeLessThanOrEqual(result!.sendings);
        expect(result!.sendings, said).toBeLessThanOrEqual(2);
        if (result!.sendings > 1) expect(result!.billed, said).toBe('possibly');
      }
    },
  );
});
