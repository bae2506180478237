//! Markup as a tree that is written back letter for letter: only what was set is written anew.

use quick_xml::Reader;
use quick_xml::events::Event;
use std::ops::Range;

/// Deepest nesting that is read.
const DEEPEST: usize = 200;

/// What stands between a begin and its end.
#[derive(Clone, Debug)]
pub(crate) enum Node {
    Element(Element),
    /// Text, comments and whatever else, as written.
    Raw(String),
}

/// An element with its begin and end as written.
#[derive(Clone, Debug)]
pub(crate) struct Element {
    /// Tells it from all others of its part, whatever is put before it.
    pub(crate) id: usize,
    /// The name without its prefix.
    pub(crate) name: String,
    /// The begin, `<w:p …>`, or the whole of an empty element.
    open: String,
    close: String,
    pub(crate) children: Vec<Node>,
}

/// Reads a part.
///
/// # Errors
/// What is not well-formed or nested too deep, in words.
pub(crate) fn read(text: &str) -> Result<Vec<Node>, String> {
    let mut reader = Reader::from_str(text);
    let (mut open, mut top): (Vec<Element>, Vec<Node>) = (Vec::new(), Vec::new());
    let mut count = 0;
    loop {
        let from = reader.buffer_position() as usize;
        let event = reader.read_event().map_err(|error| format!("写坏了：{error}"))?;
        let raw = text.get(from..reader.buffer_position() as usize).unwrap_or_default().to_owned();
        match event {
            Event::Eof => break,
            Event::DocType(_) => return Err("带着文档类型声明".to_owned()),
            Event::Start(_) | Event::Empty(_) => {
                count += 1;
                let element = Element::of(count, raw, String::new());
                if matches!(event, Event::Start(_)) {
                    if open.len() == DEEPEST {
                        return Err(format!("嵌套超过{DEEPEST}层"));
                    }
                    open.push(element);
                } else {
                    open.last_mut()
                        .map_or(&mut top, |parent| &mut parent.children)
                        .push(Node::Element(element));
                }
            }
            Event::End(_) => {
                let Some(mut element) = open.pop() else { return Err("多出一个结束标记".to_owned()) };
                element.close = raw;
                open.last_mut().map_or(&mut top, |parent| &mut parent.children).push(Node::Element(element));
            }
            _ => open.last_mut().map_or(&mut top, |parent| &mut parent.children).push(Node::Raw(raw)),
        }
    }
    if open.is_empty() { Ok(top) } else { Err("没有写完".to_owned()) }
}

/// Writes nodes as they were read, with what was set.
pub(crate) fn write(nodes: &[Node]) -> String {
    let mut out = String::new();
    nodes.iter().for_each(|node| node.push(&mut out));
    out
}

/// The first element of these of a name.
pub(crate) fn first<'n>(nodes: &'n [Node], name: &str) -> Option<&'n Element> {
    elements(nodes).find(|element| element.name == name)
}

/// The elements among nodes.
pub(crate) fn elements(nodes: &[Node]) -> impl Iterator<Item = &Element> {
    nodes.iter().filter_map(|node| match node {
        Node::Element(element) => Some(element),
        Node::Raw(_) => None,
    })
}

/// The element of an id, wherever it stands.
pub(crate) fn by_id(nodes: &mut [Node], id: usize) -> Option<&mut Element> {
    for node in nodes {
        if let Node::Element(element) = node {
            if element.id == id {
                return Some(element);
            }
            if let Some(found) = by_id(&mut element.children, id) {
                return Some(found);
            }
        }
    }
    None
}

impl Node {
    fn push(&self, out: &mut String) {
        match self {
            Node::Raw(raw) => out.push_str(raw),
            Node::Element(element) => {
                out.push_str(&element.open);
                element.children.iter().for_each(|child| child.push(out));
                out.push_str(&element.close);
            }
        }
    }
}

impl Element {
    fn of(id: usize, open: String, close: String) -> Element {
        let name = open[1..].split([' ', '\t', '\r', '\n', '/', '>']).next().unwrap_or_default();
        let name = name.rsplit(':').next().unwrap_or_default().to_owned();
        Element { id, name, open, close, children: Vec::new() }
    }

    /// The prefix with its colon.
    fn prefix(&self) -> &str {
        let name = self.open[1..].split([' ', '\t', '\r', '\n', '/', '>']).next().unwrap_or_default();
        name.find(':').map_or("", |end| &name[..=end])
    }

    /// The first child of a name.
    pub(crate) fn child(&self, name: &str) -> Option<&Element> {
        first(&self.children, name)
    }

