//! What is left of income after spending (结余): 收支相抵，结余100万元.

use crate::book::Book;
use crate::claim::{Claim, Rule};
use crate::judge::{Proposal, Term, decide};
use crate::relation::Relation;
use crate::role::{Kind, Role, alike, clause};

/// How many values back income and spending are looked for.
const FAR: usize = 8;

/// Claims of what is left.
pub(crate) fn claims(book: &Book<'_, '_>, found: &mut Vec<Claim>) {
    for (number, sentence) in book.sentences.iter().enumerate() {
        for (at, item) in sentence.items.iter().enumerate() {
            let before: String =
                sentence.items[at.saturating_sub(1)..=at].iter().map(|i| i.before.as_str()).collect();
            let left = ["结余", "节余", "盈余"].iter().any(|w| clause(&item.before).contains(w));
            let set_off = ["收支相抵", "收支相减", "收支两抵"].iter().any(|w| before.contains(w));
            if item.kind != Kind::Amount
                || !matches!(item.role, Role::Value | Role::Target)
                || !left
                || !set_off
            {
                continue;
            }
            let here = |f: &usize| {
                let frame = &book.frames[*f];
                frame.paragraph == book.sentences[number].paragraph && alike(frame.mention, item.mention)
            };
            let near: Vec<usize> = book.before(item.mention.start()).take(FAR).filter(here).collect();
            let of = |word: &str| near.iter().copied().find(|f| book.frames[*f].own.ends_with(word));
            let (Some(income), Some(spending)) = (of("收入"), of("支出")) else { continue };
            let (a, b) = (&book.frames[income], &book.frames[spending]);
            let same = a.own.trim_end_matches("收入") == b.own.trim_end_matches("支出") || b.own == "支出";
            if same {
                let operands = vec![Term::Number(a.mention), Term::Number(b.mention)];
                found.extend(decide(Proposal::new(
                    Relation::Balance,
                    operands,
                    Term::Number(item.mention),
                    Rule::Named,
                )));
            }
        }
    }
}
