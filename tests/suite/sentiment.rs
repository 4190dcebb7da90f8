//! The mood of cards and of mentions, asked through the public API, on the
//! fixtures and on any text.
use proptest::prelude::*;
use serde::Deserialize;
use smilecard::analysis::language::{self, Language};
use smilecard::analysis::polarity;
use smilecard::analysis::sentiment::tokens::{self, TokenKind};
use smilecard::analysis::sentiment::{self, Delta, SentimentKind, kinds, reading};
use smilecard::cli::{evaluate_sentiment, train::corpus};
use smilecard::domain::{Kind, Polarity};
use std::path::Path;
use std::time::Instant;

#[derive(Deserialize)]
struct Card {
    text: String,
    mentions: Vec<Mention>,
}
#[derive(Deserialize)]
struct Mention {
    span: [usize; 2],
    polarity: Polarity,
}

fn fixture(name: &str) -> Vec<corpus::Sample> {
    corpus::from_file(&Path::new("tests/fixtures/sentiment").join(name)).unwrap()
}

fn cards() -> Vec<corpus::Sample> {
    fixture("cards.jsonl")
}

/// Three classes, forced, flipped, mixed recognised.
fn figures(name: &str) -> [f64; 4] {
    let (total, _) = evaluate_sentiment::measure(&fixture(name));
    let all = [total.accuracy(), total.forced_accuracy(), total.flips(), total.mixed_recall()];
    println!("{name}: {all:.3?}");
    all
}

#[test]
fn the_mood_of_the_fixture_is_read_as_well_as_ever() {
    let (total, _) = evaluate_sentiment::measure(&cards());
    println!(
        "3-class {:.3} forced {:.3} flips {:.3} mixed {:.3}",
        total.accuracy(),
        total.forced_accuracy(),
        total.flips(),
        total.mixed_recall()
    );
    // These cards were looked at while the lists were written: a floor, not a forecast.
    assert!(total.accuracy() >= 0.93 && total.forced_accuracy() >= 0.94 && total.flips() <= 0.04);
}

#[test]
fn cards_that_no_list_was_written_after_are_read_as_well_as_ever() {
    let [three, forced, flips, mixed] = figures("blind.jsonl");
    assert!(three >= 0.86 && forced >= 0.93 && flips <= 0.06 && mixed >= 0.84);
    let [three, forced, ..] = figures("fresh.jsonl");
    assert!(three >= 0.68 && forced >= 0.77);
    // Other trades, four languages, kept out of training: labelled before anything read them.
    let [three, forced, flips, mixed] = figures("blind_second.jsonl");
    assert!(three >= 0.73 && forced >= 0.79 && flips <= 0.2 && mixed >= 0.63);
    // Everyday cards, hardly a good or bad word; and everyday cards as they come.
    let [three, forced, flips, mixed] = figures("blind_third.jsonl");
    assert!(three >= 0.85 && forced >= 0.92 && flips <= 0.08 && mixed >= 0.86);
    let [three, forced, flips, mixed] = figures("blind_fourth.jsonl");
    assert!(three >= 0.91 && forced >= 0.94 && flips <= 0.01 && mixed >= 0.85);
}

/// Mentions read rightly and all of them, in cards with one agent or more, and in those with several.
fn mentions(name: &str) -> [usize; 4] {
    let file = std::fs::read_to_string(Path::new("tests/fixtures/sentiment").join(name)).unwrap();
    let [mut right, mut all, mut right_of_several, mut several] = [0; 4];
    for line in file.lines() {
        let card: Card = serde_json::from_str(line).unwrap();
        let spans: Vec<_> = card.mentions.iter().map(|m| vec![m.span[0]..m.span[1]]).collect();
        let said = polarity::of_mentions(&card.text, &spans, language::detect(&card.text), None);
        for (mention, said) in card.mentions.iter().zip(said) {
            let hit = usize::from(said == mention.polarity);
            all += 1;
            right += hit;
            if card.mentions.len() > 1 {
                several += 1;
                right_of_several += hit;
            }
            if hit == 0 {
                let surface = &card.text[mention.span[0]..mention.span[1]];
                println!("{:?} read as {said:?}: {surface} | {}", mention.polarity, card.text);
            }
        }
    }
    println!("{name}: {right}/{all}, of several {right_of_several}/{several}");
    [right, all, right_of_several, several]
}

