# Ce que disent les lettres, en français. La mesure est en.ftl.

language = Français
direction = ltr

## Jours et listes

weekday-1 = lundi
weekday-2 = mardi
weekday-3 = mercredi
weekday-4 = jeudi
weekday-5 = vendredi
weekday-6 = samedi
weekday-7 = dimanche
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
date-day = { $weekday } { $day ->
    [1] 1er
   *[other] { $day }
} { $month }
date-day-year = { $weekday } { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $year }
date-moment = { $day }, { $time }
due-yesterday = hier à { $time }
due-today = aujourd’hui à { $time }
due-tomorrow = demain à { $time }
due-day = le { $day } à { $time }
list-and = { $rest } et { $last }

## Comment s’appelle une carte

title-complaint = Réclamation, personne n’est nommé
title-complaint-about = Réclamation au sujet de { $people }
title-mixed = Compliment et réclamation, personne n’est nommé
title-mixed-about = Réclamation au sujet de { $people }, avec un compliment
title-praise = Compliment, personne n’est nommé
title-praise-for = Compliment pour { $people }
title-mixed-for = Compliment pour { $people }, avec une réclamation
title-praise-about = Compliment, avec une réclamation au sujet de { $people }
title-complaint-for = Réclamation, avec un compliment pour { $people }
title-both = Compliment pour { $praised }, réclamation au sujet de { $people }

## Ce que toute lettre peut dire

hello = Bonjour { $name }.
hello-nobody = Bonjour.
card-number = Carte { $number }
card-came = Carte { $number }, { $when }.
card-due = Une réponse est attendue { $due }.
open-card = Ouvrir la carte
words-cut = La carte en dit plus qu’il n’y a de place ici.
card-unreadable = Cette lettre n’a pas pu être lue. Elle est gardée telle qu’elle est arrivée.
why-member = Vous recevez cette lettre parce que vous suivez les cartes de { $organisation }.
why-agent = Vous recevez cette lettre parce que des clients de { $organisation } écrivent à votre sujet.
change-letters = Choisir les lettres que je reçois
answer-how =
    Répondez à cette lettre et vos mots partiront au client depuis l’adresse de { $organisation }.
    Commencez par « note: » et ils resteront entre nous.
answer-how-many =
    Répondez par une ligne par carte, comme « { $number } answered » ou « { $number } answer: vos mots ».
    Pour chaque ligne, on vous dira ce qui a été fait, avec un lien qui l’annule.
answer-none = Ce client n’a pas laissé d’adresse. Une réponse qui commence par « note: » laisse une note sur la carte.

## Une nouvelle réclamation, à ses responsables

alert-subject = { $count ->
    [one] Une réclamation a besoin de vous : carte { $number }
   *[other] { $count } réclamations ont besoin de vous
}
alert-heading = { $count ->
    [one] Quelqu’un a été déçu.
   *[other] { $count } personnes ont été déçues.
}
alert-preview = { $count ->
    [one] Une réponse est attendue { $due }.
   *[other] La première réponse est attendue { $due }.
}
alert-lead = { $count ->
    [one] Voici ce qui a été écrit, et quand une réponse est attendue.
   *[other] Voici ce qui a été écrit, et quand chaque réponse est attendue.
}
alert-more = { $count ->
    [one] Une autre attend dans la boîte.
   *[other] { $count } autres attendent dans la boîte.
}
alert-inbox = Ouvrir la boîte
alert-stop = Ne plus recevoir ces lettres
do-take = M’en charger
do-answer = Écrire une réponse
do-answered = Marquer comme répondue

## Compliments

praise-subject = { $count ->
    [one] Quelqu’un a écrit pour dire merci
   *[other] { $count } personnes ont écrit pour dire merci
}
praise-heading = { $count ->
    [one] Une personne est rentrée plus heureuse, { $name }.
   *[other] { $count } personnes sont rentrées plus heureuses, { $name }.
}
praise-lead = On a pris la peine de le dire. Voici les mots.
praise-manager = { $name } dit : { $words }
praise-page = Ouvrir votre page
praise-stop = Plus tout de suite

## Une réclamation partagée

shared-subject = { $manager } a partagé une carte avec vous
shared-heading = { $manager } a partagé une carte avec vous.
shared-lead = Quelqu’un a été déçu. { $manager } souhaite que vous le lisiez et vous a laissé une note.
shared-note = { $manager } écrit :
shared-foot = On ne dit pas qui est le client. Personne n’est classé pour cela.

## Nous avons votre carte

