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
title-mixed = Elogio y queja
title-mixed-about = Elogio con una queja sobre { $people }
title-praise = Elogio
title-praise-for = Elogio para { $people }

## Lo que puede decir cualquier carta

hello = Buenos días, { $name }.
hello-nobody = Buenos días.
card-number = Tarjeta { $number }
card-came = Tarjeta { $number }, { $when }.
card-due = La respuesta vence { $due }.
open-card = Abrir la tarjeta
words-cut = En la tarjeta hay más de lo que cabe aquí.
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
due-heading-soon = La respuesta vence { $due }.
due-heading-late = La respuesta vencía { $due }.
due-heading-admin = Sigue sin respuesta. Vencía { $due }.
due-owner = { $name } se ocupa de ella.
due-owner-you = Usted se ocupa de ella.
due-owner-nobody = Nadie se ocupa de ella todavía.
due-lead-admin = Sus responsables lo supieron cuando venció el plazo. Ahora lo sabe usted.

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
date-plain = { $day } de { $month } de { $year }
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
