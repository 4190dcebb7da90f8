# What letters and the pages for customers say, in English: the measure of the other languages. A new language is a copy
# of this file under its own code (pt.ftl), with every text put into it. Plain, warm, brief; no exclamation marks.

language = English
direction = ltr

## Days and lists

weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
date-day = { $weekday } { $day } { $month }
date-day-year = { $weekday } { $day } { $month } { $year }
date-moment = { $day }, { $time }
due-yesterday = yesterday at { $time }
due-today = today at { $time }
due-tomorrow = tomorrow at { $time }
due-day = on { $day } at { $time }
list-and = { $rest } and { $last }

## What a card is called

title-complaint = Complaint, nobody named
title-complaint-about = Complaint about { $people }
title-mixed = Praise and a complaint, nobody named
title-mixed-about = Complaint about { $people }, with praise
title-praise = Praise, nobody named
title-praise-for = Praise for { $people }
title-mixed-for = Praise for { $people }, with a complaint
title-praise-about = Praise, with a complaint about { $people }
title-complaint-for = Complaint, with praise for { $people }
title-both = Praise for { $praised }, complaint about { $people }

## What every letter may say

hello = Good day { $name }.
hello-nobody = Good day.
card-number = Card { $number }
card-came = Card { $number }, { $when }.
card-due = An answer is due { $due }.
open-card = Open the card
words-cut = The card holds more than fits here.
card-unreadable = This letter could not be read. Its raw form is kept.
why-member = You get this letter because you look after cards at { $organisation }.
why-agent = You get this letter because customers of { $organisation } write about you.
change-letters = Choose which letters you get
answer-how =
    Answer this letter and the customer gets your words, from { $organisation }’s address.
    Begin with “note:” and they stay among ourselves.
answer-how-many =
    Answer this letter with one line a card, such as “{ $number } answered” or “{ $number } answer: your words”.
    Each line is told back to you with a link that undoes it.
answer-none = This customer left no address. Begin an answer with “note:” to leave a note on the card.

## A new complaint, to its managers

alert-subject = { $count ->
    [one] A complaint needs you: card { $number }
   *[other] { $count } complaints need you
}
alert-heading = { $count ->
    [one] A customer was let down.
   *[other] { $count } customers were let down.
}
alert-preview = { $count ->
    [one] An answer is due { $due }.
   *[other] The first answer is due { $due }.
}
alert-lead = { $count ->
    [one] Here is what they wrote, and by when they are to hear from us.
   *[other] Here is what they wrote, and by when each is to hear from us.
}
alert-more = { $count ->
    [one] One more waits in the inbox.
   *[other] { $count } more wait in the inbox.
}
alert-inbox = Open the inbox
alert-stop = Stop these letters
do-take = Take it on
do-answer = Write an answer
do-answered = Mark as answered

## Praise, to the agent

praise-subject = { $count ->
    [one] Someone wrote to say thank you
   *[other] { $count } people wrote to say thank you
}
praise-heading = { $count ->
    [one] One person went home happier, { $name }.
   *[other] { $count } people went home happier, { $name }.
}
praise-lead = They took the trouble to say so. Here are their words.
praise-manager = { $name } says: { $words }
praise-page = Open your page
praise-stop = Not at once any more

## A complaint that a manager shared, to the agent

shared-subject = { $manager } has shared a card with you
shared-heading = { $manager } has shared a card with you.
shared-lead = A customer was let down. { $manager } would like you to know what they wrote, and left you a note.
shared-note = { $manager } writes:
shared-foot = Who the customer is isn’t told. Nobody is ranked by this.

## To the customer: we have your card

receipt-subject = We have your card
receipt-heading-praise = Thank you. Your card is on its way.
receipt-heading-complaint = Thank you for telling us.
receipt-lead-praise = The person who earned it will read your words, and so will whoever they report to.
receipt-lead-complaint = Your card is with the people who can put it right.
receipt-by = { $manager } will answer you { $due }.
receipt-link = Open your card
receipt-keep = Anyone who has the link can open the card, so keep it to yourself. It works until { $until }.
receipt-why = You get this letter because you asked for it on { $organisation }’s card. There won’t be another.
receipt-why-mail = You get this letter because you wrote to { $organisation }.
receipt-yours = You wrote:

## To the customer: the agent says thanks