receipt-subject = Nous avons votre carte
receipt-heading-praise = Merci. Votre carte est en route.
receipt-heading-complaint = Merci de nous l’avoir dit.
receipt-lead-praise = La personne qui le mérite lira vos mots, et ses responsables aussi.
receipt-lead-complaint = Votre carte est chez celles et ceux qui peuvent y remédier.
receipt-by = { $manager } vous répondra { $due }.
receipt-link = Ouvrir votre carte
receipt-keep = Qui a le lien peut ouvrir la carte ; gardez-le pour vous. Il est valable jusqu’au { $until }.
receipt-why = Vous recevez cette lettre parce que vous l’avez demandée sur la carte de { $organisation }. Il n’y en aura pas d’autre.
receipt-why-mail = Vous recevez cette lettre parce que vous avez écrit à { $organisation }.
receipt-yours = Vous avez écrit :

## La personne dit merci

thanks-subject = { $name } a lu votre carte et vous dit merci
thanks-heading = { $name } a lu votre carte et vous dit merci.
thanks-lead = Ce que vous avez écrit sur { $name } est bien arrivé. Cela lui a fait plaisir.
thanks-yours = Le { $day }, vous avez écrit :
thanks-why = { $name } ne connaît ni votre nom ni votre adresse ; nous avons transmis.

## Une réponse

answer-subject = Votre carte { $number }
answer-quoted = Le { $day }, vous avez écrit :

## Une réponse est attendue

due-subject-soon = Carte { $number } : une réponse est attendue { $due }
due-subject-late = Carte { $number } en retard : une réponse était attendue { $due }
due-subject-admin = Carte { $number } sans réponse : elle était attendue { $due }
due-subject-held = Carte { $number } sans décision : délai passé { $due }
due-heading-soon = Une réponse est attendue { $due }.
due-heading-late = Une réponse était attendue { $due }.
due-heading-admin = Toujours pas de réponse. Elle était attendue { $due }.
due-heading-held = Personne n’a décidé si la personne concernée lit cette carte. Le délai a pris fin { $due }.
due-owner = { $name } s’en charge.
due-owner-you = Vous vous en chargez.
due-owner-nobody = Personne ne s’en charge encore.
due-lead-admin = Ses responsables le savent depuis le retard. Vous le savez maintenant.
due-lead-held = Elle ne lui parvient pas d’elle-même. Partagez-la avec un mot, dites qu’il s’agit d’une règle ou d’un outil, ou fermez-la.

## Le client a écrit de nouveau

again-subject = Le client de la carte { $number } a écrit de nouveau
again-heading = Le client a écrit de nouveau.
again-lead = Ses nouveaux mots vont avec la carte { $number }.

## Ce que les lignes ont donné

acted-subject = { $done ->
    [0] Rien n’a été fait
    [one] { $failed ->
        [0] Fait : une ligne
       *[other] Fait : une ligne. Pas fait : { $failed }
    }
   *[other] { $failed ->
        [0] Fait : { $done } lignes
       *[other] Fait : { $done } lignes. Pas fait : { $failed }
    }
}
acted-heading = { $done ->
    [0] Rien n’a été fait.
    [one] Une chose est faite.
   *[other] { $done } choses sont faites.
}
acted-done = Fait
acted-not = Pas fait
acted-undo = Annuler
acted-undo-lasts = Chaque lien ouvre une page avec un bouton. Il est valable sept jours.
acted-more = Les lignes après les { $count } premières n’ont pas été lues.
acted-took = Carte { $number } : vous vous en chargez.
acted-assigned = Carte { $number } : { $name } s’en charge.
acted-answered = Carte { $number } : marquée comme répondue.
acted-wrote = Carte { $number } : votre réponse part au client.
acted-noted = Carte { $number } : votre note est sur la carte.
acted-released = Carte { $number } : { $name } peut la lire maintenant.
acted-thanked = Carte { $number } : vos remerciements vont à { $name }.
acted-right = Carte { $number } : marquée comme réparée.
release-without-words = Partagée par lettre, sans note.
not-a-line = Nous ne connaissons pas cette ligne. Une ligne, c’est le numéro d’une carte et un mot : { $words }.
not-a-card = Il n’y a pas de carte { $number } parmi celles que vous suivez.
not-a-person = Personne du nom de { $name } ne suit de cartes ici.
not-one-person = Plus d’une personne s’appelle { $name }. Écrivez le nom entier.
not-one-agent = La carte parle de plus d’une personne. Ouvrez-la pour choisir.
not-an-agent = La carte ne nomme personne avec qui la partager.
not-praised = La carte ne loue personne que nous puissions remercier.
not-words = Il n’y a pas de mots après.
not-allowed = Vous pouvez lire cette carte, mais pas la changer.
not-said = { $why }

## Une lettre sans effet

