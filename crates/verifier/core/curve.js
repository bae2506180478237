// Signatures: SM2 (GB/T 32918.2-2016) and Ed25519 (RFC 8032), verified in whole numbers. Nothing here is secret, so
// nothing needs to take the same time always.

const mod = (number, by) => {
  const rest = number % by;
  return rest < 0n ? rest + by : rest;
};

const power = (base, exponent, by) => {
  let result = 1n;
  for (let square = mod(base, by); exponent > 0n; exponent >>= 1n, square = (square * square) % by) {
    if (exponent & 1n) result = (result * square) % by;
  }
  return result;
};

// By Fermat: `by` is prime.
const inverse = (number, by) => power(number, by - 2n, by);

const SM2 = {
  p: 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn,
  a: 0xfffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffcn,
  b: 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
  n: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
  x: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  y: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
};

const SM2_IDENTITY = "1234567812345678";

// Points of SM2 in Jacobian coordinates: x = X/Z², y = Y/Z³; the point at infinity has Z = 0.
const sm2Double = ([x, y, z]) => {
  const { p } = SM2;
  if (y === 0n || z === 0n) return [1n, 1n, 0n];
  const [yy, zz] = [(y * y) % p, (z * z) % p];
  const s = (4n * x * yy) % p;
  // a = −3: 3x² + a·z⁴ = 3(x − z²)(x + z²).
  const m = mod(3n * (x - zz) * (x + zz), p);
  const x3 = mod(m * m - 2n * s, p);
  return [x3, mod(m * (s - x3) - 8n * yy * yy, p), (2n * y * z) % p];
};

const sm2Add = (one, other) => {
  const { p } = SM2;
  const [[x1, y1, z1], [x2, y2, z2]] = [one, other];
  if (z1 === 0n) return other;
  if (z2 === 0n) return one;
  const [zz1, zz2] = [(z1 * z1) % p, (z2 * z2) % p];
  const [u1, u2] = [(x1 * zz2) % p, (x2 * zz1) % p];
  const [s1, s2] = [(((y1 * zz2) % p) * z2) % p, (((y2 * zz1) % p) * z1) % p];
  const [h, r] = [mod(u2 - u1, p), mod(s2 - s1, p)];
  if (h === 0n) return r === 0n ? sm2Double(one) : [1n, 1n, 0n];
  const hh = (h * h) % p;
  const hhh = (h * hh) % p;
  const v = (u1 * hh) % p;
  const x3 = mod(r * r - hhh - 2n * v, p);
  return [x3, mod(r * (v - x3) - s1 * hhh, p), (((h * z1) % p) * z2) % p];
};

// k·one + l·other, digit by digit of both.
const both = (k, one, l, other, add, zero) => {
  const sums = [zero, one, other, add(one, other)];
  let point = zero;
  for (let bit = BigInt(Math.max(k.toString(2).length, l.toString(2).length)) - 1n; bit >= 0n; bit--) {
    point = add(point, point);
    const which = Number((k >> bit) & 1n) + 2 * Number((l >> bit) & 1n);
    if (which > 0) point = add(point, sums[which]);
  }
  return point;
};

// Whether r ‖ s is the signature of an uncompressed key over a message, under an identity.
const sm2Verify = (key, message, signature, identity = SM2_IDENTITY) => {
  const { p, a, b, n } = SM2;
  if (key.length !== 65 || key[0] !== 4 || signature.length !== 64) return false;
  const [x, y] = [bigBE(key.subarray(1, 33)), bigBE(key.subarray(33))];
  if (x >= p || y >= p || mod(y * y - (x * x * x + a * x + b), p) !== 0n) return false;
  const [r, s] = [bigBE(signature.subarray(0, 32)), bigBE(signature.subarray(32))];
  if (r === 0n || s === 0n || r >= n || s >= n) return false;
  const t = (r + s) % n;
  if (t === 0n) return false;
  const name = utf8(identity);
  const field = (number) => unhex(number.toString(16).padStart(64, "0"));
  const length = Uint8Array.of((name.length * 8) >> 8, (name.length * 8) & 255);
  const za = sm3(length, name, field(a), field(b), field(SM2.x), field(SM2.y), key.subarray(1));
  const e = bigBE(sm3(za, message));
  const [px, , pz] = both(s, [SM2.x, SM2.y, 1n], t, [x, y, 1n], sm2Add, [1n, 1n, 0n]);
  if (pz === 0n) return false;
  return mod(e + mod(px * inverse(pz * pz, p), p), n) === r;
};

const ED = (() => {
  const p = (1n << 255n) - 19n;
  const l = (1n << 252n) + 27742317777372353535851937790883648493n;
  const d = mod(-121665n * inverse(121666n, p), p);
  return { p, l, d, root: power(2n, (p - 1n) / 4n, p) };
})();

// Points of Ed25519 in extended coordinates: x = X/Z, y = Y/Z, XY = ZT. The law of addition is complete.
const edAdd = ([x1, y1, z1, t1], [x2, y2, z2, t2]) => {
  const { p, d } = ED;
  const a = ((y1 - x1) * (y2 - x2)) % p;
  const b = ((y1 + x1) * (y2 + x2)) % p;
  const c = (((2n * t1 * t2) % p) * d) % p;
  const e = (2n * z1 * z2) % p;
  const [f, g, h, i] = [b - a, e - c, e + c, b + a];
  return [mod(f * g, p), mod(h * i, p), mod(g * h, p), mod(f * i, p)];
};

const ED_ZERO = [0n, 1n, 1n, 0n];

// The point of 32 bytes: y, and in the highest bit whether x is odd; null when there is none.
const edPoint = (bytes) => {
  const { p, d, root } = ED;
  const encoded = bigLE(bytes);
  const y = (encoded & ((1n << 255n) - 1n)) % p;
  const [u, v] = [mod(y * y - 1n, p), mod(d * y * y + 1n, p)];
  let x = (((u * power(v, 3n, p)) % p) * power(u * power(v, 7n, p), (p - 5n) / 8n, p)) % p;
  const square = (v * x * x) % p;
  if (square === mod(-u, p)) x = (x * root) % p;
  else if (square !== u) return null;
  if ((x & 1n) !== encoded >> 255n) x = mod(-x, p);
  return [x, y, 1n, (x * y) % p];
};

const edSame = ([x1, y1, z1], [x2, y2, z2]) =>
  mod(x1 * z2 - x2 * z1, ED.p) === 0n && mod(y1 * z2 - y2 * z1, ED.p) === 0n;

// Whether the point goes to nought when taken eight times.
const edSmall = (point) => {
  const two = edAdd(point, point);
  const four = edAdd(two, two);
  return edSame(edAdd(four, four), ED_ZERO);
};

const ED_BASE = edPoint(unhex("58" + "66".repeat(31)));

// Whether R ‖ S is the signature of a key over a message: S below the order, keys and R of small order refused, and
// S·B = R + k·A without the cofactor.
const edVerify = (key, message, signature) => {
  if (key.length !== 32 || signature.length !== 64) return false;
  const [a, r, s] = [edPoint(key), edPoint(signature.subarray(0, 32)), bigLE(signature.subarray(32))];
  if (a === null || r === null || s >= ED.l || edSmall(a) || edSmall(r)) return false;
  const k = bigLE(sha512(signature.subarray(0, 32), key, message)) % ED.l;
  const negative = [mod(-a[0], ED.p), a[1], a[2], mod(-a[3], ED.p)];
  return edSame(both(s, ED_BASE, k, negative, edAdd, ED_ZERO), r);
};
