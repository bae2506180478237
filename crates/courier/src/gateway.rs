//! A generic HTTP gateway (短信网关): hand over by key, ask by key, read reports from where one left off.

use crate::{Carrier, Client, Failure, Outcome, Parcel, Report, decoded, encoded};
use serde_json::{Value, json};

/// A connection to a gateway.
pub struct Gateway(Client);

impl Gateway {
    /// Over a connection.
    pub fn new(client: Client) -> Gateway {
        Gateway(client)
    }

    /// Reports after a mark, with the mark behind the last of them. The first mark is 0.
    ///
    /// # Errors
    /// No answer, or one that is none.
    pub fn reports(&mut self, after: u64, limit: usize) -> Result<(Vec<(String, Report)>, u64), String> {
        let answer =
            self.0.get(&format!("/v1/reports?after={after}&limit={limit}")).map_err(|why| why.to_string())?;
        if answer.status != 200 {
            return Err(format!("状态 {}", answer.status));
        }
        let (mut reports, mut mark) = (Vec::new(), after);
        for line in answer.body.lines() {
            let mut fields = line.split('\t');
            let number = fields.next().and_then(|number| number.parse().ok());
            let (Some(number), Some(key), Some(kind)) =
                (number, fields.next().and_then(decoded), fields.next())
            else {
                return Err("报告的写法不认识".to_owned());
            };
            mark = number;
            reports.extend(match kind {
                "delivered" => Some((key, Report::Delivered)),
                "undeliverable" => Some((key, Report::Undeliverable)),
                "reply" => Some((key, Report::Reply(fields.next().unwrap_or_default().to_owned()))),
                _ => None,
            });
        }
        Ok((reports, mark))
    }
}

impl Carrier for Gateway {
    fn hand_over(&mut self, parcel: &Parcel) -> Outcome {
        let body = json!({
            "key": parcel.key, "channel": parcel.channel, "to": parcel.to, "title": parcel.title, "text": parcel.text
        });
        match self.0.post("/v1/messages", &body.to_string()) {
            Ok(answer) => {
                let said = serde_json::from_str::<Value>(&answer.body).ok();
                // Only a plain word counts: a status alone may be of something between us and the gateway.
                match said.as_ref().and_then(|said| said.get("accepted")).and_then(Value::as_bool) {
                    Some(true) if answer.status == 200 => Outcome::Accepted,
                    Some(false) => Outcome::Refused(format!("网关不收，状态 {}", answer.status)),
                    _ => Outcome::Unknown(format!("状态 {}", answer.status)),
                }
            }
            Err(Failure::NotSent(why)) => Outcome::Refused(why),
            Err(failure) => Outcome::Unknown(failure.to_string()),
        }
    }

    fn ask(&mut self, key: &str) -> Option<Outcome> {
        Some(match self.0.get(&format!("/v1/messages?key={}", encoded(key))) {
            Ok(answer) => {
                let said = serde_json::from_str::<Value>(&answer.body).ok();
                match said.as_ref().and_then(|said| said.get("state")).and_then(Value::as_str) {
                    Some("accepted") if answer.status == 200 => Outcome::Accepted,
                    Some("unknown") if answer.status == 404 => {
                        Outcome::Refused("网关没有这个交付号".to_owned())
                    }
                    _ => Outcome::Unknown(format!("状态 {}", answer.status)),
                }
            }
            Err(failure) => Outcome::Unknown(failure.to_string()),
        })
    }
}
