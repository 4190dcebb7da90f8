# Was Briefe sagen, auf Deutsch. Gemessen an en.ftl.

language = Deutsch
direction = ltr

## Tage und Listen

weekday-1 = Montag
weekday-2 = Dienstag
weekday-3 = Mittwoch
weekday-4 = Donnerstag
weekday-5 = Freitag
weekday-6 = Samstag
weekday-7 = Sonntag
month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember
date-day = { $weekday }, { $day }. { $month }
date-day-year = { $weekday }, { $day }. { $month } { $year }
date-moment = { $day }, { $time } Uhr
due-yesterday = gestern um { $time } Uhr
due-today = heute um { $time } Uhr
due-tomorrow = morgen um { $time } Uhr
due-day = am { $day }, um { $time } Uhr
list-and = { $rest } und { $last }

## Wie eine Karte heißt

title-complaint = Beschwerde, niemand ist genannt
title-complaint-about = Beschwerde über { $people }
title-mixed = Lob und Beschwerde, niemand ist genannt
title-mixed-about = Beschwerde über { $people }, mit Lob
title-praise = Lob, niemand ist genannt
title-praise-for = Lob für { $people }
title-mixed-for = Lob für { $people }, mit einer Beschwerde
title-praise-about = Lob, mit einer Beschwerde über { $people }
title-complaint-for = Beschwerde, mit Lob für { $people }
title-both = Lob für { $praised }, Beschwerde über { $people }

## Was jeder Brief sagen kann

hello = Guten Tag { $name }.
hello-nobody = Guten Tag.
card-number = Karte { $number }
card-came = Karte { $number }, { $when }.
card-due = Eine Antwort ist { $due } fällig.
open-card = Karte öffnen
words-cut = Auf der Karte steht mehr, als hier Platz hat.
card-unreadable = Dieser Brief konnte nicht gelesen werden. Er ist im Rohzustand aufgehoben.
why-member = Sie bekommen diesen Brief, weil Sie sich bei { $organisation } um Karten kümmern.
why-agent = Sie bekommen diesen Brief, weil Kundinnen und Kunden von { $organisation } über Sie schreiben.
change-letters = Wählen, welche Briefe kommen
answer-how =
    Antworten Sie auf diesen Brief, und Ihre Worte gehen von { $organisation } aus an die Kundin oder den Kunden.
    Beginnt die Antwort mit „note:“, bleibt sie unter uns.
answer-how-many =
    Antworten Sie mit einer Zeile je Karte, etwa „{ $number } answered“ oder „{ $number } answer: Ihre Worte“.
    Zu jeder Zeile hören Sie, was geschehen ist, mit einem Link, der es rückgängig macht.
answer-none = Hier gibt es keine Adresse, an die man schreiben könnte. Eine Antwort, die mit „note:“ beginnt, wird eine Notiz auf der Karte.

## Eine neue Beschwerde, an die Verantwortlichen

alert-subject = { $count ->
    [one] Eine Beschwerde braucht Sie: Karte { $number }
   *[other] { $count } Beschwerden brauchen Sie
}
alert-heading = { $count ->
    [one] Jemand wurde enttäuscht.
   *[other] { $count } Menschen wurden enttäuscht.
}
alert-preview = { $count ->
    [one] Eine Antwort ist { $due } fällig.
   *[other] Die erste Antwort ist { $due } fällig.
}
alert-lead = { $count ->
    [one] Hier steht, was geschrieben wurde und bis wann wir antworten.
   *[other] Hier steht, was geschrieben wurde und bis wann wir jeweils antworten.
}
alert-more = { $count ->
    [one] Eine weitere wartet im Eingang.
   *[other] { $count } weitere warten im Eingang.
}
alert-inbox = Eingang öffnen
alert-stop = Diese Briefe abbestellen
do-take = Übernehmen
do-answer = Antwort schreiben
do-answered = Als beantwortet vermerken

## Lob

praise-subject = { $count ->
    [one] Jemand hat geschrieben, um Danke zu sagen
   *[other] { $count } Menschen haben geschrieben, um Danke zu sagen
}
praise-heading = { $count ->
    [one] Ein Mensch ging zufriedener nach Hause, { $name }.
   *[other] { $count } Menschen gingen zufriedener nach Hause, { $name }.
}
praise-lead = Sie haben sich die Mühe gemacht, es zu sagen. Hier sind ihre Worte.
praise-manager = { $name } sagt: { $words }
praise-page = Ihre Seite öffnen
praise-stop = Nicht mehr sofort

## Eine geteilte Beschwerde

shared-subject = { $manager } hat eine Karte mit Ihnen geteilt
shared-heading = { $manager } hat eine Karte mit Ihnen geteilt.
shared-lead = Jemand wurde enttäuscht. { $manager } möchte, dass Sie es lesen, und hat Ihnen eine Notiz dazu geschrieben.
shared-note = { $manager } schreibt:
shared-foot = Wer die Karte schrieb, wird nicht gesagt. Niemand wird danach gereiht.

## Wir haben Ihre Karte

