//! How mail programs say "wrote" when they introduce a quotation, language by language.
//! Everything is folded to lower case. Openers are the words such a line may begin with.

/// One language: the words that mean "wrote", and the words a line of that kind opens with.
pub struct Wrote {
    pub language: &'static str,
    pub verbs: &'static [&'static str],
    pub openers: &'static [&'static str],
}

const fn row(language: &'static str, verbs: &'static [&'static str], openers: &'static [&'static str]) -> Wrote {
    Wrote { language, verbs, openers }
}

/// The languages whose quotation lines we know.
pub const WROTE: &[Wrote] = &[
    row(
        "en",
        &["wrote", "writes", "said", "says", "has written", "sent", "quoting"],
        &["on", "at", "in message", "quoting", "in article"],
    ),
    row(
        "de",
        &["schrieb", "schrieben", "schreibt", "geschrieben", "schrieb am", "zitat von"],
        &["am", "vom", "an", "um"],
    ),
    row(
        "fr",
        &["a écrit", "a ecrit", "écrit", "écrivait", "nous a dit", "a envoyé", "citation de"],
        &["le", "à", "en date du"],
    ),
    row(
        "es",
        &["escribió", "escribio", "escribía", "escribe", "ha escrito", "citando a", "citando"],
        &["el", "en", "a las", "con fecha"],
    ),
    row("pt", &["escreveu", "escreveram", "escreve", "escrito"], &["em", "a", "no dia", "na", "às", "no"]),
    row("it", &["ha scritto", "scrive", "scriveva", "scritto", "scrisse"], &["il", "in data", "alle", "nel"]),
    row("nl", &["schreef", "geschreven", "schrijft", "citeren"], &["op"]),
    row("sv", &["skrev", "skriver"], &["den", "på", "kl"]),
    row("da", &["skrev", "skriver"], &["den", "d.", "på", "d"]),
    row("nb", &["skrev", "skreiv", "skriver"], &["den", "på"]),
    row("fi", &["kirjoitti", "kirjoittaa"], &["pvm"]),
    row("is", &["skrifaði", "ritaði"], &["þann", "á"]),
    row("et", &["kirjutas"], &["kuupäeval"]),
    row("lv", &["rakstīja", "uzrakstīja"], &["datums"]),
    row("lt", &["rašė", "parašė"], &[]),
    row(
        "pl",
        &["pisze", "napisał", "napisała", "napisał(a)", "napisal(a)", "napisal", "napisano"],
        &["w dniu", "dnia", "dn.", "użytkownik"],
    ),
    row("cs", &["napsal", "napsala", "napsal(a)", "napsal/a", "píše"], &["dne", "v"]),
    row("sk", &["napísal", "napísala", "napísal(a)", "napísal/a", "píše"], &["dňa", "používateľ", "v"]),
    row(
        "sl",
        &["je napisal", "je napisala", "napisal", "napisala", "je napisal/-a", "je napisal/a", "napisal/a"],
        &["dne", "v"],
    ),
    row(
        "hr",
        &["je napisao", "je napisala", "napisao", "napisala", "je napisao/la", "je napisao/napisala", "piše"],
        &["dana", "u", "na datum"],
    ),
    row(
        "sr",
        &["је написао", "је написала", "написао", "написала", "је написао/ла", "написао/ла", "пише"],
        &["дана", "у", "на датум"],
    ),
    row("bg", &["написа", "писа", "пише", "написал"], &["на", "в"]),
    row("mk", &["напиша"], &["на"]),
    row("ro", &["a scris", "scris", "a scris următoarele"], &["în", "pe", "la", "la data", "in data"]),
    row("hu", &["írta", "ezt írta", "ezt irta", "írja"], &["dátum"]),
    row("el", &["έγραψε", "εγραψε", "έγραψαν", "γράφει"], &["στις", "στισ", "την", "τη", "ημερομηνία"]),
    row("tr", &["yazdı", "yazdi", "şunu yazdı", "şunları yazdı", "yazmış"], &["tarihinde"]),
    row(
        "ru",
        &["написал", "написала", "написал(а)", "написали", "писал", "писал(а)", "пишет", "пишете", "цитирую"],
        &["в", "от"],
    ),
    row(
        "uk",
        &["пише", "написав", "написала", "написав(-ла)", "написав(ла)", "написав/ла", "писав"],
        &["в", "у", "від"],
    ),
    row("be", &["піша", "напісаў", "напісала", "напісаў(-ла)", "напісаў(ла)"], &["у"]),
    row(
        "he",
        &["כתב", "כתבה", "כתב/ה", "כתב\\ה", "כתב(ה)", "כתב/כתבה", "כתבת"],
        &["בתאריך", "ביום", "ב-", "ב", "ב־", "מאת"],
    ),
    row("ar", &["كتب", "كتبت", "كتب/ت", "كتب/كتبت"], &["في", "بتاريخ", "يوم"]),
    row("fa", &["نوشت", "نوشته است", "نوشته", "نوشتند"], &["در", "در تاریخ"]),
    row("ur", &["نے لکھا"], &["پر"]),
    row("hi", &["ने लिखा", "लिखा"], &["को"]),
    row("bn", &["লিখেছেন", "লিখেছে"], &[]),
    row("ta", &["எழுதியது", "எழுதினார்"], &[]),
    row("th", &["เขียนว่า", "ได้เขียน", "เขียน", "เขียนข้อความว่า"], &["เมื่อ", "ใน", "วันที่", "ในวันที่"]),
    row("vi", &["đã viết", "viết"], &["vào", "vào lúc", "ngày", "lúc"]),
    row("id", &["menulis", "menuliskan", "tulis"], &["pada", "tanggal"]),
    row("ms", &["menulis", "telah menulis"], &["pada"]),
    row("fil", &["sumulat", "isinulat ni", "ay sumulat"], &["noong", "nuong"]),
    row("zh", &["写道", "寫道", "写到", "寫到", "写了", "撰寫", "撰写", "說", "写"], &["在", "於", "于", "发件人"]),
    row(
        "ja",
        &["のメール", "のメッセージ", "書きました", "は書きました", "さんは書きました", "が書きました", "より"],
        &["", "日時"],
    ),
    row(
        "ko",
        &["작성", "님이 작성", "님이 쓴", "썼습니다", "쓴 글", "님의 말", "님이 다음과 같이 썼습니다", "작성한 글"],
        &[],
    ),
    row("ca", &["va escriure", "escrigué", "ha escrit", "escriu"], &["el", "en data"]),
    row("gl", &["escribiu"], &["o", "en"]),
    row("eu", &["idatzi du", "igorleak hau idatzi du", "idatzi zuen", "hau idatzi du"], &[]),
    row("sq", &["shkroi", "ka shkruar"], &["më"]),
    row("hy", &["գրել է", "գրեց"], &[]),
    row("ka", &["დაწერა"], &[]),
    row("af", &["geskryf", "het geskryf", "skryf"], &["op"]),
    row("cy", &["ysgrifennodd"], &["ar"]),
    row("sw", &["aliandika"], &["tarehe"]),
    row("az", &["yazıb"], &[]),
    row("kk", &["жазды"], &[]),
];

/// First words of a line that tell "I said to somebody …" apart from "somebody said to us":
/// a sentence about a letter is not the head of a quotation.
pub const NOT_BEFORE_VERB: &[&str] =
    &["i", "we", "she", "he", "they", "who", "it", "ich", "wir", "je", "yo", "io", "ik", "jag", "jeg", "я", "мы"];
