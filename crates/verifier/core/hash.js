// Digests: SM3 (GB/T 32905-2016), SHA-256 and SHA-512 (FIPS 180-4).

// By nought to 31 places: a shift by 32 would be one by nought.
const rotate = (word, by) => (by === 0 ? word >>> 0 : ((word << by) | (word >>> (32 - by))) >>> 0);

// The message in blocks: a one, noughts, and its length in bits at the end, as all three norms have it.
const padded = (bytes, block) => {
  const tail = block / 8;
  const size = Math.ceil((bytes.length + 1 + tail) / block) * block;
  const all = new Uint8Array(size);
  all.set(bytes);
  all[bytes.length] = 0x80;
  const view = new DataView(all.buffer);
  view.setUint32(size - 8, Math.floor(bytes.length / 0x20000000));
  view.setUint32(size - 4, (bytes.length << 3) >>> 0);
  return view;
};

const words = (numbers) => {
  const bytes = new Uint8Array(numbers.length * 4);
  const view = new DataView(bytes.buffer);
  numbers.forEach((number, at) => view.setUint32(4 * at, number));
  return bytes;
};

const sm3 = (...parts) => {
  const view = padded(concat(...parts), 64);
  let state = [
    0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e,
  ];
  const p0 = (x) => (x ^ rotate(x, 9) ^ rotate(x, 17)) >>> 0;
  const p1 = (x) => (x ^ rotate(x, 15) ^ rotate(x, 23)) >>> 0;
  const w = new Uint32Array(68);
  for (let from = 0; from < view.byteLength; from += 64) {
    for (let j = 0; j < 16; j++) w[j] = view.getUint32(from + 4 * j);
    for (let j = 16; j < 68; j++) {
      w[j] = p1((w[j - 16] ^ w[j - 9] ^ rotate(w[j - 3], 15)) >>> 0) ^ rotate(w[j - 13], 7) ^ w[j - 6];
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let j = 0; j < 64; j++) {
      const early = j < 16;
      const constant = rotate(early ? 0x79cc4519 : 0x7a879d8a, j % 32);
      const turned = rotate(a, 12);
      const ss1 = rotate((turned + e + constant) >>> 0, 7);
      const ss2 = (ss1 ^ turned) >>> 0;
      const ff = early ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
      const gg = early ? e ^ f ^ g : (e & f) | (~e & g);
      const tt1 = ((ff >>> 0) + d + ss2 + ((w[j] ^ w[j + 4]) >>> 0)) >>> 0;
      const tt2 = ((gg >>> 0) + h + ss1 + w[j]) >>> 0;
      [a, b, c, d, e, f, g, h] = [tt1, a, rotate(b, 9), c, p0(tt2), e, rotate(f, 19), g];
    }
    state = [a, b, c, d, e, f, g, h].map((word, at) => (word ^ state[at]) >>> 0);
  }
  return words(state);
};

// The first primes, whose roots are the constants of SHA-2: computed, so that no table can be mistyped.
const primes = (count) => {
  const found = [];
  for (let number = 2; found.length < count; number++) {
    if (found.every((prime) => number % prime !== 0)) found.push(number);
  }
  return found;
};

// The first `bits` binary digits behind the point of the `degree`-th root of a number.
const rootDigits = (number, degree, bits) => {
  const target = BigInt(number) << BigInt(degree * bits);
  let [low, high] = [0n, BigInt(number) << BigInt(bits)];
  while (low < high) {
    const middle = (low + high + 1n) >> 1n;
    if (middle ** BigInt(degree) <= target) low = middle;
    else high = middle - 1n;
  }
  return low & ((1n << BigInt(bits)) - 1n);
};

const SHA256_START = primes(8).map((prime) => Number(rootDigits(prime, 2, 32)));
const SHA256_ROUNDS = primes(64).map((prime) => Number(rootDigits(prime, 3, 32)));
const SHA512_START = primes(8).map((prime) => rootDigits(prime, 2, 64));
const SHA512_ROUNDS = primes(80).map((prime) => rootDigits(prime, 3, 64));

const sha256 = (...parts) => {
  const view = padded(concat(...parts), 64);
  let state = SHA256_START;
  const w = new Uint32Array(64);
  for (let from = 0; from < view.byteLength; from += 64) {
    for (let j = 0; j < 16; j++) w[j] = view.getUint32(from + 4 * j);
    for (let j = 16; j < 64; j++) {
      const [x, y] = [w[j - 15], w[j - 2]];
      const s0 = rotate(x, 25) ^ rotate(x, 14) ^ (x >>> 3);
      const s1 = rotate(y, 15) ^ rotate(y, 13) ^ (y >>> 10);
      w[j] = w[j - 16] + s0 + w[j - 7] + s1;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let j = 0; j < 64; j++) {
      const s1 = rotate(e, 26) ^ rotate(e, 21) ^ rotate(e, 7);
      const t1 = (h + (s1 >>> 0) + (((e & f) ^ (~e & g)) >>> 0) + SHA256_ROUNDS[j] + w[j]) >>> 0;
      const s0 = rotate(a, 30) ^ rotate(a, 19) ^ rotate(a, 10);
      const t2 = ((s0 >>> 0) + (((a & b) ^ (a & c) ^ (b & c)) >>> 0)) >>> 0;
      [a, b, c, d, e, f, g, h] = [(t1 + t2) >>> 0, a, b, c, (d + t1) >>> 0, e, f, g];
    }
    state = [a, b, c, d, e, f, g, h].map((word, at) => (word + state[at]) >>> 0);
  }
  return words(state);
};

const sha512 = (...parts) => {
  const mask = (1n << 64n) - 1n;
  const turn = (word, by) => ((word >> by) | (word << (64n - by))) & mask;
  const view = padded(concat(...parts), 128);
  let state = SHA512_START;
  for (let from = 0; from < view.byteLength; from += 128) {
    const w = [];
    for (let j = 0; j < 16; j++) w.push(view.getBigUint64(from + 8 * j));
    for (let j = 16; j < 80; j++) {
      const [x, y] = [w[j - 15], w[j - 2]];
      const s0 = turn(x, 1n) ^ turn(x, 8n) ^ (x >> 7n);
      const s1 = turn(y, 19n) ^ turn(y, 61n) ^ (y >> 6n);
      w.push((w[j - 16] + s0 + w[j - 7] + s1) & mask);
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let j = 0; j < 80; j++) {
      const s1 = turn(e, 14n) ^ turn(e, 18n) ^ turn(e, 41n);
      const t1 = (h + s1 + ((e & f) ^ (~e & mask & g)) + SHA512_ROUNDS[j] + w[j]) & mask;
      const s0 = turn(a, 28n) ^ turn(a, 34n) ^ turn(a, 39n);
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) & mask;
      [a, b, c, d, e, f, g, h] = [(t1 + t2) & mask, a, b, c, (d + t1) & mask, e, f, g];
    }
    state = [a, b, c, d, e, f, g, h].map((word, at) => (word + state[at]) & mask);
  }
  const bytes = new Uint8Array(64);
  const out = new DataView(bytes.buffer);
  state.forEach((word, at) => out.setBigUint64(8 * at, word));
  return bytes;
};