receipt-subject = Wir haben Ihre Karte
receipt-heading-praise = Danke. Ihre Karte ist unterwegs.
receipt-heading-complaint = Danke, dass Sie es uns sagen.
receipt-lead-praise = Wer es verdient hat, wird Ihre Worte lesen, und die Vorgesetzten auch.
receipt-lead-complaint = Ihre Karte ist bei denen, die es in Ordnung bringen können.
receipt-by = { $manager } antwortet Ihnen { $due }.
receipt-link = Ihre Karte öffnen
receipt-keep = Wer den Link hat, kann die Karte öffnen; behalten Sie ihn für sich. Er gilt bis { $until }.
receipt-why = Sie bekommen diesen Brief, weil Sie ihn auf der Karte von { $organisation } gewünscht haben. Es kommt kein weiterer.
receipt-why-mail = Sie bekommen diesen Brief, weil Sie an { $organisation } geschrieben haben.
receipt-yours = Sie schrieben:

## Danke von der Person selbst

thanks-subject = { $name } hat Ihre Karte gelesen und sagt Danke
thanks-heading = { $name } hat Ihre Karte gelesen und sagt Danke.
thanks-lead = Was Sie über { $name } geschrieben haben, ist angekommen. Es hat gutgetan.
thanks-yours = Am { $day } schrieben Sie:
thanks-why = { $name } kennt weder Ihren Namen noch Ihre Adresse; wir haben dies weitergegeben.

## Eine Antwort

answer-subject = Ihre Karte { $number }
answer-quoted = Am { $day } schrieben Sie:

## Eine Antwort ist fällig

due-subject-soon = Karte { $number }: eine Antwort ist { $due } fällig
due-subject-late = Karte { $number } ist überfällig: eine Antwort war { $due } fällig
due-subject-admin = Karte { $number } ist ohne Antwort: sie war { $due } fällig
due-subject-held = Karte { $number } ist unentschieden: die Zeit dafür endete { $due }
due-heading-soon = Eine Antwort ist { $due } fällig.
due-heading-late = Eine Antwort war { $due } fällig.
due-heading-admin = Noch immer keine Antwort. Sie war { $due } fällig.
due-heading-held = Niemand hat entschieden, ob die betroffene Person diese Karte liest. Die Zeit dafür endete { $due }.
due-owner = { $name } hat sie übernommen.
due-owner-you = Sie haben sie übernommen.
due-owner-nobody = Noch hat sie niemand übernommen.
due-lead-admin = Die Verantwortlichen wissen es, seit sie überfällig ist. Nun wissen Sie es auch.
due-lead-held = Von selbst erreicht sie niemanden. Teilen Sie sie mit ein paar Worten, sagen Sie, dass es um eine Regel oder ein Werkzeug geht, oder schließen Sie sie ab.

## Eine weitere Antwort

again-subject = Zu Karte { $number } wurde wieder geschrieben
again-heading = Es wurde wieder geschrieben.
again-lead = Die neuen Worte gehören zu Karte { $number }.

## Was aus den Zeilen wurde

acted-subject = { $done ->
    [0] Nichts wurde getan
    [one] { $failed ->
        [0] Getan: eine Zeile
       *[other] Getan: eine Zeile. Nicht getan: { $failed }
    }
   *[other] { $failed ->
        [0] Getan: { $done } Zeilen
       *[other] Getan: { $done } Zeilen. Nicht getan: { $failed }
    }
}
acted-heading = { $done ->
    [0] Nichts wurde getan.
    [one] Eines ist getan.
   *[other] { $done } Dinge sind getan.
}
acted-done = Getan
acted-not = Nicht getan
acted-undo = Rückgängig machen
acted-undo-lasts = Jeder Link öffnet eine Seite mit einem Knopf. Er gilt sieben Tage.
acted-more = Was nach den ersten { $count } Zeilen kam, wurde nicht gelesen.
acted-took = Karte { $number }: Sie kümmern sich darum.
acted-assigned = Karte { $number }: { $name } kümmert sich darum.
acted-answered = Karte { $number }: als beantwortet vermerkt.
acted-wrote = Karte { $number }: Ihre Antwort ist unterwegs.
acted-noted = Karte { $number }: Ihre Notiz steht auf der Karte.
acted-released = Karte { $number }: { $name } kann sie jetzt lesen.
acted-thanked = Karte { $number }: Ihr Dank geht an { $name }.
acted-right = Karte { $number }: als in Ordnung gebracht vermerkt.
release-without-words = Per Brief geteilt, ohne Notiz.
not-a-line = Diese Zeile kennen wir nicht. Eine Zeile ist die Nummer einer Karte und ein Wort: { $words }.
not-a-card = Unter den Karten, um die Sie sich kümmern, gibt es keine mit der Nummer { $number }.
not-a-person = Niemand namens { $name } kümmert sich hier um Karten.
not-one-person = Mehr als eine Person heißt { $name }. Schreiben Sie den ganzen Namen.
not-one-agent = Die Karte spricht von mehr als einer Person. Öffnen Sie sie, um zu wählen.
not-an-agent = Auf der Karte ist niemand genannt, der sie lesen könnte.
not-praised = Die Karte lobt niemanden, dem wir danken könnten.
not-words = Dahinter stehen keine Worte.
not-allowed = Sie können diese Karte lesen, aber nicht ändern.
not-said = { $why }