thanks-subject = { $name } read your card and says thank you
thanks-heading = { $name } read your card and says thank you.
thanks-lead = What you wrote about { $name } arrived. It made a difference.
thanks-yours = You wrote on { $day }:
thanks-why = { $name } doesn’t know your name or address; we sent this on.

## To the customer: an answer from a person

answer-subject = Your card { $number }
answer-quoted = On { $day } you wrote:

## An answer is due, to the owner or the managers, then to admins

due-subject-soon = Card { $number } is due an answer { $due }
due-subject-late = Card { $number } is overdue: an answer was due { $due }
due-subject-admin = Card { $number } has had no answer: it was due { $due }
due-subject-held = Card { $number } is held and undecided: the time for it ended { $due }
due-heading-soon = An answer is due { $due }.
due-heading-late = An answer was due { $due }.
due-heading-admin = Still no answer. It was due { $due }.
due-heading-held = Nobody has decided whether the agent reads this card. The time for that ended { $due }.
due-owner = { $name } has taken it on.
due-owner-you = You have taken it on.
due-owner-nobody = Nobody has taken it on yet.
due-lead-admin = Its managers were told when it became overdue. Now you are.
due-lead-held = It does not reach them by itself. Share it with a note, say that it is about a rule or a tool, or close it.

## The customer wrote again

again-subject = The customer of card { $number } wrote again
again-heading = The customer wrote again.
again-lead = Their new words belong to card { $number }.

## What came of lines sent by mail

acted-subject = { $done ->
    [0] Nothing was done
    [one] { $failed ->
        [0] Done: one line
       *[other] Done: one line. Not done: { $failed }
    }
   *[other] { $failed ->
        [0] Done: { $done } lines
       *[other] Done: { $done } lines. Not done: { $failed }
    }
}
acted-heading = { $done ->
    [0] Nothing was done.
    [one] One thing is done.
   *[other] { $done } things are done.
}
acted-done = Done
acted-not = Not done
acted-undo = Undo
acted-undo-lasts = Each link opens a page with one button. It works for seven days.
acted-more = The lines after the first { $count } were not read.
acted-took = Card { $number }: you look after it.
acted-assigned = Card { $number }: { $name } looks after it.
acted-answered = Card { $number }: marked as answered.
acted-wrote = Card { $number }: your answer is on its way to the customer.
acted-noted = Card { $number }: your note stands on the card.
acted-released = Card { $number }: { $name } can read it now.
acted-thanked = Card { $number }: your thanks go to { $name }.
acted-right = Card { $number }: marked as put right.
release-without-words = Shared by mail, without a note.
not-a-line = This is no line that we know. A line is a card’s number and a word: { $words }.
not-a-card = There is no card { $number } among those that you look after.
not-a-person = Nobody called { $name } looks after cards here.
not-one-person = More than one person is called { $name }. Write the whole name.
not-one-agent = The card speaks of more than one person. Open it to choose.
not-an-agent = The card says nothing of anybody that could be shared.
not-praised = The card praises nobody whom we could thank.
not-words = There are no words after it.
not-allowed = You can read this card but not change it.
not-said = { $why }

## A letter that nothing came of

refused-subject = Your letter to { $organisation } changed nothing
refused-heading = Nothing was done.
refused-unproven = It came from your address, but nobody could verify that you sent it. So nothing was changed, and nobody was written to.
refused-stranger = You answered a letter that was written to somebody else. Only they can act by answering it.
refused-gone = The letter that you answered is no longer known here, or you no longer look after cards.
refused-many = The letter that you answered tells of several cards. Begin a line with the card’s number, such as “{ $number } answer: your words”.
refused-empty = There were no words above what you quoted.
refused-nobody = This customer left no address that can be written to. Begin with “note:” to leave a note on the card.
refused-suppressed = { $why }
refused-onward = Sign in and do it there

## Signing in

sign-in-subject = Your link to sign in to Smilecard
sign-in-heading = Here is your link.
sign-in-preview = It works once, for { $minutes } minutes.
sign-in-lead = It signs you in once, for { $minutes } minutes. It opens a page with a button; nothing happens until you press it.
sign-in-button = Sign in
sign-in-copy = If the button does nothing, copy this address:
sign-in-why = Someone asked for this on { $asked }. If it was not you, do nothing: the link ends by itself, and nobody is told whether this address is known.
sign-in-again = Ask for a new link

