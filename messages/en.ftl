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
title-mixed = Praise and a complaint
title-mixed-about = Praise with a complaint about { $people }
title-praise = Praise
title-praise-for = Praise for { $people }

## What every letter may say

hello = Good day { $name }.
hello-nobody = Good day.
card-number = Card { $number }
card-came = Card { $number }, { $when }.
card-due = An answer is due { $due }.
open-card = Open the card
words-cut = The card holds more than fits here.
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
due-heading-soon = An answer is due { $due }.
due-heading-late = An answer was due { $due }.
due-heading-admin = Still no answer. It was due { $due }.
due-owner = { $name } has taken it on.
due-owner-you = You have taken it on.
due-owner-nobody = Nobody has taken it on yet.
due-lead-admin = Its managers were told when it became overdue. Now you are.

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
date-plain = { $day } { $month } { $year }
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
