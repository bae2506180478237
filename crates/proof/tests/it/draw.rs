//! Draws: what is drawn agrees with the weights, and nothing in a certificate can be changed unnoticed.

use proof::draw::*;
use proof::{Checkpoint, Digest, Edge, Hash, LogSigner, Signed, Signer, Sm3, hex, inclusion, salted_leaf};
use std::collections::{BTreeMap, BTreeSet};

fn object(n: usize, stratum: &str, weight: u32) -> Object {
    let (id, name) = (format!("J{n:03}"), format!("样例机构{n}"));
    Object { id, name, stratum: stratum.into(), weight, drawn: 0 }
}

fn inspectors(count: usize) -> Vec<Inspector> {
    let one =
        |n| Inspector { id: format!("D{n:02}"), name: format!("样例人员{n}"), unit: "区教委".into() };
    (1..=count).map(one).collect()
}

fn bar(inspector: usize, object: usize) -> Conflict {
    let (inspector, object) = (format!("D{inspector:02}"), format!("J{object:03}"));
    Conflict { inspector, object, reason: "近亲属任职".into() }
}

/// One stratum with these weights, `count` drawn.
fn plan(weights: &[u32], count: u32) -> Plan {
    Plan {
        number: "样例-2022-1".into(),
        title: "样例抽查".into(),
        year: 2022,
        draw: 1,
        draws: 1,
        team: 2,
        load: 1_000,
        repeat: false,
        public: Announced {
            source: "样例彩票".into(),
            issue: "第1期\t开奖".into(),
            day: "2022-06-02".into(),
        },
        sealed: None,
        strata: vec![Stratum { name: "在营".into(), quota: Quota::Count(count), floor: 0 }],
        objects: weights.iter().enumerate().map(|(n, weight)| object(n, "在营", *weight)).collect(),
        inspectors: inspectors(4),
        conflicts: Vec::new(),
    }
}

fn seed(n: u64) -> Digest {
    Sm3::digest(&[&n.to_be_bytes()])
}

/// Millionths of χ² of counts against probabilities in proportion to `expected`, in whole numbers.
fn chi_square(counts: &[u64], expected: &[u128]) -> u128 {
    let trials: u128 = counts.iter().map(|count| u128::from(*count)).sum();
    let whole: u128 = expected.iter().sum();
    let term = |(count, part): (&u64, &u128)| {
        let gap = (u128::from(*count) * whole).abs_diff(trials * part);
        gap * gap / (whole * trials) * 1_000_000 / part
    };
    counts.iter().zip(expected).map(term).sum()
}

#[test]
fn ordered_pairs_come_as_often_as_successive_drawing_says() {
    let weights = [1, 2, 3, 4, 6];
    let total: u32 = weights.iter().sum();
    let mut places = BTreeMap::new();
    let mut expected = Vec::new();
    // P(i then j) = w_i/W · w_j/(W − w_i), over the common denominator of all first draws.
    let common: u128 = weights.iter().map(|weight| u128::from(total - weight)).product();
    for (i, first) in weights.iter().enumerate() {
        for (j, second) in weights.iter().enumerate().filter(|(j, _)| *j != i) {
            places.insert((format!("J{i:03}"), format!("J{j:03}")), expected.len());
            expected.push(u128::from(first * second) * common / u128::from(total - first));
        }
    }
    let mut counts = vec![0; expected.len()];
    let plan = plan(&weights, 2);
    for n in 0..40_000 {
        let slips = select(&plan, &seed(n)).unwrap();
        counts[places[&(slips[0].object.clone(), slips[1].object.clone())]] += 1;
    }
    // χ² with 19 degrees of freedom: 43.8 is passed once in a thousand; 10.1 once in twenty from below.
    let found = chi_square(&counts, &expected);
    assert!(found < 43_820_000, "{found} {counts:?}");
    assert!(found > 4_000_000, "too even to be chance: {found}");
    // The test has teeth: the same counts do not fit drawing with equal chances.
    assert!(chi_square(&counts, &vec![1; expected.len()]) > 1_000_000_000);
}