## Numbers and shorter days

thousands = ,
count-2 = two
count-3 = three
count-4 = four
count-5 = five
count-6 = six
count-7 = seven
count-8 = eight
count-9 = nine
count-10 = ten
count-11 = eleven
count-12 = twelve
date-plain = { $day } { $month }
date-plain-year = { $day } { $month } { $year }
date-short-1 = { $day } Jan
date-short-2 = { $day } Feb
date-short-3 = { $day } Mar
date-short-4 = { $day } Apr
date-short-5 = { $day } May
date-short-6 = { $day } Jun
date-short-7 = { $day } Jul
date-short-8 = { $day } Aug
date-short-9 = { $day } Sep
date-short-10 = { $day } Oct
date-short-11 = { $day } Nov
date-short-12 = { $day } Dec
date-short-year = { $day } { $year }
period-within = { $first } to { $last }
period-across = { $first } to { $last }
age-new = new
age-minutes = { $count ->
    [one] 1 minute old
   *[other] { $n } minutes old
}
age-hours = { $count ->
    [one] 1 hour old
   *[other] { $n } hours old
}
age-days = { $count ->
    [one] 1 day old
   *[other] { $n } days old
}
age-weeks = { $count ->
    [one] 1 week old
   *[other] { $n } weeks old
}
unit-minutes = min
unit-hours = h
unit-days = days
rhythm-daily = every day
rhythm-weekly-1 = on Mondays
rhythm-weekly-2 = on Tuesdays
rhythm-weekly-3 = on Wednesdays
rhythm-weekly-4 = on Thursdays
rhythm-weekly-5 = on Fridays
rhythm-weekly-6 = on Saturdays
rhythm-weekly-7 = on Sundays
rhythm-monthly = on the { $count ->
    [1] 1st
    [2] 2nd
    [3] 3rd
    [21] 21st
    [22] 22nd
    [23] 23rd
   *[other] { $count }th
} of each month
rhythm-monthly-late = on the { $count ->
    [31] 31st
   *[other] { $count }th
} of each month, or its last day

## The digest: its beginning. A span is a day, a week, a month, or a gap of so many days.

digest-smiles = { $count ->
    [one] { $n } smile
   *[other] { $n } smiles
}
digest-complaints = { $count ->
    [one] { $n } complaint
   *[other] { $n } complaints
}
digest-came = { $smiles }, { $complaints }
digest-none = 0 cards
digest-subject = { $count ->
    [0] { $cards }, nothing needs you
    [one] { $cards }, { $n } needs you
   *[other] { $cards }, { $n } need you
}
digest-quiet = { $span ->
    [day] A quiet day: { $cards }.
    [week] A quiet week: { $cards }.
    [month] A quiet month: { $cards }.
   *[gap] A quiet time: { $cards }.
}
digest-headline = { $cards }.
digest-needs = { $count ->
    [0] Nothing needs you.
    [one] One card needs you.
   *[other] { $words } cards need you.
}
digest-hello = { $time ->
    [morning] Good morning { $name }.
    [afternoon] Good afternoon { $name }.
   *[evening] Good evening { $name }.
}
digest-hello-nobody = { $time ->
    [morning] Good morning.
    [afternoon] Good afternoon.
   *[evening] Good evening.
}
digest-gap = { $count ->
    [one] This letter covers 1 day.
   *[other] This letter covers { $n } days.
}
mood-nobody-twice = { $span ->
    [day] Nobody wrote, this day or the one before.
    [week] Nobody wrote, this week or the one before.
   *[month] Nobody wrote, this month or the one before.
}
mood-nobody = { $span ->
    [day] Nobody wrote this day.
    [week] Nobody wrote this week.
   *[month] Nobody wrote this month.
}
mood-first = { $span ->
    [day] The day before there was not one card.
    [week] The week before there was not one card.
   *[month] The month before there was not one card.
}
mood-kinder = { $span ->
    [day] A kinder day than the one before.
    [week] A kinder week than the one before.
   *[month] A kinder month than the one before.
}
mood-harder = { $span ->
    [day] A harder day than the one before.
    [week] A harder week than the one before.
   *[month] A harder month than the one before.
}
mood-alike = { $span ->
    [day] A day much like the one before.
    [week] A week much like the one before.
   *[month] A month much like the one before.
}
digest-wait-people = { $count ->
    [one] one person is still waiting to hear from you
   *[other] { $words } people are still waiting to hear from you
}
digest-wait-unowned = { $count ->
    [one] one complaint has no owner
   *[other] { $words } complaints have no owner
}
digest-wait-both = { $people }, and { $unowned }.
digest-wait-one = { $said }.
digest-wait-who = { $count ->
    [one] one card asks who is meant.
   *[other] { $words } cards ask who is meant.
}
digest-wait-nobody = Nobody is waiting to hear from you.