#[test]
fn each_mention_has_its_own_polarity() {
    let [right, all, ..] = mentions("mentions.jsonl");
    assert!(right * 100 >= all * 90, "{right}/{all}");
    let [right, all, of_several, several] = mentions("mentions_second.jsonl");
    assert!(right * 100 >= all * 88 && of_several * 100 >= several * 93, "{right}/{all}, {of_several}/{several}");
    let [right, all, of_several, several] = mentions("mentions_third.jsonl");
    assert!(right * 100 >= all * 82 && of_several * 100 >= several * 87, "{right}/{all}, {of_several}/{several}");
    let [right, all, of_several, several] = mentions("mentions_fourth.jsonl");
    assert!(right * 100 >= all * 75 && of_several * 100 >= several * 71, "{right}/{all}, {of_several}/{several}");
    // As many complaints as praise, all deeds, a third of it sarcasm and contrast.
    let [right, all, of_several, several] = mentions("mentions_fifth.jsonl");
    assert!(right * 100 >= all * 74 && of_several * 100 >= several * 66, "{right}/{all}, {of_several}/{several}");
    let [right, all, of_several, several] = mentions("mentions_sixth.jsonl");
    assert!(right * 100 >= all * 82 && of_several * 100 >= several * 80, "{right}/{all}, {of_several}/{several}");
    let [right, all, of_several, several] = mentions("mentions_seventh.jsonl");
    assert!(right * 100 >= all * 87 && of_several * 100 >= several * 90, "{right}/{all}, {of_several}/{several}");
}

fn moods(text: &str, names: &[&str]) -> Vec<Polarity> {
    let spans: Vec<_> = names.iter().map(|name| text.find(name).map(|at| vec![at..at + name.len()]).unwrap()).collect();
    polarity::of_mentions(text, &spans, language::detect(text), None)
}

#[test]
fn whoever_a_colleague_is_set_against_is_the_opposite() {
    use Polarity::{Complaint, Praise};
    assert_eq!(moods("Unlike Kevin, Denise actually listened.", &["Kevin", "Denise"]), [Complaint, Praise]);
    assert_eq!(moods("Neither Gareth nor Sunil replied to my letter.", &["Gareth", "Sunil"]), [Complaint, Complaint]);
    assert_eq!(
        moods("Anthony sold me the wrong plan and Kayla had to fix it.", &["Anthony", "Kayla"]),
        [Complaint, Praise]
    );
}

#[test]
fn a_comparison_praises_one_and_blames_the_other() {
    use Polarity::{Complaint, Praise};
    let told = "Hope was a lovely woman. Compare that with Dustin, who kept us there until ten.";
    assert_eq!(moods(told, &["Hope", "Dustin"]), [Praise, Complaint]);
    assert_eq!(
        moods("Aoife could teach Yusuf a thing or two about manners.", &["Aoife", "Yusuf"]),
        [Praise, Complaint]
    );
    assert_eq!(moods("Dr. Jones is wonderful, as opposed to Dr. O'Neil.", &["Jones", "O'Neil"]), [Praise, Complaint]);
    let told = "Ana was wonderful. Mario, however, came by only to tell us our time was up.";
    assert_eq!(moods(told, &["Ana", "Mario"]), [Praise, Complaint]);
}

#[test]
fn a_warning_of_somebody_is_no_denial() {
    assert_eq!(moods("Do not let Dustin near your credit.", &["Dustin"]), [Polarity::Complaint]);
    assert_eq!(moods("Don't let Maria leave, she is wonderful!", &["Maria"]), [Polarity::Praise]);
    assert_eq!(moods("It was not Dustin, I know his voice.", &["Dustin"]), [Polarity::Neutral]);
}

#[test]
fn never_so_strengthens_what_never_alone_would_turn() {
    let said = |text: &str| reading::read(text).hits.iter().map(|hit| hit.value).sum::<f32>();
    assert!(said("I have never felt so welcome there") > 0.0);
    assert!(said("I have never felt welcome there") < 0.0);
    assert!(said("I have never felt so rushed there") < 0.0);
}

#[test]
fn a_title_ends_no_sentence() {
    assert_eq!(reading::read("Dr. Jones saw the baby").clauses.len(), 1);
    assert_eq!(reading::read("We saw the dr. She was late").clauses.len(), 2);
}

