//! Small random problems of each family, as files.

use plan::Format;
use std::fmt::Write;

/// Numbers that follow from a seed.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// From `least` to `most`, both included.
    pub fn roll(&mut self, least: u64, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        least + (self.0 >> 20) % (most - least + 1)
    }
}

/// How a family's files are written.
type Writer = fn(&mut Dice) -> String;

/// The families.
pub const FAMILIES: [(Format, Writer); 4] =
    [(Format::OrlibPmed, pmed), (Format::OrlibCap, cap), (Format::Holmberg, holmberg), (Format::Csv, csv)];

fn pmed(dice: &mut Dice) -> String {
    let nodes = dice.roll(3, 9);
    let more = dice.roll(0, 6);
    let count = dice.roll(1, nodes - 1);
    let mut text = format!("{nodes} {} {count}\n", nodes - 1 + more);
    for node in 1..nodes {
        writeln!(text, "{node} {} {}", node + 1, dice.roll(1, 9)).unwrap();
    }
    for _ in 0..more {
        writeln!(text, "{} {} {}", dice.roll(1, nodes), dice.roll(1, nodes), dice.roll(1, 9)).unwrap();
    }
    text
}

fn cap(dice: &mut Dice) -> String {
    let (sites, clients) = (dice.roll(2, 4), dice.roll(2, 4));
    let demands: Vec<u64> = (0..clients).map(|_| dice.roll(1, 3)).collect();
    let all: u64 = demands.iter().sum();
    let mut text = format!("{sites} {clients}\n");
    for _ in 0..sites {
        writeln!(text, "{} {}.25", dice.roll(all.div_ceil(sites), all), dice.roll(0, 12)).unwrap();
    }
    for demand in demands {
        writeln!(text, "{demand}").unwrap();
        (0..sites).for_each(|_| write!(text, "{}.5 ", dice.roll(0, 20)).unwrap());
        text.push('\n');
    }
    text
}

fn holmberg(dice: &mut Dice) -> String {
    let (sites, clients) = (dice.roll(2, 4), dice.roll(2, 6));
    let demands: Vec<u64> = (0..clients).map(|_| dice.roll(1, 9)).collect();
    let all: u64 = demands.iter().sum();
    let mut text = format!("{sites} {clients}\n");
    for _ in 0..sites {
        writeln!(text, "{} {}", dice.roll(all.div_ceil(sites), all) + 3, dice.roll(0, 20)).unwrap();
    }
    demands.iter().for_each(|demand| write!(text, "{demand} ").unwrap());
    text.push('\n');
    for _ in 0..sites {
        (0..clients).for_each(|_| write!(text, "{} ", dice.roll(0, 30)).unwrap());
        text.push('\n');
    }
    text
}

fn csv(dice: &mut Dice) -> String {
    let (sites, clients) = (dice.roll(2, 4), dice.roll(2, 4));
    let row = |dice: &mut Dice, least: u64, most: u64| {
        (0..sites).map(|_| dice.roll(least, most).to_string()).collect::<Vec<_>>().join(",")
    };
    let names: Vec<String> = (1..=sites).map(|site| format!("校{site}")).collect();
    let mut text = format!("村庄,学生,{}\n", names.join(","));
    if dice.roll(0, 1) == 1 {
        writeln!(text, "学位,,{}", row(dice, 6, 20)).unwrap();
    }
    writeln!(text, "费用,,{}", row(dice, 0, 9)).unwrap();
    let states: Vec<&str> =
        (0..sites).map(|_| ["可开", "可开", "已开", "不开"][dice.roll(0, 3) as usize]).collect();
    writeln!(text, "状态,,{}", states.join(",")).unwrap();
    if dice.roll(0, 2) == 0 {
        writeln!(text, "所数,{}", dice.roll(1, sites)).unwrap();
    }
    writeln!(text, "可分,{}", ["是", "否"][dice.roll(0, 1) as usize]).unwrap();
    for client in 1..=clients {
        let cells = (0..sites).map(|_| match dice.roll(0, 4) {
            0 => "不可达".to_owned(),
            _ => format!("{}.{}", dice.roll(0, 9), dice.roll(0, 9)),
        });
        let cells = cells.collect::<Vec<_>>().join(",");
        writeln!(text, "村{client},{},{cells}", dice.roll(1, 3)).unwrap();
    }
    text
}