## The digest: its figures

figure-praise = Praise
figure-complaints = Complaints
figure-right = Put right
figure-answer = First answer
compared = { $way ->
    [more] { $n } more
    [fewer] { $n } fewer
   *[same] the same
}
compared-with = { $way ->
    [more] { $n } more than { $before }
    [fewer] { $n } fewer than { $before }
   *[same] the same as { $before }
}
compared-before = { $span ->
    [day] the day before
    [week] the week before
    [month] the month before
   *[gap] the { $n } days before
}
answered-none = nobody was answered
answered-first = nothing to compare with
answered-sooner = { $wait } sooner
answered-later = { $wait } later
answered-same = the same

## The digest: what needs its reader

needs-heading = Needs you
needs-order = In the order an answer is due.
needs-more = { $count ->
    [one] One more waits in the inbox
   *[other] { $words } more wait in the inbox
}
needs-held = { $count ->
    [one] One complaint is held for longer than you allow. Nobody has decided whether its agent reads it.
   *[other] { $words } complaints are held for longer than you allow. Nobody has decided whether their agents read them.
}
needs-bare-title = A complaint
needs-bare = This card can only be read on its own page.
card-due-was = An answer was due { $due }.
card-answered = The customer has an answer; it is still open.
card-again = The customer wrote again.
card-unowned = No owner yet.
card-yours = You look after it.
card-owner = { $name } looks after it.
card-colleague = A colleague looks after it.
card-unsure = We could not tell who is meant.
card-said = Card { $number }.
do-read = Read it in the browser
do-finish = Finish it
do-answer-name = Answer { $name }
do-answer-short = Answer

## The digest: smile of the week, who is this, the words

smile-heading = { $span ->
    [day] Smile of the day
    [week] Smile of the week
    [month] Smile of the month
   *[gap] The warmest words
}
smile-for = For { $people }
smile-for-all = For all of you
smile-team = , { $team }
smile-why = { $span ->
    [day] Chosen as the warmest words of the day.
    [week] Chosen as the warmest words of the week.
    [month] Chosen as the warmest words of the month.
   *[gap] Chosen as the warmest words of these { $n } days.
}
smile-read = Read the card
who-heading = Who is this?
who-praise = { $count ->
    [one] one card praises someone we could not place. Tell us once and we will remember.
   *[other] { $words } cards praise someone we could not place. Tell us once and we will remember.
}
who-complaints = { $count ->
    [one] one card complains about someone we could not place. Tell us once and we will remember.
   *[other] { $words } cards complain about someone we could not place. Tell us once and we will remember.
}
who-both = { $count ->
    [one] one card names someone we could not place. Tell us once and we will remember.
   *[other] { $words } cards name someone we could not place. Tell us once and we will remember.
}
who-is = Who is “{ $surface }”?
who-meant = Who is meant?
who-else = Someone else, or nobody of ours
words-heading = In their words
words-one = The one card, in the customer’s words.
words-all = All { $n } cards, the newest first.
words-newest = { $count ->
    [one] The newest { $shown } of { $n } card.
   *[other] The newest { $shown } of { $n } cards.
}
words-chosen = { $shown } of { $n } cards: the newest complaints and the warmest praise.
words-above = { $count ->
    [one] one stands above.
   *[other] { $words } stand above.
}
words-card = Card { $number }, { $day }
words-every = Every card of this letter

## The digest: eight weeks, by person

