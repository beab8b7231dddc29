/** `/beihe.js`: the element without exports, so that the classic script defines no global name in the page. */
import './beihe-verify.ts';