## Ein Brief ohne Folgen

refused-subject = Ihr Brief an { $organisation } hat nichts geändert
refused-heading = Es wurde nichts getan.
refused-unproven = Er kam von Ihrer Adresse, aber niemand konnte bestätigen, dass Sie ihn geschickt haben. Darum wurde nichts geändert und niemandem geschrieben.
refused-stranger = Sie haben auf einen Brief geantwortet, der an jemand anderen ging. Nur diese Person kann damit etwas bewirken.
refused-gone = Der Brief, auf den Sie geantwortet haben, ist hier nicht mehr bekannt, oder Sie kümmern sich nicht mehr um Karten.
refused-many = Der Brief, auf den Sie geantwortet haben, erzählt von mehreren Karten. Beginnen Sie eine Zeile mit der Nummer, etwa „{ $number } answer: Ihre Worte“.
refused-empty = Über dem, was Sie zitieren, standen keine Worte.
refused-nobody = Hier gibt es keine Adresse, an die man schreiben könnte. Beginnen Sie mit „note:“, um eine Notiz auf der Karte zu hinterlassen.
refused-suppressed = { $why }
refused-onward = Anmelden und es dort tun

## Anmelden

sign-in-subject = Ihr Link, um sich bei Smilecard anzumelden
sign-in-heading = Hier ist Ihr Link.
sign-in-preview = Er gilt einmal, { $minutes } Minuten lang.
sign-in-lead = Er meldet Sie einmal an, in den nächsten { $minutes } Minuten. Er öffnet eine Seite mit einem Knopf; bevor Sie ihn drücken, geschieht nichts.
sign-in-button = Anmelden
sign-in-copy = Wenn der Knopf nichts tut, kopieren Sie diese Adresse:
sign-in-why = Jemand hat dies am { $asked } gewünscht. Waren Sie es nicht, so tun Sie nichts: Der Link endet von selbst, und niemand erfährt, ob diese Adresse bekannt ist.
sign-in-again = Einen neuen Link wünschen

## Zahlen und kürzere Tage

thousands = { "." }
count-2 = zwei
count-3 = drei
count-4 = vier
count-5 = fünf
count-6 = sechs
count-7 = sieben
count-8 = acht
count-9 = neun
count-10 = zehn
count-11 = elf
count-12 = zwölf
date-plain = { $day }. { $month }
date-plain-year = { $day }. { $month } { $year }
date-short-1 = { $day }.1.
date-short-2 = { $day }.2.
date-short-3 = { $day }.3.
date-short-4 = { $day }.4.
date-short-5 = { $day }.5.
date-short-6 = { $day }.6.
date-short-7 = { $day }.7.
date-short-8 = { $day }.8.
date-short-9 = { $day }.9.
date-short-10 = { $day }.10.
date-short-11 = { $day }.11.
date-short-12 = { $day }.12.
date-short-year = { $day }{ $year }
period-within = { $first }. bis { $last }
period-across = { $first } bis { $last }
age-new = neu
age-minutes = { $count ->
    [one] 1 Minute alt
   *[other] { $n } Minuten alt
}
age-hours = { $count ->
    [one] 1 Stunde alt
   *[other] { $n } Stunden alt
}
age-days = { $count ->
    [one] 1 Tag alt
   *[other] { $n } Tage alt
}
age-weeks = { $count ->
    [one] 1 Woche alt
   *[other] { $n } Wochen alt
}
unit-minutes = Min.
unit-hours = Std.
unit-days = Tage
rhythm-daily = jeden Tag
rhythm-weekly-1 = jeden Montag
rhythm-weekly-2 = jeden Dienstag
rhythm-weekly-3 = jeden Mittwoch
rhythm-weekly-4 = jeden Donnerstag
rhythm-weekly-5 = jeden Freitag
rhythm-weekly-6 = jeden Samstag
rhythm-weekly-7 = jeden Sonntag
rhythm-monthly = am { $count }. jedes Monats
rhythm-monthly-late = am { $count }. jedes Monats oder an dessen letztem Tag

## Der regelmäßige Brief: sein Anfang

