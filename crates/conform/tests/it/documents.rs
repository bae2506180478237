//! Official documents of several kinds, as several word processors and tools write them. All are made up.

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Banner,
    Number,
    Title,
    Addressee,
    First,
    Second,
    Third,
    Text,
    Attachments,
    MoreAttachments,
    Issuer,
    Day,
    Remark,
    Copies,
    Printed,
    Label,
    AttachmentTitle,
}

/// How a tool writes what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// Everything at the place itself, one font for all letters.
    Direct,
    /// By styles that are based on one another.
    Styles,
    /// Letters in Times New Roman, Chinese marks told to be Chinese; lines by the grid.
    Mixed,
    /// Defaults by the theme, which the text overrides; indents in characters alone.
    Themed,
    /// Other prefix, lengths in plain measures, a section break within.
    Plain,
}

pub const HANDS: [Hand; 5] = [Hand::Direct, Hand::Styles, Hand::Mixed, Hand::Themed, Hand::Plain];

/// The parts of a document before they are packed.
#[derive(Clone)]
pub struct Parts(pub Vec<(&'static str, String)>);

impl Parts {
    /// The DOCX.
    pub fn docx(&self) -> Vec<u8> {
        let parts: Vec<(&str, Vec<u8>)> =
            self.0.iter().map(|(name, text)| (*name, text.clone().into_bytes())).collect();
        paper::packed(&parts)
    }

    /// Other words in a part; they must stand there.
    pub fn other(mut self, part: &str, from: &str, to: &str) -> Parts {
        let (_, text) = self.0.iter_mut().find(|(name, _)| *name == part).unwrap();
        assert!(text.contains(from), "{from} does not stand in {part}");
        *text = text.replace(from, to);
        self
    }

    /// The same of the text, once.
    pub fn once(mut self, from: &str, to: &str) -> Parts {
        let (_, text) = self.0.iter_mut().find(|(name, _)| *name == "word/document.xml").unwrap();
        assert!(text.contains(from), "{from} does not stand in the text");
        *text = text.replacen(from, to, 1);
        self
    }
}

type Lines = &'static [(Role, &'static str)];

/// A notice with everything that a downward document has.
pub const NOTICE: Lines = &[
    (Role::Banner, "样例区教育委员会文件"),
    (Role::Number, "样教委〔2022〕15号"),
    (Role::Title, "样例区教育委员会"),
    (Role::Title, "关于做好2022年秋季学期开学工作的通知"),
    (Role::Addressee, "各中小学校、幼儿园："),
    (
        Role::Text,
        "为做好秋季学期开学工作，落实“双减”要求，根据市教委《关于规范办学的意见》（渝教〔2021〕9号），现就有关事项通知如下。",
    ),
    (Role::First, "一、总体要求"),
    (Role::Text, "坚持一校一策，开学前完成校舍安全检查——重点是食堂、宿舍和实验室。"),
    (Role::First, "二、重点工作"),
    (Role::Second, "（一）控制班额。起始年级小学不超过45人，初中不超过50人。"),
    (Role::Second, "（二）保障经费。"),
    (Role::Text, "生均公用经费按720元的标准拨付，不足100人的按100人核定。"),
    (Role::Third, "1.小学每生每年720元。"),
    (Role::Third, "2.初中每生每年940元，占比12.5%。"),
    (Role::First, "三、工作要求"),
    (Role::Text, "请于2022年9月10日前报送开学工作情况，联系电话12345678。"),
    (Role::Attachments, "附件：1.开学检查清单"),
    (Role::MoreAttachments, "2.经费测算表"),
    (Role::Issuer, "样例区教育委员会"),
    (Role::Day, "2022年8月20日"),
    (Role::Remark, "（此件公开发布）"),
    (Role::Copies, "抄送：样例区人民政府办公室，样例区财政局。"),
    (Role::Printed, "样例区教育委员会办公室　2022年8月21日印发"),
    (Role::Label, "附件1"),
    (Role::AttachmentTitle, "开学检查清单"),
    (Role::Text, "检查校舍、食堂、宿舍、实验室、校车。"),
];

