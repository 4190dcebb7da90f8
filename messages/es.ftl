# Lo que dicen las cartas, en español. La medida es en.ftl.

language = Español
direction = ltr

## Días y listas

weekday-1 = lunes
weekday-2 = martes
weekday-3 = miércoles
weekday-4 = jueves
weekday-5 = viernes
weekday-6 = sábado
weekday-7 = domingo
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre
date-day = { $weekday } { $day } de { $month }
date-day-year = { $weekday } { $day } de { $month } de { $year }
date-moment = { $day }, { $time }
due-yesterday = ayer a las { $time }
due-today = hoy a las { $time }
due-tomorrow = mañana a las { $time }
due-day = el { $day } a las { $time }
list-and = { $rest } y { $last }

## Cómo se llama una tarjeta

title-complaint = Queja, sin nombres
title-complaint-about = Queja sobre { $people }
title-mixed = Elogio y queja, sin nombres
title-mixed-about = Queja sobre { $people }, con un elogio
title-praise = Elogio, sin nombres
title-praise-for = Elogio para { $people }
title-mixed-for = Elogio para { $people }, con una queja
title-praise-about = Elogio, con una queja sobre { $people }
title-complaint-for = Queja, con un elogio para { $people }
title-both = Elogio para { $praised }, queja sobre { $people }

## Lo que puede decir cualquier carta

hello = Buenos días, { $name }.
hello-nobody = Buenos días.
card-number = Tarjeta { $number }
card-came = Tarjeta { $number }, { $when }.
card-due = La respuesta vence { $due }.
open-card = Abrir la tarjeta
words-cut = En la tarjeta hay más de lo que cabe aquí.
card-unreadable = Esta carta no se pudo leer. Se guarda tal como llegó.
why-member = Recibe esta carta porque se ocupa de las tarjetas de { $organisation }.
why-agent = Recibe esta carta porque los clientes de { $organisation } escriben sobre usted.
change-letters = Elegir qué cartas recibo
answer-how =
    Responda a esta carta y sus palabras llegarán al cliente desde la dirección de { $organisation }.
    Si empieza con «note:», quedan entre nosotros.
answer-how-many =
    Responda con una línea por tarjeta, como «{ $number } answered» o «{ $number } answer: sus palabras».
    De cada línea se le dirá qué pasó, con un enlace que lo deshace.
answer-none = Este cliente no dejó ninguna dirección. Una respuesta que empieza con «note:» deja una nota en la tarjeta.

## Una queja nueva, a sus responsables

alert-subject = { $count ->
    [one] Una queja le necesita: tarjeta { $number }
   *[other] { $count } quejas le necesitan
}
alert-heading = { $count ->
    [one] Alguien quedó decepcionado.
   *[other] { $count } personas quedaron decepcionadas.
}
alert-preview = { $count ->
    [one] La respuesta vence { $due }.
   *[other] La primera respuesta vence { $due }.
}
alert-lead = { $count ->
    [one] Esto es lo que escribió y hasta cuándo espera saber de nosotros.
   *[other] Esto es lo que escribieron y hasta cuándo espera cada cual saber de nosotros.
}
alert-more = { $count ->
    [one] Otra espera en la bandeja.
   *[other] Otras { $count } esperan en la bandeja.
}
alert-inbox = Abrir la bandeja
alert-stop = No recibir más estas cartas
do-take = Ocuparme de ella
do-answer = Escribir una respuesta
do-answered = Marcar como respondida

## Elogios

praise-subject = { $count ->
    [one] Alguien escribió para dar las gracias
   *[other] { $count } personas escribieron para dar las gracias
}
praise-heading = { $count ->
    [one] Una persona volvió más contenta a casa, { $name }.
   *[other] { $count } personas volvieron más contentas a casa, { $name }.
}
praise-lead = Se tomaron la molestia de decirlo. Estas son sus palabras.
praise-manager = { $name } dice: { $words }
praise-page = Abrir su página
praise-stop = Ya no al momento

## Una queja compartida

shared-subject = { $manager } ha compartido una tarjeta con usted
shared-heading = { $manager } ha compartido una tarjeta con usted.
shared-lead = Alguien quedó decepcionado. { $manager } quiere que sepa lo que escribió y le dejó una nota.
shared-note = { $manager } escribe:
shared-foot = No se dice quién es el cliente. Nadie se clasifica por esto.

## Tenemos su tarjeta

