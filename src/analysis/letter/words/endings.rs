//! Words at the foot of a letter: how people take their leave, how telephones sign, and what
//! scanners, lawyers and mailing lists append. Folded to lower case.

/// Ways to take one's leave. A line is one only when it is nothing else (bar a name).
pub const FAREWELLS: &[&str] = &[
    "regards", "kind regards", "best regards", "warm regards", "many thanks", "thanks", "thank you", "thanks and regards", "with kind regards", "sincerely", "yours sincerely",
    "yours faithfully", "yours truly", "yours", "cheers", "best", "best wishes", "all the best", "respectfully", "cordially", "kindest regards", "warmly", "rgds", "br", "thx",
    "mit freundlichen grüßen", "mit freundlichem gruß", "mit freundlichen grüssen", "freundliche grüße", "freundliche grüsse", "viele grüße", "liebe grüße", "beste grüße", "herzliche grüße", "schöne grüße", "gruß", "grüße", "lg", "vg", "mfg", "danke", "vielen dank", "besten dank", "hochachtungsvoll",
    "cordialement", "bien cordialement", "bien à vous", "sincères salutations", "salutations", "meilleures salutations", "amicalement", "merci", "merci d'avance", "bonne journée", "bonne soirée", "cdlt", "respectueusement",
    "saludos", "un saludo", "saludos cordiales", "atentamente", "cordialmente", "un cordial saludo", "gracias", "muchas gracias", "reciba un cordial saludo",
    "atenciosamente", "cumprimentos", "com os melhores cumprimentos", "melhores cumprimentos", "obrigado", "obrigada", "abraço", "abraços", "att", "muito obrigado", "muito obrigada",
    "cordiali saluti", "distinti saluti", "saluti", "un saluto", "un cordiale saluto", "grazie", "grazie mille", "buona giornata",
    "met vriendelijke groet", "met vriendelijke groeten", "vriendelijke groet", "vriendelijke groeten", "groeten", "groet", "mvg", "bedankt", "hartelijke groet", "dank u",
    "med vänliga hälsningar", "vänliga hälsningar", "vänligen", "mvh", "hälsningar", "hälsar", "tack", "bästa hälsningar", "med vänlig hälsning",
    "med venlig hilsen", "venlig hilsen", "mange hilsner", "hilsen", "vh", "tak", "de bedste hilsner", "bedste hilsner", "kærlig hilsen",
    "med vennlig hilsen", "vennlig hilsen", "beste hilsen", "takk", "hilsen fra",
    "ystävällisin terveisin", "terveisin", "parhain terveisin", "yt", "t.", "kiitos", "kiittäen",
    "kær kveðja", "kveðja", "bestu kveðjur", "með kveðju", "takk fyrir",
    "lugupidamisega", "parimate soovidega", "tervitustega", "tänan", "aitäh",
    "ar cieņu", "paldies", "pagarbiai", "su pagarba", "ačiū", "geriausi linkėjimai",
    "pozdrawiam", "z poważaniem", "z wyrazami szacunku", "pozdrowienia", "dziękuję", "serdecznie pozdrawiam", "serdeczne pozdrowienia",
    "s pozdravem", "s pozdravom", "zdravím", "hezký den", "děkuji", "ďakujem", "s úctou", "s přátelským pozdravem",
    "lep pozdrav", "lp", "s spoštovanjem", "hvala", "srdačan pozdrav", "lijep pozdrav", "pozdrav", "s poštovanjem", "srdačno", "поздрав", "срдачан поздрав", "с поштовањем", "хвала",
    "поздрави", "с уважение", "благодаря", "с поздрав", "со почит",
    "cu stimă", "cu respect", "salutări", "mulțumesc", "cu drag", "o zi bună",
    "üdvözlettel", "tisztelettel", "köszönettel", "üdv", "köszönöm",
    "με εκτίμηση", "ευχαριστώ", "φιλικά", "με φιλικούς χαιρετισμούς",
    "saygılarımla", "saygılar", "teşekkürler", "iyi çalışmalar", "sevgiler", "teşekkür ederim",
    "с уважением", "спасибо", "всего доброго", "с наилучшими пожеланиями", "с ув.", "з повагою", "дякую", "з найкращими побажаннями", "щиро", "з павагай", "дзякуй",
    "בברכה", "תודה", "תודה רבה", "בכבוד רב", "بالتوفيق", "مع أطيب التحيات", "تحياتي", "مع التحية", "شكرا", "شكراً", "مع الشكر", "وتفضلوا بقبول فائق الاحترام", "با احترام", "با تشکر", "ممنون", "سپاس",
    "धन्यवाद", "सादर", "भवदीय", "ขอบคุณ", "ขอบคุณค่ะ", "ขอบคุณครับ", "ด้วยความเคารพ", "ขอแสดงความนับถือ", "trân trọng", "thân ái", "cảm ơn", "xin cảm ơn", "trân trọng kính chào",
    "salam", "hormat saya", "terima kasih", "hormat kami", "salam hormat", "yang benar", "此致", "敬礼", "祝好", "谢谢", "謝謝", "顺颂商祺", "敬上", "よろしくお願いします", "よろしくお願いいたします", "敬具", "ありがとうございました", "감사합니다", "고맙습니다", "드림",
    "salutacions", "gràcies", "saúdos", "agur", "eskerrik asko", "salutations distinguées",
];