#[test]
fn equal_weights_give_everybody_the_same_chance_and_every_inspector_too() {
    let mut plan = plan(&[1; 20], 5);
    plan.inspectors = inspectors(10);
    let (mut objects, mut people) = (vec![0; 20], vec![0; 10]);
    for n in 0..8_000 {
        for slip in select(&plan, &seed(n)).unwrap() {
            objects[slip.object[1..].parse::<usize>().unwrap()] += 1;
        }
        // Loads are balanced within a draw, so chance shows in who is sent first.
        for id in &select(&plan, &seed(n)).unwrap()[0].inspectors {
            people[id[1..].parse::<usize>().unwrap() - 1] += 1;
        }
    }
    // Bounds for independent trials; drawing without replacement only scatters less.
    assert!(chi_square(&objects, &[1; 20]) < 43_820_000, "{objects:?}");
    assert!(chi_square(&people, &[1; 10]) < 27_880_000, "{people:?}");
}

#[test]
fn strata_get_what_the_rule_gives_them_and_the_floor_is_reached_by_the_last_draw() {
    let mut plan = plan(&[], 0);
    plan.inspectors = inspectors(9);
    plan.strata = vec![
        Stratum { name: "学科类".into(), quota: Quota::Share(300), floor: 500 },
        Stratum { name: "体育类".into(), quota: Quota::Count(1), floor: 1_000 },
        Stratum { name: "无证".into(), quota: Quota::Share(10_000), floor: 0 },
    ];
    plan.draws = 3;
    let sizes = [("学科类", 130), ("体育类", 45), ("无证", 3)];
    for (stratum, size) in sizes {
        let from = plan.objects.len();
        plan.objects.extend((from..from + size).map(|n| object(n, stratum, 1 + n as u32 % 4)));
    }
    let mut ever: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let of: BTreeMap<String, String> =
        plan.objects.iter().map(|object| (object.id.clone(), object.stratum.clone())).collect();
    // 3% of 130 is 4; a third of 5% rounded up is less. A third of 10% of 45 is 2, more than the one asked.
    for (draw, expected) in [(1, [4, 2, 3]), (2, [4, 2, 0]), (3, [4, 1, 0])] {
        plan.draw = draw;
        if draw > 1 {
            plan.strata[2].quota = Quota::Count(0);
        }
        let slips = select(&plan, &seed(u64::from(draw))).unwrap();
        let mut counts = [0; 3];
        for slip in &slips {
            let at = sizes.iter().position(|(name, _)| *name == of[&slip.object]).unwrap();
            counts[at] += 1;
            assert!(
                ever.entry(of[&slip.object].clone()).or_default().insert(slip.object.clone()),
                "drawn again"
            );
            plan.objects
                .iter_mut()
                .filter(|object| object.id == slip.object)
                .for_each(|object| object.drawn += 1);
        }
        assert_eq!(counts, expected, "draw {draw}");
    }
    assert_eq!(ever["学科类"].len(), 12);
    assert_eq!(ever["体育类"].len(), 5, "10% of 45, rounded up");
}

#[test]
fn nobody_is_sent_where_there_is_a_conflict_and_loads_are_kept() {
    let mut random = 7_u64;
    let mut next = |n: u64| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) % n
    };
    let (mut drawn, mut refused) = (0, 0);
    for n in 0..400 {
        let objects = 4 + next(8) as usize;
        let mut plan = plan(&vec![1; objects], objects as u32);
        plan.team = 2 + next(2) as u32;
        plan.inspectors = inspectors(4 + next(5) as usize);
        let seats = plan.team as usize * objects;
        plan.load = (seats.div_ceil(plan.inspectors.len()) as u64 + next(2)) as u32;
        let mut pairs = BTreeSet::new();
        for _ in 0..next(plan.inspectors.len() as u64 * objects as u64 / 2) {
            pairs.insert((1 + next(plan.inspectors.len() as u64) as usize, next(objects as u64) as usize));
        }
        plan.conflicts = pairs.iter().map(|(inspector, object)| bar(*inspector, *object)).collect();
        match select(&plan, &seed(n)) {
            Ok(slips) => {
                drawn += 1;
                let mut loads: BTreeMap<&String, u32> = BTreeMap::new();
                for slip in &slips {
                    let team: BTreeSet<&String> = slip.inspectors.iter().collect();
                    assert_eq!(team.len(), plan.team as usize);
                    for id in team {
                        *loads.entry(id).or_default() += 1;
                        let clash = |c: &Conflict| c.inspector == *id && c.object == slip.object;
                        assert!(!plan.conflicts.iter().any(clash), "{id} at {}", slip.object);
                    }
                }
                assert!(loads.values().all(|load| *load <= plan.load));
            }
            Err(refusal) => {
                refused += 1;
                assert!(!assignable(&plan), "{refusal}");
            }
        }
    }
    assert!(drawn > 50 && refused > 50, "{drawn} {refused}");
}

