//! How fast the outbox empties into an SMTP server, beside two programs that push the same bytes into the same server, on
//! this machine at this moment: lettre's own pool of connections, and bare connections that write each letter in one piece
//! (the pool doesn't, and waits 40 ms for it). The outbox claims, looks whether the address may be written to, makes and
//! signs the message, hands it over and notes each letter as sent, durably; the others only hand over.
//!
//! `cargo bench --bench letters`; `-- --quick` only checks that every letter arrives once. Only ratios of one run mean
//! something. `-- postgres://…` takes an empty PostgreSQL database instead of a new SQLite file.

#[path = "../../tests/suite/support/smtp.rs"]
#[allow(dead_code, clippy::unwrap_used, reason = "the tests' server, which ends where it fails")]
mod smtp;

use lettre::transport::smtp::client::SmtpConnection;
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::{PoolConfig, SmtpTransport};
use lettre::{Transport, address::Envelope as Addresses};
use smilecard::clock::Clock;
use smilecard::config::{Config, DatabaseUrl, Purpose, Sender, Sources};
use smilecard::domain::ids::{LetterId, OrganisationId};
use smilecard::mail::dkim::{Key, Keys, new_rsa};
use smilecard::mail::letters::Rendered;
use smilecard::mail::{Mailer, Marks, Outgoing, Parcel, message_with};
use smilecard::render::Templates;
use smilecard::services::post::{Envelope, post};
use smilecard::services::sign_in::Lifetimes;
use smilecard::store::columns::micros;
use smilecard::store::organisations::OrganisationRow;
use smilecard::store::{Database, Sizes, organisations, outbox};
use smilecard::worker::{Pace, Stamp, Tools, Worker};
use smtp::{Manners, Sink};
use std::collections::BTreeMap;
use std::error::Error;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

struct Plan {
    rounds: usize,
    letters: usize,
    /// Letters at the same time.
    loads: &'static [usize],
}

const WHOLE: Plan = Plan { rounds: 3, letters: 3_000, loads: &[1, 2, 4] };
/// Letters that the pool is given: it takes its time.
const POOLED: usize = 200;
const QUICK: Plan = Plan { rounds: 1, letters: 100, loads: &[2] };

fn main() -> ExitCode {
    let quick = std::env::args().any(|argument| argument == "--quick");
    match compare(if quick { &QUICK } else { &WHOLE }) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("letters: {error}");
            ExitCode::FAILURE
        }
    }
}

/// A weekly letter's size: 8 KB of text, 30 KB of HTML.
fn words() -> Rendered {
    let line = "<tr><td>Derrick Hale</td><td>“She rang back within the hour – thank you.”</td></tr>\n";
    Rendered {
        subject: "31 smiles and 6 complaints".to_owned(),
        text: "Derrick Hale: She rang back within the hour – thank you.\n".repeat(140),
        html: format!("<table>{}</table>", line.repeat(340)),
    }
}

fn compare(plan: &Plan) -> Outcome<()> {
    let rsa = Keys::new(vec![Key::read("s1", "mail.example", new_rsa()?.as_bytes())?]);
    println!(
        "{} letters of a weekly letter's size, {} rounds; letters a second (least to most), median ratio",
        plan.letters, plan.rounds
    );
    for at_once in plan.loads {
        for (name, keys) in [("unsigned", Keys::default()), ("signed with RSA", rsa.clone())] {
            let (mut ours, mut pools, mut bares) = (Vec::new(), Vec::new(), Vec::new());
            let (mut to_pool, mut to_bare) = (Vec::new(), Vec::new());
            for _ in 0..plan.rounds {
                let (mine, bytes) = outbox_rate(plan, *at_once, &keys)?;
                let pool = pool_rate(plan.letters.min(POOLED), *at_once, &bytes)?;
                let bare = bare_rate(plan.letters, *at_once, &bytes)?;
                to_pool.push(mine / pool);
                to_bare.push(mine / bare);
                ours.push(mine);
                pools.push(pool);
                bares.push(bare);
            }
            println!(
                "{at_once} at once, {name}: outbox {}, lettre's pool {}, bare connections {}; ratio to the pool {:.2}, to these {:.2}",
                span(&mut ours),
                span(&mut pools),
                span(&mut bares),
                median(&mut to_pool),
                median(&mut to_bare)
            );
        }
    }
    Ok(())
}