/// A request, upward, without attachments.
pub const REQUEST: Lines = &[
    (Role::Title, "样例区教育委员会关于增加学位建设资金的请示"),
    (Role::Addressee, "样例区人民政府："),
    (Role::Text, "近三年我区城区小学在校生增加3,210人，年均增长4.6%，学位缺口集中在江北片区。"),
    (
        Role::Text,
        "为消除56人以上大班额，拟新建小学1所、扩建2所，共需资金8,600万元，其中：土建6,200万元，设备2,400万元。",
    ),
    (Role::Text, "妥否，请批示。"),
    (Role::Issuer, "样例区教育委员会"),
    (Role::Day, "2022年11月3日"),
];

/// A letter to an office of the same rank.
pub const LETTER: Lines = &[
    (Role::Number, "样教函〔2023〕102号"),
    (Role::Title, "关于商请提供适龄儿童户籍数据的函"),
    (Role::Addressee, "样例区公安局："),
    (
        Role::Text,
        "为测算2023年至2025年小学一年级新生人数，商请贵局提供各镇街2016年9月1日至2019年8月31日出生的儿童人数，按村（社区）分列。",
    ),
    (Role::Text, "数据仅用于学位规划，不含姓名、身份证号等个人信息。请于3月10日前函复，联系人：样例李某。"),
    (Role::Attachments, "附件：数据格式说明"),
    (Role::Issuer, "样例区教育委员会"),
    (Role::Day, "2023年2月6日"),
];

/// A report in four levels.
pub const REPORT: Lines = &[
    (Role::Title, "样例区人民政府"),
    (Role::Title, "2022年履行教育职责情况的报告"),
    (Role::Addressee, "市人民政府教育督导委员会："),
    (Role::Text, "根据《对区县人民政府履行教育职责的评价办法》，现将2022年情况报告如下。"),
    (Role::First, "一、优先发展"),
    (Role::Second, "（一）经费投入"),
    (Role::Text, "一般公共预算教育经费162,351万元，增长1.01%；教师平均工资不低于公务员。"),
    (Role::Third, "1.两个只增不减"),
    (Role::Text, "（1）生均一般公共预算教育支出增长2.3%。"),
    (Role::Text, "（2）生均公用经费增长1.1%。"),
    (Role::Third, "2.规划落实"),
    (Role::Text, "“十四五”规划项目开工9个，完工3个……均有台账。"),
    (Role::Second, "（二）队伍建设"),
    (Role::Text, "教师编制4,812名，交流轮岗占比11.2%。"),
    (Role::First, "二、存在问题"),
    (Role::Text, "城区个别学校班额仍然偏大；农村小规模学校师资结构有待优化。"),
    (Role::First, "三、下一步打算"),
    (Role::Text, "用三年时间消除大班额，做到学位建设与城镇化同步。"),
    (Role::Issuer, "样例区人民政府"),
    (Role::Day, "2023年1月12日"),
];

/// A decision without an addressee.
pub const DECISION: Lines = &[
    (Role::Title, "样例区教育委员会关于表扬2022年控辍保学先进学校的决定"),
    (
        Role::Text,
        "2022年，全区各校认真落实“七长”责任制，义务教育巩固率达到99.6%。经研究，决定对样例一小等6所学校予以表扬。",
    ),
    (Role::Text, "希望受到表扬的学校再接再厉，各校要以先进为榜样，把“一个都不能少”落到实处。"),
    (Role::Issuer, "样例区教育委员会"),
    (Role::Day, "2022年12月30日"),
];

/// Opinions with headings of the second level run into their text.
pub const OPINIONS: Lines = &[
    (Role::Number, "样府办发〔2022〕8号"),
    (Role::Title, "样例区人民政府办公室关于推进"),
    (Role::Title, "学前教育普及普惠安全优质发展的实施意见"),
    (Role::Addressee, "各镇人民政府、街道办事处，区政府各部门，有关单位："),
    (Role::Text, "经区政府同意，现就推进学前教育发展提出如下意见。"),
    (Role::First, "一、发展目标"),
    (Role::Text, "到2025年，普惠性幼儿园覆盖率稳定在90%以上，公办园在园幼儿占比达到55%。"),
    (Role::First, "二、主要任务"),
    (Role::Second, "（一）扩大资源。新建小区配套园同步规划、同步建设、同步交付。"),
    (Role::Second, "（二）规范办园。民办园“一园一策”，收费实行政府指导价。"),
    (Role::Second, "（三）配齐教师。按师生比1∶7配备，持证上岗率100%。"),
    (Role::First, "三、保障措施"),
    (Role::Text, "建立联席会议制度，每学期督查1次，结果在30日内通报。"),
    (Role::Issuer, "样例区人民政府办公室"),
    (Role::Day, "2022年4月18日"),
    (Role::Copies, "抄送：区委办公室，区人大常委会办公室。"),
    (Role::Printed, "样例区人民政府办公室　2022年4月18日印发"),
];