/// What a telephone, tablet or mail program says of itself.
pub const DEVICE_PHRASES: &[(&str, &[&str])] = &[
    ("en", &["sent from", "sent via", "sent with", "sent by", "sent using", "from my", "get outlook for", "composed on", "typed on", "written on my", "secured by", "from mobile", "dictated"]),
    ("de", &["gesendet von", "von meinem", "von meiner", "gesendet mit", "gesendet aus", "gesendet über", "verschickt von", "outlook für", "diese nachricht wurde von", "mit der", "geschrieben von meinem", "holen sie sich outlook", "von unterwegs gesendet", "gesendet vom"]),
    ("fr", &["envoyé de", "envoyé depuis", "envoyé à partir", "envoyé avec", "envoyé via", "envoyée depuis", "télécharger outlook", "obtenir outlook", "provenance", "envoyé par"]),
    ("es", &["enviado desde", "enviado con", "enviado de", "mandado desde", "obtener outlook", "descargar outlook", "enviado via", "enviado vía"]),
    ("pt", &["enviado do", "enviado de", "enviado a partir", "enviado via", "enviado pelo", "enviado da", "obter o outlook", "obter outlook", "enviada do"]),
    ("it", &["inviato da", "inviato dal", "inviato con", "inviata da", "ottieni outlook", "scarica outlook", "inviato tramite"]),
    ("nl", &["verzonden vanaf", "verstuurd vanaf", "verzonden met", "verstuurd met", "verzonden via", "verstuurd via", "outlook voor", "gestuurd vanaf", "verzonden vanuit", "verstuurd vanuit"]),
    ("sv", &["skickat från", "skickades från", "från min", "skickat med", "hämta outlook", "skaffa outlook", "skickat via"]),
    ("da", &["sendt fra", "sendt med", "sendt via", "hent outlook", "få outlook"]),
    ("nb", &["sendt fra", "sendt med", "sendt frå", "last ned outlook", "skaff deg outlook"]),
    ("fi", &["lähetetty", "hanki outlook"]),
    ("is", &["sent úr", "sent frá", "sent með"]),
    ("et", &["saadetud"]),
    ("lv", &["nosūtīts no", "sūtīts no"]),
    ("lt", &["išsiųsta iš", "siųsta iš"]),
    ("pl", &["wysłano z", "wysłane z", "wysłano za pomocą", "wysłane za pomocą", "pobierz outlook", "pobierz program outlook", "uzyskaj aplikację outlook", "wysłano ze", "wysłane ze"]),
    ("cs", &["odesláno z", "odesláno pomocí", "posláno z", "získat outlook", "odesláno ze", "získejte outlook"]),
    ("sk", &["odoslané z", "poslané z", "odoslané pomocou", "získajte outlook", "odoslané zo"]),
    ("sl", &["poslano z", "poslano iz", "poslano s"]),
    ("hr", &["poslano s", "poslano iz", "poslano sa", "poslano putem"]),
    ("sr", &["послато са", "послато са мог", "poslato sa", "послато преко", "послато из"]),
    ("bg", &["изпратено от", "изпратено с", "изпратено чрез"]),
    ("mk", &["испратено од", "пратено од"]),
    ("ro", &["trimis de pe", "trimis din", "trimis de la", "trimis cu", "obțineți outlook"]),
    ("hu", &["küldve", "elküldve", "küldött", "küldtem", "letöltés"]),
    ("el", &["στάλθηκε από", "εστάλη από", "σταλθηκε απο", "στάλθηκε με", "απεστάλη από", "αποκτήστε το outlook"]),
    ("tr", &["gönderildi", "gönderdim", "outlook'u edinin"]),
    ("ru", &["отправлено с", "отправлено из", "послано с", "отправлено со", "скачать outlook", "отправлено через"]),
    ("uk", &["надіслано з", "відправлено з", "надіслано із", "відправлено із", "надіслано за допомогою", "завантажити outlook"]),
    ("be", &["адпраўлена з", "даслана з"]),
    ("he", &["נשלח מ", "נשלח מה", "נשלח באמצעות", "קבל את outlook"]),
    ("ar", &["أرسلت من", "أُرسلت من", "تم الإرسال من", "مرسل من", "مُرسل من", "أرسل من", "الحصول على outlook", "تم إرساله من", "ارسلت من"]),
    ("fa", &["ارسال شده از", "ارسال‌شده از", "فرستاده شده از", "ارسال از"]),
    ("hi", &["से भेजा गया", "से भेजा"]),
    ("bn", &["থেকে পাঠানো"]),
    ("th", &["ส่งจาก", "ถูกส่งจาก", "รับ outlook"]),
    ("vi", &["đã gửi từ", "được gửi từ", "gửi từ", "tải outlook"]),
    ("id", &["dikirim dari", "terkirim dari", "dapatkan outlook"]),
    ("ms", &["dihantar dari", "dihantar daripada"]),
    ("fil", &["ipinadala mula sa", "ipinadala mula sa aking"]),
    ("zh", &["发自我的", "从我的", "來自我的", "從我的", "傳送自", "发自", "寄自", "来自我的", "获取", "取得", "发送自"]),
    ("ja", &["から送信", "より送信", "を入手"]),
    ("ko", &["에서 보냄", "에서 보낸", "에서 발송", "에서 전송", "다운로드"]),
    ("ca", &["enviat des"]),
    ("gl", &["enviado dende", "enviado desde"]),
    ("eu", &["nire"]),
    ("sq", &["dërguar nga"]),
];