weeks-heading = Eight weeks
weeks-of = Week of
weeks-legend = { $count ->
    [one] Each ) is one card of praise, each - one complaint.
   *[other] Each ) is up to { $n } cards of praise, each - up to { $n } complaints.
}
people-heading = By person
people-order = In order of name
people-overlap = A card that names two people counts for both.
people-few = Fewer than five cards say little about a person.
people-more = { $count ->
    [one] one more person
   *[other] { $n } more people
}
people-more-where = in the inbox
people-other = { $count ->
    [one] one other person
   *[other] { $n } other people
}
people-other-which = with fewer cards
people-hidden = { $count ->
    [one] one person
   *[other] { $words } people
}
people-hidden-why = one or two cards each
people-teams = Other teams
people-teams-why = on cards of yours
people-nobody = Nobody yet
people-nobody-why = still to be tagged
absent = { $span ->
    [day] No card this day about { $people }. That says nothing about their work.
    [week] No card this week about { $people }. That says nothing about their work.
    [month] No card this month about { $people }. That says nothing about their work.
   *[gap] No card in these { $n } days about { $people }. That says nothing about their work.
}
absent-others = { $count ->
    [one] 1 other
   *[other] { $n } others
}

## The digest: the account of every card, and why it came

account = { $count ->
    [one] { $n } card came in: { $shown } tagged or read, { $waiting } waiting for a name, { $held } held back, { $spam } spam, { $refused } not accepted. That is all.
   *[other] { $n } cards came in: { $shown } tagged or read, { $waiting } waiting for a name, { $held } held back, { $spam } spam, { $refused } not accepted. That is every one.
}
account-shown = tagged or read
account-waiting = waiting for a name
account-held = held back, still to be read
account-spam = spam
account-refused = not accepted
account-see = See what was not accepted
late-only = It is older and was stored after its own letter.
late = { $count ->
    [one] one of them is older and was stored after its own letter.
   *[other] { $words } of them are older and were stored after their own letter.
}
inbox-all = All cards are in the inbox
digest-view = Read it in the browser
digest-stop = Stop this letter
digest-change = Change the day
why-all = You get this letter { $rhythm } because you look after all of { $organisation }.
why-nothing = You get this letter { $rhythm } because you belong to { $organisation }; it tells of no card, for you lead no team.
why-cards = You get this letter { $rhythm } because you look after cards of { $organisation }.
why-teams = You get this letter { $rhythm } because you look after { $teams } at { $organisation }.
why-many = You get this letter { $rhythm } because you look after { $n } teams at { $organisation }.
why-address = You get this letter { $rhythm } because { $organisation } has it sent to this address. It can be read in a browser for 45 days.
why-links = Links open Smilecard and ask you to sign in; nothing happens until you confirm it there.
why-private = Please do not forward it: it quotes customers.

## The page that stops a letter

stop-skip = Skip to the page
stop-title = { $what ->
    [digest] Stop the letter?
   *[other] Stop these letters?
}
stop-lead = { $what ->
    [digest] It goes to { $address }, { $rhythm }.
    [alert] New complaints of your teams are written to { $address } as they come in. Without these letters they stand in your inbox, and in your weekly letter if you get one.
   *[praise] Praise about you is written to { $address } as it comes in. Without these letters it stands on your page.
}
stop-button = { $what ->
    [digest] Stop the letter
   *[other] Stop these letters
}
stopped-title = { $what ->
    [digest] The letter is stopped.
   *[other] These letters are stopped.
}
stopped-lead = { $what ->
    [digest] { $address } gets no more of this letter from { $organisation }.
    [alert] { $address } gets no more letters about new complaints from { $organisation }.
   *[praise] { $address } gets no more letters with praise from { $organisation }.
}
stopped-undo = { $what ->
    [digest] Send it again
   *[other] Send them again
}
stopped-not = { $what ->
    [digest] The letter comes again.
   *[other] These letters come again.
}

## A letter that was stopped by a letter

stopped-subject = { $what ->
    [digest] Stopped: the letter about your cards at { $organisation }
    [alert] Stopped: letters about new complaints at { $organisation }
   *[praise] Stopped: letters with praise at { $organisation }
}
stopped-mail-why = You get this one letter because a letter to us asked for it. If that was not you, one press brings it back.

## The page that undoes what was done by mail

undo-title = Undo this?
undo-button = Undo it
undone-title = It is undone.
undo-late = Somebody has worked on this card since. Open it to see.
undone-was = It was: { $said }

## To a new member

