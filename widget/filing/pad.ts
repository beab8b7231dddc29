/** The pad that a person signs on, with the pen or by typing. It keeps what was drawn until it is signed. */
import { Drawing, fitted, padRatio, pointIn, type Stroke } from './strokes.ts';
import { inkOf, strokesOf } from './typed.ts';

export type PadFault = 'missing' | 'other-name';

export class Pad {
  readonly name: string;
  readonly #onChange: () => void;
  #drawing = new Drawing();
  #pointer: number | undefined;
  /** What was typed; undefined while the person draws. */
  #typed: string | undefined;
  #fault: PadFault | undefined;

  /** @param name of the person, as in the filing @param onChange called when the pad shows something else */
  constructor(name: string, onChange: () => void) {
    this.name = name;
    this.#onChange = onChange;
  }

  get typed(): string | undefined {
    return this.#typed;
  }

  get fault(): PadFault | undefined {
    return this.#fault;
  }

  /** What is on the pad. */
  get strokes(): readonly Stroke[] {
    if (this.#typed === undefined) return this.#drawing.strokes;
    return this.#typed.trim() === '' ? [] : strokesOf(inkOf(this.#typed.trim(), padRatio));
  }

  /** The strokes to sign; undefined, with a fault to show, if this is no signature of the person. */
  finish(): Stroke[] | undefined {
    if (this.#typed === undefined) this.#fault = this.#drawing.isEnough ? undefined : 'missing';
    else if (this.#typed.trim() === '') this.#fault = 'missing';
    else this.#fault = isSameName(this.#typed, this.name) ? undefined : 'other-name';
    this.#onChange();
    return this.#fault ? undefined : fitted(this.strokes);
  }

  readonly undo = (): void => this.#change(() => this.#drawing.undo());

  readonly clear = (): void =>
    this.#change(() => {
      this.#drawing.clear();
      if (this.#typed !== undefined) this.#typed = '';
    });

  readonly type = (): void => this.#change(() => (this.#typed = ''));
  readonly draw = (): void => this.#change(() => (this.#typed = undefined));

  readonly onInput = ({ target }: InputEvent): void => {
    const { value } = target as HTMLInputElement;
    this.#change(() => (this.#typed = value));
  };

  readonly onPointerDown = (event: PointerEvent): void => {
    // A palm beside the finger, or another mouse button, draws nothing.
    if (this.#pointer !== undefined || event.button !== 0) return;
    this.#pointer = event.pointerId;
    const pad = event.currentTarget as Element;
    pad.setPointerCapture(event.pointerId);
    this.#change(() => this.#drawing.begin(pointIn(pad.getBoundingClientRect(), event.clientX, event.clientY)));
  };

  readonly onPointerMove = (event: PointerEvent): void => {
    if (event.pointerId !== this.#pointer) return;
    const box = (event.currentTarget as Element).getBoundingClientRect();
    // Between two frames a pen has moved several times.
    const moves = event.getCoalescedEvents?.() ?? [];
    for (const { clientX, clientY } of moves.length > 0 ? moves : [event]) {
      this.#drawing.extend(pointIn(box, clientX, clientY));
    }
    this.#onChange();
  };

  readonly onPointerEnd = (event: PointerEvent): void => {
    if (event.pointerId === this.#pointer) this.#pointer = undefined;
  };

  #change(change: () => void): void {
    change();
    this.#fault = undefined;
    this.#onChange();
  }
}

const isSameName = (typed: string, name: string): boolean => plain(typed) === plain(name);

/** Blanks, and the dots of a name of several parts, are typed in several ways. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[\s·•・.]/g, '')
    .toLowerCase();