receipt-subject = Tenemos su tarjeta
receipt-heading-praise = Gracias. Su tarjeta está en camino.
receipt-heading-complaint = Gracias por decírnoslo.
receipt-lead-praise = Quien se lo ganó leerá sus palabras, y también sus responsables.
receipt-lead-complaint = Su tarjeta está con quienes pueden arreglarlo.
receipt-by = { $manager } le responderá { $due }.
receipt-link = Abrir su tarjeta
receipt-keep = Quien tenga el enlace puede abrir la tarjeta; guárdelo para usted. Funciona hasta el { $until }.
receipt-why = Recibe esta carta porque la pidió en la tarjeta de { $organisation }. No habrá otra.
receipt-why-mail = Recibe esta carta porque escribió a { $organisation }.
receipt-yours = Usted escribió:

## La persona da las gracias

thanks-subject = { $name } leyó su tarjeta y le da las gracias
thanks-heading = { $name } leyó su tarjeta y le da las gracias.
thanks-lead = Lo que escribió sobre { $name } llegó. Le alegró el día.
thanks-yours = El { $day } usted escribió:
thanks-why = { $name } no conoce su nombre ni su dirección; lo hemos hecho llegar nosotros.

## Una respuesta

answer-subject = Su tarjeta { $number }
answer-quoted = El { $day } usted escribió:

## Una respuesta vence

due-subject-soon = Tarjeta { $number }: la respuesta vence { $due }
due-subject-late = Tarjeta { $number }, fuera de plazo: la respuesta vencía { $due }
due-subject-admin = Tarjeta { $number }, sin respuesta: vencía { $due }
due-subject-held = Tarjeta { $number } retenida sin decidir: venció { $due }
due-heading-soon = La respuesta vence { $due }.
due-heading-late = La respuesta vencía { $due }.
due-heading-admin = Sigue sin respuesta. Vencía { $due }.
due-heading-held = Nadie ha decidido si la persona aludida lee esta tarjeta. El plazo terminó { $due }.
due-owner = { $name } se ocupa de ella.
due-owner-you = Usted se ocupa de ella.
due-owner-nobody = Nadie se ocupa de ella todavía.
due-lead-admin = Sus responsables lo supieron cuando venció el plazo. Ahora lo sabe usted.
due-lead-held = No le llega por sí sola. Compártala con una nota, diga que trata de una norma o de una herramienta, o ciérrela.

## El cliente volvió a escribir

again-subject = Volvieron a escribir sobre la tarjeta { $number }
again-heading = El cliente volvió a escribir.
again-lead = Sus nuevas palabras son de la tarjeta { $number }.

## Qué pasó con las líneas

acted-subject = { $done ->
    [0] No se hizo nada
    [one] { $failed ->
        [0] Hecho: una línea
       *[other] Hecho: una línea. Sin hacer: { $failed }
    }
   *[other] { $failed ->
        [0] Hecho: { $done } líneas
       *[other] Hecho: { $done } líneas. Sin hacer: { $failed }
    }
}
acted-heading = { $done ->
    [0] No se hizo nada.
    [one] Una cosa está hecha.
   *[other] { $done } cosas están hechas.
}
acted-done = Hecho
acted-not = Sin hacer
acted-undo = Deshacer
acted-undo-lasts = Cada enlace abre una página con un botón. Funciona siete días.
acted-more = Las líneas después de las primeras { $count } no se leyeron.
acted-took = Tarjeta { $number }: usted se ocupa de ella.
acted-assigned = Tarjeta { $number }: { $name } se ocupa de ella.
acted-answered = Tarjeta { $number }: marcada como respondida.
acted-wrote = Tarjeta { $number }: su respuesta va hacia el cliente.
acted-noted = Tarjeta { $number }: su nota está en la tarjeta.
acted-released = Tarjeta { $number }: { $name } ya puede leerla.
acted-thanked = Tarjeta { $number }: su agradecimiento va a { $name }.
acted-right = Tarjeta { $number }: marcada como resuelta.
release-without-words = Compartida por carta, sin nota.
not-a-line = No conocemos esta línea. Una línea es el número de una tarjeta y una palabra: { $words }.
not-a-card = No hay tarjeta { $number } entre las que usted lleva.
not-a-person = Nadie llamado { $name } lleva tarjetas aquí.
not-one-person = Más de una persona se llama { $name }. Escriba el nombre completo.
not-one-agent = La tarjeta habla de más de una persona. Ábrala para elegir.
not-an-agent = La tarjeta no nombra a nadie con quien compartirla.
not-praised = La tarjeta no elogia a nadie a quien podamos dar las gracias.
not-words = No hay palabras después.
not-allowed = Puede leer esta tarjeta, pero no cambiarla.
not-said = { $why }

