import type { FacialLight } from '#protocol/measure/facial-light.ts';
import { median } from '#protocol/measure/median.ts';

/** Longer than twice a blink, in which the eyes show little contrast. So a blink does not change the median. Convention. */
const windowMs = 1_000;

/** The light on the face over the last second. */
export class RecentLight {
  #seen: readonly { readonly atMs: number; readonly light: FacialLight }[] = [];

  /**
   * Adds the light of one frame.
   *
   * @param light undefined if it could not be measured
   * @param atMs on the frames' clock
   * @returns the median of each number; undefined if nothing was measured
   */
  add(light: FacialLight | undefined, atMs: number): FacialLight | undefined {
    const recent = this.#seen.filter((each) => atMs - each.atMs < windowMs);
    this.#seen = light ? [...recent, { atMs, light }] : recent;
    const of = (key: keyof FacialLight) => median(this.#seen.map((each) => each.light[key]));
    const [contrast, noise, clipped] = [of('contrast'), of('noise'), of('clipped')];
    if (contrast === undefined || noise === undefined || clipped === undefined) return undefined;
    return { contrast, noise, clipped };
  }
}
