//! Praise and blame in Chinese, Japanese and Korean, which `tokens` can't cut into words: a few stock words are looked
//! for inside the text. Blame is taken out first, for it often holds praise: "不专业", "불친절".

const BLAME: [&str; 44] = [
    // Chinese, both ways of writing.
    "态度很差",
    "态度差",
    "态度恶劣",
    "態度很差",
    "態度差",
    "態度惡劣",
    "太差",
    "很差",
    "差劲",
    "差勁",
    "不理",
    "不耐烦",
    "不耐煩",
    "不专业",
    "不專業",
    "不友好",
    "不满意",
    "不滿意",
    "不推荐",
    "不推薦",
    "没礼貌",
    "沒禮貌",
    "没有耐心",
    "骗",
    "騙",
    "失望",
    "投诉",
    "投訴",
    "敷衍",
    // Japanese.
    "不親切",
    "態度が悪",
    "対応が悪",
    "ひどい",
    "最悪",
    "無視",
    "がっかり",
    "二度と",
    // Korean.
    "불친절",
    "무례",
    "최악",
    "실망",
    "불쾌",
    "무시",
    "짜증",
];
const PRAISE: [&str; 38] = [
    // Chinese.
    "谢谢",
    "謝謝",
    "感谢",
    "感謝",
    "耐心",
    "热情",
    "熱情",
    "专业",
    "專業",
    "很好",
    "非常好",
    "太好",
    "满意",
    "滿意",
    "周到",
    "贴心",
    "貼心",
    "细心",
    "細心",
    "友好",
    "推荐",
    "推薦",
    // Japanese.
    "ありがとう",
    "親切",
    "丁寧",
    "助かり",
    "最高",
    "素晴らし",
    "優し",
    "おすすめ",
    // Korean.
    "감사합",
    "감사했",
    "감사드",
    "고맙",
    "고마",
    "친절",
    "최고",
    "추천",
];

/// How good a stretch of text is by its stock words, `None` where it has none of them.
pub fn worth(text: &str) -> Option<f32> {
    let mut rest = text.to_owned();
    let mut sum = 0_i8;
    for word in BLAME {
        if rest.contains(word) {
            sum -= 1;
            rest = rest.replace(word, " ");
        }
    }
    sum += PRAISE.iter().filter(|word| rest.contains(**word)).map(|_| 1_i8).sum::<i8>();
    (rest.len() != text.len() || sum != 0).then(|| f32::from(sum).clamp(-2.0, 2.0))
}
