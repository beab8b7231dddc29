/** `/beihe.js`: the element without exports, so that a classic script leaves no name of its own in the page. */
import './beihe-verify.ts';