/// Whether everybody can be placed at all, by trying everything (all objects are drawn).
fn assignable(plan: &Plan) -> bool {
    fn place(
        plan: &Plan,
        seat: usize,
        from: usize,
        loads: &mut Vec<u32>,
        dead: &mut BTreeSet<(usize, Vec<u32>)>,
    ) -> bool {
        let (object, within) = (seat / plan.team as usize, seat % plan.team as usize);
        let Some(target) = plan.objects.get(object) else { return true };
        // Whoever has been sent how often is all that matters at the beginning of an object.
        if within == 0 && dead.contains(&(object, loads.clone())) {
            return false;
        }
        let first = if within == 0 { 0 } else { from };
        for at in first..plan.inspectors.len() {
            let barred = |c: &Conflict| c.inspector == plan.inspectors[at].id && c.object == target.id;
            if loads[at] < plan.load && !plan.conflicts.iter().any(barred) {
                loads[at] += 1;
                if place(plan, seat + 1, at + 1, loads, dead) {
                    return true;
                }
                loads[at] -= 1;
            }
        }
        if within == 0 {
            dead.insert((object, loads.clone()));
        }
        false
    }
    place(plan, 0, 0, &mut vec![0; plan.inspectors.len()], &mut BTreeSet::new())
}

/// A plan with conflicts, and a secret when it is to be sealed.
fn full(secret: Option<Digest>) -> Plan {
    let mut plan = plan(&[3, 1, 2, 5, 1, 1], 3);
    plan.inspectors = inspectors(5);
    plan.conflicts = vec![bar(2, 3), bar(4, 0)];
    plan.sealed = secret.as_ref().map(seal);
    plan
}

/// A journal of three entries whose second is this text, signed by a key at a time.
fn registered(text: String, key: u8, time: &str) -> Registration {
    let mut edge = Edge::default();
    let mut nodes: Vec<Vec<Digest>> = vec![vec![]; 8];
    for text in ["在园幼儿\t2022", &text, "在园幼儿\t2021"] {
        let leaf = salted_leaf::<Sm3>(&[9; 16], text.as_bytes());
        edge.append::<Sm3>(leaf, |level, _, digest| nodes[level as usize].push(digest));
    }
    let (origin, time) = ("duheng/样例区".into(), time.into());
    let (root, twin, rows) = (edge.root::<Sm3>(), [2; 32], [3; 32]);
    let signer = LogSigner::from_secret(&[key; 32]).unwrap();
    let signed = Checkpoint { origin, size: 3, root, twin, rows, time }.sign(&signer);
    let path = inclusion::<Sm3>(&nodes, 1, 3).unwrap();
    Registration { entry: 1, text, salt: [9; 16], path, signed, key: signer.public_key() }
}

const BEFORE: &str = "2022-06-01T09:00:00+08:00";

/// The text of an entry that commits to a plan.
fn entry(plan: &Plan) -> String {
    format!("抽取承诺\t{}\n", hex::write(&plan.commitment().whole))
}

/// A certificate with everything.
pub fn certificate(secret: Option<Digest>) -> Certificate {
    let plan = full(secret);
    let registration = registered(entry(&plan), 7, BEFORE);
    let origin = Origin { value: "04 09 15 17 22 29 + 11".into(), secret };
    Certificate::draw(plan, origin, registration).unwrap()
}

