//! Names in scripts without spaces: whole names anywhere, family or given names before an honorific.
use super::Rule;
use super::reader::Reader;
use super::spot::{Cand, Spot};
use crate::analysis::fold;
use crate::analysis::roster::{Glyphs, Ref, double_family, is_han, is_hangul};

/// What follows a name and makes a person of it; the longest first.
const HONORIFICS: &[&str] = &[
    "さん",
    "様",
    "さま",
    "先生",
    "氏",
    "君",
    "くん",
    "ちゃん",
    "殿",
    "店長",
    "部長",
    "課長",
    "係長",
    "主任",
    "社員",
    "店員",
    "スタッフ",
    "担当",
    "コーチ",
    "トレーナー",
    "インストラクター",
    "シェフ",
    "ドクター",
    "看護師",
    "美容師",
    "社長",
    "小姐",
    "女士",
    "先森",
    "经理",
    "經理",
    "师傅",
    "師傅",
    "老师",
    "老師",
    "医生",
    "醫生",
    "护士",
    "護士",
    "客服",
    "同学",
    "主管",
    "助理",
    "顾问",
    "顧問",
    "店员",
    "哥",
    "姐",
    "씨",
    "님",
    "선생님",
    "매니저",
    "대리",
    "과장",
    "부장",
    "팀장",
    "사원",
    "직원",
    "상담사",
    "상담원",
    "기사",
    "실장",
    "점장",
    "간호사",
    "선생",
    "코치",
    "트레이너",
    "강사",
    "원장",
    "셰프",
    "주임",
    "차장",
];
/// What stands before a name in Chinese: "little Wang", "old Li", "agent".
const BEFORE: &[&str] = &["小", "老", "客服", "店员", "经理", "叫", "是", "员工", "专员", "技师", "顾问"];

/// Given names that are words of every day: they need an honorific.
const WORDS: &[&str] = &[
    "하늘",
    "사랑",
    "보람",
    "나라",
    "아름",
    "이슬",
    "바다",
    "가을",
    "겨울",
    "여름",
    "지혜",
    "은혜",
    "소망",
    "믿음",
    "한결",
    "다운",
    "さくら",
    "ひかり",
    "あおい",
    "みどり",
    "かおり",
    "のぞみ",
    "めぐみ",
    "ゆき",
    "そら",
    "うみ",
    "はな",
    "平安",
    "小明",
    "美好",
    "美丽",
    "快乐",
    "幸福",
    "和平",
    "阳光",
    "春天",
    "高兴",
    "健康",
    "建国",
    "文化",
    "光明",
    "希望",
    "大海",
    "天天",
];

/// What relatives are called right before their name: "女儿林小燕", "妻の佐藤".
const RELATIVES: &[&str] = &[
    "女儿",
    "女兒",
    "儿子",
    "兒子",
    "老公",
    "老婆",
    "丈夫",
    "妻子",
    "妈妈",
    "媽媽",
    "爸爸",
    "母亲",
    "父亲",
    "姐姐",
    "妹妹",
    "哥哥",
    "弟弟",
    "孩子",
    "朋友",
    "男友",
    "女友",
    "邻居",
    "娘の",
    "息子の",
    "妻の",
    "夫の",
    "主人の",
    "母の",
    "父の",
    "姉の",
    "妹の",
    "兄の",
    "弟の",
    "友人の",
    "友達の",
    "孫の",
    "딸",
    "아들",
    "아내",
    "남편",
    "엄마",
    "아빠",
    "친구",
    "동생",
];

pub fn find(reader: &Reader, spots: &mut Vec<Spot>) {
    let mut i = 0;
    while i < reader.len() {
        if !reader.tok(i).is_some_and(|t| t.cjk) {
            i += 1;
            continue;
        }
        // One run of script, and the next when a space parts family and given name.
        run(reader, i, spots);
        i += 1;
    }
}

fn run(reader: &Reader, i: usize, spots: &mut Vec<Spot>) {
    let Some(t) = reader.tok(i) else { return };
    let start = t.start as usize;
    let joins = reader.tok(i + 1).is_some_and(|n| n.cjk && n.gap <= crate::analysis::fold::Gap::Space && !n.newline);
    let end = if joins { reader.tok(i + 1).map_or(t.end, |n| n.end) } else { t.end } as usize;
    let raw = reader.text.surface(start, end);
    let chars: Vec<(usize, char)> = raw.char_indices().collect();
    let own = t.end as usize - start;
    let mut at = 0;
    while at < chars.len() {
        let Some(&(from, first)) = chars.get(at) else { break };
        if from >= own {
            break;
        }
        let mut hit = None;
        if first != ' ' {
            let mut state = fold::SEED;
            for len in 1..=8usize {
                let Some(&(p, c)) = chars.get(at + len - 1) else { break };
                if c.is_whitespace() {
                    continue;
                }
                let mut buffer = [0u8; 4];
                state = fold::extend(state, c.encode_utf8(&mut buffer).as_bytes());
                let to = p + c.len_utf8();
                if let Some(found) = look(
                    reader,
                    raw,
                    from,
                    to,
                    fold::mix(state),
                    at.checked_sub(1).and_then(|b| chars.get(b)).map(|c| c.1),
                ) {
                    hit = Some((len, from, to, found));
                }
            }
        }
        match hit {
            Some((len, from, to, (cands, strong))) => {
                let last = if start + to > t.end as usize { i + 2 } else { i + 1 };
                let mut spot = Spot::new(reader, i, last, cands);
                spot.span = start + from..start + to;
                spot.surface_hash = fold::hash(raw.get(from..to).unwrap_or("").as_bytes());
                spot.strong = strong;
                if RELATIVES.iter().any(|kin| raw.get(..from).is_some_and(|head| head.ends_with(kin))) {
                    spot.veto = Some("it is somebody of the writer's own");
                }
                spots.push(spot);
                at += len;
            }
            None => at += 1,
        }
    }
}