fn median(all: &mut [f64]) -> f64 {
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or(0.0)
}

fn span(all: &mut [f64]) -> String {
    all.sort_by(f64::total_cmp);
    format!("{:.0} to {:.0}", all.first().unwrap_or(&0.0), all.last().unwrap_or(&0.0))
}

/// Empties an outbox; also gives back one of its letters as it went out.
fn outbox_rate(plan: &Plan, at_once: usize, keys: &Keys) -> Outcome<(f64, Vec<u8>)> {
    let folder = tempfile::tempdir()?;
    let given = std::env::args().find(|argument| argument.starts_with("postgres"));
    let url = given.unwrap_or_else(|| format!("sqlite:{}", folder.path().join("b.db").display()));
    let url = DatabaseUrl::parse(&url).ok_or("this is no database")?;
    let database = Database::open(&url, Sizes::default())?;
    let (now, letters) = (Clock::System.now(), plan.letters);
    let organisation = OrganisationId::at(now);
    database.write(move |connection| {
        organisations::insert(
            connection,
            &OrganisationRow {
                id: organisation,
                slug: format!("bench-{organisation}"),
                name: "Bench".to_owned(),
                zone: "Europe/London".to_owned(),
                language: "en".to_owned(),
                mail_address: format!("cards@{organisation}.example"),
                postal_line: String::new(),
                roster_version: 1,
                created_at: micros(now),
            },
        )
    })?;
    for start in (0..letters).step_by(500) {
        database.write(move |connection| {
            for number in start..letters.min(start + 500) {
                let envelope = Envelope {
                    kind: "digest",
                    to_name: "Ruth Calder",
                    to_address: &format!("reader{number}@reader{}.example", number % 50),
                    list_id: Some("Bench <digest.bench>".to_owned()),
                    unsubscribe_url: Some("https://cards.example/stop/0123456789ABCDEF".to_owned()),
                    answers: None,
                };
                post(connection, organisation, envelope, words(), now)?;
            }
            Ok(())
        })?;
    }
    let sink = Sink::start(Manners::default());
    let from = Sender::parse("Smilecard <cards@mail.example>").ok_or("no sender")?;
    let tools = Tools {
        database: database.clone(),
        templates: Arc::new(Templates::load(None)?),
        mailer: mailer(sink.address)?,
        clock: Clock::System,
        from: from.clone(),
        public_url: "https://cards.example".to_owned(),
        lifetimes: Lifetimes::default(),
        pace: Pace { poll: Duration::from_millis(50), lease: Duration::from_secs(300), concurrency: at_once },
        rush: Arc::default(),
        read_letter: Arc::new(|_, _, _, _| Ok(())),
        directory: Arc::default(),
        back: None,
        stamp: Stamp { keys: keys.clone(), sign_in: None },
    };
    let begun = Instant::now();
    let worker = Worker::start(&tools)?;
    let (_keep, pause) = std::sync::mpsc::channel::<()>();
    while sink.letters() < letters {
        let _ = pause.recv_timeout(Duration::from_millis(2));
        if begun.elapsed() > Duration::from_secs(300) {
            return Err(format!("only {} of {letters} letters arrived", sink.letters()).into());
        }
    }
    let rate = rate(letters, begun);
    // What is in hand is noted as sent.
    worker.stop();
    let sent = database
        .read(|connection| outbox::list(connection, organisation, outbox::Which::In("sent"), None, 1_000_000))?;
    if sent.len() != letters || sink.letters() != letters {
        return Err(format!("{} noted as sent, {} arrived, of {letters}", sent.len(), sink.letters()).into());
    }
    let rendered = words();
    let letter = Outgoing {
        id: LetterId::at(now).uuid(),
        to_name: "Ruth Calder".to_owned(),
        to_address: "reader@reader.example".to_owned(),
        subject: rendered.subject,
        text: rendered.text,
        html: Some(rendered.html),
        list_id: Some("Bench <digest.bench>".to_owned()),
        unsubscribe_url: Some("https://cards.example/stop/0123456789ABCDEF".to_owned()),
        written_at: now,
        return_path: None,
        reply_to: None,
        in_reply_to: None,
        personal: false,
    };
    let marks = Marks::of("digest", organisation.uuid(), Some("x"));
    let parcel = Parcel::of(&message_with(&letter, &from, &marks)?)?.signed(keys, &from, now)?;
    Ok((rate, parcel.raw))
}

