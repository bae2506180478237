//! Help and refusals of the command line in Chinese: what the verbs say is written so already, and what clap puts around it is said
//! here. A test goes through the help of every verb.

pub mod machine;

use clap::Error;
use clap::error::{ContextKind, ErrorKind};

/// What clap says around the words of the verbs, and what is said in its place.
const SAID: [(&str, &str); 16] = [
    ("Print help (see a summary with '-h')", "显示帮助（-h 只看摘要）"),
    ("Print help (see more with '--help')", "显示帮助（--help 更详细）"),
    ("Print help", "显示帮助"),
    ("Print version", "显示版本"),
    ("Usage: ", "用法："),
    ("Commands:", "命令："),
    ("Arguments:", "参数："),
    ("Options:", "选项："),
    ("Possible values:", "可写："),
    ("[possible values: ", "[可写："),
    ("[default: ", "[默认："),
    ("[aliases: ", "[又名："),
    ("[OPTIONS]", "[选项]"),
    ("[COMMAND]", "[命令]"),
    ("<COMMAND>", "<命令>"),
    ("[ARGS]", "[参数]"),
];

/// What is told of a command line that was not run: its help, its version, or why it is none.
pub fn told(error: &Error) -> String {
    match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => in_chinese(&error.render().to_string()),
        _ => refused(error),
    }
}

fn in_chinese(text: &str) -> String {
    SAID.iter().fold(text.to_owned(), |text, (theirs, ours)| text.replace(theirs, ours))
}

/// Why a command line is none, and how it is written.
fn refused(error: &Error) -> String {
    let said = |kind| error.get(kind).map(ToString::to_string).filter(|text| !text.is_empty());
    let of = |kind| said(kind).unwrap_or_default();
    let argument = of(ContextKind::InvalidArg);
    let why = match error.kind() {
        ErrorKind::InvalidSubcommand => format!("没有命令“{}”", of(ContextKind::InvalidSubcommand)),
        ErrorKind::UnknownArgument => format!("不认识“{argument}”"),
        ErrorKind::MissingRequiredArgument => format!("还要写 {}", argument.replace('\n', " ")),
        ErrorKind::MissingSubcommand => "还要写命令".to_owned(),
        ErrorKind::ArgumentConflict if of(ContextKind::PriorArg) == argument => {
            format!("“{argument}”只能写一次")
        }
        ErrorKind::ArgumentConflict => format!("“{argument}”不能与“{}”同用", of(ContextKind::PriorArg)),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => match said(ContextKind::InvalidValue) {
            Some(value) => format!("“{argument}”不能是“{value}”"),
            None => format!("“{argument}”要写值"),
        },
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("“{argument}”的值多了或少了")
        }
        ErrorKind::InvalidUtf8 => "命令里有读不出的字".to_owned(),
        _ => "命令写得不对".to_owned(),
    };
    let near = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let near =
        near.into_iter().find_map(said).map(|near| format!("；是否想写“{near}”？")).unwrap_or_default();
    let values = said(ContextKind::ValidValue).map(|values| format!("；可写 {values}")).unwrap_or_default();
    let usage =
        said(ContextKind::Usage).map(|usage| format!("\n\n{}", in_chinese(usage.trim()))).unwrap_or_default();
    format!("{why}{near}{values}{usage}\n\n写 --help 看怎样用")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arguments::Arguments;
    use clap::{Command, CommandFactory, Parser};

    /// Two words of English one after the other, outside of what is typed as it stands.
    fn english(text: &str) -> Option<String> {
        let is_word = |word: &str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
        // A usage may have a second line, which begins with the program's name.
        let is_usage =
            |line: &str| ["用法：", "duheng "].iter().any(|head| line.trim_start().starts_with(head));
        text.lines().filter(|line| !is_usage(line)).find_map(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            let pair = words.windows(2).find(|pair| {
                is_word(pair[0])
                    && is_word(pair[1])
                    && pair
                        .iter()
                        .all(|word| word.to_lowercase() == **word || word.ends_with(char::is_lowercase))
            });
            pair.map(|_| line.to_owned())
        })
    }

    /// The help of a command and of all beneath it.
    fn each(command: &mut Command, path: &str, see: &mut dyn FnMut(&str, String)) {
        see(path, in_chinese(&command.render_long_help().to_string()));
        see(path, in_chinese(&command.render_help().to_string()));
        let names: Vec<String> = command.get_subcommands().map(|one| one.get_name().to_owned()).collect();
        for name in names {
            if let Some(one) = command.find_subcommand_mut(&name) {
                each(one, &format!("{path} {name}"), see);
            }
        }
    }

    #[test]
    fn the_help_of_every_verb_is_chinese() {
        let mut command = Arguments::command();
        command.build();
        let (mut seen, mut wrong) = (0, Vec::new());
        each(&mut command, "duheng", &mut |path, text| {
            seen += 1;
            wrong.extend(english(&text).map(|line| format!("{path}: {line}")));
            let about = text.lines().next().unwrap_or_default();
            if about.is_ascii() {
                wrong.push(format!("{path} does not say what it does: {about}"));
            }
        });
        assert!(seen > 100, "{seen}");
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn what_is_not_understood_is_told_in_chinese() {
        let told = |line: &str| match Arguments::try_parse_from(line.split(' ')) {
            Ok(_) => panic!("{line}"),
            Err(error) => super::told(&error),
        };
        for (line, said) in [
            ("duheng srve", "没有命令“srve”；是否想写“serve”？"),
            ("duheng serve", "还要写 <DIR>"),
            ("duheng serve d --listn x", "不认识“--listn”；是否想写“--listen”？"),
            ("duheng bench", "还要写 <NAME>"),
            ("duheng demo --districts many", "“--districts <DISTRICTS>”不能是“many”"),
            ("duheng demo --districts", "“--districts <DISTRICTS>”要写值"),
            ("duheng report --out a --out b d", "“--out <OUT>”只能写一次"),
            ("duheng serve d --topic x", "还要写 --mqtt <ADDRESS>"),
        ] {
            let text = told(line);
            assert!(text.contains(said), "{line}: {text}");
            assert_eq!(english(&text), None, "{line}");
        }
        assert!(told("duheng --help").contains("用法："));
    }
}
