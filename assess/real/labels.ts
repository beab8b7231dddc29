/**
 * The labels of a set of clips of real people: what a person sees in each clip. The format is that of `labels.json`, which lies in
 * the folder of the clips; docs/assess.md describes it.
 */
import { z } from 'zod';
import type { Ask } from '#protocol/action/action.ts';

/** The letters of the labels, and what a window asks for such an action. Left and right are the person's. */
export const letters = {
  L: { kind: 'turn-head', direction: 'left' },
  R: { kind: 'turn-head', direction: 'right' },
  N: { kind: 'nod' },
  M: { kind: 'open-mouth' },
} as const satisfies Readonly<Record<string, Ask>>;

export type Letter = keyof typeof letters;
export const letterNames = Object.keys(letters) as Letter[];

/** What can be wrong with labels or with their clips. */
export const labelFaults = {
  'labels-missing': 'the folder has no labels.json',
  'labels-malformed': 'labels.json does not have the format of labels',
  'label-time-malformed': 'a time must be a number of seconds from 0, and a span must end after it begins',
  'label-time-outside': 'a time is after the end of the clip, or after its `until`',
  'label-action-unknown': `an action must be one of ${letterNames.join(', ')}`,
  'label-crop-malformed': 'a crop must be width:height:x:y, in pixels',
  'clip-missing': 'labels.json names a clip that the folder does not have',
  'clip-unreadable': 'ffmpeg cannot decode the clip',
} as const;

export type LabelFaultCode = keyof typeof labelFaults;

/** One fault, and where it is. */
export interface LabelFault {
  readonly code: LabelFaultCode;
  /** The clip and the field, for example `nods/a.mp4 actions 0`; or the file. */
  readonly place: string;
  readonly detail?: string;
}

export const faultText = ({ code, place, detail }: LabelFault): string =>
  `${code}: ${place}: ${labelFaults[code]}${detail === undefined ? '' : ` (${detail})`}`;

/** Schema errors whose message is one of the codes above. Zod's own messages become `labels-malformed`. */
const timeError = { error: 'label-time-malformed' };

const Seconds = z.number(timeError).min(0, timeError);

const Span = z.tuple([Seconds, Seconds]).refine(([from, to]) => from < to, timeError);

const Word = z.tuple([Seconds, Seconds, z.string()]).refine(([from, to]) => from < to, timeError);

const ClipLabels = z.strictObject({
  /** The end of what was looked at; the clip's end if it is not given. */
  until: Seconds.optional(),
  /** When the person looks at the camera, with open eyes and a closed mouth. */
  rest: Span.optional(),
  /** The lowest moment of every visible blink. */
  blinks: z.array(Seconds).optional(),
  /** Every deliberate action with the moment of its peak. */
  actions: z.array(z.tuple([z.enum(letterNames, { error: 'label-action-unknown' }), Seconds])).optional(),
  /** Every spoken word: from, to, the word. */
  words: z.array(Word).optional(),
  /** What is said, if the times of its words are not known. */
  sentence: z.string().optional(),
  /** The part of the picture that is looked at. */
  crop: z
    .string()
    .regex(/^\d+:\d+:\d+:\d+$/, { error: 'label-crop-malformed' })
    .optional(),
  remark: z.string().optional(),
});

const LabelSet = z.strictObject({
  note: z.string().optional(),
  clips: z.record(z.string(), ClipLabels).refine((clips) => Object.keys(clips).length > 0, { error: 'no clips' }),
});

export type ClipLabels = z.infer<typeof ClipLabels>;

/** The names of all fields that a clip can have. */
export const labelFields = Object.keys(ClipLabels.shape);

/** The labels of each clip, by its path in the folder. */
export type LabelSet = Readonly<Record<string, ClipLabels>>;

/** Reads labels: either all of them are right, or every fault is named. */
export function readLabels(json: unknown): { readonly clips: LabelSet; readonly faults: readonly LabelFault[] } {
  const parsed = LabelSet.safeParse(json);
  if (!parsed.success) return { clips: {}, faults: parsed.error.issues.map(faultOf) };
  const { clips } = parsed.data;
  const faults = Object.entries(clips).flatMap(([clip, { until, ...labels }]) =>
    until === undefined ? [] : timesAfter(clip, labels, until),
  );
  return { clips, faults };
}

function faultOf({ message, path }: z.core.$ZodIssue): LabelFault {
  const place = path.slice(1).join(' ') || 'labels.json';
  const code = (Object.keys(labelFaults) as LabelFaultCode[]).find((each) => each === message);
  return code ? { code, place } : { code: 'labels-malformed', place, detail: message };
}

/**
 * Every label whose time is after `endS`.
 *
 * @param clip the clip's name, for the fault
 * @param endS seconds
 */
export function timesAfter(clip: string, labels: ClipLabels, endS: number): LabelFault[] {
  const { until, rest, blinks = [], actions = [], words = [] } = labels;
  const times: (readonly [place: string, seconds: number | undefined])[] = [
    ['until', until],
    ['rest', rest?.[1]],
    ...blinks.map((seconds, n) => [`blinks ${n}`, seconds] as const),
    ...actions.map(([, seconds], n) => [`actions ${n}`, seconds] as const),
    ...words.map(([, seconds], n) => [`words ${n}`, seconds] as const),
  ];
  return times.flatMap(([place, seconds = 0]) =>
    seconds > endS
      ? [{ code: 'label-time-outside', place: `${clip} ${place}`, detail: `${seconds} s of ${endS.toFixed(2)} s` }]
      : [],
  );
}
