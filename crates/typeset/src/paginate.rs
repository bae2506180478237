//! Strips onto pages.

use crate::page::{ARTIFACT, Bookmark, Length, Page};
use crate::strip::Strip;
use crate::style::Sheet;
use std::collections::BTreeMap;

/// Where things came to stand.
#[derive(Default)]
pub(crate) struct Placed {
    pub(crate) pages: Vec<Page>,
    pub(crate) outline: Vec<Bookmark>,
    /// Page and height of every id.
    pub(crate) anchors: BTreeMap<String, (usize, Length)>,
}

/// Puts strips onto pages, those of the foot at the lower edge of the last one.
pub(crate) fn paginate(strips: &[Strip], foot: &[Strip], sheet: &Sheet) -> Placed {
    let mut filler = Filler { sheet, placed: Placed::default(), y: 0 };
    filler.begin();
    let mut at = 0;
    while at < strips.len() {
        let group = kept(strips, at);
        filler.group(&strips[at..group]);
        at = group;
    }
    filler.foot(foot);
    filler.placed
}

/// The end of the strips that stay together from `at` on.
fn kept(strips: &[Strip], at: usize) -> usize {
    let more = strips[at..].iter().take_while(|strip| strip.kept).count();
    (at + more + 1).min(strips.len())
}

struct Filler<'s> {
    sheet: &'s Sheet,
    placed: Placed,
    /// How far the page is filled.
    y: Length,
}

impl Filler<'_> {
    fn begin(&mut self) {
        let page = Page { width: self.sheet.width, height: self.sheet.height, ..Page::default() };
        self.placed.pages.push(page);
        self.y = 0;
    }

    /// Where a strip begins when it comes next.
    fn top(&self, strip: &Strip, y: Length) -> Length {
        let pitch = self.sheet.pitch();
        if strip.grid { (y + pitch - 1) / pitch * pitch } else { y }
    }

    fn fits(&self, group: &[Strip]) -> bool {
        let end = group.iter().fold(self.y, |y, strip| self.top(strip, y) + strip.height);
        end <= self.sheet.depth
    }

    /// Strips that stay together, when a page can hold them.
    fn group(&mut self, group: &[Strip]) {
        let fresh = group.first().is_some_and(|strip| strip.page) && self.y > 0;
        if fresh || self.y > 0 && !self.fits(group) {
            self.begin();
        }
        for strip in group {
            if self.y > 0 && !self.fits(std::slice::from_ref(strip)) {
                self.begin();
            }
            if self.y == 0
                && let Some(head) = &strip.head
            {
                head.iter().for_each(|strip| self.put(strip, true));
            }
            if !(strip.gap && self.y == 0) {
                self.put(strip, false);
            }
        }
    }

    /// Strips whose end is the end of the page.
    fn foot(&mut self, foot: &[Strip]) {
        let tall: Length = foot.iter().map(|strip| strip.height).sum();
        if foot.is_empty() {
            return;
        }
        if self.y + tall > self.sheet.depth {
            self.begin();
        }
        self.y = self.sheet.depth - tall;
        foot.iter().for_each(|strip| self.put(strip, false));
    }

    fn put(&mut self, strip: &Strip, again: bool) {
        let (top, left) = (self.top(strip, self.y), self.sheet.left);
        let down = self.sheet.top + top;
        let at = self.placed.pages.len() - 1;
        let page = &mut self.placed.pages[at];
        page.runs.extend(strip.runs.iter().cloned().map(|mut run| {
            run.x += left;
            run.y += down;
            run.node = if again { ARTIFACT } else { run.node };
            run
        }));
        page.fills.extend(strip.fills.iter().map(|fill| {
            let mut fill = *fill;
            fill.x += left;
            fill.y += down;
            fill
        }));
        if !again {
            let place = (at, down);
            for id in &strip.anchors {
                self.placed.anchors.entry(id.clone()).or_insert(place);
            }
            self.placed.outline.extend(strip.heading.iter().map(|(depth, words)| Bookmark {
                depth: *depth,
                words: words.clone(),
                page: at,
                y: down,
            }));
        }
        self.y = top + strip.height;
    }
}
