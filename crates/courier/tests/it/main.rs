//! Adapters against real listeners on this machine.
#![allow(missing_docs)]

mod relay;

use courier::loopback::{Behaviour, Loopback};
use courier::{Carrier, Client, Gateway, Outcome, Parcel, Relay, Report, Smtp, Target, WeCom};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::mpsc::channel;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_millis(200);

fn parcel(key: &str) -> Parcel {
    Parcel {
        key: key.to_owned(),
        channel: "sms",
        to: "yl-1@example.invalid".to_owned(),
        title: "假期安全四知提醒".to_owned(),
        text: "家长您好：请回复 471100。".to_owned(),
    }
}

fn behaviour(fail: u64, silent: u64) -> Behaviour {
    Behaviour { fail, silent, stall: 2 * PATIENCE, replies: 100, seed: 7 }
}

fn gateway(loopback: &Loopback) -> Gateway {
    Gateway::new(Client::new(Target::parse(&format!("http://{}", loopback.address())).unwrap(), PATIENCE))
}

#[test]
fn a_gateway_takes_knows_and_reports() {
    let loopback = Loopback::start("127.0.0.1:0", None, behaviour(0, 0)).unwrap();
    let mut gateway = gateway(&loopback);
    assert!(matches!(gateway.ask("T1/样 1/1"), Some(Outcome::Refused(_))));
    let keys: Vec<String> = (0..50).map(|n| format!("T1/样 {n}/1")).collect();
    for key in &keys {
        assert_eq!(gateway.hand_over(&parcel(key)), Outcome::Accepted);
        assert_eq!(gateway.ask(key), Some(Outcome::Accepted));
    }
    let (first, mark) = gateway.reports(0, 10).unwrap();
    let (rest, end) = gateway.reports(mark, 1_000).unwrap();
    assert_eq!((first.len(), gateway.reports(end, 10).unwrap()), (10, (Vec::new(), end)));
    let all: Vec<_> = first.into_iter().chain(rest).collect();
    assert!(all.iter().all(|(key, _)| keys.contains(key)));
    assert!(all.iter().any(|(_, report)| *report == Report::Delivered));
    assert!(all.iter().any(|(_, report)| *report == Report::Reply("471100".to_owned())));
    // It is no gateway that forgives: a second hand-over of a key is on its books.
    assert_eq!(gateway.hand_over(&parcel(&keys[0])), Outcome::Accepted);
    assert_eq!(loopback.taken().most, 2);
}

#[test]
fn a_failing_gateway_is_never_believed_to_have_taken_or_not() {
    let loopback = Loopback::start("127.0.0.1:0", None, behaviour(30, 10)).unwrap();
    let mut gateway = gateway(&loopback);
    let (mut accepted, mut unknown) = (0, 0);
    for n in 0..120 {
        match gateway.hand_over(&parcel(&format!("T1/{n}/1"))) {
            Outcome::Accepted => accepted += 1,
            Outcome::Unknown(_) => unknown += 1,
            Outcome::Refused(why) => panic!("an error of the gateway was taken for a refusal: {why}"),
        }
    }
    let taken = loopback.taken().keys;
    assert!(unknown > 20, "{unknown}");
    assert!(taken > accepted && taken < 120, "some unknown ones were taken, some not: {taken} {accepted}");
}

#[test]
fn a_gateway_started_again_knows_what_it_had() {
    let path = std::env::temp_dir().join(format!("duheng-courier-books-{}", std::process::id()));
    std::fs::remove_file(&path).ok();
    let first = Loopback::start("127.0.0.1:0", Some(&path), behaviour(0, 0)).unwrap();
    for n in 0..20 {
        assert_eq!(gateway(&first).hand_over(&parcel(&format!("T1/样{n}/1"))), Outcome::Accepted);
    }
    let reports = gateway(&first).reports(0, 1_000).unwrap();
    let again = Loopback::start("127.0.0.1:0", Some(&path), behaviour(0, 0)).unwrap();
    assert_eq!(again.taken(), first.taken());
    assert_eq!(gateway(&again).ask("T1/样3/1"), Some(Outcome::Accepted));
    assert_eq!(gateway(&again).reports(0, 1_000).unwrap(), reports);
    std::fs::remove_file(&path).ok();
}

#[test]
fn nobody_listening_is_a_refusal_since_nothing_left_the_house() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let mut gateway =
        Gateway::new(Client::new(Target::parse(&format!("http://{address}")).unwrap(), PATIENCE));
    assert!(matches!(gateway.hand_over(&parcel("T1/1/1")), Outcome::Refused(_)));
    assert!(
        matches!(gateway.ask("T1/1/1"), Some(Outcome::Unknown(_))),
        "a question without answer says nothing"
    );
    for wrong in ["ftp://x", "http://", "http://a b", "https://a:x", "http://who@a"] {
        assert!(Target::parse(wrong).is_err(), "{wrong}");
    }
}