refused-subject = Votre lettre à { $organisation } n’a rien changé
refused-heading = Rien n’a été fait.
refused-unproven = Elle vient de votre adresse, mais personne n’a pu vérifier que vous l’avez envoyée. Rien n’a donc été changé, et personne n’a reçu de lettre.
refused-stranger = Vous avez répondu à une lettre écrite à quelqu’un d’autre. Seule cette personne peut agir en y répondant.
refused-gone = La lettre à laquelle vous avez répondu n’est plus connue ici, ou vous ne suivez plus de cartes.
refused-many = La lettre à laquelle vous avez répondu parle de plusieurs cartes. Commencez une ligne par le numéro, comme « { $number } answer: vos mots ».
refused-empty = Il n’y avait pas de mots au-dessus de la citation.
refused-nobody = Ce client n’a pas laissé d’adresse. Commencez par « note: » pour laisser une note sur la carte.
refused-suppressed = { $why }
refused-onward = Se connecter et le faire là

## Se connecter

sign-in-subject = Votre lien pour entrer dans Smilecard
sign-in-heading = Voici votre lien.
sign-in-preview = Il est valable une fois, pendant { $minutes } minutes.
sign-in-lead = Il vous connecte une fois, pendant { $minutes } minutes. Il ouvre une page avec un bouton ; rien ne se passe avant que vous ne l’actionniez.
sign-in-button = Se connecter
sign-in-copy = Si le bouton ne fait rien, copiez cette adresse :
sign-in-why = Quelqu’un l’a demandé le { $asked }. Si ce n’était pas vous, ne faites rien : le lien s’éteint de lui-même, et personne n’apprend si cette adresse est connue.
sign-in-again = Demander un autre lien

## Nombres et jours plus courts

thousands = { "\u202F" }
count-2 = deux
count-3 = trois
count-4 = quatre
count-5 = cinq
count-6 = six
count-7 = sept
count-8 = huit
count-9 = neuf
count-10 = dix
count-11 = onze
count-12 = douze
date-plain = { $day ->
    [1] 1er
   *[other] { $day }
} { $month }
date-plain-year = { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $year }
date-short-1 = { $day }/01
date-short-2 = { $day }/02
date-short-3 = { $day }/03
date-short-4 = { $day }/04
date-short-5 = { $day }/05
date-short-6 = { $day }/06
date-short-7 = { $day }/07
date-short-8 = { $day }/08
date-short-9 = { $day }/09
date-short-10 = { $day }/10
date-short-11 = { $day }/11
date-short-12 = { $day }/12
date-short-year = { $day }/{ $year }
period-within = { $first ->
    [1] 1er
   *[other] { $first }
} au { $last }
period-across = { $first } au { $last }
age-new = nouvelle
age-minutes = { $count ->
    [one] il y a 1 minute
   *[other] il y a { $n } minutes
}
age-hours = { $count ->
    [one] il y a 1 heure
   *[other] il y a { $n } heures
}
age-days = { $count ->
    [one] il y a 1 jour
   *[other] il y a { $n } jours
}
age-weeks = { $count ->
    [one] il y a 1 semaine
   *[other] il y a { $n } semaines
}
unit-minutes = min
unit-hours = h
unit-days = j
rhythm-daily = chaque jour
rhythm-weekly-1 = chaque lundi
rhythm-weekly-2 = chaque mardi
rhythm-weekly-3 = chaque mercredi
rhythm-weekly-4 = chaque jeudi
rhythm-weekly-5 = chaque vendredi
rhythm-weekly-6 = chaque samedi
rhythm-weekly-7 = chaque dimanche
rhythm-monthly = le { $count ->
    [1] 1er
   *[other] { $count }
} de chaque mois
rhythm-monthly-late = le { $count } de chaque mois, ou son dernier jour

## La lettre régulière : son début