pub const LETTERS: [Lines; 6] = [NOTICE, REQUEST, LETTER, REPORT, DECISION, OPINIONS];

/// A document by a hand.
pub fn document(lines: Lines, hand: Hand) -> Parts {
    let prefix = if hand == Hand::Plain { "ns0" } else { "w" };
    let mut body: String = lines.iter().map(|(role, text)| paragraph(*role, text, hand)).collect();
    if hand == Hand::Plain {
        // A text box and a picture that are nobody's text, and a paragraph without any.
        body += "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:p><w:r><w:t>图中文字,不算正文</w:t></w:r></w:p></w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p><w:p/>";
    }
    let table = "<w:tbl><w:tr><w:tc><w:p><w:pPr><w:spacing w:line=\"240\" w:lineRule=\"auto\"/><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:rFonts w:ascii=\"宋体\" w:hAnsi=\"宋体\" w:eastAsia=\"宋体\"/><w:sz w:val=\"24\"/></w:rPr><w:t>学校</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    if hand == Hand::Direct {
        body += table;
    }
    let grid = match hand {
        Hand::Mixed => "<w:docGrid w:type=\"linesAndChars\" w:linePitch=\"579\" w:charSpace=\"-849\"/>",
        Hand::Themed => "<w:docGrid w:type=\"lines\" w:linePitch=\"579\"/>",
        _ => "<w:docGrid w:linePitch=\"312\"/>",
    };
    let section = format!(
        "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId7\"/><w:footerReference w:type=\"even\" r:id=\"rId8\"/>\
         <w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\" w:header=\"851\" w:footer=\"1400\" w:gutter=\"0\"/>{grid}</w:sectPr>"
    );
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\">\
         <w:body>{body}{section}</w:body></w:document>"
    );
    let named = |text: String| {
        text.replace("<w:", &format!("<{prefix}:"))
            .replace("</w:", &format!("</{prefix}:"))
            .replace(" w:", &format!(" {prefix}:"))
            .replace("xmlns:w=", &format!("xmlns:{prefix}="))
    };
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let link = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{office}/{kind}\" Target=\"{target}\"/>")
    };
    let relations = |links: String| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{links}</Relationships>"
        )
    };
    Parts(vec![
        ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>".to_owned()),
        ("_rels/.rels", relations(link("rId1", "officeDocument", "word/document.xml"))),
        ("word/document.xml", named(text)),
        ("word/_rels/document.xml.rels", relations(link("rId1", "styles", "styles.xml") + &link("rId2", "settings", "settings.xml") + &link("rId3", "theme", "theme/theme1.xml") + &link("rId7", "footer", "footer1.xml") + &link("rId8", "footer", "footer2.xml"))),
        ("word/styles.xml", styles(hand)),
        ("word/settings.xml", "<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:zoom w:percent=\"100\"/><w:evenAndOddHeaders/><w:compat/></w:settings>".to_owned()),
        ("word/theme/theme1.xml", THEME.to_owned()),
        ("word/footer1.xml", footer("right", hand)),
        ("word/footer2.xml", footer("left", hand)),
    ])
}

const THEME: &str = "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><a:themeElements><a:fontScheme name=\"Office\"><a:majorFont><a:latin typeface=\"Calibri Light\"/><a:ea typeface=\"\"/><a:font script=\"Hans\" typeface=\"等线 Light\"/></a:majorFont><a:minorFont><a:latin typeface=\"Calibri\"/><a:ea typeface=\"\"/><a:font script=\"Hans\" typeface=\"等线\"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>";