/// A webhook on one connection that answers as told, in turn.
#[test]
fn wecom_is_told_whom_it_is_for_and_answers_with_a_code() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (tell, heard) = channel();
    std::thread::spawn(move || {
        let mut stream = BufReader::new(listener.accept().unwrap().0);
        for answer in
            ["{\"errcode\":0,\"errmsg\":\"ok\"}", "{\"errcode\":45009,\"errmsg\":\"freq\"}", "<html>"]
        {
            let (mut head, mut length) = (String::new(), 0);
            loop {
                let mut line = String::new();
                stream.read_line(&mut line).unwrap();
                if let Some(value) = line.strip_prefix("Content-Length: ") {
                    length = value.trim().parse().unwrap();
                }
                if line == "\r\n" {
                    break;
                }
                head += &line;
            }
            let mut body = vec![0; length];
            stream.read_exact(&mut body).unwrap();
            tell.send((head, String::from_utf8(body).unwrap())).unwrap();
            let answer = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{answer}", answer.len());
            stream.get_mut().write_all(answer.as_bytes()).unwrap();
        }
    });
    let target = Target::parse(&format!("http://{address}")).unwrap();
    let mut wecom = WeCom::new(Client::new(target, PATIENCE), "/cgi-bin/webhook/send?key=k");
    assert_eq!(wecom.hand_over(&parcel("T1/1/2")), Outcome::Accepted);
    assert_eq!(wecom.hand_over(&parcel("T1/2/2")), Outcome::Refused("errcode 45009".to_owned()));
    assert!(matches!(wecom.hand_over(&parcel("T1/3/2")), Outcome::Unknown(_)));
    assert_eq!(wecom.ask("T1/3/2"), None, "a webhook cannot be asked");
    let (head, body) = heard.recv().unwrap();
    assert!(head.starts_with("POST /cgi-bin/webhook/send?key=k HTTP/1.1\r\n"), "{head}");
    let body: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(body["msgtype"], "text");
    assert_eq!(body["text"]["mentioned_list"][0], "yl-1@example.invalid");
    assert!(body["text"]["content"].as_str().unwrap().contains("471100"));
}

#[test]
fn mail_is_one_transaction_a_message_in_a_session_that_is_kept() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let (tell, heard) = channel();
    std::thread::spawn(move || {
        let mut stream = BufReader::new(listener.accept().unwrap().0);
        let put = |stream: &mut BufReader<std::net::TcpStream>, text: &str| {
            stream.get_mut().write_all(text.as_bytes()).ok()
        };
        put(&mut stream, "220 relay\r\n");
        let (mut lines, mut data) = (String::new(), false);
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).unwrap_or(0) == 0 {
                return;
            }
            lines += &line;
            let answer = match line.trim_end() {
                "." if data => {
                    data = false;
                    tell.send(std::mem::take(&mut lines)).unwrap();
                    "250 queued\r\n"
                }
                _ if data => continue,
                "DATA" => {
                    data = true;
                    "354 go\r\n"
                }
                line if line.starts_with("EHLO") => "250-relay\r\n250 8BITMIME\r\n",
                line if line.contains("nobody") => "550 no such box\r\n",
                _ => "250 ok\r\n",
            };
            put(&mut stream, answer);
        }
    });
    let mut smtp = Smtp::new(Relay::read(&address, "notice@example.invalid").unwrap(), PATIENCE);
    assert_eq!(smtp.hand_over(&parcel("T1/1/1")), Outcome::Accepted);
    assert_eq!(smtp.hand_over(&parcel("T1/2/1")), Outcome::Accepted);
    let (first, second) = (heard.recv().unwrap(), heard.recv().unwrap());
    assert!(
        first.starts_with(
            "EHLO duheng\r\nMAIL FROM:<notice@example.invalid>\r\nRCPT TO:<yl-1@example.invalid>\r\nDATA\r\n"
        ),
        "{first}"
    );
    assert!(second.starts_with("MAIL FROM:"), "the session is kept: {second}");
    // 假期安全四知提醒, and the text, as anybody's decoder reads them.
    assert!(first.contains("Subject: =?utf-8?b?5YGH5pyf5a6J5YWo5Zub55+l5o+Q6YaS?="), "{first}");
    assert!(first.contains("5a626ZW/5oKo5aW977ya6K+35Zue5aSNIDQ3MTEwMOOAgg=="), "{first}");
    let mut wrong = parcel("T1/3/1");
    wrong.to = "nobody@example.invalid".to_owned();
    assert_eq!(smtp.hand_over(&wrong), Outcome::Refused("邮件中继答 550".to_owned()));
    wrong.to = "a@b>\r\nDATA".to_owned();
    assert!(matches!(smtp.hand_over(&wrong), Outcome::Refused(_)), "a line break is no address");
    assert_eq!(smtp.ask("T1/1/1"), None);
}

/// A relay that goes away after the message: it may have it.
#[test]
fn mail_without_a_last_word_is_in_doubt() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    std::thread::spawn(move || {
        let mut stream = BufReader::new(listener.accept().unwrap().0);
        stream.get_mut().write_all(b"220 relay\r\n").unwrap();
        loop {
            let mut line = String::new();
            stream.read_line(&mut line).unwrap();
            match line.trim_end() {
                "." => return,
                "DATA" => stream.get_mut().write_all(b"354 go\r\n").unwrap(),
                line if line.starts_with("EHLO") || line.starts_with("MAIL") || line.starts_with("RCPT") => {
                    stream.get_mut().write_all(b"250 ok\r\n").unwrap();
                }
                _ => {}
            }
        }
    });
    let mut smtp = Smtp::new(Relay::read(&address, "notice@example.invalid").unwrap(), PATIENCE);
    assert!(matches!(smtp.hand_over(&parcel("T1/1/1")), Outcome::Unknown(_)));
}