digest-smiles = { $n } Lob
digest-complaints = { $count ->
    [one] { $n } Beschwerde
   *[other] { $n } Beschwerden
}
digest-came = { $smiles }, { $complaints }
digest-none = 0 Karten
digest-subject = { $count ->
    [0] { $cards }, nichts braucht Sie
    [one] { $cards }, { $n } Karte braucht Sie
   *[other] { $cards }, { $n } Karten brauchen Sie
}
digest-quiet = { $span ->
    [day] Ein stiller Tag: { $cards }.
    [week] Eine stille Woche: { $cards }.
    [month] Ein stiller Monat: { $cards }.
   *[gap] Eine stille Zeit: { $cards }.
}
digest-headline = { $cards }.
digest-needs = { $count ->
    [0] Nichts braucht Sie.
    [one] Eine Karte braucht Sie.
   *[other] { $words } Karten brauchen Sie.
}
digest-hello = { $time ->
    [morning] Guten Morgen { $name }.
    [afternoon] Guten Tag { $name }.
   *[evening] Guten Abend { $name }.
}
digest-hello-nobody = { $time ->
    [morning] Guten Morgen.
    [afternoon] Guten Tag.
   *[evening] Guten Abend.
}
digest-gap = { $count ->
    [one] Dieser Brief umfasst 1 Tag.
   *[other] Dieser Brief umfasst { $n } Tage.
}
mood-nobody-twice = { $span ->
    [day] Niemand hat geschrieben, an diesem Tag nicht und am Tag davor auch nicht.
    [week] Niemand hat geschrieben, in dieser Woche nicht und in der davor auch nicht.
   *[month] Niemand hat geschrieben, in diesem Monat nicht und in dem davor auch nicht.
}
mood-nobody = { $span ->
    [day] An diesem Tag hat niemand geschrieben.
    [week] In dieser Woche hat niemand geschrieben.
   *[month] In diesem Monat hat niemand geschrieben.
}
mood-first = { $span ->
    [day] Am Tag davor gab es keine einzige Karte.
    [week] In der Woche davor gab es keine einzige Karte.
   *[month] Im Monat davor gab es keine einzige Karte.
}
mood-kinder = { $span ->
    [day] Ein freundlicherer Tag als der davor.
    [week] Eine freundlichere Woche als die davor.
   *[month] Ein freundlicherer Monat als der davor.
}
mood-harder = { $span ->
    [day] Ein schwererer Tag als der davor.
    [week] Eine schwerere Woche als die davor.
   *[month] Ein schwererer Monat als der davor.
}
mood-alike = { $span ->
    [day] Ein Tag etwa wie der davor.
    [week] Eine Woche etwa wie die davor.
   *[month] Ein Monat etwa wie der davor.
}
digest-wait-people = { $count ->
    [one] ein Mensch wartet noch auf Ihre Antwort
   *[other] { $words } Menschen warten noch auf Ihre Antwort
}
digest-wait-unowned = { $count ->
    [one] um eine Beschwerde kümmert sich noch niemand
   *[other] um { $words } Beschwerden kümmert sich noch niemand
}
digest-wait-both = { $people }, und { $unowned }.
digest-wait-one = { $said }.
digest-wait-who = { $count ->
    [one] eine Karte fragt, wer gemeint ist.
   *[other] { $words } Karten fragen, wer gemeint ist.
}
digest-wait-nobody = Niemand wartet auf Ihre Antwort.

## Der regelmäßige Brief: seine Zahlen

figure-praise = Lob
figure-complaints = Beschwerden
figure-right = In Ordnung
figure-answer = Erste Antwort
compared = { $way ->
    [more] { $n } mehr
    [fewer] { $n } weniger
   *[same] gleich viele
}
compared-with = { $way ->
    [more] { $n } mehr als { $before }
    [fewer] { $n } weniger als { $before }
   *[same] so viele wie { $before }
}
compared-before = { $span ->
    [day] am Tag davor
    [week] in der Woche davor
    [month] im Monat davor
   *[gap] in den { $n } Tagen davor
}
answered-none = niemand bekam eine Antwort
answered-first = nichts zum Vergleichen
answered-sooner = { $wait } früher
answered-later = { $wait } später
answered-same = unverändert

## Der regelmäßige Brief: was Sie braucht

needs-heading = Braucht Sie
needs-order = Nach dem Tag, an dem eine Antwort fällig ist.
needs-more = { $count ->
    [one] Eine weitere wartet im Eingang
   *[other] { $words } weitere warten im Eingang
}
needs-held = { $count ->
    [one] Eine Beschwerde ist länger zurückgehalten, als Sie es zulassen. Niemand hat entschieden, ob die betroffene Person sie liest.
   *[other] { $words } Beschwerden sind länger zurückgehalten, als Sie es zulassen. Niemand hat entschieden, ob die Betroffenen sie lesen.
}
needs-bare-title = Eine Beschwerde
needs-bare = Diese Karte lässt sich nur auf ihrer eigenen Seite lesen.
card-due-was = Eine Antwort war { $due } fällig.
card-answered = Eine Antwort ging hinaus; die Karte ist noch offen.
card-again = Es wurde noch einmal geschrieben.
card-unowned = Noch kümmert sich niemand darum.
card-yours = Sie kümmern sich darum.
card-owner = { $name } kümmert sich darum.
card-colleague = Jemand aus dem Kollegium kümmert sich darum.
card-unsure = Wir konnten nicht erkennen, wer gemeint ist.
card-said = Karte { $number }.
do-read = Im Browser lesen
do-finish = Abschließen
do-answer-name = { $name } antworten
do-answer-short = Antworten

## Der regelmäßige Brief: das Lob der Woche, wer ist das, die Worte

