//! Reads back what the exporter wrote: objects, inflated streams, and the text that pages show.
//!
//! It knows what our writer writes and no more: no compressed objects, no encryption.

use std::collections::BTreeMap;
use std::io::Read as _;

/// A value of a document.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Number(f64),
    Name(String),
    Text(Vec<u8>),
    List(Vec<Value>),
    Dict(BTreeMap<String, Value>),
    Reference(u32),
    /// An operator, `true`, `null`.
    Word(String),
}

impl Value {
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Name(name) => name,
            _ => "",
        }
    }

    pub(super) fn number(&self) -> f64 {
        match self {
            Self::Number(number) => *number,
            other => panic!("no number: {other:?}"),
        }
    }

    pub(super) fn list(&self) -> &[Value] {
        match self {
            Self::List(list) => list,
            other => panic!("no list: {other:?}"),
        }
    }

    /// A text string: UTF-16 with a mark, or ASCII.
    pub(super) fn text(&self) -> String {
        let Self::Text(bytes) = self else {
            panic!("no text: {self:?}");
        };
        match bytes.strip_prefix(b"\xFE\xFF") {
            Some(wide) => utf16(wide),
            None => String::from_utf8(bytes.clone()).unwrap(),
        }
    }
}

fn utf16(bytes: &[u8]) -> String {
    let units = bytes
        .chunks(2)
        .map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    String::from_utf16(&units.collect::<Vec<_>>()).unwrap()
}

/// Reads values one after the other.
struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Lexer<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        let mut is_comment = false;
        while let Some(byte) = self.peek() {
            is_comment = (is_comment || byte == b'%') && byte != b'\n';
            if !is_comment && !b" \n\r\t\0\x0C".contains(&byte) {
                break;
            }
            self.at += 1;
        }
    }

    fn starts_with(&self, what: &[u8]) -> bool {
        self.bytes[self.at..].starts_with(what)
    }

    fn word(&mut self) -> String {
        let start = self.at;
        while self
            .peek()
            .is_some_and(|b| b > b' ' && !b"()<>[]/%".contains(&b))
        {
            self.at += 1;
        }
        String::from_utf8_lossy(&self.bytes[start..self.at]).into_owned()
    }

    fn next(&mut self) -> Option<Value> {
        self.skip_space();
        let value = match self.peek()? {
            b'/' => {
                self.at += 1;
                Value::Name(self.word())
            }
            b'(' => self.literal(),
            b'<' if self.starts_with(b"<<") => {
                self.at += 2;
                let values = self.until(b">>");
                let pairs = values.chunks(2);
                Value::Dict(
                    pairs
                        .map(|pair| (pair[0].name().to_owned(), pair[1].clone()))
                        .collect(),
                )
            }
            b'<' => self.hexadecimal(),
            b'[' => {
                self.at += 1;
                Value::List(self.until(b"]"))
            }
            _ => {
                let word = self.word();
                assert!(!word.is_empty(), "at {}", self.at);
                match word.parse() {
                    Ok(number) => Value::Number(number),
                    Err(_) => Value::Word(word),
                }
            }
        };
        Some(value)
    }

    fn until(&mut self, end: &[u8]) -> Vec<Value> {
        let mut values = Vec::new();
        loop {
            self.skip_space();
            if self.starts_with(end) {
                self.at += end.len();
                return values;
            }
            let value = self.next().expect("what is opened is closed");
            if value == Value::Word("R".to_owned()) {
                values.pop();
                let number = values.pop().unwrap().number();
                values.push(Value::Reference(number as u32));
            } else {
                values.push(value);
            }
        }
    }

    fn literal(&mut self) -> Value {
        self.at += 1;
        let mut text = Vec::new();
        let mut depth = 1;
        loop {
            let byte = self.peek().unwrap();
            self.at += 1;
            match byte {
                b'(' => depth += 1,
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        return Value::Text(text);
                    }
                }
                b'\\' => {
                    let escaped = self.peek().unwrap();
                    self.at += 1;
                    text.push(match escaped {
                        b'n' => b'\n',
                        b'r' => b'\r',
                        b't' => b'\t',
                        b'b' => 8,
                        b'f' => 12,
                        b'0'..=b'7' => {
                            let digits = &self.bytes[self.at - 1..self.at + 2];
                            self.at += 2;
                            let digits = std::str::from_utf8(digits).unwrap();
                            u8::from_str_radix(digits, 8).unwrap()
                        }
                        other => other,
                    });
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
    }

    fn hexadecimal(&mut self) -> Value {
        self.at += 1;
        let end = self.bytes[self.at..]
            .iter()
            .position(|&b| b == b'>')
            .unwrap();
        let digits = std::str::from_utf8(&self.bytes[self.at..self.at + end]).unwrap();
        self.at += end + 1;
        let byte = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).unwrap();
        Value::Text((0..digits.len()).step_by(2).map(byte).collect())
    }
}

