//! What can go wrong.

use std::fmt;

/// Pages could not be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// There is no font to set anything in.
    NoFont,
    /// The writer of PDF refuses, with its words.
    Pdf(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::NoFont => {
                f.write_str("没有可用的中文字体，不能排版：请把字体文件放进数据目录的“字体”文件夹")
            }
            Error::Pdf(words) => write!(f, "PDF 没有写成：{words}"),
        }
    }
}

impl std::error::Error for Error {}
