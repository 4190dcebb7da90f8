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
title-mixed = Lob und Beschwerde
title-mixed-about = Lob und eine Beschwerde über { $people }
title-praise = Lob
title-praise-for = Lob für { $people }

## Was jeder Brief sagen kann

hello = Guten Tag { $name }.
hello-nobody = Guten Tag.
card-number = Karte { $number }
card-came = Karte { $number }, { $when }.
card-due = Eine Antwort ist { $due } fällig.
open-card = Karte öffnen
words-cut = Auf der Karte steht mehr, als hier Platz hat.
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
due-heading-soon = Eine Antwort ist { $due } fällig.
due-heading-late = Eine Antwort war { $due } fällig.
due-heading-admin = Noch immer keine Antwort. Sie war { $due } fällig.
due-owner = { $name } hat sie übernommen.
due-owner-you = Sie haben sie übernommen.
due-owner-nobody = Noch hat sie niemand übernommen.
due-lead-admin = Die Verantwortlichen wissen es, seit sie überfällig ist. Nun wissen Sie es auch.

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
date-plain = { $day }. { $month } { $year }
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