#[test]
fn writing_without_spaces_is_searched_for_stock_words() {
    assert_eq!(moods("김민지 선생님 정말 감사했습니다.", &["김민지"]), [Polarity::Praise]);
    assert_eq!(moods("刘晓雨态度很差。", &["刘晓雨"]), [Polarity::Complaint]);
}

#[test]
fn a_promise_counts_by_what_came_of_it() {
    assert_eq!(
        moods("Mark said he'd send the form overnight and of course he didn't.", &["Mark"]),
        [Polarity::Complaint]
    );
    assert_eq!(moods("Mark told me the loan was approved. It never was.", &["Mark"]), [Polarity::Complaint]);
    assert_eq!(moods("Mark promised a refund by Friday. It's now three weeks.", &["Mark"]), [Polarity::Complaint]);
    assert_eq!(moods("Jessica promised me a gift card. I'm still waiting.", &["Jessica"]), [Polarity::Complaint]);
    assert_eq!(moods("Jessica promised me a gift card and it came the next day.", &["Jessica"]), [Polarity::Praise]);
}

#[test]
fn deeds_tell_kindness_and_fault_without_a_word_of_either() {
    use Polarity::{Complaint, Praise};
    for (text, name, mood) in [
        ("Rory came out on his day off and wouldn't accept a penny for it.", "Rory", Praise),
        ("Greta waited with my gran until the taxi came.", "Greta", Praise),
        ("Bela wiped his feet at the door and hoovered up after himself.", "Bela", Praise),
        ("Amara is wasted in here. You should give her a shop of her own.", "Amara", Praise),
        ("Ravi took the wheels off, got the tyre swapped, put the wheels back on. Two thumbs up.", "Ravi", Praise),
        ("Anton was at the counter when we came in. A pleasure to deal with.", "Anton", Praise),
        ("Bao scuffed our new lino and drove off without saying anything.", "Bao", Complaint),
        ("Piet strolled in at ten with a bacon roll, the booking was for eight.", "Piet", Complaint),
        ("Kit barely glanced at us and kept scrolling.", "Kit", Complaint),
        ("Vera at the till made me feel like a nuisance.", "Vera", Complaint),
        ("Alma rompió la mesa y se encogió de hombros.", "Alma", Complaint),
        ("Jonas blieb bis nach Feierabend und wollte kein Trinkgeld.", "Jonas", Praise),
        ("Léo nous a dit que nous n'avions qu'à revenir demain.", "Léo", Complaint),
        ("受付の田中さんの態度が冷たかったです。", "田中", Complaint),
    ] {
        assert_eq!(moods(text, &[name]), [mood], "{text}");
    }
}

#[test]
fn deeds_of_any_trade_are_told_from_their_opposites() {
    use Polarity::{Complaint, Praise};
    for (text, name, mood) in [
        ("Not one twinge in my hip since Pavla worked on it, I owe Pavla my holiday.", "Pavla", Praise),
        ("The tile that Otto stuck on fell off again within two days.", "Otto", Complaint),
        ("We had to go back three times before Otto found the part.", "Otto", Complaint),
        ("Wanda refused to charge me for the second visit.", "Wanda", Praise),
        ("Wanda refused to exchange the kettle without its box.", "Wanda", Complaint),
        ("Femi waived the late fee.", "Femi", Praise),
        ("Femi wouldn't waive the late fee.", "Femi", Complaint),
        ("Gus wouldn't let me pay for the tyre.", "Gus", Praise),
        ("Gus wouldn't let me speak.", "Gus", Complaint),
        ("It wasn't even her department but Nadia made the call anyway.", "Nadia", Praise),
        ("Nadia told me it was not her department.", "Nadia", Complaint),
        ("Lola spoke to me as if I were an idiot.", "Lola", Complaint),
        ("Lola treated my dad as if he were her own.", "Lola", Praise),
        ("Marta no me devolvió el dinero.", "Marta", Complaint),
        ("Marta no me dejó pagar el café.", "Marta", Praise),
        ("Luc a perdu mon dossier et ne s'est pas excusé.", "Luc", Complaint),
        ("Depuis le passage de Luc, plus aucune fuite.", "Luc", Praise),
        ("Jens hielt sein Wort und rief am selben Abend zurück.", "Jens", Praise),
        ("Bei Jens musste ich dreimal nachfragen.", "Jens", Complaint),
    ] {
        assert_eq!(moods(text, &[name]), [mood], "{text}");
    }
}