## Una carta sin efecto

refused-subject = Su carta a { $organisation } no cambió nada
refused-heading = No se hizo nada.
refused-unproven = Vino de su dirección, pero nadie pudo comprobar que la enviara usted. Por eso no se cambió nada ni se escribió a nadie.
refused-stranger = Respondió a una carta escrita a otra persona. Solo esa persona puede actuar al responderla.
refused-gone = La carta a la que respondió ya no se conoce aquí, o usted ya no lleva tarjetas.
refused-many = La carta a la que respondió habla de varias tarjetas. Empiece una línea con el número, como «{ $number } answer: sus palabras».
refused-empty = No había palabras encima de lo citado.
refused-nobody = Este cliente no dejó ninguna dirección. Empiece con «note:» para dejar una nota en la tarjeta.
refused-suppressed = { $why }
refused-onward = Entrar y hacerlo allí

## Entrar

sign-in-subject = Su enlace para entrar en Smilecard
sign-in-heading = Este es su enlace.
sign-in-preview = Funciona una vez, durante { $minutes } minutos.
sign-in-lead = Le permite entrar una vez, durante { $minutes } minutos. Abre una página con un botón; no pasa nada hasta que lo pulse.
sign-in-button = Entrar
sign-in-copy = Si el botón no hace nada, copie esta dirección:
sign-in-why = Alguien lo pidió el { $asked }. Si no fue usted, no haga nada: el enlace caduca solo y nadie sabrá si esta dirección es conocida.
sign-in-again = Pedir otro enlace

## Números y días más breves

thousands = { "." }
count-2 = dos
count-3 = tres
count-4 = cuatro
count-5 = cinco
count-6 = seis
count-7 = siete
count-8 = ocho
count-9 = nueve
count-10 = diez
count-11 = once
count-12 = doce
date-plain = { $day } de { $month }
date-plain-year = { $day } de { $month } de { $year }
date-short-1 = { $day } ene
date-short-2 = { $day } feb
date-short-3 = { $day } mar
date-short-4 = { $day } abr
date-short-5 = { $day } may
date-short-6 = { $day } jun
date-short-7 = { $day } jul
date-short-8 = { $day } ago
date-short-9 = { $day } sep
date-short-10 = { $day } oct
date-short-11 = { $day } nov
date-short-12 = { $day } dic
date-short-year = { $day } { $year }
period-within = { $first } al { $last }
period-across = { $first } al { $last }
age-new = nueva
age-minutes = { $count ->
    [one] hace 1 minuto
   *[other] hace { $n } minutos
}
age-hours = { $count ->
    [one] hace 1 hora
   *[other] hace { $n } horas
}
age-days = { $count ->
    [one] hace 1 día
   *[other] hace { $n } días
}
age-weeks = { $count ->
    [one] hace 1 semana
   *[other] hace { $n } semanas
}
unit-minutes = min
unit-hours = h
unit-days = días
rhythm-daily = cada día
rhythm-weekly-1 = cada lunes
rhythm-weekly-2 = cada martes
rhythm-weekly-3 = cada miércoles
rhythm-weekly-4 = cada jueves
rhythm-weekly-5 = cada viernes
rhythm-weekly-6 = cada sábado
rhythm-weekly-7 = cada domingo
rhythm-monthly = el día { $count } de cada mes
rhythm-monthly-late = el día { $count } de cada mes, o el último

## La carta periódica: su comienzo