invitation-subject = { $inviter } has added you to the comment cards of { $organisation }
invitation-heading = You are in.
invitation-admin = { $inviter } has added you to the comment cards of { $organisation } as an admin, who sets everything up.
invitation-auditor = { $inviter } has added you to the comment cards of { $organisation } as an auditor, who reads everything and changes nothing.
invitation-manager = { $inviter } has added you to the comment cards of { $organisation } as the manager of { $teams }.
invitation-how = To sign in, enter { $address } on this page; we then send you a link that works once.
invitation-button = To the sign-in page
invitation-foot = If you do not know { $inviter }, do nothing.

## A colleague’s note

note-subject = { $from } wrote to you about card { $number }
note-preview = A note beside the card

## To the customer: was it put right?

put-right-subject = Was it put right? Your card at { $organisation }
put-right-heading = Was it put right?
put-right-preview = One press tells us. A no opens your card again.
put-right-lead = On { $day } you wrote to us. We believe that it is put right. Is it? One press tells us; a no opens your card again.
put-right-button = Tell us
put-right-words = Your words, card { $number }:
put-right-foot = We ask this once. You need not answer.

## Why something can’t be done. The English texts are those that the service itself says.

no-words = Write what the customer should read.
no-room = Keep the letter under 4,000 characters.
no-address = This customer left no address that can be written to.
no-own-address = This is an address of your own: an answer would come back as a card.
no-spam = Nothing is sent to this address: its reader called a letter of ours spam.
no-soft = Nothing is sent to this address: letters came back again and again{ $what }.
no-hard = Nothing is sent to this address: a letter came back for good{ $what }.
no-note = Write the note.
no-note-to = Write a note to { $what }: they read it beside the customer's words.
no-note-room = Keep the note under 2,000 characters.
no-such-name = “@{ $what }” names nobody who can see this card.
no-one-name = More than one person is called { $what }. Write the whole name.
no-sight = They can't see this card. Choose somebody who can.
no-mention = This card does not mention that person.
no-change = You can read this card but not change it.
no-done = Write what was done about it.
no-undone = This was undone already.
no-thing = There is nothing under this address.

## Why somebody may be meant. The English texts are those that are written down when a card is read.

reason-here = here
reason-at = at { $organisation }
reason-message = "{ $surface }" is in the message.
reason-full-name = That is the full name of one person { $place }.
reason-fits-family = With the family name it fits { $name }.
reason-initial = Name and initial fit { $name }.
reason-code = That code belongs to { $name }.
reason-written = That is { $name }'s name.
reason-family = It is { $name }'s family name.
reason-only = One person { $place } has that name.
reason-first = { $name } has that name.
reason-nickname = It is a nickname of { $name }.
reason-learnt = Managers said before that it means { $name }.
reason-short = It is short for { $name }.
reason-long = { $name } is short for it.
reason-spelled = The letters spell { $name }.
reason-sound = It sounds like { $name }.
reason-slip = It is { $name } with a slip of the pen.
reason-helped = "{ $surface }" was the answer to "Who helped you?". It fits { $name }.
reason-own-form = The card came by { $name }'s own form.
reason-many = { $n } people have it.
reason-many-but = { $n } people have it, and { $clue }.
reason-clue-full = the card names them in full
reason-clue-helped = the form says that they helped
reason-clue-form = the card came by their own form
reason-clue-team = the card came to their team
reason-clue-place = the card came from their place
reason-clue-team-named = their team is named
reason-clue-place-named = their place is named

## What stands in for something private. The English texts are those that the service itself puts there.

hidden-phone = phone number hidden
hidden-email = email address hidden
hidden-card = card number hidden
hidden-name = name hidden
hidden-address = address hidden
hidden-part = part about somebody else hidden
hidden-colleague = a colleague

## Words that begin a line sent by mail. Several are parted by commas; the first is the one that letters show.

command-take = take
command-assign = assign
command-release = release, share
command-answered = answered
command-answer = answer, reply
command-thanks = thanks, thank
command-note = note
command-right = right, put right

## For the preview of all letters

sample-praise = Derrick rang me back at eight in the evening to see that my mother’s phone worked. Nobody has ever done that.
sample-praise-2 = Patient, funny, and he knew what he was doing. Thank you, Derrick.
sample-complaint = Derrick promised to ring me on Tuesday. It is Friday, and I am still without a line.
sample-note = I spoke with her on Monday and sent the engineer. Let us look at the callback list together.
sample-answer = I am sorry that nobody rang. The engineer comes tomorrow at nine, and I shall ring you at noon to see that it works.
sample-again = The engineer came, thank you. But the bill still has the old amount on it.

