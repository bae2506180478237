// Bytes and the texts that stand for them.

const HEX = "0123456789abcdef";

const utf8 = (text) => new TextEncoder().encode(text);

// Bytes as text; null when they are not UTF-8. A mark at the beginning is a letter like any other, and refused later.
const fromUtf8 = (bytes) => {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
};

const concat = (...parts) => {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
};

const hex = (bytes) => {
  let text = "";
  for (const byte of bytes) text += HEX[byte >> 4] + HEX[byte & 15];
  return text;
};

// Bytes of lower-case digits, so many when told how many; null for anything else.
const unhex = (text, length) => {
  if (!/^([0-9a-f]{2})*$/.test(text) || (length !== undefined && text.length !== 2 * length)) return null;
  const bytes = new Uint8Array(text.length / 2);
  for (let at = 0; at < bytes.length; at++) bytes[at] = parseInt(text.slice(2 * at, 2 * at + 2), 16);
  return bytes;
};

const CODE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

const base64 = (bytes) => {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at;
    const word = (bytes[at] << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    text += CODE[word >> 18] + CODE[(word >> 12) & 63];
    text += left > 1 ? CODE[(word >> 6) & 63] : "=";
    text += left > 2 ? CODE[word & 63] : "=";
  }
  return text;
};

// Bytes of canonical base64 (RFC 4648, padded, no loose bits), so many when told how many; null for anything else.
const unbase64 = (text, length) => {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return null;
  const letters = text.replace(/=+$/, "");
  const bytes = new Uint8Array(Math.floor((letters.length * 3) / 4));
  let [word, bits, at] = [0, 0, 0];
  for (const letter of letters) {
    word = ((word << 6) | CODE.indexOf(letter)) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (word >> bits) & 255;
    }
  }
  return base64(bytes) === text && (length === undefined || bytes.length === length) ? bytes : null;
};

const same = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);

const bigBE = (bytes) => (bytes.length === 0 ? 0n : BigInt("0x" + hex(bytes)));

const bigLE = (bytes) => bigBE(Uint8Array.from(bytes).reverse());

// A whole number as it is printed, no sign, no leading noughts, below 2^bits; null for anything else.
const whole = (text, bits) => {
  if (!/^(0|[1-9][0-9]{0,19})$/.test(text)) return null;
  const number = BigInt(text);
  return number < 1n << BigInt(bits) ? number : null;
};