#[test]
fn a_certificate_is_verified_from_its_text_alone() {
    let certificate = certificate(None);
    let text = certificate.print();
    assert_eq!(text, include_str!("../vectors/draw.txt"), "the form of certificates is kept");
    let verified = verify(&text).unwrap();
    assert_eq!(verified.certificate, certificate);
    assert_eq!(verified.public_key(), &certificate.registration.key);
}

/// What is missing is not a certificate that leaves something open: it is none.
#[test]
fn without_registration_signature_or_public_value_there_is_no_certificate() {
    let text = certificate(None).print();
    let cut = |from: &str, to: &str| {
        let (from, to) = (text.find(from).unwrap(), text.find(to).unwrap());
        verify(&format!("{}{}", &text[..from], &text[to..])).unwrap_err()
    };
    for (from, to) in [
        ("section\tregistration", "section\tcheckpoint"),
        ("section\tcheckpoint", "end\n"),
        ("section\tregistration", "end\n"),
        ("value\t", "section\tresult"),
        ("public\t", "stratum\t"),
        ("number\t", "title\t"),
    ] {
        assert!(matches!(&cut(from, to)[..], [Difference::Form(_)]), "{from}");
    }
    // One of the two signatures gone, the same one twice, another line beside them, both gone.
    let note = certificate(None).registration.signed.text();
    let escaped = |text: &str| text.replace('\n', "\\n");
    let (body, lines) = note.split_once("\n\n").unwrap();
    let lines: Vec<&str> = lines.lines().collect();
    let signed = |lines: &[&str]| {
        let other = format!("{body}\n\n{}\n", lines.join("\n"));
        let other = text.replace(&escaped(&note), &escaped(&other));
        assert_ne!(other, text);
        verify(&other).unwrap_err()
    };
    let beside = lines[0].replace("duheng/样例区", "样例证人");
    for few in [&lines[..1], &lines[1..], &[lines[0], lines[0]], &[lines[0], lines[1], &beside]] {
        assert_eq!(signed(few), [Difference::Signature], "{few:?}");
    }
    assert!(matches!(&signed(&[])[..], [Difference::Form(_)]));
    let former = verify("duheng-draw\t1\nsection\trule\n").unwrap_err()[0].to_string();
    assert!(former.contains("第1版证书"), "{former}");
}

#[test]
fn a_value_that_may_have_been_known_is_refused_and_so_is_an_entry_that_keeps_a_choice() {
    let plan = full(None);
    let drawn = |registration: Registration| {
        let origin = Origin { value: "04 09".into(), secret: None };
        verify(&Certificate::draw(plan.clone(), origin, registration).unwrap().print())
    };
    assert!(drawn(registered(entry(&plan), 7, "2022-06-01T23:59:59+08:00")).is_ok());
    assert!(drawn(registered(entry(&plan), 7, "2022-06-01T15:59:59Z")).is_ok());
    for late in
        ["2022-06-02T00:00:00+08:00", "2022-06-01T16:00:00Z", "2022-06-03T09:00:00+08:00", "2022-06-01"]
    {
        let found = drawn(registered(entry(&plan), 7, late)).unwrap_err();
        assert!(matches!(&found[..], [Difference::Early { .. }]), "{late}: {found:?}");
    }
    // One entry that commits to two lists, of which the better one is told afterwards.
    let mut other = plan.clone();
    other.objects.swap(0, 1);
    for text in [entry(&plan) + &entry(&other), entry(&plan) + &entry(&plan), entry(&other), String::new()] {
        assert_eq!(drawn(registered(text, 7, BEFORE)).unwrap_err(), [Difference::RegistrationText]);
    }
    // Of a sealed plan the entry tells what the secret was committed to as well.
    let plan = full(Some([5; 32]));
    let text = format!("{}密数封\t{}\n", entry(&plan), hex::write(&plan.sealed.unwrap()));
    let origin = Origin { value: "04 09".into(), secret: Some([5; 32]) };
    let certificate = Certificate::draw(plan, origin, registered(text, 7, BEFORE)).unwrap();
    assert!(verify(&certificate.print()).is_ok());
}