smile-heading = { $span ->
    [day] Das Lächeln des Tages
    [week] Das Lächeln der Woche
    [month] Das Lächeln des Monats
   *[gap] Die wärmsten Worte
}
smile-for = Für { $people }
smile-for-all = Für Sie alle
smile-team = , { $team }
smile-why = { $span ->
    [day] Gewählt als die wärmsten Worte des Tages.
    [week] Gewählt als die wärmsten Worte der Woche.
    [month] Gewählt als die wärmsten Worte des Monats.
   *[gap] Gewählt als die wärmsten Worte dieser { $n } Tage.
}
smile-read = Karte lesen
who-heading = Wer ist das?
who-praise = { $count ->
    [one] eine Karte lobt jemanden, den wir nicht zuordnen konnten. Sagen Sie es uns einmal, und wir merken es uns.
   *[other] { $words } Karten loben jemanden, den wir nicht zuordnen konnten. Sagen Sie es uns einmal, und wir merken es uns.
}
who-complaints = { $count ->
    [one] eine Karte beschwert sich über jemanden, den wir nicht zuordnen konnten. Sagen Sie es uns einmal, und wir merken es uns.
   *[other] { $words } Karten beschweren sich über jemanden, den wir nicht zuordnen konnten. Sagen Sie es uns einmal, und wir merken es uns.
}
who-both = { $count ->
    [one] eine Karte nennt jemanden, den wir nicht zuordnen konnten. Sagen Sie es uns einmal, und wir merken es uns.
   *[other] { $words } Karten nennen jemanden, den wir nicht zuordnen konnten. Sagen Sie es uns einmal, und wir merken es uns.
}
who-is = Wer ist „{ $surface }“?
who-meant = Wer ist gemeint?
who-else = Jemand anderes, oder niemand von uns
words-heading = In ihren Worten
words-one = Die eine Karte, in den Worten der Kundschaft.
words-all = Alle { $n } Karten, die neueste zuerst.
words-newest = Die neuesten { $shown } von { $n } Karten.
words-chosen = { $shown } von { $n } Karten: die neuesten Beschwerden und das wärmste Lob.
words-above = { $count ->
    [one] eine steht schon oben.
   *[other] { $words } stehen schon oben.
}
words-card = Karte { $number }, { $day }
words-every = Jede Karte dieses Briefs

## Der regelmäßige Brief: acht Wochen, nach Personen

weeks-heading = Acht Wochen
weeks-of = Woche ab
weeks-legend = { $count ->
    [one] Jedes ) ist ein Lob, jedes - eine Beschwerde.
   *[other] Jedes ) steht für bis zu { $n } Lob, jedes - für bis zu { $n } Beschwerden.
}
people-heading = Nach Personen
people-order = Nach dem Namen geordnet
people-overlap = Eine Karte, die zwei Menschen nennt, zählt für beide.
people-few = Weniger als fünf Karten sagen wenig über einen Menschen.
people-more = { $count ->
    [one] eine weitere Person
   *[other] { $n } weitere Personen
}
people-more-where = im Eingang
people-other = { $count ->
    [one] eine andere Person
   *[other] { $n } andere Personen
}
people-other-which = mit weniger Karten
people-hidden = { $count ->
    [one] eine Person
   *[other] { $words } Personen
}
people-hidden-why = je eine oder zwei Karten
people-teams = Andere Teams
people-teams-why = auf Ihren Karten
people-nobody = Noch niemand
people-nobody-why = noch zuzuordnen
absent = { $span ->
    [day] An diesem Tag keine Karte über { $people }. Das sagt nichts über ihre Arbeit.
    [week] In dieser Woche keine Karte über { $people }. Das sagt nichts über ihre Arbeit.
    [month] In diesem Monat keine Karte über { $people }. Das sagt nichts über ihre Arbeit.
   *[gap] In diesen { $n } Tagen keine Karte über { $people }. Das sagt nichts über ihre Arbeit.
}
absent-others = { $count ->
    [one] 1 weitere Person
   *[other] { $n } weitere
}

## Der regelmäßige Brief: wo jede Karte ist, und warum er kommt

account = { $count ->
    [one] { $n } Karte kam an: { $shown } zugeordnet oder gelesen, { $waiting } noch ohne Namen, { $held } zurückgehalten, { $spam } Spam, { $refused } nicht angenommen. Das ist alles.
   *[other] { $n } Karten kamen an: { $shown } zugeordnet oder gelesen, { $waiting } noch ohne Namen, { $held } zurückgehalten, { $spam } Spam, { $refused } nicht angenommen. Das sind alle.
}
account-shown = zugeordnet oder gelesen
account-waiting = noch ohne Namen
account-held = zurückgehalten, noch zu lesen
account-spam = Spam
account-refused = nicht angenommen
account-see = Nachsehen, was nicht angenommen wurde
late-only = Sie ist älter und kam erst nach ihrem eigenen Brief herein.
late = { $count ->
    [one] eine davon ist älter und kam erst nach ihrem eigenen Brief herein.
   *[other] { $words } davon sind älter und kamen erst nach ihrem eigenen Brief herein.
}
inbox-all = Alle Karten liegen im Eingang
digest-view = Im Browser lesen
digest-stop = Diesen Brief abbestellen
digest-change = Den Tag ändern
why-all = Sie bekommen diesen Brief { $rhythm }, weil Sie sich um ganz { $organisation } kümmern.
why-nothing = Sie bekommen diesen Brief { $rhythm }, weil Sie zu { $organisation } gehören; er erzählt von keiner Karte, denn Sie leiten kein Team.
why-cards = Sie bekommen diesen Brief { $rhythm }, weil Sie sich um Karten von { $organisation } kümmern.
why-teams = Sie bekommen diesen Brief { $rhythm }, weil Sie sich bei { $organisation } um { $teams } kümmern.
why-many = Sie bekommen diesen Brief { $rhythm }, weil Sie sich bei { $organisation } um { $n } Teams kümmern.
why-address = Sie bekommen diesen Brief { $rhythm }, weil { $organisation } ihn an diese Adresse schicken lässt. Er lässt sich 45 Tage lang im Browser lesen.
why-links = Links öffnen Smilecard und bitten Sie, sich anzumelden; nichts geschieht, bevor Sie es dort bestätigen.
why-private = Bitte leiten Sie ihn nicht weiter: Er zitiert Kundinnen und Kunden.