/// A document.
pub(crate) struct Pdf {
    objects: BTreeMap<u32, (Value, Vec<u8>)>,
    root: u32,
    info: u32,
}

/// A text on a page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shown {
    /// Its number for the tags; none for decoration.
    pub(crate) mcid: Option<u32>,
    pub(crate) text: String,
    /// Where its pieces start, in points from the top left.
    pub(crate) starts: Vec<(f64, f64)>,
    pub(crate) sizes: Vec<f64>,
}

impl Pdf {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        assert!(bytes.starts_with(b"%PDF-1.7"));
        let mut objects = BTreeMap::new();
        let mut trailer = None;
        let mut lexer = Lexer { bytes, at: 0 };
        lexer.at = find(bytes, b"\n1 0 obj", 0).unwrap();
        while let Some(value) = lexer.next() {
            if value == Value::Word("xref".to_owned()) {
                lexer.at = find(bytes, b"trailer", lexer.at).unwrap() + "trailer".len();
                trailer = lexer.next();
                break;
            }
            let number = value.number() as u32;
            assert_eq!(lexer.next(), Some(Value::Number(0.0)));
            assert_eq!(lexer.next(), Some(Value::Word("obj".to_owned())));
            let value = lexer.until_object_ends();
            let stream = lexer.stream(&value);
            objects.insert(number, (value, stream));
        }
        let Some(Value::Dict(trailer)) = trailer else {
            panic!("there is no trailer");
        };
        let number = |key: &str| match trailer.get(key) {
            Some(Value::Reference(number)) => *number,
            other => panic!("{key}: {other:?}"),
        };
        Self {
            objects,
            root: number("Root"),
            info: number("Info"),
        }
    }

    /// A dictionary's value, references followed.
    pub(super) fn get<'p>(&'p self, value: &'p Value, key: &str) -> Option<&'p Value> {
        let Value::Dict(dict) = self.followed(value) else {
            panic!("no dictionary: {value:?}");
        };
        dict.get(key).map(|value| self.followed(value))
    }

    /// A value on a way of keys.
    pub(super) fn at<'p>(&'p self, value: &'p Value, keys: &[&str]) -> &'p Value {
        keys.iter().fold(value, |value, key| {
            self.get(value, key)
                .unwrap_or_else(|| panic!("{keys:?} of {value:?}"))
        })
    }

    pub(super) fn followed<'p>(&'p self, value: &'p Value) -> &'p Value {
        match value {
            Value::Reference(number) => &self.objects[number].0,
            other => other,
        }
    }

    pub(super) fn stream(&self, reference: &Value) -> &[u8] {
        match reference {
            Value::Reference(number) => &self.objects[number].1,
            other => panic!("no reference: {other:?}"),
        }
    }

    pub(super) fn root(&self) -> &Value {
        &self.objects[&self.root].0
    }

    pub(super) fn info(&self) -> &Value {
        &self.objects[&self.info].0
    }

    pub(super) fn objects(&self) -> impl Iterator<Item = (&Value, &[u8])> {
        self.objects
            .values()
            .map(|(value, stream)| (value, stream.as_slice()))
    }

    /// The raw value of a key, a reference if it is one.
    pub(super) fn raw<'p>(&'p self, value: &'p Value, key: &str) -> &'p Value {
        match self.followed(value) {
            Value::Dict(dict) => &dict[key],
            other => panic!("no dictionary: {other:?}"),
        }
    }

    pub(crate) fn pages(&self) -> Vec<&Value> {
        self.at(self.root(), &["Pages", "Kids"])
            .list()
            .iter()
            .collect()
    }

    /// Width and height of a page in points.
    pub(crate) fn size(&self, page: &Value) -> (f64, f64) {
        let edges = self.at(page, &["MediaBox"]).list();
        let edges: Vec<f64> = edges.iter().map(Value::number).collect();
        (edges[2] - edges[0], edges[3] - edges[1])
    }

    /// The texts of a page in the order in which they are drawn.
    pub(crate) fn shown(&self, page: &Value) -> Vec<Shown> {
        let bytes = self.stream(self.raw(page, "Contents"));
        let mut lexer = Lexer { bytes, at: 0 };
        let mut reading = PageReading {
            pdf: self,
            page,
            height: self.size(page).1,
            shown: Vec::new(),
            marks: Vec::new(),
            font: None,
        };
        let mut operands = Vec::new();
        while let Some(value) = lexer.next() {
            match value {
                Value::Word(operator) => {
                    reading.operate(&operator, &operands);
                    operands.clear();
                }
                operand => operands.push(operand),
            }
        }
        assert!(reading.marks.is_empty(), "what is marked is ended");
        reading.shown
    }

    /// The tags of the document in order: each with its role and the texts it holds itself.
    pub(super) fn tags(&self) -> Vec<(String, Vec<u32>)> {
        let mut tags = Vec::new();
        let top = self.at(self.root(), &["StructTreeRoot"]);
        let mut ahead: Vec<&Value> = vec![self.at(top, &["K"])];
        while let Some(value) = ahead.pop() {
            match self.followed(value) {
                Value::List(list) => ahead.extend(list.iter().rev()),
                Value::Dict(dict) if dict.contains_key("S") => {
                    let children = dict.get("K").map(|kids| self.followed(kids));
                    let own: Vec<u32> = match children {
                        Some(Value::List(list)) => list
                            .iter()
                            .filter_map(|kid| match kid {
                                Value::Number(mcid) => Some(*mcid as u32),
                                _ => None,
                            })
                            .collect(),
                        _ => Vec::new(),
                    };
                    tags.push((dict["S"].name().to_owned(), own));
                    ahead.extend(dict.get("K"));
                }
                _ => {}
            }
        }
        tags
    }

    /// The titles of the bookmarks in order, each with its depth.
    pub(super) fn bookmarks(&self) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        let first = self.get(self.at(self.root(), &["Outlines"]), "First");
        let mut ahead: Vec<_> = first.map(|first| (0, first)).into_iter().collect();
        while let Some((depth, entry)) = ahead.pop() {
            found.push((depth, self.at(entry, &["Title"]).text()));
            ahead.extend(self.get(entry, "Next").map(|next| (depth, next)));
            ahead.extend(self.get(entry, "First").map(|first| (depth + 1, first)));
        }
        found
    }
}

