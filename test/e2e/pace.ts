/** Times that suit a busy machine. A test waits for what has to happen; these only say when to give up, and what a film shows when. */

/** How long a page may take to show what a test waits for. */
export const patienceMs = 120_000;

/**
 * A film for the browser's fake camera runs from the moment the camera opens, and its face may only come once the models run
 * and the challenge is issued. That takes about a second on an idle machine.
 */
export const leadInMs = 8_000;

/**
 * From when a window is due to the film's answer. Each window opens later than it is due, by the time of a call, and the
 * answer has to lie inside it.
 */
export const reactionMs = 1_200;