## Die Seite, die einen Brief abbestellt

stop-skip = Zur Seite springen
stop-title = { $what ->
    [digest] Den Brief abbestellen?
   *[other] Diese Briefe abbestellen?
}
stop-lead = { $what ->
    [digest] Er geht an { $address }, { $rhythm }.
    [alert] Neue Beschwerden über Ihre Teams werden an { $address } geschrieben, sobald sie kommen. Ohne diese Briefe stehen sie in Ihrem Eingang und in Ihrem wöchentlichen Brief, wenn Sie einen bekommen.
   *[praise] Lob über Sie wird an { $address } geschrieben, sobald es kommt. Ohne diese Briefe steht es auf Ihrer Seite.
}
stop-button = { $what ->
    [digest] Brief abbestellen
   *[other] Briefe abbestellen
}
stopped-title = { $what ->
    [digest] Der Brief ist abbestellt.
   *[other] Diese Briefe sind abbestellt.
}
stopped-lead = { $what ->
    [digest] { $address } bekommt diesen Brief von { $organisation } nicht mehr.
    [alert] { $address } bekommt von { $organisation } keine Briefe über neue Beschwerden mehr.
   *[praise] { $address } bekommt von { $organisation } keine Briefe mit Lob mehr.
}
stopped-undo = Wieder schicken
stopped-not = { $what ->
    [digest] Der Brief kommt wieder.
   *[other] Diese Briefe kommen wieder.
}

## Ein Brief, der durch einen Brief abbestellt wurde

stopped-subject = { $what ->
    [digest] Abbestellt: der Brief über Ihre Karten bei { $organisation }
    [alert] Abbestellt: Briefe über neue Beschwerden bei { $organisation }
   *[praise] Abbestellt: Briefe mit Lob bei { $organisation }
}
stopped-mail-why = Sie bekommen diesen einen Brief, weil ein Brief an uns darum gebeten hat. Waren Sie das nicht, holt ein Klick ihn zurück.

## Die Seite, die rückgängig macht, was per Brief getan wurde

undo-title = Rückgängig machen?
undo-button = Rückgängig machen
undone-title = Es ist rückgängig gemacht.
undo-late = Inzwischen hat jemand an dieser Karte gearbeitet. Öffnen Sie sie, um es zu sehen.
undone-was = Es war: { $said }

## An ein neues Mitglied

invitation-subject = { $inviter } hat Sie zu den Karten von { $organisation } eingeladen
invitation-heading = Sie gehören dazu.
invitation-admin = { $inviter } hat Sie in die Verwaltung der Karten von { $organisation } aufgenommen: Sie richten alles ein.
invitation-auditor = { $inviter } hat Sie zur Prüfung der Karten von { $organisation } aufgenommen: Sie lesen alles und ändern nichts.
invitation-manager = { $inviter } hat Sie zu den Karten von { $organisation } aufgenommen, als Leitung von { $teams }.
invitation-how = Zum Anmelden geben Sie auf dieser Seite { $address } ein; wir schicken Ihnen dann einen Link, der einmal gilt.
invitation-button = Zur Anmeldung
invitation-foot = Wenn Sie { $inviter } nicht kennen, tun Sie nichts.

## Eine Notiz aus dem Kollegium

note-subject = { $from } schreibt Ihnen zu Karte { $number }
note-preview = Eine Notiz neben der Karte

## An die Kundin oder den Kunden: ist es in Ordnung?

put-right-subject = Ist es in Ordnung gebracht? Ihre Karte bei { $organisation }
put-right-heading = Ist es in Ordnung gebracht?
put-right-preview = Ein Druck genügt. Ein Nein öffnet Ihre Karte wieder.
put-right-lead = Am { $day } haben Sie uns geschrieben. Wir glauben, dass es in Ordnung gebracht ist. Ist es das? Ein Druck genügt; ein Nein öffnet Ihre Karte wieder.
put-right-button = Antworten
put-right-words = Ihre Worte, Karte { $number }:
put-right-foot = Wir fragen dies einmal. Sie müssen nicht antworten.

## Warum etwas nicht geht