impl Lexer<'_> {
    fn until_object_ends(&mut self) -> Value {
        let values = {
            let mut values = Vec::new();
            loop {
                self.skip_space();
                if self.starts_with(b"endobj") || self.starts_with(b"stream") {
                    break values;
                }
                values.push(self.next().unwrap());
            }
        };
        values.into_iter().next().unwrap()
    }

    /// What follows a dictionary, up to the end of the object.
    fn stream(&mut self, dict: &Value) -> Vec<u8> {
        let mut stream = Vec::new();
        if self.starts_with(b"stream") {
            self.at += "stream\n".len();
            let Value::Dict(dict) = dict else { panic!() };
            let raw = &self.bytes[self.at..self.at + dict["Length"].number() as usize];
            self.at += raw.len();
            match dict.get("Filter") {
                Some(filter) => {
                    assert_eq!(filter.name(), "FlateDecode");
                    flate2::read::ZlibDecoder::new(raw)
                        .read_to_end(&mut stream)
                        .unwrap();
                }
                None => stream.extend(raw),
            }
            assert_eq!(self.next(), Some(Value::Word("endstream".to_owned())));
        }
        assert_eq!(self.next(), Some(Value::Word("endobj".to_owned())));
        stream
    }
}

fn find(bytes: &[u8], what: &[u8], from: usize) -> Option<usize> {
    let mut windows = bytes[from..].windows(what.len());
    windows
        .position(|window| window == what)
        .map(|at| at + from)
}