## The public card

months = { $count ->
    [one] 1 month
   *[other] { $count } months
}
form-title = How did we do?
form-intro = A few words are enough. Every card is read by a person.
form-card = Comment card
form-skip = Skip to the card
form-language = Language
form-error = Error
form-problem = There is a problem
form-kept = Everything you wrote is still here.
form-kind = Is this praise or a complaint?
form-praise = Praise
form-praise-hint = Someone did well
form-complaint = Complaint
form-complaint-hint = Something went wrong
form-words = Tell us what happened
form-words-hint = When it was, what was said, how it ended. No passwords or bank details, please.
form-optional = (optional)
form-who = Who helped you?
form-who-hint = A first name will do. So will “the man with the grey beard at Mill Street”.
form-place = Where was it?
form-place-open = Somewhere else, or I don’t know
form-place-choose = Choose a place
form-answer = Would you like an answer?
form-answer-needed = Who should we answer?
form-privacy = Only the manager who answers you sees these details. The person who served you never does. We delete them after { $days } days.
form-name = Your name
form-reach = Email or phone
form-email = Email
form-phone = Phone
form-receipt = Send me one email with a copy and its private link
form-send = Send the card
form-where = Where your card goes
form-where-praise = to the person who earned it, and to the person they report to.
form-where-a-complaint = A complaint
form-where-complaint = to the manager who can put it right, within one working day.
form-mail = Rather write an email? Send it to
form-preview = This is a preview. Nothing can be sent from here.
form-says-kind = Choose praise or a complaint
form-says-words = Tell us what happened
form-says-long = Keep it under 20,000 characters. Yours has { $length }
form-says-line = Keep this under 200 characters
form-says-who = Tell us who helped you
form-says-place = Choose where it was
form-says-name = Enter your name
form-says-reach = Enter an email address like name@example.com, or a phone number
form-says-email = Enter an email address like name@example.com
form-says-phone = Enter a phone number of 6 to 15 digits
form-says-stale = This page was open for a long time. Send the card once more
closed-heading = This card has been taken down.
closed-lead = { $organisation } takes no cards here any more.
closed-mail = You can still write to
closed-words = What you wrote is here, and nowhere else: it was not sent. Copy it, or send it by email.

## The card, handed back

handed-title = Thank you
handed-skip = Skip to your card
handed-heading-praise = Thank you. Your card is on its way.
handed-heading-answer = Thank you for telling us. { $manager } will answer you.
handed-heading = Thank you for telling us.
handed-manager = a manager
handed-looking = We are finding out who helped you, so that they can read this.
handed-praise = { $count ->
    [one] { $people } will read it, and so will { $manager }.
   *[other] { $people } will read it, and so will { $manager }.
}
handed-praise-duty = { $count ->
    [one] { $people } will read it, and so will { $manager }, who looks after { $duty }.
   *[other] { $people } will read it, and so will { $manager }, who looks after { $duty }.
}
handed-answer = { $manager } reads every complaint, finds out what happened, and writes back.
handed-silent = { $manager } reads every complaint and finds out what happened. You left no address, so we cannot write back.
handed-sent = Sent { $when }
handed-keep = Keep this part
handed-link = This private link opens your card.
handed-secret = Anyone who has the link can open the card, so keep it to yourself. It works until { $until }.
handed-next = What happens now
handed-today = Today
handed-today-praise = { $count ->
    [one] { $people } sees your words on a page of praise. Your name and details stay hidden.
   *[other] { $people } see your words on a page of praise. Your name and details stay hidden.
}
handed-today-looking = We look for the person you mean. Your name and details stay hidden from them.
handed-today-complaint = { $manager } has your card. Nobody you complained about can see it.
handed-letter-praise = { $manager } reads it in the weekly letter, with everyone else who wrote.
handed-letter-complaint = It stands at the top of the weekly letter until it is put right.
handed-after = After { $kept }
handed-deleted = we delete the card.
handed-again = Leave another card
handed-received = RECEIVED
handed-with-thanks = WITH THANKS
