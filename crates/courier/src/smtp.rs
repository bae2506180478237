//! Mail (RFC 5321) to a relay inside the house: one message a transaction, the session kept.

use crate::{Carrier, Outcome, Parcel};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::time::Duration;

/// Longest reply line that is read, in bytes.
const LINE_LIMIT: u64 = 4 << 10;
const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// A session with a relay.
pub struct Smtp {
    relay: String,
    from: String,
    patience: Duration,
    session: Option<BufReader<TcpStream>>,
}

impl Smtp {
    /// Mail from `from` by the relay at `host:port`.
    pub fn new(relay: &str, from: &str, patience: Duration) -> Smtp {
        Smtp { relay: relay.to_owned(), from: from.to_owned(), patience, session: None }
    }

    fn open(&self) -> std::io::Result<BufReader<TcpStream>> {
        let mut last = std::io::Error::from(std::io::ErrorKind::NotFound);
        for address in self.relay.to_socket_addrs()? {
            match TcpStream::connect_timeout(&address, self.patience) {
                Ok(stream) => {
                    stream.set_read_timeout(Some(self.patience))?;
                    stream.set_write_timeout(Some(self.patience))?;
                    let mut session = BufReader::new(stream);
                    expect(&mut session, 220)?;
                    say(&mut session, "EHLO duheng", 250)?;
                    return Ok(session);
                }
                Err(why) => last = why,
            }
        }
        Err(last)
    }

    /// What comes before the message itself; nothing is handed over yet.
    fn envelope(&self, session: &mut BufReader<TcpStream>, to: &str) -> std::io::Result<()> {
        say(session, &format!("MAIL FROM:<{}>", self.from), 250)?;
        say(session, &format!("RCPT TO:<{to}>"), 250)?;
        say(session, "DATA", 354)
    }
}

impl Carrier for Smtp {
    fn hand_over(&mut self, parcel: &Parcel) -> Outcome {
        // What could end a line would add a command of its own.
        let plain =
            |text: &str| !text.chars().any(|c| c.is_control() || c.is_whitespace() || c == '<' || c == '>');
        if !plain(&parcel.to) || !plain(&self.from) {
            return Outcome::Refused("邮箱的写法不对".to_owned());
        }
        let session = self.session.take().map_or_else(|| self.open(), Ok);
        let mut session = match session {
            Ok(session) => session,
            Err(why) => return Outcome::Refused(why.kind().to_string()),
        };
        if let Err(why) = self.envelope(&mut session, &parcel.to) {
            return Outcome::Refused(why.to_string());
        }
        let id: String = parcel.key.bytes().map(|byte| format!("{byte:02x}")).collect();
        let mut mail = format!(
            "From: <{}>\r\nTo: <{}>\r\nMessage-ID: <{id}@duheng>\r\nSubject: =?UTF-8?B?{}?=\r\nMIME-Version: 1.0\r\n\
             Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n",
            self.from,
            parcel.to,
            base64(parcel.title.as_bytes())
        );
        for line in base64(parcel.text.as_bytes()).as_bytes().chunks(76) {
            mail.push_str(&String::from_utf8_lossy(line));
            mail.push_str("\r\n");
        }
        // From here on it may have arrived, whatever we hear.
        let sent = session.get_mut().write_all(mail.as_bytes()).and_then(|()| say(&mut session, ".", 250));
        match sent {
            Ok(()) => {
                self.session = Some(session);
                Outcome::Accepted
            }
            Err(why) if why.kind() == std::io::ErrorKind::Other => Outcome::Refused(why.to_string()),
            Err(why) => Outcome::Unknown(why.kind().to_string()),
        }
    }

    fn ask(&mut self, _key: &str) -> Option<Outcome> {
        None
    }
}

fn say(session: &mut BufReader<TcpStream>, line: &str, code: u16) -> std::io::Result<()> {
    session.get_mut().write_all(format!("{line}\r\n").as_bytes())?;
    expect(session, code)
}

/// Reads a reply of one or more lines; one of another code is an error of the kind `Other`.
fn expect(session: &mut BufReader<TcpStream>, code: u16) -> std::io::Result<()> {
    loop {
        let mut line = String::new();
        session.by_ref().take(LINE_LIMIT).read_line(&mut line)?;
        if line.is_empty() {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        let found: Option<u16> = line.get(..3).and_then(|digits| digits.parse().ok());
        match (found, line.as_bytes().get(3)) {
            (Some(found), Some(b'-')) if found == code => {}
            (Some(found), _) if found == code => return Ok(()),
            (Some(found), _) => return Err(std::io::Error::other(format!("邮件中继答 {found}"))),
            _ => return Err(std::io::ErrorKind::InvalidData.into()),
        }
    }
}

fn base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group =
            chunk.iter().fold(0_u32, |group, byte| group << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let letter = BASE64[(group >> (18 - 6 * place)) as usize & 63];
            text.push(if place > chunk.len() { '=' } else { char::from(letter) });
        }
    }
    text
}
