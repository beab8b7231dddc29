/** Times that suit a busy machine: the limits of waits for conditions, and the timing of films. */

/** How long a page may take to show what a test waits for. */
export const patienceMs = 120_000;

/**
 * A film for the browser's fake camera runs from the moment the camera opens, and its face must not appear before the models run
 * and the challenge is issued. That takes about a second on an idle machine.
 */
export const leadInMs = 8_000;

/**
 * From the time a window is due to the film's answer. A film cannot wait: the busier the machine, the later a window opens
 * than it is due, and the answer must lie inside its window. So films are played under the policy `unhurried`, whose windows last
 * 6 s and longer, and an answer takes 1.5 s (4 blinks 2.2 s of 8 s). They may then open almost 3 s late, and the film may lag by 1.5 s.
 */
export const reactionMs = 3_000;