digest-smiles = { $count ->
    [one] { $n } elogio
   *[other] { $n } elogios
}
digest-complaints = { $count ->
    [one] { $n } queja
   *[other] { $n } quejas
}
digest-came = { $smiles }, { $complaints }
digest-none = 0 tarjetas
digest-subject = { $count ->
    [0] { $cards }, nada le necesita
    [one] { $cards }, { $n } tarjeta le necesita
   *[other] { $cards }, { $n } tarjetas le necesitan
}
digest-quiet = { $span ->
    [day] Un día tranquilo: { $cards }.
    [week] Una semana tranquila: { $cards }.
    [month] Un mes tranquilo: { $cards }.
   *[gap] Un tiempo tranquilo: { $cards }.
}
digest-headline = { $cards }.
digest-needs = { $count ->
    [0] Nada le necesita.
    [one] Una tarjeta le necesita.
   *[other] { $words } tarjetas le necesitan.
}
digest-hello = { $time ->
    [morning] Buenos días, { $name }.
    [afternoon] Buenas tardes, { $name }.
   *[evening] Buenas noches, { $name }.
}
digest-hello-nobody = { $time ->
    [morning] Buenos días.
    [afternoon] Buenas tardes.
   *[evening] Buenas noches.
}
digest-gap = { $count ->
    [one] Esta carta abarca 1 día.
   *[other] Esta carta abarca { $n } días.
}
mood-nobody-twice = { $span ->
    [day] Nadie escribió, ni este día ni el anterior.
    [week] Nadie escribió, ni esta semana ni la anterior.
   *[month] Nadie escribió, ni este mes ni el anterior.
}
mood-nobody = { $span ->
    [day] Este día nadie escribió.
    [week] Esta semana nadie escribió.
   *[month] Este mes nadie escribió.
}
mood-first = { $span ->
    [day] El día anterior no hubo ni una tarjeta.
    [week] La semana anterior no hubo ni una tarjeta.
   *[month] El mes anterior no hubo ni una tarjeta.
}
mood-kinder = { $span ->
    [day] Un día más amable que el anterior.
    [week] Una semana más amable que la anterior.
   *[month] Un mes más amable que el anterior.
}
mood-harder = { $span ->
    [day] Un día más duro que el anterior.
    [week] Una semana más dura que la anterior.
   *[month] Un mes más duro que el anterior.
}
mood-alike = { $span ->
    [day] Un día muy parecido al anterior.
    [week] Una semana muy parecida a la anterior.
   *[month] Un mes muy parecido al anterior.
}
digest-wait-people = { $count ->
    [one] una persona todavía espera su respuesta
   *[other] { $words } personas todavía esperan su respuesta
}
digest-wait-unowned = { $count ->
    [one] de una queja no se ocupa nadie
   *[other] de { $words } quejas no se ocupa nadie
}
digest-wait-both = { $people }, y { $unowned }.
digest-wait-one = { $said }.
digest-wait-who = { $count ->
    [one] una tarjeta pregunta de quién habla.
   *[other] { $words } tarjetas preguntan de quién hablan.
}
digest-wait-nobody = Nadie espera su respuesta.

## La carta periódica: sus cifras

figure-praise = Elogios
figure-complaints = Quejas
figure-right = Resueltas
figure-answer = 1.ª respuesta
compared = { $way ->
    [more] { $n } más
    [fewer] { $n } menos
   *[same] igual
}
compared-with = { $way ->
    [more] { $n } más que { $before }
    [fewer] { $n } menos que { $before }
   *[same] igual que { $before }
}
compared-before = { $span ->
    [day] el día anterior
    [week] la semana anterior
    [month] el mes anterior
   *[gap] los { $n } días anteriores
}
answered-none = nadie recibió respuesta
answered-first = nada con que comparar
answered-sooner = { $wait } antes
answered-later = { $wait } después
answered-same = igual

## La carta periódica: lo que le necesita

needs-heading = Le necesita
needs-order = Por el día en que vence la respuesta.
needs-more = { $count ->
    [one] Otra espera en la bandeja
   *[other] Otras { $words } esperan en la bandeja
}
needs-held = { $count ->
    [one] Una queja lleva retenida más de lo permitido. Nadie ha decidido si la persona aludida la lee.
   *[other] { $words } quejas llevan retenidas más de lo permitido. Nadie ha decidido si las personas aludidas las leen.
}
needs-bare-title = Una queja
needs-bare = Esta tarjeta solo se puede leer en su propia página.
card-due-was = La respuesta venció { $due }.
card-answered = El cliente tiene respuesta; la tarjeta sigue abierta.
card-again = El cliente volvió a escribir.
card-unowned = Todavía no se ocupa nadie.
card-yours = Se ocupa usted.
card-owner = Se ocupa { $name }.
card-colleague = Se ocupa alguien del equipo.
card-unsure = No pudimos saber de quién habla.
card-said = Tarjeta { $number }.
do-read = Leerla en el navegador
do-finish = Cerrarla
do-answer-name = Responder a { $name }
do-answer-short = Responder

## La carta periódica: la sonrisa de la semana, quién es, las palabras

