//! Sentences about people and places that are none of ours: kin, the writer, other houses, each with its counterpart.
use super::{tags, tags_nobody};

#[test]
fn a_bank_and_the_people_over_there_are_not_ours() {
    tags_nobody(&[
        "My loan got sold to Chase and the figure was off.",
        "My mortgage is with Chase.",
        "CarMax offered me 9k for my trade. Sunil over there wouldn't go a dollar higher.",
    ]);
    tags("chase", &["My loan was handled by Chase.", "I spoke with Chase about my loan."]);
}

#[test]
fn who_signs_with_the_family_is_the_writer() {
    tags_nobody(&["The visit was great. Thanks, Sunil and family", "All good. Thank you, Sunil & the kids"]);
    tags("sunil", &["Thanks to Sunil and family matters never came up."]);
}

#[test]
fn whom_another_house_gave_the_writer_is_not_ours() {
    tags_nobody(&[
        "PureDent in Derby put me with a hygienist called Sunil before I came here. Glad I switched.",
        "I had a hygienist called Sunil before I switched to you.",
        "The taxi was driven by a bloke called Sunil from AA Cabs who got lost twice.",
        "The Uber Eats guy, Sunil, showed up with the bag ripped open.",
    ]);
    tags(
        "sunil",
        &["They gave me a receptionist called Sunil and he sorted it.", "I spoke to Sunil before I came here."],
    );
}

#[test]
fn kin_and_children_are_the_writers_own() {
    tags_nobody(&[
        "Gran (she's called Hope) sat in the cold.",
        "Our poor little boy Sunil cried all night.",
        "My eldest, Sunil, was seen late.",
    ]);
    tags("hope", &["The lady on the desk (her name's Hope) found my coat."]);
}

#[test]
fn who_works_at_another_body_or_trade_is_not_ours() {
    tags_nobody(&[
        "Sunil, our liaison officer at the council, told me so.",
        "Sunil from the hire car place had gone home.",
        "Sunil at my solicitor's said so.",
        "Molar Kings down the road has a hygienist, Sunil, who charges half.",
        "The Bupa clinic in Leeds, a man there called Sunil, offered less.",
    ]);
    tags(
        "sunil",
        &[
            "Sunil, your adviser on the helpline, told me so.",
            "Sunil from the front desk had gone home.",
            "Your clinic down the road has a hygienist, Sunil, who is lovely.",
            "I rang the helpline and a man there called Sunil helped me.",
        ],
    );
}

#[test]
fn a_clause_of_contrast_ends_before_ours() {
    tags("aisha", &["Where Etta at the old clinic would have hurried, Aisha took her time."]);
    tags_nobody(&["At the other clinic, Aisha took ages.", "Cheaper than Chase and better quality."]);
    tags("sunil", &["Nobody was kinder than Sunil."]);
}

#[test]
fn who_names_themselves_behind_a_greeting_is_the_writer() {
    tags_nobody(&[
        "Hello everyone, Sunil here. When is my appointment?",
        "Good morning all, it's Sunil again.",
        "Hi there, Sunil speaking.",
    ]);
    tags("sunil", &["Hi team, Sunil was great."]);
}

#[test]
fn whoever_came_before_or_from_elsewhere_is_not_ours() {
    tags_nobody(&[
        "My former broker, a Mr Sunil, quoted less.",
        "Prior to this I tried another garage, where a bloke called Sunil shrugged.",
        "Our cab was driven by a chap named Sunil who smoked all the way.",
        "RACQ sent a van, technician named Sunil, and it took three hours.",
        "DHL lost the crate. Their driver, a Sunil somebody, shrugged.",
        "Aisha, the receptionist at Dr Osgood's practice, swears it was sent.",
        "mother in law Hope says the tea was cold",
        "Sent our Aisha in for milk and she was turned away.",
    ]);
    tags(
        "sunil",
        &[
            "Before this I rang twice, and a man called Sunil sorted it.",
            "We came by taxi and a man called Sunil carried our bags in.",
            "You sent a van, and your driver Sunil was lovely.",
        ],
    );
}