fn mailer(address: std::net::SocketAddr) -> Outcome<Mailer> {
    let text =
        format!("[smtp]\nhost = \"{}\"\nport = {}\ntls = \"none\"\nper_domain = 64\n", address.ip(), address.port());
    let sources = Sources { file: Some(("smilecard.toml".into(), text)), environment: BTreeMap::new() };
    let config = Config::load(&sources, Purpose::Command).map_err(|problems| problems.to_string())?;
    Ok(Mailer::from_settings(&config.smtp, "mail.example")?)
}

/// Pushes the same bytes through lettre's pool with as many threads.
fn pool_rate(letters: usize, at_once: usize, bytes: &[u8]) -> Outcome<f64> {
    let sink = Sink::start(Manners::default());
    let pool = SmtpTransport::builder_dangerous(sink.address.ip().to_string())
        .port(sink.address.port())
        .pool_config(PoolConfig::new().max_size(u32::try_from(at_once)?))
        .build();
    let rate = pushed(letters, at_once, || {
        Ok(|to: &str| {
            pool.send_raw(&Addresses::new(Some("cards@mail.example".parse()?), vec![to.parse()?])?, bytes)?;
            Ok(())
        })
    })?;
    if sink.letters() != letters {
        return Err("the pool lost a letter".into());
    }
    Ok(rate)
}

/// Pushes the same bytes over as many connections, each letter in one piece.
fn bare_rate(letters: usize, at_once: usize, bytes: &[u8]) -> Outcome<f64> {
    let sink = Sink::start(Manners::default());
    // No line of these letters begins with a dot.
    let whole = format!("{}\r\n.\r\n", std::str::from_utf8(bytes)?);
    let (address, whole) = (sink.address, whole.as_str());
    let rate = pushed(letters, at_once, || {
        let hello = ClientId::Domain("bench.example".to_owned());
        let mut talk = SmtpConnection::connect(address, None, &hello, None, None)?;
        Ok(move |to: &str| {
            talk.command(Mail::new(Some("cards@mail.example".parse()?), Vec::new()))?;
            talk.command(Rcpt::new(to.parse()?, Vec::new()))?;
            talk.command(Data)?;
            talk.command(whole)?;
            Ok(())
        })
    })?;
    if sink.letters() != letters {
        return Err("a bare connection lost a letter".into());
    }
    Ok(rate)
}

/// Letters a second of so many threads, each with a way of its own to push one.
fn pushed<Push>(letters: usize, at_once: usize, way: impl Fn() -> Outcome<Push> + Sync) -> Outcome<f64>
where
    Push: FnMut(&str) -> Outcome<()>,
{
    let next = AtomicUsize::new(0);
    let begun = Instant::now();
    std::thread::scope(|threads| {
        let hands: Vec<_> = (0..at_once)
            .map(|_| {
                threads.spawn(|| -> Outcome<()> {
                    let mut push = way()?;
                    loop {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        if number >= letters {
                            return Ok(());
                        }
                        push(&format!("reader{number}@reader{}.example", number % 50))?;
                    }
                })
            })
            .collect();
        hands.into_iter().try_for_each(|hand| hand.join().map_err(|_| "a thread broke")?)
    })?;
    Ok(rate(letters, begun))
}

#[expect(clippy::cast_precision_loss, reason = "a few thousand letters")]
fn rate(letters: usize, begun: Instant) -> f64 {
    letters as f64 / begun.elapsed().as_secs_f64()
}
