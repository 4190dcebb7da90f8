//! The names of the lines From, Sent, To, Cc and Subject in the header blocks that mail programs
//! put above a quoted or forwarded letter. Folded to lower case; the languages stand one per row.

/// What a header line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    From,
    Date,
    To,
    Subject,
    Cc,
    ReplyTo,
    Other,
}

/// One language's names.
pub struct Names {
    pub language: &'static str,
    pub from: &'static [&'static str],
    pub date: &'static [&'static str],
    pub to: &'static [&'static str],
    pub subject: &'static [&'static str],
    pub other: &'static [&'static str],
}

type Words = &'static [&'static str];

const fn row(language: &'static str, from: Words, date: Words, to: Words, subject: Words, other: Words) -> Names {
    Names { language, from, date, to, subject, other }
}

/// Names that mean Cc (or Bcc) anywhere.
pub const CC: Words = &[
    "cc", "bcc", "cci", "c.c.", "kopie", "kopie (cc)", "copie à", "copie", "kopia", "kopia (cc)", "kopi", "kopi til", "kopio", "másolat", "másolatot kap", "copia", "cópia",
    "копия", "копія", "копие", "копија", "kópia", "skrytá kópia", "skrytá kopie", "dw", "udw", "do wiadomości", "bilgi", "κοιν", "κοιν.", "κοινοποίηση",
    "עותק", "העתק", "نسخة", "نسخة إلى", "رونوشت", "สำเนา", "抄送", "副本", "密送", "참조", "숨은참조", "koopia", "afrit", "kopija", "tembusan", "salinan",
    "kk", "v kopii", "kp", "prejme v vednost", "कॉपी", "प्रतिलिपि", "đồng gửi", "còpia",
];

/// Names that mean Reply-To.
pub const REPLY_TO: Words = &[
    "reply-to", "reply to", "odgovori na", "odpověď na", "svar til", "antwoord aan", "vastaus", "répondre à", "antwort an", "válaszcím", "rispondi a", "risposta",
    "odpowiedź-do", "odpowiedz do", "responder a", "răspuns către", "ответ-кому", "odpovedať-pre", "svara till", "yanıt adresi", "кому відповісти",
    "beantwoorden - aan", "回复", "返信先", "답장 받는 사람",
];