digest-smiles = { $count ->
    [one] { $n } compliment
   *[other] { $n } compliments
}
digest-complaints = { $count ->
    [one] { $n } réclamation
   *[other] { $n } réclamations
}
digest-came = { $smiles }, { $complaints }
digest-none = 0 carte
digest-subject = { $count ->
    [0] { $cards }, rien n’a besoin de vous
    [one] { $cards }, { $n } carte a besoin de vous
   *[other] { $cards }, { $n } cartes ont besoin de vous
}
digest-quiet = { $span ->
    [day] Une journée calme : { $cards }.
    [week] Une semaine calme : { $cards }.
    [month] Un mois calme : { $cards }.
   *[gap] Un temps calme : { $cards }.
}
digest-headline = { $cards }.
digest-needs = { $count ->
    [0] Rien n’a besoin de vous.
    [one] Une carte a besoin de vous.
   *[other] { $words } cartes ont besoin de vous.
}
digest-hello = { $time ->
    [morning] Bonjour { $name }.
    [afternoon] Bonjour { $name }.
   *[evening] Bonsoir { $name }.
}
digest-hello-nobody = { $time ->
    [morning] Bonjour.
    [afternoon] Bonjour.
   *[evening] Bonsoir.
}
digest-gap = { $count ->
    [one] Cette lettre couvre 1 jour.
   *[other] Cette lettre couvre { $n } jours.
}
mood-nobody-twice = { $span ->
    [day] Personne n’a écrit, ni ce jour-là ni la veille.
    [week] Personne n’a écrit, ni cette semaine ni la précédente.
   *[month] Personne n’a écrit, ni ce mois-ci ni le précédent.
}
mood-nobody = { $span ->
    [day] Personne n’a écrit ce jour-là.
    [week] Personne n’a écrit cette semaine.
   *[month] Personne n’a écrit ce mois-ci.
}
mood-first = { $span ->
    [day] La veille, il n’y avait pas une seule carte.
    [week] La semaine précédente, il n’y avait pas une seule carte.
   *[month] Le mois précédent, il n’y avait pas une seule carte.
}
mood-kinder = { $span ->
    [day] Une journée plus douce que la précédente.
    [week] Une semaine plus douce que la précédente.
   *[month] Un mois plus doux que le précédent.
}
mood-harder = { $span ->
    [day] Une journée plus dure que la précédente.
    [week] Une semaine plus dure que la précédente.
   *[month] Un mois plus dur que le précédent.
}
mood-alike = { $span ->
    [day] Une journée bien semblable à la précédente.
    [week] Une semaine bien semblable à la précédente.
   *[month] Un mois bien semblable au précédent.
}
digest-wait-people = { $count ->
    [one] une personne attend encore votre réponse
   *[other] { $words } personnes attendent encore votre réponse
}
digest-wait-unowned = { $count ->
    [one] une réclamation n’est suivie par personne
   *[other] { $words } réclamations ne sont suivies par personne
}
digest-wait-both = { $people }, et { $unowned }.
digest-wait-one = { $said }.
digest-wait-who = { $count ->
    [one] une carte demande de qui elle parle.
   *[other] { $words } cartes demandent de qui elles parlent.
}
digest-wait-nobody = Personne n’attend votre réponse.

## La lettre régulière : ses chiffres

figure-praise = Compliments
figure-complaints = Réclamations
figure-right = Réparées
figure-answer = 1re réponse
compared = { $way ->
    [more] { $n } de plus
    [fewer] { $n } de moins
   *[same] autant
}
compared-with = { $way ->
    [more] { $n } de plus que { $before }
    [fewer] { $n } de moins que { $before }
   *[same] autant que { $before }
}
compared-before = { $span ->
    [day] la veille
    [week] la semaine précédente
    [month] le mois précédent
   *[gap] les { $n } jours précédents
}
answered-none = personne n’a eu de réponse
answered-first = rien à comparer
answered-sooner = { $wait } plus tôt
answered-later = { $wait } plus tard
answered-same = inchangé

## La lettre régulière : ce qui a besoin de vous

needs-heading = A besoin de vous
needs-order = Dans l’ordre où une réponse est attendue.
needs-more = { $count ->
    [one] Une autre attend dans la boîte
   *[other] { $words } autres attendent dans la boîte
}
needs-held = { $count ->
    [one] Une réclamation est retenue plus longtemps que vous ne le permettez. Personne n’a décidé si la personne concernée la lit.
   *[other] { $words } réclamations sont retenues plus longtemps que vous ne le permettez. Personne n’a décidé si les personnes concernées les lisent.
}
needs-bare-title = Une réclamation
needs-bare = Cette carte ne se lit que sur sa propre page.
card-due-was = Une réponse était attendue { $due }.
card-answered = Le client a une réponse ; la carte est encore ouverte.
card-again = Le client a écrit à nouveau.
card-unowned = Personne ne la suit encore.
card-yours = Vous la suivez.
card-owner = { $name } la suit.
card-colleague = Une personne de l’équipe la suit.
card-unsure = Nous n’avons pas su de qui il s’agit.
card-said = Carte { $number }.
do-read = La lire dans le navigateur
do-finish = La clore
do-answer-name = Répondre à { $name }
do-answer-short = Répondre

## La lettre régulière : le sourire de la semaine, qui est-ce, les mots