    /// The value of an attribute, whatever its prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let at = self.place(name)?.1;
        let raw = &self.open[at];
        Some(quick_xml::escape::unescape(raw).map_or_else(|_| raw.to_owned(), |text| text.into_owned()))
    }

    /// A number in an attribute; one that is written with a unit is none.
    pub(crate) fn number(&self, name: &str) -> Option<i32> {
        let text = self.attribute(name)?;
        let whole = text.split('.').next().unwrap_or_default();
        whole.parse().ok()
    }

    /// Where an attribute stands with the space before it, and where its value.
    fn place(&self, name: &str) -> Option<(Range<usize>, Range<usize>)> {
        let bytes = self.open.as_bytes();
        let mut at = self.open.find([' ', '\t', '\r', '\n'])?;
        loop {
            let from = at;
            while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
                at += 1;
            }
            let equals = at + self.open.get(at..)?.find('=')?;
            let called = self.open[at..equals].trim_end();
            let quote = equals + 1 + self.open.get(equals + 1..)?.find(['"', '\''])?;
            let mark = char::from(*bytes.get(quote)?);
            let end = quote + 1 + self.open.get(quote + 1..)?.find(mark)?;
            if called.rsplit(':').next() == Some(name) {
                return Some((from..end + 1, quote + 1..end));
            }
            at = end + 1;
        }
    }

    /// Sets an attribute; one that is new gets the prefix of the element.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        match self.place(name) {
            Some((_, at)) => self.open.replace_range(at, value),
            None => {
                let end = self.open.len() - if self.open.ends_with("/>") { 2 } else { 1 };
                let words = format!(" {}{name}=\"{value}\"", self.prefix());
                let end = self.open[..end].trim_end().len();
                self.open.insert_str(end, &words);
            }
        }
    }

    /// Takes an attribute away.
    pub(crate) fn unset(&mut self, name: &str) {
        if let Some((whole, _)) = self.place(name) {
            self.open.replace_range(whole, "");
        }
    }

    /// Does something to the first child of a name, made where none is: before the first of those that stand behind it in `order`.
    pub(crate) fn make(&mut self, name: &str, order: &[&str], work: impl FnOnce(&mut Element)) {
        if self.child(name).is_none() {
            let rank = |name: &str| order.iter().position(|one| *one == name);
            let own = rank(name);
            let behind = |node: &Node| matches!(node, Node::Element(element) if rank(&element.name) > own || own.is_none());
            let at = self.children.iter().position(behind).unwrap_or(self.children.len());
            let made = Element::of(0, format!("<{}{name}/>", self.prefix()), String::new());
            self.opened();
            self.children.insert(at, Node::Element(made));
        }
        let mut children = self.children.iter_mut().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Raw(_) => None,
        });
        if let Some(child) = children.find(|child| child.name == name) {
            work(child);
        }
    }

    /// Takes children of a name away.
    pub(crate) fn drop_all(&mut self, name: &str) {
        self.children.retain(|node| !matches!(node, Node::Element(element) if element.name == name));
    }

    /// Writes text in the place of whatever it holds.
    pub(crate) fn say(&mut self, text: &str) {
        self.opened();
        self.children = vec![Node::Raw(quick_xml::escape::escape(text).into_owned())];
        if text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace) {
            match self.place("space") {
                Some((_, at)) => self.open.replace_range(at, "preserve"),
                None => self.open.insert_str(self.open.len() - 1, " xml:space=\"preserve\""),
            }
        }
    }

    /// Adds markup at the begin of what it holds.
    pub(crate) fn begin_with(&mut self, raw: String) {
        self.opened();
        self.children.insert(0, Node::Raw(raw));
    }

    /// An empty element gets a begin and an end.
    fn opened(&mut self) {
        if self.open.ends_with("/>") {
            let name = format!("{}{}", self.prefix(), self.name);
            self.open.truncate(self.open.len() - 2);
            self.open.push('>');
            self.close = format!("</{name}>");
        }
    }

    /// The words that it holds.
    pub(crate) fn words(&self) -> String {
        let mut text = String::new();
        for child in &self.children {
            match child {
                Node::Raw(raw) if raw.starts_with("<![CDATA[") => {
                    text.push_str(raw.trim_start_matches("<![CDATA[").trim_end_matches("]]>"));
                }
                Node::Raw(raw) if raw.starts_with('<') => {}
                Node::Raw(raw) => match quick_xml::escape::unescape(raw) {
                    Ok(words) => text.push_str(&words),
                    Err(_) => text.push_str(raw),
                },
                Node::Element(_) => {}
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_set_is_written_as_it_was_read() {
        let text = "<?xml version=\"1.0\"?>\r\n<w:a  x='1' w:val = \"2&amp;3\"><!-- 甲 --><w:b/>文&#x4e00;<c></c ></w:a>\n";
        let mut nodes = read(text).unwrap();
        assert_eq!(write(&nodes), text);
        let a = by_id(&mut nodes, 1).unwrap();
        assert_eq!(a.attribute("val").as_deref(), Some("2&3"));
        a.set("val", "7");
        a.set("line", "579");
        a.make("z", &["z", "b"], |z| z.set("val", "1"));
        a.unset("x");
        let said = "<?xml version=\"1.0\"?>\r\n<w:a w:val = \"7\" w:line=\"579\"><!-- 甲 --><w:z w:val=\"1\"/><w:b/>文&#x4e00;<c></c ></w:a>\n";
        assert_eq!(write(&nodes), said);
    }

    #[test]
    fn what_is_not_whole_or_too_deep_is_refused() {
        for broken in ["<a>", "</a>", "<a", "<!DOCTYPE a><a/>", &"<a>".repeat(300)] {
            assert!(read(broken).is_err(), "{broken}");
        }
    }
}