/// Things that letters are sent from. Without one of them "Sent from my …" is the customer speaking.
pub const DEVICES: &[&str] = &[
    "iphon", "ipad", "ipod", "android", "айфон", "андроид", "galaxy", "samsung", "huawei", "xiaomi", "redmi", "oneplus", "pixel", "nokia", "lumia", "blackberry", "htc", "xperia", "sony", "motorola", "oppo", "vivo", "honor",
    "phone", "mobile", "smartphone", "cell", "tablet", "device", "outlook", "gmail", "yahoo", "mailbox", "airmail", "thunderbird", "aol", "protonmail", "proton mail", "k-9", "bluemail", "windows", "mail for", "mailbird", "spark", "canary", "zoho", "gmx", "web.de", "mail.ru", "yandex", "яндекс", "hotmail", "iphone'um", "fairmail", "tutanota", "tuta", "rogers", "verizon", "at&t", "t-mobile", "macbook", "apple mail", "front", "superhuman", "hey", "smart phone", "pc", "computer",
    "handy", "mobiltelefon", "mobilgerät", "mobilen", "telefon", "telekom", "mobil", "mobiele", "mobiel", "gsm", "tablett", "puhelin", "puhelime", "móvil", "movil", "celular", "teléfono", "telemóvel", "téléphone", "portable", "tablette", "cellulare", "telefono", "dispositivo", "smarttelefon", "síma", "farsíma", "nutitelefon", "telefonist", "tālruņa", "telefono", "komórk", "telefonu", "telefónu", "mobilu", "mobila", "telefona", "mobitel", "телефон", "смартфон", "мобильн", "мобілн", "мобилен", "айфон", "устройств", "пристрою", "почты", "пошти", "telefonul", "κινητό", "τηλέφωνο", "συσκευή", "telefonumdan", "cihaz", "נייד", "טלפון", "הנייד", "אייפון", "هاتفي", "هاتف", "جوال", "جهاز", "الآيفون", "آيفون", "گوشی", "تلفن", "آیفون", "मोबाइल", "फ़ोन", "फोन", "आईफ़ोन", "มือถือ", "โทรศัพท์", "ไอโฟน", "điện thoại", "ponsel", "telefon pintar", "手机", "手機", "电话", "邮箱", "スマートフォン", "携帯", "スマホ", "휴대폰", "스마트폰", "아이폰", "갤럭시",
];

