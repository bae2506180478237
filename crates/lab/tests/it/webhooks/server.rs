//! A server on this machine that takes what is pushed, or does not.

use super::PATIENCE;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Mutex};

/// What a server does with a request.
#[derive(Clone, Copy, PartialEq)]
pub enum Does {
    Takes,
    Fails,
    IsSlow,
    Leads,
    HangsUp,
}

/// What came, with the headers by name.
#[derive(Clone, Debug)]
pub struct Came {
    pub headers: BTreeMap<String, String>,
    pub body: String,
    pub taken: bool,
}

/// A server on this machine.
pub struct Server {
    pub address: SocketAddr,
    came: Arc<Mutex<Vec<Came>>>,
    does: Arc<Mutex<Does>>,
    ended: Arc<AtomicBool>,
}

impl Server {
    pub fn start(does: Does, elsewhere: SocketAddr) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Server {
            address: listener.local_addr().unwrap(),
            came: Arc::default(),
            does: Arc::new(Mutex::new(does)),
            ended: Arc::default(),
        };
        let (came, does, ended) = (server.came.clone(), server.does.clone(), server.ended.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if ended.load(SeqCst) {
                    return;
                }
                let (mut stream, does) = (stream.unwrap(), *does.lock().unwrap());
                if does == Does::HangsUp {
                    continue;
                }
                let mut reader = BufReader::new(stream.try_clone().unwrap());
                let (mut headers, mut line) = (BTreeMap::new(), String::new());
                reader.read_line(&mut line).unwrap();
                assert!(line.starts_with("POST /hook HTTP/1.1"), "{line}");
                loop {
                    line.clear();
                    reader.read_line(&mut line).unwrap();
                    let Some((name, value)) = line.trim().split_once(": ") else { break };
                    headers.insert(name.to_ascii_lowercase(), value.to_owned());
                }
                let mut body = vec![0; headers["content-length"].parse().unwrap()];
                reader.read_exact(&mut body).unwrap();
                let body = String::from_utf8(body).unwrap();
                came.lock().unwrap().push(Came { headers, body, taken: does == Does::Takes });
                let answer = match does {
                    Does::Takes => "HTTP/1.1 204 No Content\r\n\r\n".to_owned(),
                    Does::Leads => format!(
                        "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://{elsewhere}/hook\r\n\r\n"
                    ),
                    Does::IsSlow => {
                        std::thread::sleep(PATIENCE * 2);
                        "HTTP/1.1 200 OK\r\n\r\n".to_owned()
                    }
                    _ => "HTTP/1.1 503 Service Unavailable\r\n\r\n".to_owned(),
                };
                stream.write_all(answer.as_bytes()).ok();
            }
        });
        server
    }

    pub fn url(&self) -> String {
        format!("http://{}/hook", self.address)
    }

    pub fn does(&self, does: Does) {
        *self.does.lock().unwrap() = does;
    }

    pub fn came(&self) -> Vec<Came> {
        self.came.lock().unwrap().clone()
    }

    pub fn taken(&self) -> Vec<Came> {
        self.came().into_iter().filter(|came| came.taken).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.ended.store(true, SeqCst);
        std::net::TcpStream::connect(self.address).ok();
    }
}