/// Whether somebody's registered name is three letters of that script and no space.
fn undivided(reader: &Reader, agent: Ref) -> bool {
    reader.roster.agent(agent).is_some_and(|a| {
        let three = |name: &String| name.chars().count() == 3 && !double_family(name);
        three(&a.entry.name) || a.entry.nicknames.iter().any(three)
    })
}

fn look(
    reader: &Reader,
    raw: &str,
    from: usize,
    to: usize,
    hash: u64,
    before: Option<char>,
) -> Option<(Vec<Cand>, bool)> {
    let mut found = vec![];
    reader.roster.glyphs(hash, &mut found);
    if found.is_empty() {
        return None;
    }
    let rest = raw.get(to..).unwrap_or("").trim_start();
    let honoured = HONORIFICS.iter().any(|h| rest.starts_with(h));
    let count = raw.get(from..to).unwrap_or("").chars().count();
    let head = raw.get(..from).unwrap_or("");
    let introduced = BEFORE.iter().any(|b| head.ends_with(b));
    // An honorific in kana, as コーチ and さん are, or one of these two.
    let japanese = rest.starts_with(|c: char| matches!(c, '様' | '氏' | '\u{3040}'..='\u{30ff}'));
    // "我叫李娜", "私は高橋と申します": the writer.
    let writer = ["我叫", "我是", "本人", "我的名字是", "私は", "저는", "나는", "제 이름은"]
        .iter()
        .any(|b| head.trim_end().ends_with(b))
        || ["と申します", "と言います", "といいます", "と申し", "이라고 합니다", "라고 합니다", "입니다."]
            .iter()
            .any(|a| rest.starts_with(a))
            && !honoured;
    if writer {
        return None;
    }
    // 中さん inside 田中さん: a one-letter surname needs a border before it.
    let inside = japanese && count == 1 && before.is_some_and(is_han);
    // 山口 inside 大山口, 정 inside 김다정, and 周 in 本周客服.
    let within = before.is_some_and(|c| if count >= 2 { is_han(c) } else { is_hangul(c) }) || rest.starts_with("客服");
    let mut cands: Vec<Cand> = vec![];
    found.sort_by_key(|(_, kind)| *kind == Glyphs::Read);
    for (agent, kind) in found {
        let (rule, weight) = match kind {
            // Whoever is registered with these very characters is meant.
            Glyphs::Read if cands.iter().any(|c| c.weight > 3.0) => continue,
            Glyphs::Full if count >= 2 => (Rule::Glyphs, 5.0),
            Glyphs::Given if count >= 2 && !honoured && WORDS.contains(&raw.get(from..to).unwrap_or("")) => continue,
            Glyphs::Given if count >= 2 => (Rule::Glyphs, if honoured { 3.4 } else { 2.2 }),
            Glyphs::Given if honoured && introduced => (Rule::Glyphs, 2.6),
            // Two letters of an undivided name of three are a Japanese family name.
            Glyphs::Family if count == 2 && !japanese && undivided(reader, agent) => continue,
            Glyphs::Family if honoured && !inside => (Rule::Titled, 3.2),
            // Many names are written with the one letter of 王 or 김, and 川口店長 may be of Kawaguchi: a question at most.
            Glyphs::Read if honoured && !inside && !within => {
                (Rule::Titled, if count >= 2 && japanese { 3.0 } else { 0.6 })
            }
            Glyphs::Family if introduced && count == 1 && matches!(head.chars().last(), Some('小' | '老')) => {
                (Rule::Titled, 2.6)
            }
            _ => continue,
        };
        match cands.iter_mut().find(|c| c.agent == agent) {
            Some(c) if c.weight >= weight => {}
            Some(c) => (c.rule, c.weight) = (rule, weight),
            None => cands.push(Cand { agent, rule, tier: 0, weight }),
        }
    }
    let strong = cands.iter().any(|c| c.weight >= 5.0);
    if strong {
        cands.retain(|c| c.weight >= 5.0);
    }
    (!cands.is_empty()).then_some((cands, strong))
}