#[test]
fn two_certificates_of_one_number_are_told_apart() {
    let verified = |plan: &Plan, value: &str, key: u8, time: &str| {
        let origin = Origin { value: value.into(), secret: None };
        let registration = registered(entry(plan), key, time);
        verify(&Certificate::draw(plan.clone(), origin, registration).unwrap().print()).unwrap()
    };
    let first = verified(&full(None), "04 09", 7, BEFORE);
    assert!(!first.contradicts(&first));
    assert!(!first.contradicts(&verified(&full(None), "04 09", 7, "2022-06-01T10:00:00+08:00")));
    assert!(first.contradicts(&verified(&full(None), "04 10", 7, BEFORE)));
    let mut lists = full(None);
    lists.objects.swap(0, 1);
    assert!(first.contradicts(&verified(&lists, "04 09", 7, BEFORE)));
    lists.number = "样例-2022-2".into();
    assert!(!first.contradicts(&verified(&lists, "04 10", 7, BEFORE)), "another draw");
    // A stranger's file is as consistent as ours; only the key tells it apart.
    let foreign = verified(&full(None), "04 09", 8, BEFORE);
    assert_ne!(foreign.public_key(), first.public_key());
}

#[test]
fn what_differs_is_told() {
    let certificate = certificate(None);
    let differences = |changed: &Certificate| verify(&changed.print()).unwrap_err();
    let mut swapped = certificate.clone();
    swapped.plan.objects.swap(0, 1);
    assert!(differences(&swapped).contains(&Difference::Section("objects")));
    let mut swapped = certificate.clone();
    swapped.plan.inspectors.swap(0, 4);
    assert!(differences(&swapped).contains(&Difference::Section("inspectors")));
    let mut lighter = certificate.clone();
    lighter.plan.objects[3].weight -= 1;
    assert!(differences(&lighter).contains(&Difference::Section("objects")));
    let mut spared = certificate.clone();
    spared.slips[1].object = "J999".into();
    let found = differences(&spared);
    assert!(matches!(&found[..], [Difference::Slip { number: 2, stated, .. }] if stated.object == "J999"));
    let mut sent = certificate.clone();
    sent.slips[2].inspectors.swap(0, 1);
    assert!(matches!(&differences(&sent)[..], [Difference::Slip { number: 3, .. }]));
    let mut fewer = certificate.clone();
    fewer.slips.pop();
    assert_eq!(differences(&fewer), [Difference::Count { stated: 2, computed: 3 }]);
    let mut luckier = certificate.clone();
    luckier.origin.value = "04 09 15 17 22 29 + 12".into();
    assert_eq!(differences(&luckier), [Difference::Seed]);
    // Somebody draws anew from other lists and keeps the journal's proof of the first.
    let mut other = certificate.plan.clone();
    other.objects.pop();
    let (origin, registration) = (certificate.origin.clone(), certificate.registration.clone());
    let renewed = Certificate::draw(other, origin.clone(), registration.clone()).unwrap();
    assert_eq!(differences(&renewed), [Difference::RegistrationText]);
    // Or puts it under a checkpoint of their own making.
    let mut checkpoint = registration.signed.checkpoint.clone();
    checkpoint.root[0] ^= 1;
    let signed = Signed { checkpoint, ..registration.signed.clone() };
    let registration = Registration { signed, ..registration };
    let renewed = Certificate::draw(certificate.plan.clone(), origin, registration).unwrap();
    let found = differences(&renewed);
    assert!(matches!(&found[..], [Difference::RegistrationPath(_), Difference::Signature]), "{found:?}");
    let told: Vec<String> = differences(&spared).iter().map(ToString::to_string).collect();
    assert!(told[0].starts_with("第2签：证书写J999（"), "{told:?}");
}