smile-heading = { $span ->
    [day] La sonrisa del día
    [week] La sonrisa de la semana
    [month] La sonrisa del mes
   *[gap] Las palabras más cálidas
}
smile-for = Para { $people }
smile-for-all = Para todo el equipo
smile-team = , { $team }
smile-why = { $span ->
    [day] Elegida por ser las palabras más cálidas del día.
    [week] Elegida por ser las palabras más cálidas de la semana.
    [month] Elegida por ser las palabras más cálidas del mes.
   *[gap] Elegida por ser las palabras más cálidas de estos { $n } días.
}
smile-read = Leer la tarjeta
who-heading = ¿Quién es?
who-praise = { $count ->
    [one] una tarjeta elogia a alguien a quien no pudimos situar. Díganoslo una vez y lo recordaremos.
   *[other] { $words } tarjetas elogian a alguien a quien no pudimos situar. Díganoslo una vez y lo recordaremos.
}
who-complaints = { $count ->
    [one] una tarjeta se queja de alguien a quien no pudimos situar. Díganoslo una vez y lo recordaremos.
   *[other] { $words } tarjetas se quejan de alguien a quien no pudimos situar. Díganoslo una vez y lo recordaremos.
}
who-both = { $count ->
    [one] una tarjeta nombra a alguien a quien no pudimos situar. Díganoslo una vez y lo recordaremos.
   *[other] { $words } tarjetas nombran a alguien a quien no pudimos situar. Díganoslo una vez y lo recordaremos.
}
who-is = ¿Quién es «{ $surface }»?
who-meant = ¿De quién habla?
who-else = Otra persona, o nadie de los nuestros
words-heading = En sus palabras
words-one = La única tarjeta, en palabras del cliente.
words-all = Las { $n } tarjetas, la más nueva primero.
words-newest = { $count ->
    [one] Las { $shown } más nuevas de { $n } tarjeta.
   *[other] Las { $shown } más nuevas de { $n } tarjetas.
}
words-chosen = { $shown } de { $n } tarjetas: las quejas más nuevas y los elogios más cálidos.
words-above = { $count ->
    [one] una está más arriba.
   *[other] { $words } están más arriba.
}
words-card = Tarjeta { $number }, { $day }
words-every = Todas las tarjetas de esta carta

## La carta periódica: ocho semanas, por persona

weeks-heading = Ocho semanas
weeks-of = Semana del
weeks-legend = { $count ->
    [one] Cada ) es un elogio, cada - una queja.
   *[other] Cada ) son hasta { $n } elogios, cada - hasta { $n } quejas.
}
people-heading = Por persona
people-order = Por orden de nombre
people-overlap = Una tarjeta que nombra a dos personas cuenta para ambas.
people-few = Menos de cinco tarjetas dicen poco de una persona.
people-more = { $count ->
    [one] una persona más
   *[other] { $n } personas más
}
people-more-where = en la bandeja
people-other = { $count ->
    [one] otra persona
   *[other] otras { $n } personas
}
people-other-which = con menos tarjetas
people-hidden = { $count ->
    [one] una persona
   *[other] { $words } personas
}
people-hidden-why = una o dos tarjetas cada una
people-teams = Otros equipos
people-teams-why = en tarjetas suyas
people-nobody = Nadie todavía
people-nobody-why = aún sin nombre
absent = { $span ->
    [day] Este día, ninguna tarjeta sobre { $people }. Eso no dice nada de su trabajo.
    [week] Esta semana, ninguna tarjeta sobre { $people }. Eso no dice nada de su trabajo.
    [month] Este mes, ninguna tarjeta sobre { $people }. Eso no dice nada de su trabajo.
   *[gap] En estos { $n } días, ninguna tarjeta sobre { $people }. Eso no dice nada de su trabajo.
}
absent-others = { $count ->
    [one] 1 persona más
   *[other] { $n } personas más
}

## La carta periódica: la cuenta de cada tarjeta, y por qué llega

account = { $count ->
    [one] Llegó { $n } tarjeta: { $shown } atribuida o leída, { $waiting } a la espera de un nombre, { $held } retenida, { $spam } spam, { $refused } no aceptada. Eso es todo.
   *[other] Llegaron { $n } tarjetas: { $shown } atribuidas o leídas, { $waiting } a la espera de un nombre, { $held } retenidas, { $spam } spam, { $refused } no aceptadas. Son todas.
}
account-shown = atribuidas o leídas
account-waiting = a la espera de un nombre
account-held = retenidas, por leer
account-spam = spam
account-refused = no aceptadas
account-see = Ver lo que no se aceptó
late-only = Es más antigua y se guardó después de su propia carta.
late = { $count ->
    [one] una de ellas es más antigua y se guardó después de su propia carta.
   *[other] { $words } de ellas son más antiguas y se guardaron después de su propia carta.
}
inbox-all = Todas las tarjetas están en la bandeja
digest-view = Leerla en el navegador
digest-stop = No recibir más esta carta
digest-change = Cambiar el día
why-all = Recibe esta carta { $rhythm } porque se ocupa de todo { $organisation }.
why-nothing = Recibe esta carta { $rhythm } porque pertenece a { $organisation }; no habla de ninguna tarjeta, porque no dirige ningún equipo.
why-cards = Recibe esta carta { $rhythm } porque se ocupa de tarjetas de { $organisation }.
why-teams = Recibe esta carta { $rhythm } porque se ocupa de { $teams } en { $organisation }.
why-many = Recibe esta carta { $rhythm } porque se ocupa de { $n } equipos en { $organisation }.
why-address = Recibe esta carta { $rhythm } porque { $organisation } la manda a esta dirección. Se puede leer en el navegador durante 45 días.
why-links = Los enlaces abren Smilecard y le piden que inicie sesión; nada ocurre hasta que lo confirme allí.
why-private = Por favor, no la reenvíe: cita a clientes.

