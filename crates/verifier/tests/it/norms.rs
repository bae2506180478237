//! The norms' own examples, computed by the second verifier.

use crate::node::ask;
use serde_json::json;

#[test]
fn digests_are_those_of_the_norms() {
    // GB/T 32905-2016 A.1 and A.2; FIPS 180-4's examples for "abc".
    let found = ask(
        "answers.push(hex(sm3(utf8('abc'))), hex(sm3(utf8('abcd'.repeat(16)))), hex(sha256(utf8('abc'))), hex(sha512(utf8('abc'))));",
        &json!(null),
    );
    let wanted = [
        "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
        "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a\
         2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
    ];
    assert_eq!(found, wanted);
}

#[test]
fn signatures_are_those_of_the_norms_and_no_others() {
    // GB/T 32918.5-2017: the example of a signature on the recommended curve. RFC 8032 7.1: tests 1 and 2.
    let cases = json!({
        "sm2": {
            "key": "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13",
            "signature": "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa",
        },
        "ed": [
            ["d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
             "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"],
            ["3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
             "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"],
        ],
    });
    let script = "
        const { key, signature } = cases.sm2;
        const flipped = (text, at) => { const bytes = unhex(text); bytes[at] ^= 1; return bytes; };
        answers.push(sm2Verify(unhex(key), utf8('message digest'), unhex(signature)));
        for (let at = 0; at < 64; at += 7) answers.push(!sm2Verify(unhex(key), utf8('message digest'), flipped(signature, at)));
        answers.push(!sm2Verify(unhex(key), utf8('message digesT'), unhex(signature)));
        answers.push(!sm2Verify(flipped(key, 64), utf8('message digest'), unhex(signature)));
        answers.push(!sm2Verify(unhex(key), utf8('message digest'), unhex(signature), 'somebody else'));
        for (const [key, message, signature] of cases.ed) {
          answers.push(edVerify(unhex(key), unhex(message), unhex(signature)));
          for (let at = 0; at < 64; at += 7) answers.push(!edVerify(unhex(key), unhex(message), flipped(signature, at)));
          answers.push(!edVerify(unhex(key), utf8('other'), unhex(signature)));
          answers.push(!edVerify(flipped(key, 3), unhex(message), unhex(signature)));
          // S + l is the same number modulo the order, and is refused.
          const s = bigLE(unhex(signature).subarray(32)) + ED.l;
          const high = unhex(s.toString(16).padStart(64, '0')).reverse();
          answers.push(!edVerify(unhex(key), unhex(message), concat(unhex(signature).subarray(0, 32), high)));
        }
        // A key of small order signs everything with S = 0.
        const one = new Uint8Array(32); one[0] = 1;
        answers.push(!edVerify(one, utf8('anything'), concat(one, new Uint8Array(32))));";
    let found = ask(script, &cases);
    assert_eq!(found.len(), 43);
    let wrong: Vec<usize> = (0..found.len()).filter(|at| found[*at] != json!(true)).collect();
    assert_eq!(wrong, Vec::<usize>::new(), "these answers are wrong");
}