/// The languages.
pub const NAMES: &[Names] = &[
    row("en", &["from", "sender"], &["date", "sent", "sent on", "date sent", "sent at"], &["to", "recipient"], &["subject"], &["importance", "priority", "attachments", "attachment", "organization", "sent by", "message-id", "x-mailer", "sensitivity", "categories", "mailed-by", "list-id", "return-path"]),
    row("de", &["von", "absender"], &["gesendet", "datum", "gesendet am", "verschickt"], &["an", "empfänger"], &["betreff", "betr."], &["wichtigkeit", "anlagen", "anhänge", "priorität", "organisation"]),
    row("fr", &["de", "expéditeur", "emis par"], &["envoyé", "date", "envoyé le", "envoyé à", "date d'envoi"], &["à", "a", "pour", "destinataire", "destinataires"], &["objet", "sujet"], &["importance", "pièces jointes", "pièce jointe"]),
    row("es", &["de", "remitente"], &["enviado", "enviado el", "fecha", "enviado a las", "fecha de envío"], &["para", "a", "destinatario"], &["asunto"], &["importancia", "adjuntos", "datos adjuntos"]),
    row("pt", &["de", "remetente"], &["enviado", "enviado em", "enviada em", "enviada", "data", "data de envio"], &["para", "a", "destinatário"], &["assunto"], &["importância", "anexos", "prioridade"]),
    row("it", &["da", "mittente"], &["inviato", "data", "inviato il", "data invio", "data di invio"], &["a", "per", "destinatario"], &["oggetto"], &["priorità", "allegati", "importanza"]),
    row("nl", &["van", "afzender"], &["verzonden", "datum", "verstuurd", "verzonden op", "verzonden om"], &["aan"], &["onderwerp"], &["urgentie", "bijlagen", "prioriteit"]),
    row("sv", &["från", "avsändare"], &["skickat", "datum", "skickades", "skickat den"], &["till"], &["ämne"], &["prioritet", "bifogade filer", "bilagor"]),
    row("da", &["fra", "afsender"], &["sendt", "dato", "sendt den"], &["til"], &["emne"], &["prioritet", "vedhæftede filer", "vigtighed"]),
    row("nb", &["fra", "avsender", "frå"], &["sendt", "dato", "sende"], &["til"], &["emne"], &["prioritet", "vedlegg", "viktighet"]),
    row("fi", &["lähettäjä"], &["lähetetty", "päivämäärä", "päiväys", "pvm"], &["vastaanottaja", "vast.ott.", "vastaanottajat", "kenelle"], &["aihe", "otsikko"], &["tärkeys", "liitteet"]),
    row("is", &["frá", "sendandi"], &["sent", "dagsetning", "dags", "dags.", "sendingartími", "sent þann"], &["til", "viðtakandi"], &["efni"], &["viðhengi"]),
    row("et", &["saatja", "kellelt"], &["saadetud", "kuupäev", "saatmisaeg", "aeg"], &["adressaat", "kellele", "saaja"], &["teema", "pealkiri"], &["tähtsus", "manused"]),
    row("lv", &["no", "sūtītājs", "nosūtītājs"], &["nosūtīts", "datums", "sūtīts", "nosūtīšanas datums"], &["kam", "adresāts", "saņēmējs"], &["temats", "tēma"], &["pielikumi"]),
    row("lt", &["nuo", "siuntėjas"], &["išsiųsta", "data", "siųsta", "išsiuntimo data"], &["kam", "gavėjas"], &["tema"], &["priedai"]),
    row("pl", &["od", "nadawca"], &["wysłano", "data", "wysłane", "data wysłania", "wysłany"], &["do", "adresat", "odbiorca"], &["temat"], &["ważność", "załączniki", "priorytet"]),
    row("cs", &["od", "odesílatel"], &["odesláno", "datum", "odeslané", "odeslán", "datum odeslání"], &["komu", "pro", "příjemce"], &["předmět"], &["důležitost", "přílohy"]),
    row("sk", &["od", "odosielateľ"], &["odoslané", "dátum", "odoslaný", "odoslaná"], &["komu", "pre", "príjemca"], &["predmet"], &["dôležitosť", "prílohy"]),
    row("sl", &["od", "pošiljatelj"], &["poslano", "datum", "poslano dne"], &["za", "prejemnik"], &["zadeva"], &["pomembnost", "priloge"]),
    row("hr", &["šalje", "od", "pošiljatelj"], &["poslano", "datum", "šalje se"], &["prima", "za", "primatelj", "kome"], &["naslov", "predmet", "tema"], &["važnost", "privici"]),
    row("sr", &["од", "шаље", "od", "šalje", "pošiljalac", "пошиљалац"], &["датум", "послато", "poslato", "datum"], &["за", "коме", "прима", "za", "kome", "prima"], &["наслов", "тема", "предмет", "naslov"], &["прилози"]),
    row("bg", &["от", "подател", "изпращач"], &["изпратено", "дата", "изпратен"], &["до", "получател"], &["относно", "тема"], &["важност", "прикачени файлове"]),
    row("mk", &["од", "испраќач"], &["датум", "испратено"], &["до", "за"], &["предмет", "тема", "наслов"], &[]),
    row("ro", &["de la", "expeditor", "expeditorul", "de"], &["trimis", "data", "dată", "trimis la", "trimisă"], &["către", "catre", "la", "destinatar", "destinatarul", "pentru"], &["subiect", "subiectul"], &["importanță", "atașamente"]),
    row("hu", &["feladó", "felado", "küldő"], &["elküldve", "dátum", "küldve", "küldés ideje", "küldés dátuma"], &["címzett", "cimzett", "címzettek"], &["tárgy", "targy"], &["fontosság", "mellékletek"]),
    row("el", &["από", "απο", "αποστολέας"], &["ημερομηνία", "στάλθηκε", "απεστάλη", "εστάλη", "ημ/νία"], &["προς", "παραλήπτης", "πρoς"], &["θέμα"], &["σπουδαιότητα", "συνημμένα"]),
    row("tr", &["kimden", "gönderen", "gonderen"], &["gönderildi", "gönderme tarihi", "tarih", "gönderilen", "gönderim tarihi"], &["kime", "alıcı"], &["konu"], &["önem", "ekler"]),
    row("ru", &["от", "отправитель", "от кого"], &["отправлено", "дата", "дата отправки", "отправлен", "послано"], &["кому", "получатель"], &["тема"], &["важность", "вложения"]),
    row("uk", &["від", "від кого", "відправник"], &["надіслано", "відправлено", "дата", "надісланий"], &["кому", "до", "одержувач"], &["тема"], &["важливість", "вкладення"]),
    row("be", &["ад", "ад каго", "адпраўнік"], &["дата", "адпраўлена", "даслана"], &["каму"], &["тэма"], &[]),
    row("he", &["מאת", "שולח", "מ"], &["נשלח", "תאריך", "נשלח ב", "נשלח בתאריך"], &["אל", "עבור", "נמען", "ל"], &["נושא", "הנדון"], &["קבצים מצורפים"]),
    row("ar", &["من", "المرسل"], &["تاريخ الإرسال", "التاريخ", "تاريخ", "تم الإرسال", "أُرسلت", "أرسلت", "مرسل", "تم الارسال", "الإرسال"], &["إلى", "الى", "المرسل إليه"], &["الموضوع", "موضوع"], &["المرفقات"]),
    row("fa", &["از", "فرستنده"], &["تاریخ", "ارسال شده", "ارسال", "فرستاده شده", "ارسال‌شده"], &["به", "گیرنده"], &["موضوع", "عنوان"], &[]),
    row("hi", &["से", "प्रेषक", "द्वारा"], &["भेजा गया", "दिनांक", "तारीख", "भेजा", "प्रेषित"], &["प्रति", "को", "प्राप्तकर्ता"], &["विषय"], &[]),
    row("bn", &["থেকে", "প্রেরক"], &["তারিখ", "প্রেরিত"], &["প্রতি", "প্রাপক"], &["বিষয়"], &[]),
    row("th", &["จาก", "ผู้ส่ง"], &["ส่ง", "วันที่", "ส่งเมื่อ", "วันที่ส่ง"], &["ถึง", "ผู้รับ"], &["เรื่อง", "หัวเรื่อง", "หัวข้อ"], &[]),
    row("vi", &["từ", "người gửi"], &["đã gửi", "ngày", "gửi", "ngày gửi", "gửi lúc", "date"], &["đến", "tới", "người nhận"], &["chủ đề", "tiêu đề"], &[]),
    row("id", &["dari", "pengirim"], &["terkirim", "dikirim", "tanggal", "dikirimkan"], &["kepada", "ke", "untuk", "penerima"], &["subjek", "perihal", "judul", "hal"], &[]),
    row("ms", &["daripada", "dari", "pengirim"], &["dihantar", "tarikh"], &["kepada", "ke"], &["subjek", "perkara"], &[]),
    row("fil", &["mula kay", "mula sa"], &["petsa", "ipinadala"], &["para kay", "para sa", "kay"], &["paksa"], &[]),
    row("zh", &["发件人", "寄件者", "寄件人", "发信人", "發件人", "送信人"], &["发送时间", "寄件日期", "日期", "傳送時間", "發送時間", "时间", "時間", "发送日期", "已发送", "已傳送", "传送时间", "傳送日期", "发送"], &["收件人", "收件者"], &["主题", "主旨", "主題", "标题"], &["附件", "重要性"]),
    row("ja", &["差出人", "送信元", "送信者", "発信者", "from"], &["送信日時", "日時", "日付", "送信日", "送信"], &["宛先", "送信先", "受信者"], &["件名", "題名"], &["添付ファイル", "重要度"]),
    row("ko", &["보낸 사람", "보낸사람", "발신", "발신자", "보낸이"], &["보낸 날짜", "날짜", "보낸날짜", "보냄", "보낸 시간", "발송일"], &["받는 사람", "받는사람", "수신", "수신자", "받는이"], &["제목"], &["첨부파일"]),
    row("ca", &["de", "remitent"], &["enviat", "data", "enviat el"], &["per a", "a", "per"], &["assumpte", "tema"], &[]),
    row("gl", &["de"], &["enviado", "data"], &["para", "a"], &["asunto"], &[]),
    row("eu", &["nork", "bidaltzailea", "nondik"], &["data", "bidalia", "noiz"], &["nori", "hartzailea"], &["gaia"], &[]),
    row("sq", &["nga"], &["data", "dërguar", "më"], &["për", "te"], &["subjekti", "tema", "titulli"], &[]),
];