/// Ends of device lines that beg pardon for their spelling.
pub const PARDONS: &[&str] = &["excuse", "typo", "brevity", "forgive", "entschuldig", "tippfehler", "kürze", "excusez", "fautes", "disculp", "desculp", "scusa", "errori", "stavfel", "tikfouten"];

/// Words of footers; one is enough.
pub const FOOTERS: &[(&str, &[&str])] = &[
    ("en", &[
        "this email has been checked for viruses", "this e-mail has been checked for viruses", "virus-free. www.avast", "virus-free.www.avast", "virus-free. www.avg", "scanned by mailscanner", "this email has been scanned", "this e-mail has been scanned", "no virus found in this",
        "you received this message because you are subscribed", "you are receiving this because", "to unsubscribe from this group", "to unsubscribe, e", "unsubscribe:", "reply to this email directly or view it on", "mailing list", "please consider the environment before printing", "consider the environment before", "think before you print",
        "before printing this e-mail", "sent through the", "to view this discussion on the web", "to stop receiving emails from it", "manage your subscription", "click here to unsubscribe", "checked by avg", "save a tree",
    ]),
    ("de", &["virenfrei. www.avast", "auf viren geprüft", "diese e-mail wurde von avast", "bitte denken sie an die umwelt", "virengeprüft"]),
    ("fr", &["sans virus. www.avast", "garanti sans virus", "l'absence de virus dans ce courrier", "avant d'imprimer", "pensez à l'environnement", "pensez environnement"]),
    ("es", &["libre de virus. www.avast", "el software de antivirus avast", "antes de imprimir este", "piense en el medio ambiente"]),
    ("pt", &["livre de vírus. www.avast", "este email foi escaneado pelo avast", "antes de imprimir"]),
    ("it", &["mail priva di virus. www.avast", "questa e-mail è stata controllata", "prima di stampare"]),
    ("nl", &["virusvrij. www.avast", "deze e-mail is gecontroleerd op virussen", "denk aan het milieu"]),
    ("pl", &["wolny od wirusów. www.avast", "ta wiadomość e-mail została sprawdzona"]),
    ("cs", &["bez virů. www.avast", "tento e-mail byl zkontrolován"]),
    ("sv", &["virusfritt. www.avast", "tänk på miljön"]),
    ("ru", &["без вирусов. www.avast", "это сообщение проверено на вирусы", "проверено антивирусом"]),
    ("fi", &["ei viruksia. www.avast"]), ("da", &["virusfri. www.avast", "tænk på miljøet"]), ("hu", &["vírusmentes. www.avast"]), ("tr", &["virüs bulunmuyor. www.avast"]), ("ro", &["fără viruşi. www.avast"]),
];