## La página que detiene una carta

stop-skip = Saltar a la página
stop-title = { $what ->
    [digest] ¿No recibir más la carta?
   *[other] ¿No recibir más estas cartas?
}
stop-lead = { $what ->
    [digest] Va a { $address }, { $rhythm }.
    [alert] Las quejas nuevas de sus equipos se escriben a { $address } según llegan. Sin estas cartas están en su bandeja, y en su carta semanal si la recibe.
   *[praise] Los elogios sobre usted se escriben a { $address } según llegan. Sin estas cartas están en su página.
}
stop-button = { $what ->
    [digest] No recibirla más
   *[other] No recibirlas más
}
stopped-title = { $what ->
    [digest] La carta está detenida.
   *[other] Estas cartas están detenidas.
}
stopped-lead = { $what ->
    [digest] { $address } ya no recibe esta carta de { $organisation }.
    [alert] { $address } ya no recibe cartas sobre quejas nuevas de { $organisation }.
   *[praise] { $address } ya no recibe cartas con elogios de { $organisation }.
}
stopped-undo = { $what ->
    [digest] Enviarla de nuevo
   *[other] Enviarlas de nuevo
}
stopped-not = { $what ->
    [digest] La carta vuelve a llegar.
   *[other] Estas cartas vuelven a llegar.
}

## Una carta que se detuvo por carta

stopped-subject = { $what ->
    [digest] Detenida: la carta sobre sus tarjetas en { $organisation }
    [alert] Detenidas: las cartas sobre quejas nuevas en { $organisation }
   *[praise] Detenidas: las cartas con elogios en { $organisation }
}
stopped-mail-why = Recibe esta única carta porque una carta a nosotros lo pidió. Si no fue usted, basta un clic para recuperarla.

## La página que deshace lo que se hizo por carta

undo-title = ¿Deshacer esto?
undo-button = Deshacerlo
undone-title = Está deshecho.
undo-late = Alguien ha trabajado en esta tarjeta desde entonces. Ábrala para verlo.
undone-was = Era: { $said }

## A quien llega

invitation-subject = { $inviter } le ha añadido a las tarjetas de { $organisation }
invitation-heading = Ya tiene acceso.
invitation-admin = { $inviter } le ha añadido a las tarjetas de { $organisation } para administrarlo todo.
invitation-auditor = { $inviter } le ha añadido a las tarjetas de { $organisation } para revisarlas: lee todo y no cambia nada.
invitation-manager = { $inviter } le ha añadido a las tarjetas de { $organisation } como responsable de { $teams }.
invitation-how = Para entrar, escriba { $address } en esta página; le enviaremos un enlace que vale una vez.
invitation-button = A la página de entrada
invitation-foot = Si no conoce a { $inviter }, no haga nada.

## Una nota de un colega

note-subject = { $from } le escribió sobre la tarjeta { $number }
note-preview = Una nota junto a la tarjeta

## Al cliente: ¿quedó resuelto?

put-right-subject = ¿Quedó resuelto? Su tarjeta en { $organisation }
put-right-heading = ¿Quedó resuelto?
put-right-preview = Basta pulsar una vez. Un no vuelve a abrir su tarjeta.
put-right-lead = El { $day } nos escribió. Creemos que quedó resuelto. ¿Es así? Basta pulsar una vez; un no vuelve a abrir su tarjeta.
put-right-button = Decírnoslo
put-right-words = Sus palabras, tarjeta { $number }:
put-right-foot = Lo preguntamos una sola vez. No tiene que responder.

## Por qué algo no se puede hacer

