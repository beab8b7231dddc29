/** Times that suit a busy machine: the limits of waits for conditions, and the timing of films. */

/** How long a page may take to show what a test waits for. */
export const patienceMs = 120_000;

/**
 * A film for the browser's fake camera runs from the moment the camera opens, and its face must not appear before the models run
 * and the challenge is issued. That takes about a second on an idle machine.
 */
export const leadInMs = 8_000;

/**
 * From the time a window is due to the film's answer. Windows open later than they are due, by the duration of the calls,
 * and the answer must lie inside its window.
 */
export const reactionMs = 1_200;