#[test]
fn a_sealed_draw_opens_one_slip_at_a_time() {
    let certificate = certificate(Some([5; 32]));
    let seals = certificate.seals().unwrap().print();
    assert!(!seals.contains(&hex::write(&[5; 32])), "the secret is not told");
    for slip in &certificate.slips {
        assert!(
            !seals.contains(&slip.object) && !slip.inspectors.iter().any(|id| seals.contains(id.as_str()))
        );
    }
    assert_eq!(Seals::parse(&seals), Ok(certificate.seals().unwrap()));
    for (at, slip) in certificate.slips.iter().enumerate() {
        let opening = certificate.open(at).unwrap().print();
        assert_eq!(opened(&opening, &seals), Ok((slip.clone(), certificate.seals().unwrap().root)));
        let other = opening.replace(&slip.object, "J999");
        assert!(matches!(opened(&other, &seals), Err(NotOpened::Path(_))));
        assert!(matches!(opened(&opening.replace("salt", "sald"), &seals), Err(NotOpened::Form(_))));
    }
    assert_eq!(certificate.open(3), None);
    // Another secret than the one committed to draws nothing.
    let origin = Origin { secret: Some([6; 32]), ..certificate.origin.clone() };
    let registration = certificate.registration.clone();
    assert_eq!(Certificate::draw(certificate.plan.clone(), origin, registration), Err(Refusal::Secret));
    let mut told = certificate.clone();
    told.origin.secret = None;
    assert!(verify(&told.print()).unwrap_err().contains(&Difference::Secret));
}

#[test]
fn a_plan_tells_all_its_faults_before_there_is_a_seed() {
    let mut plan = plan(&[1, 0, 1], 4);
    plan.team = 1;
    plan.objects[2].id = "J000".into();
    plan.objects[0].stratum = "停业".into();
    plan.conflicts = vec![bar(9, 1), bar(1, 7)];
    plan.public.day = "2022-02-30".into();
    plan.inspectors[0].name = "样例\u{202e}人员".into();
    let codes: Vec<&str> = plan.faults().iter().map(|fault| fault.code).collect();
    let expected = [
        "draw.public",
        "draw.letter",
        "draw.team",
        "draw.urn",
        "draw.stratum-unknown",
        "draw.object-twice",
        "draw.weight",
        "draw.conflict-inspector",
        "draw.conflict-object",
    ];
    assert_eq!(codes, expected);
    let mut few = self::plan(&[1; 3], 2);
    few.inspectors.truncate(1);
    let told = select(&few, &seed(0)).unwrap_err().to_string();
    assert!(told.contains("检查人员只有1名，每个对象须派2名"), "{told}");
    let mut barred = self::plan(&[1; 3], 2);
    barred.conflicts = vec![bar(1, 2), bar(2, 2), bar(3, 2)];
    let told = select(&barred, &seed(0)).unwrap_err().to_string();
    assert!(told.contains("“样例机构2”除去回避只剩1名检查人员，须派2名"), "{told}");
    let mut tired = self::plan(&[1; 9], 9);
    tired.load = 4;
    let told = select(&tired, &seed(0)).unwrap_err().to_string();
    assert!(told.contains("共18人次") && told.contains("只有16人次"), "{told}");
}

#[test]
fn the_page_says_every_hash_that_a_reader_gets_by_hand() {
    let certificate = certificate(None);
    let page = explain(&certificate, "抽取证书.txt");
    let text = certificate.print();
    // What the commands of the page cut out of the file, hashed.
    let section = |name: &str, with_head: bool| {
        let mut inside = false;
        let mut cut = String::new();
        for line in text.split_inclusive('\n') {
            let mut fields = line.trim_end_matches('\n').split('\t');
            if fields.next() == Some("section") {
                inside = fields.next() == Some(name);
                if !with_head {
                    continue;
                }
            }
            if inside {
                cut.push_str(line);
            }
        }
        hex::write(&Sm3::digest(&[cut.as_bytes()]))
    };
    for name in SECTIONS.iter().chain(&["seed"]) {
        assert!(page.contains(&section(name, true)), "{name}\n{page}");
    }
    assert!(page.contains(&section("commitment", false)));
    assert_eq!(section("seed", true), hex::write(&certificate.seed));
    let first = format!("{}/objects/在营/0", hex::write(&certificate.seed));
    let number = &hex::write(&Sm3::digest(&[first.as_bytes()]))[..16];
    assert!(page.contains(&first) && page.contains(&format!("{number}…")), "{page}");
    for slip in &certificate.slips {
        assert!(page.contains(&slip.object));
    }
}
