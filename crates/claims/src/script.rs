//! Traditional characters (繁体) read as simplified ones. Each stands for one character of the same length in bytes, so that
//! places in the text stay what they are.

use std::borrow::Cow;

/// Traditional and simplified characters in pairs: those of the words by which numbers are told and compared.
const PAIRS: &str = "\
    濟济 黨党 貼贴 裡里 裏里 們们 這这 鋪铺 軌轨 鞏巩 淨净 虧亏 儲储 歸归 績绩 擬拟 殘残 遲迟 補补 欄栏 佈布 彙汇 週周 衝冲 徵征 麼么 剛刚 塊块 幾几 鍋锅 災灾 \
    佔占 來来 個个 備备 傳传 債债 傷伤 僅仅 價价 儀仪 億亿 償偿 優优 兒儿 內内 兩两 冊册 凍冻 別别 則则 創创 劃划 劇剧 劉刘 劑剂 勁劲 動动 務务 \
    勝胜 勞劳 勢势 匯汇 區区 協协 厲厉 參参 員员 啟启 喪丧 單单 嚴严 國国 圍围 園园 圓圆 圖图 團团 執执 堅坚 報报 場场 塊块 塵尘 壓压 壞坏 夢梦 \
    奪夺 奮奋 婦妇 媽妈 孫孙 學学 實实 寧宁 審审 寫写 寬宽 寶宝 將将 專专 尋寻 對对 導导 屆届 層层 屬属 島岛 嶺岭 巖岩 師师 帶带 幣币 幫帮 幹干 \
    廠厂 廣广 廳厅 張张 強强 彈弹 後后 徑径 從从 復复 徹彻 態态 慶庆 憂忧 應应 懷怀 戰战 戲戏 戶户 拋抛 揚扬 換换 損损 撥拨 擁拥 擇择 擊击 擔担 \
    據据 擠挤 擬拟 擴扩 攝摄 敗败 敵敌 數数 斷断 於于 時时 晉晋 暫暂 曆历 曉晓 書书 會会 東东 條条 棟栋 業业 極极 榮荣 構构 樂乐 樓楼 標标 樣样 \
    樹树 橋桥 機机 檢检 權权 歲岁 歷历 殘残 決决 減减 測测 準准 滿满 漁渔 漲涨 災灾 為为 無无 營营 爐炉 爭争 獎奖 獲获 現现 環环 產产 畢毕 畫画 \
    異异 當当 疊叠 療疗 發发 盞盏 盡尽 監监 盤盘 眾众 確确 碼码 礦矿 禦御 禮礼 稅税 種种 稱称 穀谷 積积 穩稳 窮穷 競竞 筆笔 節节 範范 築筑 簡简 \
    籌筹 粵粤 糧粮 紀纪 約约 紅红 納纳 純纯 紙纸 級级 細细 紹绍 終终 組组 結结 絕绝 給给 統统 經经 綜综 綠绿 維维 網网 緊紧 線线 緣缘 編编 緩缓 \
    縣县 縫缝 縮缩 縱纵 總总 績绩 繫系 繳缴 繼继 續续 羅罗 義义 習习 聖圣 聞闻 聯联 聲声 職职 聽听 肅肃 腦脑 膚肤 膽胆 臨临 臺台 與与 興兴 舉举 \
    舊旧 艙舱 萬万 葉叶 蓋盖 蔣蒋 薦荐 藍蓝 藝艺 藥药 蘇苏 蘭兰 處处 號号 蟲虫 術术 衛卫 衝冲 補补 製制 規规 視视 親亲 覺觉 覽览 觀观 觸触 訂订 \
    計计 訓训 記记 設设 許许 訴诉 註注 評评 詞词 試试 話话 該该 詳详 認认 語语 說说 誰谁 課课 調调 請请 論论 諸诸 講讲 謝谢 證证 識识 議议 護护 \
    變变 讓让 豐丰 貝贝 負负 財财 貢贡 貧贫 貨货 責责 貴贵 買买 貸贷 費费 賀贺 資资 賓宾 賠赔 賣卖 質质 賴赖 購购 贈赠 贊赞 趕赶 趙赵 跡迹 踐践 \
    車车 軍军 軟软 較较 載载 輔辅 輕轻 輛辆 輟辍 輪轮 輸输 轉转 辦办 農农 連连 週周 進进 運运 過过 達达 遞递 遠远 適适 遷迁 選选 遺遗 還还 邊边 \
    鄉乡 鄧邓 鄭郑 鄰邻 醜丑 醫医 釋释 鉅巨 銀银 銷销 錄录 錢钱 錯错 鍵键 鎮镇 鐘钟 鐵铁 鑒鉴 長长 門门 閉闭 開开 間间 閱阅 關关 陸陆 陽阳 隊队 \
    際际 隨随 險险 隻只 雖虽 雙双 離离 難难 雲云 電电 霧雾 靈灵 頁页 頂顶 項项 順顺 須须 預预 領领 頭头 頻频 題题 額额 顏颜 願愿 類类 顧顾 顯显 \
    風风 飛飞 飯饭 飲饮 養养 餘余 館馆 駐驻 驗验 體体 髮发 魚鱼 鮮鲜 麗丽 麥麦 黃黄 點点 齊齐 齡龄";

/// Where the characters that may be traditional begin, and how many there are.
const FIRST: u32 = 0x4e00;
const COUNT: usize = 0x5200;

fn simplified(c: char) -> Option<char> {
    let at = usize::try_from(u32::from(c).checked_sub(FIRST)?).ok()?;
    table().get(at).copied().filter(|to| *to != '\0')
}

/// For every character its simplified one, or nothing.
fn table() -> &'static [char] {
    use std::sync::OnceLock;
    static TABLE: OnceLock<Vec<char>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = vec!['\0'; COUNT];
        for (from, to) in pairs() {
            if let Some(place) = table.get_mut((u32::from(from) - FIRST) as usize) {
                *place = to;
            }
        }
        table
    })
}

fn pairs() -> impl Iterator<Item = (char, char)> {
    let words = PAIRS.split_whitespace();
    words.filter_map(|pair| {
        let mut chars = pair.chars();
        Some((chars.next()?, chars.next()?))
    })
}

/// The text with simplified characters, byte for byte as long.
pub(crate) fn simplify(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find(|c| simplified(c).is_some()) else { return Cow::Borrowed(text) };
    let mut folded = String::with_capacity(text.len());
    folded.push_str(&text[..first]);
    folded.extend(text[first..].chars().map(|c| simplified(c).unwrap_or(c)));
    Cow::Owned(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_stay_what_they_are() {
        let text = "全縣經費11.20億元,比上年增長；小學、國中與縣立高級中學教職員減少３萬個";
        let read = simplify(text);
        assert_eq!(read.len(), text.len());
        assert_eq!(read, "全县经费11.20亿元,比上年增长；小学、国中与县立高级中学教职员减少３万个");
        assert!(matches!(simplify("全县经费增长"), Cow::Borrowed(_)));
    }

    #[test]
    fn every_character_has_one_other_of_its_length() {
        assert!(pairs().count() > 400);
        for (from, to) in pairs() {
            assert_eq!(from.len_utf8(), to.len_utf8(), "{from}");
            assert_eq!(simplified(to), None, "{from} becomes {to}, which becomes another");
        }
    }
}