smile-heading = { $span ->
    [day] Le sourire du jour
    [week] Le sourire de la semaine
    [month] Le sourire du mois
   *[gap] Les mots les plus chaleureux
}
smile-for = Pour { $people }
smile-for-all = Pour vous tous
smile-team = , { $team }
smile-why = { $span ->
    [day] Choisis comme les mots les plus chaleureux du jour.
    [week] Choisis comme les mots les plus chaleureux de la semaine.
    [month] Choisis comme les mots les plus chaleureux du mois.
   *[gap] Choisis comme les mots les plus chaleureux de ces { $n } jours.
}
smile-read = Lire la carte
who-heading = Qui est-ce ?
who-praise = { $count ->
    [one] une carte complimente quelqu’un que nous n’avons pas reconnu. Dites-le-nous une fois, nous nous en souviendrons.
   *[other] { $words } cartes complimentent quelqu’un que nous n’avons pas reconnu. Dites-le-nous une fois, nous nous en souviendrons.
}
who-complaints = { $count ->
    [one] une carte se plaint de quelqu’un que nous n’avons pas reconnu. Dites-le-nous une fois, nous nous en souviendrons.
   *[other] { $words } cartes se plaignent de quelqu’un que nous n’avons pas reconnu. Dites-le-nous une fois, nous nous en souviendrons.
}
who-both = { $count ->
    [one] une carte nomme quelqu’un que nous n’avons pas reconnu. Dites-le-nous une fois, nous nous en souviendrons.
   *[other] { $words } cartes nomment quelqu’un que nous n’avons pas reconnu. Dites-le-nous une fois, nous nous en souviendrons.
}
who-is = Qui est « { $surface } » ?
who-meant = De qui s’agit-il ?
who-else = Quelqu’un d’autre, ou personne de chez nous
words-heading = Avec leurs mots
words-one = La seule carte, avec les mots du client.
words-all = Les { $n } cartes, la plus récente d’abord.
words-newest = { $count ->
    [one] Les { $shown } plus récentes de { $n } carte.
   *[other] Les { $shown } plus récentes de { $n } cartes.
}
words-chosen = { $shown } de { $n } cartes : les réclamations les plus récentes et les compliments les plus chaleureux.
words-above = { $count ->
    [one] une se trouve plus haut.
   *[other] { $words } se trouvent plus haut.
}
words-card = Carte { $number }, { $day }
words-every = Toutes les cartes de cette lettre

## La lettre régulière : huit semaines, par personne

weeks-heading = Huit semaines
weeks-of = Semaine du
weeks-legend = { $count ->
    [one] Chaque ) est un compliment, chaque - une réclamation.
   *[other] Chaque ) vaut jusqu’à { $n } compliments, chaque - jusqu’à { $n } réclamations.
}
people-heading = Par personne
people-order = Dans l’ordre des noms
people-overlap = Une carte qui nomme deux personnes compte pour les deux.
people-few = Moins de cinq cartes disent peu d’une personne.
people-more = { $count ->
    [one] une personne de plus
   *[other] { $n } personnes de plus
}
people-more-where = dans la boîte
people-other = { $count ->
    [one] une autre personne
   *[other] { $n } autres personnes
}
people-other-which = avec moins de cartes
people-hidden = { $count ->
    [one] une personne
   *[other] { $words } personnes
}
people-hidden-why = une ou deux cartes chacune
people-teams = Autres équipes
people-teams-why = sur vos cartes
people-nobody = Personne encore
people-nobody-why = encore à attribuer
absent = { $span ->
    [day] Ce jour-là, aucune carte au sujet de { $people }. Cela ne dit rien de leur travail.
    [week] Cette semaine, aucune carte au sujet de { $people }. Cela ne dit rien de leur travail.
    [month] Ce mois-ci, aucune carte au sujet de { $people }. Cela ne dit rien de leur travail.
   *[gap] Ces { $n } jours, aucune carte au sujet de { $people }. Cela ne dit rien de leur travail.
}
absent-others = { $count ->
    [one] 1 autre
   *[other] { $n } autres
}

## La lettre régulière : le compte de chaque carte, et pourquoi elle vient

account = { $count ->
    [one] { $n } carte est arrivée : { $shown } attribuée ou lue, { $waiting } en attente d’un nom, { $held } retenue, { $spam } spam, { $refused } non acceptée. C’est tout.
   *[other] { $n } cartes sont arrivées : { $shown } attribuées ou lues, { $waiting } en attente d’un nom, { $held } retenues, { $spam } spam, { $refused } non acceptées. Elles y sont toutes.
}
account-shown = attribuées ou lues
account-waiting = en attente d’un nom
account-held = retenues, encore à lire
account-spam = spam
account-refused = non acceptées
account-see = Voir ce qui n’a pas été accepté
late-only = Elle est plus ancienne et a été enregistrée après sa propre lettre.
late = { $count ->
    [one] une d’elles est plus ancienne et a été enregistrée après sa propre lettre.
   *[other] { $words } d’entre elles sont plus anciennes et ont été enregistrées après leur propre lettre.
}
inbox-all = Toutes les cartes sont dans la boîte
digest-view = La lire dans le navigateur
digest-stop = Ne plus recevoir cette lettre
digest-change = Changer le jour
why-all = Vous recevez cette lettre { $rhythm } parce que vous suivez tout { $organisation }.
why-nothing = Vous recevez cette lettre { $rhythm } parce que vous êtes de { $organisation } ; elle ne parle d’aucune carte, car vous ne dirigez aucune équipe.
why-cards = Vous recevez cette lettre { $rhythm } parce que vous suivez des cartes de { $organisation }.
why-teams = Vous recevez cette lettre { $rhythm } parce que vous suivez { $teams } chez { $organisation }.
why-many = Vous recevez cette lettre { $rhythm } parce que vous suivez { $n } équipes chez { $organisation }.
why-address = Vous recevez cette lettre { $rhythm } parce que { $organisation } la fait envoyer à cette adresse. Elle se lit dans un navigateur pendant 45 jours.
why-links = Les liens ouvrent Smilecard et vous demandent de vous identifier ; rien ne se fait avant que vous l’y confirmiez.
why-private = Merci de ne pas la transférer : elle cite des clients.