#[test]
fn whoever_is_preferred_or_missed_is_praised() {
    use Polarity::{Complaint, Praise};
    assert_eq!(moods("Give me Ana over Tom any day of the week.", &["Ana", "Tom"]), [Praise, Complaint]);
    assert_eq!(moods("I prefer Ana to Tom by a mile.", &["Ana", "Tom"]), [Praise, Complaint]);
    assert_eq!(moods("Tom couldn't hold a candle to Ana.", &["Tom", "Ana"]), [Complaint, Praise]);
    assert_eq!(moods("Dev could learn a lot from Mira.", &["Dev", "Mira"]), [Complaint, Praise]);
    assert_eq!(moods("I learnt such a lot from Mira.", &["Mira"]), [Praise]);
    assert_eq!(moods("If it weren't for Hetty I would have closed my account years ago.", &["Hetty"]), [Praise]);
    assert_eq!(moods("Hetty knew her stuff. The one before her was a chocolate teapot.", &["Hetty"]), [Praise]);
    assert_eq!(moods("Had a word with Bruno about the boiler.", &["Bruno"]), [Polarity::Neutral]);
    assert_eq!(moods("Somebody should have a quiet word with Bruno.", &["Bruno"]), [Complaint]);
}

#[test]
fn a_deed_that_is_denied_or_refused_is_turned() {
    use Polarity::{Complaint, Praise};
    assert_eq!(moods("Ines never once made me feel stupid for asking.", &["Ines"]), [Praise]);
    assert_eq!(moods("Kofi never rushed us.", &["Kofi"]), [Praise]);
    assert_eq!(moods("Kofi rushed us out of the door.", &["Kofi"]), [Complaint]);
    assert_eq!(moods("Kofi refused to put it right.", &["Kofi"]), [Complaint]);
    let told = "If Nils hadn't stayed two hours past closing we'd have slept in the car.";
    assert_eq!(moods(told, &["Nils"]), [Praise]);
}

#[test]
fn each_gets_what_is_said_of_them_and_all_what_is_said_of_all() {
    use Polarity::{Complaint, Praise};
    let told = "Marta had it fixed in a single visit and then Olek undid all of it.";
    assert_eq!(moods(told, &["Marta", "Olek"]), [Praise, Complaint]);
    let told = "Can't thank Priya and Sam enough for looking after our cat.";
    assert_eq!(moods(told, &["Priya", "Sam"]), [Praise, Praise]);
    let told = "Props to Leo and Mina, they hustled. Bart left us standing in the rain.";
    assert_eq!(moods(told, &["Leo", "Mina", "Bart"]), [Praise, Praise, Complaint]);
    let told = "Leo fitted the carpet and Mina hung the blinds, beautiful work from the pair of them.";
    assert_eq!(moods(told, &["Leo", "Mina"]), [Praise, Praise]);
    // Whoever the roster doesn't know takes the blame along.
    let told = "Ana was lovely. Marek, on the other hand, laughed at us and wanted cash up front.";
    assert_eq!(moods(told, &["Ana"]), [Praise]);
    assert_eq!(moods("Unlike Elke, who waited with us, the new driver drove off.", &["Elke"]), [Praise]);
}

#[test]
fn a_bare_fact_is_neither_praise_nor_complaint() {
    use Polarity::{Complaint, Neutral, Praise};
    for (text, name) in [
        ("Spoke to Wendy about my parking permit.", "Wendy"),
        ("Please ask Josie whether I need the original receipt.", "Josie"),
        ("Hugo took down my meter number. Any news?", "Hugo"),
        ("The gauge was read by Hugo on Monday.", "Hugo"),
        ("Collected the parcel on Friday from Wendy.", "Wendy"),
        ("Booking was set up by Hugo at the Leith branch.", "Hugo"),
        ("Left the keys with Josie at nine.", "Josie"),
        ("Josie took the bloods and gave me a form.", "Josie"),
        ("Hablamos con Tomás el martes.", "Tomás"),
        ("Nothing against Tomas, it's the lift that's broken.", "Tomas"),
        ("I have no quarrel with Tomas, the lift is what let us down.", "Tomas"),
    ] {
        assert_eq!(moods(text, &[name]), [Neutral], "{text}");
    }
    let told = "Spoke to Wendy about my parking permit and she had it posted the same afternoon.";
    assert_eq!(moods(told, &["Wendy"]), [Praise]);
    // One word makes a favour or a fault of it.
    assert_ne!(moods("Josie let us in early.", &["Josie"]), [Neutral]);
    assert_eq!(moods("Hugo sold me a lemon.", &["Hugo"]), [Complaint]);
}