fn footer(side: &str, hand: Hand) -> String {
    let look = "<w:rPr><w:rFonts w:ascii=\"宋体\" w:hAnsi=\"宋体\" w:eastAsia=\"宋体\"/><w:sz w:val=\"28\"/></w:rPr>";
    let run = |inner: &str| format!("<w:r>{look}{inner}</w:r>");
    let number = match hand {
        Hand::Plain | Hand::Themed => {
            format!("<w:fldSimple w:instr=\" PAGE  \\* MERGEFORMAT \">{}</w:fldSimple>", run("<w:t>1</w:t>"))
        }
        _ => {
            run("<w:fldChar w:fldCharType=\"begin\"/>")
                + &run("<w:instrText>PAGE</w:instrText>")
                + &run("<w:fldChar w:fldCharType=\"separate\"/>")
                + &run("<w:t>1</w:t>")
                + &run("<w:fldChar w:fldCharType=\"end\"/>")
        }
    };
    format!(
        "<w:ftr xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:p><w:pPr><w:ind w:{side}Chars=\"100\" w:{side}=\"280\"/><w:jc w:val=\"{side}\"/></w:pPr>{}{number}{}</w:p></w:ftr>",
        run("<w:t xml:space=\"preserve\">— </w:t>"),
        run("<w:t xml:space=\"preserve\"> —</w:t>")
    )
}

/// Font, size, place: of a role.
fn shape(role: Role) -> (&'static str, u32, &'static str, u32) {
    match role {
        Role::Banner => ("方正小标宋简体", 96, "center", 0),
        Role::Number => ("仿宋_GB2312", 32, "center", 0),
        Role::Title | Role::AttachmentTitle => ("方正小标宋简体", 44, "center", 0),
        Role::Addressee => ("仿宋_GB2312", 32, "both", 0),
        Role::First => ("黑体", 32, "both", 200),
        Role::Label => ("黑体", 32, "both", 0),
        Role::Second => ("楷体_GB2312", 32, "both", 200),
        Role::Third | Role::Text | Role::Remark | Role::Attachments => ("仿宋_GB2312", 32, "both", 200),
        Role::MoreAttachments => ("仿宋_GB2312", 32, "both", 500),
        Role::Issuer | Role::Day => ("仿宋_GB2312", 32, "right", 0),
        Role::Copies | Role::Printed => ("仿宋_GB2312", 28, "both", 100),
    }
}

fn style_name(role: Role) -> &'static str {
    match role {
        Role::Title | Role::AttachmentTitle => "a3",
        Role::First | Role::Label => "1",
        Role::Second => "2",
        _ => "a",
    }
}

fn paragraph(role: Role, text: &str, hand: Hand) -> String {
    let (font, size, align, chars) = shape(role);
    let line = if matches!(role, Role::Title | Role::AttachmentTitle | Role::Banner) { 700 } else { 579 };
    let line = if role == Role::Banner {
        "<w:spacing w:line=\"240\" w:lineRule=\"auto\"/>".to_owned()
    } else {
        format!("<w:spacing w:line=\"{line}\" w:lineRule=\"exact\"/>")
    };
    let length = chars * size * 10 / 100;
    let indent = match (chars, hand) {
        (0, _) => String::new(),
        (chars, Hand::Themed) => format!("<w:ind w:firstLineChars=\"{chars}\"/>"),
        (_, Hand::Plain) => format!("<w:ind w:firstLine=\"{length}\"/>"),
        (chars, _) => format!("<w:ind w:firstLineChars=\"{chars}\" w:firstLine=\"{length}\"/>"),
    };
    let indent = match role {
        Role::Issuer | Role::Day => "<w:ind w:rightChars=\"400\" w:right=\"1280\"/>".to_owned(),
        _ => indent,
    };
    let colour = if role == Role::Banner { "<w:color w:val=\"FF0000\"/>" } else { "" };
    let outline = match role {
        Role::First => "<w:outlineLvl w:val=\"0\"/>",
        Role::Second => "<w:outlineLvl w:val=\"1\"/>",
        _ => "",
    };
    let jc = format!("<w:jc w:val=\"{align}\"/>");
    let (head, rest) = match (role, text.find('。')) {
        (Role::Second, Some(at)) => text.split_at(at + "。".len()),
        _ => (text, ""),
    };
    let run = |font: &str, words: &str, hint: &str| {
        let latin = if matches!(hand, Hand::Mixed) { "Times New Roman" } else { font };
        let fonts =
            format!("<w:rFonts{hint} w:ascii=\"{latin}\" w:hAnsi=\"{latin}\" w:eastAsia=\"{font}\"/>");
        let words = words.replace('&', "&amp;");
        format!(
            "<w:r><w:rPr>{fonts}{colour}<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr><w:t>{words}</w:t></w:r>"
        )
    };
    match hand {
        Hand::Styles => {
            let style = style_name(role);
            // The styles say font, size, line and indent; what they do not say stands here.
            let own = if style == "a" { format!("{indent}{jc}") } else { String::new() };
            let size = if style == "a" && size != 32 || role == Role::Banner {
                format!("<w:sz w:val=\"{size}\"/>")
            } else {
                String::new()
            };
            let name = match role {
                Role::Banner => {
                    "<w:rFonts w:ascii=\"方正小标宋简体\" w:hAnsi=\"方正小标宋简体\" w:eastAsia=\"方正小标宋简体\"/>"
                }
                _ => "",
            };
            let plain = |words: &str, name: &str| {
                if words.is_empty() {
                    String::new()
                } else {
                    format!("<w:r><w:rPr>{name}{colour}{size}</w:rPr><w:t>{words}</w:t></w:r>")
                }
            };
            let text_font =
                "<w:rFonts w:ascii=\"仿宋_GB2312\" w:hAnsi=\"仿宋_GB2312\" w:eastAsia=\"仿宋_GB2312\"/>";
            let no_indent =
                if role == Role::Label { "<w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/>" } else { "" };
            let own = if role == Role::Banner { format!("{line}{own}") } else { own };
            format!(
                "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{own}{no_indent}</w:pPr>{}{}</w:p>",
                plain(head, name),
                plain(rest, text_font)
            )
        }
        Hand::Mixed => {
            // Chinese marks and words by hint, in a run each; lines by the grid.
            let runs: String =
                pieces(head).iter().map(|piece| run(font, piece, " w:hint=\"eastAsia\"")).collect();
            let rest: String =
                pieces(rest).iter().map(|piece| run("仿宋_GB2312", piece, " w:hint=\"eastAsia\"")).collect();
            let line = if matches!(role, Role::Title | Role::AttachmentTitle | Role::Banner) {
                line
            } else {
                String::new()
            };
            format!("<w:p><w:pPr>{line}{indent}{jc}{outline}</w:pPr>{runs}{rest}</w:p>")
        }
        _ => {
            let more = if rest.is_empty() { String::new() } else { run("仿宋_GB2312", rest, "") };
            format!("<w:p><w:pPr>{line}{indent}{jc}{outline}</w:pPr>{}{more}</w:p>", run(font, head, ""))
        }
    }
}