no-words = Escriba lo que el cliente debe leer.
no-room = La carta no puede pasar de 4.000 caracteres.
no-address = Este cliente no dejó ninguna dirección a la que escribir.
no-own-address = Es una dirección propia: una respuesta volvería como tarjeta.
no-spam = A esta dirección no se envía nada: allí marcaron una carta nuestra como spam.
no-soft = A esta dirección no se envía nada: las cartas volvieron una y otra vez{ $what }.
no-hard = A esta dirección no se envía nada: una carta volvió definitivamente{ $what }.
no-note = Escriba la nota.
no-note-to = Escriba una nota para { $what }: la leerá junto a las palabras del cliente.
no-note-room = La nota no puede pasar de 2.000 caracteres.
no-such-name = «@{ $what }» no es nadie que pueda ver esta tarjeta.
no-one-name = Más de una persona se llama { $what }. Escriba el nombre completo.
no-sight = Esa persona no puede ver esta tarjeta. Elija a alguien que pueda.
no-mention = Esta tarjeta no menciona a esa persona.
no-change = Puede leer esta tarjeta, pero no cambiarla.
no-done = Escriba qué se hizo al respecto.
no-undone = Esto ya se deshizo.
no-thing = No hay nada en esta dirección.

## Por qué puede ser alguien

reason-here = aquí
reason-at = en { $organisation }
reason-message = «{ $surface }» está en el mensaje.
reason-full-name = Es el nombre completo de una persona { $place }.
reason-fits-family = Con el apellido corresponde a { $name }.
reason-initial = El nombre y la inicial corresponden a { $name }.
reason-code = Ese código es de { $name }.
reason-written = Así se escribe { $name }.
reason-family = Es el apellido de { $name }.
reason-only = Una sola persona se llama así { $place }.
reason-first = { $name } se llama así.
reason-nickname = Es un apodo de { $name }.
reason-learnt = Ya se dijo antes que se trata de { $name }.
reason-short = Es el diminutivo de { $name }.
reason-long = { $name } es su diminutivo.
reason-spelled = Las letras forman { $name }.
reason-sound = Suena como { $name }.
reason-slip = Es { $name } con una errata.
reason-helped = «{ $surface }» fue la respuesta a «¿Quién le atendió?». Corresponde a { $name }.
reason-own-form = La tarjeta llegó por el formulario propio de { $name }.
reason-many = { $n } personas se llaman así.
reason-many-but = { $n } personas se llaman así, y { $clue }.
reason-clue-full = la tarjeta da el nombre completo
reason-clue-helped = el formulario dice quién atendió
reason-clue-form = la tarjeta llegó por el formulario propio
reason-clue-team = la tarjeta llegó a este equipo
reason-clue-place = la tarjeta llegó de este lugar
reason-clue-team-named = se nombra a este equipo
reason-clue-place-named = se nombra este lugar

## Lo que está en lugar de algo privado

hidden-phone = número de teléfono oculto
hidden-email = correo electrónico oculto
hidden-card = número de tarjeta oculto
hidden-name = nombre oculto
hidden-address = dirección oculta
hidden-part = parte sobre otra persona oculta
hidden-colleague = alguien del equipo

## Palabras que empiezan una línea

command-take = take, tomar
command-assign = assign, asignar
command-release = release, compartir
command-answered = answered, respondida
command-answer = answer, respuesta, responder
command-thanks = thanks, gracias
command-note = note, nota
command-right = right, resuelta

## Para ver todas las cartas

sample-praise = Derrick me llamó a las ocho de la tarde para ver si el teléfono de mi madre funcionaba. Nunca lo había hecho nadie.
sample-praise-2 = Paciente, divertido y sabía lo que hacía. Gracias, Derrick.
sample-complaint = Derrick prometió llamarme el martes. Es viernes y sigo sin línea.
sample-note = Hablé con ella el lunes y envié al técnico. Miremos juntos la lista de llamadas pendientes.
sample-answer = Siento que nadie llamara. El técnico irá mañana a las nueve y yo le llamaré a las doce para ver si funciona.
sample-again = Vino el técnico, gracias. Pero la factura sigue con el importe anterior.

## La tarjeta pública