## La page qui arrête une lettre

stop-skip = Aller à la page
stop-title = { $what ->
    [digest] Ne plus recevoir la lettre ?
   *[other] Ne plus recevoir ces lettres ?
}
stop-lead = { $what ->
    [digest] Elle va à { $address }, { $rhythm }.
    [alert] Les nouvelles plaintes de vos équipes sont écrites à { $address } dès qu’elles arrivent. Sans ces lettres, elles sont dans votre boîte, et dans votre lettre de la semaine si vous en recevez une.
   *[praise] Les compliments sur vous sont écrits à { $address } dès qu’ils arrivent. Sans ces lettres, ils sont sur votre page.
}
stop-button = { $what ->
    [digest] Ne plus la recevoir
   *[other] Ne plus les recevoir
}
stopped-title = { $what ->
    [digest] La lettre est arrêtée.
   *[other] Ces lettres sont arrêtées.
}
stopped-lead = { $what ->
    [digest] { $address } ne reçoit plus cette lettre de { $organisation }.
    [alert] { $address } ne reçoit plus de lettres sur de nouvelles plaintes de { $organisation }.
   *[praise] { $address } ne reçoit plus de lettres de compliments de { $organisation }.
}
stopped-undo = { $what ->
    [digest] L’envoyer de nouveau
   *[other] Les envoyer de nouveau
}
stopped-not = { $what ->
    [digest] La lettre revient.
   *[other] Ces lettres reviennent.
}

## Une lettre arrêtée par lettre

stopped-subject = { $what ->
    [digest] Arrêtée : la lettre sur vos cartes chez { $organisation }
    [alert] Arrêtées : les lettres sur de nouvelles plaintes chez { $organisation }
   *[praise] Arrêtées : les lettres de compliments chez { $organisation }
}
stopped-mail-why = Vous recevez cette seule lettre parce qu’une lettre à notre adresse l’a demandé. Si ce n’était pas vous, un clic suffit pour revenir en arrière.

## La page qui annule ce qui a été fait par lettre

undo-title = Annuler ceci ?
undo-button = L’annuler
undone-title = C’est annulé.
undo-late = Quelqu’un a travaillé sur cette carte depuis. Ouvrez-la pour voir.
undone-was = C’était : { $said }

## À un nouveau membre

invitation-subject = { $inviter } vous a ajouté aux cartes de { $organisation }
invitation-heading = Vous y êtes.
invitation-admin = { $inviter } vous a ajouté aux cartes de { $organisation } pour tout administrer.
invitation-auditor = { $inviter } vous a ajouté aux cartes de { $organisation } pour les vérifier : vous lisez tout et ne changez rien.
invitation-manager = { $inviter } vous a ajouté aux cartes de { $organisation } comme responsable de { $teams }.
invitation-how = Pour vous identifier, entrez { $address } sur cette page ; nous vous enverrons un lien qui sert une fois.
invitation-button = Vers la page de connexion
invitation-foot = Si vous ne connaissez pas { $inviter }, ne faites rien.

## La note d’un collègue

note-subject = { $from } vous a écrit au sujet de la carte { $number }
note-preview = Une note à côté de la carte

## Au client : est-ce réparé ?

put-right-subject = Est-ce réparé ? Votre carte chez { $organisation }
put-right-heading = Est-ce réparé ?
put-right-preview = Un clic suffit. Un non rouvre votre carte.
put-right-lead = Le { $day }, vous nous avez écrit. Nous pensons que c’est réparé. L’est-ce ? Un clic suffit ; un non rouvre votre carte.
put-right-button = Nous le dire
put-right-words = Vos mots, carte { $number } :
put-right-foot = Nous le demandons une seule fois. Vous n’avez pas à répondre.

## Pourquoi quelque chose ne se peut pas