/// Words of confidentiality notices; two different ones are wanted in a paragraph.
pub const NOTICES: &[&str] = &[
    "confidential", "intended recipient", "intended only", "intended solely", "intended for the", "addressee", "privileged", "in error", "notify the sender", "delete it", "delete this", "please delete", "disclaimer", "disclosure", "unauthori", "prohibited", "dissemination", "strictly", "legal notice", "registered in", "registered office", "company number", "company registration", "vat no",
    "vertraulich", "empfänger", "irrtümlich", "unverzüglich", "löschen", "vernichten", "unbefugt", "nicht gestattet", "rechtlich geschützt", "geschäftsführer", "amtsgericht", "handelsregister", "hrb",
    "confidentiel", "destinataire", "par erreur", "supprimer", "détruire", "interdite", "expéditeur",
    "confidencial", "destinatario", "por error", "eliminar", "prohibida", "destinatário", "por engano", "proibida", "remitente", "remetente",
    "riservat", "per errore", "cancellar", "vietat", "distrugger", "mittente",
    "vertrouwelijk", "bestemd voor", "geadresseerde", "ten onrechte", "verwijderen", "niet toegestaan",
    "konfidentiell", "mottagare", "av misstag", "radera", "fortrolig", "modtager", "ved en fejl", "slette", "mottaker", "ved en feil", "luottamuksel", "vastaanottaja", "vahingossa", "poista",
    "poufn", "adresat", "omyłkow", "usun", "zabronion", "důvěrn", "omylem", "smazat", "dôvern", "zaupn", "povjerljiv", "поверљив", "конфиденциальн", "адресат", "по ошибке", "удалит", "конфіденційн", "помилково", "видал", "поверителн", "получател", "по погрешка",
    "bizalmas", "címzett", "tévedés", "törölje", "confidențial", "din greșeală", "ștergeți", "εμπιστευτικ", "παραλήπτη", "εκ παραδρομής", "gizli", "alıcı", "yanlışlıkla", "siliniz",
    "חסוי", "סודי", "הנמען", "בטעות", "سرية", "سري", "المرسل إليه", "عن طريق الخطأ", "محرمانه", "गोपनीय", "ความลับ", "bảo mật", "rahasia", "sulit", "机密", "保密", "機密", "收件人", "機密情報", "誤って", "기밀", "수신인",
];

/// Words of a card at the foot: telephone, fax, street.
pub const CONTACT: &[&str] = &[
    "tel", "tel.", "tel:", "phone", "phone:", "mobile", "mob", "mob.", "mob:", "cell", "cell:", "fax", "fax:", "fon", "telefon", "telefax", "tél", "tél.", "téléphone", "teléfono", "telefone", "móvil", "celular", "telefono", "cellulare", "puh", "puh.", "gsm", "mobil", "mobiel", "тел", "тел.", "телефон", "моб", "τηλ", "τηλ.", "電話", "电话", "전화", "טל", "טלפון", "هاتف", "جوال", "โทร", "đt", "www", "web:", "e:", "m:", "t:", "p:", "f:", "e-mail:", "email:", "w:", "office:", "direct:", "linkedin", "twitter", "skype",
];

/// Words of our kind of marker line ("reply above this line"), for marks that other systems draw.
pub const ABOVE_LINE: &[&str] = &[
    "reply above this line", "write above this line", "type your reply above", "please type your reply above this line", "respond above this line", "reply above the line", "please reply above",
    "antworten sie oberhalb dieser", "antwort über dieser linie", "oberhalb dieser zeile", "über dieser linie antworten", "répondez au-dessus de cette ligne", "au-dessus de cette ligne", "responda por encima de esta línea", "por encima de esta línea", "encima de esta línea", "acima desta linha",
    "sopra questa riga", "sopra questa linea", "boven deze lijn", "boven deze regel", "ovanför den här raden", "ovanför denna linje", "over denne linje", "over denne linjen", "powyżej tej linii", "nad tuto čáru", "nad tento řádek", "выше этой линии", "выше этой строки", "bu satırın üstüne", "この線より上", "この行より上", "在此行上方", "在這條線上方", "이 줄 위에",
];