#[test]
fn a_card_of_sixty_words_is_read_in_microseconds() {
    let text = "I rang about my bill on Monday and spoke with Ana, who was patient and explained every charge to me. She found the mistake and promised a refund, but when I rang again on Thursday Tom kept me on hold for half an hour, talked over me and then hung up. I am still waiting for the money and for an apology.";
    let spans = [vec![46..49], vec![176..179]];
    for _ in 0..200 {
        let _ = sentiment::card(text);
    }
    let mut times: Vec<u128> = (0..1000)
        .map(|_| {
            let s = Instant::now();
            std::hint::black_box(sentiment::card(std::hint::black_box(text)));
            s.elapsed().as_nanos()
        })
        .collect();
    times.sort_unstable();
    let mut mentions: Vec<u128> = (0..1000)
        .map(|_| {
            let s = Instant::now();
            std::hint::black_box(polarity::of_mentions(text, &spans, Language::English, None));
            s.elapsed().as_nanos()
        })
        .collect();
    mentions.sort_unstable();
    let mut lang: Vec<u128> = (0..1000)
        .map(|_| {
            let s = Instant::now();
            std::hint::black_box(language::detect(text));
            s.elapsed().as_nanos()
        })
        .collect();
    lang.sort_unstable();
    println!(
        "card p50 {} p99 {} ns; mentions p50 {}; language p50 {}",
        times[500], times[990], mentions[500], lang[500]
    );
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in "(?s).{0,300}") {
        let said = sentiment::card(&text);
        prop_assert!((-1.0..=1.0).contains(&said.score));
        prop_assert!(said.words.iter().all(|word| text.contains(word.as_str())));
        prop_assert_eq!(said, sentiment::card(&text));
    }

    #[test]
    fn a_word_is_the_same_however_it_is_reached(text in "[a-zD'’:) 0-9éL,]{0,60}") {
        let read = tokens::read(&text);
        for token in read.list.iter().filter(|t| t.kind == TokenKind::Word) {
            let surface = &text[token.start as usize..token.end as usize];
            prop_assert_eq!(token.hash, tokens::hash_of(surface), "{}", surface);
            prop_assert_eq!(read.word(token), tokens::fold(surface));
        }
        // A letter beyond ASCII at the end takes the other way through the word.
        let Some(first) = read.list.first().filter(|t| t.kind == TokenKind::Word) else { return Ok(()) };
        prop_assume!(text[..first.end as usize].ends_with(char::is_alphanumeric));
        let marked = format!("{}\u{301}", &text[..first.end as usize]);
        let slow = tokens::read(&marked);
        prop_assert_eq!(slow.list.last().map(|t| (t.hash, t.title, t.caps)), Some((first.hash, first.title, first.caps)));
    }

    #[test]
    fn any_spans_are_answered_one_for_one(text in "(?s).{0,200}", spans in prop::collection::vec(prop::collection::vec((0_usize..400, 0_usize..400), 0..3), 0..5)) {
        let spans: Vec<Vec<_>> = spans.iter().map(|list| list.iter().map(|(a, b)| *a..*b).collect()).collect();
        prop_assert_eq!(polarity::of_mentions(&text, &spans, Language::Unknown, None).len(), spans.len());
    }
}

#[test]
fn ten_times_the_text_takes_about_ten_times_as_long() {
    let time = |text: &str| {
        (0..5)
            .map(|_| {
                let s = Instant::now();
                std::hint::black_box(sentiment::card(text));
                s.elapsed().as_nanos()
            })
            .min()
            .unwrap()
    };
    for unit in ["never again ", "not ", "a, ", "Ana and ", "😀", "hung up on "] {
        let (short, long) = (unit.repeat(1_000), unit.repeat(10_000));
        let _ = sentiment::card(&short);
        let (short, long) = (time(&short), time(&long));
        assert!(long < 40 * short.max(50_000), "{unit}: {short} and {long} ns");
    }
}