/// Words cut into the pieces into which an editor cuts them.
fn pieces(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    letters.chunks(7).map(|piece| piece.iter().collect()).collect()
}

fn styles(hand: Hand) -> String {
    let font =
        |name: &str| format!("<w:rFonts w:ascii=\"{name}\" w:hAnsi=\"{name}\" w:eastAsia=\"{name}\"/>");
    let defaults = match hand {
        Hand::Themed => "<w:rFonts w:asciiTheme=\"minorHAnsi\" w:hAnsiTheme=\"minorHAnsi\" w:eastAsiaTheme=\"minorEastAsia\"/>".to_owned(),
        _ => font("宋体"),
    };
    let style = |id: &str, base: &str, paragraph: &str, words: String| {
        let base = if base.is_empty() { String::new() } else { format!("<w:basedOn w:val=\"{base}\"/>") };
        let usual = if id == "a" { " w:default=\"1\"" } else { "" };
        format!(
            "<w:style w:type=\"paragraph\"{usual} w:styleId=\"{id}\"><w:name w:val=\"{id}\"/>{base}<w:pPr>{paragraph}</w:pPr><w:rPr>{words}</w:rPr></w:style>"
        )
    };
    let exact = "<w:spacing w:line=\"579\" w:lineRule=\"exact\"/>";
    let all = match hand {
        Hand::Styles => {
            style("a", "", exact, font("仿宋_GB2312") + "<w:sz w:val=\"32\"/>")
                + &style(
                    "a3",
                    "a",
                    "<w:spacing w:line=\"700\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>",
                    font("方正小标宋_GBK") + "<w:sz w:val=\"44\"/>",
                )
                + &style(
                    "1",
                    "a",
                    "<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/><w:outlineLvl w:val=\"0\"/>",
                    font("黑体"),
                )
                + &style("2", "1", "<w:outlineLvl w:val=\"1\"/>", font("楷体"))
        }
        _ => style("a", "", "", "<w:sz w:val=\"21\"/>".to_owned()),
    };
    format!(
        "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:docDefaults><w:rPrDefault><w:rPr>{defaults}<w:sz w:val=\"21\"/></w:rPr></w:rPrDefault></w:docDefaults>{all}</w:styles>"
    )
}