months = { $count ->
    [one] 1 mes
   *[other] { $count } meses
}
form-title = ¿Cómo lo hemos hecho?
form-intro = Bastan unas palabras. Una persona lee cada tarjeta.
form-card = Tarjeta de comentarios
form-skip = Ir a la tarjeta
form-language = Idioma
form-error = Error
form-problem = Hay un problema
form-kept = Todo lo que ha escrito sigue aquí.
form-kind = ¿Es un elogio o una queja?
form-praise = Elogio
form-praise-hint = Alguien lo hizo bien
form-complaint = Queja
form-complaint-hint = Algo salió mal
form-words = Cuéntenos qué pasó
form-words-hint = Cuándo fue, qué se dijo, cómo terminó. Sin contraseñas ni datos bancarios, por favor.
form-optional = (opcional)
form-who = ¿Quién le atendió?
form-who-hint = Basta un nombre de pila. O «el señor de la barba gris de la calle del Molino».
form-place = ¿Dónde fue?
form-place-open = En otro lugar, o no lo sé
form-place-choose = Elija un lugar
form-answer = ¿Desea una respuesta?
form-answer-needed = ¿A quién respondemos?
form-privacy = Solo ve estos datos la persona responsable que le responde. Quien le atendió no los ve nunca. Los borramos a los { $days } días.
form-name = Su nombre
form-reach = Correo o teléfono
form-email = Correo
form-phone = Teléfono
form-receipt = Envíenme un correo con una copia y su enlace privado
form-send = Enviar la tarjeta
form-where = Adónde va su tarjeta
form-where-praise = a quien se lo ha ganado, y a su responsable.
form-where-a-complaint = Una queja
form-where-complaint = a la persona responsable que puede resolverla, en un día laborable.
form-mail = ¿Prefiere escribir un correo? Envíelo a
form-preview = Esto es una vista previa. Desde aquí no se envía nada.
form-says-kind = Elija elogio o queja
form-says-words = Cuéntenos qué pasó
form-says-long = Que tenga menos de 20.000 caracteres. El suyo tiene { $length }
form-says-line = Que tenga menos de 200 caracteres
form-says-who = Díganos quién le atendió
form-says-place = Elija dónde fue
form-says-name = Escriba su nombre
form-says-reach = Escriba una dirección como nombre@example.com, o un teléfono
form-says-email = Escriba una dirección como nombre@example.com
form-says-phone = Escriba un teléfono de 6 a 15 cifras
form-says-stale = Esta página llevaba mucho tiempo abierta. Envíe la tarjeta otra vez
closed-heading = Esta tarjeta ya no está.
closed-lead = { $organisation } ya no recibe tarjetas aquí.
closed-mail = Todavía puede escribir a
closed-words = Lo que ha escrito está aquí y en ningún otro sitio: no se ha enviado. Cópielo o mándelo por correo.

## La tarjeta, de vuelta

handed-title = Gracias
handed-skip = Ir a su tarjeta
handed-heading-praise = Gracias. Su tarjeta está en camino.
handed-heading-answer = Gracias por decírnoslo. { $manager } le responderá.
handed-heading = Gracias por decírnoslo.
handed-manager = una persona responsable
handed-looking = Estamos averiguando quién le atendió, para que pueda leerlo.
handed-praise = { $count ->
    [one] Lo leerá { $people }, y también { $manager }.
   *[other] Lo leerán { $people }, y también { $manager }.
}
handed-praise-duty = { $count ->
    [one] Lo leerá { $people }, y también { $manager }, que se ocupa de { $duty }.
   *[other] Lo leerán { $people }, y también { $manager }, que se ocupa de { $duty }.
}
handed-answer = { $manager } lee cada queja, averigua qué pasó y le escribe.
handed-silent = { $manager } lee cada queja y averigua qué pasó. No ha dejado ninguna dirección, así que no podemos responderle.
handed-sent = Enviada: { $when }
handed-keep = Guarde esta parte
handed-link = Este enlace privado abre su tarjeta.
handed-secret = Quien tenga el enlace puede abrir la tarjeta; guárdelo. Vale hasta el { $until }.
handed-next = Qué pasa ahora
handed-today = Hoy
handed-today-praise = { $count ->
    [one] { $people } ve sus palabras en una página de elogios. Su nombre y sus datos siguen ocultos.
   *[other] { $people } ven sus palabras en una página de elogios. Su nombre y sus datos siguen ocultos.
}
handed-today-looking = Buscamos a la persona a la que se refiere. Su nombre y sus datos siguen ocultos para ella.
handed-today-complaint = { $manager } tiene su tarjeta. Nadie de quien se haya quejado puede verla.
handed-letter-praise = { $manager } la lee en la carta semanal, con todas las demás.
handed-letter-complaint = Está al principio de la carta semanal hasta que se resuelva.
handed-after = Después de { $kept }
handed-deleted = borramos la tarjeta.
handed-again = Dejar otra tarjeta
handed-received = RECIBIDA
handed-with-thanks = CON GRACIAS
