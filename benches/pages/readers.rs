//! Ten people who read and others who write: what each asks for, how often, and what they waited.

use super::client::{Client, get, post};
use super::world::{self, Outcome, World};
use smilecard::clock::Clock;
use smilecard::domain::ids::{CardId, MemberId};
use smilecard::services::sessions::{Device, begin};
use smilecard::services::sign_in::Lifetimes;
use smilecard::store::mentions;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::{Duration, Instant};

/// How many read at the same time.
const READERS: usize = 10;
/// What a reader waits before the next page.
const PAUSE: Duration = Duration::from_millis(100);
/// How many write, each ten cards a second.
const WRITERS: usize = 5;
const EVERY: Duration = Duration::from_millis(100);
/// A shorter answer is no page.
const SHORTEST: usize = 1_000;

/// What is asked for, ready to be sent.
pub struct Load {
    address: SocketAddr,
    pages: Vec<(&'static str, Vec<Vec<u8>>)>,
}

/// What was seen.
#[derive(Default)]
pub struct Seen {
    /// What each page took, in order.
    pub pages: BTreeMap<&'static str, Vec<Duration>>,
    /// Cards that were acknowledged.
    pub posted: usize,
    /// What their sending took, in order.
    pub post: Vec<Duration>,
}

impl Load {
    /// Signs readers in and chooses what they read.
    pub fn of(world: &World, address: SocketAddr) -> Outcome<Self> {
        let cookie = |member: MemberId| -> Outcome<String> {
            let (organisation, now) = (world.organisation, Clock::System.now());
            let token = world.database.write(move |connection| {
                begin(connection, (organisation, member), true, &Device::default(), Lifetimes::default(), now)
            })?;
            Ok(token.reveal().to_owned())
        };
        let admin = cookie(world.admin)?;
        let managers: Vec<String> =
            world.managers.iter().take(10).map(|member| cookie(*member)).collect::<Outcome<_>>()?;
        let agents: Vec<String> = world.members.iter().map(|member| cookie(*member)).collect::<Outcome<_>>()?;
        let cards: Vec<CardId> = world.database.read(|connection| {
            let mut cards = Vec::new();
            for agent in world.agents.iter().step_by(20) {
                let ties = mentions::marks_of_agent(connection, world.organisation, *agent, 5)?;
                cards.extend(ties.into_iter().map(|tie| tie.card_id));
            }
            Ok(cards)
        })?;
        let ask = |cookie: &str, path: &str| {
            format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept: text/html\r\nCookie: smilecard={cookie}\r\n\r\n")
                .into_bytes()
        };
        let admins = |paths: &[&str]| paths.iter().map(|path| ask(&admin, path)).collect::<Vec<_>>();
        let each = |path: &str| managers.iter().map(|cookie| ask(cookie, path)).collect::<Vec<_>>();
        let searches = [
            "/inbox?q=router",
            "/inbox?q=Derrick",
            "/inbox?q=refu+acc",
            "/inbox?q=Chiara+Tillstone+queue",
            "/inbox?q=st&show=complaints",
        ];
        let theirs = searches.iter().flat_map(|path| each(path)).collect();
        let pages = vec![
            ("inbox, needs you: admin", admins(&["/inbox"])),
            ("inbox, needs you: manager", each("/inbox")),
            ("inbox, praise: manager", each("/inbox?show=praise")),
            ("inbox, complaints: manager", each("/inbox?show=complaints")),
            ("inbox, all: admin", admins(&["/inbox?show=all", "/inbox?overdue=yes", "/inbox?status=put_right"])),
            ("card: admin", cards.iter().map(|card| ask(&admin, &format!("/cards/{card}"))).collect()),
            ("agent's own page", agents.iter().map(|cookie| ask(cookie, "/me")).collect()),
            ("search: admin", admins(&searches)),
            ("search: manager", theirs),
            ("report: admin", admins(&["/report"])),
            ("report: manager", each("/report")),
        ];
        Ok(Self { address, pages })
    }

    /// Lets all read and write for a while.
    pub async fn run(&self, lasts: Duration) -> Outcome<Seen> {
        let seen = Rc::new(RefCell::new(Seen::default()));
        let until = Instant::now() + lasts;
        let readers = (0..READERS).map(|place| self.read(place, until, &seen));
        let writers = (0..WRITERS).map(|place| self.write(place, until, &seen));
        let reading = futures_util::future::try_join_all(readers);
        let writing = futures_util::future::try_join_all(writers);
        futures_util::future::try_join(reading, writing).await?;
        let mut seen = std::mem::take(&mut *seen.borrow_mut());
        seen.post.sort_unstable();
        seen.pages.values_mut().for_each(|times| times.sort_unstable());
        Ok(seen)
    }

    async fn read(&self, place: usize, until: Instant, seen: &RefCell<Seen>) -> Outcome<()> {
        let mut client = Client::connect(self.address).await?;
        for turn in 0_usize.. {
            tokio::time::sleep(PAUSE).await;
            if Instant::now() >= until {
                break;
            }
            let Some((name, requests)) = self.pages.get((turn + place) % self.pages.len()) else { break };
            let Some(request) = requests.get((turn / self.pages.len() * READERS + place) % requests.len()) else {
                break;
            };
            let asked = Instant::now();
            let (status, body) = client.ask(request).await?;
            let took = asked.elapsed();
            if status != 200 || body.len() < SHORTEST {
                return Err(format!("{name} was answered with {status} and {} bytes", body.len()).into());
            }
            seen.borrow_mut().pages.entry(name).or_default().push(took);
        }
        Ok(())
    }

    async fn write(&self, place: usize, until: Instant, seen: &RefCell<Seen>) -> Outcome<()> {
        let mut client = Client::connect(self.address).await?;
        let path = format!("/f/{}", world::SLUG);
        let mut clock = tokio::time::interval(EVERY);
        for turn in 0_usize.. {
            clock.tick().await;
            if Instant::now() >= until {
                break;
            }
            let (_, page) = client.ask(&get(self.address, &path)).await?;
            let page = std::str::from_utf8(page)?;
            let key = page
                .split("name=\"key\" value=\"")
                .nth(1)
                .and_then(|rest| rest.split('"').next())
                .ok_or("a page without a key")?;
            let name = world::name((turn * WRITERS + place) * 7 % world::AGENTS).replace(' ', "+");
            let kind = if turn % 5 == 0 { "complaint" } else { "praise" };
            let form = format!(
                "key={key}&kind={kind}&words=I+came+in+on+Saturday+because+the+bill+was+twice+what+we+had+agreed+on.+{name}+\
                 looked+through+every+line+with+me+and+wrote+the+new+sum+down.+It+took+twenty+minutes.&who={name}&name=&reach="
            );
            let asked = Instant::now();
            let (status, _) = client.ask(&post(self.address, &path, &form)).await?;
            if status != 303 {
                return Err(format!("a card was answered with {status}").into());
            }
            let mut seen = seen.borrow_mut();
            seen.posted += 1;
            seen.post.push(asked.elapsed());
        }
        Ok(())
    }
}
