//! A server as a process of its own: started, waited for, looked at, and ended when it is dropped.

use super::Outcome;
use super::client::{Client, get};
use std::net::{SocketAddr, TcpListener};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

/// A server that needs longer than this to start has failed.
const LONGEST: Duration = Duration::from_secs(30);

/// A running server.
pub struct Server(Child);

impl Server {
    /// Starts it and waits until `path` is answered with 200; says how long that took.
    pub async fn start(command: &mut Command, address: SocketAddr, path: &str) -> Outcome<(Self, Duration)> {
        let started = Instant::now();
        let mut server = Self(command.spawn()?);
        while started.elapsed() < LONGEST {
            if let Some(status) = server.0.try_wait()? {
                return Err(format!("a server ended while it started: {status}").into());
            }
            if answers(address, path).await.unwrap_or(false) {
                return Ok((server, started.elapsed()));
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        Err("a server did not get ready".into())
    }

    /// Memory that it holds at this moment and has held at most, in MB (from the kernel).
    pub fn memory(&self) -> Outcome<Memory> {
        of(self.0.id())
    }
}

/// The memory of a process.
pub fn of(process: u32) -> Outcome<Memory> {
    let text = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let megabytes = |name: &str| -> Outcome<f64> {
        let line = text.lines().find(|line| line.starts_with(name)).ok_or("no such figure in /proc")?;
        let kilobytes: f64 = line.split_whitespace().nth(1).ok_or("no figure")?.parse()?;
        Ok(kilobytes / 1024.0)
    };
    Ok(Memory { now: megabytes("VmRSS:")?, most: megabytes("VmHWM:")? })
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Resident memory in MB.
#[derive(Clone, Copy)]
pub struct Memory {
    pub now: f64,
    pub most: f64,
}

async fn answers(address: SocketAddr, path: &str) -> Outcome<bool> {
    let mut client = Client::connect(address).await?;
    Ok(client.ask(&get(address, path)).await?.0 == 200)
}

/// A free port of this machine. Somebody else may take it before it is used; then the run fails and says so.
pub fn free_address() -> Outcome<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}
