//! Letters that markup cannot hold, which a workbook writes by their number.

/// A text with the letters that markup cannot hold, which a workbook writes as `_x000D_`.
pub fn unescaped(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|_| rest.get(at + 6..at + 7) == Some("_"));
        let letter = code.filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let letter = letter.and_then(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?));
        let (words, next) = if letter.is_some() { (at, at + 7) } else { (at + 2, at + 2) };
        out.push_str(&rest[..words]);
        out.extend(letter);
        rest = &rest[next..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_written_by_their_number_are_read_as_letters() {
        for (written, read) in [
            ("样例_x000D_\n保安", "样例\r\n保安"),
            ("_x005F_x000D_", "_x000D_"),
            ("a_xyz_b_x00", "a_xyz_b_x00"),
        ] {
            assert_eq!(unescaped(written.to_owned()), read);
        }
    }
}