no-words = Schreiben Sie, was die Kundin oder der Kunde lesen soll.
no-room = Der Brief darf höchstens 4.000 Zeichen haben.
no-address = Hier gibt es keine Adresse, an die man schreiben könnte.
no-own-address = Das ist eine eigene Adresse: Eine Antwort käme als Karte zurück.
no-spam = An diese Adresse wird nichts geschickt: Dort wurde ein Brief von uns als Spam gemeldet.
no-soft = An diese Adresse wird nichts geschickt: Briefe kamen immer wieder zurück{ $what }.
no-hard = An diese Adresse wird nichts geschickt: Ein Brief kam endgültig zurück{ $what }.
no-note = Schreiben Sie die Notiz.
no-note-to = Schreiben Sie eine Notiz an { $what }: Sie steht neben den Worten des Kunden.
no-note-room = Die Notiz darf höchstens 2.000 Zeichen haben.
no-such-name = „@{ $what }“ ist niemand, der diese Karte sehen kann.
no-one-name = Mehr als eine Person heißt { $what }. Schreiben Sie den ganzen Namen.
no-sight = Diese Person kann die Karte nicht sehen. Wählen Sie jemanden, der es kann.
no-mention = Diese Karte nennt diese Person nicht.
no-change = Sie können diese Karte lesen, aber nicht ändern.
no-done = Schreiben Sie, was daraus geworden ist.
no-undone = Das wurde schon rückgängig gemacht.
no-thing = Unter dieser Adresse gibt es nichts.

## Warum jemand gemeint sein kann

reason-here = hier
reason-at = bei { $organisation }
reason-message = „{ $surface }“ steht in der Nachricht.
reason-full-name = So heißt { $place } mit vollem Namen genau ein Mensch.
reason-fits-family = Mit dem Nachnamen passt es auf { $name }.
reason-initial = Name und Anfangsbuchstabe passen auf { $name }.
reason-code = Dieses Kürzel gehört { $name }.
reason-written = So schreibt sich { $name }.
reason-family = Das ist der Nachname von { $name }.
reason-only = So heißt { $place } nur ein Mensch.
reason-first = { $name } heißt so.
reason-nickname = Das ist ein Spitzname von { $name }.
reason-learnt = Schon früher wurde gesagt, dass { $name } gemeint ist.
reason-short = Das ist die Kurzform von { $name }.
reason-long = { $name } ist die Kurzform davon.
reason-spelled = Die Buchstaben ergeben { $name }.
reason-sound = Es klingt wie { $name }.
reason-slip = Es ist { $name }, mit einem Schreibfehler.
reason-helped = „{ $surface }“ war die Antwort auf „Wer hat Ihnen geholfen?“. Es passt auf { $name }.
reason-own-form = Die Karte kam über das eigene Formular von { $name }.
reason-many = { $n } Menschen heißen so.
reason-many-but = { $n } Menschen heißen so, und { $clue }.
reason-clue-full = die Karte nennt den vollen Namen
reason-clue-helped = das Formular sagt, wer geholfen hat
reason-clue-form = die Karte kam über das eigene Formular
reason-clue-team = die Karte ging an dieses Team
reason-clue-place = die Karte kam von diesem Ort
reason-clue-team-named = dieses Team ist genannt
reason-clue-place-named = dieser Ort ist genannt

## Was für Privates steht

hidden-phone = Telefonnummer verdeckt
hidden-email = E-Mail-Adresse verdeckt
hidden-card = Kartennummer verdeckt
hidden-name = Name verdeckt
hidden-address = Adresse verdeckt
hidden-part = Teil über jemand anderen verdeckt
hidden-colleague = jemand aus dem Kollegium

## Wörter, mit denen eine Zeile beginnt

command-take = take, übernehmen
command-assign = assign, zuweisen
command-release = release, teilen, freigeben
command-answered = answered, beantwortet
command-answer = answer, antwort
command-thanks = thanks, danke
command-note = note, notiz
command-right = right, erledigt

## Für die Ansicht aller Briefe

sample-praise = Derrick hat abends um acht noch einmal angerufen, um zu hören, ob das Telefon meiner Mutter geht. Das hat noch nie jemand getan.
sample-praise-2 = Geduldig, witzig, und er wusste, was er tat. Danke, Derrick.
sample-complaint = Derrick wollte mich am Dienstag zurückrufen. Heute ist Freitag, und ich habe noch immer keinen Anschluss.
sample-note = Ich habe am Montag mit ihr gesprochen und den Techniker geschickt. Lassen Sie uns die Rückrufliste gemeinsam ansehen.
sample-answer = Es tut mir leid, dass niemand angerufen hat. Der Techniker kommt morgen um neun, und ich rufe Sie um zwölf an, um zu hören, ob alles geht.
sample-again = Der Techniker war da, danke. Aber auf der Rechnung steht noch der alte Betrag.

## Die öffentliche Karte

