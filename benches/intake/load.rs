//! Many clients at once, bounded in count and in time; every status is checked.

use super::Outcome;
use super::client::Client;
use super::figures::Run;
use super::service::Service;
use std::cell::{Cell, RefCell};
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::{Duration, Instant};

/// A load that takes longer has failed.
const LONGEST: Duration = Duration::from_secs(120);

/// Lets `clients` send these requests, each taking the next one; every answer must be 303.
pub async fn run(address: SocketAddr, clients: usize, requests: Vec<Vec<u8>>) -> Outcome<Run> {
    let requests = Rc::new(RefCell::new(requests));
    measure(clients, |mut latencies| {
        let requests = Rc::clone(&requests);
        async move {
            let mut client = Client::connect(address).await?;
            loop {
                let Some(request) = requests.borrow_mut().pop() else { return Ok(latencies) };
                let sent = Instant::now();
                let (status, _) = client.ask(&request).await?;
                latencies.push(sent.elapsed());
                if status != 303 {
                    return Err(format!("a card was answered with {status}").into());
                }
            }
        }
    })
    .await
}

/// Lets `clients` together open the form and send it `visits` times.
pub async fn visits(service: &Service, clients: usize, visits: usize) -> Outcome<Run> {
    let left = Rc::new(Cell::new(visits));
    let (address, visit) = (service.address, service.visit());
    measure(clients, |mut latencies| {
        let (left, visit) = (Rc::clone(&left), visit.clone());
        async move {
            let mut client = Client::connect(address).await?;
            loop {
                match left.get() {
                    0 => return Ok(latencies),
                    some => left.set(some - 1),
                }
                let sent = Instant::now();
                let (_, page) = client.ask(&visit.page).await?;
                let request = visit.card(page)?;
                let (status, _) = client.ask(&request).await?;
                latencies.push(sent.elapsed());
                if status != 303 {
                    return Err(format!("a card was answered with {status}").into());
                }
            }
        }
    })
    .await
}

async fn measure<F>(clients: usize, client: impl Fn(Vec<Duration>) -> F) -> Outcome<Run>
where
    F: Future<Output = Outcome<Vec<Duration>>>,
{
    let all = futures_util::future::try_join_all((0..clients).map(|_| client(Vec::new())));
    let started = Instant::now();
    let latencies = tokio::time::timeout(LONGEST, all).await.map_err(|_| "a load took longer than two minutes")??;
    Ok(Run::new(started.elapsed(), latencies.concat()))
}
