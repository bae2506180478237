//! SM3 over many messages side by side: one operation works on a word of each. What a processor does on wide registers is
//! the same arithmetic as for one message, so that the digests are the same to the bit.

/// A digest.
type Digest = [u8; 32];

/// Messages hashed at once.
const SIDE: usize = 16;
/// Bytes of a block.
const BLOCK: usize = 64;
/// The initial value (GB/T 32905-2016, 4.1).
const START: [u32; 8] =
    [0x7380_166f, 0x4914_b2b9, 0x1724_42d7, 0xda8a_0600, 0xa96f_30bc, 0x1631_38aa, 0xe38d_ee4d, 0xb0fb_0e4e];

/// A word of each message.
type Words = [u32; SIDE];

/// The digests of messages, in their order.
pub(crate) fn digests(messages: &[&[u8]]) -> Vec<Digest> {
    let mut digests = Vec::with_capacity(messages.len());
    for group in messages.chunks(SIDE) {
        let mut lanes: [&[u8]; SIDE] = [&[]; SIDE];
        lanes[..group.len()].copy_from_slice(group);
        digests.extend_from_slice(&all(&lanes)[..group.len()]);
    }
    digests
}

/// Compiled for several generations of processors, of which the best at hand is taken.
#[multiversion::multiversion(targets(
    "x86_64+avx+avx2+avx512f+avx512bw+avx512cd+avx512dq+avx512vl+bmi1+bmi2+lzcnt+popcnt",
    "x86_64+avx+avx2+bmi1+bmi2+lzcnt+popcnt",
))]
fn all(messages: &[&[u8]; SIDE]) -> [Digest; SIDE] {
    let blocks = messages.map(|message| (message.len() + 9).div_ceil(BLOCK));
    let most = blocks.iter().copied().max().unwrap_or(0);
    let mut state = START.map(|word| [word; SIDE]);
    let mut digests = [[0; 32]; SIDE];
    let mut words = [[0; SIDE]; 68];
    for at in 0..most {
        for (lane, message) in messages.iter().enumerate() {
            let block = block(message, at);
            for (word, bytes) in words.iter_mut().zip(block.as_chunks::<4>().0) {
                word[lane] = u32::from_be_bytes(*bytes);
            }
        }
        compress(&mut state, &mut words);
        for (lane, digest) in digests.iter_mut().enumerate().filter(|(lane, _)| blocks[*lane] == at + 1) {
            for (bytes, word) in digest.as_chunks_mut::<4>().0.iter_mut().zip(&state) {
                *bytes = word[lane].to_be_bytes();
            }
        }
    }
    digests
}

/// A block of a message with its padding (4.2): a one, noughts, and the length in bits.
#[inline(always)]
fn block(message: &[u8], at: usize) -> [u8; BLOCK] {
    let from = at * BLOCK;
    if let Some(whole) = message.get(from..from + BLOCK).and_then(|bytes| bytes.first_chunk()) {
        return *whole;
    }
    let mut block = [0; BLOCK];
    let rest = message.get(from..).unwrap_or(&[]);
    block[..rest.len()].copy_from_slice(rest);
    if from <= message.len() {
        block[message.len() - from] = 0x80;
    }
    if message.len() + 9 <= from + BLOCK {
        block[BLOCK - 8..].copy_from_slice(&(message.len() as u64 * 8).to_be_bytes());
    }
    block
}

/// One block of each message (5.3.2 and 5.3.3).
#[inline(always)]
fn compress(state: &mut [Words; 8], words: &mut [Words; 68]) {
    for at in 16..68 {
        let mut next = [0; SIDE];
        for lane in 0..SIDE {
            let x = words[at - 16][lane] ^ words[at - 9][lane] ^ words[at - 3][lane].rotate_left(15);
            next[lane] = x
                ^ x.rotate_left(15)
                ^ x.rotate_left(23)
                ^ words[at - 13][lane].rotate_left(7)
                ^ words[at - 6][lane];
        }
        words[at] = next;
    }
    let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = *state;
    for at in 0..64 {
        let constant = if at < 16 { 0x79cc_4519_u32 } else { 0x7a87_9d8a }.rotate_left(at as u32 % 32);
        let (mut first, mut second) = ([0; SIDE], [0; SIDE]);
        if at < 16 {
            for lane in 0..SIDE {
                (first[lane], second[lane]) = round(
                    [a[lane], d[lane], e[lane], h[lane]],
                    constant,
                    a[lane] ^ b[lane] ^ c[lane],
                    e[lane] ^ f[lane] ^ g[lane],
                    words[at][lane],
                    words[at + 4][lane],
                );
            }
        } else {
            for lane in 0..SIDE {
                (first[lane], second[lane]) = round(
                    [a[lane], d[lane], e[lane], h[lane]],
                    constant,
                    (a[lane] & b[lane]) | ((a[lane] | b[lane]) & c[lane]),
                    ((f[lane] ^ g[lane]) & e[lane]) ^ g[lane],
                    words[at][lane],
                    words[at + 4][lane],
                );
            }
        }
        (d, c, b, a) = (c, b.map(|word| word.rotate_left(9)), a, first);
        (h, g, f, e) = (g, f.map(|word| word.rotate_left(19)), e, second);
    }
    for (word, new) in state.iter_mut().zip([a, b, c, d, e, f, g, h]) {
        for lane in 0..SIDE {
            word[lane] ^= new[lane];
        }
    }
}

/// A round: what comes into A, and into E.
#[inline(always)]
fn round([a, d, e, h]: [u32; 4], constant: u32, ff: u32, gg: u32, word: u32, later: u32) -> (u32, u32) {
    let ss1 = a.rotate_left(12).wrapping_add(e).wrapping_add(constant).rotate_left(7);
    let first = ff.wrapping_add(d).wrapping_add(ss1 ^ a.rotate_left(12)).wrapping_add(word ^ later);
    let second = gg.wrapping_add(h).wrapping_add(ss1).wrapping_add(word);
    (first, second ^ second.rotate_left(9) ^ second.rotate_left(17))
}

#[cfg(test)]
mod tests {
    use sm3::Digest as _;

    #[test]
    fn messages_side_by_side_have_the_digests_that_each_has_alone() {
        let text: Vec<u8> = (0..700_u32).map(|at| (at * 131 % 251) as u8).collect();
        // Every length around the ends of blocks, in groups that are full, of one, and of very different lengths.
        for from in 0..300 {
            for count in [1, 2, 15, 16, 17, 33] {
                let messages: Vec<&[u8]> =
                    (0..count).map(|at| &text[from..from + (from + at * at) % 390]).collect();
                let alone: Vec<super::Digest> =
                    messages.iter().map(|message| sm3::Sm3::digest(message).into()).collect();
                assert_eq!(super::digests(&messages), alone, "{from} {count}");
            }
        }
        assert!(super::digests(&[]).is_empty());
    }
}
