// The Merkle tree of RFC 9162 §2.1: inclusion and consistency proofs, over any hash.

const saltedLeaf = (hash, salt, data) => hash(Uint8Array.of(0), salt, data);

const node = (hash, left, right) => hash(Uint8Array.of(1), left, right);

// Why an inclusion proof is refused, or null (§2.1.3.2). `index` and `size` are BigInt.
const inclusionRefused = (hash, index, size, leaf, path, root) => {
  if (index >= size) return "out-of-tree";
  let [at, last, digest] = [index, size - 1n, leaf];
  for (const step of path) {
    if (last === 0n) return "length";
    if (at % 2n === 1n || at === last) {
      digest = node(hash, step, digest);
      while (at % 2n === 0n && at !== 0n) [at, last] = [at >> 1n, last >> 1n];
    } else {
      digest = node(hash, digest, step);
    }
    [at, last] = [at >> 1n, last >> 1n];
  }
  if (last !== 0n) return "length";
  return same(digest, root) ? null : "root";
};

// Why the tree of `size` leaves is not known to continue that of `older` leaves, or null (§2.1.4.2).
const consistencyRefused = (hash, older, size, olderRoot, root, path) => {
  if (older > size || older === 0n) return "out-of-tree";
  if (older === size) return path.length > 0 ? "length" : same(olderRoot, root) ? null : "root";
  const steps = [...path];
  const first = (older & (older - 1n)) === 0n ? olderRoot : steps.shift();
  if (first === undefined) return "length";
  let [at, last, old, now] = [older - 1n, size - 1n, first, first];
  while (at % 2n === 1n) [at, last] = [at >> 1n, last >> 1n];
  for (const step of steps) {
    if (last === 0n) return "length";
    if (at % 2n === 1n || at === last) {
      [old, now] = [node(hash, step, old), node(hash, step, now)];
      while (at % 2n === 0n && at !== 0n) [at, last] = [at >> 1n, last >> 1n];
    } else {
      now = node(hash, now, step);
    }
    [at, last] = [at >> 1n, last >> 1n];
  }
  if (last !== 0n) return "length";
  return same(old, olderRoot) && same(now, root) ? null : "root";
};