#[test]
fn a_shop_a_mountain_and_a_guide_of_ones_own_are_nobody_here() {
    tags_nobody(&[
        "Rahman's Spices down the road stays open later than you.",
        "Mehta's across the street does it for half.",
        "We climbed Niamh on the clinic's day out.",
        "The excursion to Aisha was cancelled.",
        "We visited Niamh for the day.",
        "The driver we booked ourselves, Sunil, was early.",
    ]);
    tags("sunil", &["Sunil's patience was great.", "The driver you booked for us, Sunil, was early."]);
    tags("aisha", &["When we drove up Aisha came out to help us."]);
}

#[test]
fn who_is_placed_at_another_house_is_not_ours_whatever_stands_between() {
    tags_nobody(&[
        "A lad at Currys called Sunil told me I would get better care with you.",
        "I had bought the brush from Leon's, where a salesman named Sunil promised a refund.",
        "We rang Vodafone and a man called Sunil told us to try you.",
        "We drove up from Sunil for the white sale.",
        "Sunil, who works for Vodafone, told me to try you.",
        "Sunil, a salesman at Currys, told me to try you.",
    ]);
    tags(
        "sunil",
        &[
            "A lad at Fairholm called Sunil told me what to do.",
            "A lad in reception called Sunil told me what to do.",
            "I switched from Vodafone and Sunil set it all up for me.",
        ],
    );
}

#[test]
fn the_people_of_suppliers_rivals_and_other_weeks_are_not_ours() {
    tags_nobody(&[
        "Mr Mehta at the LGI eye clinic has written to you twice.",
        "I was told it was Sunil that did the repair but it wasn't, it was somebody older.",
        "I've never met a Sunil. The person I saw was a woman.",
        "They keep telling me Sunil took my order. Sunil didn't take it. It was somebody else.",
        "Somebody keeps telling me Sunil wrote that. Sunil did not, his name isn't on it.",
        "A correction: Hope wasn't the hygienist involved, I mixed up the badges.",
        "Travelled with the in-laws, Aisha and Sunil, who found the stairs hard going.",
        "The transfer was awful: Sunil, who drove for some taxi app, got lost.",
        "NRMA sent a patrolman, Sunil, who jump started it twice.",
        "Did a ghost walk with one of the tour companies, where a guide named Sunil had us screaming.",
        "Booking.com's agent Sunil told me it was free.",
        "The cheque was from Mehta's Coaches for 212 pounds.",
        "Sunil over at WestJet found our bag.",
        "It was slow.\n\n---- On 12 May Sunil Mehta wrote ----\n> It is booked.\n> Sunil",
        "Had CAA tow it in, driver's name was Sunil, super nice guy.",
        "Brought my maid Sunil for a check-up.",
        "Hunter over at Sunil Furniture quoted me less.",
        "Sunil from your courier left it behind the bins.",
        "I prefer Selfridges if I'm honest, there's a girl there, Aisha, who remembers what I bought.",
        "United Healthcare's rep, her name was Aisha, says you never sent it.",
        "The host we'd had the week before, Aisha, left us wine.",
        "Sunil, the driver from Ronda Taxis, overcharged us.",
        "Sunil, the tuk-tuk driver by the cathedral, overcharged us.",
        "My electrician, Sunil, took one look and laughed.",
        "Sunil, who manages our building, will sign for it.",
        "Checkers on the corner has a butcher named Sunil who does it for less.",
    ]);
    tags(
        "sunil",
        &[
            "I was told Sunil would ring. Sunil did not.",
            "Had you tow it in, driver's name was Sunil, super nice guy.",
            "A lovely Irish lad called Sunil carried it out.",
            "Sunil from your helpline left it behind the bins.",
            "I love your shop. There's a lad there, Sunil, who remembers me.",
            "Sunil, who manages our account, will sign for it.",
        ],
    );
}