no-words = Écrivez ce que le client doit lire.
no-room = La lettre ne peut pas dépasser 4 000 caractères.
no-address = Ce client n’a laissé aucune adresse où écrire.
no-own-address = C’est une adresse à vous : une réponse reviendrait comme carte.
no-spam = Rien n’est envoyé à cette adresse : une de nos lettres y a été signalée comme spam.
no-soft = Rien n’est envoyé à cette adresse : les lettres sont revenues encore et encore{ $what }.
no-hard = Rien n’est envoyé à cette adresse : une lettre est revenue définitivement{ $what }.
no-note = Écrivez la note.
no-note-to = Écrivez une note à { $what } : elle est lue à côté des mots du client.
no-note-room = La note ne peut pas dépasser 2 000 caractères.
no-such-name = « @{ $what } » n’est personne qui puisse voir cette carte.
no-one-name = Plus d’une personne s’appelle { $what }. Écrivez le nom en entier.
no-sight = Cette personne ne peut pas voir la carte. Choisissez quelqu’un qui le peut.
no-mention = Cette carte ne mentionne pas cette personne.
no-change = Vous pouvez lire cette carte mais pas la modifier.
no-done = Écrivez ce qui a été fait.
no-undone = Ceci a déjà été annulé.
no-thing = Il n’y a rien à cette adresse.

## Pourquoi il peut s’agir de quelqu’un

reason-here = ici
reason-at = chez { $organisation }
reason-message = « { $surface } » est dans le message.
reason-full-name = C’est le nom complet d’une personne { $place }.
reason-fits-family = Avec le nom de famille, cela correspond à { $name }.
reason-initial = Le prénom et l’initiale correspondent à { $name }.
reason-code = Ce code est celui de { $name }.
reason-written = C’est ainsi que s’écrit { $name }.
reason-family = C’est le nom de famille de { $name }.
reason-only = Une seule personne porte ce nom { $place }.
reason-first = { $name } porte ce nom.
reason-nickname = C’est un surnom de { $name }.
reason-learnt = Il a déjà été dit qu’il s’agit de { $name }.
reason-short = C’est le diminutif de { $name }.
reason-long = { $name } en est le diminutif.
reason-spelled = Les lettres donnent { $name }.
reason-sound = Cela se prononce comme { $name }.
reason-slip = C’est { $name }, avec une faute de frappe.
reason-helped = « { $surface } » était la réponse à « Qui vous a aidé ? ». Cela correspond à { $name }.
reason-own-form = La carte est venue par le formulaire de { $name }.
reason-many = { $n } personnes portent ce nom.
reason-many-but = { $n } personnes portent ce nom, et { $clue }.
reason-clue-full = la carte donne le nom complet
reason-clue-helped = le formulaire dit qui a aidé
reason-clue-form = la carte est venue par son propre formulaire
reason-clue-team = la carte est arrivée à cette équipe
reason-clue-place = la carte vient de ce lieu
reason-clue-team-named = cette équipe est nommée
reason-clue-place-named = ce lieu est nommé

## Ce qui remplace quelque chose de privé

hidden-phone = numéro de téléphone masqué
hidden-email = adresse électronique masquée
hidden-card = numéro de carte masqué
hidden-name = nom masqué
hidden-address = adresse masquée
hidden-part = partie sur une autre personne masquée
hidden-colleague = un collègue

## Mots qui commencent une ligne

command-take = take, prendre
command-assign = assign, confier
command-release = release, partager
command-answered = answered, répondue
command-answer = answer, réponse, répondre
command-thanks = thanks, merci
command-note = note
command-right = right, réparée

## Pour voir toutes les lettres

sample-praise = Derrick m’a rappelée à huit heures du soir pour savoir si le téléphone de ma mère marchait. Personne ne l’avait jamais fait.
sample-praise-2 = Patient, drôle, et il savait ce qu’il faisait. Merci, Derrick.
sample-complaint = Derrick avait promis de me rappeler mardi. On est vendredi, et je n’ai toujours pas de ligne.
sample-note = Je lui ai parlé lundi et j’ai envoyé le technicien. Regardons ensemble la liste des rappels.
sample-answer = Je suis désolée que personne n’ait appelé. Le technicien vient demain à neuf heures, et je vous appelle à midi pour savoir si tout marche.
sample-again = Le technicien est venu, merci. Mais la facture porte toujours l’ancien montant.

## La carte publique