#[test]
fn a_card_in_another_language_is_unsure_rather_than_wrong() {
    for text in [
        "Il servizio era terribile e nessuno mi ha richiamato, sono molto deluso.",
        "O atendimento foi muito ruim e não resolveram o meu problema.",
        "Obsługa była bardzo niemiła i nikt się nie odezwał do mnie.",
        "サービスがとても悪かったです。",
        "Обслуживание было ужасным.",
    ] {
        assert_eq!(sentiment::card(text).kind, SentimentKind::Unsure, "{text}");
    }
}

#[test]
fn each_language_is_told_by_its_stop_words() {
    for (text, language) in [
        ("The man at the desk was kind to me", Language::English),
        ("La señora de la caja fue muy amable", Language::Spanish),
        ("La dame de la caisse était très gentille", Language::French),
        ("Die Dame an der Kasse war sehr nett", Language::German),
    ] {
        assert_eq!(language::detect(text), language);
    }
}

#[test]
fn a_call_is_a_call_in_four_languages() {
    let kind = |language, word: &str| {
        let read = tokens::read(word);
        kinds::of(language).find(&read, &read.list[0])
    };
    let call = kind(Language::English, "rang");
    assert_ne!(call, 0);
    assert_eq!(kind(Language::Spanish, "llamó"), call);
    assert_eq!(kind(Language::French, "rappelée"), call);
    assert_eq!(kind(Language::German, "angerufen"), call);
    assert_eq!(kind(Language::Unknown, "rang"), call);
    assert_eq!(kind(Language::English, "zibble"), 0);
    assert_eq!(kind(Language::English, "42"), kind(Language::German, "1911"));
}

#[test]
fn an_organisation_teaches_what_its_own_words_mean() {
    let taught = |i: usize| {
        if i.is_multiple_of(2) {
            (format!("Table {i} got the zibble plate"), Kind::Praise)
        } else {
            (format!("Table {i} got the wubble plate"), Kind::Complaint)
        }
    };
    let cards: Vec<(String, Kind)> = (0..100).map(taught).collect();
    let delta = Delta::learn(cards.iter().map(|(t, k)| (t.as_str(), *k)));
    assert!(!delta.is_empty());
    assert_eq!(sentiment::card_with("Table 207 got the wubble plate", Some(&delta)).forced, Kind::Complaint);
    assert_eq!(sentiment::card_with("Table 208 got the zibble plate", Some(&delta)).forced, Kind::Praise);
    assert!(Delta::learn([("Good", Kind::Praise)]).is_empty());
}

#[test]
fn what_one_organisation_taught_does_no_harm_elsewhere() {
    let all = cards();
    let kind = |s: &corpus::Sample| match s.label {
        corpus::Label::Praise => Some(Kind::Praise),
        corpus::Label::Complaint => Some(Kind::Complaint),
        corpus::Label::Mixed => Some(Kind::Mixed),
        _ => None,
    };
    let (taught, held): (Vec<_>, Vec<_>) =
        corpus::own_cards().into_iter().enumerate().partition(|(i, _)| i.is_multiple_of(2));
    let delta = Delta::learn(taught.iter().take(150).filter_map(|(_, s)| Some((s.text.as_str(), kind(s)?))));
    let right = |list: &[corpus::Sample], delta: Option<&Delta>| {
        list.iter()
            .filter(|s| {
                matches!(
                    (s.label, sentiment::card_with(&s.text, delta).kind),
                    (corpus::Label::Praise, SentimentKind::Praise)
                        | (corpus::Label::Complaint, SentimentKind::Complaint)
                        | (corpus::Label::Mixed | corpus::Label::Neutral, SentimentKind::Mixed | SentimentKind::Unsure)
                )
            })
            .count() as f64
            / list.len() as f64
    };
    let held: Vec<_> = held.into_iter().map(|(_, s)| s).collect();
    println!(
        "taught org {:.3} -> {:.3}; fixture {:.3} -> {:.3}",
        right(&held, None),
        right(&held, Some(&delta)),
        right(&all, None),
        right(&all, Some(&delta))
    );
    assert!(right(&all, Some(&delta)) >= right(&all, None) - 0.01);
}
