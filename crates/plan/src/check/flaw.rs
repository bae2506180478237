//! Why a certificate proves nothing.

use crate::model::decimal;
use std::fmt;

/// What is wrong with a certificate. Sites, clients and nodes are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// No certificate of this shape.
    Kind(String),
    /// Its content is not what was sealed.
    Seal,
    /// Of another file.
    OtherFile,
    /// A number that cannot be read, or is too long.
    NotADecimal(String),
    /// A site or client that is not there, or named twice.
    NoSuch(&'static str, usize),
    /// Not the demanded number of open sites.
    Count {
        /// Open in the solution.
        said: usize,
        /// Demanded.
        wanted: usize,
    },
    /// A site is open that must not be, or the other way round.
    Standing(usize),
    /// A client is not served as it should be.
    Served(usize),
    /// A client is served from where it cannot be.
    Unreachable {
        /// The client.
        client: usize,
        /// The site.
        site: usize,
    },
    /// More is served than there is room.
    Capacity {
        /// The site.
        site: usize,
        /// Demand it serves.
        served: i64,
        /// Demand it can serve.
        capacity: i64,
    },
    /// The solution costs something else.
    Objective {
        /// As claimed, in units of the last place.
        said: i128,
        /// As summed, likewise.
        found: i128,
        /// Places of costs.
        places: u32,
    },
    /// The tree proves another bound.
    Bound {
        /// As claimed, in units of the last place.
        said: i128,
        /// As proven, likewise.
        found: i128,
        /// Places of costs.
        places: u32,
    },
    /// The tree breaks off at a node, or goes on behind its end.
    Tree(usize),
    /// A node says that nothing is possible where something may be.
    NotEmpty(usize),
    /// A list of prices that is not there or does not fit.
    Prices(usize),
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Flaw::Kind(kind) => write!(f, "不是这一种证书：{kind}"),
            Flaw::Seal => write!(f, "证书内容与它的摘要不符：改动过或不完整"),
            Flaw::OtherFile => write!(f, "证书说的不是这个文件：文件摘要不同"),
            Flaw::NotADecimal(text) => write!(f, "不是能准确计算的数：“{text}”"),
            Flaw::NoSuch(what, at) => write!(f, "没有这个{what}，或写了两次：{at}"),
            Flaw::Count { said, wanted } => write!(f, "开了{said}处，应开{wanted}处"),
            Flaw::Standing(site) => write!(f, "场址{site}的开闭违反题目给定的状态"),
            Flaw::Served(client) => write!(f, "需求点{client}没有被如数服务，或由未开的场址服务"),
            Flaw::Unreachable { client, site } => write!(f, "需求点{client}不能由场址{site}服务"),
            Flaw::Capacity { site, served, capacity } => {
                write!(f, "场址{site}超出容量：服务{served}，容量{capacity}")
            }
            Flaw::Objective { said, found, places } => {
                write!(f, "费用不符：写的是{}，算出来是{}", decimal(*said, *places), decimal(*found, *places))
            }
            Flaw::Bound { said, found, places } => {
                write!(f, "下界不符：写的是{}，证得的是{}", decimal(*said, *places), decimal(*found, *places))
            }
            Flaw::Tree(node) => write!(f, "分枝树不完整：在第{node}个节点处断了，或后面多出节点"),
            Flaw::NotEmpty(node) => write!(f, "第{node}个节点并非不可行"),
            Flaw::Prices(node) => write!(f, "第{node}个节点所引的对偶价不存在、个数不对或太大"),
        }
    }
}

impl std::error::Error for Flaw {}