months = { $count ->
    [one] { $count } mois
   *[other] { $count } mois
}
form-title = Comment avons-nous fait ?
form-intro = Quelques mots suffisent. Chaque carte est lue par quelqu’un.
form-card = Carte de commentaires
form-skip = Aller à la carte
form-language = Langue
form-error = Erreur
form-problem = Il y a un problème
form-kept = Tout ce que vous avez écrit est encore là.
form-kind = Est-ce un compliment ou une réclamation ?
form-praise = Compliment
form-praise-hint = Quelqu’un a bien fait
form-complaint = Réclamation
form-complaint-hint = Quelque chose n’a pas été
form-words = Dites-nous ce qui s’est passé
form-words-hint = Quand c’était, ce qui a été dit, comment cela s’est terminé. Pas de mot de passe ni de coordonnées bancaires, s’il vous plaît.
form-optional = (facultatif)
form-who = Qui vous a aidé ?
form-who-hint = Un prénom suffit. Ou « l’homme à la barbe grise, rue du Moulin ».
form-place = Où était-ce ?
form-place-open = Ailleurs, ou je ne sais pas
form-place-choose = Choisissez un lieu
form-answer = Souhaitez-vous une réponse ?
form-answer-needed = À qui répondons-nous ?
form-privacy = Seule la personne responsable qui vous répond voit ces détails. La personne qui vous a servi ne les voit jamais. Nous les supprimons après { $days } jours.
form-name = Votre nom
form-reach = E-mail ou téléphone
form-email = E-mail
form-phone = Téléphone
form-receipt = M’envoyer un e-mail avec une copie et son lien privé
form-send = Envoyer la carte
form-where = Où va votre carte
form-where-praise = à la personne qui l’a mérité, et à ses responsables.
form-where-a-complaint = Une réclamation
form-where-complaint = à la personne responsable qui peut y remédier, en un jour ouvré.
form-mail = Plutôt un e-mail ? Écrivez à
form-preview = Ceci est un aperçu. Rien ne peut être envoyé d’ici.
form-says-kind = Choisissez compliment ou réclamation
form-says-words = Dites-nous ce qui s’est passé
form-says-long = Restez sous 20 000 caractères. Le vôtre en a { $length }
form-says-line = Restez sous 200 caractères
form-says-who = Dites-nous qui vous a aidé
form-says-place = Choisissez où c’était
form-says-name = Indiquez votre nom
form-says-reach = Indiquez une adresse comme nom@example.com, ou un numéro de téléphone
form-says-email = Indiquez une adresse comme nom@example.com
form-says-phone = Indiquez un numéro de téléphone de 6 à 15 chiffres
form-says-stale = Cette page était ouverte depuis longtemps. Envoyez la carte encore une fois
closed-heading = Cette carte a été retirée.
closed-lead = { $organisation } ne reçoit plus de cartes ici.
closed-mail = Vous pouvez encore écrire à
closed-words = Ce que vous avez écrit est ici et nulle part ailleurs : rien n’a été envoyé. Copiez-le, ou envoyez-le par e-mail.

## La carte, rendue

handed-title = Merci
handed-skip = Aller à votre carte
handed-heading-praise = Merci. Votre carte est en route.
handed-heading-answer = Merci de nous l’avoir dit. { $manager } vous répondra.
handed-heading = Merci de nous l’avoir dit.
handed-manager = une personne responsable
handed-looking = Nous cherchons qui vous a aidé, pour que cette personne puisse vous lire.
handed-praise = { $count ->
    [one] { $people } va vous lire, et { $manager } aussi.
   *[other] { $people } vont vous lire, et { $manager } aussi.
}
handed-praise-duty = { $count ->
    [one] { $people } va vous lire, et { $manager } ({ $duty }) aussi.
   *[other] { $people } vont vous lire, et { $manager } ({ $duty }) aussi.
}
handed-answer = { $manager } lit chaque réclamation, cherche ce qui s’est passé et vous écrit.
handed-silent = { $manager } lit chaque réclamation et cherche ce qui s’est passé. Sans adresse, nous ne pouvons pas vous répondre.
handed-sent = Envoyée : { $when }
handed-keep = Gardez cette partie
handed-link = Ce lien privé ouvre votre carte.
handed-secret = Qui a le lien peut ouvrir la carte ; gardez-le pour vous. Il est valable jusqu’au { $until }.
handed-next = Et maintenant
handed-today = Aujourd’hui
handed-today-praise = { $count ->
    [one] { $people } voit vos mots sur une page de compliments. Votre nom et vos coordonnées restent cachés.
   *[other] { $people } voient vos mots sur une page de compliments. Votre nom et vos coordonnées restent cachés.
}
handed-today-looking = Nous cherchons la personne dont vous parlez. Votre nom et vos coordonnées lui restent cachés.
handed-today-complaint = { $manager } a votre carte. Aucune des personnes dont vous vous plaignez ne peut la voir.
handed-letter-praise = { $manager } la lit dans la lettre de la semaine, avec toutes les autres.
handed-letter-complaint = Elle reste en tête de la lettre de la semaine tant que rien n’est réglé.
handed-after = Après { $kept }
handed-deleted = nous supprimons la carte.
handed-again = Laisser une autre carte
handed-received = REÇUE
handed-with-thanks = AVEC MERCI
