"use strict";
// What students type, looked at as marking will read it: `grader/quiz/written.py` in short, which must agree.

const NUMBER = new RegExp(
  String.raw`^[+-]?\s*(\d{1,3}([ '_]\d{3})+([.,]\d+)?|\d[\d.,]*|[.,]\d+)` +
    String.raw`(\s*(\^|\*\*)\s*\(?[+-]?\d{1,4}\)?)?(?<below>\s*/\s*\d+([.,]\d+)?)?` +
    String.raw`(?<exponent>\s*(e|[x*·]?\s*10\s*(\^|\*\*))\s*\(?[+-]?\d{1,3}\)?(?![\d.,]))?\s*(?<rest>.*)$`,
  "i",
);
const BEFORE = /^[^\d=≈!<>]*[=≈]\s*|^~\s*|^(about|approximately|approx\.?|약|대략)\s*/i;
const PERCENT = /(percent|per cent|퍼센트|프로)$/i;
const SCALE = new RegExp(
  String.raw`^((k|m|g|t|b|e|ki|mi|gi)(?!\p{L})|(k|m|g|t)i?b(?![\p{L}\p{N}_])|(k|m|g|t)(?=[가-힣])|(?![가-힣])\p{L}$` +
    "|dozen|hundred|thousand|[mbtr]{1,2}illion|kilo|mega|giga|tera|thirds?|hal(f|ves)|quarters?|squared|cubed|and |백만|십만|십|백|천|만|억|조)",
  "iu",
);
const COUNTED = /^\p{L}[\p{L}_]*( [\p{L}_]+)*$/u; // 12 layers, 12개

const SUPERSCRIPT = /[⁺⁻]?[⁰¹²³⁴-⁹]+/g; // composed, 10² would be 102
const SIGNS = { "−": "-", "–": "-", "—": "-", "×": "x", "⁄": "/" };

const normal = (text) => {
  const apart = text.replace(SUPERSCRIPT, (found) => "^" + found).replace(/(?<=\d)(?=[¼-¾⅐-⅞])/g, " "); // 1½ is not 11/2
  const composed = apart.replace(/[₀-₉]/g, "?").normalize("NFKC"); // 5₂ is not 52
  return composed.replace(/[−–—×⁄]/g, (sign) => SIGNS[sign]).replace(/\s+/g, " ").trim();
};
const bare = (unit) => normal(unit).replace(/[\s.]/g, "").toLowerCase().replace(/s$/, "");

function doubtfulNumber(text, units) {
  const inner = /^\([^(]*\)$/.test(text) ? text.slice(1, -1).trim() : text;
  const found = NUMBER.exec(inner.replace(BEFORE, ""));
  if (!found || (found.groups.below && found.groups.exponent)) return "no_number";
  const rest = found.groups.rest.replace(/^[ .]+|[ .]+$/g, "").replace(PERCENT, "%");
  if (!rest || units.map(bare).includes(bare(rest))) return "";
  if (units.length) return "other_unit";
  return rest === "%" || (!SCALE.test(rest) && COUNTED.test(rest)) ? "" : "strange_rest";
}

function doubtfulShape(text) {
  const sizes = text.toLowerCase().replace(/^(torch\.)?size\b/, "").replace(/^[ ()[\]{}]+|[ ()[\]{}]+$/g, "");
  const parts = sizes.split(/[\s,x*]+/).filter(Boolean);
  return parts.length && parts.every((part) => /^-?\d{1,18}$/.test(part)) ? "" : "no_shape";
}

/** The key of what to say about an answer that marking may not be able to read; "" where there is no doubt. */
function doubtful(kind, raw, units) {
  const looks = { numeric: doubtfulNumber, integer: doubtfulNumber, shape: doubtfulShape };
  const text = normal(raw);
  return text && kind in looks ? looks[kind](text, units) : "";
}
