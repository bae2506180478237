//! What the machine says of files and addresses, in Chinese: the library writes it in English, with the machine's number.

use std::io::{Error, ErrorKind};

/// What stands around the machine's number.
const BEFORE: &str = " (os error ";
const BEHIND: char = ')';

/// A failure with all that the machine said in it put into Chinese; the number stays, for whoever looks after the machine.
pub fn in_chinese(failure: &str) -> String {
    let mut out = String::with_capacity(failure.len());
    let mut rest = failure;
    while let Some((said, after)) = rest.split_once(BEFORE) {
        let told = after.split_once(BEHIND).and_then(|(code, after)| Some((code.parse().ok()?, after)));
        let Some((code, behind)) = told else {
            out.extend([said, BEFORE]);
            rest = after;
            continue;
        };
        // What the machine says begins behind the name of what it is said of.
        let begins = said
            .rfind(['：', '\n', '；'])
            .map_or(0, |at| at + said[at..].chars().next().map_or(0, char::len_utf8));
        out.push_str(&said[..begins]);
        out.push_str(meaning(Error::from_raw_os_error(code).kind()).unwrap_or("机器没有办成"));
        out.push_str(&format!("（系统错误 {code}）"));
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// What a kind of error means.
fn meaning(kind: ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::NotFound => "没有这个文件或文件夹",
        ErrorKind::PermissionDenied => "没有读写它的权限",
        ErrorKind::AlreadyExists => "已经有了",
        ErrorKind::NotADirectory => "路径里有一段不是文件夹",
        ErrorKind::IsADirectory => "这是文件夹，不是文件",
        ErrorKind::DirectoryNotEmpty => "文件夹不是空的",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "磁盘满了",
        ErrorKind::ReadOnlyFilesystem => "磁盘只能读，不能写",
        ErrorKind::FileTooLarge => "文件太大",
        ErrorKind::AddrInUse => "地址已被别的程序占用",
        ErrorKind::AddrNotAvailable => "本机没有这个地址",
        ErrorKind::ConnectionRefused => "对方没有在听",
        ErrorKind::TimedOut => "等得太久，没有回应",
        ErrorKind::Interrupted => "被打断了",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_the_machine_says_is_told_in_chinese_with_its_number() {
        let missing = std::fs::read("没有/这个文件").unwrap_err();
        let said = in_chinese(&format!("没有/这个文件：{missing}"));
        assert_eq!(
            said,
            format!("没有/这个文件：没有这个文件或文件夹（系统错误 {}）", missing.raw_os_error().unwrap())
        );
        let folder = std::fs::read(std::env::temp_dir()).unwrap_err();
        let said = in_chinese(&format!("甲：{missing}；乙：{folder}；余下的写好了"));
        assert!(!said.contains("os error") && said.starts_with("甲：没有"), "{said}");
        assert!(said.contains("；乙：") && said.ends_with("）；余下的写好了"), "{said}");
        let strange = Error::from_raw_os_error(4_000);
        assert_eq!(in_chinese(&strange.to_string()), "机器没有办成（系统错误 4000）");
        for same in ["没有命令“甲”", "“x (os error y)”读不出"] {
            assert_eq!(in_chinese(same), same);
        }
    }
}
