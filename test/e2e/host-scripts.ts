/** Scripts that pages run before ours: libraries and habits that change what our script and its calls depend on. */

/**
 * What prototype.js 1.6 and 1.7 do to a page, written anew in their shape: enumerable methods on `Array.prototype`, their own
 * `Array.from`, `Function.prototype.bind` and `Object.values`, JSON methods on prototypes, and another `Element`.
 */
export const prototypeLibrary = `
(() => {
  const K = (x) => x;
  const $break = {};
  const extend = (to, from) => { for (const name in from) to[name] = from[name]; return to; };
  const $A = (iterable) => {
    if (!iterable) return [];
    if ('toArray' in Object(iterable)) return iterable.toArray();
    let length = iterable.length || 0;
    const results = new Array(length);
    while (length--) results[length] = iterable[length];
    return results;
  };
  const Enumerable = {
    each(iterator) {
      try { this._each(iterator); } catch (error) { if (error !== $break) throw error; }
      return this;
    },
    collect(iterator = K, context) { const r = []; this.each((v, i) => r.push(iterator.call(context, v, i))); return r; },
    detect(iterator, context) {
      let r;
      this.each((v, i) => { if (iterator.call(context, v, i)) { r = v; throw $break; } });
      return r;
    },
    findAll(iterator, context) { const r = []; this.each((v, i) => { if (iterator.call(context, v, i)) r.push(v); }); return r; },
    all(iterator = K, context) { let r = true; this.each((v, i) => { r = r && !!iterator.call(context, v, i); if (!r) throw $break; }); return r; },
    any(iterator = K, context) { let r = false; this.each((v, i) => { if (r = !!iterator.call(context, v, i)) throw $break; }); return r; },
    include(object) { return this.indexOf(object) !== -1; },
    inject(memo, iterator) { this.each((v, i) => { memo = iterator(memo, v, i); }); return memo; },
    toArray() { return this.map(K); },
  };
  Enumerable.map = Enumerable.collect;
  Enumerable.find = Enumerable.detect;
  Enumerable.select = Enumerable.filter = Enumerable.findAll;
  Enumerable.every = Enumerable.all;
  Enumerable.some = Enumerable.any;
  Enumerable.member = Enumerable.include;
  Enumerable.entries = Enumerable.toArray;
  const reverse = Array.prototype.reverse;
  extend(Array.prototype, Enumerable);
  extend(Array.prototype, {
    _each(iterator) { for (let i = 0; i < this.length; i++) iterator(this[i], i); },
    reverse(inline) { return reverse.call(inline === false ? this.toArray() : this); },
    clear() { this.length = 0; return this; },
    first() { return this[0]; },
    last() { return this[this.length - 1]; },
    compact() { return this.select((v) => v != null); },
    without(...values) { return this.select((v) => !values.include(v)); },
    uniq() { return this.inject([], (a, v) => (a.include(v) ? a : a.concat(v))); },
    toArray() { return [].concat(this); },
    clone() { return [].concat(this); },
    size() { return this.length; },
    inspect() { return '[' + this.map(String).join(', ') + ']'; },
    toJSON() { return '[' + this.map((v) => JSON.stringify(v)).join(', ') + ']'; },
  });
  Array.from = $A;
  extend(Function.prototype, {
    bind(context, ...args) {
      const method = this;
      if (args.length === 0 && context === undefined) return this;
      return function () { return method.apply(context, args.concat($A(arguments))); };
    },
    curry(...args) { const method = this; return function () { return method.apply(this, args.concat($A(arguments))); }; },
    delay(seconds) { return setTimeout(this, seconds * 1000); },
    defer() { return this.delay(0.01); },
    wrap(wrapper) { const method = this; return function () { return wrapper.apply(this, [method.bind(this)].concat($A(arguments))); }; },
  });
  extend(String.prototype, {
    startsWith(pattern) { return this.lastIndexOf(pattern, 0) === 0; },
    endsWith(pattern) { const d = this.length - pattern.length; return d >= 0 && this.indexOf(pattern, d) === d; },
    include(pattern) { return this.indexOf(pattern) > -1; },
    strip() { return this.replace(/^\\s+/, '').replace(/\\s+$/, ''); },
    toJSON() { return JSON.stringify(String(this)); },
  });
  Number.prototype.toJSON = function () { return String(this); };
  Date.prototype.toJSON = function () { return '"' + this.toISOString() + '"'; };
  extend(Object, {
    values(object) { const r = []; for (const name in object) r.push(object[name]); return r; },
    clone(object) { return extend({}, object); },
    extend,
  });
  const ElementBefore = window.Element;
  window.Element = function Element(tag) { return document.createElement(tag); };
  window.Element.prototype = ElementBefore.prototype;
  extend(ElementBefore.prototype, {
    visible() { return this.style.display !== 'none'; },
    hide() { this.style.display = 'none'; return this; },
    show() { this.style.display = ''; return this; },
    remove() { this.parentNode.removeChild(this); return this; },
    update(content) { this.innerHTML = content; return this; },
  });
  window.$A = $A;
  window.$ = (id) => document.getElementById(id);
})();
`;

/** The method that old JSON libraries add. */
export const listsToJson = `
Array.prototype.toJSON = function () { return '[' + Array.prototype.map.call(this, (v) => JSON.stringify(v)).join(',') + ']'; };
`;

/** The `bind` of the time before ECMAScript 5, whose functions cannot be constructed. */
export const oldBind = `
Function.prototype.bind = function (context) {
  const method = this, args = Array.prototype.slice.call(arguments, 1);
  return function () { return method.apply(context, args.concat(Array.prototype.slice.call(arguments))); };
};
`;

/** A wrapper that adds headers to calls whose address matches. It copies the headers with `...`. */
export const addsHeaders = (addresses: RegExp) => `
const realFetch = window.fetch;
window.fetch = (input, init = {}) =>
  ${String(addresses)}.test(String(input))
    ? realFetch(input, { ...init, headers: { ...init.headers, 'X-CSRF-Token': 'a', traceparent: '00-1-2-01' } })
    : realFetch(input, init);
`;

/** A wrapper that sends cookies with every call. */
export const addsCredentials = `
const realFetch = window.fetch;
window.fetch = (input, init) => realFetch(input, { ...init, credentials: 'include' });
`;

/** A wrapper as a monitoring script has it: it changes nothing. So do the polyfills beside it. */
export const watchesOnly = `
const realFetch = window.fetch, realFrom = Array.from, realStringify = JSON.stringify;
window.fetch = function (...args) { return realFetch.apply(this, args).then((answer) => answer); };
Array.from = function (...args) { return realFrom.apply(this, args); };
JSON.stringify = function (...args) { return realStringify.apply(this, args); };
`;

/** A service worker that answers every call of a script with the start page, as those of single-page applications do. */
export const answersHtml = `
addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => {
  if (event.request.destination !== '') return;
  const page = '<!doctype html><title>Start</title>';
  event.respondWith(new Response(page, { status: 200, headers: { 'content-type': 'text/html' } }));
});
`;