months = { $count ->
    [one] 1 Monat
   *[other] { $count } Monaten
}
form-title = Wie war es bei uns?
form-intro = Ein paar Worte genügen. Jede Karte wird von einem Menschen gelesen.
form-card = Kommentarkarte
form-skip = Direkt zur Karte
form-language = Sprache
form-error = Fehler
form-problem = Da stimmt etwas nicht
form-kept = Alles, was Sie geschrieben haben, steht noch hier.
form-kind = Ist es ein Lob oder eine Beschwerde?
form-praise = Lob
form-praise-hint = Jemand hat es gut gemacht
form-complaint = Beschwerde
form-complaint-hint = Etwas ging schief
form-words = Was ist geschehen?
form-words-hint = Wann es war, was gesagt wurde, wie es ausging. Bitte keine Passwörter oder Bankdaten.
form-optional = (freiwillig)
form-who = Wer hat Ihnen geholfen?
form-who-hint = Ein Vorname genügt. Oder: „der Mann mit dem grauen Bart in der Mühlstraße“.
form-place = Wo war es?
form-place-open = Anderswo, oder ich weiß es nicht
form-place-choose = Ort wählen
form-answer = Möchten Sie eine Antwort?
form-answer-needed = Wem sollen wir antworten?
form-privacy = Nur wer Ihnen antwortet, sieht diese Angaben. Wer Sie bedient hat, sieht sie nie. Wir löschen sie nach { $days } Tagen.
form-name = Ihr Name
form-reach = E-Mail oder Telefon
form-email = E-Mail
form-phone = Telefon
form-receipt = Schicken Sie mir eine E-Mail mit einer Abschrift und dem persönlichen Link
form-send = Karte abschicken
form-where = Wohin Ihre Karte geht
form-where-praise = an den Menschen, der es verdient hat, und an die Vorgesetzten.
form-where-a-complaint = Eine Beschwerde
form-where-complaint = an die Leitung, die es in Ordnung bringen kann, innerhalb eines Arbeitstages.
form-mail = Lieber eine E-Mail? Schreiben Sie an
form-preview = Dies ist eine Vorschau. Von hier kann nichts abgeschickt werden.
form-says-kind = Wählen Sie Lob oder Beschwerde
form-says-words = Schreiben Sie, was geschehen ist
form-says-long = Bleiben Sie unter 20.000 Zeichen. Es sind { $length }
form-says-line = Bleiben Sie hier unter 200 Zeichen
form-says-who = Schreiben Sie, wer Ihnen geholfen hat
form-says-place = Wählen Sie, wo es war
form-says-name = Schreiben Sie Ihren Namen
form-says-reach = Schreiben Sie eine E-Mail-Adresse wie name@example.com oder eine Telefonnummer
form-says-email = Schreiben Sie eine E-Mail-Adresse wie name@example.com
form-says-phone = Schreiben Sie eine Telefonnummer mit 6 bis 15 Ziffern
form-says-stale = Diese Seite war lange offen. Schicken Sie die Karte noch einmal ab
closed-heading = Diese Karte gibt es nicht mehr.
closed-lead = { $organisation } nimmt hier keine Karten mehr an.
closed-mail = Sie können weiter schreiben an
closed-words = Was Sie geschrieben haben, steht nur hier: Es wurde nicht abgeschickt. Kopieren Sie es, oder schicken Sie es per E-Mail.

## Die Karte zum Behalten

handed-title = Danke
handed-skip = Direkt zu Ihrer Karte
handed-heading-praise = Danke. Ihre Karte ist unterwegs.
handed-heading-answer = Danke, dass Sie es uns sagen. { $manager } wird Ihnen antworten.
handed-heading = Danke, dass Sie es uns sagen.
handed-manager = die Leitung
handed-looking = Wir finden heraus, wer Ihnen geholfen hat, damit diese Person es lesen kann.
handed-praise = { $people } und { $manager } werden es lesen.
handed-praise-duty = { $people } und { $manager } ({ $duty }) werden es lesen.
handed-answer = { $manager } liest jede Beschwerde, findet heraus, was geschehen ist, und schreibt Ihnen.
handed-silent = { $manager } liest jede Beschwerde und findet heraus, was geschehen ist. Ohne Ihre Adresse können wir nicht antworten.
handed-sent = Abgeschickt: { $when }
handed-keep = Behalten Sie diesen Teil
handed-link = Dieser persönliche Link öffnet Ihre Karte.
handed-secret = Wer den Link hat, kann die Karte öffnen; behalten Sie ihn für sich. Er gilt bis { $until }.
handed-next = Wie es weitergeht
handed-today = Heute
handed-today-praise = { $count ->
    [one] { $people } sieht Ihre Worte auf einer Seite mit Lob. Ihr Name und Ihre Angaben bleiben verborgen.
   *[other] { $people } sehen Ihre Worte auf einer Seite mit Lob. Ihr Name und Ihre Angaben bleiben verborgen.
}
handed-today-looking = Wir suchen den Menschen, den Sie meinen. Ihr Name und Ihre Angaben bleiben ihm verborgen.
handed-today-complaint = { $manager } hat Ihre Karte. Niemand, über den Sie sich beschweren, kann sie sehen.
handed-letter-praise = { $manager } liest es im wöchentlichen Brief, mit allen anderen, die geschrieben haben.
handed-letter-complaint = Sie steht ganz oben im wöchentlichen Brief, bis es in Ordnung gebracht ist.
handed-after = Nach { $kept }
handed-deleted = löschen wir die Karte.
handed-again = Noch eine Karte schreiben
handed-received = ERHALTEN
handed-with-thanks = MIT DANK
