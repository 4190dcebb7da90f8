//! Which of the four languages a card is written in, by counting stop words.
//! One pass, no model; a card in any other language is `Other`, a card too
//! short to tell is `Unknown`. What the words mean is left to `sentiment`.
use crate::analysis::sentiment::tokens::{self, Hashed, TokenKind};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// The language of a card, as far as the reading of moods is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    #[serde(rename = "en")]
    English,
    #[serde(rename = "es")]
    Spanish,
    #[serde(rename = "fr")]
    French,
    #[serde(rename = "de")]
    German,
    /// Surely none of the four.
    #[serde(rename = "other")]
    Other,
    /// Too short, or too even, to tell.
    #[serde(rename = "unknown")]
    Unknown,
}

impl Language {
    /// The two-letter code, or `other` and `unknown`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
            Self::French => "fr",
            Self::German => "de",
            Self::Other => "other",
            Self::Unknown => "unknown",
        }
    }
}

const OF: [Language; 4] = [Language::English, Language::Spanish, Language::French, Language::German];

// Neighbours stand in the fifth column so that Italian is not taken for Spanish.
const STOPS: [&str; 5] = [
    "the and of to is was were are be been have has had it its this that these those with for from you your i my me we our us they them their he she his her him who what when where which why how not don't didn't doesn't isn't wasn't can't couldn't won't wouldn't i'm i've it's that's but or if because so very just than then there here would could should will can did do does about after again all any at by as on off out up down over no nor only same too more most some such into an am being got get thanks thank please good great service never ever nothing someone everyone always really",
    "el la los las un una unos unas de del al y e o que en es son era eran fue fueron ser estar esta está están estaba muy mas más pero por para con sin sobre su sus mi mis me te se lo le les nos no si sí ya como cuando donde quien porque este esto ese eso esa aqui aquí hay he ha han había hasta desde todo toda todos todas nada nadie nunca siempre también tambien gracias servicio atencion atención trato buen bueno buena mal malo usted ustedes ella ellos yo tengo tiene hizo dos tres hace despues después antes bien sido ni cada otro otra",
    "le la les un une des du de d' l' et ou mais que qui quoi dont où en dans sur sous avec sans pour par pas ne n' plus je j' tu il elle on nous vous ils elles mon ma mes ton ta son sa ses notre nos votre vos leur leurs ce cet cette ces c' est c'est n'est j'ai suis sont était étaient été être avoir ai as a ont avons avez très tres trop bien aussi au aux à se s' me m' te lui y si comme quand alors car donc rien jamais toujours tout tous toute toutes merci qu'il qu'elle service fait faire deux trois encore même depuis chez vraiment d'une d'un l'agent",
    "der die das den dem des ein eine einen einem einer eines und oder aber auch nicht kein keine keinen ist sind war waren bin bist wird wurde wurden werden hat habe haben hatte hatten ich du er sie es wir ihr mich mir dich dir uns ihm ihn ihnen mein meine meinen meiner meinem sein seine ihre ihren ihrer zu zum zur von vom mit bei beim für fur auf aus an am im in nach vor über uber unter um durch ohne als wie wenn weil dass daß so sehr nur noch schon mal immer nie wieder dann da hier dort was wer wo warum doch man alle alles nichts danke vielen dank gut gute guter herr frau heute gestern etwas",
    "il lo gli della dello degli delle dei nel nella con sono era stato stata molto non anche piu perche quando questo questa grazie servizio e di mi ci si che per una ho ha hanno abbiamo sempre ma come tutto o os as um uma do da dos das no na nos nas em por para com não nao mas muito muita foi são sao estava você voce ele ela eu meu minha obrigado obrigada atendimento serviço também tambem isso quem het een van en niet maar ik je jij wij zij hij voor met op te dat deze dit is zijn was waren heeft hebben werd wordt ook naar bij aan goed geen erg heel mijn ons dank bedankt jest nie się sie na z do to że ze ale bardzo dziękuję był była och jag är inte det som på att har med för av ett mycket tack var men hon han ikke til og jeg er meget tak ve bir bu çok cok için icin ile değil degil teşekkürler a az és egy nem hogy volt nagyon je se na že byl velmi și nu este foarte care pentru am fost cu din la sa mulțumesc",
];

static WEIGHTS: LazyLock<Hashed<[u8; 5]>> = LazyLock::new(|| {
    let mut map = Hashed::<[u8; 5]>::default();
    for (column, words) in STOPS.iter().enumerate() {
        for word in words.split_whitespace() {
            map.entry(tokens::hash_of(word)).or_default()[column] = 1;
        }
    }
    // A word of one language alone says four times as much as one shared by two.
    for row in map.values_mut() {
        let shared = row[..4].iter().sum::<u8>();
        let weight = match (shared, row[4]) {
            (1, 0) => 4,
            (0, _) => 3,
            (1, _) => 2,
            _ => 1,
        };
        row.iter_mut().for_each(|cell| *cell *= weight);
    }
    map
});

/// Tells the language of a text by its stop words, in one pass.
#[must_use]
pub fn detect(text: &str) -> Language {
    of_tokens(&tokens::read(text))
}

/// The same for a text that has been cut into tokens.
#[must_use]
pub fn of_tokens(read: &tokens::Tokens) -> Language {
    let weights = &*WEIGHTS;
    let mut sums = [0_u32; 5];
    let (mut words, mut hits, mut foreign) = (0_u32, 0_u32, 0_u32);
    for token in &read.list {
        if token.kind != TokenKind::Word {
            continue;
        }
        words += 1;
        foreign += u32::from(token.foreign);
        if let Some(row) = weights.get(&token.hash) {
            hits += 1;
            for (sum, cell) in sums.iter_mut().zip(row) {
                *sum += u32::from(*cell);
            }
        }
        if let Some(column) = token.hint {
            sums[usize::from(column)] += 2;
        }
    }
    if foreign * 3 > words {
        return Language::Other;
    }
    let mut best = 0;
    for column in 1..4 {
        if sums[column] > sums[best] {
            best = column;
        }
    }
    let rival = (0..4).filter(|&c| c != best).map(|c| sums[c]).max().unwrap_or(0);
    if sums[4] > sums[best] + sums[best] / 4 && sums[4] >= 6 {
        return Language::Other;
    }
    // Twelve words without a stop word of ours are not a text of ours.
    if words >= 12 && hits * 10 < words && sums[best] < 8 {
        return Language::Other;
    }
    if sums[best] < 2 || sums[best] == rival {
        return Language::Unknown;
    }
    OF[best]
}