/// Follows the operators of a page.
struct PageReading<'p> {
    pdf: &'p Pdf,
    page: &'p Value,
    height: f64,
    shown: Vec<Shown>,
    marks: Vec<Mark>,
    font: Option<BTreeMap<Vec<u8>, String>>,
}

/// An open mark.
#[derive(Default)]
struct Mark {
    /// The text that stands for what it holds.
    actual: Option<String>,
    is_text: bool,
    /// What was shown, where it is shown from the last letter to the first.
    reversed: Option<Vec<String>>,
}

impl PageReading<'_> {
    fn operate(&mut self, operator: &str, operands: &[Value]) {
        match operator {
            "BMC" => self.marks.push(Mark {
                reversed: (operands[0].name() == "ReversedChars").then(Vec::new),
                ..Mark::default()
            }),
            "BDC" => self.begin(&operands[0], &operands[1]),
            "EMC" => {
                let mark = self.marks.pop().expect("what ends was begun");
                if let Some(actual) = mark.actual {
                    self.say(&actual);
                }
                for letter in mark.reversed.into_iter().flatten().rev() {
                    self.say(&letter);
                }
            }
            "Tf" => {
                let resources = self.pdf.at(self.page, &["Resources", "Font"]);
                let font = self.pdf.at(resources, &[operands[0].name()]);
                let table = self.pdf.stream(self.pdf.raw(font, "ToUnicode"));
                self.font = Some(characters(table));
                if let Some(last) = self.current() {
                    last.sizes.push(operands[1].number());
                }
            }
            "Tm" => {
                let (x, y) = (operands[4].number(), operands[5].number());
                let height = self.height;
                assert!(y <= height + 1e3);
                if let Some(last) = self.current() {
                    last.starts.push((x, y));
                }
            }
            "Tj" => self.show(&operands[0]),
            "TJ" => {
                for part in operands[0].list() {
                    if matches!(part, Value::Text(_)) {
                        self.show(part);
                    }
                }
            }
            _ => {}
        }
    }

    fn begin(&mut self, tag: &Value, properties: &Value) {
        let mcid = self
            .pdf
            .get(properties, "MCID")
            .map(|it| it.number() as u32);
        let actual = self.pdf.get(properties, "ActualText").map(Value::text);
        let is_text = mcid.is_some() || (tag.name() == "Artifact" && actual.is_none());
        if is_text {
            self.shown.push(Shown {
                mcid,
                text: String::new(),
                starts: Vec::new(),
                sizes: Vec::new(),
            });
        }
        self.marks.push(Mark {
            actual,
            is_text,
            reversed: None,
        });
    }

    fn current(&mut self) -> Option<&mut Shown> {
        self.shown.last_mut()
    }

    fn say(&mut self, text: &str) {
        let mut marks = self.marks.iter_mut().rev();
        if let Some(letters) = marks.find_map(|mark| mark.reversed.as_mut()) {
            letters.push(text.to_owned());
            return;
        }
        self.current().unwrap().text.push_str(text);
    }

    fn show(&mut self, text: &Value) {
        let Value::Text(bytes) = text else { panic!() };
        assert!(
            self.marks.iter().any(|mark| mark.is_text),
            "everything shown belongs to a tag or is decoration"
        );
        if self.marks.iter().any(|mark| mark.actual.is_some()) {
            return;
        }
        let font = self.font.as_ref().expect("a font was chosen");
        let said: Vec<String> = bytes.chunks(2).map(|glyph| font[glyph].clone()).collect();
        for letter in said {
            self.say(&letter);
        }
    }
}

/// The texts of a font's glyphs.
fn characters(table: &[u8]) -> BTreeMap<Vec<u8>, String> {
    let mut lexer = Lexer {
        bytes: table,
        at: find(table, b"begincmap", 0).unwrap(),
    };
    let mut found = BTreeMap::new();
    let mut operands = Vec::new();
    while let Some(value) = lexer.next() {
        match value {
            Value::Word(word) if word == "endbfchar" => {
                for pair in operands.chunks(2) {
                    let [Value::Text(glyph), Value::Text(text)] = pair else {
                        panic!("{pair:?}");
                    };
                    assert!(text.len() <= 512, "more than a table may hold");
                    found.insert(glyph.clone(), utf16(text));
                }
                operands.clear();
            }
            Value::Word(_) => operands.clear(),
            operand => operands.push(operand),
        }
    }
    found
}
